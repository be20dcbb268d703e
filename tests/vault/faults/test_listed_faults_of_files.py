"""Faults that a review of the format named: files swapped, put back, left behind, and keys changed half-way."""

import shutil

import pytest

from companion.errors import DamagedContents
from companion.vault.disk.atomic_file import new_path
from companion.vault.format.frames import BLOCK
from companion.vault.vault import Vault
from tests.vault.faults.counting import counted
from tests.vault.faults.disk import HookedFs, RefusingFs
from tests.vault.faults.frame_files import drop
from tests.vault.faults.homes import (
    CHEAP,
    DAY,
    NEW_PASSPHRASE,
    NOW,
    PASSPHRASE,
    Home,
    State,
    save,
    saved,
    survives,
    words,
)


@pytest.mark.parametrize("with_what", ["another copy", "nothing", "the same bytes"])
def test_a_file_is_swapped_between_the_append_and_its_sync(
    computer: Home, state: State, with_what: str
) -> None:
    def swap() -> None:
        before = computer.vault.read_bytes()
        computer.vault.unlink()
        if with_what != "nothing":
            computer.vault.write_bytes(computer.other.read_bytes() if with_what == "another copy" else before)

    with counted("listed: a file swapped before the sync") as tally, tally.case(with_what):
        vault = computer.open(fs=HookedFs("sync_data", swap))
        save(vault, "one")
        save(vault, "two")
        path, notices = vault.path, vault.notices
        vault.close()
        wanted = state.having(**saved("one"), **saved("two"))
        if with_what == "another copy":
            assert path != computer.vault and path.name in notices[0]
            assert computer.vault.read_bytes() == computer.other.read_bytes()
            path.replace(computer.vault)
        survives(computer, [wanted]) if path == computer.vault or with_what == "another copy" else None
        assert path == computer.vault or notices


def test_a_restore_and_then_saves_are_followed_by_other_copies(computer: Home, state: State) -> None:
    with counted("listed: a restore, then a save") as tally, tally.case(""):
        other = computer.folder / "elsewhere.vault"
        shutil.copyfile(computer.vault, other)
        vault = computer.open()
        seq = vault.seq
        vault.copies.restore(vault.copies.look_into(min(computer.backups.iterdir())), now=NOW + DAY)
        assert vault.seq > seq
        save(vault, "after")
        drop(vault)
        restored = State(saved("first") | saved("after"))
        survives(computer, [restored])
        there = Vault.open(other, passphrase=PASSPHRASE, now=NOW + DAY, profile=CHEAP)
        there.copies.merge(there.copies.look_into(computer.vault), now=NOW + DAY)
        assert words(there) == restored.words | saved("later")
        there.close()


def test_a_rotation_is_interrupted(computer: Home, state: State) -> None:
    class Stop(RefusingFs):
        def begins(self, name: str, args: object) -> None:
            at, self.count = self.count, self.count + 1
            if at == self.at:
                raise KeyboardInterrupt

    with counted("listed: a rotation interrupted") as tally:
        for at in range(40):
            fs = Stop()
            mine = computer.copied(computer.folder.with_name(f"computer {at}"))
            vault = mine.open(fs=fs)
            fs.count, fs.at = 0, at
            with tally.case(f"at operation {at}"):
                try:
                    code = vault.keys.renew_keys(NEW_PASSPHRASE, now=NOW + DAY)
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
def test_an_unfinished_successor_is_left_behind_by_a_kill(computer: Home, state: State, left: str) -> None:
    raw = computer.vault.read_bytes()
    lies = {"half": raw[: len(raw) // 2], "whole": raw, "garbage": b"x" * 5000, "nothing in it": b""}[left]
    with counted("listed: .new left behind") as tally, tally.case(left):
        new_path(computer.vault).write_bytes(lies)
        survives(computer, [state])
        new_path(computer.vault).write_bytes(lies)
        computer.vault.unlink()
        vault = computer.open(rescue_copy=True, day=2)
        assert vault.taken is not None and words(vault) == state.words
        assert (vault.taken.rescue_copy == new_path(computer.vault)) is (left == "whole")
        vault.close()
        survives(computer, [state], older=True)


def test_a_header_of_another_save_before_these_frames_is_noticed(computer: Home) -> None:
    """A header from before a change of passphrase would let the old one in."""
    before = computer.vault.read_bytes()[:BLOCK]
    vault = computer.open()
    vault.keys.set_passphrase(NEW_PASSPHRASE, now=NOW + DAY)
    vault.close()
    computer.vault.write_bytes(before + computer.vault.read_bytes()[BLOCK:])
    with counted("listed: an older header put back") as tally, tally.case(""), pytest.raises(DamagedContents):
        computer.open()
