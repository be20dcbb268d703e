"""What a made-up person does at the keyboard: the ways that several walks have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from companion.services.services import Services
from tests.pty.terminal import ENTER, Terminal, ctrl

PASSPHRASE = "blue boats at low tide"
NAME = "Robin"
HELPS = "Walk to the sea wall"
FRIEND, NUMBER = "Dee", "07700 900381"
SAY = "The new tablets make mornings foggy"

_GROUP = re.compile(r"([1-7])  ((?:[0-9A-Z] ){4}[0-9A-Z])")
GROUPS = 7


def start_set_up(window: Terminal) -> None:
    """Go through the first door."""
    window.wait_for("Nobody watches this program", "Look round with a made-up person")
    window.send(ENTER)
    window.wait_for("Step 1 of 5", "The same again")


def choose_passphrase(window: Terminal, passphrase: str = PASSPHRASE) -> str:
    """Type the passphrase twice in one burst; return the recovery code, read off the screen."""
    window.send(passphrase, ENTER, passphrase, ENTER)
    window.wait_for("Your recovery code")
    return code_shown(window)


def code_shown(window: Terminal) -> str:
    """Return the recovery code that stands in the window, in groups with dashes."""
    window.wait_until(lambda _: len(_GROUP.findall(window.text)) == GROUPS, "seven groups")
    groups = {int(number): group.replace(" ", "") for number, group in _GROUP.findall(window.text)}
    return "-".join(groups[number] for number in sorted(groups))


def asked_back(window: Terminal) -> list[int]:
    """Return the numbers of the groups that set-up asks back, once they are drawn."""
    window.wait_until(lambda _: len(re.findall(r"Group ([1-7])", window.text)) >= 2, "two groups")
    return [int(number) for number in re.findall(r"Group ([1-7])", window.text)]


def wait_at_the_lock(window: Terminal) -> None:
    """Wait until the way in asks for the passphrase."""
    window.wait_for("Passphrase", "type it, then Enter")


def unlock(window: Terminal, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase on the way in and wait for the first page."""
    wait_at_the_lock(window)
    window.send(passphrase, ENTER)
    window.wait_for("How is today?")


def close(window: Terminal) -> None:
    """Close with ^Q; nothing went wrong on the way."""
    window.send(ctrl("q"))
    assert window.wait_for_end() == 0
    assert b"Traceback" not in window.output and b"went wrong" not in window.output


def wait_until_kept(
    window: Terminal, vault: Path, holds: Callable[[Services], bool], passphrase: str = PASSPHRASE
) -> None:
    """Wait until `holds` is true of what the vault on the disk holds while the program goes on."""
    backend = LocalBackend(find_paths(vault))
    looked_at = (0, 0)

    def is_there() -> bool:
        nonlocal looked_at
        state = vault.stat()
        found = state.st_ino, state.st_mtime_ns  # which change with every save
        if found == looked_at:
            return False
        looked_at = found
        session = backend.open(passphrase, read_only=True)
        try:
            return holds(session.services)
        finally:
            session.close()

    window.wait_for_file(is_there)


@contextmanager
def kept(passphrase: str = PASSPHRASE) -> Iterator[Services]:
    """What the vault in this test's home holds now."""
    session = LocalBackend(find_paths()).open(passphrase)
    try:
        yield session.services
    finally:
        session.close()
