"""Lines to read: each wrapped, and cut when it is long, so that one of them never fills the page."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from companion.tui.widgets.lines import fitted
from companion.tui.widgets.text import Words


class Bullets(Widget):
    """`items` under one another, each after `mark` and on `max_lines` lines at most (None: all of it)."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bullets { width: 100%; height: auto; }"

    def __init__(
        self,
        items: Sequence[Words] = (),
        *,
        mark: str = "• ",
        max_lines: int | None = 2,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._items, self._mark, self._max_lines = tuple(items), mark, max_lines

    def show(self, items: Sequence[Words], *, mark: str | None = None) -> None:
        """Show these instead, after `mark` if it is given."""
        self._items = tuple(items)
        self._mark = self._mark if mark is None else mark
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        room = width - len(self._mark)
        indent = " " * len(self._mark)
        drawn: list[Content] = []
        for item in self._items:
            first, *rest = fitted(item, room, self._max_lines)
            drawn.append(Content.assemble(self._mark, first))
            drawn += [Content.assemble(indent, line) for line in rest]
        return drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(max(1, width)))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(max(1, self.size.width)))
