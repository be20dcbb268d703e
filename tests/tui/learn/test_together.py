"""Sitting together: the same question big, and nothing in sight that is marked only me."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.domain.plan import Visibility
from companion.domain.talk import PointKind
from companion.tui.base.dialog import Confirm
from companion.tui.learn.answer_box import AnswerNote, AnswerTicks
from companion.tui.learn.courses import LearnPage
from companion.tui.learn.exercise import ExercisePage
from companion.tui.learn.keep import KeepPage
from companion.tui.learn.together import TogetherPage
from tests.conftest import NOW
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle, shown

AT = f"{PACK.id}/{TALK.id}"
SIZE = (80, 24)
NEXT, BACK = "ctrl+n", "ctrl+b"


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    made.store.packs.put(ADDED)
    add = made.services.plan.add_line
    add("toolbox", "The kettle", new_id="kettle", now=NOW)
    add("toolbox", "A private thing", audience=Visibility.ME, new_id="private", now=NOW)
    return made


def points(backend: MemoryBackend) -> list[str]:
    return [point.text for point in backend.store.points.all() if point.kind is PointKind.SAY]


async def test_there_and_back_in_the_middle_of_a_word(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", *"half a wrd", "left", "left", "ctrl+r")
        assert isinstance(app.screen, TogetherPage) and app.screen.STAYS_OPEN
        assert "Next talk" not in lines(app)[0] and "Sitting together: what is marked" in flat(app)
        await press(pilot, "o")
        assert app.screen.query_one(AnswerNote).text == "half a word"
        await press(pilot, "left", "escape", "X")
        assert isinstance(app.screen, ExercisePage)
        assert app.screen.query_one(AnswerNote).text == "half a wXord"
        await press(pilot, "tab", "v", "tab", "v")
        assert isinstance(app.screen, ExercisePage)


async def test_what_is_marked_only_me_is_not_in_sight(backend: MemoryBackend) -> None:
    then = NOW - timedelta(days=3)
    old = backend.services.sheets.begin(PACK.id, TALK.id, new_id="old", now=then)
    backend.services.sheets.answer(old.id, "ask", text="private then", now=then)
    backend.services.sheets.mark(old.id, "ask", Visibility.ME, now=then)
    backend.services.sheets.finish(old.id, now=then)
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", *"private now", "ctrl+t", *" and more", NEXT, NEXT)
        await press(pilot, "space", "down", "space", "v")
        ticks = app.screen.query_one(AnswerTicks)
        assert "The kettle" in flat(app) and "private" not in flat(app).casefold()
        await press(pilot, "space")
        assert ticks.on_ids == ()
        await press(pilot, BACK)
        assert "Nothing is written in this exercise yet." in flat(app)
        await press(pilot, BACK)
        assert "is marked only me. It is hidden while you sit together." in flat(app)
        assert "private" not in shown(app)
        await press(pilot, "x", "enter", *[NEXT] * 4)
        assert "One question to ask" in flat(app) and "private then" not in shown(app)
    sheet = next(sheet for sheet in backend.services.sheets.all() if sheet.id != old.id)
    answers = {a.key: (a.text, a.picked) for a in sheet.answers}
    assert answers == {"mind": ("private now and more", ()), "helps": ("A private thing", ("private",))}


async def test_marked_there_it_is_gone_from_sight_at_once(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "together", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"private", "ctrl+t")
        assert "private" not in shown(app) and "It is hidden" in flat(app)
        await press(pilot, "u")
        assert "private" in shown(app)


async def test_nothing_goes_into_the_plan_without_being_asked_once_more(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "together", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"tell them", *[NEXT] * 5, *"private", "ctrl+t", NEXT, NEXT, "enter")
        assert isinstance(app.screen, KeepPage) and app.screen.STAYS_OPEN
        assert "tell them" in flat(app) and "private" not in shown(app)
        await press(pilot, "space", "enter")
        assert isinstance(app.screen, Confirm)
        assert "Keep 1 line?" in flat(app) and "1 in Next talk, to say." in flat(app)
        await press(pilot, "enter")
        assert points(backend) == []
        await press(pilot, "enter", "right", "enter")
        assert points(backend) == ["tell them"]
        assert "Kept 1 line" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (40, 12)])
async def test_every_size_holds_it(backend: MemoryBackend, size: tuple[int, int]) -> None:
    app = OpenApp(backend, "together", AT)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        for step in TALK.steps:
            assert step.heading in flat(app) or size[1] == 12
            assert all(len(line) == size[0] for line in lines(app))
            await press(pilot, NEXT)


async def test_for_reading_it_can_be_looked_through(backend: MemoryBackend) -> None:
    backend.for_reading()
    app = OpenApp(backend, "together", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, NEXT, NEXT, BACK, "v", "escape")
        assert isinstance(app.screen, ExercisePage)


async def test_leaving_keep_this_opens_no_sheet_while_somebody_sits_there(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    sheet = backend.services.sheets.begin(PACK.id, TALK.id, new_id="s" * 32, now=NOW)
    backend.services.sheets.answer(sheet.id, "mind", text="a private word", now=NOW)
    backend.services.sheets.mark(sheet.id, "mind", Visibility.ME, now=NOW)
    backend.services.sheets.answer(sheet.id, "ask", text="Why?", now=NOW)
    backend.services.sheets.finish(sheet.id, now=NOW)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await app.action_go("keep", f"{sheet.id}/together")
        await settle(pilot)
        assert isinstance(app.screen, KeepPage) and "Why?" in flat(app)
        assert "private" not in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LearnPage)
        assert "private" not in flat(app)


async def test_scores_with_an_answer_only_me_stay_on_the_sheet(backend: MemoryBackend) -> None:
    sheet = backend.services.sheets.begin(PACK.id, ASKED.id, new_id="q" * 32, now=NOW)
    for key in ("calm", "tense", "met"):
        backend.services.sheets.answer(sheet.id, key, choice=2, now=NOW)
    backend.services.sheets.mark(sheet.id, "met", Visibility.ME, now=NOW)
    backend.services.sheets.stand_at(sheet.id, "met", now=NOW)
    app = OpenApp(backend, "together", sheet.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, NEXT)
        assert "Enter finishes it" in flat(app)
        await press(pilot, "enter")
        assert backend.services.sheets.sheet(sheet.id).scores
        assert "the scores are on the sheet" in flat(app) and "In all" not in flat(app)
