"""The card that may be read without a passphrase, as it lies on the disk. Nothing of the vault is here."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.services.safety.lock_card_file import UNCHECKED
from companion.tui.asking import Asking
from companion.tui.screens.page import Framed, TooSmall
from companion.tui.screens.share_page import narrowed
from companion.tui.show import user_text
from companion.tui.widgets.card import Heading
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import SafetyChip


class CardShown(Framed, Asking):
    """Lies over the way in, or over the help lines; Esc goes back."""

    CSS_PATH = "../styles/card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_card(-1)", "Up", show=False),
        Binding("down", "scroll_card(1)", "Scroll", key_display="↑ ↓"),
        Binding("pageup", "page_card(-1)", "Up a page", show=False),
        Binding("pagedown", "page_card(1)", "Down a page", show=False),
        Binding("escape", "leave", "Back", key_display="esc"),
    ]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        yield Heading(Content.styled("My card, read without the passphrase", "bold"))
        yield Static(UNCHECKED, markup=False, id="unchecked")
        yield VerticalScroll(Static(id="card-words"), id="card-sheet", can_focus=False)
        yield SafetyChip()
        yield KeyBar(HIDE)
        yield TooSmall()

    def on_mount(self) -> None:
        self.call_after_refresh(self._show)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        if room := self.query_one("#card-sheet").scrollable_content_region.width:
            self.query_one("#card-words", Static).update(user_text(narrowed(self._words, room)))

    def action_scroll_card(self, rows: int) -> None:
        self.query_one("#card-sheet").scroll_relative(y=rows, animate=False)

    def action_page_card(self, pages: int) -> None:
        sheet = self.query_one("#card-sheet")
        sheet.scroll_relative(y=pages * max(1, sheet.size.height - 1), animate=False)

    async def action_leave(self) -> None:
        await self.app.pop_screen()
