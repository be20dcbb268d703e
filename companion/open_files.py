"""Small files of the program's own that anybody may have changed: settings, and the note of a crash.

They are read as what a stranger left there, which is never waited for and never more than a few bytes, and
written through no link.
"""

import contextlib
import os
import stat
from pathlib import Path

MOST = 8_192
"""Bytes; what is longer is not ours."""

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path) -> bytes | None:
    """Return what is in an ordinary file of at most `MOST` bytes; None for anything else, or none that is there."""
    try:
        fd = os.open(path, _READ)
        with os.fdopen(fd, "rb") as file:
            data = file.read(MOST + 1) if stat.S_ISREG(os.fstat(fd).st_mode) else None
    except (OSError, ValueError):
        return None
    return data if data is None or len(data) <= MOST else None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a link of its name, or of its name while it is written, is replaced.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = path.with_name(f"{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        new.unlink()
    with os.fdopen(os.open(new, _WRITE, 0o600), "wb") as file:
        file.write(data)
    os.replace(new, path)  # noqa: PTH105
