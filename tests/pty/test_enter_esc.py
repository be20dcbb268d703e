"""Enter followed at once by Esc, on a disk that takes its time: what was entered is kept."""

import sys

import pytest

from companion.backend.local import LocalBackend
from companion.domain.talk import PointKind
from tests.pty.person import PASSPHRASE, close, kept, unlock
from tests.pty.terminal import DOWN, ENTER, ESC, Terminal
from tests.thorough import sample

TIMES = 200
SLOW = """
import os, runpy, sys, time

def slowly(really):
    def sync(fd):
        time.sleep(0.15)
        return really(fd)
    return sync

os.fsync = slowly(os.fsync)
sys.argv = ["companion"]
runpy.run_module("companion", run_name="__main__")
"""
"""The program as it is, but that every write to the disk is waited for a little longer."""


@pytest.mark.thorough
def test_enter_followed_at_once_by_esc_loses_nothing(front: LocalBackend) -> None:
    numbers = sample(range(TIMES))
    session = front.open(PASSPHRASE)
    session.services.talks.add_point(PointKind.SAY, "One there already", new_id="one", now=front.now())
    session.close()
    with Terminal(command=(sys.executable, "-c", SLOW), rows=40, columns=140) as window:
        unlock(window)
        for number in numbers:
            letter, page, way = ("n", "I want to say", ()) if number % 2 else ("p", "My plan", (DOWN, DOWN))
            window.send(letter)
            window.wait_for(page)
            window.send(*way, "a")
            window.wait_for("enter Keep it")
            window.send(f"Words {number} end", ENTER, ESC)
            window.wait_until_gone("enter Keep it")
        close(window)
    with kept() as services:
        said = {point.text for point in services.talks.point_records.in_use()}
        written = {line.text for line in services.plan.line_records.in_use()}
    assert {f"Words {number} end" for number in numbers} <= said | written
