"""The card of keys: those of the screen it was opened from, in plain words."""

from pathlib import Path

import pytest

from companion.tui.access.setup import SetUp
from companion.tui.app import CompanionApp
from companion.tui.plan import PlanPage
from companion.tui.safety.safety import Safety
from companion.tui.shell.help import Help, keys_of
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle
from tests.tui.visits import VISITS, Visit, program

TYPING = {"PlanPage, a line", "TalkPage, a point", "CheckInPage, a note"}
"""Places where ``?`` is a letter."""


@pytest.mark.parametrize("closing", ["escape", "question_mark", "enter"])
async def test_it_lists_the_keys_of_the_page_and_goes_away(closing: str) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        page = flat(app)
        for words in ("Anywhere", "F2 ^G safety plan, even while typing", "^L hide and lock", "On Plan"):
            assert words in page
        for words in (
            "a Add",
            "e Edit",
            "m Move",
            "d Archive",
            "u ^Z undo the last change",
            "t Today",
            ", Settings",
        ):
            assert words in page
        await press(pilot, closing)
        assert isinstance(app.screen, PlanPage)


@pytest.mark.parametrize("visit", [v for v in VISITS if v.start not in {"new", "locked"}], ids=str)
async def test_every_hint_of_the_key_bar_is_on_the_card(visit: Visit, tmp_path: Path) -> None:
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        rows = keys_of(app.screen)
        listed = {words for _, words in rows}
        hints = {
            active.binding.description
            for active in app.screen.active_bindings.values()
            if active.binding.show and active.enabled and active.node is not app
        }
        assert hints <= listed
        assert all(keys.strip() and words.strip() for keys, words in rows)
        assert len(listed) == len(rows)


async def test_a_question_mark_in_a_note_is_a_letter() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"why?", "enter", "escape")
        assert not isinstance(app.screen, Help)
        assert [line.text for line in backend.services.plan.lines("early")] == ["why?"]


async def test_places_are_not_listed_where_they_cannot_be_reached(tmp_path: Path) -> None:
    app = program(Visit("Welcome", "new"), tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert "Go to" not in flat(app)
        assert "^L hide and lock" in flat(app)
        assert "search my words" not in flat(app)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40), (40, 12)])
async def test_it_can_be_read_in_any_window(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        seen = flat(app)
        for _ in range(10):
            await press(pilot, "pagedown")
            seen += flat(app)
        for words in ("safety plan", "d Archive", "Settings"):
            assert words in seen


@at_once
async def test_it_opens_over_any_words(words: str) -> None:
    backend = MemoryBackend()
    if words.strip():
        backend.services.plan.add_section(words, new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert "Keys for this screen" in flat(app)


async def test_the_ways_on_are_named_by_what_they_do(tmp_path: Path) -> None:
    app = program(Visit("Welcome", "new"), tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f1" if "f1" in app.active_bindings else "question_mark")
        card = flat(app)
        assert "1 Start" in card
        assert "2 Look round" in card
        assert "3 Use plain mode" in card
        assert "Way 1" not in card


async def test_no_tabs_are_drawn_where_they_lead_nowhere() -> None:
    backend = MemoryBackend(setup_step=3)
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        assert isinstance(app.screen, Safety)
        assert lines(app)[0].split() == ["Safety", "F2"]
        await press(pilot, "p")
        await pilot.click("TabBar", offset=(6, 0))
        await press(pilot, "question_mark")
        assert "search my words" not in flat(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, SetUp)
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        assert "Next talk" in lines(app)[0]
