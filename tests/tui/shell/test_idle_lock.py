"""Nobody at the keyboard: it is said first, then it locks; a machine that slept is locked before anything shows."""

from __future__ import annotations

import pytest
from textual import events

from companion.backend.local import LocalBackend
from companion.idle import IdleClock
from companion.tui.access.unsaved import Blank
from companion.tui.app import ALONE, LOCK, QUIT, CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from companion.tui.safety.safety import Safety
from companion.tui.shell.idle_lock import LOCKING, LockSoon
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle

MINUTE = 60.0


class Time:
    """A clock that goes on when the test says so."""

    def __init__(self, app: CompanionApp) -> None:
        self.now = 1000.0
        self.app = app
        app.idle_lock.clock = IdleClock(lambda: (self.now,))

    async def passes(self, seconds: float) -> None:
        """Let time pass, and the app look at the clock, as it does every second."""
        self.now += seconds
        self.app._tick()
        self.app.screen.refresh()


def click(app: CompanionApp, x: int, y: int) -> None:
    """Press and let go the mouse as a terminal tells it; a pilot's click goes past the app."""
    for kind in (events.MouseDown, events.MouseUp):
        app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y))


def long_ago() -> IdleClock:
    """Return a clock that was touched for the last time long ago."""
    times = iter([0.0])
    return IdleClock(lambda: (next(times, 1e9),))


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_it_is_said_twenty_seconds_before(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        time = Time(app)
        before = lines(app)
        await time.passes(10 * MINUTE - 21)
        await settle(pilot)
        assert lines(app) == before
        await time.passes(2)
        await settle(pilot)
        assert lines(app)[-1].strip() == LOCKING
        assert lines(app)[:-1] == before[:-1]
        await time.passes(18)
        assert app.is_open
        await time.passes(1)
        await settle(pilot)
    assert app.return_value == ALONE


@pytest.mark.parametrize("key", ["d", "n", "enter", "escape", "ctrl+q", "u", "f9", "tab", "delete", "ctrl+p"])
async def test_any_key_keeps_it_open_and_does_nothing_else(key: str) -> None:
    backend = MemoryBackend()
    backend.services.plan.add_line("daily", "Walk to the river", new_id="walk", now=backend.now())
    app = OpenApp(backend, "plan", "daily")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        page, focused, before = app.screen, app.focused, lines(app)
        time = Time(app)
        await time.passes(10 * MINUTE - 5)
        await settle(pilot)
        assert LOCKING in flat(app)
        await press(pilot, key)
        assert (app.screen, app.focused, lines(app)) == (page, focused, before)
        assert len(backend.services.plan.lines("daily")) == 1
        await time.passes(10 * MINUTE - 21)
        assert app.is_open and not app.screen.query(LockSoon)


async def test_a_click_keeps_it_open_and_presses_nothing() -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        time, page = Time(app), app.screen
        await time.passes(10 * MINUTE - 5)
        await settle(pilot)
        click(app, 3, 0)
        await press(pilot)
        assert app.screen is page and not page.query(LockSoon)
        click(app, 3, 0)
        await press(pilot)
        assert isinstance(app.screen, Today)


async def test_no_letter_of_what_is_being_written_is_swallowed() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "daily")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"Walk")
        time = Time(app)
        await time.passes(10 * MINUTE - 5)
        await settle(pilot)
        assert LOCKING in flat(app)
        await press(pilot, *" to the river", "enter")
        assert [line.text for line in backend.services.plan.lines("daily")] == ["Walk to the river"]


async def test_what_is_pasted_there_is_kept_too() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "daily")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        time = Time(app)
        await time.passes(10 * MINUTE - 5)
        app.post_message(events.Paste("a letter of Robin’s"))
        await press(pilot)
        assert "a letter of Robin’s" in flat(app)
        assert not app.screen.query(LockSoon)


@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
async def test_help_is_one_key_away_even_then(key: str) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        time = Time(app)
        await time.passes(10 * MINUTE - 5)
        await press(pilot, key)
        assert isinstance(app.screen, Safety)
        assert LOCKING not in flat(app)


async def test_hiding_is_one_key_away_even_then() -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await Time(app).passes(10 * MINUTE - 5)
        await press(pilot, "ctrl+l")
    assert app.return_value == LOCK


@pytest.mark.parametrize("keys", [("question_mark",), ("ctrl+p",), ("slash",), ("comma", "enter")])
async def test_it_stands_over_whatever_is_in_front(keys: tuple[str, ...]) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        time = Time(app)
        await time.passes(10 * MINUTE - 5)
        await press(pilot, "x", *keys)
        front = app.screen
        await time.passes(10 * MINUTE - 5)
        await settle(pilot)
        assert lines(app)[-1].strip() == LOCKING
        await press(pilot, "escape")
        assert app.screen is front
        assert LOCKING not in flat(app)


@pytest.mark.parametrize("awake", [events.Key("x", "x"), events.AppFocus(), events.Paste("words")])
async def test_a_machine_that_slept_is_locked_before_anything_else(awake: events.Event) -> None:
    """Nobody looked at the clock meanwhile: whatever comes first after waking finds the time long up."""
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "daily")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"half")
        time = Time(app)
        time.now += 3 * 60 * MINUTE
        app.post_message(awake)
        await press(pilot)
        assert not app.is_open
    assert app.return_value == ALONE
    assert [draft.text for draft in backend.services.drafts.all()] == ["half"]


async def test_the_safety_plan_has_half_an_hour_and_its_warning() -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        time = Time(app)
        await time.passes(29 * MINUTE)
        assert app.is_open and not app.screen.query(LockSoon)
        await time.passes(45)
        await settle(pilot)
        assert LOCKING in flat(app)
        await press(pilot, "5")
        assert "[1]" in flat(app)
        await time.passes(30 * MINUTE)
    assert app.return_value == ALONE


async def test_the_minutes_are_the_persons() -> None:
    backend = MemoryBackend()
    backend.change_config(idle_minutes=1)
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        time = Time(app)
        await time.passes(41)
        await settle(pilot)
        assert LOCKING in flat(app)
        await time.passes(19)
    assert app.return_value == ALONE


async def test_what_holds_no_words_never_locks_by_itself(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        time = Time(app)
        await time.passes(60 * MINUTE)
        await press(pilot, *"half")
        assert "Passphrase" in flat(app)
        await press(pilot, "f2")
        await time.passes(60 * MINUTE)
        assert isinstance(app.screen, Helplines)


async def test_the_made_up_person_never_locks_by_itself(backend: LocalBackend) -> None:
    app = CompanionApp(backend, demo=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await Time(app).passes(60 * MINUTE)
        assert app.is_open
        await press(pilot, "ctrl+q")
    assert app.return_value == QUIT


async def test_the_app_looks_every_second_by_itself() -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.idle_lock.clock = long_ago()
        while app.is_open:
            await pilot.pause(0.05)
        assert not isinstance(app.screen, Blank)
    assert app.return_value == ALONE
