"""Bringing in what a person kept in another program. One save, one undo; doing it twice adds nothing.

How Daylio's entries become moments:
- a mood word stands for a number on the Mood scale: rad 10, good 8, meh 5, bad 3, awful 1, or as the person
  maps it; a word nobody mapped is kept without a number, and the word itself is always kept;
- importing again with a new map gives the number to moments that have none and were not touched since; a
  moment that has a number, was edited or archived is left as it is;
- an activity becomes a tick: the line it made before, else a line of the same words that can be ticked at a
  check-in (in the archive too), else a new line for the person's eyes only under "From Daylio";
- a Daylio scale has a range of its own that the file does not tell. Where its name is one of the person's
  scales and its value a whole number from 0 to 10 it is that answer; anything else goes into the note.
"""

import hashlib
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from companion.content import starter
from companion.domain.checkin import HIGHEST, LOWEST, Moment, Scale
from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.domain.text import folded
from companion.errors import InvalidEntry
from companion.importers.daylio.daylio import LARGEST, DaylioRow, read_daylio
from companion.importers.spreadsheet import RowProblem
from companion.services.core.order import next_position
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.words import say_count, say_period

__all__ = ["DEFAULT_MOODS", "LARGEST", "ImportReport", "Imports", "RowProblem", "read_mapping"]


PROBLEMS_NAMED = 20
"""This many lines are named one by one; the rest are counted."""

FILE_NOT_LOCKED = "The CSV file itself is not locked. Anyone who has it can read it."


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Figures of one import. ``dry_run`` means that nothing was changed."""

    added_days: int
    """Days that have at least one new moment."""
    moments_added: int
    numbers_added: int = 0
    """Moments from an earlier import that now have a number, because their word was mapped."""
    already_there: int
    unmapped: dict[str, int]
    """Mood word as written -> how many rows of the file have it and stand without a number."""
    problems: tuple[RowProblem, ...]
    activities_added: int
    own_days: int = 0
    """Days with new moments that have a check-in of the person's own, which leads."""
    first: date | None
    """First day with a new moment; None when there is none."""
    last: date | None
    dry_run: bool = False

    def sentences(self) -> tuple[str, ...]:
        """Return the report as sentences, the most important first. The last says the CSV is not locked."""
        said = [*self._what_came(), *self._what_stayed()]
        said += [_how_to_map(word, count) for word, count in self.unmapped.items()]
        for problem in self.problems[:PROBLEMS_NAMED]:
            said.append(f"Line {problem.line} could not be read: {problem.reason}.")
        if len(self.problems) > PROBLEMS_NAMED:
            more = say_count(len(self.problems) - PROBLEMS_NAMED, "more line")
            said.append(f"{more} could not be read.")
        return (*said, FILE_NOT_LOCKED)

    def _what_came(self) -> list[str]:
        if self.first is None or self.last is None:
            return [] if self.numbers_added else ["There is nothing new in this file."]
        what = f"{say_count(self.moments_added, 'moment')} on {say_count(self.added_days, 'day')}"
        period = say_period(self.first, self.last)
        if self.dry_run:
            return [f"{what} would come in, {period}. Nothing was changed."]
        return [f"{what} came in, {period}."]

    def _what_stayed(self) -> list[str]:
        said = []
        if self.numbers_added:
            verb = "would get" if self.dry_run else "got"
            said.append(f"{say_count(self.numbers_added, 'moment')} from before {verb} a number.")
        if self.already_there:
            stay = "was there before and stays as you left it"
            if self.already_there > 1:
                stay = "were there before and stay as you left them"
            said.append(f"{say_count(self.already_there, 'moment')} {stay}.")
        if self.activities_added:
            new = say_count(self.activities_added, "activity", "activities")
            verb = "could then" if self.dry_run else "can"
            said.append(f"{new} {verb} be ticked at a check-in, under From Daylio.")
        if self.own_days:
            said.append(f"Your own check-in stays first on {say_count(self.own_days, 'day')}.")
        return said


def _how_to_map(word: str, count: int) -> str:
    kept = "1 moment keeps" if count == 1 else f"{count} moments keep"
    return f"{kept} the word “{word}” without a number. To give it one from 0 to 10: {map_option(word)}"


def map_option(word: str) -> str:
    """Return the option to type that gives `word` a number, N, safe to paste into a shell."""
    option = f"{word}=N"
    return f"--map {shlex.quote(option)}" if re.search(r"[`$!\"\\]", option) else f'--map "{option}"'


DEFAULT_MOODS = {"rad": 10, "good": 8, "meh": 5, "bad": 3, "awful": 1}

MOOD = "mood"
"""Id of the scale that mood words stand on."""

_NUMBER = re.compile(r"\d{1,4}")

SECTION_ID = "from-daylio"
SECTION_NAME = "From Daylio"


def read_mapping(entries: Iterable[str]) -> dict[str, int]:
    """Return word -> number from entries such as ``OK=6``. Raises InvalidEntry."""
    mapping: dict[str, int] = {}
    for entry in entries:
        word, equals, number = entry.rpartition("=")
        if not equals or not word.strip() or not _NUMBER.fullmatch(number.strip()):
            raise InvalidEntry("map", f"“{entry[:60]}” is not a word and a number. Write it like OK=6.")
        mapping[word] = int(number)
    return _checked(mapping)


@dataclass(slots=True)
class _Draft:
    """What an import would change, before anything does."""

    moments: list[Moment] = field(default_factory=list)
    filled: list[Moment] = field(default_factory=list)
    lines: list[PlanLine] = field(default_factory=list)
    already_there: int = 0
    unmapped: Counter[str] = field(default_factory=Counter)


class Imports:
    """Files of other programs, brought in beside the person's own check-ins, which stay and lead."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def daylio(
        self,
        data: bytes,
        *,
        mapping: Mapping[str, int],
        dry_run: bool,
        new_id: Callable[[], str],
        now: datetime,
    ) -> ImportReport:
        """Bring in a Daylio CSV export. `mapping` adds to, and wins over, the moods mapped by default.

        A dry run returns the same report and changes nothing. Raises NotReadable, InvalidEntry, NotSaved.
        """
        moods = {**DEFAULT_MOODS, **_checked(mapping)}
        file = read_daylio(data, today=now.date())
        draft = self._draft(file.rows, moods, new_id, now)
        report = self._report(draft, file.problems, dry_run)
        if not dry_run and (draft.moments or draft.filled):
            with self._undo.change(f"brought in {say_count(len(draft.moments), 'moment')} from Daylio"):
                self._keep(draft, now)
        return report

    def _draft(
        self, rows: Sequence[DaylioRow], moods: Mapping[str, int], new_id: Callable[[], str], now: datetime
    ) -> _Draft:
        known = {moment.source_key: moment for moment in self._store.moments.all() if moment.source_key}
        scales = {folded(s.name): s for s in self._store.scales.all() if s.archived_at is None}
        ticks = _Ticks(self._store, new_id, now)
        draft = _Draft(lines=ticks.added)
        for row, key in _keyed(rows):
            answers, note = _answers(row, moods, scales)
            old = known.get(key)
            if old is None:
                draft.moments.append(
                    Moment(
                        id=new_id(),
                        day=row.day,
                        at=row.at,
                        word=row.mood,
                        answers=answers,
                        ticked=tuple(dict.fromkeys(map(ticks.line_for, row.activities))),
                        note=note,
                        source_key=key,
                        created_at=now,
                        changed_at=now,
                    )
                )
            elif MOOD in answers and MOOD not in old.answers and _untouched(old):
                draft.filled.append(replace(old, answers=old.answers | {MOOD: answers[MOOD]}, changed_at=now))
            else:
                draft.already_there += 1
            if row.mood and MOOD not in answers and (old is None or MOOD not in old.answers):
                draft.unmapped[row.mood] += 1
        return draft

    def _report(self, draft: _Draft, problems: tuple[RowProblem, ...], dry_run: bool) -> ImportReport:
        days = sorted({moment.day for moment in draft.moments})
        return ImportReport(
            added_days=len(days),
            moments_added=len(draft.moments),
            numbers_added=len(draft.filled),
            already_there=draft.already_there,
            unmapped=dict(draft.unmapped),
            problems=problems,
            activities_added=len(draft.lines),
            own_days=sum(self._store.check_ins.get(day.isoformat()) is not None for day in days),
            first=days[0] if days else None,
            last=days[-1] if days else None,
            dry_run=dry_run,
        )

    def _keep(self, draft: _Draft, now: datetime) -> None:
        if draft.lines and self._store.sections.get(SECTION_ID) is None:
            self._store.sections.put(
                Section(
                    id=SECTION_ID,
                    kind=SectionKind.OWN,
                    name=SECTION_NAME,
                    position=next_position(self._store.sections.all()),
                    in_check_in=True,
                    created_at=now,
                    changed_at=now,
                )
            )
        if self._store.scales.get(MOOD) is None:
            self._store.scales.put(next(scale for scale in starter.scales(now) if scale.id == MOOD))
        for line in draft.lines:
            self._store.lines.put(line)
        for moment in (*draft.moments, *draft.filled):
            self._store.moments.put(moment)


class _Ticks:
    """The line that stands for each activity; made at most once, never again once it was archived."""

    def __init__(self, store: Store, new_id: Callable[[], str], now: datetime) -> None:
        self._new_id = new_id
        self._now = now
        self.added: list[PlanLine] = []
        sections = {section.id for section in store.sections.all() if section.in_check_in} | {SECTION_ID}
        lines = store.lines.all()
        self._position = next_position(line for line in lines if line.section_id == SECTION_ID)
        in_use_last = sorted(lines, key=lambda line: line.archived_at is None)
        self._by_words = {folded(line.text): line.id for line in in_use_last if line.section_id in sections}
        self._by_source = {line.source_key: line.id for line in lines if line.source_key}

    def line_for(self, activity: str) -> str:
        """Return the id of the line for `activity`, which is a new one where there is none."""
        words = folded(activity)
        source_key = f"daylio:activity:{words}"
        found = self._by_source.get(source_key) or self._by_words.get(words)
        if found:
            return found
        line = PlanLine(
            id=self._new_id(),
            section_id=SECTION_ID,
            text=activity,
            audience=Visibility.ME,
            position=self._position + len(self.added),
            source_key=source_key,
            created_at=self._now,
            changed_at=self._now,
        )
        self.added.append(line)
        self._by_source[source_key] = line.id
        return line.id


def _keyed(rows: Iterable[DaylioRow]) -> Iterable[tuple[DaylioRow, str]]:
    """Yield each row with a key made of what it says, and of how many rows said just that before it."""
    seen: Counter[str] = Counter()
    for row in rows:
        parts = (row.day.isoformat(), row.at.isoformat() if row.at else "", row.mood, row.note)
        said = repr((*parts, row.activities, row.scales))
        digest = hashlib.sha256(said.encode()).hexdigest()[:32]
        yield row, f"daylio:{digest}:{seen[digest]}"
        seen[digest] += 1


def _answers(
    row: DaylioRow, moods: Mapping[str, int], scales: Mapping[str, Scale]
) -> tuple[dict[str, int], str]:
    """Return what `row` answers, by scale id, and its note with every scale that is no answer in words."""
    answers = {}
    if (mood := moods.get(folded(row.mood))) is not None:
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


def _untouched(moment: Moment) -> bool:
    return moment.archived_at is None and moment.changed_at == moment.created_at


def _checked(mapping: Mapping[str, int]) -> dict[str, int]:
    """Return the mapping by folded word. Raises InvalidEntry for a number that is not 0-10."""
    for word, number in mapping.items():
        if not LOWEST <= number <= HIGHEST:
            raise InvalidEntry("map", f"“{word}” needs a whole number from 0 to 10.")
    return {folded(word): number for word, number in mapping.items()}
