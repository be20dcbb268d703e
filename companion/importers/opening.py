"""A file of another program, opened: an ordinary one whole, of a zip the few files in it that can hold a diary.

Photographs, sounds and settings that lie beside a diary in a zip are never read. What is not whole, hides more than it
says, or would fill the memory is refused with one sentence.
"""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from companion.domain.text import clean_line
from companion.errors import NotReadable

LARGEST = 64 * 1024 * 1024
"""Bytes that are read of a file, or of all files in a zip together."""

_LARGEST_LIST = 16 * 1024 * 1024
"""Bytes of the list of files in a zip; one with 100,000 photographs has less."""

_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, IndexError, KeyError,
    MemoryError, NotImplementedError, OverflowError, RuntimeError, ValueError, OSError,
)  # fmt: skip
"""What the standard reader raises for a zip that is not whole, or is locked."""

_END = b"PK\x05\x06"
ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportFile:
    """A file that was named, as far as it is read."""

    name: str
    """Without its folder."""
    data: bytes
    """Of a zip, the first of `parts`."""
    parts: tuple[tuple[str, bytes], ...] = ()
    """The files in a zip that were read, by their names; empty for what is no zip."""
    broken: str = ""
    """Of a zip that cannot be read: why."""

    @property
    def is_zip(self) -> bool:
        """True for a zip, a broken one too."""
        return bool(self.parts or self.broken)

    @property
    def suffix(self) -> str:
        """The end of its name in small letters: ``.daylio``."""
        return Path(self.name).suffix.casefold()


def open_bytes(name: str, data: bytes, path: Path | None = None) -> ImportFile:
    """Return a file from the beginning of its bytes; `path` is where the whole of a large zip can be read."""
    if data[:2] != b"PK":
        return ImportFile(name=name, data=data)
    try:
        if path is not None and path.is_file():
            with path.open("rb") as file:
                return _opened_zip(name, file)
        return _opened_zip(name, io.BytesIO(data))
    except _TooMuch as error:
        raise NotReadable(str(error)) from error
    except _BROKEN as error:
        return ImportFile(name=name, data=b"", broken=_why(error))


class _TooMuch(Exception):
    """There is more in it than is read."""


def _why(error: Exception) -> str:
    locked = isinstance(error, RuntimeError) and "password" in str(error)
    return "it is locked with a password" if locked else "it is cut short or damaged"


def _opened_zip(name: str, file: IO[bytes]) -> ImportFile:
    _look_at_list(file)
    parts: list[tuple[str, bytes]] = []
    room = LARGEST
    with zipfile.ZipFile(file) as opened:
        entries = [info for info in opened.infolist() if not info.is_dir()]
        for info in entries:
            if not _may_be_a_diary(info.filename):
                continue
            if info.file_size > room:
                raise _TooMuch("What is in this file is too large to be a diary.")
            with opened.open(info) as part:
                data = part.read(room + 1)
            if len(data) > room:
                raise _TooMuch("What is in this file is too large to be a diary.")
            room -= len(data)
            parts.append((clean_line(info.filename[:300]), data))
        first = sorted(entries, key=lambda info: info.filename)[:1]
    if not parts:
        parts = [(clean_line(info.filename[:300]), b"") for info in first] or [("", b"")]
    return ImportFile(name=name, data=parts[0][1], parts=tuple(parts))


def _may_be_a_diary(name: str) -> bool:
    inside = name.replace("\\", "/").casefold()
    if any(part.startswith((".", "__macosx")) for part in inside.split("/")):
        return False
    return inside.endswith((".daylio", ".csv", ".txt")) or (
        inside.endswith(".json") and inside.count("/") < 2
    )


def _look_at_list(file: IO[bytes]) -> None:
    """Look at how long the list of files says it is, before it is read whole. Raises _TooMuch."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    end = file.read()
    at = end.rfind(_END)
    if at >= 0 and len(end) - at >= 22:
        (length,) = struct.unpack_from("<I", end, at + 12)
        if length == 0xFFFFFFFF or length > _LARGEST_LIST:
            raise _TooMuch("There are too many files in this one to be a diary.")
    file.seek(0)
