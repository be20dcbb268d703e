"""The disk is full at every size: told, nothing lost, the next save holds. The system itself sets the limit."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.errors import CompanionError, NotSaved
from companion.vault.disk.fs import Fs
from companion.vault.records.tinydb_storage import VaultDB
from companion.vault.vault import Vault
from tests.thorough import is_whole, sample
from tests.vault.faults.counting import counted
from tests.vault.faults.forks import forked
from tests.vault.faults.homes import (
    DAY,
    NOW,
    Home,
    State,
    new_home,
    save,
    saved,
    state_on_disk,
    survives,
    words,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit for one process")

_STEP = 512  # bytes
Act = Callable[[Vault, Home, int], object]


def appends(vault: Vault, home: Home, number: int) -> None:
    """Add one save of several blocks."""
    save(vault, "new", f"{number} " * 2500)


def compacts(vault: Vault, home: Home, number: int) -> None:
    """Write everything anew, with one save more."""
    vault._must_rewrite = True
    save(vault, "new", f"{number}")


def merges(vault: Vault, home: Home, number: int) -> None:
    """Take in what was edited apart."""
    vault.copies.merge(vault.copies.look_into(home.other), now=NOW + DAY)


def backs_up(vault: Vault, home: Home, number: int) -> None:
    """Copy the vault."""
    for copy in home.backups.iterdir():
        copy.unlink()
    vault.copies.back_up(now=NOW + DAY)


def restores(vault: Vault, home: Home, number: int) -> None:
    """Go back to the first day."""
    vault.copies.restore(vault.copies.look_into(home.folder / "first.vault"), now=NOW + DAY)


def filled(home: Home, act: Act, largest: int, say: Callable[[str], None]) -> None:
    """Do `act` again and again, with room for a little more each time, and say of each how it ended."""
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    vault = home.open()
    before = words(vault)
    limits = list(enumerate(range(0, largest, _STEP)))
    for number, limit in sample(limits, always=limits[-1:]):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            act(vault, home, number)
            ended = "fitted"
        except CompanionError as error:
            assert "disk is full" in str(error) or "could not be written" in str(error), error
            ended = "refused"
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        now = words(vault)
        if ended == "refused":
            assert now == before, f"at {limit} bytes memory changed"
        reader = home.open(read_only=True)
        assert words(reader) == now, f"at {limit} bytes the file is not what memory is"
        reader.close()
        assert vault.path == home.vault
        before = now
        say(f"{number} {ended}")
    vault.close()


def test_a_vault_at_its_limit_can_be_read_and_made_smaller(disk: Path) -> None:
    home, _ = new_home(disk / "home")
    fs = Fs()
    fs.largest = 700_000  # no multiple of a block, and far from Padme's lengths
    vault = home.open(fs=fs)
    records, kept = VaultDB(vault).records("lines"), []
    with pytest.raises(NotSaved, match="Deleting something makes room"):
        for number in range(200):
            records.keep(f"n{number}", {"text": f"{number} " + "words " * 1500})
            kept.append(f"n{number}")
            assert home.vault.stat().st_size <= fs.largest
    assert len(kept) > 60, "all of it can be used"
    for closes in (True, False):
        if closes:
            vault.close()
            vault = home.open(fs=fs)
        with vault.transaction():
            vault.view("lines", writable=True).pop(kept.pop())
        assert home.vault.stat().st_size <= fs.largest
    assert set(kept) <= words(vault).keys()
    VaultDB(vault).records("lines").keep("one more", {"text": "short"})
    vault.close()
    vault = home.open(fs=fs)
    assert {*kept, "one more"} <= words(vault).keys()
    vault.close()


@pytest.mark.thorough
@pytest.mark.parametrize("act", [appends, compacts, merges, backs_up, restores])
def test_a_disk_that_is_full_at_every_size(disk: Path, act: Act) -> None:
    home, state = new_home(disk / "home")
    home.backups.mkdir(exist_ok=True)
    (home.folder / "first.vault").write_bytes(min(home.backups.iterdir()).read_bytes())
    largest = home.vault.stat().st_size + 48 * 1024
    last = -1
    with counted(f"full disk: {act.__name__}") as tally:
        for line in forked(lambda say: filled(home, act, largest, say)).said:
            number, ended = line.split()
            with tally.case(line):
                tally.saw(ended)
            last = int(number) if ended == "fitted" else last
    assert tally.counts["refused"] and tally.counts["fitted"]
    if is_whole():
        assert last == len(range(0, largest, _STEP)) - 1
    states = {
        "appends": state.having(**saved("new", f"{last} " * 2500)),
        "compacts": state.having(**saved("new", f"{last}")),
        "merges": state.having(**saved("theirs")),
        "backs_up": state,
        "restores": State(saved("first")),
    }
    wanted = states[act.__name__]
    assert state_on_disk(home, [wanted]) == wanted
    survives(home, [wanted])
