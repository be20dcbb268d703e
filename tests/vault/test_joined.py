"""Another file of the same vault: merged in, restored, or made as a copy to carry away."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from companion.errors import InvalidEntry, NothingThere, NotReadable, NotSaved, NotUnlocked, NotWritten
from companion.vault.disk.backups import backups_folder, list_backups
from companion.vault.disk.fs import Fs
from companion.vault.format.merging import conflicting
from companion.vault.vault import Vault, verify
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, reopen
from tests.vault.test_vault import lines, put


def texts(vault: Vault) -> dict[str, object]:
    """Return the words by id."""
    return {id: document["text"] for id, document in lines(vault).items()}


@pytest.fixture
def pair(path: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Two copies that were edited apart."""
    vault, _ = make(path)
    put(vault, "both", text="at first")
    put(vault, "gone there", text="at first")
    vault.close()
    other = tmp_path / "other" / "companion.vault"
    other.parent.mkdir()
    shutil.copy(path, other)
    here = reopen(path)
    put(here, "both", text="here")
    put(here, "only here", text="here")
    here.close()
    there = reopen(other)
    put(there, "both", text="there")
    put(there, "only there", text="there")
    with there.transaction():
        there.view("lines", writable=True).pop("gone there")
    there.close()
    return path, other


def test_both_ways_round_the_same_comes_out_and_a_second_time_changes_nothing(
    pair: tuple[Path, Path],
) -> None:
    results = []
    copies = [Path(f"{path}.kept") for path in pair]
    for path, copy in zip(pair, copies, strict=True):
        shutil.copy(path, copy)
    for path, other in (pair, pair[::-1]):
        kept = Path(f"{other}.kept")
        vault = reopen(path)
        merged = vault.copies.merge(vault.copies.look_into(kept), now=NOW)
        assert merged.conflicts == 1
        before = path.read_bytes()
        assert not vault.copies.merge(vault.copies.look_into(kept), now=NOW).changes_something
        assert path.read_bytes() == before
        vault.close()
        again = reopen(path)
        waiting = [
            [d["text"] for d in found.versions.values()] for found in conflicting(again.contents.tables)
        ]
        results.append((texts(again), waiting))
        again.close()
    assert results[0] == results[1]
    found, waiting = results[0]
    assert set(found) == {"both", "only here", "only there"}
    assert [set(words) for words in waiting] == [{"here", "there"}]


def test_a_merge_the_disk_refuses_leaves_everything_as_it_was(pair: tuple[Path, Path]) -> None:
    class Full(Fs):
        full = False

        def open_new(self, path: Path) -> int:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().open_new(path)

    fs = Full()
    vault = reopen(pair[0], fs=fs)
    before = texts(vault), pair[0].read_bytes()
    fs.full = True
    with pytest.raises(NotSaved):
        vault.copies.merge(vault.copies.look_into(pair[1]), now=NOW)
    assert (texts(vault), pair[0].read_bytes()) == before
    fs.full = False
    vault.copies.merge(vault.copies.look_into(pair[1]), now=NOW)
    assert "only there" in texts(vault)
    vault.close()


def test_another_vault_s_file_is_refused_before_any_secret(path: Path, tmp_path: Path) -> None:
    make(path)[0].close()
    make(tmp_path / "stranger.vault")[0].close()
    vault = reopen(path)
    with pytest.raises(InvalidEntry, match="a vault of its own"):
        vault.copies.look_into(tmp_path / "stranger.vault")
    with pytest.raises(NothingThere):
        vault.copies.look_into(tmp_path / "none.vault")
    (tmp_path / "text.vault").write_text("not a vault at all, but a letter")
    with pytest.raises(NotReadable):
        vault.copies.look_into(tmp_path / "text.vault")
    vault.close()


def test_a_copy_from_before_the_keys_were_renewed_needs_its_own_passphrase(pair: tuple[Path, Path]) -> None:
    vault = reopen(pair[0])
    vault.keys.renew_keys("quite other words", now=NOW)
    with pytest.raises(NotUnlocked):
        vault.copies.look_into(pair[1])
    vault.copies.merge(vault.copies.look_into(pair[1], passphrase=PASSPHRASE), now=NOW)
    vault.close()
    again = reopen(pair[0], "quite other words")
    assert "only there" in texts(again)
    again.close()


def test_restoring_puts_the_past_back_and_keeps_the_present_as_a_copy(path: Path) -> None:
    vault, _ = make(path)
    put(vault, "one", text="as it was")
    copy = vault.copies.back_up(now=NOW)
    put(vault, "one", text="changed")
    put(vault, "two", text="since")
    later = NOW + timedelta(days=3)
    seq = vault.seq
    kept = vault.copies.restore(vault.copies.look_into(copy), now=later)
    assert texts(vault) == {"one": "as it was"}
    assert vault.seq > seq
    vault.close()
    again = reopen(path, now=later)
    assert texts(again) == {"one": "as it was"}
    put(again, "three", text="after")
    again.copies.restore(again.copies.look_into(kept), now=later + timedelta(days=1))
    assert texts(again) == {"one": "changed", "two": "since"}
    again.close()


def test_a_restored_state_wins_over_a_copy_that_never_saw_it(path: Path, tmp_path: Path) -> None:
    vault, _ = make(path)
    put(vault, "one", text="as it was")
    copy = vault.copies.back_up(now=NOW)
    put(vault, "one", text="changed")
    vault.close()
    shutil.copy(path, tmp_path / "elsewhere.vault")
    vault = reopen(path)
    vault.copies.restore(vault.copies.look_into(copy), now=NOW)
    merged = vault.copies.merge(vault.copies.look_into(tmp_path / "elsewhere.vault"), now=NOW)
    assert texts(vault) == {"one": "as it was"} and not merged.conflicts
    vault.close()


def test_a_backup_is_read_back_and_opens_by_itself(path: Path, tmp_path: Path) -> None:
    vault, code = make(path)
    put(vault, "one", text="x")
    copy = vault.copies.back_up(tmp_path / "stick", now=NOW)
    assert copy.parent == tmp_path / "stick" and copy.suffix == ".vault"
    vault.close()
    for secret in (PASSPHRASE, code):
        info = verify(copy, passphrase=secret, now=NOW, profile=CHEAP)
        assert info.counts == {"lines": 1}


def test_a_copy_that_reads_back_wrong_is_said_so(path: Path, tmp_path: Path) -> None:
    class Spoiling(Fs):
        spoil = False

        def write(self, fd: int, data: bytes | bytearray | memoryview) -> None:
            spoilt = bytearray(data)
            if self.spoil:
                spoilt[len(spoilt) // 2] ^= 1
            super().write(fd, spoilt)

    fs = Spoiling()
    vault, _ = make(path, fs)
    fs.spoil = True
    with pytest.raises(NotSaved):
        vault.copies.back_up(now=NOW)
    with pytest.raises(NotWritten):
        vault.copies.back_up(path.parent / "stick", now=NOW)
    assert list_backups(path, fs) == ()
    fs.spoil = False
    vault.close()


def test_before_a_merge_a_copy_is_made_and_only_where_something_changes(pair: tuple[Path, Path]) -> None:
    path, other = pair
    vault = reopen(path)
    before = lines(vault)
    kept = vault.copies.merge(vault.copies.look_into(other), now=NOW).kept
    assert kept is not None and kept.parent == backups_folder(path)
    copies = list_backups(path, vault.file.fs)
    assert vault.copies.merge(vault.copies.look_into(other), now=NOW).kept is None
    assert list_backups(path, vault.file.fs) == copies
    vault.close()
    copy = reopen(kept, read_only=True)
    assert lines(copy) == before
    copy.close()


def test_a_merge_whose_copy_cannot_be_made_changes_nothing(pair: tuple[Path, Path]) -> None:
    path, other = pair
    vault = reopen(path)
    before, raw = lines(vault), path.read_bytes()
    backups_folder(path).write_bytes(b"in the way of the folder")
    with pytest.raises(NotSaved):
        vault.copies.merge(vault.copies.look_into(other), now=NOW)
    assert (lines(vault), path.read_bytes()) == (before, raw)
    vault.close()


def test_a_merge_after_another_file_was_put_in_its_place_goes_on_beside_it(pair: tuple[Path, Path]) -> None:
    path, other = pair
    vault = reopen(path)
    shutil.copy(other, path.with_name("synced"))
    path.with_name("synced").replace(path)
    assert vault.copies.merge(vault.copies.look_into(other), now=NOW).kept is not None
    assert path.read_bytes() == other.read_bytes() and ".conflict-" in vault.path.name
    vault.close()


def test_whoever_only_reads_changes_nothing_but_can_make_a_copy(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    vault = reopen(pair[0], read_only=True)
    other = vault.copies.look_into(pair[1])
    with pytest.raises(NotSaved):
        vault.copies.merge(other, now=NOW)
    with pytest.raises(NotSaved):
        vault.copies.restore(other, now=NOW)
    assert vault.copies.back_up(tmp_path / "stick", now=NOW).exists()
    vault.close()
