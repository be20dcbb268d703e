"""Keep this: nothing goes anywhere that was not ticked, and all of it can be taken back."""

from __future__ import annotations

import pytest

from companion.domain.plan import LineAudience
from companion.domain.sheet import Sheet
from companion.domain.text import clean_text
from companion.tui.learn.exercise import ExercisePage
from companion.tui.learn.keep import KeepPage
from companion.tui.learn.sheet import SheetPage
from companion.tui.shell.navigation import LOOKING
from companion.tui.widgets.tick_list import TickList
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.made_up_pack import ADDED, PACK, TALK
from tests.tui.drawn_words import assert_whole
from tests.tui.fake_door import NOW, FakeDoor, OpenApp, flat, lines, press, settle, shown

SIZE = (80, 24)


@pytest.fixture
def door() -> FakeDoor:
    made = FakeDoor()
    made.store.packs.put(ADDED)
    return made


def done(door: FakeDoor, *, finish: bool = True, **answers: str) -> Sheet:
    """Return a sheet with these words as answers."""
    sheets = door.services.sheets
    id = sheets.begin(PACK.id, TALK.id, new_id="sheet", now=NOW).id
    for key, text in answers.items():
        sheets.answer(id, key, text=text, now=NOW)
    return sheets.finish(id, now=NOW) if finish else sheets.sheet(id)


def points(door: FakeDoor) -> list[str]:
    return [p.text for p in door.store.points.all() if p.archived_at is None]


async def test_what_is_ticked_is_kept_and_undone(door: FakeDoor) -> None:
    sheet = done(door, mind="tea\nbread\nthe letter", ask="How long?")
    app = OpenApp(door, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        page = shown(app)
        assert page.count("[ ]") == 4 and "[✓]" not in page
        assert [w in page for w in ("Next talk, to say", "Next talk, to ask", "the letter")] == [True] * 3
        await press(pilot, "enter")
        assert "Nothing is ticked." in flat(app) and points(door) == []
        saves = door.store.saves
        await press(pilot, "down", "space", "end", "space", "enter")
        assert door.store.saves == saves + 1
        assert points(door) == ["bread", "How long?"]
        assert "Kept 2 lines: 1 in Next talk, to say; 1 in Next talk, to ask." in flat(app)
        assert "There already" in flat(app) and "• Next talk, to say: bread" in shown(app)
        await press(pilot, "u")
        assert points(door) == [] and "There already" not in flat(app)
        await press(pilot, "U", "space", "enter")
        assert "Kept 1 line: 1 in Next talk, to say." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SheetPage)


async def test_all_of_it_kept_leads_to_the_sheet(door: FakeDoor) -> None:
    app = OpenApp(door, "keep", done(door, ask="How long?").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "space", "enter")
        assert "Everything that has somewhere to go is there already." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, SheetPage)


async def test_nothing_to_keep_is_said_kindly(door: FakeDoor) -> None:
    app = OpenApp(door, "keep", done(door, later="To swim").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "They stay in the sheet" in flat(app)
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, SheetPage)


async def test_while_it_is_under_way_esc_goes_back_to_the_question(door: FakeDoor) -> None:
    sheet = done(door, finish=False, mind="tea")
    door.services.sheets.stand_at(sheet.id, "ask", now=NOW)
    app = OpenApp(door, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, ExercisePage) and "One question to ask" in flat(app)


async def test_what_is_marked_only_me_says_so(door: FakeDoor) -> None:
    sheet = done(door, mind="tea")
    door.services.sheets.mark(sheet.id, "mind", LineAudience.ME, now=NOW)
    app = OpenApp(door, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert any("tea" in line and "only me" in line for line in lines(app))


async def test_a_disk_that_refuses_leaves_the_ticks(door: FakeDoor) -> None:
    app = OpenApp(door, "keep", done(door, mind="tea\nbread").id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        door.store.disk_full = True
        await press(pilot, "space", "enter")
        assert "There is no room left on the disk." in flat(app) and "[✓] tea" in shown(app)
        door.store.disk_full = False
        await press(pilot, "enter")
        assert points(door) == ["tea"]


async def test_for_reading_nothing_is_kept(door: FakeDoor) -> None:
    sheet = done(door, mind="tea")
    door.for_reading()
    app = OpenApp(door, "keep", sheet.id)
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "enter")
        assert LOOKING in flat(app) and points(door) == []


@pytest.mark.parametrize("at", ["gone", "", "gone/together"])
async def test_a_sheet_that_is_gone_says_so(door: FakeDoor, at: str) -> None:
    app = OpenApp(door, "keep", at)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "That sheet is not here any more." in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (40, 12)])
async def test_every_size_holds_it(door: FakeDoor, size: tuple[int, int]) -> None:
    app = OpenApp(door, "keep", done(door, mind="\n".join(f"thing {n}" for n in range(30))).id)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "end", "space")
        assert "[✓] thing 29" in shown(app)
        assert all(len(line) == size[0] for line in lines(app))


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
async def test_hostile_words_are_shown_and_kept_as_such(door: FakeDoor, words: str) -> None:
    sheet = done(door, mind=words)
    app = OpenApp(door, "keep", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, KeepPage)
        expected = [line.strip() for line in clean_text(words).split("\n") if line.strip()]
        assert app.screen.query_one(TickList).row_count == len(set(expected))
        if expected and len(expected[0]) < 60:
            assert_whole(expected[0], app.screen.query_one(TickList))
        await press(pilot, "space", "enter")
        assert points(door) == expected[:1]
