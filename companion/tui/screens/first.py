"""The frame of the screens before and around an open vault: one sheet, no tabs, every key in its order.

A stock screen hears Enter through a message that goes the long way round, so in one burst
(``passphrase Enter x``) the x can overtake it. Here Enter, Tab and Esc are priority bindings: the app does
them between two keys, after the field has done all it was sent.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.asking import Asking
from companion.tui.screens.page import Framed, Kind, TooSmall
from companion.tui.show import Words, as_content
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.tab_bar import SafetyChip

_LONGEST_WAIT = 1.0
"""Seconds a field may take for the keys it was sent; a field that is going away never answers."""


async def settled(widget: Widget | None) -> None:
    """Wait until `widget` has done every key that was sent to it."""
    if widget is None:
        return
    done = asyncio.Event()
    if widget.call_later(done.set):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), _LONGEST_WAIT)


class Sheet(VerticalScroll, can_focus=False):
    """What the words of the screen stand on."""


class Told(Static):
    """What just happened, in place; nothing vanishes on a timer."""

    def tell(self, words: Words, kind: Kind = "info") -> None:
        """Show `words`; a problem is marked with "!" as well as by colour."""
        content = as_content(words)
        problem = kind == "problem" and bool(content)
        self.set_class(problem, "-problem")
        self.update(Content.assemble("! ", content) if problem else content)


class FirstScreen(Framed, Asking):
    """Base: give `parts()` and `entered()`."""

    CSS_PATH = ["../styles/first.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", priority=True, key_display="enter"),
        Binding("tab", "app.focus_next", "Next field", priority=True, show=False),
        Binding("shift+tab", "app.focus_previous", "Field before", priority=True, show=False),
    ]

    def compose(self) -> ComposeResult:
        yield from self.parts()
        yield SafetyChip()
        yield KeyBar(HIDE)
        yield TooSmall()

    def parts(self) -> ComposeResult:
        """Yield the sheets."""
        return ()

    async def entered(self) -> None:
        """Do what Enter does here; everything typed before it is in the fields."""

    def tell(self, words: Words, kind: Kind = "info") -> None:
        """Show `words` where this screen tells things; empty words clear them."""
        for told in self.query(Told):
            told.tell(words, kind)

    async def action_go_on(self) -> None:
        await settled(self.focused)
        await self.entered()
