"""A list of things to tick. Stock tick boxes show on and off by colour alone; ours by ``[✓]`` and ``[ ]``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from companion.tui.commands import key
from companion.tui.widgets.lines import CURSOR, fitted, fitted_beside, one_line, spread
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words

_BOX_WIDTH = 6  # "▸ [✓] "


@dataclass(frozen=True, slots=True, kw_only=True)
class TickItem:
    """One line to tick."""

    id: str
    text: Words
    on: bool = False
    hint: Words = ""
    """A quiet word at the right edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickGroup:
    """Items under a heading of their own; no heading, no line for it."""

    heading: Words = ""
    items: Sequence[TickItem]


class TickList(RowList):
    """Items to tick with space, Enter or a click; posts `Toggled` and `Highlighted`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("tick"),
        Binding("enter", "tick", show=False),
    ]

    @dataclass(eq=False)
    class Toggled(Sent["TickList"]):
        """An item was ticked (`on`) or unticked."""

        id: str
        on: bool

    @dataclass(eq=False)
    class Highlighted(Sent["TickList"]):
        """The cursor came to an item."""

        id: str

    @property
    def enter_does(self) -> str:
        """What Enter does, for the bar of keys; "" when there is nothing to tick."""
        return key("tick").description if self._items else ""

    def __init__(
        self,
        items: Sequence[TickItem | TickGroup] = (),
        *,
        empty: Words = "",
        max_lines: int = 2,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`max_lines`: how many lines an item may take while the cursor is elsewhere."""
        self._items: list[TickItem] = []
        self._headings: dict[int, Words] = {}
        self._max_lines = max_lines
        super().__init__(empty=empty, id=id, classes=classes)
        self._take(items)

    @property
    def row_count(self) -> int:
        return len(self._items)

    @property
    def highlighted(self) -> str | None:
        """The id of the item under the cursor."""
        return self._items[self.cursor].id if self._items else None

    @property
    def on_ids(self) -> tuple[str, ...]:
        """The ids of the ticked items, in their order."""
        return tuple(item.id for item in self._items if item.on)

    def set_items(self, items: Sequence[TickItem | TickGroup]) -> None:
        """Show these items instead; the cursor stays on the item it was on, if that is still there."""
        kept = self.highlighted
        self._take(items)
        places = {item.id: row for row, item in enumerate(self._items)}
        self.cursor = places.get(kept or "", self.cursor)
        self.redraw()

    def set_on(self, id: str, on: bool) -> None:
        """Tick or untick an item without posting `Toggled`; an unknown id changes nothing."""
        self._items = [_ticked(item, on) if item.id == id else item for item in self._items]
        self.redraw()

    def highlight(self, id: str) -> None:
        """Put the cursor on an item; an unknown id changes nothing."""
        for row, item in enumerate(self._items):
            if item.id == id:
                self.cursor = row

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        item = self._items[row]
        mark = Content.styled(f"{CURSOR} " if here else "  ", "bold $c-accent")
        if item.on:
            box = Content.styled("[✓] ", "bold $c-accent")
        else:
            box = Content.styled("[ ] ", "$c-accent" if here else "$c-muted")
        hint = one_line(item.hint).stylize("$c-muted")
        if hint.cell_length > width // 2:
            hint = Content("")
        room = width - _BOX_WIDTH
        beside = hint.cell_length + 2 if hint else 0
        texts = fitted_beside(item.text, room - beside, room, None if here else self._max_lines)
        if here:
            texts = [text.stylize("$s-cursor") for text in texts]
        first = spread(Content.assemble(mark, box, texts[0]), hint, width)
        return [first, *(Content.assemble(" " * _BOX_WIDTH, text) for text in texts[1:])]

    def heading_before(self, row: int, width: int) -> list[Content]:
        if row not in self._headings:
            return []
        lines = [line.stylize("bold") for line in fitted(self._headings[row], width - 2, None)]
        gap = [Content("")] if row else []
        return gap + [Content.assemble("  ", line) for line in lines]

    def on_highlight(self) -> None:
        if self.highlighted is not None:
            self.post_message(self.Highlighted(self, self.highlighted))

    def action_tick(self) -> None:
        if not self._items:
            return
        item = self._items[self.cursor]
        self._items[self.cursor] = _ticked(item, not item.on)
        self.redraw()
        self.post_message(self.Toggled(self, item.id, not item.on))

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event.get_content_offset_capture(self).y)
        if row is not None:
            self.cursor = row
            self.action_tick()

    def _take(self, items: Sequence[TickItem | TickGroup]) -> None:
        self._items, self._headings = [], {}
        for entry in items:
            if isinstance(entry, TickItem):
                self._items.append(entry)
            elif entry.items:
                if entry.heading:
                    self._headings[len(self._items)] = entry.heading
                self._items += entry.items


def _ticked(item: TickItem, on: bool) -> TickItem:
    return TickItem(id=item.id, text=item.text, on=on, hint=item.hint)
