"""Ticks, a day, a number and a short scale on the full screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from companion.domain.exercise import AddedPack, AnswerKind, Choice, Exercise, ExerciseStep, Scoring
from companion.tui.learn.answer_box import AnswerTicks, ChoiceList
from tests.conftest import NOW
from tests.made_up_pack import OFTEN, PACK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle

USED = tuple(Choice(label=label) for label in ("A walk", "Music", "[b]Sam[/b]"))
AROUND = Exercise(
    id="around",
    title="Around me",
    minutes=4,
    steps=(
        ExerciseStep(key="used", heading="Which?", kind=AnswerKind.LINES, form="ticks", choices=USED),
        ExerciseStep(key="day", heading="When?", kind=AnswerKind.LINE, form="date"),
        ExerciseStep(key="cups", heading="How many?", kind=AnswerKind.LINE, form="number"),
        ExerciseStep(
            key="how",
            heading="How was it?",
            kind=AnswerKind.CHOICE,
            choices=tuple(Choice(label=str(n), number=n) for n in range(1, 11)),
        ),
    ),
)
SEVEN = Exercise(
    id="seven",
    title="Seven things",
    minutes=2,
    may_skip=2,
    scoring=Scoring.SUM,
    score_is_not="a measure",
    steps=tuple(
        ExerciseStep(key=f"q{n}", heading=f"Thing {n}", kind=AnswerKind.CHOICE, choices=OFTEN)
        for n in range(1, 8)
    ),
)


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    pack = replace(PACK, exercises=(AROUND, SEVEN))
    made.store.packs.put(AddedPack(id=pack.id, pack=pack, created_at=NOW, changed_at=NOW))
    return made


def said(backend: MemoryBackend) -> dict[str, str]:
    (sheet,) = backend.services.sheets.all()
    return {answer.key: answer.text for answer in sheet.answers}


async def test_each_is_answered_in_one_burst_by_its_numbers(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", f"{PACK.id}/around")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "1", "3", "2", "2", "enter")
        assert "A day, like 3 May" in flat(app)
        await press(pilot, *"yesterday")
        assert "Saturday 21 November 2026." in flat(app)
        await press(pilot, "enter", *"a few")
        assert "It is kept as you wrote it." in flat(app)
        await press(pilot, *["backspace"] * 5, *"7,5", "enter", "1", "0")
        assert app.screen.query_one(ChoiceList).chosen == 9
        assert said(backend) == {
            "used": "A walk\n[b]Sam[/b]",
            "day": "Saturday 21 November 2026",
            "cups": "7.5",
            "how": "10",
        }
        await press(pilot, *["ctrl+b"] * 3)
        assert "1 A walk" in flat(app) and "3 [b]Sam[/b]" in flat(app)
        assert app.screen.query_one(AnswerTicks).on_ids == ("0", "2")
        await press(pilot, "space", "ctrl+n")
    assert said(backend)["used"].count("\n") == 0


async def test_words_where_a_day_was_asked_for_are_kept(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", f"{PACK.id}/around")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "enter", *"Easter, I think", "enter", "ctrl+b")
        assert "Easter, I think" in flat(app) and "I cannot read a day in that." in flat(app)
    assert said(backend) == {"day": "Easter, I think"}


async def test_a_score_says_how_many_were_answered_and_what_it_is_not(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", f"{PACK.id}/seven")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *("2", "enter") * 5, "enter", "enter", "enter")
        shown = flat(app)
        assert "In all: 14 (from 0 to 14), 5 of 7 answered." in shown
        assert "The 2 left out count as the average of those 5." in shown
        assert "A score is not a measure." in shown
