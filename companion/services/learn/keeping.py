"""Keeping what came out of an exercise: into the plan, the next talk or the learning plan, line by line."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from companion.domain.exercise import DESTINATIONS, AnswerKind, Wanted
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, KeptWords, Sheet, fits
from companion.domain.talk import PointKind
from companion.domain.text import clean_line, folded
from companion.errors import NothingThere
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted
from companion.services.learn.answers import format_answer
from companion.services.learn.learning_plan import GUIDES, LearningPlans
from companion.services.learn.picking import lines_in
from companion.services.learn.sheets import Sheets
from companion.services.plan import Plans
from companion.services.talks import Talks

NO_LONGER_MINE = "(it would no longer be only me)"
"""Said of what is "only me" and could go to the list for a talk, which is there for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One line of an answer, and where it would go."""

    id: str
    key: str
    """The step it answers."""
    text: str
    goes_to: str
    place: str
    """Where that is, in words: "Plan, Early signs"."""
    is_there: bool
    """True when the same words stand there already: it is not offered again."""
    is_only_mine: bool = False
    """True for what is marked "only me", or picked from what is. It stays so in plan and learning plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One line that was kept from a sheet, as it is now."""

    kept: KeptWords
    key: str
    place: str
    text: str
    """The words as they are there now; those that were kept when it is gone."""
    is_there: bool
    """False when it is archived or was deleted since."""


def lines_to_keep(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield each line of an answer that can go somewhere, with the id of the line it was picked from, if it was."""
    if answer.kind is AnswerKind.PICK:
        yield from ((pick.text.strip(), pick.id) for pick in answer.picks if pick.text.strip())
    elif answer.wants in (Wanted.DATE, Wanted.NUMBER):
        if answer.text.strip():
            yield f"{answer.question} {clean_line(answer.text)}", ""
    elif answer.kind is not AnswerKind.SCALE:
        yield from ((line, "") for line in lines_in(answer.text))
    elif answer.number is not None:
        yield f"{answer.question} {format_answer(answer)}", ""


_POINTS = {"say": "Next talk, to say", "ask": "Next talk, to ask"}


class Keeping:
    """Nothing goes anywhere until the person ticks it, and everything can be taken back out."""

    def __init__(
        self,
        *,
        store: Store,
        undo: Undo,
        sheets: Sheets,
        plan: Plans,
        talks: Talks,
        learning: LearningPlans,
    ) -> None:
        self._store = store
        self._undo = undo
        self._sheets = sheets
        self._plan = plan
        self._talks = talks
        self._learning = learning

    def candidates(self, sheet_id: str, *, together: bool = False) -> tuple[Candidate, ...]:
        """Return every line that has somewhere to go, in the order of the questions.

        While sitting `together` without what is "only me". Raises NothingThere when the sheet or its exercise
        is gone.
        """
        sheet = self._sheets.sheet(sheet_id)
        steps = {step.key: step for step in self._sheets.exercise(sheet).steps}
        found: list[Candidate] = []
        for answer in sheet.answers:
            step = steps.get(answer.key)  # a step that is gone said where its answer could go
            goes_to = step.goes_to if step is not None and fits(answer, step) else answer.goes_to
            if self._knows(goes_to):
                found += self._of_answer(sheet, answer, goes_to)
        return tuple(c for c in found if not (together and c.is_only_mine))

    def is_on_a_list(self, answer: Answer) -> bool:
        """True when words of the answer stand on the list for a talk, where others may see them."""
        points = (self._store.points.get(kept.id) for kept in answer.kept if kept.table == "points")
        return any(point is not None and point.archived_at is None for point in points)

    def keep(
        self, sheet_id: str, ids: Collection[str], *, new_id: Callable[[], str], now: datetime
    ) -> tuple[KeptLine, ...]:
        """Put the candidates of those ids where they go, in one save and one step of undo; return them.

        Raises NothingThere, NotSaved.
        """
        wanted = [c for c in self.candidates(sheet_id) if c.id in ids and not c.is_there]
        if not wanted:
            return ()
        sheet = self._sheets.sheet(sheet_id)
        what = quoted(wanted[0].text) if len(wanted) == 1 else f"{len(wanted)} lines"
        with self._undo.change(f"kept {what} from {quoted(sheet.title)}"):
            added: dict[str, list[KeptWords]] = {}
            for candidate in wanted:
                added.setdefault(candidate.key, []).append(self._put(candidate, new_id(), now))
            answers = tuple(replace(a, kept=(*a.kept, *added.get(a.key, ()))) for a in sheet.answers)
            self._store.sheets.put(replace(sheet, answers=answers, changed_at=now))
        ids_added = {kept.id for some in added.values() for kept in some}
        return tuple(line for line in self.kept(sheet_id) if line.kept.id in ids_added)

    def kept(self, sheet_id: str) -> tuple[KeptLine, ...]:
        """Return what was kept from a sheet, in the order of its answers. Raises NothingThere."""
        return tuple(
            self._kept_line(answer.key, kept)
            for answer in self._sheets.sheet(sheet_id).answers
            for kept in answer.kept
        )

    def take_out(self, sheet_id: str, kept_id: str, *, now: datetime) -> None:
        """Take a line back out of where it was put: it is archived there, and stays in the sheet.

        Raises NothingThere, NotSaved.
        """
        sheet = self._sheets.sheet(sheet_id)
        found = next((k for a in sheet.answers for k in a.kept if k.id == kept_id), None)
        if found is None:
            raise NothingThere("That was taken out already.")
        with self._undo.change(f"took {quoted(found.text)} back out"):
            if self._current(found)[1]:
                self._put_away(found, now)
            answers = tuple(
                replace(a, kept=tuple(k for k in a.kept if k.id != kept_id)) for a in sheet.answers
            )
            self._store.sheets.put(replace(sheet, answers=answers, changed_at=now))

    def _of_answer(self, sheet: Sheet, answer: Answer, goes_to: str) -> Iterator[Candidate]:
        place = self._place(goes_to)
        there = set(self._words_at(goes_to))
        mine = self._only_mine(sheet, answer)
        for index, (text, pick) in enumerate(lines_to_keep(answer)):
            is_mine = answer.audience is Visibility.ME or pick in mine
            yield Candidate(
                id=f"{answer.key}#{index}",
                key=answer.key,
                text=text,
                goes_to=goes_to,
                place=f"{place} {NO_LONGER_MINE}" if is_mine and goes_to in _POINTS else place,
                is_there=folded(text) in there,
                is_only_mine=is_mine,
            )
            there.add(folded(text))

    def _only_mine(self, sheet: Sheet, answer: Answer) -> frozenset[str]:
        """Return the ids of picked lines that were "only me" then, or are now."""
        then = {pick.id for pick in answer.picks if pick.is_only_mine}
        try:
            now = {o.id for o in self._sheets.options(sheet, answer.key) if o.is_only_mine}
        except NothingThere:
            now = set()
        return frozenset(then | now)

    def _knows(self, goes_to: str) -> bool:
        return bool(goes_to) and any(place.id == goes_to for place in DESTINATIONS)

    def _place(self, goes_to: str) -> str:
        if goes_to in _POINTS:
            return _POINTS[goes_to]
        for guide in GUIDES:
            if guide.part == goes_to:
                return f"Learning plan, {guide.title[0].lower()}{guide.title[1:]}"
        section = self._plan.section(goes_to)
        away = " (from the archive)" if section.archived_at else ""
        return f"Plan, {clean_line(section.name)}{away}"

    def _words_at(self, goes_to: str) -> frozenset[str]:
        """Return the words in use there, as they are compared."""
        if goes_to in _POINTS:
            texts = [
                p.text
                for p in self._store.points.all()
                if p.kind == goes_to and p.archived_at is None and p.said_at is None
            ]
        elif any(part == goes_to for part in LearningPart):
            texts = [line.text for line in self._learning.lines(LearningPart(goes_to))]
        else:
            texts = [line.text for line in self._plan.lines(goes_to)]
        return frozenset(map(folded, texts))

    def _put(self, candidate: Candidate, new_id: str, now: datetime) -> KeptWords:
        goes_to, text = candidate.goes_to, candidate.text
        audience = Visibility.ME if candidate.is_only_mine else Visibility.ASK
        if goes_to in _POINTS:
            self._talks.add_point(PointKind(goes_to), text, new_id=new_id, now=now)
            return KeptWords(table="points", id=new_id, text=text)
        if any(part == goes_to for part in LearningPart):
            self._learning.add_line(LearningPart(goes_to), text, audience=audience, new_id=new_id, now=now)
            return KeptWords(table="learning_lines", id=new_id, text=text)
        if self._plan.section(goes_to).archived_at is not None:
            self._plan.restore_section(goes_to, now=now)
        self._plan.add_line(goes_to, text, audience=audience, new_id=new_id, now=now)
        return KeptWords(table="lines", id=new_id, text=text)

    def _kept_line(self, key: str, kept: KeptWords) -> KeptLine:
        record, in_use, goes_to = self._current(kept)
        return KeptLine(
            kept=kept,
            key=key,
            place=self._place(goes_to) if goes_to else "",
            text=record if in_use else kept.text,
            is_there=in_use,
        )

    def _current(self, kept: KeptWords) -> tuple[str, bool, str]:
        """Return the words of what was kept as they are now, whether it is in use, and where it stands."""
        match kept.table:
            case "points":
                point = self._store.points.get(kept.id)
                if point is not None:
                    return point.text, point.archived_at is None, point.kind.value
            case "learning_lines":
                learning = self._store.learning_lines.get(kept.id)
                if learning is not None:
                    return learning.text, learning.archived_at is None, learning.part.value
            case "lines":
                line = self._store.lines.get(kept.id)
                if line is not None:
                    return line.text, line.archived_at is None, self._plan.place_of(line)
        return kept.text, False, ""

    def _put_away(self, kept: KeptWords, now: datetime) -> None:
        match kept.table:
            case "points":
                self._talks.archive_point(kept.id, now=now)
            case "learning_lines":
                self._learning.archive_line(kept.id, now=now)
            case "lines":
                self._plan.archive_line(kept.id, now=now)
