"""The one tree of errors a person can meet. ``str(error)`` is always a sentence fit to show.

Anything else that is raised is a bug, and reaches the crash handler, which shows no local variable.
"""

import sys
from contextlib import suppress


def kind_and_place(error: BaseException, *, passing: str = "") -> str:
    """Return the kind of an error that is a bug and where it arose: ``ValueError at plan.py:12``.

    Never its message, which may hold a person's words. The last place is meant, or the last one in whose path no part
    is `passing`, where there is one.
    """
    places: list[str] = []
    elsewhere: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        *folders, file = trace.tb_frame.f_code.co_filename.replace("\\", "/").split("/")
        (elsewhere if passing and passing in folders else places).append(f"{file}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at {(places or elsewhere or ['?'])[-1]}"


def tell_bug(error: BaseException | None) -> None:
    """Write the kind and the place of a bug that nobody waits for to standard error, and nothing else of it."""
    if error is not None and sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(f"Something went wrong in the program: {kind_and_place(error)}\n")


class CompanionError(Exception):
    """Something could not be done. ``exit_code`` is what the command line ends with."""

    exit_code = 1


class InvalidEntry(CompanionError):
    """What was typed does not fit ``field``; the sentence says what would."""

    exit_code = 2

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class UnknownName(InvalidEntry):
    """A name given to a command matches nothing, or more than one thing."""


class NothingThere(CompanionError):
    """The thing asked for is not there (no vault, no file, nothing to share)."""


class NotReadable(CompanionError):
    """A file that was named cannot be read, or is not what it was said to be."""


class AlreadyThere(CompanionError):
    """A file of that name exists and was not to be replaced."""


class NotWritten(CompanionError):
    """A file that was asked for (an export, a recovery sheet) could not be written."""


class OwnFile(NotWritten):
    """A file that was named is the program's own, or a vault: nothing a person saves takes its place."""


class ToolMissing(CompanionError):
    """An optional package is not installed; the sentence says which, and what works without it."""


class VaultError(CompanionError):
    """Anything about the encrypted file."""


class NotUnlocked(VaultError):
    """No passphrase was given, and nobody is there to be asked for one."""

    exit_code = 3


class WrongPassphrase(VaultError):
    """The passphrase does not open this vault. Nothing is said about how near it was."""

    exit_code = 3


class WrongRecoveryCode(VaultError):
    """The recovery code does not open this vault.

    ``groups`` names the groups (1 to 7) whose own check fails; empty when the code is well formed
    but belongs to another vault.
    """

    exit_code = 3

    def __init__(self, sentence: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(sentence)
        self.groups = groups


class DamagedHeader(VaultError):
    """The first 4096 bytes are not what was written; no passphrase was tried."""

    exit_code = 4


class DamagedContents(VaultError):
    """The passphrase is right; what follows was altered or damaged."""

    exit_code = 4


class NewerVersion(VaultError):
    """The vault was made by a newer Companion than this one."""

    exit_code = 4


class NotSaved(VaultError):
    """A change could not be kept on disk. The last good file is untouched."""

    exit_code = 5


class OpenElsewhere(VaultError):
    """Another Companion has the vault open for writing."""

    exit_code = 5
