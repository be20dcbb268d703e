"""Nothing to see: what ^L leaves on the screen, and how a hidden program starts."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.screen import Screen


class Blank(Screen[Any]):
    """A blank screen with a cursor; any key or a click wakes it. Keys that work everywhere still do.

    `over_demo`: the made-up person lies beneath and comes back; else the way in is shown.
    """

    def __init__(self, over_demo: bool = False) -> None:
        super().__init__()
        self.over_demo = over_demo

    def on_key(self, event: events.Key) -> None:
        # There is no binding for "any key"; keys come one at a time, so none is overtaken.
        event.stop()
        self._wake()

    def on_click(self) -> None:
        self._wake()

    def _wake(self) -> None:
        from companion.tui.app import CompanionApp

        if isinstance(self.app, CompanionApp):
            self.app.call_later(self.app.wake_up)
