"""A door with a vault in memory behind it, and what an opened one can do with its file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from companion.backend.demo import DemoSession
from companion.backend.session import CodesOfVaults
from companion.config import Config
from companion.domain.code_paper import CodePaper
from companion.domain.conflict import ConflictCopy
from companion.domain.exercise import CoursePack
from companion.domain.helpline import Nation
from companion.errors import (
    AlreadyThere,
    NothingThere,
    NotUnlocked,
    NotWritten,
    VaultError,
    WrongPassphrase,
    WrongRecoveryCode,
)
from companion.services.access.setup import prepare
from companion.services.backup.copies import Joined, OtherFile, Rescue, VaultFacts
from companion.services.backup.erasing import Leftovers
from companion.services.own_files import NO_FILES
from companion.services.services import Services, services_over
from companion.vault.secrets.keys import normalise_passphrase
from tests.conftest import NOW, PASSPHRASE
from tests.memory_store import MemoryStore

CODE = "6QE3H-4K84C-7M2P5-9ZXW5-0ABC4-5EFGB-8JKMY"
_WRONG = "That did not open it. Try again; nothing is lost."


class MemorySession:
    """An open vault in memory. Its file is made up: what is done with it is noted in its backend."""

    is_demo = False
    notices: tuple[str, ...] = ()
    relation = "same"
    seen_at: datetime | None = None
    opened_as_of: datetime | None = None

    def __init__(self, backend: "MemoryBackend") -> None:
        self.backend, self.store = backend, backend.store
        self.services = backend.services
        self.needs_new_passphrase = False
        self.is_open = True

    @property
    def read_only(self) -> bool:
        return self.store.read_only

    def untold(self) -> tuple[str, ...]:
        return ()

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        self.backend.passphrase, self.needs_new_passphrase = new, False

    def accept(self) -> None:
        self.backend.did.append("accept")

    def copies(self) -> tuple[Path, ...]:
        return tuple(path for path in self.backend.files if path.parent.name == "copies")

    def conflict_copies(self) -> tuple[ConflictCopy, ...]:
        return ()

    def other_copies(self) -> tuple[Path, ...]:
        return tuple(path for path in self.backend.files if path.parent.name == "beside")

    def look_into(self, path: Path, secret: str = "") -> OtherFile:
        if path not in self.backend.files:
            raise NothingThere(f"There is no vault at {path}.")
        own = self.backend.files[path]
        if own and not secret:
            raise NotUnlocked("That copy needs a passphrase of its own.")
        if own != secret:
            raise WrongPassphrase(_WRONG)
        return OtherFile(path=path, saved_at=NOW - timedelta(days=1), counts={"check_ins": 12, "lines": 3})

    def merge(self, path: Path, secret: str = "", *, now: datetime) -> Joined:
        self.look_into(path, secret)
        self.backend.did.append(f"merge {path.name}")
        return Joined(came=2, went=0, conflicts=len(self.store.waiting))

    def restore(self, path: Path, secret: str = "", *, now: datetime) -> Path:
        self.look_into(path, secret)
        self.backend.did.append(f"restore {path.name}")
        return Path("2026-11-22-00ff.vault")

    def back_up(self, folder: Path | None = None, *, now: datetime) -> Path:
        path = (folder or Path("copies")) / f"{now:%Y-%m-%d}-0001.vault"
        self.backend.files[path] = ""
        return path

    def renew_keys(self, passphrase: str, *, now: datetime) -> str:
        self.set_passphrase(passphrase, now=now)
        self.backend.did.append("renew")
        return CODE

    def check_passphrase(self, passphrase: str) -> None:
        if passphrase != self.backend.passphrase:
            raise WrongPassphrase(_WRONG)

    def raise_cost(self, passphrase: str, mib: int, *, now: datetime) -> None:
        self.check_passphrase(passphrase)
        self.backend.cost = mib

    def facts(self) -> VaultFacts:
        return VaultFacts(
            path=self.backend.vault_path,
            size=65_536,
            format=1,
            saved_at=self.backend.now(),
            argon_mib=self.backend.cost,
            has_recovery_code=True,
            counts={"check_ins": len(self.store.check_ins.all()), "lines": len(self.store.lines.all())},
            backups=1,
            unreadable=0,
        )

    def leftovers(self) -> Leftovers:
        return Leftovers()

    def erase(self, also: Sequence[Path] = ()) -> tuple[Path, ...]:
        self.backend.exists = False
        return (self.backend.vault_path,)

    def close(self) -> None:
        self.is_open = False


class MadeUpSession(DemoSession):
    """The made-up person, and whether somebody still looks round there."""

    is_open = True

    def close(self) -> None:
        self.is_open = False


ON_PAPER = "answered"
"""The id of the answer to whether the recovery code is on paper: without it, it is still to be asked."""


class MemoryBackend(CodesOfVaults):
    """A door over a vault in memory: `time` is what its clock says, `exists` False a computer without a vault.

    `store` is taken as it is; without one the vault is empty, and a `setup_step` below 6 is a set-up that was
    left half-way.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        store: MemoryStore | None = None,
        exists: bool = True,
        setup_step: int = 6,
        card_path: Path | None = None,
    ) -> None:
        if store is None:
            store = MemoryStore()
            prepare(store, setup_step=setup_step, now=NOW - timedelta(days=400))
            store.code_papers.put(
                CodePaper(id=ON_PAPER, is_written=True, created_at=NOW, changed_at=NOW)
            )  # asked once, and long ago
        self.documents = folder or Path("documents")
        self.store = store
        self.exists = exists
        self.config = Config()
        self.config_sticks = True
        self.time = NOW
        self.passphrase = PASSPHRASE
        self.cost = 64
        self.files: dict[Path, str] = {}
        """Copies and other files there are, with a passphrase where one has its own."""
        self.did: list[str] = []
        """What was done with the file, in order."""
        self.refuses: VaultError | None = None
        """Raised by `open` for writing, as if the file were damaged or open elsewhere."""
        self.beside = Rescue()
        self.crashes: list[str] = []
        self.last_words = ""
        self.card = ""
        self._card_path = card_path
        self._ids = 0
        self.session = MemorySession(self)
        """What the next opening gives, for a test to change before it; after that, what was opened last."""
        self.sittings: list[MemorySession | MadeUpSession] = []
        """Everything that was opened, in order."""

    @property
    def vault_path(self) -> Path:
        return self.documents / "companion.vault"

    @property
    def services(self) -> Services:
        """New services over what is in the vault, for what a test puts there and looks up.

        What is done with them no opened session can undo: what is to be undone is done with the session's.
        """
        return services_over(self.store, card_path=self._card_path)

    def for_reading(self) -> None:
        """Open it beside another window from now on: nothing can be changed."""
        self.store.read_only = True
        self.session.services = self.services

    def vault_exists(self) -> bool:
        return self.exists

    def change_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
        one_column: bool | None = None,
    ) -> Config:
        old = self.config
        self.config = replace(
            old,
            theme=old.theme if theme is None else theme,
            nation=old.nation if nation is None else Nation(nation) if nation else None,
            plain_at_start=old.plain_at_start if plain_at_start is None else plain_at_start,
            idle_minutes=old.idle_minutes if idle_minutes is None else idle_minutes,
            one_column=old.one_column if one_column is None else one_column,
        )
        if not self.config_sticks:
            raise NotWritten("This choice holds until you close the program.")
        return self.config

    def open(self, secret: str, *, read_only: bool = False) -> MemorySession:
        if not self.exists:
            raise NothingThere(f"There is no vault at {self.vault_path}.")
        if self.refuses is not None and not read_only:
            raise self.refuses
        if secret not in (self.passphrase, CODE):
            raise WrongPassphrase(_WRONG)
        if self.session in self.sittings:
            self.session = MemorySession(self)
        if read_only:
            self.for_reading()
        self.session.needs_new_passphrase = secret == CODE
        self.sittings.append(self.session)
        return self.session

    def open_with_code(self, code: str, *, read_only: bool = False) -> MemorySession:
        if code.strip() != CODE:
            raise WrongRecoveryCode("That is not this vault's code.")
        return self.open(CODE, read_only=read_only)

    def rescue(self) -> Rescue:
        return self.beside

    def open_rescue_copy(self, secret: str) -> MemorySession:
        self.exists = True
        return self.open(secret)

    def create(self, passphrase: str) -> tuple[MemorySession, str]:
        self.check_passphrase(passphrase)
        self.exists, self.passphrase = True, passphrase
        self.store = MemoryStore()
        prepare(self.store, recovery_code=CODE, now=self.time)
        self.session = MemorySession(self)
        return self.open(passphrase), CODE

    def check_passphrase(self, passphrase: str) -> None:
        normalise_passphrase(passphrase)

    def demo(self, course: CoursePack | None = None) -> MadeUpSession:
        session = MadeUpSession(self.time, NO_FILES)
        if course is not None:
            session.services.packs.add(course, now=self.time)
        self.sittings.append(session)
        return session

    def save_recovery_sheet(self, path: Path, code: str) -> Path:
        if path.exists():
            raise AlreadyThere(f"There is a file called {path.name} already. Choose another name.")
        path.write_text(code, "utf-8")
        return path

    def closed_on_its_own(self) -> str:
        said, self.last_words = self.last_words, ""
        return said

    def note_crash(self, where: str) -> None:
        self.crashes.append(where)

    def read_card(self) -> str:
        return self.card

    def now(self) -> datetime:
        return self.time

    def new_id(self) -> str:
        self._ids += 1
        return f"{self._ids:032x}"
