"""All disk access of the vault, in one class that tests replace to make the disk fill up or fail."""

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from companion.errors import NotReadable

LARGEST = 256 * 1024 * 1024
"""Bytes. A vault larger than this is neither read nor written."""

_O_BINARY = getattr(os, "O_BINARY", 0)
_O_CLOEXEC = getattr(os, "O_CLOEXEC", 0)
_O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_O_NONBLOCK = getattr(os, "O_NONBLOCK", 0)
# What a file system says when folders cannot be synced at all; that is its nature, not a fault.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_WRITING = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_REPLACE_TRIES = 10
_REPLACE_WAIT = 0.2  # seconds


_AT_CWD = -100
_NO_REPLACE, _EXCHANGE = 1, 2
# What a kernel, or a file system, says that does not know those two.
_NOT_KNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
# What a file system says on which a file has one name.
_NO_LINKS = _NOT_KNOWN | {errno.EPERM, errno.EMLINK, errno.EXDEV}


@cache
def _renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the system's own call, which Python has no name for; None where there is none."""
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        call: Callable[[int, bytes, int, bytes, int], int] = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    return call


def _renamed(source: Path, target: Path, flag: int) -> bool:
    """Rename as `flag` says, in one step. Return False where that cannot be done; raises OSError."""
    call = _renameat2()
    if call is None:
        return False
    if call(_AT_CWD, os.fsencode(source), _AT_CWD, os.fsencode(target), flag) == 0:
        return True
    import ctypes

    error = ctypes.get_errno()
    if error in _NOT_KNOWN:
        return False
    raise OSError(error, os.strerror(error), str(source), None, str(target))


Identity = tuple[int, int, int, int]
"""Device, inode, bytes, time of the last change in nanoseconds."""
Place = tuple[int, int]
"""Device and inode of a folder."""


_IDS = Path("/proc/sys/kernel") / "random" / "boot_id", Path("/etc/machine-id")


@cache
def _computer() -> str:
    """Return what stands for this computer since it was started: a hash, to which what is not known adds nothing."""
    said = []
    for path in _IDS:
        try:
            said.append(path.read_bytes()[:64])
        except OSError:
            said.append(b"")
    return hashlib.sha256(b"|".join(said)).hexdigest()[:16] if any(said) else ""


def _identity(found: os.stat_result) -> Identity:
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Fs:
    """The operations on disk that the vault is made of. Each raises OSError as the system gives it."""

    def real(self, path: Path) -> Path:
        """Return the absolute path with links followed, so that a linked vault is replaced where it lies."""
        try:
            return path.expanduser().resolve()
        except (RuntimeError, ValueError):  # links in a ring, a home nobody has, a name no file can have
            raise NotReadable(f"{path} is not a place where a file can be.") from None

    def exists(self, path: Path) -> bool:
        """Return True when something of that name is there, even a link that leads nowhere."""
        return os.path.lexists(path)

    def can_write(self, folder: Path) -> bool:
        """Return True when files can be added to `folder`."""
        return os.access(folder, os.W_OK)

    def is_read_only(self, path: Path) -> bool:
        """Return True for a file that somebody made read-only, even where this account may write all the same."""
        return not (path.stat().st_mode & _WRITING and os.access(path, os.W_OK))

    def identity(self, path: Path) -> Identity | None:
        """Return what tells this very file from one put in its place, or None when there is none."""
        try:
            return _identity(os.stat(path))  # noqa: PTH116, asked for at every save
        except FileNotFoundError:
            return None

    def place(self, folder: Path) -> Place:
        """Return what tells this very folder from another one of its name."""
        found = folder.stat()
        return found.st_dev, found.st_ino

    largest: int = LARGEST
    """Bytes. Nothing larger is read or written."""
    computer: str | None = None
    """Stands for this computer since it was started; None when the system is to be asked."""

    def mark(self, path: Path) -> str:
        """Return what a copy of this file, or one copied over it, does not have, kept dates or not.

        A copy of the whole disk has the same number and time for it: it is on another device, or the computer was
        started anew, or is another one.
        """
        found = path.stat()
        computer = _computer() if self.computer is None else self.computer
        return f"{found.st_ino:x}-{found.st_ctime_ns:x}-{found.st_dev:x}-{computer}"

    def read(self, path: Path) -> bytes:
        """Return the whole file. Raises NotReadable for what is no plain file, or larger than `largest`."""
        # Without O_NONBLOCK a pipe of that name would keep the person waiting for ever.
        fd = os.open(path, os.O_RDONLY | _O_BINARY | _O_CLOEXEC | _O_NONBLOCK)
        with os.fdopen(fd, "rb", buffering=0) as file:
            found = os.fstat(fd)
            if not stat.S_ISREG(found.st_mode):
                raise NotReadable(f"{path} is not a file that can be read.")
            if found.st_size > self.largest:
                raise NotReadable(f"{path} is too large to be a Companion file.")
            return file.readall()

    def read_start(self, path: Path, most: int) -> bytes:
        """Return the first `most` bytes of a plain file; nothing of what is none. Never waits."""
        fd = os.open(path, os.O_RDONLY | _O_BINARY | _O_CLOEXEC | _O_NONBLOCK)
        with os.fdopen(fd, "rb", buffering=0) as file:
            return (file.read(most) or b"") if stat.S_ISREG(os.fstat(fd).st_mode) else b""

    def read_pieces(self, path: Path, buffer: memoryview) -> Iterator[memoryview]:
        """Yield the file in pieces that lie in `buffer`; a piece is good until the next is asked for."""
        fd = os.open(path, os.O_RDONLY | _O_BINARY | _O_CLOEXEC)
        with os.fdopen(fd, "rb", buffering=0) as file:
            while count := file.readinto(buffer):
                yield buffer[:count]

    def listing(self, folder: Path) -> list[str]:
        """Return the names in `folder`, sorted; none when there is no such folder."""
        try:
            return sorted(path.name for path in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, folder: Path) -> None:
        """Make `folder` and what leads to it, open to this person alone (0700); fine when it is there.

        Each is on the disk then: a file that is synced in a folder whose name is not goes with it.
        """
        missing = [step for step in (folder, *folder.parents) if not step.exists()]
        for step in reversed(missing):
            step.mkdir(mode=0o700, exist_ok=True)
            with contextlib.suppress(PermissionError):  # who may add to a folder may not always read it
                self.sync_folder(step.parent)

    def open_new(self, path: Path) -> int:
        """Make a new file, readable by this person alone (0600), and return its descriptor."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _O_BINARY | _O_CLOEXEC | _O_NOFOLLOW
        return os.open(path, flags, 0o600)

    def open_append(self, path: Path) -> int:
        """Open the file that is there for adding at its end, and return its descriptor."""
        flags = os.O_WRONLY | os.O_APPEND | _O_BINARY | _O_CLOEXEC | _O_NOFOLLOW
        return os.open(path, flags)

    def open_update(self, path: Path, length: int) -> int:
        """Open a file of `length` bytes for changing parts of it, made if need be, and return its descriptor."""
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | _O_BINARY | _O_CLOEXEC | _O_NOFOLLOW, 0o600)
        if os.fstat(fd).st_size != length:
            os.ftruncate(fd, length)
        return fd

    def write_at(self, fd: int, data: bytes, at: int) -> None:
        """Write all of `data` at byte `at`."""
        os.lseek(fd, at, os.SEEK_SET)
        self.write(fd, data)

    def truncate(self, fd: int, length: int) -> None:
        """Cut the file to its first `length` bytes."""
        os.ftruncate(fd, length)

    def identity_of(self, fd: int) -> Identity:
        """Return what tells the open file from every other, as `identity` does."""
        return _identity(os.fstat(fd))

    def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
        """Write all of `data`."""
        left = memoryview(data)
        while left:
            left = left[os.write(fd, left) :]

    def sync(self, fd: int) -> None:
        """Wait until the file is on the disk itself, not in a cache that a power cut empties."""
        if sys.platform == "darwin":
            import fcntl

            with contextlib.suppress(OSError):
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
                return
        os.fsync(fd)

    def sync_data(self, fd: int) -> None:
        """Wait as `sync` does, but for what is needed to read the bytes again alone: it is the quicker one."""
        if sys.platform != "linux":
            self.sync(fd)
            return
        os.fdatasync(fd)

    def close(self, fd: int) -> None:
        """Close the descriptor."""
        os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        """Put `source` in the place of `target`, in one step."""
        tries = _REPLACE_TRIES if sys.platform == "win32" else 1
        for left in reversed(range(tries)):
            try:
                source.replace(target)
                return
            except PermissionError:
                # On Windows a virus scanner or a sync program may hold the file for a moment.
                if not left:
                    raise
                time.sleep(_REPLACE_WAIT)

    def exchange(self, one: Path, other: Path) -> bool:
        """Let two files change names in one step. Return False where that cannot be done."""
        return _renamed(one, other, _EXCHANGE)

    def put_new(self, source: Path, target: Path) -> None:
        """Give `source` the name `target`. Raises FileExistsError when that is somebody's, whenever it became so."""
        if sys.platform == "win32":
            source.rename(target)  # which replaces nothing there
        elif not _renamed(source, target, _NO_REPLACE):
            if self.link(source, target):
                source.unlink()
            elif self.exists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            else:
                self.replace(source, target)

    def link(self, source: Path, target: Path) -> bool:
        """Give a file a second name. Return False on a file system where each has one."""
        try:
            target.hardlink_to(source)
        except OSError as error:
            if error.errno in _NO_LINKS:
                return False
            raise
        return True

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in `folder` are on the disk. Nothing to do on Windows."""
        if sys.platform == "win32":
            return
        fd = os.open(folder, os.O_RDONLY | _O_CLOEXEC)
        try:
            os.fsync(fd)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(fd)

    def remove(self, path: Path) -> None:
        """Delete the file; fine when it is not there."""
        path.unlink(missing_ok=True)

    def remove_folder(self, folder: Path) -> None:
        """Delete the folder, which must be empty; fine when it is not there."""
        with contextlib.suppress(FileNotFoundError):
            folder.rmdir()
