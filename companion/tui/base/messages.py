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


class UnlockAsked(Message):
    """Open the vault with what was typed: a passphrase, or a recovery code when `is_code`.

    `read_only`: open it beside another window; `spare`: open the copy that stands in for it. The app shows
    what comes next, or tells `problem` why it did not open.
    """

    def __init__(
        self,
        secret: str,
        *,
        is_code: bool,
        read_only: bool = False,
        rescue_copy: bool = False,
        problem: Callable[[CompanionError], object],
    ) -> None:
        super().__init__()
        self.secret, self.is_code, self.problem = secret, is_code, problem
        self.read_only, self.rescue_copy = read_only, rescue_copy


class CreateAsked(Message):
    """Make a vault with this passphrase (set-up, step 1); `made` gets the recovery code."""

    def __init__(
        self,
        passphrase: str,
        *,
        made: Callable[[str], object],
        problem: Callable[[CompanionError], object],
    ) -> None:
        super().__init__()
        self.passphrase, self.made, self.problem = passphrase, made, problem


class NewPassphraseAsked(Message):
    """Give the open vault this passphrase, after the recovery code opened it."""

    def __init__(self, passphrase: str, *, problem: Callable[[CompanionError], object]) -> None:
        super().__init__()
        self.passphrase, self.problem = passphrase, problem


class LockAsked(Message):
    """Try once more to store the last words, and lock."""


class BackAsked(Message):
    """Go back to the words that are held behind a hidden screen, when `secret` opens the vault."""

    def __init__(self, secret: str, *, problem: Callable[[CompanionError], object]) -> None:
        super().__init__()
        self.secret, self.problem = secret, problem


class DemoAsked(Message):
    """Look round with the made-up person."""


class PlainAsked(Message):
    """Go on in plain mode, and remember that."""


class SetUpDone(Message):
    """Set-up was finished or left: go to Today."""


class EraseAsked(Message):
    """Erase everything; the word was typed."""


class GoTo(Message):
    """Open a place, perhaps at something in it: a tab's name, "settings", "import", "search", "copies",
    "keys" or "choices"."""

    def __init__(self, place: str, at: str = "") -> None:
        super().__init__()
        self.place, self.at = place, at
