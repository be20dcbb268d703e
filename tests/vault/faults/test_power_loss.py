"""The power goes at any moment of a session: whatever the disk kept, the last save is there, or the next."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.vault.vault import Vault
from tests.thorough import is_whole, sieve
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.homes import CHEAP, NOW, PASSPHRASE, Home, State, new_home, state_on_disk, survives
from tests.vault.faults.power import PowerFs, Tree, laid_out
from tests.vault.faults.sittings import SITTINGS, Sitting, adds, compacts, keeps
from tests.vault.faults.test_kill import needs_rescue_copy

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced on Windows")


def every() -> bool:
    """Take every case."""
    return True


def run(
    disk: Path, session: Sitting, tally: Tally, *, taken: Callable[[], bool] = every, ignores: str = ""
) -> None:
    """Have the session, and check each state that the power going can leave behind, if it is `taken`."""
    home, at_first = new_home(disk / "home")
    at_first = session.prepare(home, at_first)
    states = session.states(at_first)
    done = 0

    def crash(moment: str, tree: Tree) -> None:
        if not taken():
            return
        left = Home(disk / "left")
        with tally.case(f"{moment}, after {done} deeds"):
            laid_out(tree, left.folder)
            rescue_copy = session.rescue_copy and not done and needs_rescue_copy(left, at_first.secret)
            found = survives(
                left, states[done : done + 2], rescue_copy=rescue_copy, older=session.rescue_copy
            )
            tally.saw("the last save" if found == states[done] else "the one in flight")
        shutil.rmtree(left.folder)

    fs = PowerFs(home.folder, crash, ignores=ignores)

    def deed_is_done(_: str) -> None:
        nonlocal done
        done += 1
        fs.deed_is_done()

    session.run(home, at_first.secret, fs, deed_is_done)
    assert done == len(session.deeds)


@pytest.mark.thorough
@pytest.mark.parametrize("name", SITTINGS)
def test_whatever_the_disk_kept_is_the_last_save_or_the_next(disk: Path, name: str) -> None:
    with counted(f"power: {name}") as tally:
        run(disk, SITTINGS[name], tally, taken=sieve())
    assert tally.counts["tried"] > (20 if is_whole() else 1)


@pytest.mark.parametrize("ignores", ["sync", "sync_data", "sync_folder"])
def test_the_model_sees_a_sync_that_is_left_out(disk: Path, ignores: str) -> None:
    tally = Tally()
    run(disk, Sitting((adds("one"), keeps(compacts), adds("two"))), tally, ignores=ignores)
    assert tally.wrong


@pytest.mark.thorough
def test_a_new_vault_is_there_for_good_once_it_is_said_to_be_made(disk: Path) -> None:
    home = Home(disk / "home")
    home.folder.mkdir()
    done = False
    with counted("power: making a vault") as tally:
        taken = sieve()

        def crash(moment: str, tree: Tree) -> None:
            if not taken():
                return
            left = Home(disk / "left")
            with tally.case(f"{moment}, {'after' if done else 'before'} it is made"):
                laid_out(tree, left.folder)
                assert left.vault.exists() or not done, "the vault is gone"
                if left.vault.exists():
                    survives(left, [State({})])
                tally.saw("made" if left.vault.exists() else "none")
            shutil.rmtree(left.folder)

        fs = PowerFs(home.folder, crash)
        vault, _ = Vault.create(home.vault, PASSPHRASE, now=NOW, profile=CHEAP, fs=fs, seen=home.state)
        done = True
        fs.deed_is_done()
        vault.close()


@pytest.mark.thorough
def test_a_copy_in_a_new_folder_is_there_for_good_once_it_is_said_to_be_made(disk: Path) -> None:
    home, state = new_home(disk / "home")
    copy: Path | None = None
    with counted("power: a copy elsewhere") as tally:
        taken = sieve()

        def crash(moment: str, tree: Tree) -> None:
            if not taken():
                return
            left = Home(disk / "left")
            with tally.case(f"{moment}, {'after' if copy else 'before'} it is made"):
                laid_out(tree, left.folder)
                survives(left, [state])
                if copy is not None:
                    shutil.copyfile(left.folder / copy, left.vault)
                    assert state_on_disk(left, [state]) == state
                tally.saw("made" if copy else "not yet")
            shutil.rmtree(left.folder)

        fs = PowerFs(home.folder, crash)
        vault = home.open(fs=fs)
        copy = vault.copies.back_up(home.folder / "stick" / "copies", now=NOW).relative_to(home.folder)
        fs.deed_is_done()
        vault.close()
