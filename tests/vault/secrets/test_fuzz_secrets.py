"""What this computer saw last, recovery codes and passphrase files, of any bytes: read, or refused in our words."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.errors import InvalidEntry, NotReadable, WrongPassphrase, WrongRecoveryCode
from companion.vault.disk.fs import Fs
from companion.vault.disk.last_seen import RECORD, LastSeen, SeenState, relation
from companion.vault.format.header import read_header
from companion.vault.secrets.keys import normalise_passphrase, open_with_passphrase, passphrase_in_file
from companion.vault.secrets.recovery_code import (
    SYMBOLS,
    canonical,
    is_code,
    same_group,
    wrong_groups,
    wrong_so_far,
)
from tests.thorough import many
from tests.vault.format.fuzzing import HEADER, KEY, LIMITS, SLACK, watched

ENOUGH = many(200)
DEEP = b"[" * 3000 + b"]" * 3000
ODD = st.sampled_from([b"0", b"-1", b"1e400", b"9" * 5000, b"9" * 30, b"1.5", b'"\\ud800"', b'"\xff"', DEEP])
NOW = SeenState(seq=3, tip="00" * 16, vv={"a": 3, "b": 1}, w="a", at="2026-11-23")


def record(n: bytes = b"0", seq: bytes = b"1", vv: bytes = b"1", new: bytes = b"0") -> bytes:
    """Return the JSON of a record with these numbers, and a key that nobody knows."""
    return b'{"n":%s,"seq":%s,"tip":"","vv":{"a":%s},"w":"","at":"","new":%s}' % (n, seq, vv, new)


class OneFile(Fs):
    """A disk that holds one file."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def read_start(self, path: Path, most: int) -> bytes:
        return self.raw


def sealed(words: bytes) -> bytes:
    """Return a record that holds `words`."""
    return LastSeen(Path(), KEY, Fs(), _record=2 * RECORD)._sealed(words)


def read_back(raw: bytes) -> SeenState | None:
    """Return what is read from a file of these bytes."""
    return LastSeen(Path(), KEY, OneFile(raw)).read()


def test_what_was_seen_last_is_reached() -> None:
    good = SeenState(n=10**30, seq=10**30, tip="", vv={"a": 10**30}, w="", at="")
    assert read_back(sealed(msgspec.json.encode(good)) + bytes(2 * RECORD)) == good


@pytest.mark.parametrize("words", [b'{"x":%s}' % DEEP, record(new=DEEP), record(vv=b"9" * 5000), b"\xff"])
def test_words_that_cannot_be_read_are_as_good_as_none(words: bytes) -> None:
    assert read_back(sealed(words) * 2) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_in_the_place_of_what_was_seen_last(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    seen = LastSeen(tmp_path, KEY, Fs())
    os.mkfifo(seen.path)
    assert seen.read() is None


@ENOUGH
@given(
    st.lists(
        st.one_of(st.none(), st.binary(max_size=300), st.builds(record, ODD, ODD, ODD, ODD)), max_size=3
    ),
    st.integers(-100, 100),
    st.binary(max_size=200),
)
def test_what_was_seen_last_of_any_bytes(records: list[bytes | None], length: int, after: bytes) -> None:
    raw = b"".join(bytes(2 * RECORD) if words is None else sealed(words) for words in records)
    raw = raw[:length] + after if length else raw
    with watched() as spent:
        found = read_back(raw)
    assert spent.derivations == 0
    assert spent.peak <= 4 * len(raw) + SLACK
    relation(NOW, found)
    if found:
        relation(found, NOW)


@ENOUGH
@given(st.one_of(st.text(max_size=80), st.text(SYMBOLS + "ilou- \u2160\u00df\ufb03", max_size=60)))
@example("00001-00002")
def test_what_is_typed_for_a_recovery_code(typed: str) -> None:
    wrong = wrong_groups(typed)
    assert set(wrong) <= set(range(1, 8)) and wrong_so_far(typed) in range(8)
    same_group(typed, "00001")
    with suppress(WrongRecoveryCode):
        assert len(canonical(typed)) == 35 and is_code(typed) and not wrong


@ENOUGH
@given(st.one_of(st.binary(max_size=1200), st.text(max_size=1200).map(str.encode)))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfea\0")
@example(b"\xed\xa0\x80")
@example(b"a" * 2000)
def test_a_passphrase_file_of_any_bytes(data: bytes) -> None:
    with suppress(NotReadable):
        words = passphrase_in_file(data)
        with suppress(InvalidEntry):
            normalise_passphrase(words)
        with watched() as spent, suppress(WrongPassphrase):
            open_with_passphrase(read_header(HEADER, LIMITS.least_kib, LIMITS.most_kib), words)
        assert spent.derivations <= 1
