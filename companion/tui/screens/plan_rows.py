"""What the two lists of the plan page show."""

from __future__ import annotations

from collections.abc import Sequence

from companion.domain.plan import LineAudience, PlanLine, Section
from companion.services.plan import Plans
from companion.tui.show import user_line, user_text
from companion.tui.widgets.pick_list import PickRow

ADD, ARCHIVE, BACK = "+", "archive", "back"
"""Ids of the rows that are not a section or a line; ids of records are longer."""

AUDIENCES = {
    LineAudience.ME: "only me",
    LineAudience.ASK: "ask me first",
    LineAudience.TEAM: "my team",
}


def section_rows(plan: Plans) -> list[PickRow]:
    """Return the sections with how many lines each has, then the two rows that are not sections."""
    rows = [
        PickRow(id=section.id, main=user_line(section.name), note=str(plan.count(section.id) or ""))
        for section in plan.sections()
    ]
    rows.append(PickRow(id=ADD, main="+ add a section"))
    archived = len(plan.sections(archived=True))
    if archived:
        rows.append(PickRow(id=ARCHIVE, main=f"{archived} in the archive"))
    return rows


def line_rows(plan: Plans, section: Section) -> list[PickRow]:
    """Return the lines of a section, each with what helps under it, and the way to its archive."""
    rows = [_line_row(line) for line in plan.lines(section.id)]
    archived = len(plan.lines(section.id, archived=True))
    if archived:
        rows.append(PickRow(id=ARCHIVE, main=f"{archived} more in the archive"))
    return rows


def archive_rows(plan: Plans, section_id: str) -> list[PickRow]:
    """Return the archived lines of a section, and the way back."""
    rows = [_line_row(line) for line in plan.lines(section_id, archived=True)]
    return [*rows, PickRow(id=BACK, main="back to the lines in use")]


def nothing_yet(examples: Sequence[str]) -> str:
    """Return what is said where a section has no lines, with examples."""
    shown = "".join(f"\n• {example}" for example in examples)
    return f"Nothing here yet, and that is all right. Examples:{shown}\nPress a to add a line."


def _line_row(line: PlanLine) -> PickRow:
    note = "" if line.audience is LineAudience.ASK else AUDIENCES[line.audience]
    return PickRow(
        id=line.id,
        main=user_text(line.text),
        sub=user_text(line.what_helps) if line.what_helps else "",
        note=note,
        strong=bool(line.what_helps),
    )
