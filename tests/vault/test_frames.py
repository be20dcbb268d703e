"""Frames: what is sealed opens again, bit for bit, and nothing else does."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import DamagedContents
from companion.vault.frames import (
    BLOCK,
    LEAST_SNAPSHOT,
    PIECE,
    SCRATCH,
    Key,
    prove_snapshot,
    read_frames,
    seal_snapshot,
    snapshot_length,
)
from companion.vault.header import HEADER_LEN, Header
from companion.vault.keys import new_key

KEY = new_key()
HEADER = Header(vault_id=KEY.vault_id).pack(KEY.root)


def sealed(key: Key, header: bytes, seq: int, words: bytes) -> bytes:
    """Return a whole vault file."""
    return b"".join(bytes(piece) for piece in seal_snapshot(key, header, seq, words, bytearray(SCRATCH)))


def pieces(raw: bytes, size: int = PIECE) -> Iterator[memoryview]:
    """Return `raw` as it is read from a disk."""
    return (memoryview(raw)[at : at + size] for at in range(0, len(raw), size))


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.integers(0, 600_000).map(os.urandom)), st.integers(0, 2**63))
def test_a_snapshot_reads_back_word_for_word(words: bytes, seq: int) -> None:
    whole = sealed(KEY, HEADER, seq, words)
    (frame,) = read_frames(KEY, whole)
    assert bytes(frame.json) == words
    assert frame.seq == seq
    assert frame.tag == whole[-16:]
    assert len(whole) % BLOCK == 0


def test_the_same_words_never_look_the_same_twice() -> None:
    first, second = ((sealed(KEY, HEADER, 1, b"words")) for _ in range(2))
    same = sum(a == b for a, b in zip(first[HEADER_LEN + 24 :], second[HEADER_LEN + 24 :], strict=True))
    assert same < len(first) / 100


def test_small_vaults_are_all_of_one_length() -> None:
    lengths = {len(sealed(KEY, HEADER, 1, bytes(n))) for n in (0, 1, 1000, 200_000)}
    assert lengths == {HEADER_LEN + LEAST_SNAPSHOT}


@given(st.integers(0, 2**28))
def test_padding_is_enough_and_never_much(length: int) -> None:
    padded = snapshot_length(length)
    assert padded >= max(length + 112, LEAST_SNAPSHOT)
    assert padded % BLOCK == 0
    assert padded <= max((length + 112) * 1.13 + BLOCK, LEAST_SNAPSHOT)


def test_the_length_tells_only_its_leading_bits() -> None:
    assert len({snapshot_length(length) for length in range(2**20, 2**21, 997)}) <= 33


def test_another_key_another_vault_another_header_do_not_open_it() -> None:
    whole = sealed(KEY, HEADER, 1, b"words")
    other = new_key()
    for key in (other, type(KEY)(KEY.root, other.vault_id), type(KEY)(other.root, KEY.vault_id)):
        with pytest.raises(DamagedContents):
            list(read_frames(key, whole))
    next_header = Header(vault_id=KEY.vault_id, generation=2).pack(KEY.root)
    with pytest.raises(DamagedContents):
        list(read_frames(KEY, next_header + whole[HEADER_LEN:]))


@pytest.mark.parametrize("change", ["cut", "grow", "twice", "empty", "short block"])
def test_a_file_of_another_length_is_refused(change: str) -> None:
    whole = sealed(KEY, HEADER, 1, b"words")
    changed = {
        "cut": whole[:-BLOCK],
        "grow": whole + bytes(BLOCK),
        "twice": whole + whole[HEADER_LEN:],
        "empty": whole[:HEADER_LEN],
        "short block": whole + b"\0",
    }[change]
    with pytest.raises(DamagedContents):
        list(read_frames(KEY, changed))


def test_frames_do_not_show_their_words() -> None:
    (frame,) = read_frames(KEY, (sealed(KEY, HEADER, 7, b"canary words")))
    assert "canary" not in repr(frame)


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 700_001])
def test_a_file_is_proved_piece_by_piece_and_every_change_is_found(length: int) -> None:
    whole = sealed(KEY, HEADER, 1, os.urandom(length))
    for size in (PIECE, 5000, 100_000):
        prove_snapshot(KEY, HEADER, pieces(whole, min(size, PIECE)), bytearray(SCRATCH))
    spots = (
        0,
        40,
        4095,
        HEADER_LEN,
        HEADER_LEN + 8,
        HEADER_LEN + 60,
        HEADER_LEN + 88,
        PIECE,
        SCRATCH,
        len(whole) - 17,
        len(whole) - 1,
    )
    for at in spots:
        spoilt = bytearray(whole)
        spoilt[at] ^= 1
        with pytest.raises(DamagedContents):
            prove_snapshot(KEY, HEADER, pieces(bytes(spoilt)), bytearray(SCRATCH))
    for other in (b"", whole[:100], whole[:HEADER_LEN], whole[:-1], whole[:-BLOCK], whole + b"x"):
        with pytest.raises(DamagedContents):
            prove_snapshot(KEY, HEADER, pieces(other), bytearray(SCRATCH))
