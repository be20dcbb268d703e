"""An exercise typed faster than any screen is drawn, stopped, hidden, killed: each word is where it was meant."""

from __future__ import annotations

import signal

import pytest

from companion.backend.local import LocalBackend
from companion.domain.sheet import Sheet
from companion.domain.talk import PointKind
from companion.services.services import Services
from tests.made_up_pack import PACK, TALK
from tests.pty.person import PASSPHRASE, close, kept, unlock
from tests.pty.terminal import DOWN, ENTER, ESC, LEFT, Terminal, ctrl
from tests.pty.test_kill import KILL, wait_for_draft

pytestmark = pytest.mark.pty

NEXT, BACK = ctrl("n"), ctrl("b")
WORDS = "Half a line, t c p n [b], and the caret in the"


@pytest.fixture
def front(front: LocalBackend) -> LocalBackend:
    """The made-up course is in the vault, and an exercise of it under way: Learn opens on it."""
    session = front.open(PASSPHRASE)
    session.services.packs.add(PACK, now=front.now())
    begun = session.services.sheets.begin(PACK.id, TALK.id, new_id=front.new_id(), now=front.now())
    session.services.sheets.stand_at(begun.id, "mind", now=front.now())
    session.close()
    return front


def carry_on(window: Terminal) -> None:
    """Go to Learn and take up the exercise that is under way, at its question."""
    window.send("l")
    window.wait_for("Carry on", TALK.title)
    window.send(ENTER)


def the_sheet(services: Services) -> Sheet:
    return next(sheet for sheet in services.sheets.all() if sheet.pack_id == PACK.id)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (140, 40), (60, 20)])
def test_all_questions_in_one_burst(front: LocalBackend, columns: int, rows: int) -> None:
    with Terminal(columns=columns, rows=rows) as window:
        unlock(window)
        carry_on(window)
        window.send(
            *("The letter, t c p n", ENTER, "Tea at ten", NEXT, DOWN, " ", ENTER, ENTER, "10", ENTER),
            *(DOWN, " ", ENTER, "How long? u w v", ENTER, "To swim", BACK, "!", ENTER, "\x7f", ENTER, ENTER),
        )
        window.wait_for("Keep this", "The letter", "Tea at ten", "How long? u w v!")
        window.send(" ", ENTER)
        window.wait_for("Kept 1 line: 1 in Next talk, to say.")
        close(window)
    with kept() as services:
        sheet = the_sheet(services)
        assert {a.key: a.text or a.number for a in sheet.answers} == {
            "mind": "The letter, t c p n\nTea at ten",
            "most": "Tea at ten",
            "ready": 10,
            "way": "On foot",
            "ask": "How long? u w v!",
            "later": "To swi",
        }
        assert sheet.done_at is not None and services.drafts.all() == ()
        agenda = services.talks.agenda(front.now().date())
        assert [p.text for p in agenda.say if p.kind is PointKind.SAY] == ["The letter, t c p n"]


def test_hidden_in_the_middle_of_a_burst_it_is_taken_up_at_the_same_caret(front: LocalBackend) -> None:
    with Terminal() as window:
        unlock(window)
        carry_on(window)
        window.wait_for("What is on your mind?")
        start = len(window.output)
        window.send(WORDS, *[LEFT] * 3, ctrl("l"), "t", "c9")
        window.wait_until_hidden(start)
        assert window.flat == ""
        window.send(" ")
        unlock(window)
        carry_on(window)
        window.wait_for(WORDS, "Your words from", "are still here.")
        window.send("X")
        window.wait_for("in Xthe")
        window.send(ESC)
        window.wait_for("Carry on")
        close(window)
    with kept() as services:
        answer = the_sheet(services).answer("mind")
        assert answer is not None and answer.text == WORDS.replace("in the", "in Xthe")


@pytest.mark.parametrize("ending", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_stopped_or_killed_it_is_taken_up_at_the_same_caret(front: LocalBackend, ending: str) -> None:
    with Terminal() as window:
        unlock(window)
        carry_on(window)
        window.wait_for("What is on your mind?")
        window.send("One", NEXT, NEXT, NEXT, NEXT, NEXT, WORDS, *[LEFT] * 3)
        window.wait_for(WORDS)
        if ending == "SIGKILL":
            wait_for_draft(window, WORDS)
            column, row = window.place_of("in the")
            window.wait_for_caret((column + 3, row))
        window.signal(KILL if ending == "SIGKILL" else getattr(signal, ending))
        window.wait_for_end()
    with Terminal() as window:
        unlock(window)
        carry_on(window)
        window.wait_for("One question to ask", WORDS, "Your words from")
        if ending != "SIGKILL":  # the caret itself is a draft too, up to half a second before the end
            window.send("X")
            window.wait_for("in Xthe")
        window.send(BACK, BACK, BACK, BACK, BACK)
        window.wait_for("What is on your mind?", "One")
        close(window)
