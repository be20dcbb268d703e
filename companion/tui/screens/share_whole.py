"""The page as it will be read, with the whole window for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.asking import WorkPage
from companion.tui.screens.share_page import narrowed
from companion.tui.show import user_text


class ShareWhole(WorkPage):
    """Reading only; Esc goes back to choosing."""

    TAB: ClassVar[str] = "share"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_body(1)", "Scroll", key_display="↑ ↓"),
        Binding("v,escape", "leave", "Back", key_display="esc"),
    ]

    def __init__(self, page: str) -> None:
        super().__init__()
        self._words = page

    def body(self) -> Iterable[Widget]:
        yield Static(id="whole-page")

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        page = self.query_one("#whole-page", Static)
        page.update(user_text(narrowed(self._words, page.size.width)))

    def action_leave(self) -> None:
        self.dismiss()
