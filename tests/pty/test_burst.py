"""Fast typing lands right: a whole check-in sent as one burst through a real pseudo-terminal.

A test inside Textual waits after each key, so it cannot see keys overtake one another; this can.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend, local_now
from companion.domain.days import day_meant
from companion.paths import find_paths
from companion.vault.secrets.keys import STANDARD
from tests.pty.person import PASSPHRASE, wait_at_the_lock
from tests.pty.terminal import DOWN, ENTER, TAB, Terminal, ctrl

FIFTEEN_KEYS = (*("7", ENTER, "1", "0", ENTER, "5", ENTER, "4", ENTER), *(" ", DOWN, " ", TAB, DOWN, " "))

pytestmark = pytest.mark.pty


@pytest.fixture
def front(home: Path) -> LocalBackend:
    """A vault on disk with three lines to tick and three signs, and its real key as light as one ships."""
    backend = LocalBackend(find_paths(), profile=replace(STANDARD, costs=STANDARD.costs[:1]))
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    for section, text in (
        ("daily", "Took my medication"),
        ("daily", "Ate before 11"),
        ("daily", "Got outside"),
        ("early", "Not answering messages"),
        ("early", "Up past 2am"),
        ("early", "Skipping meals"),
    ):
        session.services.plan.add_line(section, text, new_id=backend.new_id(), now=backend.now())
    session.close()
    return backend


def unlocked(window: Terminal) -> None:
    wait_at_the_lock(window)
    window.send(PASSPHRASE, ENTER)
    window.wait_for("about 40 seconds")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (140, 40), (60, 20)])
def test_fifteen_keys_in_one_burst(front: LocalBackend, columns: int, rows: int) -> None:
    assert len(FIFTEEN_KEYS) == 15
    day = day_meant(local_now())
    with Terminal(columns=columns, rows=rows) as window:
        unlocked(window)
        window.send(ENTER)
        window.wait_for("Press a number" if columns >= 80 else "0 very low, 10 very good")
        window.send(*FIFTEEN_KEYS, ctrl("s"))
        window.wait_for("Thank you for writing it down.", "Checked in at")
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0
        assert b"Traceback" not in window.output
    session = front.open(PASSPHRASE)
    check_in = session.services.check_ins.on(day)
    assert check_in is not None
    words = {line.id: line.text for id in ("daily", "early") for line in session.services.plan.lines(id)}
    session.close()
    assert check_in.answers == {"mood": 7, "worry": 10, "energy": 5, "sleep": 4}
    assert [words[id] for id in check_in.ticked] == ["Took my medication", "Ate before 11"]
    assert [words[id] for id in check_in.noticed] == ["Up past 2am"]


def test_a_note_typed_in_one_burst_is_kept_letter_for_letter(front: LocalBackend) -> None:
    day = day_meant(local_now())
    note = "The sea was flat. [sad] t c p n s u ? / and back again: 1 0 7 ŵŷ"
    with Terminal() as window:
        unlocked(window)
        window.send("c")
        window.wait_for("A few words")
        window.send(TAB, TAB, TAB, note, ctrl("s"))
        window.wait_for("Thank you for writing it down.")
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0
    session = front.open(PASSPHRASE)
    check_in = session.services.check_ins.on(day)
    session.close()
    assert check_in is not None and check_in.note == note and check_in.answers == {}
