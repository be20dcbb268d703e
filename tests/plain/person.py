"""A door in memory, and a person who types lines and hears what is said."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from companion.backend.demo import NoFile
from companion.backend.session import CodesOfVaults
from companion.config import Config
from companion.domain.helpline import Nation
from companion.domain.wrapping import columns
from companion.errors import AlreadyThere, InvalidEntry, NotWritten, VaultError, WrongPassphrase
from companion.plain.run import run
from companion.services.access.setup import prepare
from companion.services.backend import Session
from companion.services.backup.copies import Rescue, VaultFacts
from companion.services.services import Services, services_over
from tests.conftest import NOW, PASSPHRASE
from tests.memory_store import MemoryStore

NOTE = ["c", *[""] * 7]
"""To the note of today's check-in, in the vault with a little of everything."""

CODE = "6QE3H-4K84C-7M2P5-9ZXW5-0ABC4-5EFGB-8JKMY"


class MemorySession(NoFile):
    """An open vault in memory, or the made-up person."""

    def __init__(
        self, backend: "MemoryBackend", store: MemoryStore, *, demo: bool = False, code: bool = False
    ) -> None:
        self.backend, self.store = backend, store
        self.services = services_over(store)
        self.is_demo = demo
        self.read_only = store.read_only
        self.needs_new_passphrase = code
        self.notices: tuple[str, ...] = ()
        self.is_open = True

    def set_passphrase(self, new: str, *, now: datetime) -> None:
        self.backend.passphrase = new
        self.needs_new_passphrase = False

    def facts(self) -> VaultFacts | None:
        if self.is_demo:
            return None
        return VaultFacts(
            path=self.backend.vault_path,
            size=8192,
            format=1,
            saved_at=self.backend.now(),
            argon_mib=64,
            has_recovery_code=True,
            counts={},
            backups=1,
            unreadable=0,
        )

    def erase(self) -> tuple[Path, ...]:
        self.backend.store = None
        return (self.backend.vault_path,)

    def close(self) -> None:
        self.is_open = False


@dataclass
class MemoryBackend(CodesOfVaults):
    """A door over a vault in memory. `store` is None until there is a vault."""

    folder: Path
    store: MemoryStore | None = None
    passphrase: str = PASSPHRASE
    config: Config = field(default_factory=Config)
    time: datetime = NOW
    refuses: VaultError | None = None
    """Raised by the next `open` for writing, as if the file were damaged or open elsewhere."""
    config_sticks: bool = True
    beside: Rescue = field(default_factory=Rescue)
    sittings: list[MemorySession] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    last_words: str = ""
    card: str = ""
    ids: Iterable[int] = field(default_factory=lambda: count(1))

    @property
    def vault_path(self) -> Path:
        return self.folder / "companion.vault"

    @property
    def documents(self) -> Path:
        return self.folder

    @property
    def kept(self) -> MemoryStore:
        """What is in the vault."""
        assert self.store is not None
        return self.store

    @property
    def services(self) -> Services:
        """Services over what is in the vault."""
        return services_over(self.kept)

    def vault_exists(self) -> bool:
        return self.store is not None

    def change_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
    ) -> Config:
        old = self.config
        self.config = replace(
            old,
            theme=theme or old.theme,
            nation=Nation(nation) if nation else old.nation,
            plain_at_start=old.plain_at_start if plain_at_start is None else plain_at_start,
            idle_minutes=idle_minutes or old.idle_minutes,
        )
        if not self.config_sticks:
            raise NotWritten("This choice holds until you close the program.")
        return self.config

    def open(self, secret: str, *, read_only: bool = False) -> Session:
        if self.refuses is not None and not read_only:
            raise self.refuses
        assert self.store is not None
        if secret not in (self.passphrase, CODE):
            raise WrongPassphrase("That did not open it. Try again; nothing is lost.")
        self.store.read_only = read_only
        return self._sit(MemorySession(self, self.store, code=secret == CODE))

    def open_with_code(self, code: str, *, read_only: bool = False) -> Session:
        return self.open(code, read_only=read_only)

    def rescue(self) -> Rescue:
        return self.beside

    def open_rescue_copy(self, secret: str) -> Session:
        return self.open(secret)

    def create(self, passphrase: str) -> tuple[Session, str]:
        self.check_passphrase(passphrase)
        self.passphrase = passphrase
        self.store = MemoryStore()
        prepare(self.store, recovery_code=CODE, now=self.now())
        return self._sit(MemorySession(self, self.store)), CODE

    def check_passphrase(self, passphrase: str) -> None:
        if len(passphrase) < 8:
            raise InvalidEntry("passphrase", "Use at least 8 characters. A few words work well.")

    def demo(self) -> Session:
        store = MemoryStore()
        prepare(store, setup_step=6, now=self.now())
        session = MemorySession(self, store, demo=True)
        session.services.settings.change(name="Sam", now=self.now())
        return self._sit(session)

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
        return f"{next(iter(self.ids)):032x}"

    def _sit(self, session: MemorySession) -> MemorySession:
        self.sittings.append(session)
        return session


@dataclass(frozen=True)
class Heard:
    """What a person heard, and the exit code."""

    out: str
    err: str
    code: int

    @property
    def words(self) -> str:
        """Everything said, on one line, without the signs that keep right-to-left words to themselves."""
        return " ".join(plainly(self.out).split())


class SlowLines(io.StringIO):
    """Lines of a person who waits: a number of minutes before a line moves the backend's clock on."""

    def __init__(self, backend: MemoryBackend, script: Iterable[str | float]) -> None:
        self._backend = backend
        self._waits: list[float] = []
        lines: list[str] = []
        wait = 0.0
        for step in script:
            if isinstance(step, str):
                lines.append(step)
                self._waits.append(wait)
                wait = 0.0
            else:
                wait += step
        super().__init__("".join(f"{line}\n" for line in lines), newline="\n")

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        if self._waits:
            self._backend.time += timedelta(minutes=self._waits.pop(0))
        return super().readline(-1 if size is None else size)


Typing = Callable[..., Heard]


def type_lines(backend: MemoryBackend, *script: str | float, demo: bool = False) -> Heard:
    """Run the program over what a person types; a number is minutes of waiting before the next line.

    Every line that is said fits 80 columns, holds no control character, and every session is closed.
    """
    out, err = io.StringIO(newline="\n"), io.StringIO()
    code = run(backend, demo=demo, stdin=SlowLines(backend, script), stdout=out, stderr=err)
    for line in (out.getvalue() + err.getvalue()).split("\n"):
        assert columns(line) <= 80, line
        assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in line), line
    assert not any(session.is_open for session in backend.sittings)
    assert not backend.crashes
    return Heard(out=out.getvalue(), err=err.getvalue(), code=code)


def plainly(text: str) -> str:
    """Return `text` without the signs that keep right-to-left words to themselves."""
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))
