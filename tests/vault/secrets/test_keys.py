"""Passphrases: the same words open, however a keyboard or a file spelled them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import DamagedContents, InvalidEntry, NotReadable, WrongPassphrase, WrongRecoveryCode
from companion.vault.format.header import Header
from companion.vault.secrets.keys import (
    STANDARD,
    Cost,
    Profile,
    choose_cost,
    new_key,
    normalise_passphrase,
    open_with_code,
    open_with_passphrase,
    passphrase_in_file,
    passphrase_slot,
    recovery_slot,
)
from companion.vault.secrets.recovery_code import new_code
from tests.vault.conftest import CHEAP

COST = CHEAP.costs[0]


def opens(first: str, second: str) -> bool:
    """Say whether a slot made with `first` opens with `second`."""
    key = new_key()
    header = Header(vault_id=key.vault_id).with_slot(passphrase_slot(key, first, COST))
    try:
        return open_with_passphrase(header, second) == key
    except WrongPassphrase:
        return False


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("caf\u00e9 au lait", "cafe\u0301 au lait"),
        ("two words here", "two\u00a0words\u2003here"),
        ("gŵyl y banc 🎈", "gŵyl y banc 🎈"),
    ],
)
def test_the_same_words_open_however_they_were_composed(first: str, second: str) -> None:
    assert opens(first, second)


@pytest.mark.parametrize("second", ["Two words here", "two words here ", "two  words here", ""])
def test_other_words_do_not_open(second: str) -> None:
    assert not opens("two words here", second)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60))
def test_any_typeable_passphrase_opens_its_own_slot(words: str) -> None:
    assert opens(words, words)


@pytest.mark.parametrize(
    "words",
    ["", "too short", "tab\tin the middle", "null\0in the middle", "\ud800" * 12, "\u0378" * 12, "é" * 513],
)
def test_what_cannot_be_a_passphrase_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        normalise_passphrase(words)
    assert str(caught.value).endswith(".")
    if words:
        assert words not in str(caught.value)


def test_a_recovery_code_cannot_become_a_passphrase() -> None:
    with pytest.raises(InvalidEntry):
        normalise_passphrase(new_code().lower())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"plain words here\n", "plain words here"),
        (b"plain words here\r\n", "plain words here"),
        (b"\xef\xbb\xbfplain words here", "plain words here"),
        (b"ends with a space \n\n", "ends with a space "),
        (b"the first line\r\nand a note to myself\n", "the first line"),
        ("gŵyl".encode(), "gŵyl"),
    ],
)
def test_a_passphrase_file_is_its_first_line_without_its_mark(data: bytes, words: str) -> None:
    assert passphrase_in_file(data) == words


@pytest.mark.parametrize(
    "data", ["words".encode("utf-16"), "words".encode("utf-16-le"), b"\xff\xfewords", b"caf\xe9"]
)
def test_a_passphrase_file_in_another_encoding_is_refused(data: bytes) -> None:
    with pytest.raises(NotReadable, match="UTF-8"):
        passphrase_in_file(data)


def test_both_slots_give_the_same_key_and_neither_opens_with_the_other() -> None:
    key, code = new_key(), new_code()
    header = Header(vault_id=key.vault_id).with_slot(passphrase_slot(key, "some long words", COST))
    header = header.with_slot(recovery_slot(key, code))
    assert open_with_passphrase(header, "some long words") == open_with_code(header, code.lower()) == key
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(header, code)
    with pytest.raises(WrongRecoveryCode) as caught:
        open_with_code(header, new_code())
    assert caught.value.groups == ()


def test_a_slot_moved_to_another_vault_does_not_open() -> None:
    key = new_key()
    slot = passphrase_slot(key, "some long words", COST)
    with pytest.raises(WrongPassphrase):
        open_with_passphrase(Header(vault_id=bytes(16)).with_slot(slot), "some long words")


def test_an_altered_wrapped_key_is_told_from_a_wrong_passphrase() -> None:
    key = new_key()
    raw = passphrase_slot(key, "some long words", COST).pack()
    header = Header(
        vault_id=key.vault_id, slots=(raw[:-3] + bytes([raw[-3] ^ 1]) + raw[-2:], *[bytes(128)] * 7)
    )
    with pytest.raises(DamagedContents):
        open_with_passphrase(header, "some long words")


def test_salts_are_never_used_twice() -> None:
    key = new_key()
    slots = [passphrase_slot(key, "some long words", COST) for _ in range(5)]
    assert len({slot.salt for slot in slots}) == len({slot.wrapped for slot in slots}) == 5


def test_keys_do_not_show_in_repr() -> None:
    key = new_key()
    assert key.root.hex() not in repr(key) and repr(key.root) not in repr(key)


def test_the_shipped_costs_are_as_decided() -> None:
    assert [(cost.m_kib // 1024, cost.t, cost.p) for cost in STANDARD.costs] == [
        (64, 3, 4),
        (128, 3, 4),
        (256, 3, 4),
    ]
    assert STANDARD.least_kib == 64 * 1024
    assert STANDARD.most_kib == 1024 * 1024


def test_the_strongest_cost_that_fits_the_time_is_chosen() -> None:
    costs = (Cost(32, 1), Cost(64, 1), Cost(2**40, 1))
    patient = Profile(costs=costs, least_kib=32, most_kib=64, seconds=10.0)
    assert choose_cost(patient) == costs[1]
    hurried = Profile(costs=costs, least_kib=32, most_kib=64, seconds=0.0)
    assert choose_cost(hurried) == costs[0]
