"""One wrong bit at a vault's beginning: it is found by the checksum, put right, and nothing is lost by it."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companion.errors import DamagedContents, DamagedHeader, WrongPassphrase
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from companion.vault.format.header import HEADER_LEN
from companion.vault.rescue import can_be_mended, find_flipped_bit
from companion.vault.vault import Vault
from tests.vault.conftest import CHEAP, NOW, PASSPHRASE, make, open_rescue_copy, reopen
from tests.vault.test_faults import FaultyFs, error
from tests.vault.test_vault import lines, put

PLAIN = Path(__file__).parents[1] / "vectors" / "plain.vault"


def turned(raw: bytes, *bits: int) -> bytes:
    """Return `raw` with these bits of it turned."""
    out = bytearray(raw)
    for bit in bits:
        out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


@pytest.fixture
def spoilt(path: Path) -> tuple[bytes, bytes]:
    """A closed vault with one record and one wrong bit: its bytes as they were, and as they are."""
    vault, _ = make(path)
    put(vault, text="walk")
    vault.close()
    raw = path.read_bytes()
    path.write_bytes(turned(raw, 100 * 8))
    return raw, path.read_bytes()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, HEADER_LEN * 8 - 1))
@example(0)
@example((HEADER_LEN - 32) * 8 - 1)
@example((HEADER_LEN - 32) * 8)
@example(HEADER_LEN * 8 - 1)
def test_any_one_bit_is_found(bit: int) -> None:
    raw = PLAIN.read_bytes()
    assert find_flipped_bit(turned(raw, bit)) == raw


@settings(max_examples=10, deadline=None)
@given(st.sets(st.integers(0, HEADER_LEN * 8 - 1), min_size=2, max_size=4))
@example({0, 1})
@example({8, HEADER_LEN * 8 - 1})
@example({HEADER_LEN * 8 - 1, HEADER_LEN * 8 - 2})
def test_more_than_one_is_not_guessed_at(bits: set[int]) -> None:
    assert find_flipped_bit(turned(PLAIN.read_bytes(), *bits)) is None


@pytest.mark.parametrize("raw", [b"", b"x", bytes(HEADER_LEN - 1), PLAIN.read_bytes()])
def test_nothing_to_put_right(raw: bytes) -> None:
    assert find_flipped_bit(raw) is None


def test_what_follows_the_header_is_left_as_it_is() -> None:
    raw = PLAIN.read_bytes()
    assert find_flipped_bit(turned(raw, HEADER_LEN * 8)) is None
    assert find_flipped_bit(turned(raw, 8, HEADER_LEN * 8)) == turned(raw, HEADER_LEN * 8)


def test_opening_refuses_and_a_repair_keeps_the_file_as_it_was(
    path: Path, spoilt: tuple[bytes, bytes]
) -> None:
    right, wrong = spoilt
    with pytest.raises(DamagedHeader):
        reopen(path)
    assert path.read_bytes() == wrong
    assert can_be_mended(path, Fs(), CHEAP)
    vault = open_rescue_copy(path)
    assert lines(vault) == {"one": {"text": "walk"}}
    assert path.read_bytes() == right
    taken = vault.taken
    assert taken is not None and taken.mended and taken.aside is not None
    assert taken.aside.name == "companion.vault.torn-2026-11-23"
    assert taken.aside.read_bytes() == wrong
    put(vault, "two", text="more")
    vault.close()
    assert not can_be_mended(path, Fs(), CHEAP)
    assert lines(reopen(path, read_only=True)) == {"one": {"text": "walk"}, "two": {"text": "more"}}


def test_it_comes_before_a_newer_file_and_before_the_copies(path: Path, spoilt: tuple[bytes, bytes]) -> None:
    right, _ = spoilt
    new_path(path).write_bytes(right[:-100])
    folder = path.with_name(path.name + ".backups")
    folder.mkdir()
    (folder / "2026-11-22-abcd.vault").write_bytes(right)
    vault = open_rescue_copy(path)
    assert vault.taken is not None and vault.taken.mended
    assert right[:-100] in [each.read_bytes() for each in path.parent.iterdir() if each.is_file()]
    vault.close()


def test_a_wrong_passphrase_changes_nothing(path: Path, spoilt: tuple[bytes, bytes]) -> None:
    with pytest.raises(WrongPassphrase):
        open_rescue_copy(path, "something else again")
    assert path.read_bytes() == spoilt[1]


def test_damage_behind_it_too_is_told_and_changes_nothing(path: Path, spoilt: tuple[bytes, bytes]) -> None:
    path.write_bytes(turned(spoilt[1], HEADER_LEN * 8 + 5000))
    before = path.read_bytes()
    with pytest.raises(DamagedContents, match="The passphrase is right"):
        open_rescue_copy(path)
    assert path.read_bytes() == before


def test_a_header_that_is_no_vaults_cannot_be_mended(path: Path, spoilt: tuple[bytes, bytes]) -> None:
    path.write_bytes(turned(spoilt[0], 8, 9))
    assert not can_be_mended(path, Fs(), CHEAP)
    path.unlink()
    assert not can_be_mended(path, Fs(), CHEAP)


def test_every_fault_of_the_disk_leaves_the_vault_or_its_repair(
    path: Path, spoilt: tuple[bytes, bytes]
) -> None:
    right, wrong = spoilt
    counting = FaultyFs()
    open_rescue_copy(path, fs=counting).close()
    assert counting.count > 8
    for at in range(1, counting.count + 1):
        for each in path.parent.iterdir():
            each.unlink()
        path.write_bytes(wrong)
        faulty = FaultyFs()
        faulty.at, faulty.happen = at, error(5)
        try:
            open_rescue_copy(path, fs=faulty).close()
        except Exception as raised:
            assert type(raised).__module__ == "companion.errors", raised
        vault = open_rescue_copy(path)
        assert lines(vault) == {"one": {"text": "walk"}}
        vault.close()
        assert path.read_bytes()[:HEADER_LEN] == right[:HEADER_LEN]


def test_a_folder_that_cannot_be_written_to(path: Path, spoilt: tuple[bytes, bytes]) -> None:
    class ReadOnly(Fs):
        def can_write(self, folder: Path) -> bool:
            return False

    vault = open_rescue_copy(path, PASSPHRASE, fs=ReadOnly())
    assert vault.read_only and lines(vault) == {"one": {"text": "walk"}}
    assert vault.taken is not None and vault.taken.mended and vault.taken.aside is None
    vault.close()
    assert path.read_bytes() == spoilt[1]


def test_copies_older_than_a_new_passphrase_say_what_to_do(path: Path) -> None:
    vault, _ = make(path)
    put(vault, text="x")
    vault.copies.back_up(now=NOW)
    vault.keys.set_passphrase("words I will remember", now=NOW)
    vault.close()
    path.unlink()
    with pytest.raises(WrongPassphrase, match="try the one from before"):
        Vault.open_rescue_copy(path, passphrase="words I will remember", now=NOW, profile=CHEAP)
    opened = Vault.open_rescue_copy(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    assert lines(opened) == {"one": {"text": "x"}}
    opened.close()
