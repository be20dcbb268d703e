"""In each front end one can say which day a check-in was for that a wrong clock put in the future."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from companion.domain.checkin import CheckIn
from companion.services.services import Services
from tests.commands.conftest import *  # noqa: F403 (its fixtures)
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.person import type_lines
from tests.tui.screens import OpenApp, flat, press, settle

AHEAD = NOW + timedelta(days=365)
YESTERDAY = NOW.date() - timedelta(days=1)


def put(services: Services, store: MemoryStore) -> None:
    store.check_ins.put(
        CheckIn(day=AHEAD.date(), answers={"mood": 8}, created_at=AHEAD, changed_at=AHEAD, note="ahead")
    )


def is_moved(services: Services) -> bool:
    there = services.check_ins.on(YESTERDAY)
    return there is not None and there.note == "ahead" and services.check_ins.on(AHEAD.date()) is None


async def test_on_the_full_screen() -> None:
    backend = MemoryBackend()
    put(backend.services, backend.store)
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "y", "end", "up")
        assert "Monday 22 November 2027" in flat(app)
        await press(pilot, "enter", *"next friday", "enter")
        assert "still to come" in flat(app)
        await press(pilot, "escape", "y", "end", "up", "enter", *"yesterday", "enter")
        assert "It is for Saturday 21 November 2026 now." in flat(app)
    assert is_moved(backend.services)


def test_line_by_line(memory_store: MemoryStore, tmp_path_factory: pytest.TempPathFactory) -> None:
    backend = MemoryBackend(folder=tmp_path_factory.mktemp("documents"), store=memory_store)
    put(backend.services, memory_store)
    heard = type_lines(backend, PASSPHRASE, "y", "9", "gibberish", "yesterday", "q")
    assert "A check-in is kept for Monday 22 November 2027, still to come." in heard.words
    assert "It is for Saturday 21 November 2026 now." in heard.words
    assert is_moved(backend.services)


def test_on_the_command_line(ask: Callable[..., object]) -> None:
    """Nothing is ahead there: that is said, and nothing changes."""
    ended = ask("check-in", "--was-for", "yesterday")
    assert "No check-in is kept for a day still to come." in str(ended)
    assert "--was-for goes by itself." in str(ask("check-in", "--was-for", "yesterday", "--note", "x"))
