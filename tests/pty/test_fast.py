"""Typed faster than any screen is drawn: each key does what it would have done alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend, local_now
from companion.domain.days import day_meant
from companion.domain.safety import SafetyStep
from companion.domain.text import clean_text
from companion.paths import find_paths
from companion.services.services import Services
from tests.pty.person import (
    FRIEND,
    HELPS,
    NAME,
    NUMBER,
    SAY,
    choose_passphrase,
    close,
    kept,
    start_set_up,
    unlock,
)
from tests.pty.terminal import DOWN, ENTER, ESC, RIGHT, TAB, UP, Terminal, ctrl

pytestmark = pytest.mark.pty


def note_of_today(services: Services) -> str:
    check_in = services.check_ins.on(day_meant(local_now()))
    return check_in.note if check_in else ""


def test_all_of_set_up_in_one_burst(home: Path) -> None:
    with Terminal() as window:
        start_set_up(window)
        choose_passphrase(window)
        window.send(
            *(ENTER, ENTER, NAME, ENTER, RIGHT, RIGHT, ENTER, RIGHT, ENTER),
            *(HELPS, ENTER, DOWN, " ", ENTER),
            *(FRIEND, ENTER, NUMBER, ENTER),
            *(SAY, ENTER, "and words typed on"),
        )
        window.wait_for("Enter opens Today.")
        window.send(ENTER)
        window.wait_for("How is today?", f"{NAME}.", HELPS, FRIEND, SAY)
        close(window)
    config = LocalBackend(find_paths()).config
    assert (config.nation, config.theme) == ("wales", "calm-dark")
    with kept() as services:
        (person,) = services.safety.step(SafetyStep.PEOPLE).contacts
        assert (services.settings.get().name, person.name, person.number) == (NAME, FRIEND, NUMBER)
        assert [point.text for point in services.talks.agenda(local_now().date()).say] == [SAY]
        toolbox = services.plan.sections()[0]
        assert {line.text for line in services.plan.lines(toolbox.id)} == {HELPS, services.setup.ideas()[1]}


def test_forms_filled_in_one_burst(front: LocalBackend) -> None:
    """A person in the safety plan, a talk, its points, and plan lines with what helps."""
    with Terminal() as window:
        unlock(window)
        window.send("s", str(SafetyStep.PEOPLE.value), "e", FRIEND, ENTER, "a friend", ENTER, NUMBER, ENTER)
        window.send(
            "after six", ENTER, ENTER, "a", "Priya", ENTER, ENTER, "01632 960123", ENTER, ENTER, ENTER
        )
        window.wait_for(f"{FRIEND} (a friend)", NUMBER, "after six", "Priya", "01632 960123")
        window.send(ESC)
        window.wait_for(f"Step {SafetyStep.PEOPLE.value} of 7")
        window.send(ESC)
        window.wait_for("How is today?")
        window.send("n", ENTER, "Priya", ENTER, ENTER, "tomorrow 2.30pm", ENTER, "by phone", ENTER, ENTER)
        window.send("a", "One to say", ENTER, "Two to say", ENTER, TAB, "a", "What next", ENTER)
        window.wait_for("Priya", "by phone", "14:30", "[ ] One to say", "[ ] Two to say", "[ ] What next")
        window.send(ESC)
        window.wait_until_gone("enter Keep it")
        window.send("p", *[DOWN] * 5, "a", "Rows at home", TAB, "Walk out", ENTER, "Late nights", ENTER, ESC)
        window.wait_for("Rows at home", "Walk out", "Late nights")
        close(window)
    with kept() as services:
        people = services.safety.step(SafetyStep.PEOPLE).contacts
        assert [(c.name, c.who, c.number, c.hours) for c in people] == [
            (FRIEND, "a friend", NUMBER, "after six"),
            ("Priya", "", "01632 960123", ""),
        ]
        agenda = services.talks.agenda(local_now().date())
        assert agenda.talk is not None and (agenda.talk.with_whom, agenda.talk.where) == ("Priya", "by phone")
        assert [point.text for point in agenda.say] == ["One to say", "Two to say"]
        early = [(line.text, line.what_helps) for line in services.plan.lines("early")][-2:]
        assert early == [("Rows at home", "Walk out"), ("Late nights", "")]


def test_letters_of_tabs_and_the_keys_of_the_page_behind_them(front: LocalBackend) -> None:
    """``c7`` is a mood of 7, ``pa`` a new plan line, ``c7`` again after three pages in between."""
    with Terminal() as window:
        unlock(window)
        window.send("c7", ENTER, "10p", DOWN, DOWN, "a", "Tea at ten", ENTER)
        window.wait_for("Every day 4")
        window.send(ESC)
        window.wait_until_gone("enter Keep it")
        window.send("tcnhc", DOWN, DOWN, "3", ctrl("s"))
        window.wait_for("Checked in at", "Thank you for writing it down.")
        window.send("pt/")
        window.wait_for("Search")
        close(window)
    with kept() as services:
        check_in = services.check_ins.on(day_meant(local_now()))
        assert check_in is not None and check_in.answers == {"mood": 7, "worry": 10, "energy": 3}
        assert services.plan.lines("daily")[-1].text == "Tea at ten"


def test_hidden_by_the_last_key_of_a_burst(front: LocalBackend) -> None:
    """Everything before ^L is kept, and nothing after it reaches a page."""
    with Terminal() as window:
        unlock(window)
        start = len(window.output)
        window.send("c7", ENTER, "4", ENTER, UP, TAB, TAB, TAB, "Half a thought", ctrl("l"), "t", "c9")
        window.wait_until_hidden(start)
        assert window.flat == ""
        window.send(" ")
        unlock(window)
        assert "closed on its own" not in window.flat
        window.send("c")
        window.wait_for("Half a thought", "Your words from", "[7]", "[4]")
        close(window)


LONG = 20_000


def test_pastes(front: LocalBackend) -> None:
    """Several lines, then 20,000 characters, into a note; several lines into a field for one."""
    letters = random.Random(7).choices("abcdefghij klmnop qrstu vwxyz ŵŷ [/b] 0123456789\n", k=LONG)
    long = "".join(letters)
    lines = "First line\r\nsecond [sad] line\r\rfourth"
    with Terminal() as window:
        unlock(window)
        window.send("c")
        window.wait_for("A few words")
        window.send(TAB, TAB, TAB)
        window.paste(lines)
        window.wait_for("First line", "second [sad] line", "fourth")
        window.send(" and ")
        window.paste(long)
        window.send(" end.", ctrl("s"))
        window.wait_for("Thank you for writing it down.")
        window.send("p", DOWN, DOWN, "a")
        window.wait_for("in your own words")
        window.paste("One thing\nin two lines")
        window.send(ENTER)
        window.wait_for("Two lines or one?")
        window.send(ENTER)
        window.wait_for("in two lines")
        close(window)
    with kept() as services:
        assert note_of_today(services) == clean_text(f"{lines} and {long} end.")
        assert [line.text for line in services.plan.lines("daily")][-2:] == ["One thing", "in two lines"]
