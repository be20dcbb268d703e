"""A list to be read: rows of any length under headings, with keys for what the cursor is on."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message

from companion.tui.screens.sheet_rows import KEPT, Rows
from companion.tui.screens.sheet_scores import Heading
from companion.tui.widgets.pick_list import PickList

NO_LIMIT = 1_000_000
"""Lines a row may take: a sheet is read whole, wherever the cursor is."""


class SheetList(PickList):
    """The arrows go through a row that is taller than the window before they leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "take_out", "Take out"),
    ]

    class Resized(Message):
        """There is another width now."""

    class TakeOut(Message):
        """The kept line under the cursor is to be taken back out; `id` is that of its row."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(max_lines=NO_LIMIT, id=id)
        self._headings: dict[str, Heading] = {}
        self._laid_out: dict[tuple[int, int, bool], list[Content]] = {}
        """Rows as they are drawn at a width, with the cursor or without: laying out long answers takes time."""

    def show(self, found: Rows) -> None:
        """Show these rows and their headings; the cursor stays on its row if that is still there."""
        self._headings = found.headings
        self._laid_out.clear()
        self.set_rows(found.rows)

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        key = (row, width, row == self.cursor)
        if key not in self._laid_out:
            self._laid_out[key] = super().draw_row(row, width, here=here)
        return self._laid_out[key]

    def heading_before(self, row: int, width: int) -> list[Content]:
        heading = self._headings.get(self.rows[row].id)
        gap = [Content("")] if row and heading is not None else []
        return [*gap, *(heading or ())]

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.post_message(self.Resized())

    @property
    def room(self) -> int:
        """Cells a row has, without its mark, a scroll bar always counted."""
        return self.size.width - 2 - self.styles.scrollbar_size_vertical

    def on_highlight(self) -> None:
        super().on_highlight()
        self.refresh_bindings()

    def action_step(self, step: int) -> None:
        if self._goes_on(self.cursor_region(), step):
            self.scroll_relative(y=step, animate=False, immediate=True)
        else:
            super().action_step(step)

    def action_page(self, step: int) -> None:
        """Go on by a window: through a tall row, or to the row that stands there."""
        row, height = self.cursor_region(), max(1, self.scrollable_content_region.height - 1)
        if self._goes_on(row, step):
            self.scroll_relative(y=step * height, animate=False, immediate=True)
            return
        lines = self.lines(self.scrollable_content_region.width)
        place = max(row.y + height, row.bottom) if step > 0 else max(0, row.y - height)
        beyond = lines[place:] if step > 0 else lines[place::-1]
        found = next((line.row for line in beyond if line.row is not None), None)
        self.cursor = (self.row_count - 1 if step > 0 else 0) if found is None else found

    def _goes_on(self, row: Region, step: int) -> bool:
        """True while there is more of a row in the direction of `step` than can be seen."""
        top = self.scroll_offset.y
        return row.bottom > top + self.scrollable_content_region.height if step > 0 else row.y < top

    def action_take_out(self) -> None:
        if self.highlighted is not None:
            self.post_message(self.TakeOut(self.highlighted))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a kept line under the cursor the key is the page's."""
        if action == "take_out":
            return (self.highlighted or "").startswith(f"{KEPT} ")
        return super().check_action(action, parameters)
