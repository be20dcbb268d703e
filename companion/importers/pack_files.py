"""The files of a pack, from a folder or a zip, each opened as what it is: no links, pipes or devices."""

import os
import stat
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

from companion.domain.text import clean_line
from companion.errors import NotReadable
from companion.importers.pack_limits import (
    LARGEST_FILE,
    LARGEST_PACK,
    MOST_FILES,
    is_hidden,
    is_read,
    not_ordinary,
    shown,
    too_large,
    too_many,
    too_much,
    two_called,
)
from companion.importers.pack_zip import zip_files

__all__ = ["LARGEST_FILE", "LARGEST_PACK", "MOST_FILES", "pack_files"]

_FLAGS = os.O_RDONLY
for _flag in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)  # not every system has each
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)  # Windows alone has these


def pack_files(path: Path) -> dict[str, bytes]:
    """Return the files of a pack by name, with ``/`` between folder and file.

    `path` is a folder or a zip. Files that cannot be part of a pack have no bytes, and so has a folder,
    whose name ends in ``/``. Where all there is is one folder, its files are the pack. Raises NotReadable.
    """
    try:
        if path.is_dir():
            return _folder_files(path)
        if not path.exists():
            raise NotReadable(f"There is no folder or zip {shown(str(path))}. Look at the name again.")
        if path.suffix.casefold() == ".zip":
            return zip_files(path)
    except (OSError, ValueError) as error:
        raise NotReadable(f"{shown(str(path))} could not be read{_why(error)}.") from error
    raise NotReadable(
        f"{shown(str(path))} is one file. A pack is a folder or a zip: name the folder it lies in."
    )


def _why(error: OSError | ValueError) -> str:
    return f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""


def _folder_files(folder: Path) -> dict[str, bytes]:
    entries = list(_entries(folder))
    if len(entries) == 1 and _is_folder(entries[0]):
        entries = list(_entries(Path(entries[0].path)))
    files: dict[str, bytes] = {}
    size = 0
    for entry in sorted(entries, key=lambda entry: entry.name):
        name = _name(entry.name) + ("/" if _is_folder(entry) else "")
        if name in files:
            raise NotReadable(two_called(name))
        if not name.endswith("/") and not entry.is_file(follow_symlinks=False):
            raise NotReadable(not_ordinary(name, is_link=entry.is_symlink() or entry.is_dir()))
        files[name] = _read(entry.path, name) if is_read(name) else b""
        size += len(files[name])
        if size > LARGEST_PACK:
            raise NotReadable(too_much())
    return files


def _entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """Yield what is in a folder, but for what computers leave there. Raises NotReadable for too much."""
    kept = 0
    with os.scandir(folder) as found:
        for seen, entry in enumerate(found):
            is_kept = not is_hidden(_name(entry.name))
            kept += is_kept
            if kept > MOST_FILES or seen > 10 * MOST_FILES:
                raise NotReadable(too_many())
            if is_kept:
                yield entry


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Return True for a folder that is no link, of any kind that a system has."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) != _JUNCTION


def _name(name: str) -> str:
    """Return a file name cleaned. One that is not UTF-8 is read as older Windows wrote it."""
    try:
        name.encode()
    except UnicodeEncodeError:
        name = os.fsencode(name).decode("cp1252", errors="replace")
    return clean_line(name) or "a file without a name"


def _read(path: str, name: str) -> bytes:
    """Return the bytes of a file. Raises NotReadable for what is no plain file, or larger than one may be."""
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotReadable(not_ordinary(name, is_link=False))
            data = _all(file)
    except OSError as error:
        raise NotReadable(f"“{shown(name)}” could not be read{_why(error)}.") from error
    if len(data) > LARGEST_FILE:
        raise NotReadable(too_large(name))
    return data


def _all(file: FileIO) -> bytes:
    """Return all of a file, or one byte more than a file may have."""
    data = b""
    while len(data) <= LARGEST_FILE and (more := file.read(LARGEST_FILE + 1 - len(data))):
        data += more
    return data
