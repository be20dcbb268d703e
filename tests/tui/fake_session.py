"""An open vault in memory, with a made-up file under it, for the tests of the screens."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from companion.backend.demo import NoFile
from companion.errors import NothingThere, NotUnlocked, WrongPassphrase
from companion.services.backup.copies import Joined, OtherFile, VaultFacts
from companion.services.services import Services, services_over
from tests.memory_store import MemoryStore

NOW = datetime(2026, 11, 22, 21, 4, tzinfo=timezone(timedelta(0)))
"""A Sunday evening."""

PASSPHRASE = "blue boats at low tide"
CODE = "6QE3H-4K84C-7M2P5-9ZXW5-0ABC4-5EFGB-8JKMY"


class FakeSession(NoFile):
    """An open vault over a store in memory."""

    is_demo = False
    notices: tuple[str, ...] = ()

    def __init__(self, store: MemoryStore, *, needs_new_passphrase: bool = False) -> None:
        self.store = store
        self.services: Services = services_over(store)
        self.needs_new_passphrase = needs_new_passphrase
        self.passphrase = PASSPHRASE
        self.cost = 64
        self.files: dict[Path, str] = {}
        """Copies and other files there are, with a passphrase where one has its own."""
        self.did: list[str] = []
        """What was done with the file, in order."""
        self.is_closed = False
        self.is_erased = False

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        self.passphrase, self.needs_new_passphrase = new, False

    def facts(self) -> VaultFacts:
        return VaultFacts(
            path=Path("companion.vault"),
            size=65_536,
            format=1,
            saved_at=NOW,
            argon_mib=self.cost,
            has_recovery_code=True,
            counts={"check_ins": len(self.store.check_ins.all()), "lines": len(self.store.lines.all())},
            backups=1,
            unreadable=0,
        )

    def accept(self) -> None:
        self.did.append("accept")

    def copies(self) -> tuple[Path, ...]:
        return tuple(path for path in self.files if path.parent.name == "copies")

    def other_copies(self) -> tuple[Path, ...]:
        return tuple(path for path in self.files if path.parent.name == "beside")

    def look_into(self, path: Path, secret: str = "") -> OtherFile:
        if path not in self.files:
            raise NothingThere(f"There is no vault at {path}.")
        if self.files[path] and not secret:
            raise NotUnlocked("That copy needs a passphrase of its own.")
        if self.files[path] != secret:
            raise WrongPassphrase("That didn't open it. Try again; nothing is lost.")
        return OtherFile(path=path, saved_at=NOW - timedelta(days=1), counts={"check_ins": 12, "lines": 3})

    def merge(self, path: Path, secret: str = "", *, now: datetime) -> Joined:
        self.look_into(path, secret)
        self.did.append(f"merge {path.name}")
        return Joined(came=2, went=0, conflicts=len(self.store.waiting))

    def restore(self, path: Path, secret: str = "", *, now: datetime) -> Path:
        self.look_into(path, secret)
        self.did.append(f"restore {path.name}")
        return Path("2026-11-22-00ff.vault")

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        path = (folder or Path("copies")) / f"{now:%Y-%m-%d}-0001.vault"
        self.files[path] = ""
        return path

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        self.passphrase = passphrase
        self.did.append("renew")
        return CODE

    def check_passphrase(self, passphrase: str) -> None:
        if passphrase != self.passphrase:
            raise WrongPassphrase("That didn't open it. Try again; nothing is lost.")

    def raise_cost(self, passphrase: str, mib: int, *, now: datetime) -> None:
        self.check_passphrase(passphrase)
        self.cost = mib

    def erase(self) -> tuple[Path, ...]:
        self.is_erased = True
        return (Path("companion.vault"),)

    def close(self) -> None:
        self.is_closed = True
