"""Line by line at a real terminal: Ctrl+L locks and clears the window, and words to be changed stand in the line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from tests.conftest import NOW, PASSPHRASE
from tests.pty.terminal import ENTER, Terminal, ctrl

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a Unix thing"),
]
CLEARED = b"\x1b[H\x1b[2J\x1b[3J"
ASKED = "q to close:"


@pytest.fixture(autouse=True)
def vault(home: Path) -> LocalBackend:
    """A vault with one line, where the real command looks for one."""
    backend = LocalBackend(find_paths())
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.plan.add_line("toolbox", "A bath", new_id="b" * 32, now=NOW)
    session.close()
    return backend


def _lines(backend: LocalBackend) -> list[str]:
    session = backend.open(PASSPHRASE)
    lines = [line.text for line in session.services.plan.lines("toolbox")]
    session.close()
    return lines


def _at_the_words(window: Terminal) -> None:
    """Go to where the words of the line can be changed."""
    window.wait_for("recovery code:")
    window.send(PASSPHRASE, ENTER)
    window.wait_for(ASKED)
    window.send("p", ENTER, "1", ENTER, "1", ENTER, "e", ENTER)
    window.wait_for("Ctrl+U empties it.", "keeps the old ones: A bath")


def _close(window: Terminal) -> None:
    window.send("q", ENTER)
    assert window.wait_for_end() == 0


def test_the_words_stand_in_the_line_and_are_changed_there(vault: LocalBackend) -> None:
    with Terminal("--plain") as window:
        _at_the_words(window)
        window.send(ctrl("a"), ctrl("f"), " warm", ENTER)
        window.wait_for("Saved.")
        _close(window)
    assert _lines(vault) == ["A warm bath"]


def test_left_as_they_are_nothing_is_stored(vault: LocalBackend) -> None:
    before = vault.vault_path.read_bytes()
    with Terminal("--plain") as window:
        _at_the_words(window)
        window.send(ENTER)
        window.wait_for("A bath. A number or letter, again,")
        _close(window)
    assert "Saved." not in window.flat
    assert vault.vault_path.read_bytes() == before


def test_the_next_line_is_empty_again(vault: LocalBackend) -> None:
    with Terminal("--plain") as window:
        _at_the_words(window)
        window.send(ENTER)
        window.wait_for("A bath. A number or letter, again,")
        window.send(ENTER)
        window.wait_for("What helps me. A number or letter, again,")
        window.send("a", ENTER)
        window.wait_for("Enter to stop:")
        window.send("A walk", ENTER, ENTER)
        window.wait_for("2 A walk.")
        _close(window)
    assert _lines(vault) == ["A bath", "A walk"]


@pytest.mark.parametrize("moves", [b"", ctrl("a")], ids=["at the end", "at the beginning"])
def test_the_key_locks_in_the_middle_of_a_line_and_gives_it_back(vault: LocalBackend, moves: bytes) -> None:
    with Terminal("--plain") as window:
        _at_the_words(window)
        window.send(" and a bo", moves, ctrl("l"))
        window.wait_for("Locked. s is for help now.", "recovery code:")
        assert CLEARED in window.output
        assert "bath" not in window.text and "Good" not in window.text
        window.send(PASSPHRASE, ENTER)
        window.wait_for("A bath and a bo")
        window.send(ctrl("e"), "ok", ENTER)
        window.wait_for("Saved.")
        _close(window)
    assert _lines(vault) == ["A bath and a book"]


def test_the_word_does_the_same(vault: LocalBackend) -> None:
    with Terminal("--plain") as window:
        window.wait_for("recovery code:")
        window.send(PASSPHRASE, ENTER)
        window.wait_for(ASKED)
        window.send("p", ENTER, "hide", ENTER)
        window.wait_for("Locked. s is for help now.", "recovery code:")
        assert CLEARED in window.output
        assert "Good" not in window.text and "Plan" not in window.text
        window.send(PASSPHRASE, ENTER)
        window.wait_for("What helps me, 1 line.")
        _close(window)


def test_a_window_that_cannot_be_cleared_says_so(vault: LocalBackend) -> None:
    with Terminal("--plain", environment={"TERM": "dumb"}) as window:
        window.wait_for("recovery code:")
        window.send(PASSPHRASE, ENTER)
        window.wait_for(ASKED)
        window.send("lock", ENTER)
        window.wait_for("What stands above stays in this window until you close it.", "Locked.")
        assert b"\x1b" not in window.output
        window.send("q", ENTER)
        window.wait_for_end()


def test_started_by_plain_the_next_start_is_line_by_line_too(vault: LocalBackend) -> None:
    with Terminal("--plain") as window:
        window.wait_for("Companion starts line by line from now on", "recovery code:")
        window.send("q", ENTER)
        window.wait_for_end()
    with Terminal() as window:
        window.wait_for("recovery code:")
        window.send("q", ENTER)
        window.wait_for_end()
        assert b"\x1b[?1049h" not in window.output


PASTED = "\x1b[200~A walk\nRadio 6\n\nq\x1b[201~"


@pytest.mark.parametrize(("answer", "kept"), [("1", ["A walk", "Radio 6", "q"]), ("2", ["A walk Radio 6 q"])])
def test_lines_that_are_pasted_are_asked_about_and_none_is_a_command(
    vault: LocalBackend, answer: str, kept: list[str]
) -> None:
    with Terminal("--plain") as window:
        window.wait_for("recovery code:")
        window.send(PASSPHRASE, ENTER)
        window.wait_for(ASKED)
        window.send("p", ENTER, "1", ENTER, "a", ENTER)
        window.wait_for("A line in your own words.")
        window.send(PASTED, ENTER)
        window.wait_for("Three lines or one?")
        window.send(answer, ENTER)
        window.wait_for("Saved.")
        window.send(ENTER, "q", ENTER)
        assert window.wait_for_end() == 0
    assert _lines(vault) == ["A bath", *kept]
