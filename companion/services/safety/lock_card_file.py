"""The file of the card that may be read without a passphrase. Anybody at the computer can change it.

So it is read as what a stranger wrote: no link is followed, no pipe waited for, no more than `MOST` bytes taken, and
control characters go. Apart from `services.card` because the lock screen reads it before anything else is loaded.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from companion.domain.text import clean_text
from companion.errors import NotWritten

MOST = 8 * 1024
"""Bytes of a card."""

UNCHECKED = "This card is not locked. Anyone at this computer could have changed it."
"""Said wherever the card is read without a passphrase."""

_READ = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def card_words(path: Path) -> str:
    """Return what the card says, cleaned; empty when there is none, or nothing that can be read."""
    text = (raw_card(path) or b"")[:MOST].decode("utf-8", "replace")
    return clean_text(text).expandtabs(4).strip("\n")


def raw_card(path: Path) -> bytes | None:
    """Return the first bytes of the card, one more than `MOST` at most, and None when nothing is there.

    Something that is no plain file, or may not be read, gives no bytes.
    """
    try:
        fd = os.open(path, _READ)
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return b""
    try:
        with os.fdopen(fd, "rb") as file:
            return file.read(MOST + 1) if stat.S_ISREG(os.fstat(fd).st_mode) else b""
    except OSError:
        return b""


def seal_of(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def stage(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, on the disk. Raises NotWritten; then nothing is left."""
    new = _staged(path)
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, _WRITE, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        drop_staged(path)
        raise _not_written(path, error) from error


def put_in_place(path: Path) -> None:
    """Give what was staged its name, in one step. Raises NotWritten; then it is gone and `path` as it was."""
    try:
        _staged(path).replace(path)
    except OSError as error:
        drop_staged(path)
        raise _not_written(path, error) from error
    _sync_folder(path.parent)


def drop_staged(path: Path) -> None:
    """Delete what was staged and is not to be used."""
    with suppress(OSError):
        _staged(path).unlink(missing_ok=True)


def remove(path: Path) -> tuple[Path, ...]:
    """Delete the card, and one that was left half written; return what was deleted. Raises NotWritten."""
    gone = []
    for each in names_of(path):
        try:
            each.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            why = f" ({error.strerror})" if error.strerror else ""
            raise NotWritten(f"This could not be deleted{why}: {each}") from error
        gone.append(each)
    _sync_folder(path.parent)
    return tuple(gone)


def names_of(path: Path) -> tuple[Path, ...]:
    """Return every name that words of the card may be under."""
    return (path, _staged(path))


def _staged(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _not_written(path: Path, error: OSError) -> NotWritten:
    why = f" ({error.strerror})" if error.strerror else ""
    return NotWritten(f"The card could not be written to {path}{why}. Nothing was changed.")


def _sync_folder(folder: Path) -> None:
    """Make the names in it outlast a power cut, where the system lets a folder be synced."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
