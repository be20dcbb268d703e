"""Which groups are asked back, and what is said of one with a slip in it."""

from pathlib import Path

from companion.services.access.recovery_code import (
    ASKED_BACK,
    FILE_NAME,
    GROUPS,
    groups_to_ask,
    is_whole,
    offered_sheet,
    which_groups,
    wrong_words,
)


def test_two_different_groups_are_asked_back_in_order() -> None:
    asked = [groups_to_ask() for _ in range(300)]
    for numbers in asked:
        assert len(set(numbers)) == ASKED_BACK == len(numbers)
        assert list(numbers) == sorted(numbers)
    assert {number for numbers in asked for number in numbers} == set(range(1, GROUPS + 1))
    assert len(set(asked)) > 10


def test_the_groups_are_named() -> None:
    assert "group 3 and group 6" in which_groups((3, 6))
    assert wrong_words(3).startswith("Group 3 does not look right.")


def test_a_group_is_whole_with_five_letters_or_numbers() -> None:
    assert not is_whole("6QE3")
    assert not is_whole("6 Q-E 3 ")
    assert is_whole("6 Q-E 3h")


def test_the_sheet_is_not_offered_beside_what_it_opens(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    vault = tmp_path / "companion.vault"
    assert offered_sheet(tmp_path, vault) is None
    assert offered_sheet(tmp_path / "link", vault) is None
    assert offered_sheet(tmp_path / "documents", vault) == tmp_path / "documents" / FILE_NAME
