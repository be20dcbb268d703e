"""One byte that is not UTF-8, from an old terminal, ends no screen and loses no letter."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend, local_now
from companion.domain.days import day_meant
from tests.pty.person import close, kept, unlock
from tests.pty.terminal import BACKSPACE, ESC, F2, TAB, Terminal, ctrl
from tests.tui.visits import VISITS, Visit

E_ACUTE = b"\xe9"
"""What such a terminal sends for one letter; UTF-8 begins a longer symbol with it."""

pytestmark = pytest.mark.pty


def test_a_letter_of_an_old_terminal_at_unlock_safety_and_in_a_note(front: LocalBackend) -> None:
    with Terminal() as window:
        window.wait_for("Passphrase", "type it, then Enter")
        window.send(ctrl("r"), "caf", E_ACUTE)
        window.wait_for("café")
        window.send(BACKSPACE * 4, F2, E_ACUTE)
        window.wait_for("CALM", "esc Back")
        window.send(ESC)
        window.wait_until_gone("esc Back")
        unlock(window)
        window.send("c", TAB, TAB, TAB, "caf", E_ACUTE)
        window.wait_for("café")
        window.send(" \xa35 ".encode("latin-1"), b"\xe2\x82", b"\xac5")
        window.wait_for("café £5 €5")
        close(window)
    with kept() as services:
        check_in = services.check_ins.on(day_meant(local_now()))
        drafts = [draft.text for draft in services.drafts.all()]
    assert [check_in.note] if check_in and check_in.note else drafts == ["café £5 €5"]


@pytest.mark.thorough(cases=True)
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_every_byte_above_ascii_and_cut_symbols_end_no_screen(visit: Visit, tmp_path: Path) -> None:
    there = (sys.executable, "-m", "tests.pty.visited", str(visit), str(tmp_path))
    with Terminal(command=there) as window:
        window.wait_for_file((tmp_path / "there").exists)
        window.send(*(bytes([byte]) for byte in range(0x80, 0x100)), b"\x1b[", b"\xf0\x9f")
        window.send(F2)
        window.wait_for("116 123")
        window.signal(signal.SIGTERM)
        assert window.wait_for_end() == 0
    assert b"Traceback" not in window.output and b"went wrong" not in window.output
