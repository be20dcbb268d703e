"""The faults that a review of the format named one by one."""

import errno
import shutil
from pathlib import Path

import pytest

from companion.errors import DamagedContents, NotSaved
from companion.vault.frames import BLOCK
from companion.vault.fs import Fs
from companion.vault.last_seen import Standing
from companion.vault.replay import DamagedWithin
from companion.vault.saving import new_path
from companion.vault.vault import Vault
from tests.vault.faults.counting import counted
from tests.vault.faults.disk import RefusingFs
from tests.vault.faults.frame_files import drop, frames_of
from tests.vault.faults.homes import (
    CHEAP,
    DAY,
    NEW_PASSPHRASE,
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


@pytest.fixture
def home(disk: Path) -> Home:
    """A computer with a vault."""
    return new_home(disk / "home")[0]


@pytest.fixture
def state(home: Home) -> State:
    """What it holds."""
    vault = home.open(read_only=True)
    found = State(words(vault))
    vault.close()
    return found


class Hooked(Fs):
    """A disk on which something happens around one kind of operation, once."""

    def __init__(self, name: str, happens: object) -> None:
        self.name, self.happens = name, happens

    def sync_data(self, fd: int) -> None:
        self._once("sync_data")
        super().sync_data(fd)

    def sync_folder(self, folder: Path) -> None:
        self._once("sync_folder")
        super().sync_folder(folder)

    def _once(self, name: str) -> None:
        if self.name == name:
            self.name = ""
            assert callable(self.happens)
            self.happens()


def fails() -> None:
    """Answer as a disk that fails."""
    raise OSError(errno.EIO, "I/O error")


def test_the_folder_s_sync_fails_after_the_replace(home: Home, state: State) -> None:
    with counted("listed: folder sync after the replace") as tally, tally.case(""):
        fs = Hooked("", fails)
        vault = home.open(fs=fs)
        vault._must_rewrite = True
        fs.name = "sync_folder"
        with pytest.raises(NotSaved):
            save(vault, "one")
        assert words(vault) == state.words
        save(vault, "two")
        drop(vault)
        survives(home, [state.having(**saved("two"))])


def test_a_program_that_dies_right_after_that_leaves_one_of_the_two(home: Home, state: State) -> None:
    with counted("listed: folder sync after the replace") as tally, tally.case("then a kill"):
        fs = Hooked("", fails)
        vault = home.open(fs=fs)
        vault._must_rewrite = True
        fs.name = "sync_folder"
        with pytest.raises(NotSaved):
            save(vault, "one")
        drop(vault)
        survives(home, [state, state.having(**saved("one"))])


def test_a_transaction_raises_half_way(home: Home, state: State) -> None:
    with counted("listed: a transaction that raises") as tally:
        vault = home.open()
        for inner in (False, True):
            before = home.vault.read_bytes()
            with tally.case(f"inner {inner}"), pytest.raises(ZeroDivisionError), vault.transaction():
                save(vault, "half")
                vault.view("lines", writable=True).clear()
                if inner:
                    with vault.transaction():
                        save(vault, "deeper")
                        _ = 1 / 0
                _ = 1 / 0
            assert words(vault) == state.words and home.vault.read_bytes() == before
        vault.close()
        survives(home, [state])


def test_a_lone_surrogate_poisons_no_later_save(home: Home, state: State) -> None:
    with counted("listed: a lone surrogate") as tally:
        vault = home.open()
        for text in ("a\ud800b", "\udfff", "\udc80" * 9):
            before = home.vault.read_bytes()
            with tally.case(ascii(text)):
                with pytest.raises(NotSaved):
                    save(vault, "one", text)
                assert words(vault) == state.words and home.vault.read_bytes() == before
        save(vault, "two")
        drop(vault)
        survives(home, [state.having(**saved("two"))])


def test_a_fork_is_swapped_in(home: Home, state: State) -> None:
    with counted("listed: a fork swapped in") as tally:
        for extra in range(4):
            with tally.case(f"{extra} saves more"):
                there = Vault.open(home.other, passphrase=PASSPHRASE, now=NOW + DAY, profile=CHEAP)
                save(there, f"more {extra}")
                there.close()
                ours = home.vault.read_bytes()
                shutil.copyfile(home.other, home.vault)
                vault = home.open()
                assert vault.standing is Standing.APART
                vault.close()
                home.vault.write_bytes(ours)
                vault = home.open()
                assert vault.standing is Standing.SAME and words(vault) == state.words
                vault.close()


def test_a_stale_genuine_frame_in_the_tail(home: Home, state: State) -> None:
    vault = home.open()
    for n in range(3):
        save(vault, f"n{n}")
        state = state.having(**saved(f"n{n}"))
    raw = home.vault.read_bytes()
    drop(vault)
    with counted("listed: a stale frame in the tail") as tally:
        for number, frame in enumerate(frames_of(raw)[1:]):
            with tally.case(f"frame {number} again"):
                home.vault.write_bytes(raw + frame)
                vault = home.open()
                assert words(vault) == state.words and len(vault.notices) == 1
                kept = [name for name in home.vault.parent.iterdir() if ".torn-" in name.name]
                assert [name.read_bytes() for name in kept] == [raw + frame]
                vault.close()
                survives(home, [state])
                kept[0].unlink()


def test_garbled_commitments_on_many_deltas_lose_no_later_save(home: Home, state: State) -> None:
    vault = home.open()
    for n in range(9):
        save(vault, f"n{n}")
    raw = bytearray(home.vault.read_bytes())
    drop(vault)
    first = len(raw) - 9 * BLOCK
    for n in (2, 3, 5, 6):
        raw[first + n * BLOCK + 60] ^= 1
    home.vault.write_bytes(raw)
    with counted("listed: garbled commitments") as tally, tally.case(""):
        with pytest.raises(DamagedWithin):
            home.open()
        vault = Vault.open(
            home.vault, passphrase=PASSPHRASE, now=NOW + DAY, earlier=True, profile=CHEAP, seen=home.state
        )
        assert vault.read_only and words(vault) == state.words | saved("n0") | saved("n1")
        vault.close()
        assert home.vault.read_bytes() == raw


@pytest.mark.parametrize("with_what", ["another copy", "nothing", "the same bytes"])
def test_a_file_is_swapped_between_the_append_and_its_sync(home: Home, state: State, with_what: str) -> None:
    def swap() -> None:
        before = home.vault.read_bytes()
        home.vault.unlink()
        if with_what != "nothing":
            home.vault.write_bytes(home.other.read_bytes() if with_what == "another copy" else before)

    with counted("listed: a file swapped before the sync") as tally, tally.case(with_what):
        vault = home.open(fs=Hooked("sync_data", swap))
        save(vault, "one")
        save(vault, "two")
        path, notices = vault.path, vault.notices
        vault.close()
        wanted = state.having(**saved("one"), **saved("two"))
        if with_what == "another copy":
            assert path != home.vault and path.name in notices[0]
            assert home.vault.read_bytes() == home.other.read_bytes()
            path.replace(home.vault)
        survives(home, [wanted]) if path == home.vault or with_what == "another copy" else None
        assert path == home.vault or notices


def test_a_restore_and_then_saves_are_followed_by_other_copies(home: Home, state: State) -> None:
    with counted("listed: a restore, then a save") as tally, tally.case(""):
        other = home.folder / "elsewhere.vault"
        shutil.copyfile(home.vault, other)
        vault = home.open()
        seq = vault._seq
        vault.restore(vault.look_into(min(home.backups.iterdir())), now=NOW + DAY)
        assert vault._seq > seq
        save(vault, "after")
        drop(vault)
        restored = State(saved("first") | saved("after"))
        survives(home, [restored])
        there = Vault.open(other, passphrase=PASSPHRASE, now=NOW + DAY, profile=CHEAP)
        there.merge(there.look_into(home.vault), now=NOW + DAY)
        assert words(there) == restored.words | saved("later")
        there.close()


def test_a_rotation_is_interrupted(home: Home, state: State) -> None:
    class Stop(RefusingFs):
        def begins(self, name: str, args: object) -> None:
            at, self.count = self.count, self.count + 1
            if at == self.at:
                raise KeyboardInterrupt

    with counted("listed: a rotation interrupted") as tally:
        for at in range(40):
            fs = Stop()
            mine = home.copied(home.folder.with_name(f"home {at}"))
            vault = mine.open(fs=fs)
            fs.count, fs.at = 0, at
            with tally.case(f"at operation {at}"):
                try:
                    code = vault.renew_keys(NEW_PASSPHRASE, now=NOW + DAY)
                    tally.saw("done")
                except KeyboardInterrupt:
                    code = ""
                    tally.saw("interrupted")
                fs.at = -1
                save(vault, "one")
                vault.close()
                if code:
                    mine.open(code).close()
                # Interrupted, nobody was told that it is done, nor that it is not.
                secrets = (NEW_PASSPHRASE,) if code else (PASSPHRASE, NEW_PASSPHRASE)
                survives(mine, [State(state.words | saved("one"), secret) for secret in secrets])


@pytest.mark.parametrize("left", ["half", "whole", "garbage", "nothing in it"])
def test_an_unfinished_successor_is_left_behind_by_a_kill(home: Home, state: State, left: str) -> None:
    raw = home.vault.read_bytes()
    lies = {"half": raw[: len(raw) // 2], "whole": raw, "garbage": b"x" * 5000, "nothing in it": b""}[left]
    with counted("listed: .new left behind") as tally, tally.case(left):
        new_path(home.vault).write_bytes(lies)
        survives(home, [state])
        new_path(home.vault).write_bytes(lies)
        home.vault.unlink()
        vault = home.open(spare=True, day=2)
        assert vault.taken is not None and words(vault) == state.words
        assert (vault.taken.spare == new_path(home.vault)) is (left == "whole")
        vault.close()
        survives(home, [state], older=True)


def test_a_header_of_another_save_before_these_frames_is_noticed(home: Home) -> None:
    """A header from before a change of passphrase would let the old one in."""
    before = home.vault.read_bytes()[:BLOCK]
    vault = home.open()
    vault.set_passphrase(NEW_PASSPHRASE, now=NOW + DAY)
    vault.close()
    home.vault.write_bytes(before + home.vault.read_bytes()[BLOCK:])
    with counted("listed: an older header put back") as tally, tally.case(""), pytest.raises(DamagedContents):
        home.open()
