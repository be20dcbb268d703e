"""A scale as it is asked, and how its row is laid out and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content

from companion.tui.show import user_line
from companion.tui.widgets.lines import widest

TOP = 10
CELL_WIDTH = 3
"""Cells a number takes: ``" 7 "`` or ``"[7]"``; the 10 takes one more."""
NUMBERS_WIDTH = CELL_WIDTH * (TOP + 1) + 1
_VALUE_WIDTH = 5
"""Cells of ``"  6 ✓"`` or ``"blank"``."""
_END_WORDS_FROM = 72
_NAME_BESIDE_FROM = 50
_LONGEST_WORD = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRow:
    """A scale as it is asked. The words are the person's own and are drawn letter for letter."""

    id: str
    name: str
    low: str
    """What 0 means."""
    high: str
    """What 10 means."""
    value: int | None = None
    """0 to 10; None is a blank, which is an answer too."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The widths of the columns, in cells."""

    name: int
    low: int = 0
    high: int = 0
    beside: bool = True
    """The numbers stand beside the name, not under it."""
    words: bool = False
    """The words for 0 and 10 stand on the row."""

    @property
    def numbers_at(self) -> int:
        if not self.beside:
            return 0
        return 2 + self.name + 1 + (self.low + 2 if self.words else 0)

    def shows_words_of(self, row: ScaleRow) -> bool:
        widths = ((row.name, self.name), (row.low, self.low), (row.high, self.high))
        return self.words and all(user_line(words).cell_length <= width for words, width in widths)


def _column(words: Iterable[str]) -> int:
    return min(_LONGEST_WORD, widest([user_line(word) for word in words]))


def fixed(words: str, width: int, *, right: bool = False) -> Content:
    """Return `words` on one line in exactly `width` cells, cut with "…" if they must be."""
    content = user_line(words).truncate(width, ellipsis=True)
    space = width - content.cell_length
    return content.pad_left(space) if right else content.pad_right(space)


def drawn_value(value: int | None) -> Content:
    if value is None:
        return Content.styled("blank", "$c-muted")
    return Content.styled(f"{value:>3} ✓", "$c-good")


def drawn_numbers(value: int | None) -> Content:
    parts: list[tuple[str, str]] = []
    for number in range(TOP + 1):
        if number == value:
            parts.append((f"[{number}]", "$s-chip $c-on-accent on $c-accent"))
        else:
            below = value is not None and number < value
            parts.append((f" {number} ", "$c-text" if below else "$c-muted"))
    return Content.assemble(*parts)


def shape_for(rows: Sequence[ScaleRow], width: int) -> Shape:
    """Return the columns for `width` cells: the longest give way first when they do not all fit."""
    if width < _NAME_BESIDE_FROM:
        return Shape(name=max(1, width - 2 - _VALUE_WIDTH - 1), beside=False)
    columns = [_column(row.name for row in rows)]
    free = width - 2 - NUMBERS_WIDTH - 1 - 2 - _VALUE_WIDTH
    words = width >= _END_WORDS_FROM
    if words:
        columns += [_column(row.low for row in rows), _column(row.high for row in rows)]
        free -= 4
    while sum(columns) > free:
        columns[columns.index(max(columns))] -= 1
    name, low, high = columns if words else (*columns, 0, 0)
    return Shape(name=name, low=low, high=high, words=words)
