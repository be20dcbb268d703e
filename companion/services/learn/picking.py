"""What a person can pick from at a step: their own lines, points, safety plan, or what they have just written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from companion.domain.exercise import AnswerKind, ExerciseStep, Wanted
from companion.domain.plan import Visibility
from companion.domain.sheet import Sheet
from companion.domain.talk import PointKind
from companion.domain.text import clean_line
from companion.services.core.order import in_order
from companion.services.core.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PickOption:
    """One line of the person's own that can be picked."""

    id: str
    text: str
    is_only_mine: bool = False
    """True for what is marked "only me"."""
    key: str = ""
    """The step of the same sheet that it was written at; empty for a line from elsewhere."""
    is_gone: bool = False
    """True for one that was picked and is not there any more, or is worded anew: it can still be let go."""


def options_for(
    store: Store, sheet: Sheet, step: ExerciseStep, *, together: bool = False
) -> tuple[PickOption, ...]:
    """Return what can be picked at `step`, in the person's order, and what was picked and is gone.

    `together` leaves out what is "only me".
    """
    if step.kind is not AnswerKind.PICK:
        return ()
    here = step.pick_from == "here"
    found = {
        option.id: option for option in (_written_here(sheet, step) if here else _kept(store, step.pick_from))
    }
    answer = sheet.answer(step.key)
    for pick in answer.picks if answer else ():
        if pick.id not in found:
            found[pick.id] = PickOption(
                id=pick.id, text=pick.text, is_only_mine=pick.is_only_mine, key=pick.key, is_gone=True
            )
        elif pick.is_only_mine:
            found[pick.id] = replace(found[pick.id], is_only_mine=True)
    return tuple(option for option in found.values() if not (together and option.is_only_mine))


def _written_here(sheet: Sheet, step: ExerciseStep) -> Iterator[PickOption]:
    """Yield each line written at another step of the sheet."""
    for answer in sheet.answers:
        if answer.key != step.key and answer.wants in (Wanted.LINE, Wanted.LINES, Wanted.TICKS):
            mine = answer.audience is Visibility.ME
            for line in lines_in(answer.text):  # named by its words: another line may be put in above it
                yield PickOption(id=f"{answer.key}#{line}", text=line, is_only_mine=mine, key=answer.key)


def _kept(store: Store, source: str) -> Iterator[PickOption]:
    if source in (PointKind.SAY, PointKind.ASK):
        for point in in_order(p for p in store.points.all() if p.kind == source):
            if point.archived_at is None and point.said_at is None:
                yield PickOption(id=point.id, text=point.text)
    elif source == "safety":
        for safety_line in sorted(store.safety_lines.all(), key=lambda s: (s.step, s.position, s.id)):
            if safety_line.archived_at is None:
                yield PickOption(id=safety_line.id, text=safety_line.text)
        for person in sorted(store.contacts.all(), key=lambda c: (c.step, c.position, c.id)):
            if person.archived_at is None:
                who = f" ({person.who})" if person.who.strip() else ""
                yield PickOption(id=person.id, text=clean_line(person.name + who))
    else:
        for line in in_order(line for line in store.lines.all() if line.section_id == source):
            if line.archived_at is None:
                mine = line.audience is Visibility.ME
                yield PickOption(id=line.id, text=line.text, is_only_mine=mine)


def lines_in(text: str) -> tuple[str, ...]:
    """Return the lines of an answer that have words, without white space at their ends."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
