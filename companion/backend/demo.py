"""The session of the made-up person: in memory, kept in no file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from companion.domain.conflict import ConflictCopy
from companion.errors import NothingThere

if TYPE_CHECKING:
    from companion.services.backup.copies import Joined, OtherFile
    from companion.services.backup.erasing import Leftovers
    from companion.services.own_files import OwnFiles
    from companion.services.services import Services

_MADE_UP = "This is a made-up person, kept in no file. It can be done once you have begun your own plan."


class NoFile:
    """What is asked of a session about its file, where there is none."""

    relation = "same"
    seen_at: datetime | None = None
    opened_as_of: datetime | None = None

    def accept(self) -> None:
        """There is nothing to ask about."""

    def copies(self) -> tuple[Path, ...]:
        """There are no copies."""
        return ()

    def other_copies(self) -> tuple[Path, ...]:
        """There are none."""
        return ()

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        """There are none."""
        return ()

    def look_into(self, path: Path, secret: str = "") -> "OtherFile":
        """No file is a copy of somebody made up."""
        raise NothingThere(_MADE_UP)

    def merge(self, path: Path, secret: str = "", *, now: datetime) -> "Joined":
        """No file is a copy of somebody made up."""
        raise NothingThere(_MADE_UP)

    def restore(self, path: Path, secret: str = "", *, now: datetime) -> Path:
        """No file is a copy of somebody made up."""
        raise NothingThere(_MADE_UP)

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        """There is nothing to copy."""
        raise NothingThere(_MADE_UP)

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        """There are no keys."""
        raise NothingThere(_MADE_UP)

    def check_passphrase(self, passphrase: str) -> None:
        """There is no passphrase."""
        raise NothingThere(_MADE_UP)

    def raise_cost(self, passphrase: str, mib: int, *, now: datetime) -> None:
        """There is no passphrase."""
        raise NothingThere(_MADE_UP)


class DemoSession(NoFile):
    """The made-up person, in memory."""

    is_demo = True
    read_only = False
    needs_new_passphrase = False
    notices: tuple[str, ...] = ()

    def __init__(self, now: datetime, own: "OwnFiles") -> None:
        """`own`: the files of whoever looks, which no page of the made-up person's is written over."""
        from companion.content.sam import write_sam
        from companion.services.services import services_over
        from companion.vault.records.repository import Repository
        from companion.vault.vault import MemoryVault

        store = Repository(MemoryVault())
        write_sam(store, now)
        self.services: Services = services_over(store, own=own)

    def untold(self) -> tuple[str, ...]:
        """There is no file."""
        return ()

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        """Nothing is kept, so there is nothing to lock."""

    def facts(self) -> None:
        """There is no file."""

    def leftovers(self) -> "Leftovers":
        """There is nothing to delete."""
        from companion.services.backup.erasing import Leftovers

        return Leftovers()

    def erase(self, also: Sequence[Path] = ()) -> tuple[Path, ...]:
        """There is nothing to delete."""
        return ()

    def close(self) -> None:
        """Nothing was opened."""
