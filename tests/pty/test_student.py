"""A student's way through an exercise in a real terminal: stopped in the middle, locked, taken up, kept, undone."""

from __future__ import annotations

import pytest

from companion.backend.local import LocalBackend
from companion.domain.talk import PointKind
from tests.pty.person import close, kept, unlock
from tests.pty.terminal import DOWN, ENTER, LEFT, TAB, UP, Terminal, ctrl

TITLE = "Getting ready for a conversation"
FOG, LETTER = "The new tablets make mornings foggy", "Nobody asked me about the letter"
ASK = "Can I read what you wrote"
HALF, REST = "Can I read what", " you wrote"

END = b"\x1b[F"

pytestmark = pytest.mark.pty


def open_exercise(window: Terminal) -> None:
    """From Today to the exercise's first page: its course is the one highlighted."""
    window.send("l")
    window.wait_for("My learning plan")
    highlight_exercise(window)
    window.send(ENTER)
    window.wait_for(TITLE, "Nothing has to be answered")


def highlight_exercise(window: Terminal) -> None:
    """Go to the exercise in the list of its course, which is the last column that Tab comes to."""
    if "Carry on" in window.flat:
        window.send(TAB, TAB)
    window.send(*[DOWN] * 10)
    window.wait_until(lambda _: any("▸ Getting ready" in line for line in window.lines), "the exercise")


def test_an_exercise_is_stopped_taken_up_kept_and_taken_back_out(front: LocalBackend) -> None:
    with Terminal() as window:
        unlock(window)
        open_exercise(window)
        window.send(ENTER)
        window.wait_for("question 1 of 7", "What is on your mind?")
        window.send(FOG, ENTER, LETTER, ctrl("n"))
        window.wait_for("question 2 of 7", f"[ ] {FOG}", f"[ ] {LETTER}")
        window.send(" ", ctrl("n"))
        window.wait_for("question 3 of 7", "How does it show in your day?")
        window.send(ctrl("n"))
        window.wait_for("question 4 of 7", "What do you want to ask?")
        window.send(HALF, LEFT, LEFT, LEFT, LEFT)
        window.wait_for(HALF)
        written = len(window.output)
        window.send(ctrl("l"))
        window.wait_until_hidden(written)
        assert HALF not in window.flat and TITLE not in window.flat
        window.send(" ")
        unlock(window)
        open_exercise(window)
        window.wait_for("You stopped at question 4 of 7")
        window.send(ENTER)
        window.wait_for("question 4 of 7", HALF, "are still here")
        column, row = window.place_of(HALF)
        window.wait_until(
            lambda _: window.cursor == (column + len(HALF) - 4, row), "the caret where it stood"
        )
        window.send(ctrl("e"), REST)
        window.wait_for(ASK)
        window.send(ctrl("n"))
        window.wait_for("question 5 of 7")
        window.send(ctrl("n"))
        window.wait_for("question 6 of 7")
        window.send(ctrl("n"))
        window.wait_for("question 7 of 7", "How ready do you feel?")
        window.send("7", ctrl("n"))
        window.wait_for("That is all of it.", "3 lines could go")
        window.send(ENTER)
        window.wait_for("Where it would go", f"[ ] {FOG}", f"[ ] {LETTER}", f"[ ] {ASK}")
        window.send(" ", DOWN, DOWN, " ", ENTER)
        window.wait_for("Kept 2 lines", "There already")
        window.send("n")
        window.wait_for("I want to say", FOG, ASK)
        window.wait_until_gone(LETTER, "There already")
        window.send("h")
        window.wait_for("What I want to say", FOG, ASK)
        take_out(window)
        close(window)
    with kept() as services:
        agenda = services.talks.agenda(front.now().date())
        assert [point.text for point in (*agenda.say, *agenda.ask)] == [ASK]
        (sheet,) = services.sheets.all()
        assert sheet.done_at is not None
        assert [answer.number for answer in sheet.answers if answer.number is not None] == [7]
        assert sheet.answers[0].text == f"{FOG}\n{LETTER}"
        assert {point.kind for point in services.talks.archived_points()} == {PointKind.SAY}
        assert services.drafts.all() == ()


def take_out(window: Terminal) -> None:
    """Read the sheet again and take the first line that was kept back out."""
    window.send("l")
    window.wait_for("My learning plan", "1 done")
    highlight_exercise(window)
    window.send("i")
    window.wait_for(TITLE, "What is on your mind?")
    window.send(END)
    window.wait_for("Kept from this sheet", f"▸ {ASK}", "Next talk, to ask")
    window.send(UP)
    window.wait_for(f"▸ {FOG}", "d Take out")
    window.send("d")
    window.wait_for("Taken out")
    window.send("n")
    window.wait_for("I want to ask", ASK)
    window.wait_until_gone(FOG, "Kept from this sheet")
