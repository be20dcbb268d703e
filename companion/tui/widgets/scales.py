"""All the scales of a check-in in one focusable widget.

One widget, and every key a binding, because a burst such as ``7 enter 1 0`` sent to one widget per
scale, or with some keys read in ``on_key``, lands on the wrong scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size

from companion.tui.widgets.lines import CURSOR, spread, widest
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words, user_line

__all__ = ["ScaleRow", "Scales"]


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


_SHOWN_AT_ONCE = 5
_MIDDLE = 5
_ROOMY_WINDOW = 28


class Scales(RowList):
    """Rows of 0 to 10. Posts `Answered` for every change and `RowChanged` when the cursor moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "blank", "Blank", key_display="del"),
        Binding("enter", "step(1)", "Next"),
        Binding("left", "nudge(-1)", "Nudge the answer", show=False),
        Binding("right", "nudge(1)", "Nudge the answer", show=False),
        Binding("home", "put(0)", show=False),
        Binding("end", "put(10)", show=False),
        *(
            Binding(str(digit), f"digit({digit})", "Answer; 1 then 0 is ten", show=False)
            for digit in range(10)
        ),
    ]

    @dataclass(eq=False)
    class Answered(Sent["Scales"]):
        """A scale got `value` (0 to 10), or was left blank (None).

        `goes_on_from`: what it was before the key that this one goes with, 1 or 10; None for an answer of one key.
        """

        scale_id: str
        value: int | None
        goes_on_from: int | None = None

    @dataclass(eq=False)
    class RowChanged(Sent["Scales"]):
        """The cursor came to a scale. `words_shown`: its end words stand on the row itself;
        `zero_next`: it has just become 10 by 1 and 0, and one more 0 makes it 0."""

        row: ScaleRow
        words_shown: bool
        zero_next: bool

    def __init__(
        self,
        rows: Sequence[ScaleRow] = (),
        *,
        empty: Words = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._rows = list(rows)
        self._typed = ""
        """"1" or "10" while the next 0 on this row goes with it."""
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
        self._rows, self._typed = list(rows), ""
        places = {row.id: place for place, row in enumerate(self._rows)}
        self.cursor = places.get(kept, self.cursor)
        self.redraw()
        if self._rows and self.is_attached:
            self._tell_row()

    def set_value(self, scale_id: str, value: int | None) -> None:
        """Show `value` (0 to 10, None: blank) without posting `Answered`; an unknown id does nothing."""
        self._goes_on("")
        self._rows = [replace(row, value=value) if row.id == scale_id else row for row in self._rows]
        self.redraw()

    # Keys. After a 1, a 0 on the same row always makes 10, however slowly it is typed: a slow hand must
    # not record the lowest answer when it meant the highest. One more 0 makes it 0, and the row says so while it can
    # happen. Any other act on the row ends that.

    def action_digit(self, digit: int) -> None:
        ten = digit == 0 and self._typed == "1"
        self._answer(TOP if ten else digit, int(self._typed) if digit == 0 and self._typed else None)
        self._goes_on("10" if ten else "1" if digit == 1 else "")

    def _goes_on(self, typed: str) -> None:
        """Note what the next 0 goes with, and tell whoever shows the row when that changes what it does."""
        was, self._typed = self._typed, typed
        if "10" in (was, typed) and was != typed and self._rows and self.is_attached:
            self._tell_row()

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
        self._goes_on("")
        super().action_step(step)

    def on_blur(self) -> None:
        # A window that loses focus, or Help now laid on top, is not leaving the row.
        if self.is_attached and self.app.app_focus and self.screen.focused not in (None, self):
            self._goes_on("")

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        row = self.row_at(place.y)
        if row is None:
            return
        self.cursor = row
        self._goes_on("")
        shape = self._shape(self.scrollable_content_region.width)
        across = place.x - shape.numbers_at
        on_numbers = shape.beside or place.y + self.scroll_offset.y == self.cursor_region().bottom - 1
        if on_numbers and 0 <= across < NUMBERS_WIDTH:
            self._answer(min(TOP, across // CELL_WIDTH))

    def on_highlight(self) -> None:
        self._goes_on("")
        if self._rows:
            self._tell_row()

    def _tell_row(self) -> None:
        row = self._rows[self.cursor]
        shape = self._shape(self.scrollable_content_region.width)
        self.post_message(self.RowChanged(self, row, shape.shows_words_of(row), self._typed == "10"))

    def on_resize(self, event: events.Resize) -> None:
        # Base classes' handlers run too. The words may have found room, or lost it.
        if self._rows:
            self._tell_row()

    def _answer(self, value: int | None, goes_on_from: int | None = None) -> None:
        if not self._rows:
            return
        row = self._rows[self.cursor]
        self._goes_on("")
        self._rows[self.cursor] = replace(row, value=value)
        self.redraw()
        self.post_message(self.Answered(self, row.id, value, goes_on_from))

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
