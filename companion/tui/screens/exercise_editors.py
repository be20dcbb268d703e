"""Answers that are typed: a line, or several. In a window open for reading they say so to each letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.widgets import TextArea

from companion.tui.widgets.editors import LineEditor, NoteEditor

if TYPE_CHECKING:
    from companion.tui.app import CompanionApp

_CHANGES = frozenset(("backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+d"))


class AnswerLine(LineEditor):
    """One line; Enter posts `Submitted`, Esc is left to the page."""

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="in your own words", keeps_escape=False, id=id)

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "enter":
            refuse(self, event)


class AnswerNote(NoteEditor):
    """Several lines; Enter begins a new one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="in your own words, a line for each thing", id=id)

    async def _on_key(self, event: events.Key) -> None:
        refuse(self, event)


def refuse(editor: TextArea, event: events.Key) -> None:
    """Say that nothing can be changed, where that is so and a key would change something."""
    if not editor.read_only or event.key == "question_mark":
        return
    if event.is_printable or event.key == "enter" or event.key in _CHANGES:
        cast("CompanionApp", editor.app).say_for_reading()
        event.stop()
        event.prevent_default()
