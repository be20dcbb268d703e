"""What a screen asks for. The screen asks, the app does, the service knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from companion.errors import CompanionError
    from companion.services.backend import Session
    from companion.services.services import Services


class Ask(Message):
    """Do this with the services, off the screen's thread, in the order it was asked.

    `do` runs in the vault's own thread; `then` gets its result on the screen's thread, after the save,
    and `problem` the error when it is one of ours. Neither is called once the asking screen is gone.
    Screens make it through `Asking.ask`, which types `then` against what `do` returns.
    """

    def __init__(
        self,
        asker: Screen[Any],
        do: Callable[[Services], Any],
        then: Callable[[Any], object],
        problem: Callable[[CompanionError], object],
    ) -> None:
        super().__init__()
        self.asker, self.do, self.then, self.problem = asker, do, then, problem


class FileAsked(Message):
    """Do this with the vault's file, off the screen's thread, as `Ask` does it with the services.

    `changes`: what every screen shows may be other than it was, so all of them are drawn anew before `then`.
    Screens make it through `FilePage.ask_file`.
    """

    def __init__(
        self,
        asker: Screen[Any],
        do: Callable[[Session], Any],
        then: Callable[[Any], object],
        problem: Callable[[CompanionError], object],
        *,
        changes: bool = False,
    ) -> None:
        super().__init__()
        self.asker, self.do, self.then, self.problem = asker, do, then, problem
        self.changes = changes
        self.done = asyncio.Event()
        """Set once the answer was told."""


class GoTo(Message):
    """Open a place, perhaps at something in it: a tab's name, "settings", "import", "search", "copies",
    "keys" or "choices"."""

    def __init__(self, place: str, at: str = "") -> None:
        super().__init__()
        self.place, self.at = place, at
