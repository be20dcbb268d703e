"""My card: what may be read without a passphrase, ticked at the left, exactly as it will be read at the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import InvalidEntry
from companion.services.safety.lock_card import TRADE_OFF, CardPage, Cards, CardState
from companion.services.safety.lock_card_file import UNCHECKED
from companion.tui.base.dialog import Confirm
from companion.tui.base.messages import GoTo
from companion.tui.base.page import Framed, TooSmall
from companion.tui.base.screen import Asking, WorkPage
from companion.tui.commands import key
from companion.tui.share.share import narrowed
from companion.tui.widgets.card import Heading, Panel
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import SafetyChip
from companion.tui.widgets.text import user_line, user_text
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList


class CardShown(Framed, Asking):
    """Lies over the way in, or over the help lines; Esc goes back."""

    CSS_PATH = "../styles/card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_card(-1)", "Up", show=False),
        Binding("down", "scroll_card(1)", "Scroll", key_display="↑ ↓"),
        Binding("pageup", "page_card(-1)", "Up a page", show=False),
        Binding("pagedown", "page_card(1)", "Down a page", show=False),
        Binding("escape", "leave", "Back"),
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


EMPTY = "Your safety plan is empty. F2 and then e is where to write it; then come back here."
MADE = "The card is made. F5 shows it on the lock screen."
GONE = "The card is deleted. Nothing can be read without your passphrase."


class MyCard(WorkPage):
    """Nothing is written until ^E, and then it is asked once more."""

    SCROLLS: ClassVar[bool] = False
    CHANGES = frozenset(("make", "turn_off"))
    CSS_PATH = "../styles/card.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "make", "Make the card", priority=True),
        Binding("delete,ctrl+d", "turn_off", "Delete the card", key_display="del"),
        key("whole"),
        Binding("escape", "leave", "Settings"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._ticked: set[str] = set()
        self._page: CardPage | None = None
        self._state = CardState.OFF

    def body(self) -> Iterable[Widget]:
        yield Static(id="card-about")
        yield Horizontal(
            Panel("What may be read", TickList(id="card-lines", empty=EMPTY), id="ticks", classes="-full"),
            Panel(
                "Exactly what anyone can read",
                VerticalScroll(Static(id="card-preview"), id="card-scroll"),
                id="preview",
                classes="-full",
            ),
            id="card-panes",
        )

    @property
    def _card(self) -> Cards:
        return self.services.card

    def on_mount(self) -> None:
        super().on_mount()
        self._ticked = set(self._card.chosen())
        self.reload()
        self.query_one("#card-lines").focus()

    def reload(self) -> None:
        self._state = self._card.state()
        self.query_one("#card-about", Static).update(user_text(f"{self._card.fact()} {TRADE_OFF}"))
        self.query_one("#card-lines", TickList).set_items(
            [
                TickGroup(
                    heading=user_line(group.title),
                    items=[TickItem(id=i.id, text=user_text(i.words), on=i.ticked) for i in group.items],
                )
                for group in self._card.groups(self._ticked)
            ]
        )
        self._show_preview()
        self.refresh_bindings()

    def _show_preview(self) -> None:
        room = self.query_one("#card-scroll").scrollable_content_region.width
        try:
            self._page = self._card.page(self._ticked, on=self.now().date())
        except InvalidEntry as error:
            self._page, words = None, user_text(str(error))
        else:
            words = user_text(narrowed(self._page.text, room) if room else self._page.text)
        self.query_one("#card-preview", Static).update(words)

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._show_preview)

    @on(TickList.Toggled)
    def _toggled(self, message: TickList.Toggled) -> None:
        (self._ticked.add if message.on else self._ticked.discard)(message.id)
        self._show_preview()

    def action_make(self) -> None:
        self._show_preview()
        page = self._page
        if page is None:
            self.show_problem(InvalidEntry("card", self._why_not()))
            return

        def answered(do: bool | None) -> None:
            if do:
                now = self.now()
                self.ask(lambda s: s.card.make(page, now=now), lambda _: self._changed(MADE))

        question = "Let anyone at this computer read this card?"
        self.app.push_screen(Confirm(question, "Make the card", "Leave it", more=TRADE_OFF), answered)

    def _why_not(self) -> str:
        try:
            self._card.page(self._ticked, on=self.now().date())
        except InvalidEntry as error:
            return str(error)
        return ""

    def action_turn_off(self) -> None:
        self.ask(lambda s: s.card.turn_off(), lambda _: self._changed(GONE))

    def _changed(self, sentence: str) -> None:
        self.reload()
        self.say(sentence)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn_off":
            return self._state is not CardState.OFF
        if action == "whole":
            return self._state not in (CardState.OFF, CardState.MISSING)
        return True

    def action_whole(self) -> None:
        self.app.push_screen(CardShown(self._card.shown()))

    def action_leave(self) -> None:
        self.post_message(GoTo("settings"))
