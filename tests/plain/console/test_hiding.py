"""`lock` and `hide`: at any question but one for a passphrase, and the question is asked again afterwards."""

import io

import pytest

from companion.plain.console.output import Output
from companion.services.access import passphrases
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import CODE, MemoryBackend
from tests.plain.console.test_prompter import PROMPTS, last_question
from tests.plain.person import NOTE, Typing, type_lines

TODAY = NOW.date()
SECRET = {"the passphrase as it is"}
"""Questions for a passphrase: there the word is what it says."""


@pytest.mark.parametrize("way", [way for name, way in PROMPTS.items() if name not in SECRET])
@pytest.mark.parametrize("word", ["lock", "hide", " Lock "])
def test_every_question_locks_and_comes_back(lived_in: MemoryBackend, way: list[str], word: str) -> None:
    before = type_lines(lived_in, PASSPHRASE, *way)
    after = type_lines(lived_in, PASSPHRASE, *way, word, PASSPHRASE)
    assert len(lived_in.sittings) == 3
    assert "Locked. s is for help now. Passphrase, or your recovery code:" in after.words
    assert last_question(after.out) == last_question(before.out)


@pytest.mark.parametrize("way", PROMPTS.values(), ids=PROMPTS)
def test_whoever_has_no_passphrase_sees_nothing_of_it(lived_in: MemoryBackend, way: list[str]) -> None:
    heard = type_lines(lived_in, PASSPHRASE, *way, "lock", "p", "1", "again", "back", "stop", "out")
    after = heard.words.split("Locked.")[-1] if "Locked." in heard.words else ""
    assert "My plan." not in after and "Thing 1" not in after
    assert not lived_in.crashes


def test_at_a_passphrase_it_is_a_passphrase(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, "lock", "hide", PASSPHRASE, "10", "15", "1", "lock", PASSPHRASE, "q")
    assert heard.words.count("That did not open it.") >= 2
    assert "Locked." not in heard.words


def test_the_word_is_kept_with_an_equals_sign(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("p", "1", "a", "=lock", "=hide", "")
    lines = [line.text for line in lived_in.services.plan.lines("toolbox")]
    assert lines[-2:] == ["lock", "hide"]


def test_what_was_written_before_it_goes_on_after_it(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed(*NOTE, "One", "lock", PASSPHRASE, "Two", "")
    found = lived_in.services.check_ins.on(TODAY)
    assert found is not None and found.note == "One\nTwo"
    assert "Carry on, or end with an empty line. So far: One" in heard.words


def test_what_was_written_before_it_waits_when_nobody_unlocks(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, *NOTE, "One", "lock")
    assert lived_in.services.drafts.all()[0].text == "One"


def test_the_words_of_an_exercise_are_not_heard_at_the_passphrase(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, "l", "1", "1", "1", "lock", "stop", "only me", PASSPHRASE, "q")
    assert heard.words.count("That did not open it.") == 2


def test_in_the_safety_plan_too(lived_in: MemoryBackend) -> None:
    heard = type_lines(lived_in, PASSPHRASE, "s", "", "lock", "out", PASSPHRASE, "out", "q")
    assert heard.words.count("That did not open it.") == 1
    assert heard.words.count("Step 2 of 7.") == 2


def test_while_the_code_is_asked_back(empty_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.plain.access.recovery_code.groups_to_ask", lambda: (3, 6))
    groups = CODE.split("-")
    setup = ("1", PASSPHRASE, PASSPHRASE, *[""] * 7, "", "lock", PASSPHRASE, groups[2], groups[5], "q")
    assert "Both are right." in type_lines(empty_backend, *setup).words


def test_a_made_passphrase_is_asked_for_as_one(
    empty_backend: MemoryBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = "hamster lavish upheld gallows shirt although"
    monkeypatch.setattr(passphrases, "make_passphrase", lambda: made)
    heard = type_lines(empty_backend, "1", "make", "lock", made, "q")
    assert "That was not the same." in heard.words


def test_erasing_after_it_erases_what_is_open_now(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("10", "11", "lock", PASSPHRASE, "erase")
    assert not lived_in.exists


@pytest.mark.parametrize("demo", [True, False])
def test_where_nothing_is_open_the_window_is_cleared(empty_backend: MemoryBackend, demo: bool) -> None:
    heard = type_lines(empty_backend, "lock", "", "q", demo=demo)
    assert "so there is nothing to lock. The window is cleared. Enter to go on:" in heard.words
    assert "Passphrase" not in heard.words
    assert heard.words.count("1 Check in." if demo else "1 Set up my own.") == 2


class Window(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_window_and_what_scrolled_out_of_it_are_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    window, pipe = Window(), io.StringIO()
    monkeypatch.setattr("companion.plain.console.output._takes_escapes", lambda: True)
    assert Output(window).clear()
    assert window.getvalue() == "\x1b[H\x1b[2J\x1b[3J"
    assert not Output(pipe).clear()
    assert pipe.getvalue() == ""


@pytest.mark.parametrize("term", ["dumb", None])
def test_a_terminal_that_cannot_be_cleared_gets_no_escape(
    monkeypatch: pytest.MonkeyPatch, term: str | None
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    if term is None:
        monkeypatch.delenv("TERM", raising=False)
    else:
        monkeypatch.setenv("TERM", term)
    window = Window()
    assert not Output(window).clear()
    assert window.getvalue() == ""
