"""Keep this: nothing goes anywhere that was not ticked, and all of it can be taken back."""

from __future__ import annotations

import pytest

from companion.domain.plan import Visibility
from companion.domain.sheet import Sheet
from companion.domain.text import clean_text
from companion.tui.base.host import LOOKING
from companion.tui.learn.exercise import ExercisePage
from companion.tui.learn.keep import KeepPage
from companion.tui.learn.sheet import SheetPage
from companion.tui.widgets.tick_list import TickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.made_up_pack import ADDED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.screens import OpenApp, flat, lines, press, settle, shown

SIZE = (80, 24)


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    made.store.packs.put(ADDED)
    return made


def done(backend: MemoryBackend, *, finish: bool = True, **answers: str) -> Sheet:
    """Return a sheet with these words as answers."""
    sheets = backend.services.sheets
    id = sheets.begin(PACK.id, TALK.id, new_id="sheet", now=NOW).id
    for key, text in answers.items():
        sheets.answer(id, key, text=text, now=NOW)
    return sheets.finish(id, now=NOW) if finish else sheets.sheet(id)


def points(backend: MemoryBackend) -> list[str]:
    return [p.text for p in backend.store.points.all() if p.archived_at is None]


async def test_what_is_ticked_is_kept_and_undone(backend: MemoryBackend) -> None:
    sheet = done(backend, mind="tea\nbread\nthe letter", ask="How long?")
    app = OpenApp(backend, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        page = shown(app)
        assert page.count("[ ]") == 4 and "[✓]" not in page
        assert [w in page for w in ("Next talk, to say", "Next talk, to ask", "the letter")] == [True] * 3
        await press(pilot, "enter")
        assert "Nothing is ticked." in flat(app) and points(backend) == []
        saves = backend.store.saves
        await press(pilot, "down", "space", "end", "space", "enter")
        assert backend.store.saves == saves + 1
        assert points(backend) == ["bread", "How long?"]
        assert "Kept 2 lines: 1 in Next talk, to say; 1 in Next talk, to ask." in flat(app)
        assert "There already" in flat(app) and "• Next talk, to say: bread" in shown(app)
        await press(pilot, "u")
        assert points(backend) == [] and "There already" not in flat(app)
        await press(pilot, "U", "space", "enter")
        assert "Kept 1 line: 1 in Next talk, to say." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SheetPage)


async def test_all_of_it_kept_leads_to_the_sheet(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "keep", done(backend, ask="How long?").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "enter")
        assert "Everything that has somewhere to go is there already." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, SheetPage)


async def test_nothing_to_keep_is_said_kindly(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "keep", done(backend, later="To swim").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "They stay in the sheet" in flat(app)
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, SheetPage)


async def test_while_it_is_under_way_esc_goes_back_to_the_question(backend: MemoryBackend) -> None:
    sheet = done(backend, finish=False, mind="tea")
    backend.services.sheets.stand_at(sheet.id, "ask", now=NOW)
    app = OpenApp(backend, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, ExercisePage) and "One question to ask" in flat(app)


async def test_what_is_marked_only_me_says_so(backend: MemoryBackend) -> None:
    sheet = done(backend, mind="tea")
    backend.services.sheets.mark(sheet.id, "mind", Visibility.ME, now=NOW)
    app = OpenApp(backend, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert any("tea" in line and "only me" in line for line in lines(app))


async def test_a_disk_that_refuses_leaves_the_ticks(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "keep", done(backend, mind="tea\nbread").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "space", "enter")
        assert "There is no room left on the disk." in flat(app) and "[✓] tea" in shown(app)
        backend.store.disk_full = False
        await press(pilot, "enter")
        assert points(backend) == ["tea"]


async def test_for_reading_nothing_is_kept(backend: MemoryBackend) -> None:
    sheet = done(backend, mind="tea")
    backend.for_reading()
    app = OpenApp(backend, "keep", sheet.id)
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "enter")
        assert LOOKING in flat(app) and points(backend) == []


@pytest.mark.parametrize("at", ["gone", "", "gone/together"])
async def test_a_sheet_that_is_gone_says_so(backend: MemoryBackend, at: str) -> None:
    app = OpenApp(backend, "keep", at)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "That sheet is not here any more." in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (40, 12)])
async def test_every_size_holds_it(backend: MemoryBackend, size: tuple[int, int]) -> None:
    app = OpenApp(backend, "keep", done(backend, mind="\n".join(f"thing {n}" for n in range(30))).id)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "end", "space")
        assert "[✓] thing 29" in shown(app)
        assert all(len(line) == size[0] for line in lines(app))


@at_once
async def test_hostile_words_are_shown_and_kept_as_such(backend: MemoryBackend, words: str) -> None:
    sheet = done(backend, mind=words)
    app = OpenApp(backend, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, KeepPage)
        expected = [line.strip() for line in clean_text(words).split("\n") if line.strip()]
        assert app.screen.query_one(TickList).row_count == len(set(expected))
        if expected and len(expected[0]) < 60:
            assert_whole(expected[0], app.screen.query_one(TickList))
        await press(pilot, "space", "enter")
        assert points(backend) == expected[:1]
