"""What a screen asks for. The screen asks, the app does, the service knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

if TYPE_CHECKING:
    from companion.errors import CompanionError
    from companion.services.backend import Session
    from companion.services.services import Services


@dataclass(eq=False)
class Ask(Message):
    """Do this with the services, off the screen's thread, in the order it was asked.

    `do` runs in the vault's own thread; `then` gets its result on the screen's thread, after the save,
    and `problem` the error when it is one of ours. Neither is called once the asking screen is gone.
    Screens make it through `Asking.ask`, which types `then` against what `do` returns.
    """

    asker: Screen[Any]
    do: Callable[[Services], Any]
    then: Callable[[Any], object]
    problem: Callable[[CompanionError], object]


@dataclass(eq=False)
class FileAsked(Message):
    """Do this with the vault's file, off the screen's thread, as `Ask` does it with the services.

    `changes`: what every screen shows may be other than it was, so all of them are drawn anew before `then`.
    Screens make it through `FilePage.ask_file`.
    """

    asker: Screen[Any]
    do: Callable[[Session], Any]
    then: Callable[[Any], object]
    problem: Callable[[CompanionError], object]
    changes: bool = field(default=False, kw_only=True)
    done: asyncio.Event = field(init=False, default_factory=asyncio.Event)
    """Set once the answer was told."""


@dataclass(eq=False)
class GoTo(Message):
    """Open a place, perhaps at something in it. The places are the pages of `companion.tui.pages`."""

    place: str
    at: str = ""
