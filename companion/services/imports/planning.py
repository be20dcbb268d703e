"""What an import would change, worked out whole before anything does: from a file's rows and what is there now.

- A row that is new becomes a moment; one that is known changes its moment in place, unless the person edited or
  removed that moment here: then it stays as it is.
- A mood word stands for a number as the person maps it (now, or at an earlier import), else as the file says, else
  as Daylio's own five do; a word nobody mapped is kept without a number, and the word itself is always kept. A
  moment keeps the number it has while its word is the same or was only given another name.
- An activity becomes a tick: the line it made before, else a line of the same words that can be ticked at a check-
  in (in the archive too), else a new line for the person's eyes alone under "From Daylio". One that was given
  another name keeps its line, which takes the new name unless the person changed it.
- A scale of the other program has a range of its own that the file does not tell. Where its name is one of the
  person's scales and its value a whole number from 0 to 10 it is that answer; anything else goes into the note.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from companion.content import starter
from companion.domain.checkin import HIGHEST, LOWEST, Moment, Scale
from companion.domain.imported import ImportedRow, Reading
from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.domain.text import clean_text, folded
from companion.services.core.order import next_position
from companion.services.core.store import Store
from companion.services.imports.asking import Answers, Gone, Moved, as_compared
from companion.services.imports.matching import Entry, Matched, match
from companion.services.imports.source_key import SourceKey, comes_from, key_of, made_of, read_key
from companion.services.imports.words import numbers_for, renamed

MOOD = "mood"
"""Id of the scale that mood words stand on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file comes from, as far as the plan needs it."""

    id: str
    title: str
    """``Daylio``."""
    moods: Mapping[str, int] = field(default_factory=dict)
    """What its own mood words stand for."""

    @property
    def section_id(self) -> str:
        """The heading that its ticks stand under."""
        return f"from-{self.id}"

    @property
    def section_name(self) -> str:
        """What that is called until the person renames it."""
        return f"From {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A moment before and after."""

    before: Moment
    after: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybeMoved:
    """A moment, and the row that may be the same at another time of its day."""

    moment: Moment
    row: ImportedRow


@dataclass(slots=True, kw_only=True)
class Plan:
    """What would change. Nothing here is stored yet."""

    made: list[Moment] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    numbered: list[Change] = field(default_factory=list)
    """Changed in nothing but that they have a number now."""
    out: list[Change] = field(default_factory=list)
    """Put away, because the file does not have them and the person said so."""
    rekeyed: list[Moment] = field(default_factory=list)
    """Known by more than before; nothing that anybody sees."""
    lines: list[PlanLine] = field(default_factory=list)
    renamed_lines: list[tuple[PlanLine, PlanLine]] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    already_there: int = 0
    gone: list[Moment] = field(default_factory=list)
    """Brought earlier, within the days of the file, and in it no more; they stay."""
    moved: list[MaybeMoved] = field(default_factory=list)
    """What the person has not said yet whether it moved."""
    unmapped: Counter[str] = field(default_factory=Counter)
    words: dict[str, int] = field(default_factory=dict)
    """Word -> number, as far as the person said it, for the next import."""

    @property
    def changes_something(self) -> bool:
        """True when there is anything to bring in that the person would see."""
        return bool(self.made or self.changed or self.numbered or self.out or self.renamed_lines)


def make_plan(
    reading: Reading,
    store: Store,
    origin: Origin,
    answers: Answers,
    *,
    new_id: Callable[[], str],
    now: datetime,
) -> Plan:
    """Return what bringing in `reading` would change. Changes nothing."""
    return _Planning(reading, store, origin, answers, new_id, now).plan()


class _Planning:
    """One plan in the making."""

    def __init__(
        self,
        reading: Reading,
        store: Store,
        origin: Origin,
        answers: Answers,
        new_id: Callable[[], str],
        now: datetime,
    ) -> None:
        self._rows, self._origin, self._answers = reading.rows, origin, answers
        self._new_id, self._now = new_id, now
        self._plan = Plan()
        self._moods: dict[str, str] = {}
        self._imports = sorted(
            (each for each in store.imports.all() if each.source == origin.id),
            key=lambda each: each.created_at,
        )
        self._times = {each.created_at for each in self._imports}
        self._moments = {m.id: m for m in store.moments.all() if comes_from(origin.id, m.source_key)}
        self._lines = {line.id: line for line in store.lines.all()}
        self._scales = {folded(s.name): s for s in store.scales.all() if s.archived_at is None}
        self._has_mood = store.scales.get(MOOD) is not None
        self._sections = store.sections.all()
        self._keys = _keyed(origin.id, self._rows)

    def plan(self) -> Plan:
        known = self._known()
        rows = [
            Entry(ref=str(n), key=key, words=row.note)
            for n, (row, key) in enumerate(zip(self._rows, self._keys, strict=True))
        ]
        matched = match(rows, known)
        if self._answers.moved is Moved.TAKE:
            matched.pairs |= matched.moved
            matched.moved = {}
        elif self._answers.moved is Moved.ADD:
            matched.left, matched.moved = (*matched.left, *matched.moved.values()), {}
        keys = {entry.ref: entry.key for entry in known}
        pairs = [(self._rows[int(n)], self._moments.get(id), keys[id]) for n, id in matched.pairs.items()]
        self._moods = self._renamed_moods(pairs)
        ticks, numbers = self._ticks(pairs), self._numbers()
        for n, (row, key) in enumerate(zip(self._rows, self._keys, strict=True)):
            if str(n) in matched.moved:
                self._offer_moved(row, matched.moved[str(n)])
                continue
            answers, note = _answers(row, numbers, self._origin.moods, self._scales)
            id = matched.pairs.get(str(n))
            if id is None:
                self._make(row, key, answers, note, ticks)
            else:
                self._change(row, key, keys[id], id, answers, note, ticks)
        self._leave(matched)
        self._finish(ticks)
        return self._plan

    # What is known.

    def _known(self) -> list[Entry]:
        """Return what this source brought earlier: what is there, and what was deleted for good since."""
        entries = []
        by_minute: Counter[object] = Counter()
        for id, moment in self._moments.items():
            key = read_key(moment.source_key)
            if key is None:
                key = self._key_of_earlier(moment, by_minute[moment.day, moment.at])
                by_minute[moment.day, moment.at] += 1
            entries.append(Entry(ref=id, key=key, words=moment.note))
        for made in self._imports:
            for id, said in made.made.items():
                if id not in self._moments and (key := read_key(said)) is not None:
                    entries.append(Entry(ref=id, key=key))
        return list({entry.ref: entry for entry in entries}.values())

    def _key_of_earlier(self, moment: Moment, place: int) -> SourceKey:
        lines = [self._lines[id] for id in moment.ticked if id in self._lines]
        return made_of(
            self._origin.id,
            day=moment.day,
            at=moment.at,
            place=place,
            note=moment.note,
            word=moment.word,
            activities=[self._activity_of(line) or line.text for line in lines],
        )

    def _activity_of(self, line: PlanLine) -> str:
        """Return the activity that a line was made for; empty for one of the person's own."""
        before = f"{self._origin.id}:activity:"
        return line.source_key.removeprefix(before) if line.source_key.startswith(before) else ""

    def _numbers(self) -> dict[str, int]:
        """Return what words stand for as the person said, now or earlier, and what was said under an older name."""
        earlier = numbers_for(*(each.words for each in self._imports))
        there = {as_compared(row.word) for row in self._rows}
        by_name = numbers_for(self._origin.moods) | earlier
        new_names = {new: by_name[old] for new, old in self._moods.items() if old in by_name}
        said = earlier | new_names | dict(self._answers.words)
        kept = new_names | dict(self._answers.words)
        self._plan.words = {word: number for word, number in kept.items() if word in there}
        return said

    def _untouched(self, moment: Moment) -> bool:
        """True when nobody but an import changed it."""
        return moment.archived_at is None and (
            moment.changed_at == moment.created_at or moment.changed_at in self._times
        )

    # Names that changed.

    def _renamed_moods(self, pairs: Sequence[tuple[ImportedRow, Moment | None, SourceKey]]) -> dict[str, str]:
        changes = [
            (as_compared(moment.word), as_compared(row.word))
            for row, moment, _ in pairs
            if moment and row.word
        ]
        says_itself = {
            as_compared(row.word)
            for row, moment, _ in pairs
            if moment and row.mood is not None and row.mood != moment.answers.get(MOOD)
        }
        numbers = {word for _, word in changes if word.replace(".", "").replace(",", "").isdecimal()}
        known = {*map(as_compared, self._origin.moods), *says_itself, *numbers}
        return renamed(changes, (as_compared(row.word) for row in self._rows), known=known)

    def _ticks(self, pairs: Sequence[tuple[ImportedRow, Moment | None, SourceKey]]) -> "_Ticks":
        changes = []
        for row, moment, _ in pairs:
            if moment is None:
                continue
            old = [
                a for id in moment.ticked if id in self._lines and (a := self._activity_of(self._lines[id]))
            ]
            new = [folded(activity) for activity in row.activities]
            gone, came = [a for a in old if a not in new], [a for a in new if a not in old]
            if len(gone) == len(came):
                changes += list(zip(gone, came, strict=True))
            changes += [(a, a) for a in old if a in new]
        there = {folded(activity) for row in self._rows for activity in row.activities}
        names = renamed(changes, there)
        return _Ticks(self._origin, self._lines.values(), self._sections, names, self._new_id, self._now)

    # Row by row.

    def _make(
        self, row: ImportedRow, key: SourceKey, answers: dict[str, int], note: str, ticks: "_Ticks"
    ) -> None:
        self._plan.made.append(
            Moment(
                id=self._new_id(),
                day=row.day,
                at=row.at,
                word=row.word,
                answers=answers,
                ticked=ticks.lines_for(row.activities),
                note=note,
                source_key=str(key),
                created_at=self._now,
                changed_at=self._now,
            )
        )
        self._count_unmapped(row, answers)

    def _change(
        self,
        row: ImportedRow,
        key: SourceKey,
        old_key: SourceKey,
        id: str,
        answers: dict[str, int],
        note: str,
        ticks: "_Ticks",
    ) -> None:
        old = self._moments.get(id)
        if old is None or old.archived_at is not None:  # removed here: it stays so
            self._plan.already_there += 1
            return
        key = replace(key, own_id=key.own_id or old_key.own_id)
        if not self._untouched(old):
            self._plan.already_there += 1
            self._rekey(old, key, old_key)
            self._count_unmapped(row, old.answers)
            return
        if row.word and MOOD in old.answers and self._keeps_its_number(row, old):
            answers = answers | {MOOD: old.answers[MOOD]}
        new = replace(
            old,
            day=row.day,
            at=row.at or old.at if row.day == old.day else row.at,
            word=clean_text(row.word),
            answers=answers,
            ticked=ticks.lines_for(row.activities),
            note=clean_text(note),
        )
        self._count_unmapped(row, answers)
        if new == old:
            self._plan.already_there += 1
            self._rekey(old, key, old_key)
            return
        new = replace(new, source_key=str(key), changed_at=self._now)
        what = self._plan.changed
        if replace(old, answers=new.answers) == replace(
            new, source_key=old.source_key, changed_at=old.changed_at
        ):
            what = self._plan.numbered
        what.append(Change(before=old, after=new))

    def _keeps_its_number(self, row: ImportedRow, old: Moment) -> bool:
        word, before = as_compared(row.word), as_compared(old.word)
        return word not in self._answers.words and before in (word, self._moods.get(word))

    def _rekey(self, old: Moment, key: SourceKey, old_key: SourceKey) -> None:
        """Have a moment known by its own id from now on, and by what an earlier version did not keep."""
        if key.own_id != old_key.own_id or read_key(old.source_key) is None:
            self._plan.rekeyed.append(replace(old, source_key=str(key)))

    def _offer_moved(self, row: ImportedRow, id: str) -> None:
        moment = self._moments.get(id)
        if moment is None or moment.archived_at is not None:
            self._plan.already_there += 1
        else:
            self._plan.moved.append(MaybeMoved(moment=moment, row=row))

    def _count_unmapped(self, row: ImportedRow, answers: Mapping[str, int]) -> None:
        if row.word and MOOD not in answers:
            self._plan.unmapped[row.word] += 1

    def _leave(self, matched: Matched) -> None:
        if not self._rows:
            return
        first, last = min(row.day for row in self._rows), max(row.day for row in self._rows)
        for id in matched.left:
            moment = self._moments.get(id)
            if moment is None or moment.archived_at is not None or not first <= moment.day <= last:
                continue
            if self._answers.gone is Gone.OUT:
                after = replace(moment, archived_at=self._now, changed_at=self._now)
                self._plan.out.append(Change(before=moment, after=after))
            else:
                self._plan.gone.append(moment)

    def _finish(self, ticks: "_Ticks") -> None:
        plan, origin = self._plan, self._origin
        plan.gone.sort(key=lambda moment: (moment.day, moment.at.isoformat() if moment.at else "~"))
        plan.lines, plan.renamed_lines = ticks.added, ticks.renamed
        if plan.lines and all(section.id != origin.section_id for section in self._sections):
            plan.sections.append(
                Section(
                    id=origin.section_id,
                    kind=SectionKind.OWN,
                    name=origin.section_name,
                    position=next_position(self._sections),
                    in_check_in=True,
                    created_at=self._now,
                    changed_at=self._now,
                )
            )
        moments = (*plan.made, *(change.after for change in (*plan.changed, *plan.numbered)))
        if not self._has_mood and any(MOOD in moment.answers for moment in moments):
            plan.scales += [scale for scale in starter.scales(self._now) if scale.id == MOOD]


class _Ticks:
    """The line that stands for each activity; made at most once, never again once it was archived."""

    def __init__(
        self,
        origin: Origin,
        lines: Iterable[PlanLine],
        sections: Iterable[Section],
        renamed: Mapping[str, str],
        new_id: Callable[[], str],
        now: datetime,
    ) -> None:
        self._origin, self._new_id, self._now = origin, new_id, now
        self._lines = list(lines)
        self._renamed = renamed
        self.added: list[PlanLine] = []
        self.renamed: list[tuple[PlanLine, PlanLine]] = []
        can_be_ticked = {section.id for section in sections if section.in_check_in} | {origin.section_id}
        self._position = next_position(line for line in self._lines if line.section_id == origin.section_id)
        in_use_last = sorted(self._lines, key=lambda line: line.archived_at is None)
        self._by_words = {folded(ln.text): ln.id for ln in in_use_last if ln.section_id in can_be_ticked}
        self._by_source = {line.source_key: line.id for line in self._lines if line.source_key}

    def lines_for(self, activities: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the lines that are ticked, each once."""
        return tuple(dict.fromkeys(map(self._line_for, activities)))

    def _key(self, words: str) -> str:
        return f"{self._origin.id}:activity:{words}"

    def _line_for(self, activity: str) -> str:
        words = folded(activity)
        if words in self._renamed and self._key(words) not in self._by_source:
            self._rename(activity, self._renamed[words])
        found = self._by_source.get(self._key(words)) or self._by_words.get(words)
        if found:
            return found
        line = PlanLine(
            id=self._new_id(),
            section_id=self._origin.section_id,
            text=activity,
            audience=Visibility.ME,
            position=self._position + len(self.added),
            source_key=self._key(words),
            created_at=self._now,
            changed_at=self._now,
        )
        self.added.append(line)
        self._by_source[line.source_key] = line.id
        return line.id

    def _rename(self, activity: str, old_words: str) -> None:
        for line in self._lines:
            if line.source_key == self._key(old_words):
                as_it_was = folded(line.text) == old_words
                new = replace(
                    line,
                    text=activity if as_it_was else line.text,
                    source_key=self._key(folded(activity)),
                    changed_at=self._now if as_it_was else line.changed_at,
                )
                self.renamed.append((line, new))
                self._by_source[new.source_key] = line.id


def _keyed(source: str, rows: Iterable[ImportedRow]) -> list[SourceKey]:
    """Return the key of each row, with which of its minute it is."""
    seen: Counter[object] = Counter()
    keys = []
    for row in rows:
        minute = row.day, row.at
        keys.append(key_of(source, row, seen[minute]))
        seen[minute] += 1
    return keys


def _answers(
    row: ImportedRow, said: Mapping[str, int], usual: Mapping[str, int], scales: Mapping[str, Scale]
) -> tuple[dict[str, int], str]:
    """Return what `row` answers, by scale id, and its note with every scale that is no answer in words."""
    answers = {}
    word = as_compared(row.word)
    mood = said.get(word, usual.get(word) if row.mood is None else row.mood)
    if mood is not None:
        answers[MOOD] = mood
    words = [row.note] if row.note else []
    for name, value in row.scales:
        scale = scales.get(folded(name))
        if scale and scale.id not in answers and value.isascii() and value.isdecimal() and len(value) <= 2:
            number = int(value)
            if LOWEST <= number <= HIGHEST:
                answers[scale.id] = number
                continue
        words.append(f"{name}: {value}" if value else name)
    return answers, "\n".join(words)
