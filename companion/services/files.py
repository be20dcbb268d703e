"""Writes a page to a file the person named: whole or not at all, never over another file unasked."""

import contextlib
import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from companion.domain.dragged import paths_in
from companion.errors import AlreadyThere, NotReadable, NotWritten
from companion.services.own_files import OwnFiles


def read_named(path: Path, *, most: int, what: str = "file", pipes: bool = False) -> bytes:
    """Return the first `most` bytes of a file; what holds more is refused by whoever knows its kind.

    With `pipes`, what is no ordinary file is read as well, which may wait. Raises NotReadable.
    """
    try:
        if not pipes and not path.is_file():
            raise NotReadable(f"There is no {what} {path}. Look at the name again.")
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise NotReadable(f"There is no {what} {path}. Look at the name again.") from error
    except (OSError, ValueError) as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotReadable(f"The {what} {path} could not be read{why}.") from error


def path_of(words: str) -> Path:
    """Return the path in `words`, as it was typed, pasted or dragged in; ``~`` is the home folder.

    Of several that may be meant it is the first that is there, else the likeliest.
    """
    meant = [_at_home(said) for said in paths_in(words)]
    return next((path for path in meant if is_there(path)), meant[0])


def path_beside(words: str, offered: Path) -> Path:
    """Return the path in `words` where `offered` was offered: a bare name is in its folder, a folder takes its name."""
    bare = paths_in(words)[0]
    path = offered.with_name(bare) if bare and Path(bare).name == bare else path_of(words)
    return path / offered.name if is_folder(path) else path


def _at_home(said: str) -> Path:
    try:
        return Path(said).expanduser().absolute()
    except (RuntimeError, OSError):  # a home that is not known
        return Path(said).absolute()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A kind of file a page can be saved as."""

    id: str
    label: str
    suffix: str


def is_there(path: Path) -> bool:
    """True when something of that name can be seen. What may not be looked at is told when it is used."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """True when there is a folder of that name, and it can be seen."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Return ``stem.suffix`` in `folder`, with a number added where that name is taken."""
    path = folder / f"{stem}{suffix}"
    number = 2
    while is_there(path):
        path = folder / f"{stem}-{number}{suffix}"
        number += 1
    return path


def write_page(path: Path, data: bytes, *, own: OwnFiles, force: bool = False) -> Path:
    """Write `data` to `path` and return its full path. A leading ``~`` is the person's home folder.

    The file can be read by its owner alone, where the system knows owners. Raises OwnFile for what is the
    program's `own`, with `force` or without, AlreadyThere when there is another file and `force` is not
    given, NotWritten when it cannot be written; then nothing of it is left, and a file that was there is as
    it was.
    """
    try:
        path = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (a link is not to be followed yet)
    except (RuntimeError, ValueError) as error:
        raise NotWritten(f"{path} is not a place a file can be written to.") from error
    try:
        own.refuse(path)
        target = path.resolve() if force else path
        if target.is_dir():
            raise NotWritten(f"{path} is a folder. Add a name for the file.")
        if target.exists() and not target.is_file():  # a device, a pipe: never to be put away for a page
            raise NotWritten(f"{path} is not a file that can be replaced. Choose another name.")
        if not target.parent.is_dir():
            raise NotWritten(f"There is no folder {path.parent}. Choose another place, or make it first.")
        _write_beside(target, data, force)
    except FileExistsError as error:
        raise AlreadyThere(
            f"There is a file called {path.name} already. Choose another name, or let it be replaced."
        ) from error
    except (OSError, ValueError) as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotWritten(
            f"The page could not be written to {path}{why}. Nothing was changed there."
        ) from error
    return path


def _write_beside(target: Path, data: bytes, force: bool) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(fd, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        _put_in_place(beside, target, force)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _put_in_place(beside: Path, target: Path, force: bool) -> None:
    """Give the finished file its name in one step. Raises FileExistsError where one is and no `force`."""
    if force:
        os.replace(beside, target)  # noqa: PTH105
        return
    if sys.platform == "win32":
        os.rename(beside, target)  # noqa: PTH104  (Windows never renames over a file)
        return
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # some memory sticks know no second name for a file
        if os.path.lexists(target):
            raise FileExistsError from None
        os.rename(beside, target)  # noqa: PTH104


def _sync_folder(folder: Path) -> None:
    """Make the new name outlast a power cut, where the system lets a folder be synced."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
