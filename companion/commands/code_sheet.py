"""A new recovery code, handed over: printed this once, or written to a file that was named."""

from contextlib import suppress
from pathlib import Path

from companion.commands.request import Request, file_named
from companion.commands.streams import finish, put, tell
from companion.errors import AlreadyThere, CompanionError, NotWritten
from companion.services.door import Door
from companion.services.page_file import is_folder, is_there

KEEP_CODE = "Keep the recovery code below on paper, away from this computer. It is shown this once."


def code_sheet(request: Request) -> Path | None:
    """Return where the recovery code is to go, made sure of before there is one to lose; None to print it.

    Raises OwnFile, AlreadyThere, NotWritten.
    """
    if not request.args.recovery_code_out:
        return None
    sheet = file_named(request.args.recovery_code_out)
    with suppress(OSError, ValueError):  # what cannot be looked at is told when it is written
        request.door().own_files().refuse(sheet.absolute())
    if is_there(sheet):
        raise AlreadyThere(f"There is a file {sheet} already. Choose another name for the recovery code.")
    if not is_folder(sheet.absolute().parent):
        raise NotWritten(f"There is no folder {sheet.absolute().parent}. Nothing was changed.")
    return sheet


def hand_over(door: Door, sheet: Path | None, code: str) -> int:
    """Write `code` to `sheet`, or print it: it is kept nowhere else. Return the exit code."""
    try:
        if sheet is not None:
            path = door.save_recovery_sheet(sheet, code)
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
