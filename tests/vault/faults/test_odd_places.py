"""Folders that cannot be written, that vanish, that are links; several programs at once; clocks that are wrong."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.errors import CompanionError, NotSaved, OpenElsewhere
from companion.vault.vault import Vault
from tests.thorough import sample
from tests.vault.faults.counting import counted
from tests.vault.faults.disk import CountingFs, WatchedFs
from tests.vault.faults.forks import forked
from tests.vault.faults.frame_files import drop
from tests.vault.faults.homes import (
    CHEAP,
    NOW,
    PASSPHRASE,
    Home,
    State,
    new_home,
    save,
    saved,
    survives,
    words,
)
from tests.vault.faults.sittings import SITTINGS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")
NOBODY = 65534


def given_away(home: Home) -> None:
    """Let everybody read the computer and nobody but its owner write."""
    for path in (home.folder, *home.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    home.folder.parent.chmod(0o755)


def test_a_read_only_folder_opens_for_reading_and_says_so(disk: Path) -> None:
    home, state = new_home(disk / "home")
    given_away(home)
    for path in (home.folder, home.vault.parent):
        path.chmod(0o555)

    def read(say: object) -> None:
        if sys.platform == "win32":
            pytest.skip("Windows has none of this")
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        vault = home.open()
        assert vault.read_only and vault.notices and words(vault) == state.words
        for act in (lambda: save(vault, "one"), lambda: vault.copies.back_up(now=NOW), lambda: vault.erase()):
            with pytest.raises(CompanionError):
                act()
        assert words(vault) == state.words
        vault.close()

    before = home.vault.read_bytes()
    with counted("places: a read-only folder") as tally, tally.case("opened, not saved"):
        forked(read)
    assert home.vault.read_bytes() == before
    for path in (home.folder, home.vault.parent):
        path.chmod(0o755)
    survives(home, [state])


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["save", "compaction", "passphrase change", "rotation", "merge", "restore"])
def test_the_folder_vanishes_before_any_operation_and_comes_back(disk: Path, name: str) -> None:
    class Vanishing(WatchedFs):
        at, count = -1, 0

        def begins(self, name: str, args: tuple[object, ...]) -> None:
            at, self.count = self.count, self.count + 1
            if at == self.at:
                home.vault.parent.rename(home.folder / "unplugged")

    session = SITTINGS[name]
    template, at_first = new_home(disk / "template")
    vault = template.copied(disk / "count").open(fs=(counting := CountingFs()))
    opening = len(counting.steps)
    for deed in session.deeds:
        deed.act(vault, Home(disk / "count"))
    steps = len(counting.steps)
    vault.close()
    with counted(f"places: a folder that vanishes, {name}") as tally:
        for at in sample(range(opening, steps)):
            home = template.copied(disk / f"{at}")
            fs = Vanishing()
            with tally.case(f"at operation {at}"):
                vault = home.open(fs=fs)
                fs.at, state, unsure = at, at_first, list[State]()
                for deed in session.deeds:
                    try:
                        deed.act(vault, home)
                        state, unsure = deed.after(state), []
                        tally.saw("deeds done")
                    except (CompanionError, FileNotFoundError, ValueError) as error:
                        # The last two are this test's own, which looks for a file to restore from.
                        assert isinstance(error, CompanionError) or not home.backups.exists()
                        unsure.append(deed.after(state))
                        tally.saw("deeds refused")
                    assert words(vault) == state.words
                # A copy of the day makes the folder anew, and then all is saved there. Else it is plugged in again.
                if (home.folder / "unplugged").exists() and not home.vault.exists():
                    if home.vault.parent.exists():
                        home.vault.parent.rename(home.folder / "meanwhile")
                    (home.folder / "unplugged").rename(home.vault.parent)
                save(vault, "back")
                state = state.having(**saved("back"))
                vault.close()
                assert vault.path == home.vault, vault.notices
                survives(home, [state])


def test_a_linked_vault_survives_as_a_plain_one_does(disk: Path) -> None:
    home, state = new_home(disk / "home")
    real = disk / "elsewhere" / "real.vault"
    real.parent.mkdir()
    home.vault.rename(real)
    home.vault.symlink_to(real)
    with counted("places: a linked vault") as tally:
        for number in range(4):
            with tally.case(f"sitting {number}"):
                vault = home.open(day=number)
                save(vault, f"n{number}")
                state = state.having(**saved(f"n{number}"))
                vault.close() if number % 2 else drop(vault)
                assert home.vault.is_symlink() and vault.path == real
                again = home.open(read_only=True)
                assert words(again) == state.words
                again.close()


def test_several_programs_lose_nothing_of_each_other_s(disk: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    home, state = new_home(disk / "home")
    many, saves = 4, 12

    def writes(who: int) -> None:
        done = 0
        while done < saves:
            try:
                vault = home.open()
            except OpenElsewhere:
                continue
            save(vault, f"{who} {done}")
            done += 1
            vault.close() if done % 3 else drop(vault)

    with counted("places: several programs") as tally, tally.case(f"{many} programs"):
        children = []
        for who in range(many):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    writes(who)
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * many
        wanted = state.words
        for who in range(many):
            for done in range(saves):
                wanted = wanted | saved(f"{who} {done}")
        survives(home, [State(wanted)])


def test_a_second_program_reads_and_does_not_write(disk: Path) -> None:
    home, state = new_home(disk / "home")
    vault = home.open()

    def looks(say: object) -> None:
        with pytest.raises(OpenElsewhere):
            home.open()
        reader = home.open(read_only=True)
        assert words(reader) == state.words
        with pytest.raises(NotSaved):
            save(reader, "one")
        reader.close()

    with counted("places: several programs") as tally, tally.case("a writer and a reader"):
        forked(looks)
        save(vault, "one")
        vault.close()
        survives(home, [state.having(**saved("one"))])


CLOCKS = [
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 11, 23, tzinfo=UTC),
    datetime(2026, 11, 22, tzinfo=UTC),
    datetime(1, 1, 1, 12, tzinfo=UTC),
    datetime(9999, 12, 30, tzinfo=UTC),
    datetime(1999, 12, 31, tzinfo=UTC),
]


def test_a_clock_that_jumps_loses_nothing_and_never_turns_a_save_back(disk: Path) -> None:
    home, state = new_home(disk / "home")
    seq = 0
    with counted("places: clocks that jump") as tally:
        for number, now in enumerate(CLOCKS * 2):
            with tally.case(f"{now}"):
                vault = Vault.open(home.vault, passphrase=PASSPHRASE, now=now, profile=CHEAP, seen=home.state)
                assert words(vault) == state.words and vault.seq > seq - 1
                save(vault, f"n{number}")
                state = state.having(**saved(f"n{number}"))
                vault.compact() if number % 2 else None
                save(vault, f"m{number}")
                state = state.having(**saved(f"m{number}"))
                assert vault.seq > seq
                seq = vault.seq
                assert words(vault) == state.words
                vault.close()
        survives(home, [state])
