"""The other times through the same exercise, and the archive."""

from __future__ import annotations

from tests.conftest import NOW
from tests.made_up_pack import PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.learn.sheets import ReadingApp, keep_all, written
from tests.tui.screens import flat, press, settle


async def test_the_other_times_are_listed_and_opened() -> None:
    backend = MemoryBackend()
    first, middle = written(backend, days_ago=400), written(backend, days_ago=40)
    app = ReadingApp(backend, written(backend))
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        assert "Other times Done 13 October Done 18 October 2025" in flat(app)
        await press(pilot, "i", "enter", "down", "enter")
    assert app.went == [("sheet", middle.id), ("sheet", first.id)]


async def test_without_other_times_the_key_says_so() -> None:
    backend = MemoryBackend()
    app = ReadingApp(backend, written(backend))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert "There are no other times yet." in flat(app)


async def test_it_is_archived_brought_back_and_deleted_for_good() -> None:
    backend = MemoryBackend()
    sheet, sheets = written(backend), backend.services.sheets
    keep_all(backend, sheet)
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d", "enter")
        assert sheets.sheet(sheet.id).archived_at is None
        await press(pilot, "d", "right", "enter")
        assert sheets.sheet(sheet.id).archived_at is not None
        assert "▸ Bring it back from the archive" in flat(app)
        await press(pilot, "e")
        assert "Bring it back first." in flat(app)
        await press(pilot, "enter")
        assert sheets.sheet(sheet.id).archived_at is None
        await press(pilot, "d", "right", "enter", "down", "enter")
        assert "Delete this sheet for good? Before a talk, done 3 November." in flat(app)
        await press(pilot, "enter", "enter", "right", "enter")
    assert sheet.id not in {s.id for s in sheets.all(archived=True)}
    assert app.went == [("learn", f"{PACK.id}/{TALK.id}")]
    assert [p.text for p in backend.services.talks.agenda(NOW.date()).say] == ["The letter", "Mornings"]


async def test_the_archive_stands_at_the_foot() -> None:
    backend = MemoryBackend()
    old = written(backend, days_ago=40)
    backend.services.sheets.archive(old.id, now=NOW)
    app = ReadingApp(backend, written(backend))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert "Before a talk archive" in flat(app)
        await press(pilot, "escape")
        assert "done 3 November" in flat(app)
        await press(pilot, "end", "enter", "enter")
    assert app.went == [("sheet", old.id)]
