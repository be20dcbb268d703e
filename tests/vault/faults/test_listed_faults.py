"""The faults that a review of the format named one by one."""

import errno
import shutil

import pytest

from companion.errors import NotSaved
from companion.vault.disk.last_seen import Relation
from companion.vault.format.frames import BLOCK
from companion.vault.format.replay import DamagedWithin
from companion.vault.vault import Vault
from tests.vault.faults.counting import counted
from tests.vault.faults.disk import HookedFs
from tests.vault.faults.frame_files import drop, frames_of
from tests.vault.faults.homes import (
    CHEAP,
    DAY,
    NOW,
    PASSPHRASE,
    Home,
    State,
    save,
    saved,
    survives,
    words,
)


def fails() -> None:
    """Answer as a disk that fails."""
    raise OSError(errno.EIO, "I/O error")


def test_the_folder_s_sync_fails_after_the_replace(computer: Home, state: State) -> None:
    with counted("listed: folder sync after the replace") as tally, tally.case(""):
        fs = HookedFs("", fails)
        vault = computer.open(fs=fs)
        vault._must_rewrite = True
        fs.name = "sync_folder"
        with pytest.raises(NotSaved):
            save(vault, "one")
        assert words(vault) == state.words
        save(vault, "two")
        drop(vault)
        survives(computer, [state.having(**saved("two"))])


def test_a_program_that_dies_right_after_that_leaves_one_of_the_two(computer: Home, state: State) -> None:
    with counted("listed: folder sync after the replace") as tally, tally.case("then a kill"):
        fs = HookedFs("", fails)
        vault = computer.open(fs=fs)
        vault._must_rewrite = True
        fs.name = "sync_folder"
        with pytest.raises(NotSaved):
            save(vault, "one")
        drop(vault)
        survives(computer, [state, state.having(**saved("one"))])


def test_a_transaction_raises_half_way(computer: Home, state: State) -> None:
    with counted("listed: a transaction that raises") as tally:
        vault = computer.open()
        for inner in (False, True):
            before = computer.vault.read_bytes()
            with tally.case(f"inner {inner}"), pytest.raises(ZeroDivisionError), vault.transaction():
                save(vault, "half")
                vault.view("lines", writable=True).clear()
                if inner:
                    with vault.transaction():
                        save(vault, "deeper")
                        _ = 1 / 0
                _ = 1 / 0
            assert words(vault) == state.words and computer.vault.read_bytes() == before
        vault.close()
        survives(computer, [state])


def test_a_lone_surrogate_poisons_no_later_save(computer: Home, state: State) -> None:
    with counted("listed: a lone surrogate") as tally:
        vault = computer.open()
        for text in ("a\ud800b", "\udfff", "\udc80" * 9):
            before = computer.vault.read_bytes()
            with tally.case(ascii(text)):
                with pytest.raises(NotSaved):
                    save(vault, "one", text)
                assert words(vault) == state.words and computer.vault.read_bytes() == before
        save(vault, "two")
        drop(vault)
        survives(computer, [state.having(**saved("two"))])


def test_a_fork_is_swapped_in(computer: Home, state: State) -> None:
    with counted("listed: a fork swapped in") as tally:
        for extra in range(4):
            with tally.case(f"{extra} saves more"):
                there = Vault.open(computer.other, passphrase=PASSPHRASE, now=NOW + DAY, profile=CHEAP)
                save(there, f"more {extra}")
                there.close()
                ours = computer.vault.read_bytes()
                shutil.copyfile(computer.other, computer.vault)
                vault = computer.open()
                assert vault.relation is Relation.APART
                vault.close()
                computer.vault.write_bytes(ours)
                vault = computer.open()
                assert vault.relation is Relation.SAME and words(vault) == state.words
                vault.close()


def test_a_stale_genuine_frame_in_the_tail(computer: Home, state: State) -> None:
    vault = computer.open()
    for n in range(3):
        save(vault, f"n{n}")
        state = state.having(**saved(f"n{n}"))
    raw = computer.vault.read_bytes()
    drop(vault)
    with counted("listed: a stale frame in the tail") as tally:
        for number, frame in enumerate(frames_of(raw)[1:]):
            with tally.case(f"frame {number} again"):
                computer.vault.write_bytes(raw + frame)
                vault = computer.open()
                assert words(vault) == state.words and len(vault.notices) == 1
                kept = [name for name in computer.vault.parent.iterdir() if ".torn-" in name.name]
                assert [name.read_bytes() for name in kept] == [raw + frame]
                vault.close()
                survives(computer, [state])
                kept[0].unlink()


def test_garbled_commitments_on_many_deltas_lose_no_later_save(computer: Home, state: State) -> None:
    vault = computer.open()
    for n in range(9):
        save(vault, f"n{n}")
    raw = bytearray(computer.vault.read_bytes())
    drop(vault)
    first = len(raw) - 9 * BLOCK
    for n in (2, 3, 5, 6):
        raw[first + n * BLOCK + 60] ^= 1
    computer.vault.write_bytes(raw)
    with counted("listed: garbled commitments") as tally, tally.case(""):
        with pytest.raises(DamagedWithin):
            computer.open()
        vault = Vault.open(
            computer.vault,
            passphrase=PASSPHRASE,
            now=NOW + DAY,
            earlier=True,
            profile=CHEAP,
            seen=computer.state,
        )
        assert vault.read_only and words(vault) == state.words | saved("n0") | saved("n1")
        vault.close()
        assert computer.vault.read_bytes() == raw
