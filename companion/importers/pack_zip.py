"""The files of a zipped pack. Nothing is unpacked to disk, and no more is read than a pack may hold."""

import os
import re
import stat
import struct
import zipfile
import zlib
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

LARGEST_ZIP = 16 * 1024 * 1024
"""Bytes. Only its list of files is read whole."""

_FLAGS = os.O_RDONLY
for _flag in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)  # not every system has each
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    KeyError,
    MemoryError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard reader raises for a zip that is not whole."""

_DRIVE = re.compile("[A-Za-z]:")
_IS_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def zip_files(path: Path) -> dict[str, bytes]:
    """Return the files in a zip by name, as `pack_files` does. Raises NotReadable, or OSError as the system does.

    Names that lead out of the zip, links, encrypted files and files larger than they say are refused.
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(not_ordinary(path.name, is_link=False))
        if found.st_size > LARGEST_ZIP:
            raise NotReadable(
                f"“{shown(path.name)}” is larger than {LARGEST_ZIP // 1024 // 1024} MB, so nothing was read. "
                "A pack has no need of pictures: leave them out."
            )
        try:
            with zipfile.ZipFile(file) as opened:
                return _files(opened, path.name)
        except _BROKEN as error:
            raise NotReadable(
                f"“{shown(path.name)}” is no zip, or a broken one. Make it again, or name the folder instead."
            ) from error


def _files(opened: zipfile.ZipFile, zip_name: str) -> dict[str, bytes]:
    entries = _entries(opened, zip_name)
    roots = {name.partition("/")[0] for name in entries}
    if len(roots) == 1 and all("/" in name for name in entries):
        entries = {name.partition("/")[2]: info for name, info in entries.items()}
    files: dict[str, bytes] = {}
    size = 0
    for name, info in sorted(entries.items()):
        if "/" in name:
            files[f"{name.partition('/')[0]}/"] = b""
            continue
        files[name] = _read(opened, info, name) if is_read(name) else b""
        size += len(files[name])
        if size > LARGEST_PACK:
            raise NotReadable(too_much())
    return files


def _entries(opened: zipfile.ZipFile, zip_name: str) -> dict[str, zipfile.ZipInfo]:
    """Return the files by their cleaned names. Raises NotReadable for one that no pack has."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in opened.infolist():
        parts = info.filename.replace("\\", "/").split("/")
        if not parts[0] or ".." in parts or _DRIVE.match(parts[0]):
            raise NotReadable(
                f"This zip has a file with the name “{shown(info.filename)}”, which leads out of it, "
                "so nothing was read."
            )
        name = "/".join(line for line in map(clean_line, parts) if line not in ("", "."))
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise NotReadable(not_ordinary(name, is_link=kind == stat.S_IFLNK))
        if not parts[-1] or is_hidden(name):  # a folder by itself
            continue
        if name.casefold() == "word/document.xml":
            raise NotReadable(
                f"“{shown(zip_name)}” is a Word document. In Word, choose “Save as” and then “Plain text”."
            )
        if name in entries:
            raise NotReadable(two_called(name))
        entries[name or "a file without a name"] = info
        if len(entries) > MOST_FILES:
            raise NotReadable(too_many())
    return entries


def _read(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """Return the bytes of one file, never more than one may have, whatever the zip says of it."""
    if info.flag_bits & _IS_ENCRYPTED:
        raise NotReadable("This zip has a password on it. Make it again without one.")
    if info.compress_type not in _PACKINGS:
        raise NotReadable("This zip is packed in a way that is not read here. Make it again as a plain zip.")
    if info.file_size > LARGEST_FILE:
        raise NotReadable(too_large(name))
    with opened.open(info) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise NotReadable(too_large(name))
    return data
