"""Frames: what is sealed opens again, bit for bit, and nothing else does."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import DamagedContents
from companion.vault.frames import BLOCK, LEAST_SNAPSHOT, padded_length, read_frames, seal_snapshot
from companion.vault.header import HEADER_LEN, Header
from companion.vault.keys import new_key

KEY = new_key()
HEADER = Header(vault_id=KEY.vault_id).pack(KEY.root)


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.integers(0, 600_000).map(os.urandom)), st.integers(0, 2**63))
def test_a_snapshot_reads_back_word_for_word(words: bytes, seq: int) -> None:
    sealed = bytes(seal_snapshot(KEY, HEADER, seq, words))
    (frame,) = read_frames(KEY, sealed)
    assert bytes(frame.json) == words
    assert frame.seq == seq
    assert frame.tag == sealed[-16:]
    assert len(sealed) % BLOCK == 0


def test_the_same_words_never_look_the_same_twice() -> None:
    first, second = (bytes(seal_snapshot(KEY, HEADER, 1, b"words")) for _ in range(2))
    same = sum(a == b for a, b in zip(first[HEADER_LEN + 24 :], second[HEADER_LEN + 24 :], strict=True))
    assert same < len(first) / 100


def test_small_vaults_are_all_of_one_length() -> None:
    lengths = {len(seal_snapshot(KEY, HEADER, 1, bytes(n))) for n in (0, 1, 1000, 200_000)}
    assert lengths == {HEADER_LEN + LEAST_SNAPSHOT}


@given(st.integers(0, 2**28))
def test_padding_is_enough_and_never_much(length: int) -> None:
    padded = padded_length(length)
    assert padded >= max(length, LEAST_SNAPSHOT)
    assert padded % BLOCK == 0
    assert padded <= max(length * 1.13 + BLOCK, LEAST_SNAPSHOT)


def test_the_length_tells_only_its_leading_bits() -> None:
    assert len({padded_length(length) for length in range(2**20, 2**21, 997)}) <= 33


def test_another_key_another_vault_another_header_do_not_open_it() -> None:
    sealed = bytes(seal_snapshot(KEY, HEADER, 1, b"words"))
    other = new_key()
    for key in (other, type(KEY)(KEY.root, other.vault_id), type(KEY)(other.root, KEY.vault_id)):
        with pytest.raises(DamagedContents):
            list(read_frames(key, sealed))
    next_header = Header(vault_id=KEY.vault_id, generation=2).pack(KEY.root)
    with pytest.raises(DamagedContents):
        list(read_frames(KEY, next_header + sealed[HEADER_LEN:]))


@pytest.mark.parametrize("change", ["cut", "grow", "twice", "empty", "short block"])
def test_a_file_of_another_length_is_refused(change: str) -> None:
    sealed = bytes(seal_snapshot(KEY, HEADER, 1, b"words"))
    changed = {
        "cut": sealed[:-BLOCK],
        "grow": sealed + bytes(BLOCK),
        "twice": sealed + sealed[HEADER_LEN:],
        "empty": sealed[:HEADER_LEN],
        "short block": sealed + b"\0",
    }[change]
    with pytest.raises(DamagedContents):
        list(read_frames(KEY, changed))


def test_frames_do_not_show_their_words() -> None:
    (frame,) = read_frames(KEY, bytes(seal_snapshot(KEY, HEADER, 7, b"canary words")))
    assert "canary" not in repr(frame)
