"""What the list of a sheet shows: answers, what was kept from them, scores, and the other times."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from companion.domain.plan import LineAudience
from companion.domain.sheet import Answer, Sheet
from companion.errors import NothingThere
from companion.services.learn.keeping import KeptLine
from companion.tui.messages import GoTo
from companion.tui.screens.plan_rows import ARCHIVE, AUDIENCES, BACK
from companion.tui.screens.sheet_scores import SHEET, Heading, headed, score_rows
from companion.tui.screens.sheet_words import answer_words, day_of
from companion.tui.show import joined, styled, user_line, user_text
from companion.tui.widgets.pick_list import PickRow

if TYPE_CHECKING:
    from companion.services.services import Services

CARRY_ON, KEEP, BRING_BACK, DELETE = "carry-on", "keep", "bring-back", "delete"
"""Ids of the rows that stand for themselves."""
ANSWER, KEPT = "answer", "kept"
"""What stands, with a space after it, before the key of an answer and the id of a kept line."""


class Rows:
    """Rows put together, with the headings that stand above some of them."""

    def __init__(self) -> None:
        self.rows: list[PickRow] = []
        self.headings: dict[str, Heading] = {}
        """By the id of the row beneath; an empty one is a gap."""

    def add(self, rows: Sequence[PickRow], heading: Heading = ()) -> None:
        """Add `rows`, with a gap and a heading above them; nothing when there are none."""
        if rows:
            self.headings[rows[0].id] = heading
            self.rows += rows


def is_here(services: Services, sheet: Sheet) -> bool:
    """True while the exercise of a sheet can still be done."""
    try:
        services.sheets.exercise(sheet)
    except NothingThere:
        return False
    return True


def other_times(services: Services, sheet: Sheet, *, archived: bool = False) -> tuple[Sheet, ...]:
    """Return the other times through the same exercise, the latest first."""
    found = [
        other
        for other in services.sheets.all(archived=archived)
        if other.id != sheet.id and (other.pack_id, other.exercise_id) == (sheet.pack_id, sheet.exercise_id)
    ]
    return tuple(sorted(found, key=lambda other: other.done_at or other.created_at, reverse=True))


def sheet_rows(services: Services, sheet: Sheet, now: datetime, width: int) -> Rows:
    """Return everything there is to read about a sheet, and the ways on from it; `width` in cells."""
    found = Rows()
    found.add(_ways_on(services, sheet))
    for answer in sheet.answers:
        found.add([_answer_row(answer)])
    times = other_times(services, sheet)
    if sheet.scores:
        heading, rows = score_rows([sheet, *(other for other in times if other.scores)], now, width)
        found.add(rows, heading)
        times = tuple(other for other in times if not other.scores)
    found.add([_kept_row(line) for line in services.keeping.kept(sheet.id)], headed("Kept from this sheet"))
    found.add([_time_row(other, now) for other in times], headed("Other times"))
    away = len(other_times(services, sheet, archived=True))
    if away:
        found.add([PickRow(id=ARCHIVE, main=f"{away} more in the archive")])
    return found


def archive_rows(services: Services, sheet: Sheet, now: datetime, width: int) -> Rows:
    """Return the other times that are in the archive, and the way back."""
    found = Rows()
    found.add([_time_row(other, now) for other in other_times(services, sheet, archived=True)])
    found.add([PickRow(id=BACK, main="back to the sheet")])
    return found


def place_of_kept(services: Services, line: KeptLine) -> GoTo:
    """Return the way to where a kept line stands now. Raises NothingThere."""
    id = line.kept.id
    match line.kept.table:
        case "points":
            return GoTo("talk", id)
        case "learning_lines":
            return GoTo("learning-plan", id)
    return GoTo("plan", f"{services.plan.line(id).section_id}/{id}")


def _ways_on(services: Services, sheet: Sheet) -> list[PickRow]:
    """Return what can be done with the whole of it, the one obvious thing first."""
    if sheet.archived_at is not None:
        delete = PickRow(id=DELETE, main="Delete it for good")
        return [PickRow(id=BRING_BACK, main="Bring it back from the archive"), delete]
    if not is_here(services, sheet):
        return []
    if sheet.done_at is None:
        return [PickRow(id=CARRY_ON, main="Carry on where you stopped", note="enter")]
    if any(not candidate.is_there for candidate in services.keeping.candidates(sheet.id)):
        return [PickRow(id=KEEP, main="Keep words from it", note="enter")]
    return []


def _answer_row(answer: Answer) -> PickRow:
    """Return a question as it was asked, and what was answered."""
    asked = [styled(user_text(answer.asked), "$c-muted"), Content("\n")] if answer.asked.strip() else []
    return PickRow(
        id=f"{ANSWER} {answer.key}",
        main=user_text(answer.question),
        sub=joined(*asked, answer_words(answer)),
        note=AUDIENCES[answer.audience] if answer.audience is LineAudience.ME else "",
        strong=True,
    )


def _kept_row(line: KeptLine) -> PickRow:
    """Return words that were kept, as they stand there now, and where that is."""
    place = user_line(line.place) if line.is_there else "not there any more"
    return PickRow(id=f"{KEPT} {line.kept.id}", main=user_text(line.text), note=place)


def _time_row(sheet: Sheet, now: datetime) -> PickRow:
    """Return another time through the same exercise, with its scores if it has any."""
    day = day_of(sheet, now)
    return PickRow(id=f"{SHEET} {sheet.id}", main=day[0].upper() + day[1:])
