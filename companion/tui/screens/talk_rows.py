"""What the three lists of the talk page show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from companion.domain.talk import Point, Talk
from companion.services.when import say_gap, say_short
from companion.tui.show import joined, styled, user_line, user_text
from companion.tui.widgets.pick_list import PickRow

PLAN, PAST = "+", "past"
"""Ids of the rows that are not a talk; ids of records are longer."""

MOST_PAST = 12
"""Talks that have been, shown when asked for."""


def talk_rows(
    upcoming: Sequence[Talk], past: Sequence[Talk], today: date, *, show_past: bool
) -> list[PickRow]:
    """Return the talks to come, the way to plan one, and those that have been or how many there are."""
    rows = [talk_row(talk, today) for talk in upcoming]
    plan = "+ plan a talk" if upcoming else "No talk planned yet. Enter here plans one."
    rows.append(PickRow(id=PLAN, main=plan))
    shown = past[:MOST_PAST]
    if shown and show_past:
        rows += [talk_row(talk, today) for talk in shown]
    elif shown:
        rows.append(PickRow(id=PAST, main=f"{len(shown)} talk{'' if len(shown) == 1 else 's'} before"))
    return rows


def talk_row(talk: Talk, today: date) -> PickRow:
    """Return a talk on one row: when and with whom, and at the right how long until then and where."""
    gap = say_gap(talk.day, today) if talk.day else ""
    where = f", {talk.where}" if talk.where else ""
    return PickRow(id=talk.id, main=talk_words(talk), note=user_line(f"{gap}{where}".removeprefix(", ")))


def talk_words(talk: Talk) -> Content:
    """Return when a talk is and with whom."""
    when = say_short(talk.day, talk.at) if talk.day else "no day yet"
    who = [user_line(talk.with_whom)] if talk.with_whom else []
    role = [user_line(f"({talk.role})")] if talk.role else []
    parts = [styled(when, "bold")]
    for n, words in enumerate((*who, *role)):
        parts += [user_text(", " if n == 0 else " "), words]
    return joined(*parts)


def point_rows(points: Sequence[Point], said: Sequence[Point], marked: int = 0) -> list[PickRow]:
    """Return the unsaid points, the marked ones with their number, then the said ones ticked."""
    rows = [
        PickRow(
            id=point.id,
            main=joined(styled("[ ] ", "$c-muted"), user_text(point.text)),
            note=str(n + 1) if n < marked else "",
        )
        for n, point in enumerate(points)
    ]
    rows += [
        PickRow(id=p.id, main=joined(styled("[✓] ", "bold $c-accent"), user_text(p.text)), note="said")
        for p in said
    ]
    return rows
