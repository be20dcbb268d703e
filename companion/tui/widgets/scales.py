"""All the scales of a check-in in one focusable widget.

One widget, and every key a binding, because a burst such as ``7 enter 1 0`` sent to one widget per
scale, or with some keys read in ``on_key``, lands on the wrong scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message

from companion.tui.show import Words
from companion.tui.widgets.lines import CURSOR, spread
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.scale_row import (
    CELL_WIDTH,
    NUMBERS_WIDTH,
    TOP,
    ScaleRow,
    Shape,
    drawn_numbers,
    drawn_value,
    fixed,
    shape_for,
)

__all__ = ["ScaleRow", "Scales"]

_SHOWN_AT_ONCE = 5
_MIDDLE = 5
_ROOMY_WINDOW = 28


class Scales(RowList):
    """Rows of 0 to 10. Posts `Answered` for every change and `RowChanged` when the cursor moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "blank", "Blank", key_display="del"),
        Binding("enter", "step(1)", "Next", key_display="enter"),
        Binding("left", "nudge(-1)", "Nudge the answer", show=False),
        Binding("right", "nudge(1)", "Nudge the answer", show=False),
        Binding("home", "put(0)", show=False),
        Binding("end", "put(10)", show=False),
        *(
            Binding(str(digit), f"digit({digit})", "Answer; 1 then 0 is ten", show=False)
            for digit in range(10)
        ),
    ]

    class Answered(Message):
        """A scale got `value` (0 to 10), or was left blank (None)."""

        def __init__(self, sender: Scales, scale_id: str, value: int | None) -> None:
            super().__init__()
            self.sender, self.scale_id, self.value = sender, scale_id, value

        @property
        def control(self) -> Scales:
            return self.sender

    class RowChanged(Message):
        """The cursor came to a scale. `words_shown`: its end words stand on the row itself."""

        def __init__(self, sender: Scales, row: ScaleRow, words_shown: bool) -> None:
            super().__init__()
            self.sender, self.row, self.words_shown = sender, row, words_shown

        @property
        def control(self) -> Scales:
            return self.sender

    def __init__(
        self,
        rows: Sequence[ScaleRow] = (),
        *,
        empty: Words = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._rows = list(rows)
        self._one_typed = False
        super().__init__(empty=empty, id=id, classes=classes)

    # Rows and values.

    @property
    def row_count(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> tuple[ScaleRow, ...]:
        """The scales with the values they show."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[ScaleRow]) -> None:
        """Show these scales instead, without posting anything; the cursor keeps its scale if it can."""
        kept = self._rows[self.cursor].id if self._rows else ""
        self._rows, self._one_typed = list(rows), False
        places = {row.id: place for place, row in enumerate(self._rows)}
        self.cursor = places.get(kept, self.cursor)
        self.redraw()
        if self._rows and self.is_attached:
            self._tell_row()

    def set_value(self, scale_id: str, value: int | None) -> None:
        """Show `value` (0 to 10, None: blank) without posting `Answered`; an unknown id does nothing."""
        self._one_typed = False
        self._rows = [replace(row, value=value) if row.id == scale_id else row for row in self._rows]
        self.redraw()

    # Keys. After a 1, a 0 on the same row always makes 10, however slowly it is typed: a slow hand must
    # not record the lowest answer when it meant the highest. Any other act on the row ends that.

    def action_digit(self, digit: int) -> None:
        ten = digit == 0 and self._one_typed
        self._answer(TOP if ten else digit)
        self._one_typed = digit == 1

    def action_blank(self) -> None:
        self._answer(None)

    def action_put(self, value: int) -> None:
        self._answer(value)

    def action_nudge(self, step: int) -> None:
        if not self._rows:
            return
        value = self._rows[self.cursor].value
        self._answer(_MIDDLE if value is None else max(0, min(TOP, value + step)))

    def action_step(self, step: int) -> None:
        self._one_typed = False
        super().action_step(step)

    def on_blur(self) -> None:
        # A window that loses focus, or Help now laid on top, is not leaving the row.
        if self.is_attached and self.app.app_focus and self.screen.focused not in (None, self):
            self._one_typed = False

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        row = self.row_at(place.y)
        if row is None:
            return
        self.cursor = row
        self._one_typed = False
        shape = self._shape(self.scrollable_content_region.width)
        across = place.x - shape.numbers_at
        on_numbers = shape.beside or place.y + self.scroll_offset.y == self.cursor_region().bottom - 1
        if on_numbers and 0 <= across < NUMBERS_WIDTH:
            self._answer(min(TOP, across // CELL_WIDTH))

    def on_highlight(self) -> None:
        self._one_typed = False
        if self._rows:
            self._tell_row()

    def _tell_row(self) -> None:
        row = self._rows[self.cursor]
        shape = self._shape(self.scrollable_content_region.width)
        self.post_message(self.RowChanged(self, row, shape.shows_words_of(row)))

    def on_resize(self, event: events.Resize) -> None:
        # Base classes' handlers run too. The words may have found room, or lost it.
        if self._rows:
            self._tell_row()

    def _answer(self, value: int | None) -> None:
        if not self._rows:
            return
        row = self._rows[self.cursor]
        self._one_typed = False
        self._rows[self.cursor] = replace(row, value=value)
        self.redraw()
        self.post_message(self.Answered(self, row.id, value))

    # Drawing.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        lines = self.lines(max(1, width))
        if self.row_count <= _SHOWN_AT_ONCE:
            return max(1, len(lines))
        return 1 + max(y for y, line in enumerate(lines) if line.row == _SHOWN_AT_ONCE - 1)

    def heading_before(self, row: int, width: int) -> list[Content]:
        """In a tall window the rows stand one line apart."""
        return [Content("")] if row and self.app.size.height >= _ROOMY_WINDOW else []

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        scale, shape = self._rows[row], self._shape(width)
        mark = Content.styled(f"{CURSOR} " if here else "  ", "bold $c-accent")
        name = fixed(scale.name, shape.name).stylize("$s-cursor" if here else "bold")
        value = drawn_value(scale.value)
        numbers = drawn_numbers(scale.value)
        if not shape.beside:
            return [spread(Content.assemble(mark, name), value, width), numbers]
        if not shape.words:
            return [Content.assemble(mark, name, " ", numbers, "  ", value)]
        low = fixed(scale.low, shape.low, right=True).stylize("$c-muted")
        high = fixed(scale.high, shape.high).stylize("$c-muted")
        return [Content.assemble(mark, name, " ", low, "  ", numbers, "  ", high, " ", value)]

    def _shape(self, width: int) -> Shape:
        return shape_for(self._rows, width)
