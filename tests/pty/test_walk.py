"""The whole of the main job in a real terminal: from an empty folder to the page, hidden, and back again."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

import pytest

from companion.backend.local import local_now
from companion.domain.safety import SafetyStep
from companion.services.dates import read_when, say_when
from tests.pty.person import (
    FRIEND,
    HELPS,
    NAME,
    NUMBER,
    PASSPHRASE,
    SAY,
    asked_back,
    choose_passphrase,
    close,
    code_shown,
    kept,
    start_set_up,
    unlock,
    wait_at_the_lock,
)
from tests.pty.terminal import DOWN, ENTER, ESC, F2, F3, LEFT, RIGHT, TAB, UP, Terminal, ctrl

NEW_PASSPHRASE = "grey geese over the marsh"
LINES = ("Ring someone before noon", "Ten minutes of radio", "Tea on the back step")
ASK = "Can the dose be split in two"
WHERE = "Room 2, the clinic"
TALK_AT = "next Thursday 2pm"
NOTE = "The sea was float and far"
FIFTEEN_KEYS = (*("7", ENTER, "1", "0", ENTER, "5", ENTER, "4", ENTER), *(" ", DOWN, " ", DOWN, " ", TAB))

OWN_WORDS = (NAME, HELPS, FRIEND, SAY, *LINES, ASK, WHERE, "Priya", "The sea was", PASSPHRASE)

pytestmark = pytest.mark.pty

WIPED = b"\x1b[m\x1b[2J"
"""What clears the window at once when the person hides."""


def set_up(window: Terminal) -> str:
    """From the first screen to Today, every step filled in; return the recovery code."""
    start_set_up(window)
    code = choose_passphrase(window)
    window.send(ENTER)
    window.wait_for("Is it on paper?")
    for number in asked_back(window):
        window.send(code.split("-")[number - 1].lower(), ENTER)
    window.wait_for("Step 2 of 5", "Both are right.")
    window.send(NAME, ENTER, RIGHT, RIGHT, ENTER, RIGHT)
    window.wait_for("● Wales", "● Calm, dark")
    window.send(ENTER)
    window.wait_for("Step 3 of 5", f"Hello, {NAME}")
    window.send(HELPS, ENTER, ENTER)
    window.wait_for("Step 4 of 5", HELPS)
    window.send(FRIEND, ENTER, NUMBER, ENTER)
    window.wait_for("Step 5 of 5", f"{FRIEND} {NUMBER}")
    window.send(ctrl("o"))
    window.wait_for("esc closes")
    assert code_shown(window) == code
    window.send(ESC)
    window.wait_until_gone("esc closes")
    window.send(SAY, ENTER)
    window.wait_for("Enter opens Today.")
    window.send(ENTER)
    return code


def add_plan_lines(window: Terminal) -> None:
    """Three things to do every day, in one burst."""
    window.send("p")
    window.wait_for("When I'm well", "+ add a section")
    window.send(DOWN, DOWN, "a", LINES[0], ENTER, LINES[1], ENTER, LINES[2], ENTER, ESC)
    window.wait_for(*LINES)
    window.wait_until_gone("enter Keep it")


def check_in(window: Terminal) -> None:
    """Four answers and three ticks in one burst, and a note in which help was asked for mid-word, twice."""
    window.send("c")
    window.wait_for("A few words")
    window.send(*FIFTEEN_KEYS, "The sea was flat and far", *[LEFT] * len("at and far"))
    window.wait_for("The sea was flat and far")
    column, row = window.place_of("flat and far")
    for key, letters in ((ctrl("g"), ""), (F2, "o")):
        window.wait_for_caret((column + len("fl"), row))
        window.send(key)
        window.wait_for("Step 1 of 7", "116 123")
        window.send(ESC)
        window.wait_for("A few words")
        window.wait_for_caret((column + len("fl"), row))
        window.send(letters)
    window.wait_for(NOTE)
    window.send(ctrl("s"))
    window.wait_for("Thank you for writing it down.", "Checked in at")


def plan_a_talk(window: Terminal, now: datetime) -> None:
    """Who, when and where; the day is said back in full. Then one more thing to say, and one to ask."""
    window.send("n")
    window.wait_for("No talk planned yet.", SAY)
    window.send(UP)
    window.wait_for("No talk planned yet. Enter here plans one.")
    window.send(ENTER, "Priya", ENTER, "care coordinator", ENTER, TALK_AT, ENTER, WHERE, ENTER)
    when = read_when(TALK_AT, now=now)
    window.wait_for(f"That is {say_when(when.day, when.at)}.", WHERE, "▸Keep it")
    window.send(ENTER)
    window.wait_for("Priya (care coordinator)", WHERE)
    window.send(DOWN, "a", "I walked every day this week", ENTER, ESC)
    window.wait_for("I walked every day this week")
    window.wait_until_gone("enter Keep it")
    window.send(TAB, "a", ASK, ENTER, ESC)
    window.wait_for(ASK)
    window.wait_until_gone("enter Keep it")


def share_to_html(window: Terminal, path: Path) -> None:
    """The page as a file: where, the warning; then its whole path on the screen."""
    window.send("h")
    window.wait_for("Exactly what they will see", SAY[:20])
    window.send(ctrl("e"))
    window.wait_for("Save this page as a file", "This file is not locked", "Cancel")
    window.send(RIGHT, RIGHT)
    window.wait_for("● Web page", ".html")
    window.send(TAB, ctrl("u"), str(path), ENTER, ENTER)
    window.wait_until(lambda flat: _squeezed(f"Saved: {path}") in _squeezed(flat), "the path it was saved to")


def _squeezed(words: str) -> str:
    return "".join(words.split())


def hide(window: Terminal) -> int:
    """Hide; return where, in the output, the window was wiped: what was on its way to it before may come first."""
    start = len(window.output)
    window.send(ctrl("l"))
    window.wait_until_hidden(start)
    assert window.flat == ""
    return bytes(window.output).index(WIPED, start)


def all_is_there(window: Terminal) -> None:
    """Walk over every page and read what was written."""
    window.wait_for(f"{NAME}.", "Checked in at", "2 things to say · 1 to ask", "Priya, care coordinator")
    window.send("p")
    window.wait_for(HELPS)
    window.send(DOWN, DOWN)
    window.wait_for(*LINES)
    window.send("n")
    window.wait_for(SAY, ASK, WHERE, "I walked every day this week")
    window.send("c")
    window.wait_for(
        "A few words",
        NOTE,
        "[7]",
        "[10]",
        "[5]",
        "[4]",
        *(f"[✓] {line}" for line in LINES),
    )
    window.send("s", str(SafetyStep.PEOPLE.value))
    window.wait_for(f"Step {SafetyStep.PEOPLE.value} of 7", FRIEND, NUMBER)
    window.send(ESC)
    window.wait_for("A few words")
    window.send("t")
    window.wait_for("How is today?")


def test_from_an_empty_folder_to_the_page_and_back(home: Path, tmp_path: Path) -> None:
    page = tmp_path / "for Priya.html"
    with Terminal() as window:
        code = set_up(window)
        window.wait_for("How is today?", f"{NAME}.", HELPS, SAY, FRIEND, NUMBER)
        add_plan_lines(window)
        check_in(window)
        plan_a_talk(window, local_now())
        share_to_html(window, page)
        written = page.read_text("utf-8")
        assert all(words in written for words in (NAME, SAY, ASK)) and FRIEND not in written
        assert stat.S_IMODE(page.stat().st_mode) == 0o600

        hidden_at = hide(window)
        window.send(" ")
        window.wait_for("Passphrase", "Need someone now?")
        told = bytes(window.output[hidden_at:]).decode()
        assert [word for word in OWN_WORDS if word in told] == []
        unlock(window)
        all_is_there(window)

        hide(window)
        window.send(" ")
        wait_at_the_lock(window)
        window.wait_for("Need someone now?")
        window.send(F3)
        window.wait_for("If you forgot it")
        window.send(code.lower().replace("-", " "), ENTER)
        window.wait_for("Your recovery code opened it")
        window.send(NEW_PASSPHRASE, ENTER, NEW_PASSPHRASE, ENTER)
        all_is_there(window)

        hide(window)
        window.send(" ")
        wait_at_the_lock(window)
        window.send(PASSPHRASE, ENTER)
        window.wait_for("That did not open it.")
        unlock(window, NEW_PASSPHRASE)
        close(window)
    with kept(code) as services:  # a recovery code typed as passphrase is taken as one
        assert services.settings.get().name == NAME
