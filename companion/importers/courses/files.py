"""The files of a pack, from a folder or a zip, each opened as what it is: no links, pipes or devices."""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from companion.domain.text import clean_line
from companion.errors import NotReadable

__all__ = ["LARGEST_FILE", "LARGEST_PACK", "MOST_FILES", "PackFiles", "pack_files"]


LARGEST_FILE = 256 * 1024
"""Bytes of one file."""

LARGEST_PACK = 2 * 1024 * 1024
"""Bytes of all the files that are read."""

MOST_FILES = 200
"""Files in a pack, without those that computers leave there by themselves."""

_MANIFEST = re.compile(r"pack\.toml(?:\.txt)?", re.IGNORECASE)
_MANIFEST_IN = re.compile(r"[^/]+/pack\.toml(?:\.txt)?", re.IGNORECASE)
_READ = re.compile(r"[^/]+\.(?:md|markdown|txt|text|toml)", re.IGNORECASE)


def is_read(name: str) -> bool:
    """Return True for a file that can be part of a pack; of all others the name is enough."""
    return bool(_READ.fullmatch(name))


def is_hidden(name: str) -> bool:
    """Return True for what computers leave in folders by themselves."""
    return any(
        part.startswith((".", "~$", "__macosx")) or part in ("thumbs.db", "desktop.ini")
        for part in name.casefold().split("/")
    )


def shown(name: str) -> str:
    """Return the name of a file as it is told: on one line, cut where it is long."""
    line = clean_line(name[:300])
    return f"{line[:60]}…" if len(line) > 60 else line or "a file without a name"


def too_large(name: str) -> str:
    """Return the sentence for a file that is larger than a file may be."""
    return f"“{shown(name)}” is larger than {LARGEST_FILE // 1024} KB, so nothing was read. Make two files of it."


def too_much() -> str:
    """Return the sentence for files that are too large together."""
    return f"The files of this pack are larger than {LARGEST_PACK // 1024 // 1024} MB together, so nothing was read."


def too_many() -> str:
    """Return the sentence for too many files."""
    return (
        f"There are more than {MOST_FILES} files there, so nothing was read. "
        "Put the exercises and pack.toml in a folder of their own."
    )


TWO_CALLED = "There are two files of this name, so the second is passed over. Give it another name."
BESIDE = "This lies beside the folder of the course, so it is passed over."
LEADS_OUT = "This name leads out of the zip, so the file is passed over."


def not_ordinary(*, is_link: bool) -> str:
    """Return the sentence for a link, a pipe or a device."""
    what = "is a link to somewhere else" if is_link else "is no ordinary file"
    return f"This {what}, so it is passed over. Put the file itself there, or take it out."


LARGEST_ZIP = 16 * 1024 * 1024
"""Bytes. Only its list of files is read whole."""

_FLAGS = os.O_RDONLY
for _flag in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"):
    _FLAGS |= getattr(os, _flag, 0)  # not every system has each
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""For the files in a folder. What a person names themselves may be a link."""
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)  # Windows alone has these
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, IndexError, KeyError,
    MemoryError, NotImplementedError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip
"""What the standard reader raises for a zip that is not whole."""

_DRIVE = re.compile("[A-Za-z]:")
_IS_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class PackFiles:
    """What lies in a folder or a zip."""

    files: dict[str, bytes]
    """By name, with ``/`` between folder and file. Files that cannot be part of a pack have no bytes, and so has a
    folder, whose name ends in ``/``."""
    passed_over: dict[str, str]
    """Why a file was not opened, in a sentence, by its name: one odd file does not keep the others out."""


class _Odd(Exception):
    """A file that is not opened; the words say why."""


def pack_files(path: Path) -> PackFiles:
    """Return the files of a pack.

    `path` is a folder or a zip. Where all there is is one folder, its files are the pack. Raises NotReadable.
    """
    try:
        if path.is_dir():
            return _all_read(_in_folder(path))
        if not path.exists():
            raise NotReadable(f"There is no folder or zip {shown(str(path))}. Look at the name again.")
        if path.suffix.casefold() == ".zip":
            return _zip_files(path)
    except (OSError, ValueError) as error:
        raise NotReadable(f"{shown(str(path))} could not be read{_why(error)}.") from error
    raise NotReadable(
        f"{shown(str(path))} is one file. A pack is a folder or a zip: name the folder it lies in."
    )


def _why(error: OSError | ValueError) -> str:
    return f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""


def _all_read(found: Iterable[tuple[str, Callable[[], bytes]]]) -> PackFiles:
    """Return the bytes of each file by its name, of those that can be part of a pack. Raises NotReadable."""
    files: dict[str, bytes] = {}
    odd: dict[str, str] = {}
    size = 0
    for name, read in found:
        if name in files and not isinstance(read, _Refusal):
            odd[name] = TWO_CALLED
            continue
        try:
            files[name] = read() if is_read(name) or isinstance(read, _Refusal) else b""
        except _Odd as why:
            odd[name] = str(why)
            continue
        size += len(files[name])
        if size > LARGEST_PACK:
            raise NotReadable(too_much())
    return PackFiles(files, odd)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """In place of reading a file: says why it is not opened."""

    why: str

    def __call__(self) -> bytes:
        raise _Odd(self.why)


def _zip_files(path: Path) -> PackFiles:
    """Return the files in a zip by name. Raises NotReadable, or OSError as the system does.

    Names that lead out of the zip, links, encrypted files and files larger than they say are refused.
    """
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise NotReadable(f"“{shown(path.name)}” is no ordinary file, so nothing was read.")
        if found.st_size > LARGEST_ZIP:
            raise NotReadable(
                f"“{shown(path.name)}” is larger than {LARGEST_ZIP // 1024 // 1024} MB, so nothing was read. "
                "A pack has no need of pictures: leave them out."
            )
        try:
            with zipfile.ZipFile(file) as opened:
                return _all_read(_in_zip(opened, path.name))
        except _BROKEN as error:
            raise NotReadable(
                f"“{shown(path.name)}” is no zip, or a broken one. Make it again, or name the folder instead."
            ) from error


def _in_zip(opened: zipfile.ZipFile, zip_name: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each file and how to read it, and each folder once. Raises NotReadable."""
    entries = sorted(_zip_entries(opened, zip_name), key=lambda entry: entry[0])
    sound = [(name, found) for name, found in entries if not isinstance(found, _Refusal)]
    yield from ((name, found) for name, found in entries if isinstance(found, _Refusal))
    roots = {name.partition("/")[0] for name, _ in sound}
    held = {name.partition("/")[0] for name, _ in sound if _MANIFEST_IN.fullmatch(name)}
    has_none = not any(_MANIFEST.fullmatch(name) for name, _ in sound)
    if has_none and (len(held) == 1 or (len(roots) == 1 and all("/" in name for name, _ in sound))):
        inside = f"{(held or roots).pop()}/"
        yield from ((name, _Refusal(BESIDE)) for name, _ in sound if not name.startswith(inside))
        sound = [(name.removeprefix(inside), found) for name, found in sound if name.startswith(inside)]
    for name in {f"{name.partition('/')[0]}/": None for name, _ in sound if "/" in name}:
        yield name, bytes
    for name, found in sound:
        if "/" not in name:
            yield name, partial(_read_entry, opened, found, name)


def _zip_entries(opened: zipfile.ZipFile, zip_name: str) -> list[tuple[str, zipfile.ZipInfo | _Refusal]]:
    """Return the files by their cleaned names, with why some are not opened. Raises NotReadable."""
    entries: list[tuple[str, zipfile.ZipInfo | _Refusal]] = []
    for info in opened.infolist():
        parts = info.filename.replace("\\", "/").split("/")
        name = "/".join(line for line in map(clean_line, parts) if line not in ("", "."))
        if not parts[-1] or is_hidden(name.replace("../", "")):  # a folder by itself
            continue
        if name.casefold() == "word/document.xml":
            raise NotReadable(
                f"“{shown(zip_name)}” is a Word document. In Word, choose “Save as” and then “Plain text”."
            )
        kind = stat.S_IFMT(info.external_attr >> 16)
        found: zipfile.ZipInfo | _Refusal = info
        if not parts[0] or ".." in parts or (_DRIVE.match(info.filename) and len(parts) > 1):
            found, name = _Refusal(LEADS_OUT), clean_line(info.filename)
        elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            found = _Refusal(not_ordinary(is_link=kind == stat.S_IFLNK))
        entries.append((name or "a file without a name", found))
        if len(entries) > MOST_FILES:
            raise NotReadable(too_many())
    return entries


def _read_entry(opened: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
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


def _in_folder(folder: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each file and how to read it, and each folder. Raises NotReadable."""
    entries = list(_entries(folder))
    if not any(_MANIFEST.fullmatch(entry.name) for entry in entries):
        inside = [entry for entry in entries if _is_folder(entry)]
        held = [entry for entry in inside if _holds_manifest(entry)]
        if len(held) == 1 or len(inside) == len(entries) == 1:
            course = (held or inside)[0]
            yield from ((_name(entry.name), _Refusal(BESIDE)) for entry in entries if entry is not course)
            entries = list(_entries(Path(course.path)))
    for entry in sorted(entries, key=lambda entry: entry.name):
        name = _name(entry.name) + ("/" if _is_folder(entry) else "")
        if not name.endswith("/") and not entry.is_file(follow_symlinks=False):
            yield name, _Refusal(not_ordinary(is_link=entry.is_symlink() or entry.is_dir()))
        else:
            yield name, partial(_read, entry.path, name)


def _holds_manifest(folder: "os.DirEntry[str]") -> bool:
    with suppress(OSError, NotReadable):
        return any(_MANIFEST.fullmatch(entry.name) for entry in _entries(Path(folder.path)))
    return False


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
        with os.fdopen(os.open(path, _FLAGS | _NO_LINK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _Odd(not_ordinary(is_link=False))
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotReadable(f"“{shown(name)}” could not be read{_why(error)}.") from error
    if len(data) > LARGEST_FILE:
        raise NotReadable(too_large(name))
    return data
