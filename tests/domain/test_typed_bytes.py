"""Whatever bytes come, in whatever pieces, they are read as what was typed."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.typed_bytes import TypedBytes, as_typed

NO_LETTER = (0x81, 0x8D, 0x8F, 0x90, 0x9D)
MIXED = st.lists(
    st.one_of(
        st.text(max_size=4).map(str.encode), st.binary(max_size=4), st.sampled_from([b"\xe9", b"\xf0\x9f"])
    )
).map(b"".join)


def read(pieces: Sequence[bytes]) -> str:
    typed = TypedBytes()
    return "".join(map(typed.read, pieces)) + typed.rest()


@given(st.text(max_size=12))
def test_utf8_cut_at_any_point_is_the_same_words(words: str) -> None:
    data = words.encode()
    assert {read([data[:at], data[at:]]) for at in range(len(data) + 1)} == {words}
    assert read([bytes([byte]) for byte in data]) == words


@given(MIXED)
def test_any_bytes_cut_at_any_point_are_read_as_when_they_are_whole(data: bytes) -> None:
    whole = as_typed(data)
    assert {read([data[:at], data[at:]]) for at in range(len(data) + 1)} == {whole}
    assert read([bytes([byte]) for byte in data]) == whole
    assert bool(whole) == bool(data), "no byte is dropped"


@given(st.text(alphabet=[bytes([byte]).decode("cp1252", "ignore") or "x" for byte in range(256)]))
def test_words_in_windows_1252_between_plain_letters_are_those_words(words: str) -> None:
    apart = "".join(f"{letter}." for letter in words)
    assert as_typed(apart.encode("cp1252")) == apart


@pytest.mark.parametrize("byte", range(0x80, 0x100))
def test_a_byte_alone_is_its_letter(byte: int) -> None:
    letter = "\ufffd" if byte in NO_LETTER else bytes([byte]).decode("cp1252")
    assert read([bytes([byte])]) == letter
    assert read([bytes([byte]), b"a"]) == f"{letter}a"


@pytest.mark.parametrize("symbol", ["é", "€", "🌊"])
def test_a_symbol_waits_for_its_rest_and_then_no_longer(symbol: str) -> None:
    data = symbol.encode()
    for at in range(1, len(data)):
        typed = TypedBytes()
        assert typed.read(data[:at]) == ""
        assert typed.read(data[at:]) == symbol
        typed.read(data[:at])
        assert typed.rest() == data[:at].decode("cp1252", "replace")
        assert typed.read(b"ok") == "ok"
