"""The recovery code: what was written on paper is read back, and a slip is found and placed."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import WrongRecoveryCode
from companion.vault.recovery_code import SYMBOLS, canonical, is_code, is_group, new_code, wrong_groups


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
