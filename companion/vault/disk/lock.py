"""One writer at a time: a lock file beside the vault, held by the system for as long as the program runs."""

import errno
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.errors import OpenElsewhere

if TYPE_CHECKING:
    from filelock import FileLock

# Said by file systems (some network shares) on which nothing can be locked at all.
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}

# Seconds. A command that looks takes the lock for an instant, to see whether somebody writes.
_PATIENCE = 0.2


def lock_path(vault: Path) -> Path:
    """Return the lock file's path. It is never deleted but by erasing: deleting it would split waiters."""
    return vault.with_name(vault.name + ".lock")


class VaultLock:
    """The writer's lock. The system frees it when the process ends, however it ends."""

    def __init__(self, vault: Path) -> None:
        self._path = lock_path(vault)
        self._lock: FileLock | None = None

    def acquire(self) -> bool:
        """Take the lock. Return False where this file system knows no locks.

        Raises OpenElsewhere when another Companion holds it, OSError when no lock file can be made.
        """
        import filelock

        options: dict[str, Any] = {}
        if "fallback_to_soft" in inspect.signature(filelock.FileLock.__init__).parameters:
            # A soft lock outlives a killed program and would then keep the person out.
            options["fallback_to_soft"] = False
        lock = filelock.FileLock(self._path, mode=0o600, thread_local=False, **options)
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
            raise
        self._lock = lock
        return True

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
    except OSError:
        return False
    lock.release()
    return False
