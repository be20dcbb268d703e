"""A sheet read on screen, as a person does: keyboard only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.domain.text import clean_text
from companion.services.learn.keeping import KeptLine
from companion.tui.base.dialog import DialogSheet
from companion.tui.learn.sheet import AnswerCard
from companion.tui.learn.sheet_rows import SheetList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.made_up_pack import PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.learn.sheets import ReadingApp, keep_all, reading, scored, written
from tests.tui.screens import OpenApp, flat, press, settle, shown


def kept(backend: MemoryBackend, sheet: Sheet) -> tuple[KeptLine, ...]:
    return backend.services.keeping.kept(sheet.id)


def row(app: OpenApp) -> str:
    return app.screen.query_one(SheetList).highlighted or ""


async def test_a_sheet_is_read_with_its_day_its_questions_and_what_was_kept() -> None:
    backend = MemoryBackend()
    sheet = written(backend)
    keep_all(backend, sheet)
    backend.services.sheets.mark(sheet.id, "mind", Visibility.ME, now=NOW)
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        for words in (
            "Before a talk", "done 3 November", "What is on your mind? only me One thing on each line.",
            "The letter Mornings", "7 of 10 (0 not at all, 10 ready)", "On foot",
            "Kept from this sheet The letter Next talk, to say", "Learning plan, how I will get there",
        ):  # fmt: skip
            assert words in flat(app)
        assert "Other times" not in flat(app)


async def test_a_kept_line_is_taken_back_out_and_undone() -> None:
    backend, sheet, app = reading(keep=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "end", "up")
        words = kept(backend, sheet)[-2].text
        assert words in flat(app)
        assert "enter Open d Take out a Again e Edit i Earlier esc Back" in flat(app)
        await press(pilot, "d")
        assert [line.text for line in kept(backend, sheet) if line.text == words] == []
        assert backend.services.learning.lines(LearningPart.HOW) == ()
        assert "Taken out. It is still in this sheet. u puts it back." in flat(app)
        await press(pilot, "u")
        assert words in [line.text for line in kept(backend, sheet)]


async def test_a_kept_line_that_was_put_away_there_says_so() -> None:
    backend = MemoryBackend()
    sheet = written(backend)
    keep_all(backend, sheet)
    backend.services.talks.archive_point(kept(backend, sheet)[0].kept.id, now=NOW)
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        assert "The letter not there any more" in flat(app)


async def test_enter_on_a_kept_line_goes_where_it_stands() -> None:
    backend, sheet, app = reading(keep=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "end", "enter", "up", "enter")
    last, before = reversed(kept(backend, sheet)[-2:])
    assert app.went == [("talk", last.kept.id), ("learning-plan", before.kept.id)]


async def test_an_answer_is_opened_whole_and_marked_only_me() -> None:
    backend, sheet, app = reading()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, AnswerCard)
        assert "One thing on each line. The letter Mornings" in flat(app)
        await press(pilot, "up", "enter")
        assert backend.services.sheets.sheet(sheet.id).answers[0].audience is Visibility.ME
        assert "only me" in flat(app)
        assert "saved 21:04" in flat(app)


async def test_words_can_still_be_kept_from_it() -> None:
    _, sheet, app = reading()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "▸ Keep words from it" in flat(app)
        await press(pilot, "enter")
    assert app.went == [("keep", sheet.id)]


async def test_one_under_way_is_carried_on_with_enter_or_taken_up_at_an_answer() -> None:
    backend, sheet, app = reading(done=False)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "started 3 November" in flat(app)
        assert "a Again" not in flat(app)
        await press(pilot, "enter")
        assert backend.services.sheets.sheet(sheet.id).at_key == "ready"
        await press(pilot, "down", "e")
        assert backend.services.sheets.sheet(sheet.id).at_key == "mind"
    assert app.went == [("exercise", sheet.id)] * 2


async def test_a_finished_one_is_taken_up_again_after_a_question() -> None:
    backend, sheet, app = reading()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "down", "e")
        assert "Take this sheet up again to change it?" in flat(app)
        await press(pilot, "enter")
        assert backend.services.sheets.sheet(sheet.id).done_at is not None
        await press(pilot, "e", "right", "enter")
    now = backend.services.sheets.sheet(sheet.id)
    assert (now.done_at, now.at_key) == (None, "most")
    assert app.went == [("exercise", sheet.id)]


async def test_it_is_done_again_and_esc_goes_back_to_its_exercise() -> None:
    backend = MemoryBackend()
    app = ReadingApp(backend, written(backend))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", "escape")
    at = f"{PACK.id}/{TALK.id}"
    assert app.went == [("exercise", at), ("learn", at)]


async def test_it_can_be_read_when_its_course_is_gone() -> None:
    backend = MemoryBackend()
    sheet = written(backend)
    keep_all(backend, sheet)
    backend.store.packs.remove(PACK.id)
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        assert "The exercise is not here any more. What you wrote in it is." in flat(app)
        assert "The letter" in flat(app)
        await press(pilot, "a", "e", "end", "d")
        assert len(kept(backend, sheet)) == 3
        assert app.went == []


async def test_a_sheet_that_is_not_there_says_so() -> None:
    app = OpenApp(MemoryBackend(), "sheet", "f" * 32)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "That sheet is not here any more." in flat(app)
        await press(pilot, "a", "d", "e", "i", "v", "enter")
        assert "That sheet is not here any more." in flat(app)


async def test_every_line_of_a_long_answer_can_be_reached_with_the_arrows() -> None:
    backend = MemoryBackend()
    words = "\n".join(f"line {n}." for n in range(60))
    app = ReadingApp(backend, written(backend, words=words))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        seen = ""
        for _ in range(70):
            await press(pilot, "down")
            seen += shown(app)
        assert all(f"line {n}." in seen for n in range(60))
        assert row(app) != "answer mind"
        await press(pilot, "home", "down", "pagedown", "pagedown")
        assert "line 30." in shown(app)
        await press(pilot, *["pagedown"] * 12)
        assert row(app) == app.screen.query_one(SheetList).rows[-1].id
        await press(pilot, *["pageup"] * 14)
        assert row(app) == "keep"


@at_once
async def test_hostile_words_are_shown_as_they_are_and_whole(words: str) -> None:
    backend, kept_words = MemoryBackend(), clean_text(words)
    sheet = written(backend)
    answers = tuple(_said(answer, words) for answer in sheet.answers[:1])
    scores = scored(backend, 2, 1, 2).scores[:1]
    backend.store.sheets.put(
        replace(
            sheet,
            title=words,
            answers=answers,
            scores=tuple(replace(score, name=words) for score in scores),
            score_is_not=words,
        )
    )
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(200, 1500)) as pilot:
        await settle(pilot)
        assert_whole(kept_words, app.screen.query_one("#sheet-card TitleLine"), aside="done 3 November")
        assert_whole(kept_words, app.screen.query_one(SheetList), times=5)
        await press(pilot, "home", "down", "enter")
        assert_whole(kept_words, app.screen.query_one(DialogSheet), times=3)


def _said(answer: Answer, words: str) -> Answer:
    return replace(answer, question=words, asked=words, text=words, ends=words)


@pytest.mark.parametrize("size", [(60, 20), (140, 40), (40, 12)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    backend, sheet, app = reading(keep=True)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "Before a talk" in shown(app)
        await press(pilot, "end", "d")
        assert len(kept(backend, sheet)) == 3


async def test_where_nothing_can_be_changed_each_key_says_so() -> None:
    backend = MemoryBackend()
    sheet = written(backend)
    keep_all(backend, sheet)
    backend.for_reading()
    app = ReadingApp(backend, sheet)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for keys in (("d",), ("e",), ("end", "d")):
            app.screen.query_one(SheetList).focus()
            await press(pilot, *keys)
            assert "Open for reading: nothing can be changed" in flat(app)
    assert len(kept(backend, sheet)) == 4
    assert backend.services.sheets.sheet(sheet.id).done_at is not None


async def test_what_the_disk_refuses_is_said_and_nothing_changes() -> None:
    backend, sheet, app = reading(keep=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "end", "d")
        assert "no room left on the disk" in flat(app)
        assert "saved" not in flat(app)
        backend.store.disk_full = False
        await press(pilot, "d")
        assert len(kept(backend, sheet)) == 3
