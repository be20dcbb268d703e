"""What the three lists of the talk page show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from companion.domain.talk import Point, Talk
from companion.services.dates import say_gap, say_short
from companion.tui.base.pick import PickDialog
from companion.tui.widgets.pick_list import PickRow
from companion.tui.widgets.text import content_of, styled, user_line, user_text
from companion.words import say_count

PLAN, PAST, APART = "+", "past", "apart"
"""Ids of the rows that are not a talk; ids of records are longer."""


def talk_rows(upcoming: Sequence[Talk], past: int, apart: int, today: date) -> list[PickRow]:
    """Return the talks to come, the way to plan one, and the way to what has been.

    `past` is how many talks have been, `apart` how many things were said in none of the talks there are.
    """
    rows = [talk_row(talk, today) for talk in upcoming]
    plan = "+ plan a talk" if upcoming else "No talk planned yet."
    rows.append(PickRow(id=PLAN, main=plan, how="" if upcoming else "Enter here plans one."))
    if past or apart:
        words = f"{say_count(past, 'talk')} before" if past else "Said before"
        rows.append(
            PickRow(
                id=PAST,
                main=words,
                note=f"and {say_count(apart, 'thing')} said at other times" if apart else "",
            )
        )
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
    return content_of(*parts)


def point_rows(points: Sequence[Point], said: Sequence[Point], marked: int = 0) -> list[PickRow]:
    """Return the unsaid points, the marked ones with their number, then the said ones ticked."""
    rows = [
        PickRow(
            id=point.id,
            main=content_of(box(False), user_text(point.text)),
            note=str(n + 1) if n < marked else "",
        )
        for n, point in enumerate(points)
    ]
    rows += [PickRow(id=p.id, main=content_of(box(True), user_text(p.text)), note="said") for p in said]
    return rows


def box(ticked: bool) -> Content:
    """Return the box before a point."""
    return styled("[✓] ", "bold $c-accent") if ticked else styled("[ ] ", "$c-muted")


class StarterQuestions(PickDialog):
    """Questions to start from; the chosen one is put in the line to be changed or kept."""

    def __init__(self, questions: Sequence[str]) -> None:
        rows = [PickRow(id=question, main=question) for question in questions]
        super().__init__("Questions to start from", rows, "enter takes one   esc closes", enter="Take it")
