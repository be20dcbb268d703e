"""A chart of block columns, and the same in one row.

Own code: the stock Sparkline raises on a missing value, and a gap is what must be shown here. A day
without an answer is an empty column with ``·`` on the floor, and no line is ever drawn across it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from companion.tui.widgets.lines import spread
from companion.tui.widgets.text import Words, as_content

Series = Sequence[float | None]
"""One figure (0 to 10) a day, oldest first; None is a day without one."""

TOP = 10
GAP = "·"
_BLOCKS = " ▁▂▃▄▅▆▇█"
_LEVELS = 8
"""Heights a column can have within one row of the window."""
_AXIS_WIDTH = 3
_MIDDLE_LABEL_FROM = 6


def spark(values: Series) -> str:
    """Return `values` as one row of blocks, one character each; a gap is ``·``."""
    return "".join(GAP if value is None else _BLOCKS[_height(value, 1)] for value in values)


def condensed(values: Series, columns: int) -> list[float | None]:
    """Return `values` in at most `columns` columns: each the mean of its days, a gap if it has none."""
    each = max(1, -(-len(values) // max(1, columns)))
    groups = [values[start : start + each] for start in range(0, len(values), each)]
    known = [[value for value in group if value is not None] for group in groups]
    return [sum(group) / len(group) if group else None for group in known]


class Columns(Widget):
    """Columns of `values` over an axis from 0 to 10, with words under its start, middle and end.

    One column a day if they fit, else the mean of two or more: `days_per_column` says how many.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        values: Series = (),
        *,
        start: Words = "",
        middle: Words = "",
        end: Words = "",
        hue: Literal["accent", "violet", "warm"] = "accent",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._values, self._labels, self._hue = tuple(values), (start, middle, end), hue

    def show(self, values: Series, *, start: Words = "", middle: Words = "", end: Words = "") -> None:
        """Show these days and these words under them instead."""
        self._values, self._labels = tuple(values), (start, middle, end)
        self.refresh(layout=True)

    @property
    def days_per_column(self) -> int:
        """How many days one column stands for at the present width; 1 or more."""
        return max(1, -(-len(self._values) // max(1, self.size.width - _AXIS_WIDTH)))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(container.width, _AXIS_WIDTH + len(self._values))

    def render(self) -> RenderResult:
        columns = condensed(self._values, self.size.width - _AXIS_WIDTH)
        labelled = any(as_content(label) for label in self._labels)
        rows = max(1, self.size.height - (1 if labelled else 0))
        lines = [self._line(columns, row, rows) for row in range(rows)]
        if labelled:
            lines.append(self._axis_words(len(columns)))
        return Content("\n").join(lines)

    def _line(self, columns: Series, row: int, rows: int) -> Content:
        """Return one row of the chart; row 0 is the top."""
        floor = row == rows - 1
        below = (rows - 1 - row) * _LEVELS
        parts: list[tuple[str, str]] = list(_axis(row, rows))
        for value in columns:
            if value is None:
                parts.append((GAP if floor else " ", "$c-muted"))
            else:
                level = max(0, min(_LEVELS, _height(value, rows) - below))
                parts.append((_BLOCKS[level], f"$c-chart-{self._hue}"))
        return Content.assemble(*parts)

    def _axis_words(self, width: int) -> Content:
        start, middle, end = (as_content(label).stylize("$c-muted") for label in self._labels)
        half = (width - middle.cell_length) // 2
        left = start
        if middle and half > start.cell_length:
            left = Content.assemble(start, " " * (half - start.cell_length), middle)
        return Content.assemble(" " * _AXIS_WIDTH, spread(left, end, width))


def _height(value: float, rows: int) -> int:
    """Return the height of a column in eighths of a row: at least 1, so that a 0 is not a gap."""
    return max(1, round(max(0.0, min(float(TOP), value)) / TOP * rows * _LEVELS))


def _axis(row: int, rows: int) -> tuple[tuple[str, str], tuple[str, str]]:
    labels = {0: f"{TOP}", rows - 1: " 0"}
    if rows >= _MIDDLE_LABEL_FROM:
        labels[rows // 2] = " 5"
    label = labels.get(row, "  ") if rows > 1 else "  "
    return (label, "$c-muted"), ("┤" if label.strip() else "│", "$c-outline")
