"""When the program falls over it says so calmly, shows no word of the person's, and loses nothing saved."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.backend.session import CRASH_NOTE
from companion.tui.access.unlock import UnlockScreen
from companion.tui.app import LOCK, CompanionApp
from companion.tui.plan import PlanPage
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, press, settle
from tests.tui.shell.crashing import COPY, PLACES, SECRET

ROOT = Path(__file__).parents[3]

CALM = "Something went wrong in the program, so it closed. Your vault is as it was last saved."
AGAIN = "Last time the program closed on its own. Your vault is as it was last saved."


@pytest.mark.parametrize("place", PLACES)
async def test_a_crash_is_told_calmly_and_nothing_saved_is_lost(place: str, backend: LocalBackend) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.tui.shell.crashing", place],
        cwd=ROOT,
        env={**os.environ, "PYTHONFAULTHANDLER": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    told = " ".join((done.stdout + done.stderr).split())
    assert CALM in told
    assert "For whoever mends it: RuntimeError at crashing.py:" in told
    assert "Traceback" not in told
    assert "textual" not in told.lower()
    assert SECRET not in told
    assert done.returncode == 1
    vault = backend.vault_path
    assert vault.read_bytes() == vault.with_name(COPY).read_bytes()
    note = backend.paths.state / CRASH_NOTE
    assert SECRET not in note.read_text("utf-8")
    await _the_next_start_says_so(backend)


async def _the_next_start_says_so(backend: LocalBackend) -> None:
    for sentence in (AGAIN, ""):
        app = CompanionApp(backend)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await settle(pilot)
            assert isinstance(app.screen, UnlockScreen)
            assert (AGAIN in flat(app)) is bool(sentence)
            await press(pilot, *PASSPHRASE, "enter")
            await press(pilot, "p", "right")
            assert SECRET in flat(app)
            await press(pilot, "ctrl+q")


async def test_a_lock_leaves_no_screen_no_services_and_no_words(backend: LocalBackend) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "right", "a", *SECRET)
        assert isinstance(app.screen, PlanPage)
        page, words = weakref.ref(app.screen), weakref.ref(app.focused)
        assert SECRET in flat(app)
        await press(pilot, "ctrl+l")
    assert app.return_value == LOCK
    assert not app.is_open
    assert app.clipboard == ""
    del pilot, session, app
    gc.collect()
    assert page() is None
    assert words() is None


async def test_what_was_being_typed_is_there_after_the_lock(backend: LocalBackend) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "p", "right", "a", *SECRET, "ctrl+l")
    app = CompanionApp(backend, hidden=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert flat(app) == ""
        await press(pilot, "space", *PASSPHRASE, "enter")
        await press(pilot, "p")
        assert SECRET in flat(app)
        assert "Your words from 21:04 are still here." in flat(app)
