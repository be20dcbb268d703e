"""Passphrases and recovery codes, from a file or typed at a terminal; never from argv."""

import sys
from contextlib import suppress
from pathlib import Path

from companion import unseen
from companion.backend.local import is_recovery_code, passphrase_in_file
from companion.commands import streams
from companion.commands.request import Request, file_named, file_to_write
from companion.commands.streams import finish, put, tell
from companion.errors import AlreadyThere, CompanionError, InvalidEntry, NotUnlocked, NotWritten
from companion.services.backend import Backend
from companion.services.files import is_folder, is_there, read_named

KEEP_CODE = "Keep the recovery code below on paper, away from this computer. It is shown this once."


def code_sheet(request: Request) -> Path | None:
    """Return where the recovery code is to go, made sure of before there is one to lose; None to print it.

    Raises OwnFile, AlreadyThere, NotWritten.
    """
    sheet = file_to_write(request.args.recovery_code_out)
    if sheet is None:
        return None
    with suppress(OSError, ValueError):  # what cannot be looked at is told when it is written
        request.backend().own_files().refuse(sheet.absolute())
    if is_there(sheet):
        raise AlreadyThere(f"There is a file {sheet} already. Choose another name for the recovery code.")
    if not is_folder(sheet.absolute().parent):
        raise NotWritten(f"There is no folder {sheet.absolute().parent}. Nothing was changed.")
    return sheet


def hand_over(backend: Backend, sheet: Path | None, code: str) -> int:
    """Write `code` to `sheet`, or print it: it is kept nowhere else. Return the exit code."""
    try:
        if sheet is not None:
            path = backend.save_recovery_sheet(sheet, code)
            tell(f"The recovery code is in {path}\nKeep it away from this computer.")
            return 0
    except CompanionError as error:
        tell(f"{error}\n{KEEP_CODE}")
        put(code)
        return error.exit_code
    tell(KEEP_CODE)
    try:
        put(code)
        finish()
    except (BrokenPipeError, NotWritten):
        tell(code)  # it is shown this once, so it must not get lost
        raise
    return 0


TRIES = 3
"""How often a passphrase can be typed before the command ends."""

LONGEST = 16_384
"""Bytes read of a passphrase or code file; more cannot be either."""

NOBODY_TO_ASK = (
    "This needs your passphrase, and there is no terminal to ask in. "
    "Give a file with it: --passphrase-file FILE, or - for one line of standard input."
)


def new_passphrase(request: Request, backend: Backend) -> str:
    """Return the passphrase for a new vault: from the file given, or typed twice at a terminal."""
    if request.args.passphrase_file:
        return given_passphrase(backend, request.args.passphrase_file)
    return ask_new_passphrase(backend)


def given_passphrase(backend: Backend, file: str) -> str:
    """Return the new passphrase in a file. Raises NotReadable, and InvalidEntry when it cannot be one."""
    given = read_passphrase(file)
    backend.check_passphrase(given)
    return given


def ask_new_passphrase(backend: Backend) -> str:
    """Ask for a passphrase until one is fit and was typed the same twice."""
    while True:
        first = ask("New passphrase: ")
        try:
            backend.check_passphrase(first)
        except InvalidEntry as error:
            tell(str(error))
            continue
        if ask("The same once more: ") == first:
            return first
        tell("These two are not the same. Try again.")


def ask(prompt: str) -> str:
    """Ask for something that is not shown while it is typed. Raises NotUnlocked."""
    if not streams.can_ask():
        raise NotUnlocked(NOBODY_TO_ASK)
    try:
        return unseen.secret(prompt)
    except EOFError:
        raise NotUnlocked("Nothing was typed, so nothing was opened.") from None


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
