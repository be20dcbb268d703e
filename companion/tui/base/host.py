"""What a screen may ask of the app it stands in. The app is above the screens; none of them knows more of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.dom import DOMNode

    from companion.errors import CompanionError
    from companion.services.backend import Backend, Session
    from companion.services.services import Services
    from companion.tui.base.keys_in_order import KeysInOrder

LOOKING = "Open for reading: nothing can be changed from this window."


class Opener(Protocol):
    """Ways into a vault. What comes next is shown by the app; `problem` is told why it did not work."""

    @property
    def lies_beside(self) -> Path | None:
        """The first file beside the vault that holds, or may hold, what is not here."""

    def look_beside(self) -> None:
        """Look for such a file, and say so on Today."""

    def take_untold(self) -> str:
        """Return what is still to be said of it, once."""

    def take_lock(self) -> bool:
        """Return, once, whether the program was hidden or locked before this opening: it forgot what was not stored."""

    def unlock(
        self,
        secret: str,
        *,
        is_code: bool = False,
        read_only: bool = False,
        rescue_copy: bool = False,
        problem: Callable[[CompanionError], object],
    ) -> None:
        """Open the vault with a passphrase, or with a recovery code when `is_code`.

        `read_only`: beside another window; `rescue_copy`: the copy that stands in for it.
        """

    def create(
        self,
        passphrase: str,
        *,
        made: Callable[[str], object],
        problem: Callable[[CompanionError], object],
    ) -> None:
        """Make a vault with this passphrase; `made` gets the recovery code."""

    def set_passphrase(self, passphrase: str, *, problem: Callable[[CompanionError], object]) -> None:
        """Give the open vault this passphrase, after the recovery code opened it."""

    def open_demo(self) -> None:
        """Look round with the made-up person."""

    def set_up_done(self) -> None:
        """Set-up was finished: go to Today."""

    def go_plain(self) -> None:
        """Go on in plain mode, and remember that."""


class Closer(Protocol):
    """Ways out of a vault, and back to words that are held behind a hidden screen."""

    def lock(self) -> None:
        """Hide at once, store the last words, and lock."""

    def back_to_words(self, secret: str, *, problem: Callable[[CompanionError], object]) -> None:
        """Uncover the words that are held, when `secret` opens the vault."""

    def erase(self, also: Sequence[Path] = ()) -> None:
        """Erase everything, and `also` these files; the word was typed."""


class Host(Protocol):
    """The app, as the screens see it."""

    @property
    def backend(self) -> Backend:
        """What is there before a vault is open: paths, preferences, the clock."""

    @property
    def unlocking(self) -> Opener:
        """Ways into a vault."""

    @property
    def closing(self) -> Closer:
        """Ways out of it."""

    @property
    def keys(self) -> KeysInOrder:
        """The keys that wait for the one before them."""

    @property
    def is_open(self) -> bool:
        """True while a vault, or the made-up person, is open."""

    @property
    def session(self) -> Session:
        """The open vault. Raises Locked when there is none."""

    @property
    def services(self) -> Services:
        """The services of the open vault. Raises Locked when there is none."""

    @property
    def may_go(self) -> bool:
        """True when pages can be opened."""

    @property
    def is_for_reading(self) -> bool:
        """True while the vault is open and nothing in it can be changed from here."""

    def say_for_reading(self) -> None:
        """Say, on the page in front, that nothing can be changed (`LOOKING`)."""

    def keep_drafts(self) -> None:
        """Have the words being typed on any screen stored; a disk that refuses is told on the page."""

    async def wake_up(self, typed: str = "") -> None:
        """Show what lies behind a blank screen; `typed`, the letter that woke it, goes where a secret is asked for."""

    async def action_help_now(self, step: int = 1) -> None:
        """Lay Safety, at a step of it (1-7), or the helplines while locked, on top of whatever is there."""


def host_of(node: DOMNode) -> Host:
    """Return the app in which a screen or a widget stands."""
    return cast("Host", node.app)
