"""The base of our lists: rows of Content, one cursor row, keys, clicks and scrolling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.scalar import Unit
from textual.geometry import Offset, Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from companion.tui.widgets.lines import fitted, has_keys, leave, reveal
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of the list as drawn, and the row it belongs to (None: a heading or a blank line)."""

    content: Content
    row: int | None


class RowList(ScrollView, can_focus=True):
    """Rows with one cursor. Subclasses say how a row looks and what Enter does.

    Up at the first row and down at the last leave for the neighbouring widget. The cursor row is marked
    with ``▸`` and bold as well as by colour. Height is that of the rows, or scrolls when given less. Long rows are
    shortened where not all rows would have room whole.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    """The index of the cursor row; 0 when there is none."""

    @dataclass(eq=False)
    class Left(Sent["RowList"]):
        """The cursor was moved past the first row (`step` -1) or the last (1)."""

        step: int

    def __init__(self, *, empty: Words = "", id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._empty = empty
        self._drawn: tuple[tuple[int, int, bool, int], list[DrawnLine]] | None = None
        self._room = 0
        """Lines that may be taken to show every row whole, as of the last layout."""
        self._most: int | None = None
        """Lines a row may take now, whatever the list says of its own; None where the list says it."""

    @property
    def empty(self) -> Words:
        """What is said when there are no rows."""
        return self._empty

    @empty.setter
    def empty(self, words: Words) -> None:
        self._empty = words
        self.redraw()

    # What a subclass provides.

    @property
    def row_count(self) -> int:
        """How many rows the cursor can stand on."""
        raise NotImplementedError

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        """Return the lines of `row`, each at most `width` cells; `here`: the cursor is on it, in focus."""
        raise NotImplementedError

    def heading_before(self, row: int, width: int) -> list[Content]:
        """Return lines to stand above `row` that the cursor skips."""
        return []

    def on_highlight(self) -> None:
        """The cursor moved, by key, click or code."""

    # Lines.

    def lines(self, width: int) -> list[DrawnLine]:
        """Return everything as drawn at `width` cells."""
        key = (width, self.cursor, has_keys(self), self._room)
        if self._drawn is None or self._drawn[0] != key:
            self._drawn = (key, self._draw(width, self._room))
        return self._drawn[1]

    def limit(self, own: int) -> int:
        """Return how many lines a row may take while the cursor is elsewhere: `own`, or more where all have room."""
        return own if self._most is None else max(own, self._most)

    def _room_there_is(self) -> int:
        """Return how many lines may be taken to show every row whole; 0 while that is not known.

        What else stands on the page is not to be pushed away by long rows: a list as high as its rows may take what
        the stylesheet lets it, or half the window where it is the only one.
        """
        if not self.is_attached:
            return 0
        if not self.styles.is_auto_height:
            return self.container_size.height
        most = self.styles.max_height
        if most is not None and most.unit is Unit.CELLS:
            return int(most.value)
        shown = [rows for rows in self.screen.query(RowList) if rows.display]
        return self.screen.size.height // 2 if shown == [self] else 0

    def _draw(self, width: int, room: int) -> list[DrawnLine]:
        if not self.row_count:
            return [DrawnLine(line.stylize("$c-muted"), None) for line in fitted(self._empty, width, None)]
        # One more than there is room for: a row that is cut at that does not fit.
        self._most = room + 1
        drawn = self._draw_rows(width, room) if self.row_count <= room else None
        self._most = None
        return self._draw_rows(width) or [] if drawn is None else drawn

    def _draw_rows(self, width: int, room: int | None = None) -> list[DrawnLine] | None:
        """Return all rows as drawn, or None as soon as they are more than `room` lines."""
        drawn: list[DrawnLine] = []
        for row in range(self.row_count):
            if room is not None and len(drawn) > room:
                return None
            drawn += [DrawnLine(line, None) for line in self.heading_before(row, width)]
            here = has_keys(self) and row == self.cursor
            drawn += [DrawnLine(line, row) for line in self.draw_row(row, width, here=here)]
        return drawn if room is None or len(drawn) <= room else None

    def redraw(self) -> None:
        """Draw again after the rows changed; asks for a new layout only when the height changed."""
        before = self.virtual_size.height
        self._drawn = None
        self._fit()
        self.refresh(layout=self.virtual_size.height != before)

    def _fit(self) -> None:
        """Tell Textual how much there is to scroll, leaving room for a scroll bar only if one is needed."""
        width, height = self.container_size
        if width <= 0:
            return
        self._room = self._room_there_is()
        if len(self.lines(width)) > height:
            width = max(1, width - self.styles.scrollbar_size_vertical)
        self.virtual_size = Size(width, len(self.lines(width)))
        self._scroll_update(self.virtual_size)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._room = self._room_there_is()
        return max(1, len(self.lines(max(1, width))))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        lines, place = self.lines(width), y + self.scroll_offset.y
        if not 0 <= place < len(lines):
            return Strip.blank(width, self.visual_style.rich_style)
        line = lines[place]
        style = self.visual_style
        if line.row is not None and line.row == self.cursor and has_keys(self):
            style = self.get_visual_style("row-list--cursor")
        return Visual.to_strips(self, line.content, width, 1, style, pad=True)[0]

    # The cursor.

    def cursor_region(self) -> Region:
        """Return the cells of the cursor row, in the list's own scrolling space."""
        width = self.scrollable_content_region.width
        places = [y for y, line in enumerate(self.lines(width)) if line.row == self.cursor]
        return Region(0, places[0], width, len(places)) if places else Region()

    def cursor_offset(self) -> Offset | None:
        """Return where the cursor row starts in the window."""
        region = self.cursor_region()
        if not region:
            return None
        return self.content_region.offset + region.offset - self.scroll_offset

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        if before != after:
            self.redraw()
            self.call_after_refresh(self.show_cursor_row)
            self.on_highlight()

    def show_cursor_row(self) -> None:
        """Scroll this list, and what it stands in, so that the cursor row can be seen."""
        if not self.is_attached or not (region := self.cursor_region()):
            return
        # The heading above the first row comes along, so that the top of the list can be seen again.
        if self.cursor == 0:
            region = Region(0, 0, region.width, region.bottom)
        self.scroll_to_region(region, animate=False, immediate=True)
        reveal(self, region.translate(self.content_region.offset - self.scroll_offset))

    def action_step(self, step: int) -> None:
        target = self.cursor + step
        if 0 <= target < self.row_count:
            self.cursor = target
        elif not leave(self, step):
            self.post_message(self.Left(self, step))

    def action_jump(self, row: int) -> None:
        self.cursor = row if row >= 0 else self.row_count - 1

    def action_page(self, step: int) -> None:
        rows = max(1, self.scrollable_content_region.height - 1)
        self.cursor = self.cursor + step * rows

    def row_at(self, y: int) -> int | None:
        """Return the row drawn on line `y` of the visible part, or None."""
        lines, place = self.lines(self.scrollable_content_region.width), y + self.scroll_offset.y
        return lines[place].row if 0 <= place < len(lines) else None

    # Events.

    def _watch_has_focus(self, focus: bool) -> None:
        self.redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._drawn = None
        self._fit()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()
