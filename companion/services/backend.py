"""How a front end reaches the vault: the backend it opens, and the session behind it.

Front ends see these Protocols only; ``companion.backend.local`` and ``companion.backend.session`` are the real ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from companion.domain.conflict import ConflictCopy
from companion.services.access.recovery_code import CodeReader
from companion.services.backup.copies import Joined, OtherFile, VaultFacts
from companion.services.backup.erasing import Leftovers

if TYPE_CHECKING:
    from companion.config import Config
    from companion.domain.exercise import CoursePack
    from companion.services.backup.copies import Rescue
    from companion.services.services import Services


class Session(Protocol):
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

    def untold(self) -> tuple[str, ...]:
        """Return sentences about the file that came up since, each once: another program changed it, say.

        They are shown with the next answer, and those of closing after it.
        """
        ...

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Give the vault a new passphrase. Raises InvalidEntry, NotSaved. Slow: run it in a worker."""
        ...

    @property
    def relation(self) -> str:
        """How the file stands to what this computer saw last.

        "same", "new here", "elsewhere" (it went on on another computer: nothing to ask), "older" (an older
        copy was put in its place) or "apart" (both went on from an earlier state): these two are asked about.
        """
        ...

    @property
    def seen_at(self) -> datetime | None:
        """When what this computer saw last had been saved."""
        ...

    @property
    def opened_as_of(self) -> datetime | None:
        """When what was opened had been saved."""
        ...

    def accept(self) -> None:
        """Take what was opened, older or apart, for what is seen from now on."""
        ...

    def copies(self) -> tuple[Path, ...]:
        """Return the copies made beside the vault, newest first; their names begin with the day."""
        ...

    def other_copies(self) -> tuple[Path, ...]:
        """Return files beside the vault that went on by themselves (put there by a sync program, or by us)."""
        ...

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        """Return those of them that hold, or may hold, what is not here. Reads them; makes no key."""
        ...

    def look_into(self, path: Path, secret: str = "") -> OtherFile:
        """Look into another file of this vault. Raises NothingThere, NotReadable, NotUnlocked when it needs
        a passphrase of its own, InvalidEntry when it is another vault's, and as `Backend.open`."""
        ...

    def merge(self, path: Path, secret: str = "", *, now: datetime) -> Joined:
        """Take in everything of another file of this vault. Raises as `look_into`, and NotSaved."""
        ...

    def restore(self, path: Path, secret: str = "", *, now: datetime) -> Path:
        """Make everything as that file has it; return where what was here is kept. Raises as `merge`."""
        ...

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        """Copy the vault into `folder`, or beside it; return where. Raises NotSaved, NotWritten."""
        ...

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        """Put an end to the old passphrase and recovery code; return the new code. Slow.

        Raises InvalidEntry, NotSaved.
        """
        ...

    def check_passphrase(self, passphrase: str) -> None:
        """Raise WrongPassphrase unless it opens this vault. Slow."""
        ...

    def raise_cost(self, passphrase: str, mib: int, *, now: datetime) -> None:
        """Make one guess at the passphrase take `mib` MiB of memory (64 to 1024). Slow.

        Raises WrongPassphrase, NotReadable when there is not so much memory, NotSaved.
        """
        ...

    def facts(self) -> VaultFacts | None:
        """Return what is known about the file; None for the made-up person."""
        ...

    def leftovers(self) -> Leftovers:
        """Return what erasing leaves: other files that open with the same words, and pages. Reads files: slow."""
        ...

    def erase(self, also: Sequence[Path] = ()) -> tuple[Path, ...]:
        """Delete the vault, its copies, this computer's settings and those of `leftovers` that are `also` to go.

        Returns what was deleted. Raises NotSaved, NotWritten naming what could not be.
        """
        ...

    def close(self) -> None:
        """Close the file and forget the key."""
        ...


class Backend(CodeReader, Protocol):
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
        one_column: bool | None = None,
    ) -> Config:
        """Change what is given and keep it; an empty nation is none in particular.

        Raises NotWritten; the change then holds for this session.
        """
        ...

    def open(self, secret: str, *, read_only: bool = False) -> Session:
        """Open the vault with a passphrase, or with a recovery code typed in its place.

        Raises WrongPassphrase, WrongRecoveryCode, DamagedHeader, DamagedContents, NewerVersion,
        OpenElsewhere, NothingThere. A damaged vault's sentence says whether a copy is there. Slow: run it
        in a worker.
        """
        ...

    def open_with_code(self, code: str, *, read_only: bool = False) -> Session:
        """Open the vault with the recovery code alone. Raises as `open`."""
        ...

    def rescue(self) -> Rescue:
        """Return what can be done for a vault that is gone or damaged: put it right, or open a copy."""
        ...

    def open_rescue_copy(self, secret: str) -> Session:
        """Open the vault, put right, or the newest copy that is whole and has its place from now on.

        Either secret opens it. The session's notices say from when it is; a damaged vault is kept under
        another name. Raises as `open`, and NotSaved. Slow: run it in a worker.
        """
        ...

    def create(self, passphrase: str) -> tuple[Session, str]:
        """Make a vault, prove it by opening it, and return it with its recovery code. Slow.

        Raises InvalidEntry for a passphrase that cannot be one, AlreadyThere, NotSaved.
        """
        ...

    def check_passphrase(self, passphrase: str) -> None:
        """Raise InvalidEntry, with a kind sentence, when this cannot be a passphrase."""
        ...

    def demo(self, course: CoursePack | None = None) -> Session:
        """Open the made-up person, in memory; with a `course`, that one added."""
        ...

    def save_recovery_sheet(self, path: Path, code: str) -> Path:
        """Write the recovery code to a file the person named. Raises AlreadyThere, NotWritten."""
        ...

    def closed_on_its_own(self) -> str:
        """Return a sentence when the last session ended in a crash, else an empty string; said once."""
        ...

    def note_crash(self, where: str) -> None:
        """Keep, without a word of the person's, that the program is ending in a crash."""
        ...

    def read_card(self) -> str:
        """Return what the card says that may be read without a passphrase; empty where there is none."""
        ...

    def now(self) -> datetime:
        """Return the local time, with its offset."""
        ...

    def new_id(self) -> str:
        """Return a new record id."""
        ...
