"""The scores of a questionnaire over time: a table where there is room for one, else sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from textual.content import Content

from companion.domain.sheet import Score, Sheet
from companion.services.learn.answers import score_words
from companion.tui.screens.exercise_words import PRIVATE
from companion.tui.screens.sheet_words import day_of
from companion.tui.show import Words, joined, styled, user_line, user_text
from companion.tui.widgets.lines import widest
from companion.tui.widgets.pick_list import PickRow
from companion.words import say_number

Heading: TypeAlias = tuple[Content, ...]
"""Lines above a row, as wide as the list; none for a gap."""

SCORES, SHEET = "scores", "sheet"
"""The id of the row of the sheet that is read; what stands, with a space after it, before that of another."""

THIS, WHOLE = "This time", "In all"
NO_SCORE = "-"
TOO_FEW = "- means that too few questions were answered for a score."
_APART = 3
"""Cells between two columns."""
_MARK = 2
"""Cells before a row, that a heading does not have."""


def headed(words: str) -> Heading:
    """Return a heading of a few words, ours."""
    return (styled(words, "bold $c-accent"),)


def score_rows(sheets: Sequence[Sheet], now: datetime, width: int) -> tuple[Heading, list[PickRow]]:
    """Return what stands above the scores, and a row for each time, the sheet that is read first.

    `width`: the cells a row has. `score_is_not` stands with the first.
    """
    days = [user_line(THIS), *(user_line(day_of(sheet, now).removeprefix("done ")) for sheet in sheets[1:])]
    table = _Table(sheets, widest(days))
    if not table.fits(width):
        said = [user_text("\n".join(map(score_words, sheet.scores))) for sheet in sheets]
        said[0] = joined(said[0], "\n", _not_words(sheets[0]))
        return headed("Scores"), _rows(sheets, days, said)
    lines = [table.line(day, table.cells(sheet)) for day, sheet in zip(days, sheets, strict=True)]
    under = [_not_words(sheets[0], has_gap=table.has_gap), *(Content("") for _ in sheets[1:])]
    return table.heading(), _rows(sheets, lines, under)


class _Table:
    """A column of figures for each score any of `sheets` has, and a column of days, `day_width` wide."""

    def __init__(self, sheets: Sequence[Sheet], day_width: int) -> None:
        scores = [score for sheet in sheets for score in sheet.scores]
        self._names = list(dict.fromkeys(score.name for score in scores))
        ranges = {name: {_range(score) for score in scores if score.name == name} for name in self._names}
        self._means_the_same = all(len(each) == 1 for each in ranges.values())
        self._heads = [user_line(name or WHOLE) for name in self._names]
        self._ranges = [user_line(", ".join(sorted(ranges[name]))) for name in self._names]
        self._widths = [widest(pair) for pair in zip(self._heads, self._ranges, strict=True)]
        self._day_width = day_width
        self.has_gap = any(score.value is None for score in scores)

    def fits(self, width: int) -> bool:
        """True when there is room for it, and each column means the same all the way down."""
        return (
            self._means_the_same and self._day_width + sum(self._widths) + _APART * len(self._widths) <= width
        )

    def cells(self, sheet: Sheet) -> list[Content]:
        """Return the figures of a sheet, column by column."""
        values = {score.name: score.value for score in sheet.scores}
        found = [values.get(name) for name in self._names]
        return [user_line(NO_SCORE if value is None else say_number(value)) for value in found]

    def line(self, day: Content, cells: Sequence[Content], before: int = 0) -> Content:
        """Return one line of the table, each cell at the right of its column, `before` cells further in."""
        parts: list[Words] = [day, " " * (self._day_width + before - day.cell_length)]
        for room, cell in zip(self._widths, cells, strict=True):
            parts += [" " * (room + _APART - cell.cell_length), cell]
        return joined(*parts)

    def heading(self) -> Heading:
        """Return the names of the scores, and under them from what to what each can be."""
        return (
            self.line(headed("Scores")[0], self._heads, _MARK),
            styled(self.line(Content(""), self._ranges, _MARK), "$c-muted"),
        )


def _rows(sheets: Sequence[Sheet], mains: Sequence[Content], subs: Sequence[Content]) -> list[PickRow]:
    ids = [SCORES, *(f"{SHEET} {sheet.id}" for sheet in sheets[1:])]
    return [PickRow(id=id, main=main, sub=sub) for id, main, sub in zip(ids, mains, subs, strict=True)]


def _not_words(sheet: Sheet, *, has_gap: bool = False) -> Content:
    """Return what a score is not, who sees it, and what a gap in the table means."""
    parts = [TOO_FEW] * has_gap + [sheet.score_is_not] * bool(sheet.score_is_not.strip())
    parts.append(PRIVATE)
    return styled(user_text("\n".join(parts)), "$c-muted")


def _range(score: Score) -> str:
    return f"{say_number(score.low)} to {say_number(score.high)}"
