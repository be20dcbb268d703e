"""What a page says goes when it is not so any more, and when the next thing begins."""

from pathlib import Path

from tests.lived_in import live_in
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle


def lived_in(folder: Path | None = None) -> MemoryBackend:
    backend = MemoryBackend(folder=folder)
    live_in(backend.services)
    return backend


async def test_saved_does_not_stand_under_the_next_question(tmp_path: Path) -> None:
    app = OpenApp(lived_in(tmp_path), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e", "enter", "enter", "enter")
        assert "This file is not locked." in flat(app)
        await press(pilot, "question_mark", "escape")  # looked up, and nothing begun
        assert "Saved: " in flat(app)
        await press(pilot, "ctrl+e", "escape")
        assert "Saved: " not in flat(app)


async def test_u_brings_it_back_stands_there_while_u_does() -> None:
    app = OpenApp(lived_in(), "plan", "toolbox")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", "d")
        assert "In the archive: “The kettle”. u brings it back." in flat(app)
        await press(pilot, "a")
        assert "brings it back" not in flat(app)
        await press(pilot, *"Tea", "enter", "escape", "u")
        assert "Undone: added “Tea”." in flat(app)
        await press(pilot, "enter", "down", "enter")
        assert "Undone" not in flat(app)


async def test_words_still_here_are_said_until_they_are_entered_or_left() -> None:
    backend = lived_in()
    for last in ("enter", "escape"):
        app = OpenApp(backend, "plan", "toolbox")
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "a", *"Half", "escape", "a")
            assert "are still here" in flat(app)
            await press(pilot, last)
            assert "are still here" not in flat(app)
