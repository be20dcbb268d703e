"""What a person does with a vault in one sitting, from opening to closing, with what is saved after each step."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from companion.vault.disk.fs import Fs
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import Vault
from tests.vault.faults.homes import CHEAP, DAY, NEW_PASSPHRASE, NOW, Home, State, save, saved

Act = Callable[[Vault, Home], str | None]
"""Does something; returns a new recovery code, if there is one."""


@dataclass(frozen=True)
class Deed:
    """One thing that is done, and what is saved then."""

    act: Act
    after: Callable[[State], State]


@dataclass(frozen=True)
class Sitting:
    """Deeds one after the other, from opening to closing."""

    deeds: tuple[Deed, ...]
    prepare: Callable[[Home, State], State] = lambda home, state: state
    """Changes the computer before it begins."""
    day: int = 1
    rescue_copy: bool = False
    """True when the vault is gone and a copy of it is opened."""

    def states(self, at_first: State) -> list[State]:
        """Return what is saved at first, and after each deed."""
        found = [at_first]
        for deed in self.deeds:
            found.append(deed.after(found[-1]))
        return found

    def run(self, home: Home, secret: str, fs: Fs, done: Callable[[str], None]) -> None:
        """Do it all, and call `done` with a new code or nothing, each time a deed is sure."""
        vault = home.open(secret, fs=fs, day=self.day, rescue_copy=self.rescue_copy)
        for deed in self.deeds:
            done(deed.act(vault, home) or "")
        vault.close()


def adds(id: str, text: str = "") -> Deed:
    """Save two records."""

    def act(vault: Vault, home: Home) -> None:
        save(vault, id, text)

    return Deed(act, lambda state: state.having(**saved(id, text)))


def keeps(act: Act) -> Deed:
    """Do what changes nothing that is saved."""
    return Deed(act, lambda state: state)


def compacts(vault: Vault, home: Home) -> None:
    """Write everything as one."""
    vault.compact()


def backs_up(vault: Vault, home: Home) -> None:
    """Copy it as it is now."""
    vault.copies.back_up(now=NOW + DAY)


def new_passphrase(vault: Vault, home: Home) -> None:
    """Give it another passphrase."""
    vault.keys.set_passphrase(NEW_PASSPHRASE, now=NOW + DAY)


def new_keys(vault: Vault, home: Home) -> str:
    """Give it other keys."""
    return vault.keys.renew_keys(NEW_PASSPHRASE, now=NOW + DAY)


def merges(vault: Vault, home: Home) -> None:
    """Take in what was edited apart."""
    vault.copies.merge(vault.copies.look_into(home.other), now=NOW + DAY)


def restores(vault: Vault, home: Home) -> None:
    """Go back to the first day."""
    vault.copies.restore(vault.copies.look_into(min(home.backups.iterdir())), now=NOW + DAY)


def many_copies(home: Home, state: State) -> State:
    """More copies than are kept, some of them to go."""
    first = min(home.backups.iterdir())
    for month in range(1, 11):
        for day in (3, 17):
            copy = home.backups / f"{date(2025, month, day)}-{first.stem[-4:]}.vault"
            shutil.copyfile(first, copy)
    return state


def many_writers(home: Home, state: State) -> State:
    """So many sittings on so many computers that what was seen last no longer fits in its record."""
    vault = home.open()
    vault.contents.meta.vv |= {f"{n:016x}": n + 1 for n in range(150)}
    save(vault, "long ago")
    vault._must_rewrite = True
    vault.close()
    return state.having(**saved("long ago"))


def many_words(home: Home, state: State) -> State:
    """A vault that is written in several pieces."""
    vault = home.open()
    for n in range(3):
        VaultDB(vault).records("lines").keep(f"long {n}", {"text": "words " * 30_000})
    vault.close()
    return state.having(**{f"long {n}": "words " * 30_000 for n in range(3)})


def cut_short(home: Home, state: State) -> State:
    """The last save did not reach the disk whole."""
    vault = Vault.open(home.vault, passphrase=state.secret, now=NOW + DAY, profile=CHEAP)
    size = home.vault.stat().st_size
    save(vault, "lost")
    raw = home.vault.read_bytes()[: size + 3000]
    vault.close()
    home.vault.write_bytes(raw)
    return state


def vault_gone(home: Home, state: State) -> State:
    """Only copies of the vault are left."""
    home.vault.unlink()
    return State(saved("first"))


_TWO = (adds("one"), adds("one", "other words"))
SITTINGS = {
    "save": Sitting((*_TWO, adds("three"))),
    "compaction": Sitting((adds("one"), keeps(compacts), adds("two"))),
    "compaction in pieces": Sitting((adds("one"), keeps(compacts)), prepare=many_words),
    "daily backup": Sitting((adds("one"), keeps(backs_up)), prepare=many_copies, day=2),
    "restore": Sitting((adds("one"), Deed(restores, lambda s: State(saved("first"))), adds("two"))),
    "passphrase change": Sitting(
        (adds("one"), Deed(new_passphrase, lambda s: State(s.words, NEW_PASSPHRASE)), adds("two"))
    ),
    "rotation": Sitting((adds("one"), Deed(new_keys, lambda s: State(s.words, NEW_PASSPHRASE)), adds("two"))),
    "merge": Sitting((adds("one"), Deed(merges, lambda s: s.having(**saved("theirs"))), adds("two"))),
    "last-seen": Sitting(tuple(adds(f"n{n}") for n in range(6)), prepare=many_writers),
    "torn tail": Sitting((adds("one"),), prepare=cut_short),
    "vault gone": Sitting((adds("one"),), prepare=vault_gone, rescue_copy=True),
}
