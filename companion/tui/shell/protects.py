"""What the program can and cannot protect, on a sheet over whatever is there. Needs no vault."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.services.access.protects import FIRST, TITLE, ProtectsPart, parts
from companion.tui.base.dialog import Dialog
from companion.tui.base.locked_screen import Pairs
from companion.tui.commands import key
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.text import Words, styled


class Protects(Dialog[None]):
    """Who might come to the file, what helps, what is left; Esc goes back to where it was opened."""

    BEGINS: ClassVar[bool] = False
    CSS_PATH = "../styles/protects.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Close", show=False),
        key("protects", "close", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(TITLE)

    def key_bar(self) -> KeyBar:
        return KeyBar(
            Binding("down", "scroll_sheet(1)", "Read on", key_display="↑ ↓"),
            Binding("escape", "close", "Close"),
            HIDE,
        )

    def body(self) -> Iterable[Widget]:
        yield Static(FIRST, markup=False)
        for part in parts():
            yield Static(part.heading, classes="part", markup=False)
            yield from _said(part)


def _said(part: ProtectsPart) -> Iterable[Widget]:
    """Yield what is said under a heading: labels at the left, or whole sentences without any."""
    rows: list[tuple[Words, Words]] = [
        (styled(label, "$c-muted"), words) for label, words in part.lines if label
    ]
    if rows:
        yield Pairs(rows)
    yield from (Static(words, markup=False) for label, words in part.lines if not label)
