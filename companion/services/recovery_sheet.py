"""The recovery code on a sheet, with nothing that names the person or the vault."""

from pathlib import Path

from companion.errors import AlreadyThere, NotWritten, OwnFile
from companion.services.own_files import OwnFiles
from companion.services.page_file import write_page


def write_sheet(path: Path, code: str, *, own: OwnFiles) -> Path:
    """Write the sheet to a new file and return where it is. Raises OwnFile, AlreadyThere, NotWritten."""
    words = (
        "Keep this sheet somewhere safe, away from the computer.\n"
        "It opens what it belongs to when the passphrase is forgotten.\n\n"
        f"{code}\n"
    )
    try:
        return write_page(path, words.encode(), own=own)
    except OwnFile:
        raise
    except AlreadyThere as error:
        raise AlreadyThere(f"There is a file called {path.name} already. Choose another name.") from error
    except NotWritten as error:
        raise NotWritten(f"The sheet could not be written to {path}. Choose another place.") from error
