"""Nothing typed is lost: asked to stop, the window closed, killed outright, killed half-way through set-up."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from tests.pty.person import (
    FRIEND,
    HELPS,
    NAME,
    PASSPHRASE,
    SAY,
    choose_passphrase,
    code_shown,
    start_set_up,
    unlock,
    wait_at_the_lock,
    wait_until_kept,
)
from tests.pty.terminal import ALTERNATE, ENTER, ESC, LEFT, TAB, Terminal, ctrl

WORDS = "Half a line that nobody has stored, and the caret in the"
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Cannot be caught."""
TYPED_LATER = " middle of it"

pytestmark = pytest.mark.pty


def write_a_note(window: Terminal, words: str) -> None:
    """Open the check-in, go to the note and type."""
    window.send("c")
    window.wait_for("A few words")
    window.send(TAB, TAB, TAB)
    window.send(words)
    window.wait_for(words)


def wait_for_draft(window: Terminal, words: str) -> None:
    """Wait until a draft of all the words is on the disk: one of half of them is saved sooner."""
    vault = find_paths().vault
    wait_until_kept(window, vault, lambda held: any(words in draft.text for draft in held.drafts.all()))


def the_words_are_offered(words: str) -> None:
    """Start again and unlock: they stand there, are spoken of, and can be typed on where the caret was."""
    with Terminal() as window:
        wait_at_the_lock(window)
        assert "closed on its own" not in window.flat
        unlock(window)
        window.send("c")
        window.wait_for(words, "Your words from", "are still here.")
        window.send(TAB, TAB, TAB)
        window.send(TYPED_LATER)
        window.wait_for(words + TYPED_LATER)
        window.send(ctrl("s"))
        window.wait_for("Thank you for writing it down.")
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGINT", "SIGHUP", "the window is closed"])
def test_the_words_of_a_note_outlive_the_program(front: LocalBackend, ending: str) -> None:
    with Terminal() as window:
        unlock(window)
        write_a_note(window, WORDS)
        if ending.startswith("SIG"):
            window.signal(getattr(signal, ending))
        else:
            window.hang_up()
        assert window.wait_for_end() == 0
    the_words_are_offered(WORDS)


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP"])
def test_letters_still_on_their_way_are_kept(front: LocalBackend, ending: str) -> None:
    with Terminal() as window:
        unlock(window)
        window.send("c")
        window.wait_for("A few words")
        window.send(TAB, TAB, TAB, WORDS)
        window.wait_for(WORDS[:4])
        window.signal(getattr(signal, ending))
        assert window.wait_for_end() == 0
    the_words_are_offered(WORDS)


def test_killed_outright_the_words_are_there_up_to_the_last_draft(front: LocalBackend) -> None:
    with Terminal() as window:
        unlock(window)
        write_a_note(window, WORDS)
        wait_for_draft(window, WORDS)
        window.signal(KILL)
        assert window.wait_for_end() == -KILL
    the_words_are_offered(WORDS)


def type_and_be_killed(window: Terminal, words: str) -> None:
    """Type words, and be killed once a draft of them is on the disk."""
    window.send(words)
    window.wait_for(words)
    wait_for_draft(window, words)
    window.signal(KILL)
    window.wait_for_end()


def test_set_up_killed_at_every_step_goes_on_where_it_was(home: Path) -> None:
    with Terminal() as window:
        start_set_up(window)
        code = choose_passphrase(window)
        window.wait_for("saved ")
        window.signal(KILL)
        window.wait_for_end()
    steps = ((2, NAME, [ENTER] * 3), (3, HELPS, [ENTER] * 2), (4, FRIEND, [ENTER] * 2), (5, SAY, [ENTER]))
    onwards: list[bytes] = [ENTER, ENTER]
    for number, words, after in steps:
        with Terminal() as window:
            wait_at_the_lock(window)
            window.send(PASSPHRASE, ENTER)
            if number == 2:
                window.wait_for("Step 1 of 5")
                assert code_shown(window) == code
            else:
                window.wait_for(f"Step {number - 1} of 5", "Your words from")
            window.send(*onwards)
            window.wait_for(f"Step {number} of 5", "saved ")  # what was on the step before is on the disk
            type_and_be_killed(window, words)
        onwards = after
    with Terminal() as window:
        wait_at_the_lock(window)
        window.send(PASSPHRASE, ENTER)
        window.wait_for("Step 5 of 5", SAY, "Your words from", NAME, HELPS, FRIEND)
        window.send(ctrl("o"))
        assert code_shown(window) == code
        window.send(ESC)
        window.wait_until_gone("esc closes")
        window.send(*[LEFT] * len("foggy"), "rather ", ENTER)
        window.wait_for("Enter opens Today.")
        window.send(ENTER)
        window.wait_for("How is today?", f"{NAME}.", HELPS, FRIEND, "rather foggy")


def test_words_typed_on_while_it_hides_are_not_written_to_the_bare_window(front: LocalBackend) -> None:
    with Terminal() as window:
        unlock(window)
        start = len(window.output)
        window.send(ctrl("l"))

        def typed_until_asked() -> bool:
            window.send("canary")
            return "Passphrase" in window.flat

        window.wait_for_file(typed_until_asked)
        window.wait_for_output(ALTERNATE, since=start)
        assert b"canary" not in window.output[start:]
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0
