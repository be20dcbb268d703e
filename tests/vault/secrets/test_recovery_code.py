"""The recovery code: what was written on paper is read back, and a slip is found and placed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import WrongRecoveryCode
from companion.vault.secrets.recovery_code import (
    SYMBOLS,
    canonical,
    is_code,
    is_group,
    new_code,
    same_group,
    wrong_groups,
    wrong_so_far,
)


def test_a_new_code_has_seven_groups_of_five_and_reads_back() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [5] * 7
    assert canonical(code).decode("ascii") == code.replace("-", "")


def test_two_codes_differ() -> None:
    assert len({new_code() for _ in range(50)}) == 50


@pytest.mark.parametrize("write", [str.lower, lambda c: c.replace("-", " "), lambda c: c.replace("-", "")])
def test_case_spaces_and_dashes_do_not_matter(write: "type[str]") -> None:
    code = new_code()
    assert canonical(write(code)) == canonical(code)
    assert canonical(f"  {write(code)}\n") == canonical(code)


def test_look_alikes_are_read_as_what_is_on_the_sheet() -> None:
    for _ in range(40):
        code = new_code()
        typed = code.replace("0", "O").replace("1", "l").replace("V", "u")
        assert canonical(typed) == canonical(code)


def test_every_single_wrong_symbol_is_found_and_its_group_named() -> None:
    code = new_code().replace("-", "")
    for at, right in enumerate(code):
        for symbol in SYMBOLS:
            if symbol != right:
                assert wrong_groups(code[:at] + symbol + code[at + 1 :]) == (at // 5 + 1,)


def test_every_swap_of_neighbours_is_found() -> None:
    for _ in range(10):
        code = new_code().replace("-", "")
        for at in range(34):
            if code[at] != code[at + 1]:
                swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
                assert wrong_groups(swapped), (code, at)


def test_every_swap_of_two_groups_is_found() -> None:
    for _ in range(10):
        groups = new_code().split("-")
        for a, b in combinations(range(7), 2):
            if groups[a] != groups[b]:
                swapped = list(groups)
                swapped[a], swapped[b] = groups[b], groups[a]
                assert wrong_groups("-".join(swapped)), (groups, a, b)


@pytest.mark.parametrize("separator", ["-", " ", " - ", "\n"])
def test_one_symbol_left_out_spoils_its_group_alone(separator: str) -> None:
    groups = new_code().split("-")
    for at in range(7):
        short = [*groups[:at], groups[at][:-1], *groups[at + 1 :]]
        assert wrong_groups(separator.join(short)) == (at + 1,)


def test_a_missing_group_and_a_ninth_are_refused() -> None:
    code = new_code()
    assert 7 in wrong_groups(code[:-6])
    with pytest.raises(WrongRecoveryCode):
        canonical(code + "-" + code[:5])
    assert not is_code(code + "-" + code[:5])


def test_the_error_names_the_groups_in_words_and_numbers() -> None:
    groups = new_code().split("-")
    groups[2], groups[5] = "!!!!!", "AB"
    with pytest.raises(WrongRecoveryCode) as caught:
        canonical("-".join(groups))
    assert caught.value.groups  # pieces cannot be placed when one is no piece at all
    groups[2] = "99999" if not is_group("99999", 3) else "99998"
    with pytest.raises(WrongRecoveryCode) as caught:
        canonical("-".join(groups))
    assert caught.value.groups == (3, 6)
    assert "3 and 6" in str(caught.value)


def test_a_group_is_checked_on_its_own() -> None:
    groups = new_code().split("-")
    assert all(is_group(group.lower(), number) for number, group in enumerate(groups, 1))
    assert not is_group(groups[0], 2)
    assert not is_group("", 1)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    if is_code(text):
        assert len(canonical(text)) == 35
    else:
        with pytest.raises(WrongRecoveryCode):
            canonical(text)


SEPARATED = [
    lambda code: code,
    str.lower,
    lambda code: code.replace("-", " "),
    lambda code: code.replace("-", ""),
    lambda code: " ".join(code),  # as it is read out
    lambda code: code.replace("0", "O").replace("1", "l").replace("V", "u"),
]


@pytest.mark.parametrize("write", SEPARATED)
def test_while_a_right_code_is_typed_nothing_is_said(write: "type[str]") -> None:
    for _ in range(20):
        typed = str(write(new_code()))
        assert {wrong_so_far(typed[:end]) for end in range(len(typed) + 1)} == {0}


@pytest.mark.parametrize("between", ["-", " ", ""])
def test_a_slip_is_named_as_soon_as_its_group_is_finished(between: str) -> None:
    groups = new_code().split("-")
    for number in range(1, 8):
        group = groups[number - 1]
        for at in range(5):
            slipped = group[:at] + ("7" if group[at] != "7" else "8") + group[at + 1 :]
            before = between.join([*groups[: number - 1], ""])
            assert wrong_so_far(before + slipped[:4]) == 0
            assert wrong_so_far(before + slipped) == number
            assert wrong_so_far(between.join([*groups[: number - 1], slipped, *groups[number:]])) == number


@pytest.mark.parametrize("number", range(1, 8))
@pytest.mark.parametrize("between", ["-", " "])
def test_a_symbol_left_out_is_found_before_the_code_is_whole(number: int, between: str) -> None:
    for _ in range(20):
        groups = new_code().split("-")
        groups[number - 1] = groups[number - 1][1:]
        assert wrong_so_far(between.join(groups)) in (0, number)  # counted off, it may look right by chance
        assert wrong_groups(between.join(groups)) == (number,)
    slipped = between.join(["6QE3H", "4K84C", "7M25", "9ZXW5"])
    assert wrong_so_far(slipped[:16]) == 0
    assert wrong_so_far(slipped) == 3


@given(st.text(max_size=60))
def test_whatever_is_typed_a_group_of_seven_or_none_is_named(text: str) -> None:
    assert 0 <= wrong_so_far(text) <= 7


def test_one_group_is_known_again_however_it_is_typed() -> None:
    for group in (group for _ in range(20) for group in new_code().split("-")):
        spelled = group.replace("0", "o").replace("1", "i").replace("V", "U")
        for typed in (group, group.lower(), " ".join(group), f" {spelled}.", spelled):
            assert same_group(typed, group)
        assert not same_group(group[:4], group)
        assert not same_group(group + group[0], group)
        assert not same_group("é" + group[1:], group)
        assert not same_group("", group)
