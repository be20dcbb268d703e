"""A computer with a vault on it: opened, changed, copied as a whole, and looked at after a fault."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from companion.errors import WrongPassphrase, WrongRecoveryCode
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from companion.vault.disk.last_seen import Relation
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.secrets.keys import Cost, Profile
from companion.vault.vault import MemoryVault, Vault

# Nothing of pytest is imported here: `a_sitting` is started some hundred times.
CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024 * 1024, seconds=0.5)
"""A key that costs nothing; handed in, never a switch."""
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PASSPHRASE = "a quiet place by the river"
NEW_PASSPHRASE = "words I will remember"
DAY = timedelta(days=1)
STANDINGS = (Relation.SAME, Relation.ELSEWHERE, Relation.NEW_HERE)
"""How a vault may stand to what was seen last when nothing was lost."""


@dataclass(frozen=True)
class State:
    """What a vault holds, by id, and what opens it."""

    words: dict[str, str]
    secret: str = PASSPHRASE

    def having(self, **words: str) -> "State":
        """Return the state with more in it."""
        return State(self.words | words, self.secret)


@dataclass(frozen=True)
class Home:
    """The folders of one computer."""

    folder: Path

    @property
    def vault(self) -> Path:
        """Where the vault is."""
        return self.folder / "here" / "companion.vault"

    @property
    def other(self) -> Path:
        """Where a copy is that was edited apart."""
        return self.folder / "there" / "companion.vault"

    @property
    def backups(self) -> Path:
        """Where the copies of past days are."""
        return self.vault.with_name("companion.vault.backups")

    @property
    def state(self) -> Path:
        """Where this computer keeps what it saw last."""
        return self.folder / "state"

    def open(
        self,
        secret: str = PASSPHRASE,
        *,
        fs: Fs | None = None,
        day: int = 1,
        read_only: bool = False,
        rescue_copy: bool = False,
    ) -> Vault:
        """Open the vault, that many days after it was made; or the newest copy of it."""
        now = NOW + day * DAY
        if rescue_copy:
            return Vault.open_rescue_copy(
                self.vault, passphrase=secret, now=now, profile=CHEAP, fs=fs, seen=self.state
            )
        return Vault.open(
            self.vault,
            passphrase=secret,
            now=now,
            read_only=read_only,
            profile=CHEAP,
            fs=fs,
            seen=self.state,
        )

    def copied(self, folder: Path) -> "Home":
        """Return this computer once more. The copies of past days are shared: nobody ever changes one."""
        for root, folders, names in os.walk(self.folder):
            here = folder / Path(root).relative_to(self.folder)
            here.mkdir(parents=True)
            folders.sort()
            for name in names:
                take = os.link if root == str(self.backups) else shutil.copyfile
                take(Path(root) / name, here / name)
        return Home(folder)


def save(vault: MemoryVault, id: str, text: str = "") -> None:
    """Store two records in one save: one of them alone is a mixture."""
    records = VaultDB(vault).records("lines")
    with vault.transaction():
        records.keep(id, {"text": text or id})
        records.keep(f"{id} too", {"text": text or id})


def saved(id: str, text: str = "") -> dict[str, str]:
    """Return what `save` adds."""
    return {id: text or id, f"{id} too": text or id}


def words(vault: MemoryVault) -> dict[str, str]:
    """Return what the vault holds, by id."""
    return {id: str(document["text"]) for id, document in VaultDB(vault).records("lines").documents()}


def new_home(folder: Path) -> tuple[Home, State]:
    """Make a computer with a vault of two days, a copy of the first day, and one edited apart elsewhere."""
    home = Home(folder)
    vault, _ = Vault.create(home.vault, PASSPHRASE, now=NOW, profile=CHEAP, seen=home.state)
    save(vault, "first")
    vault.close()
    vault = home.open()
    save(vault, "second")
    vault.close()
    home.other.parent.mkdir()
    shutil.copyfile(home.vault, home.other)
    there = Vault.open(home.other, passphrase=PASSPHRASE, now=NOW + DAY, profile=CHEAP)
    save(there, "theirs")
    there.close()
    vault = home.open()
    save(vault, "ours")
    vault.close()
    return home, State(saved("first") | saved("second") | saved("ours"))


def state_on_disk(home: Home, allowed: Iterable[State], *, rescue_copy: bool = False) -> State:
    """Return which of the allowed states the vault is in; exactly one of their secrets opens it.

    Raises AssertionError for any other state, and what the vault raises when none of them opens it.
    """
    states = list(allowed)
    found = []
    for secret in dict.fromkeys(state.secret for state in states):
        try:
            vault = home.open(secret, read_only=not rescue_copy, rescue_copy=rescue_copy, day=2)
        except (WrongPassphrase, WrongRecoveryCode):
            continue
        held = words(vault)
        vault.close()
        mine = [state for state in states if state.secret == secret and state.words == held]
        assert mine, f"a mixture: {sorted(held)}"
        found.append(mine[0])
    assert len(found) == 1, f"{len(found)} secrets open it"
    return found[0]


def survives(
    home: Home, allowed: Iterable[State], *, rescue_copy: bool = False, older: bool = False
) -> State:
    """Check that the vault is in an allowed state, saves again and opens again; return the state it was in.

    With `older` this computer may say that it saw a later one.
    """
    state = state_on_disk(home, allowed, rescue_copy=rescue_copy)
    vault = home.open(state.secret, day=2)
    assert vault.relation in STANDINGS or older, vault.relation
    save(vault, "later")
    assert vault.path == home.vault, "stepped aside for nobody"
    vault.close()
    again = home.open(state.secret, day=2, read_only=True)
    held = words(again)
    assert again.relation is Relation.SAME
    again.close()
    assert held == state.words | saved("later"), f"the next save: {sorted(held)}"
    assert not new_path(home.vault).exists()
    return state
