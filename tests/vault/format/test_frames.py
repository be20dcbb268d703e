"""Frames: what is sealed opens again, bit for bit, and nothing else does."""

import hashlib
import os
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import DamagedContents
from companion.vault.format.frames import BLOCK, Key, seal_delta
from companion.vault.format.header import HEADER_LEN, Header
from companion.vault.format.replay import MOST_TAIL, DamagedWithin, replay
from companion.vault.format.snapshot import (
    LEAST_SNAPSHOT,
    PIECE,
    SCRATCH,
    prove_snapshot,
    seal_snapshot,
    snapshot_length,
)
from companion.vault.secrets.keys import new_key

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
    frame = replay(KEY, whole).last
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
            replay(key, whole)
    next_header = Header(vault_id=KEY.vault_id, generation=2).pack(KEY.root)
    with pytest.raises(DamagedContents):
        replay(KEY, next_header + whole[HEADER_LEN:])


@pytest.mark.parametrize("cut", [0, 1, BLOCK])
def test_a_snapshot_that_is_cut_short_is_refused(cut: int) -> None:
    whole = sealed(KEY, HEADER, 1, b"words")
    with pytest.raises(DamagedContents):
        replay(KEY, whole[:-cut] if cut else whole[:HEADER_LEN])


@pytest.mark.parametrize("after", [b"\0", bytes(BLOCK), os.urandom(MOST_TAIL), b"CVfr" * 1024])
def test_what_a_save_that_was_cut_short_leaves_behind_is_told(after: bytes) -> None:
    whole = sealed(KEY, HEADER, 1, b"words")
    read = replay(KEY, whole + after)
    assert (bytes(read.last.json), read.torn, read.end) == (b"words", True, len(whole))
    assert not replay(KEY, whole).torn


def test_more_than_one_save_can_leave_behind_is_damage() -> None:
    whole = sealed(KEY, HEADER, 1, b"words")
    with pytest.raises(DamagedWithin):
        replay(KEY, whole + bytes(MOST_TAIL + 1))
    assert replay(KEY, whole + bytes(MOST_TAIL + 1), earlier=True).end == len(whole)


def added(whole: bytes, *words: bytes) -> bytes:
    """Return a vault file with a delta added for each of `words`."""
    last = replay(KEY, whole).last
    seq, tag = last.seq, last.tag
    for json in words:
        seq += 1
        frame = seal_delta(KEY, hashlib.sha256(HEADER).digest(), seq, tag, json)
        whole, tag = whole + frame, frame[-16:]
    return whole


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=9000), max_size=5), st.integers(0, 2**62))
def test_deltas_read_back_in_order(words: list[bytes], seq: int) -> None:
    whole = added(sealed(KEY, HEADER, seq, b"first"), *words)
    read = replay(KEY, whole)
    assert [bytes(frame.json) for frame in read.deltas] == words
    assert (read.last.seq, read.end, read.torn) == (seq + len(words), len(whole), False)
    assert len(whole) % BLOCK == 0


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2), (1, 2), (2,), (0, 2, 1)])
def test_frames_dropped_or_in_another_order_are_refused(order: tuple[int, ...]) -> None:
    start = sealed(KEY, HEADER, 7, b"first")
    whole = added(start, b"one", b"two", b"three")
    frames = [whole[at : at + BLOCK] for at in range(len(start), len(whole), BLOCK)]
    with pytest.raises(DamagedContents):
        replay(KEY, start + b"".join(frames[n] for n in order))


def test_a_frame_that_stands_twice_is_passed_over_with_notice() -> None:
    start = sealed(KEY, HEADER, 7, b"first")
    whole = added(start, b"one", b"two")
    read = replay(KEY, whole + whole[-BLOCK:])
    assert [bytes(frame.json) for frame in read.deltas] == [b"one", b"two"] and read.torn
    read = replay(KEY, whole + start[HEADER_LEN:])
    assert read.torn and read.last.seq == 9


def test_a_frame_of_a_fork_is_no_part_of_the_other() -> None:
    start = sealed(KEY, HEADER, 7, b"first")
    one, other = added(start, b"one", b"two"), added(start, b"other", b"more")
    mixed = one[: len(start) + BLOCK] + other[len(start) + BLOCK :]
    read = replay(KEY, mixed)
    assert [bytes(frame.json) for frame in read.deltas] == [b"one"] and read.torn
    with pytest.raises(DamagedWithin):
        fork = added(other, b"x")[len(start) + BLOCK :]
        replay(KEY, added(start, b"one", b"two", b"three")[: len(start) + BLOCK] + fork)


@pytest.mark.parametrize("spoilt", [0, 1])
def test_damage_before_a_good_frame_is_not_taken_for_the_end(spoilt: int) -> None:
    start = sealed(KEY, HEADER, 7, b"first")
    whole = bytearray(added(start, b"one", b"two", b"three"))
    whole[len(start) + spoilt * BLOCK + 2000] ^= 1
    with pytest.raises(DamagedWithin):
        replay(KEY, bytes(whole))
    read = replay(KEY, bytes(whole), earlier=True)
    assert [bytes(frame.json) for frame in read.deltas] == [b"one", b"two"][:spoilt]


def test_a_snapshot_after_the_first_is_refused() -> None:
    start = sealed(KEY, HEADER, 7, b"first")
    with pytest.raises(DamagedContents):
        replay(KEY, start + sealed(KEY, HEADER, 8, b"again")[HEADER_LEN:])


def test_frames_do_not_show_their_words() -> None:
    frame = replay(KEY, sealed(KEY, HEADER, 7, b"canary words")).last
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
