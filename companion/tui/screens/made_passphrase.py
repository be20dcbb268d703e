"""A passphrase made by the program, shown once in clear to be written down."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.services.access.passphrases import HOW_KEPT, HOW_TYPED
from companion.tui.screens.dialog import Dialog
from companion.tui.show import joined, styled
from companion.tui.widgets.key_bar import HIDE, KeyBar

IN_A_ROW = 3


class SixWords(Static):
    """The words, numbered. They cannot be marked and copied out."""

    ALLOW_SELECT = False


class MadePassphrase(Dialog[str]):
    """The answer is the passphrase once it was written down, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "written", "I have written it down", key_display="enter"),
        Binding("escape", "close", "Leave it", key_display="esc"),
    ]

    def __init__(self, passphrase: str) -> None:
        super().__init__("A passphrase for you", hint="")
        self._passphrase = passphrase

    def body(self) -> Iterable[Widget]:
        yield Static(HOW_KEPT, markup=False)
        yield SixWords(numbered(self._passphrase), classes="made-words")
        yield Static(HOW_TYPED, markup=False)
        yield Static("Then type it once more, from your paper.", markup=False)

    def key_bar(self) -> KeyBar:
        return KeyBar(
            Binding("enter", "written", "I have written it down", key_display="enter"),
            Binding("escape", "close", "Leave it", key_display="esc"),
            HIDE,
        )

    def action_written(self) -> None:
        self.dismiss(self._passphrase)


def numbered(passphrase: str) -> Content:
    """Return the words in columns, each with its number."""
    words = passphrase.split(" ")
    width = max(map(len, words)) + 4
    cells = [
        joined(styled(f"{number}  ", "$c-muted"), styled(word.ljust(width), "bold"))
        for number, word in enumerate(words, 1)
    ]
    rows = [cells[start : start + IN_A_ROW] for start in range(0, len(cells), IN_A_ROW)]
    return Content("\n\n").join(Content("").join(row) for row in rows)
