"""How a front end reaches the vault: the door it opens, and the sitting behind it.

Front ends see these Protocols only; ``companion.wiring`` and ``companion.sittings`` are the real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from companion.config import Config
    from companion.services.services import Services
    from companion.services.spares import Spares


ERASE_WORD = "erase"
"""The word to type before everything is erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultFacts:
    """What may be said about the file without showing a word of what is in it."""

    path: Path
    size: int
    """Bytes."""
    format: int
    saved_at: datetime | None
    argon_mib: int
    """Memory the passphrase costs to try, MiB."""
    has_recovery_code: bool
    counts: dict[str, int]
    """Records by table."""
    backups: int
    unreadable: int
    """Records kept as they are because this version could not read them."""


class Sitting(Protocol):
    """An open vault, or the made-up person. Closed when the program locks or ends."""

    @property
    def services(self) -> Services: ...
    @property
    def is_demo(self) -> bool:
        """True for the made-up person: nothing of it is kept."""
        ...

    @property
    def read_only(self) -> bool: ...
    @property
    def needs_new_passphrase(self) -> bool:
        """True when the recovery code opened it: a new passphrase is asked for in the same breath."""
        ...

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once after opening (a copy beside it, records kept aside)."""
        ...

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Give the vault a new passphrase. Raises InvalidEntry, NotSaved. Slow: run it in a worker."""
        ...

    def facts(self) -> VaultFacts | None:
        """Return what is known about the file; None for the made-up person."""
        ...

    def erase(self) -> tuple[Path, ...]:
        """Delete the vault, its copies and this computer's settings; return what was deleted."""
        ...

    def close(self) -> None:
        """Close the file and forget the key."""
        ...


class Door(Protocol):
    """What a front end can do before a vault is open."""

    @property
    def vault_path(self) -> Path: ...
    @property
    def documents(self) -> Path:
        """The folder offered for pages."""
        ...

    @property
    def config(self) -> Config: ...

    def vault_exists(self) -> bool: ...

    def change_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
    ) -> Config:
        """Change what is given and keep it. Raises NotWritten; the change then holds for this sitting."""
        ...

    def open(self, secret: str, *, read_only: bool = False) -> Sitting:
        """Open the vault with a passphrase, or with a recovery code typed in its place.

        Raises WrongPassphrase, WrongRecoveryCode, DamagedHeader, DamagedContents, NewerVersion,
        OpenElsewhere, NothingThere. A damaged vault's sentence says whether a copy is there. Slow: run it
        in a worker.
        """
        ...

    def open_with_code(self, code: str, *, read_only: bool = False) -> Sitting:
        """Open the vault with the recovery code alone. Raises as `open`."""
        ...

    def spares(self) -> Spares:
        """Return what lies beside a vault that is gone or damaged and can stand in for it."""
        ...

    def open_spare(self, secret: str) -> Sitting:
        """Open the newest copy that is whole and has the vault's place from now on, with either secret.

        The sitting's notices say from when it is; a damaged vault is kept under another name. Raises as
        `open`, and NotSaved. Slow: run it in a worker.
        """
        ...

    def create(self, passphrase: str) -> tuple[Sitting, str]:
        """Make a vault, prove it by opening it, and return it with its recovery code. Slow.

        Raises InvalidEntry for a passphrase that cannot be one, AlreadyThere, NotSaved.
        """
        ...

    def check_passphrase(self, passphrase: str) -> None:
        """Raise InvalidEntry, with a kind sentence, when this cannot be a passphrase."""
        ...

    def demo(self) -> Sitting:
        """Open the made-up person, in memory."""
        ...

    def save_recovery_sheet(self, path: Path, code: str) -> Path:
        """Write the recovery code to a file the person named. Raises AlreadyThere, NotWritten."""
        ...

    def closed_on_its_own(self) -> str:
        """Return a sentence when the last sitting ended in a crash, else an empty string; said once."""
        ...

    def note_crash(self, where: str) -> None:
        """Keep, without a word of the person's, that the program is ending in a crash."""
        ...

    def now(self) -> datetime:
        """Return the local time, with its offset."""
        ...

    def new_id(self) -> str:
        """Return a new record id."""
        ...
