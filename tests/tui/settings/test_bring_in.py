"""A file from Daylio: looked at first, mapped, brought in after a yes, and taken back with one key."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from companion.domain.imported import Progress
from companion.domain.text import clean_line
from companion.services.imports.imports import Imports
from companion.services.imports.report import ImportReport
from companion.tui.settings.bring_in import BringInPage
from companion.tui.widgets.card import ActionButton
from companion.tui.widgets.pick_list import PickList
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle

HEAD = "full_date,date,weekday,time,mood,activities,note_title,note\n"
ROWS = """2026-03-02,2 March,Monday,8:13,good,walk | tea,,Sea wall<br>and back
2026-03-02,2 March,Monday,21:00,Refreshed,tea,,
2026-03-03,3 March,Tuesday,9:00 pm,so-so,,,A grey day
2026-03-04,4 March,Wednesday,21:00,so-so,,,
not a day,x,x,21:00,good,,,lost
"""
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "daylio.csv"
    path.write_text("\ufeff" + HEAD + ROWS, "utf-8")
    return path


def moments(backend: MemoryBackend) -> int:
    return len(backend.store.moments.all())


async def test_looking_changes_nothing_and_says_what_is_in_it(csv: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        assert "Nothing is changed until you say so." in flat(app)
        before = backend.store.saves
        await press(pilot, *str(csv), "enter")
        page = flat(app)
        assert "4 moments on 3 days would come in, 2 to 4 March 2026. Nothing was changed." in page
        assert "Line 6 could not be read" in page
        assert "Refreshed" in page and "1 time, no number" in page
        assert "so-so" in page and "2 times, no number" in page
        assert (moments(backend), backend.store.saves) == (0, before)
        await press(pilot, "escape")
        assert (moments(backend), backend.store.saves) == (0, before)


async def test_words_are_given_numbers_and_it_comes_in_and_goes_back(csv: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *str(csv), "enter", "shift+tab")
        app.screen.query_one("#words", PickList).highlight("so-so")
        await press(pilot, "enter", *"eleven", "enter")
        assert "Choose a whole number from 0 to 10, or leave it empty." in flat(app)
        await press(pilot, "escape", "enter", *"5", "enter")
        assert "so-so 5" in flat(app)
        await press(pilot, "enter")
        assert "4 moments on 3 days came in" in flat(app)
        assert "The file itself is not locked." in flat(app)
        assert moments(backend) == 4
        assert dict(backend.services.check_ins.figures("mood", MONDAY, TUESDAY)) == {
            MONDAY: 8.0,
            TUESDAY: 5.0,
        }
        [refreshed] = [m for m in backend.store.moments.all() if m.word == "Refreshed"]
        assert refreshed.answers == {}
        await press(pilot, "u")
        assert moments(backend) == 0


async def test_a_second_time_adds_nothing(csv: Path) -> None:
    backend = MemoryBackend()
    for _ in range(2):
        app = OpenApp(backend, "import")
        async with app.run_test(notifications=True, size=(80, 30)) as pilot:
            await settle(pilot)
            await press(pilot, *str(csv), "enter")
            await press(pilot, "enter")
            page = flat(app)
    assert "There is nothing new in this file." in page
    assert moments(backend) == 4


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("gone.csv", None, "Look at the name again."),
        ("a\0b", None, "! "),
        ("empty.csv", b"", "! "),
        ("", None, "Type the name of the file first."),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0", ""),
        ("letter.txt", b"Dear Jo\nhow are you\n", "This is a text, and no diary that can be read."),
        ("page.pdf", b"%PDF-1.7", "This is a PDF"),
    ],
)
async def test_a_file_that_is_no_such_file(
    tmp_path: Path, name: str, data: bytes | None, sentence: str
) -> None:
    backend = MemoryBackend()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *(str(tmp_path / name) if name else ""), "enter")
        assert sentence in flat(app)
        assert "! " in flat(app)
        assert isinstance(app.screen, BringInPage)
        assert not app.screen.query_one("#bring", ActionButton).display


@at_once
async def test_hostile_mood_words_are_shown_as_they_are(words: str, tmp_path: Path) -> None:
    said = words.replace("\ud800", "").replace("\udfff", "")[:300]
    quoted = said.replace('"', '""')
    path = tmp_path / "d.csv"
    path.write_text(f'{HEAD}2026-03-02,2 March,Monday,8:13,"{quoted}",,"{quoted}","{quoted}"\n', "utf-8")
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *str(path), "enter")
        assert " ".join(clean_line(said).split())[:20].strip() in flat(app)
        if clean_line(said):
            await press(pilot, "shift+tab", "enter", "7", "enter")
            await press(pilot, "enter")
            assert moments(backend) == 1
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int], csv: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, *str(csv), "enter")
        await press(pilot, "enter")
        assert moments(backend) == 4


async def test_a_question_is_answered_before_anything_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("full_date,mood\n03/04/2026,good\n", "utf-8")
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *str(path), "enter")
        page = flat(app)
        assert "Line 2 has the date “03/04/2026”. Which day is that?" in page
        assert not app.screen.query_one("#bring", ActionButton).display
        await press(pilot, "enter")
        assert "1 moment on 1 day would come in, 3 April 2026." in flat(app)
        assert moments(backend) == 0
        await press(pilot, "enter")
        assert [m.day for m in backend.store.moments.all()] == [date(2026, 4, 3)]


async def test_what_is_no_longer_in_the_file_is_asked_about(csv: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *str(csv), "enter", "enter")
        assert moments(backend) == 4
    shorter = [row for row in csv.read_text("utf-8").splitlines() if "so-so,,,A grey" not in row]
    csv.write_text("\n".join(shorter), "utf-8")
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *str(csv), "enter")
        assert "1 is no longer in your file: Tuesday 3 March 2026 at 9 pm." in flat(app)
        await press(pilot, "enter")
        assert "There is nothing new in this file." in flat(app)
        assert moments(backend) == 4


async def test_an_import_of_yesterday_is_taken_back_whole(csv: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *str(csv), "enter", "enter")
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "enter")
        assert "Monday 2 March 2026 at 8.13 am: good. Sea wall and back" in flat(app)
        await press(pilot, "enter")
        assert "4 moments from Daylio would go." in flat(app)
        await press(pilot, "escape")
        assert moments(backend) == 4
        await press(pilot, "enter", "right", "enter")
        assert "Taken back. It may come in again. u brings it back." in flat(app)
        assert (moments(backend), backend.store.imports.all()) == (0, ())


async def test_a_long_file_says_how_far_it_is_and_esc_stops_it(
    csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryBackend()
    told, go = threading.Event(), threading.Event()
    bring_in = type(backend.services.imports).bring_in

    def slowly(self: Imports, *args: Any, progress: Progress, **options: Any) -> ImportReport:
        progress(40, 100)
        told.set()
        go.wait(20)
        progress(41, 100)
        return bring_in(self, *args, progress=progress, **options)

    monkeypatch.setattr(type(backend.services.imports), "bring_in", slowly)
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await pilot.press(*str(csv), "enter")
        while not told.is_set() or "Reading: 40 percent. Esc stops it." not in flat(app):
            await pilot.pause(0.05)
        page = app.screen
        assert isinstance(page, BringInPage) and page._reading is not None
        await pilot.press("escape")
        while not page._reading.stops:
            await pilot.pause(0.05)
        go.set()
        await settle(pilot)
        assert "Stopped. Nothing was changed." in flat(app)
        assert isinstance(app.screen, BringInPage)
        assert moments(backend) == 0


@pytest.mark.parametrize("how", ["escaped", "address", "quoted"])
async def test_a_file_dragged_in_is_found(tmp_path: Path, how: str) -> None:
    path = tmp_path / "may copy (1).csv"
    path.write_text("full_date,mood\n2026-03-02,good\n", "utf-8")
    escaped = str(path).replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)")
    typed = {"escaped": escaped, "address": path.as_uri(), "quoted": f"'{path}'"}[how]
    backend = MemoryBackend()
    app = OpenApp(backend, "import")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *typed, "enter")
        assert "1 moment on 1 day would come in" in flat(app)
