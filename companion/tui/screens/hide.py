"""Nothing to see: what ^L leaves on the screen, and how a hidden program starts."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.screen import Screen


class Blank(Screen[Any]):
    """A blank screen with a cursor. The app hands any key to `CompanionApp.wake_up`, and so does a click.

    `over_demo`: the made-up person lies beneath and comes back; else the way in is shown.
    """

    WAKES: ClassVar[bool] = True

    def __init__(self, over_demo: bool = False) -> None:
        super().__init__()
        self.over_demo = over_demo

    def on_click(self) -> None:
        from companion.tui.app import CompanionApp

        if isinstance(self.app, CompanionApp):
            self.app.call_later(self.app.wake_up)
