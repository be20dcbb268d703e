"""This process: kept from prying eyes, and replaced by a fresh one when the person locks."""

import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import companion
from companion.errors import tell_bug
from companion.unseen import LOCKED, forget

ALONE = "--alone"
"""Hidden option, beside `LOCKED`: it locked by itself, so the way in is shown, and says so."""

CHILD = "--child"
"""Hidden option: somebody waits for this process and starts a fresh one when it ends with LOCK_CODE or ALONE_CODE."""

LOCK_CODE, ALONE_CODE = 75, 76

_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Keep words and keys out of core dumps and debuggers, and new files from other accounts.

    Call it before anything is opened. What a system does not offer is left out.
    """
    os.umask(0o077)
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def tell_no_words() -> None:
    """Have bugs in threads, and those nobody can catch, told by kind and place: a message may hold a person's words."""
    threading.excepthook = lambda given: tell_bug(given.exc_value)
    sys.unraisablehook = lambda given: tell_bug(given.exc_value)


def fresh_command(vault: Path, *extra: str) -> list[str]:
    """Return the command that starts the program over for `vault`.

    Built anew and never the words this process was started with: with ``--passphrase-file`` among them
    it would unlock itself.
    """
    home = Path(companion.__file__).resolve().parents[1]
    # -m puts the current folder first on the import path; -P keeps it off, unless we came from there.
    safely = [] if home == Path.cwd().resolve() else ["-P"]
    return [sys.executable, *safely, "-m", "companion", "--vault", os.path.realpath(vault), *extra]


def start_over_locked(vault: Path, *, alone: bool = False) -> NoReturn:
    """Become a fresh, locked process: deleting words does not take them out of memory, this does.

    `alone`: it locked by itself.
    """
    forget()
    command = fresh_command(vault, LOCKED, *([ALONE] if alone else []))
    os.execv(command[0], command)  # noqa: S606


def keep_children(vault: Path, *, locked: bool, run: Callable[[Sequence[str]], int]) -> int:
    """Start the program in a child, and a fresh one each time it locks; return the last one's exit code.

    For Windows, where a process cannot become another: this parent never holds a word.
    """
    extra = [CHILD, LOCKED] if locked else [CHILD]
    while (code := run(fresh_command(vault, *extra))) in (LOCK_CODE, ALONE_CODE):
        extra = [CHILD, LOCKED, *([ALONE] if code == ALONE_CODE else [])]
    return code
