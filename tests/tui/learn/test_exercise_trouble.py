"""An exercise where something is in the way: a full disk, a window for reading, words that break programs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.events import Paste

from companion.domain.exercise import AddedPack, Choice, CoursePack
from companion.domain.plan import Visibility
from companion.domain.text import clean_line, clean_text
from companion.tui.base.host import LOOKING
from companion.tui.learn.answer_box import AnswerNote, AnswerScale, AnswerTicks, ChoiceList
from companion.tui.learn.courses import LearnPage
from companion.tui.learn.exercise import ExercisePage
from companion.tui.learn.keep import KeepPage
from tests.conftest import NOW
from tests.hostile import at_once
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.screens import OpenApp, flat, press, settle

AT = f"{PACK.id}/{TALK.id}"
SIZE = (80, 24)
NEXT, BACK = "ctrl+n", "ctrl+b"
AT_MIND = ("enter", "enter")
FULL = "There is no room left on the disk."


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    made.store.packs.put(ADDED)
    made.services.plan.add_line("toolbox", "The kettle", new_id="kettle", now=NOW)
    return made


def said(backend: MemoryBackend) -> dict[str, str | int | None]:
    return {a.key: a.text or a.number for sheet in backend.services.sheets.all() for a in sheet.answers}


# A disk that refuses.


async def test_a_full_disk_from_the_first_key_on_loses_no_answer(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, *AT_MIND, *"one", NEXT, NEXT, "space", NEXT, "1", "0", NEXT, "space")
        assert FULL in flat(app) and "Still to be kept: “one”" in flat(app)
        assert backend.services.sheets.all() == () and "saved" not in flat(app)
        assert app.screen.query_one(ChoiceList).chosen == 0
        await press(pilot, BACK)
        assert [row.value for row in app.screen.query_one(AnswerScale).rows] == [10]
        await press(pilot, BACK)
        assert app.screen.query_one(AnswerTicks).on_ids == ("kettle",)
        await press(pilot, BACK, BACK)
        assert app.screen.query_one(AnswerNote).text == "one"
        await press(pilot, "escape")
        assert isinstance(app.screen, ExercisePage) and FULL in flat(app)
        backend.store.disk_full = False
        await press(pilot, *" two", NEXT)
        assert said(backend) == {"mind": "one two", "helps": "The kettle", "ready": 10, "way": "By bus"}
        assert "no room" not in flat(app) and "saved" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LearnPage) and backend.services.drafts.all() == ()


async def test_words_on_a_full_disk_become_drafts_as_soon_as_there_is_room(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND)
        backend.store.disk_full = True
        await press(pilot, *"held", NEXT)
        app.keep_drafts()
        await settle(pilot)
        backend.store.disk_full = False
        app.keep_drafts()
        await settle(pilot)
        assert [draft.text for draft in backend.services.drafts.all()] == ["held"]
        await press(pilot, BACK, NEXT)
        assert said(backend) == {"mind": "held"} and backend.services.drafts.all() == ()


async def test_it_is_not_finished_while_the_disk_refuses(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND)
        backend.store.disk_full = True
        await press(pilot, *"held", *[NEXT] * 7, "enter", "enter")
        assert isinstance(app.screen, ExercisePage) and FULL in flat(app)
        backend.store.disk_full = False
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnPage | KeepPage)
        (sheet,) = backend.services.sheets.all()
        assert sheet.done_at == NOW and said(backend) == {"mind": "held"}


# A window for reading.


async def test_a_window_for_reading_shows_answers_and_takes_none(backend: MemoryBackend) -> None:
    sheet = backend.services.sheets.begin(PACK.id, TALK.id, new_id="s", now=NOW)
    backend.services.sheets.answer(sheet.id, "mind", text="one", now=NOW)
    backend.services.sheets.stand_at(sheet.id, "mind", now=NOW)
    backend.for_reading()
    app = OpenApp(backend, "exercise", sheet.id)
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        note = app.screen.query_one(AnswerNote)
        for key in ("x", "t", "enter", "backspace"):
            await press(pilot, key)
            assert isinstance(app.screen, ExercisePage) and note.text == "one"
            assert LOOKING in flat(app)
            app.screen.say("")
        await press(pilot, NEXT, "space")
        assert LOOKING in flat(app) and app.screen.query_one(AnswerTicks).on_ids == ()
        await press(pilot, NEXT, NEXT, "7")
        assert LOOKING in flat(app) and [r.value for r in app.screen.query_one(AnswerScale).rows] == [None]
        await press(pilot, NEXT, "space", "ctrl+t")
        assert LOOKING in flat(app) and app.screen.query_one(ChoiceList).chosen is None
        await pilot.click("#choices")
        await settle(pilot)
        assert app.screen.query_one(ChoiceList).chosen is None
        await press(pilot, NEXT, "x", "enter", NEXT, "enter")
        assert "That is all of it." in flat(app) and LOOKING in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LearnPage)


async def test_for_reading_an_exercise_that_was_not_begun_can_be_looked_through(
    backend: MemoryBackend,
) -> None:
    backend.for_reading()
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *[NEXT] * 8)
        assert "That is all of it." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnPage)


# A course that changed.


async def test_a_question_that_went_with_a_new_version_keeps_its_words_as_a_draft(
    backend: MemoryBackend,
) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"words")
        steps = tuple(step for step in TALK.steps if step.key != "mind")
        backend.services.packs.add(replace(PACK, exercises=(replace(TALK, steps=steps), ASKED)), now=NOW)
        await press(pilot, NEXT)
        assert "That question is not part of the exercise any more." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, LearnPage)
        assert [draft.text for draft in backend.services.drafts.all()] == ["words"]


# Words that break careless programs.


@at_once
async def test_hostile_words_are_typed_kept_and_shown_as_such(words: str) -> None:
    backend = MemoryBackend()
    backend.store.packs.put(ADDED)
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=(100, 60)) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND)
        app.post_message(Paste(words))
        await press(pilot, *[NEXT] * 5)
        app.post_message(Paste(words))
        await press(pilot, *[BACK] * 4)
        ticks = app.screen.query_one(AnswerTicks)
        expected = [clean_line(line) for line in clean_text(words).split("\n") if line.strip()]
        assert ticks.row_count >= len(expected)
        for line in expected[:1]:
            if len(line) < 80:
                assert_whole(line, ticks)
        kept = {a.key: a.text for a in backend.services.sheets.all()[0].answers}
        if words.strip():
            assert kept == {"mind": clean_text(words), "ask": clean_line(words)}
        else:
            assert kept == {}


@at_once
async def test_hostile_words_in_a_course_and_in_answers_of_last_time(words: str) -> None:
    cleaned = clean_text(words)
    backend = MemoryBackend()
    backend.store.packs.put(made_of(cleaned))
    old = backend.services.sheets.begin(PACK.id, TALK.id, new_id="old", now=NOW)
    backend.services.sheets.answer(old.id, "mind", text=words, now=NOW)
    backend.services.sheets.finish(old.id, now=NOW)
    backend.services.plan.add_line("toolbox", words, audience=Visibility.ME, new_id="t", now=NOW)
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=(140, 60)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for _ in TALK.steps:
            await press(pilot, "ctrl+o")
            if len(cleaned) < 60:
                assert_whole(cleaned, app.screen.query_one("#asked-card"), times=3)
            await press(pilot, NEXT)
        await press(pilot, "v", "escape", "enter", "escape")


def made_of(words: str) -> AddedPack:
    """Return the made-up course with every word of it replaced."""
    steps = tuple(
        replace(
            step,
            heading=clean_line(words),
            text=words,
            why=words,
            example=words,
            low=words,
            high=words,
            choices=(Choice(label=clean_line(words)),) * 2,
        )
        for step in TALK.steps
    )
    pack: CoursePack = replace(
        PACK, title=words, exercises=(replace(TALK, title=words, why=words, steps=steps), ASKED)
    )
    return replace(ADDED, pack=pack)
