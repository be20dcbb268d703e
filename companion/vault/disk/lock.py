"""One writer at a time: a lock file beside the vault, held by the system for as long as the program runs."""

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from companion.errors import NotSaved, OpenElsewhere

if TYPE_CHECKING:
    from filelock import FileLock

# Said by file systems (some network shares) on which nothing can be locked at all.
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}

_REASONS = {
    errno.ELOOP: "{lock} beside your vault leads to another file",
    errno.EINVAL: "Locks do not work right in this folder",
    errno.EIO: "The disk could not lock your vault",
}
_LEADS_AWAY, _NO_FILE = _REASONS[errno.ELOOP], "{lock} beside your vault is no file"
_ANOTHER_S = "{lock} beside your vault belongs to another user of this computer"
_KEPT_SHUT = "{lock} beside your vault may not be written to"

# Seconds. A command that looks takes the lock for an instant, to see whether somebody writes.
_PATIENCE = 0.2


def lock_path(vault: Path) -> Path:
    """Return the lock file's path. It is never deleted but by erasing: deleting it would split waiters."""
    return vault.with_name(vault.name + ".lock")


class NotLocked(NotSaved):
    """The lock cannot be taken, though nobody writes. The sentence has no end: what follows from it comes after."""


class VaultLock:
    """The writer's lock. The system frees it when the process ends, however it ends."""

    def __init__(self, vault: Path) -> None:
        self._path = lock_path(vault)
        self._lock: FileLock | None = None

    def acquire(self) -> bool:
        """Take the lock. Return False where this file system knows no locks.

        Raises OpenElsewhere when another Companion holds it, NotLocked when something is wrong with the lock
        file, OSError when none can be made.
        """
        import filelock

        self._need_own_file()

        # A soft lock outlives a killed program and would then keep the person out.
        lock = filelock.FileLock(self._path, mode=0o600, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire(timeout=_PATIENCE, poll_interval=_PATIENCE / 10)
        except filelock.Timeout:
            raise OpenElsewhere(
                "Your vault is open in another Companion window. Close it there, then try again."
            ) from None
        except NotImplementedError:
            return False
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            if why := self._why_not(error):
                raise self._refused(why) from error
            raise
        self._lock = lock
        return True

    def _need_own_file(self) -> None:
        """Raise NotLocked for a name that leads to something else: a lock may empty what it opens."""
        try:
            found = self._path.lstat()
        except OSError:  # there is none yet; what else is wrong is found by taking it
            return
        if stat.S_ISLNK(found.st_mode) or (stat.S_ISREG(found.st_mode) and found.st_nlink > 1):
            raise self._refused(_LEADS_AWAY)
        if not stat.S_ISREG(found.st_mode):
            raise self._refused(_NO_FILE)

    def _why_not(self, error: OSError) -> str:
        """Return what is wrong with the lock file; nothing where it is something else."""
        if not isinstance(error, PermissionError):
            return _REASONS.get(error.errno or 0, "")
        try:
            owner = self._path.lstat().st_uid
        except OSError:
            return ""
        return _ANOTHER_S if hasattr(os, "geteuid") and owner != os.geteuid() else _KEPT_SHUT

    def _refused(self, why: str) -> NotLocked:
        return NotLocked(why.format(lock=self._path.name))

    def release(self) -> None:
        """Let go of the lock; fine when it is not held."""
        if self._lock is not None:
            self._lock.release(force=True)
            self._lock = None


def is_held(vault: Path) -> bool:
    """Return True when another Companion writes in the vault. Makes no file that was not there."""
    if not lock_path(vault).exists():
        return False
    lock = VaultLock(vault)
    try:
        lock.acquire()
    except OpenElsewhere:
        return True
    except (OSError, NotLocked):
        return False
    lock.release()
    return False
