"""Opening the vault for one command: with a file's words, or by asking at a terminal; never from argv."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from companion.commands.request import Request, file_named
from companion.commands.streams import can_ask, tell
from companion.errors import (
    InvalidEntry,
    NothingThere,
    NotSaved,
    NotUnlocked,
    OpenElsewhere,
    WrongPassphrase,
)
from companion.services.door import Door, Sitting
from companion.services.named_file import read_named
from companion.services.spares import DAMAGED, gone_words
from companion.wiring import FrontDoor, is_recovery_code, passphrase_in_file

TRIES = 3
"""How often a passphrase can be typed before the command ends."""

LONGEST = 16_384
"""Bytes read of a passphrase or code file; more cannot be either."""

BESIDE = "Your vault is open in another window too. This is how it was last saved."
REMINDER = (
    "The recovery code opened your vault. Run `companion` in a terminal and open it with the code: "
    "there you can choose a new passphrase."
)
RESTORE = "`companion vault restore` puts the copy in its place."
NOBODY_TO_ASK = (
    "This needs your passphrase, and there is no terminal to ask in. "
    "Give a file with it: --passphrase-file FILE, or - for one line of standard input."
)


class _Opening(Protocol):
    def __call__(self, secret: str, /, *, read_only: bool = False) -> Sitting: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """What opens it: the vault itself, or a copy in its place."""

    opened: _Opening
    by_code: _Opening


@contextmanager
def opened(request: Request, *, writing: bool) -> Iterator[tuple[FrontDoor, Sitting]]:
    """Open the vault, tell what is to be told, and close it at the end.

    Without `writing` it is opened for reading, which works beside a writer. Raises NothingThere,
    NotUnlocked, NotSaved where nothing could be kept, and as ``Door.open``.
    """
    door = request.door()
    need_vault(door)
    sitting = unlock(request, door, writing=writing)
    try:
        if not writing and door.is_open_elsewhere():
            tell(BESIDE)
        if writing and sitting.read_only:
            raise NotSaved(" ".join(sitting.notices))
        for sentence in sitting.notices:
            tell(sentence)
        yield door, sitting
    finally:
        sitting.close()


def need_vault(door: Door) -> None:
    """Raise NothingThere when there is no vault to open, before anybody is asked for anything."""
    if door.vault_exists():
        return
    spares = door.spares()
    if lost := gone_words(spares):
        raise NothingThere(f"{lost} {RESTORE}" if spares.newest else lost)
    raise NothingThere(f"There is no vault at {door.vault_path} yet. `companion` makes one.")


def unlock(request: Request, door: Door, *, writing: bool) -> Sitting:
    """Open the vault with what was given, or asked for at a terminal.

    Of a damaged one it is said how a copy takes its place, where there is one.
    """
    try:
        return _unlock(request, door, _Way(opened=door.open, by_code=door.open_with_code), writing=writing)
    except DAMAGED as error:
        if door.spares().newest is None:
            raise
        raise type(error)(f"{error} {RESTORE}") from error


def unlock_spare(request: Request, door: Door) -> Sitting:
    """Open the copy that stands in for a vault that is gone or damaged."""

    def spare(secret: str, *, read_only: bool = False) -> Sitting:
        return door.open_spare(secret)

    return _unlock(request, door, _Way(opened=spare, by_code=spare), writing=True)


def _unlock(request: Request, door: Door, way: _Way, *, writing: bool) -> Sitting:
    args = request.args
    if args.recovery_code_file:
        return _by_code(door, way, read_code(file_named(args.recovery_code_file)), writing=writing)
    if args.passphrase_file:
        return way.opened(read_passphrase(args.passphrase_file), read_only=not writing)
    for left in reversed(range(TRIES)):
        secret = ask("Passphrase: ")
        try:
            if is_recovery_code(secret):
                return _by_code(door, way, secret, writing=writing)
            return way.opened(secret, read_only=not writing)
        except WrongPassphrase as error:
            if not left:
                raise
            tell(str(error))
    raise NotUnlocked(NOBODY_TO_ASK)


def _by_code(door: Door, way: _Way, code: str, *, writing: bool) -> Sitting:
    """Open with the recovery code; where somebody can answer, ask for a new passphrase in the same breath."""
    if not can_ask():
        sitting = way.by_code(code, read_only=not writing)
        tell(REMINDER)
        return sitting
    try:
        sitting = way.by_code(code)
    except OpenElsewhere:
        if writing:
            raise
        return way.by_code(code, read_only=True)
    try:
        if sitting.needs_new_passphrase:
            tell("The recovery code opened your vault. Choose a new passphrase now.")
            sitting.set_passphrase(ask_new_passphrase(door), now=door.now())
            tell("From now on the new passphrase opens it. The recovery code stays the same.")
    except BaseException:
        sitting.close()
        raise
    return sitting


def new_passphrase(request: Request, door: Door) -> str:
    """Return the passphrase for a new vault: from the file given, or typed twice at a terminal."""
    if request.args.passphrase_file:
        given = read_passphrase(request.args.passphrase_file)
        door.check_passphrase(given)
        return given
    return ask_new_passphrase(door)


def ask_new_passphrase(door: Door) -> str:
    """Ask for a passphrase until one is fit and was typed the same twice."""
    while True:
        first = ask("New passphrase: ")
        try:
            door.check_passphrase(first)
        except InvalidEntry as error:
            tell(str(error))
            continue
        if ask("The same once more: ") == first:
            return first
        tell("These two are not the same. Try again.")


def ask(prompt: str) -> str:
    """Ask for something that is not shown while it is typed. Raises NotUnlocked."""
    if not can_ask():
        raise NotUnlocked(NOBODY_TO_ASK)
    import getpass

    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise NotUnlocked("Nothing was typed, so nothing was opened.") from None
    except UnicodeDecodeError:
        raise NotUnlocked("This terminal sent something that is not text. Is it set to UTF-8?") from None


def read_passphrase(given: str) -> str:
    """Return the passphrase of a file, or of one line of standard input for ``-``. Raises NotReadable."""
    if given == "-":
        return passphrase_in_file(sys.stdin.buffer.readline(LONGEST))
    return passphrase_in_file(read_named(file_named(given), most=LONGEST, what="passphrase file", pipes=True))


def read_code(path: Path) -> str:
    """Return the recovery code in a file: on a line of its own, as on the sheet, or the only words there."""
    text = read_named(path, most=LONGEST, what="recovery code file", pipes=True).decode("utf-8", "replace")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return next((line for line in lines if is_recovery_code(line)), text)
