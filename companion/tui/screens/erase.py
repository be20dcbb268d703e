"""Erase everything: the one question that wants a word typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.services.backend import ERASE_WORD
from companion.tui.screens.dialog import Dialog
from companion.tui.show import say
from companion.tui.widgets.editors import LineEditor

WHAT = (
    "This deletes your plan, your check-ins, your talks and the copies beside them, on this computer. "
    "Pages you saved elsewhere stay where they are. Nobody can bring it back."
)


class Erase(Dialog[bool]):
    """True only when the word was typed; Esc keeps everything."""

    WRITES: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__("Erase everything", hint="esc keeps it")

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT, markup=False)
        yield Static(say("To do it, type [b]$word[/] and press Enter.", word=ERASE_WORD))
        yield LineEditor(placeholder="leave it empty and press esc to keep everything")

    def on_mount(self) -> None:
        self.query_one(LineEditor).focus()

    @on(LineEditor.Submitted)
    def _submitted(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.text.strip() == ERASE_WORD:
            self.dismiss(True)
        else:
            message.control.problem = "That is not the word. Nothing was erased."

    @on(LineEditor.Cancelled)
    def _cancelled(self, message: LineEditor.Cancelled) -> None:
        message.stop()
        self.dismiss(False)
