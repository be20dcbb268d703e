"""Line by line: a passphrase made for the person, the recovery code asked back, and given group by group."""

import re

import pytest

from companion.services.access import passphrases
from companion.services.access.protects import parts
from companion.services.access.recovery_code import ALL_RIGHT, SKIPPED
from tests.conftest import PASSPHRASE
from tests.memory_backend import CODE, MemoryBackend
from tests.plain.person import type_lines

GROUPS = CODE.split("-")
READ = [""] * 7
MADE = "hamster lavish upheld gallows shirt although"


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The draw is known: groups 3 and 6 are asked back, and the six words are these."""
    monkeypatch.setattr("companion.plain.access.recovery_code.groups_to_ask", lambda: (3, 6))
    monkeypatch.setattr(passphrases, "make_passphrase", lambda: MADE)


# A passphrase made for the person.


def test_six_words_are_read_out_and_typed_once_more(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "1", "make", MADE, "q")
    for number, word in enumerate(MADE.split(" "), 1):
        assert f"{number} {word}." in heard.words
    assert "Your vault is made" in heard.words
    assert empty_backend.passphrase == MADE


def test_typed_wrong_from_paper_it_is_asked_again(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "1", " MAKE ", "hamster lavish", MADE.upper(), MADE, "q")
    assert heard.words.count("That was not the same.") == 2
    assert empty_backend.passphrase == MADE


@pytest.mark.parametrize("leave", ["", "back"])
def test_a_made_one_can_be_left(empty_backend: MemoryBackend, leave: str) -> None:
    type_lines(empty_backend, "1", "make", leave, PASSPHRASE, PASSPHRASE, "q")
    assert empty_backend.passphrase == PASSPHRASE


def test_it_is_offered_when_the_code_opened_the_vault(memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, CODE, "make", MADE, "q")
    assert "From now on the new passphrase opens it." in heard.words
    assert memory_backend.passphrase == MADE


def test_without_the_list_none_is_offered(
    empty_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passphrases, "is_offered", lambda: False)
    monkeypatch.setattr(passphrases, "make_passphrase", lambda: "")
    heard = type_lines(empty_backend, "1", "make", "q")
    assert "six words" not in heard.words
    assert "Use at least 10 characters." in heard.words


# Asked back.


def test_two_groups_are_asked_back_and_are_right(empty_backend: MemoryBackend) -> None:
    spelled = " ".join(GROUPS[5].lower())
    heard = type_lines(empty_backend, "1", PASSPHRASE, PASSPHRASE, *READ, "", GROUPS[2], spelled, "q")
    assert "type group 3 and group 6." in heard.words
    assert ALL_RIGHT in heard.words
    assert heard.words.index(ALL_RIGHT) < heard.words.index("Step 2 of 5.")


def test_a_slip_is_named_and_enter_goes_on(empty_backend: MemoryBackend) -> None:
    heard = type_lines(
        empty_backend, "1", PASSPHRASE, PASSPHRASE, *READ, "", "7M2P6", GROUPS[2], GROUPS[2], "", "q"
    )
    assert "Group 3 does not look right." in heard.words
    assert "Group 6 does not look right." in heard.words
    assert SKIPPED in heard.words
    assert "Step 2 of 5." in heard.words


def test_back_reads_the_code_again(empty_backend: MemoryBackend) -> None:
    heard = type_lines(
        empty_backend, "1", PASSPHRASE, PASSPHRASE, *READ, "", "back", *READ, GROUPS[2], GROUPS[5], "q"
    )
    assert heard.words.count("Group 1 of 7") == 2
    assert ALL_RIGHT in heard.words


def test_it_is_asked_once(empty_backend: MemoryBackend) -> None:
    heard = type_lines(empty_backend, "1", PASSPHRASE, PASSPHRASE, *READ, "", "", "back", *READ, "", "q")
    assert heard.words.count("type group 3 and group 6") == 1
    assert heard.words.count("Step 2 of 5.") == 2


# In place of the passphrase.


def test_the_code_is_given_group_by_group(memory_backend: MemoryBackend) -> None:
    new = "another quiet place"
    spelled = [" ".join(group) for group in GROUPS]
    heard = type_lines(memory_backend, "groups", *spelled, new, new, "q")
    assert memory_backend.passphrase == new
    assert heard.code == 0


def test_a_wrong_group_is_named_at_once_and_typed_again(memory_backend: MemoryBackend) -> None:
    new = "another quiet place"
    first, second, third, *rest = GROUPS
    typed = [first, second, "7M2P6", third[:4], third + third, "back", second, third, *rest]
    heard = type_lines(memory_backend, "wrong words here", "groups", *typed, new, new, "q")
    assert "type groups, and your recovery code is asked group by group" in heard.words
    assert heard.words.count("Group 3 does not look right.") == 3
    assert heard.words.count("Group 2 of 7:") == 2
    assert memory_backend.passphrase == new


def test_the_whole_code_in_one_answer_will_do(memory_backend: MemoryBackend) -> None:
    new = "another quiet place"
    type_lines(memory_backend, "groups", CODE, new, new, "q")
    assert memory_backend.passphrase == new


@pytest.mark.parametrize("leave", [[""], ["back"], [GROUPS[0], ""], [GROUPS[0], "back", "back"]])
def test_group_by_group_can_be_left(memory_backend: MemoryBackend, leave: list[str]) -> None:
    heard = type_lines(memory_backend, "groups", *leave, PASSPHRASE, "q")
    assert "Good evening." in heard.words


def test_the_word_for_the_code_is_heard_while_locked_in_set_up(empty_backend: MemoryBackend) -> None:
    type_lines(empty_backend, "1", PASSPHRASE, PASSPHRASE, *READ, "", "")
    heard = type_lines(empty_backend, PASSPHRASE, 31, "Alex", "code", PASSPHRASE, "q")
    assert "Your plan is locked. Its passphrase comes first." in heard.words


# What it can and cannot protect.


@pytest.mark.parametrize("start", ["first page", "settings"])
def test_what_it_protects_is_read_out_in_full(
    request: pytest.FixtureRequest, empty_backend: MemoryBackend, start: str
) -> None:
    if start == "settings":
        backend: MemoryBackend = request.getfixturevalue("memory_backend")
        heard = type_lines(backend, PASSPHRASE, "10", "w", "", "q")
    else:
        heard = type_lines(empty_backend, "3", "q")
    for part in parts():
        assert part.heading in heard.words
        for label, words in part.lines:
            assert (f"{label}: {words}" if label else words) in heard.words


def test_help_says_where_that_is(memory_backend: MemoryBackend) -> None:
    heard = type_lines(memory_backend, PASSPHRASE, "?", "?", "q")
    assert re.search(r"In Settings, w reads what this program can and cannot protect\.", heard.words)
