"""My learning plan on screen, as a person uses it: keyboard only."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.backend.local import LocalBackend
from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.domain.text import clean_line, clean_text
from companion.tui.app import CompanionApp
from companion.tui.base.dialog import DialogSheet
from companion.tui.base.form import RecordForm
from companion.tui.base.pick import PickFromArchive
from companion.tui.learn.learning_plan import LearningLineCard
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.full_disk import Disk
from tests.tui.screens import OpenApp, flat, press, settle, shown


def texts(backend: MemoryBackend, part: LearningPart) -> list[str]:
    return [line.text for line in backend.services.learning.lines(part)]


def with_steps(*words: str) -> MemoryBackend:
    backend = MemoryBackend()
    for text in words or ("Ask Lin", "Ring the college", "Look at the bus"):
        backend.services.learning.add_line(
            LearningPart.HOW, text, new_id=backend.new_id(), now=NOW - timedelta(days=19)
        )
    return backend


async def test_an_empty_plan_says_what_goes_where() -> None:
    app = OpenApp(MemoryBackend(), "learning-plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for words in (
            "My learning plan",
            "Where I am now Nothing here yet. For example:",
            "No course yet.",
        ):
            assert words in flat(app)


async def test_lines_are_written_one_after_the_other_and_dated() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"At home a lot", "enter", *"I like the library", "enter", "escape")
        await press(pilot, "tab", "a", *"In a class", "enter", "escape")
        assert texts(backend, LearningPart.WHERE) == ["At home a lot", "I like the library"]
        assert texts(backend, LearningPart.WANT) == ["In a class"]
        assert "At home a lot 22 November" in flat(app)
        assert "saved 21:04" in flat(app)


async def test_a_line_is_changed_with_enter_moved_archived_and_brought_back() -> None:
    backend = with_steps()
    id = backend.services.learning.lines(LearningPart.HOW)[0].id
    app = OpenApp(backend, "learning-plan", id)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Ask Lin 3 November" in flat(app)
        await press(pilot, "enter", "end", *" today", "enter")
        assert texts(backend, LearningPart.HOW)[0] == "Ask Lin today"
        await press(pilot, "m", "down", "enter")
        assert texts(backend, LearningPart.HOW) == ["Ring the college", "Ask Lin today", "Look at the bus"]
        await press(pilot, "d")
        assert texts(backend, LearningPart.HOW) == ["Ring the college", "Look at the bus"]
        assert "In the archive: “Ask Lin today”. u brings it back." in flat(app)
        await press(pilot, "o", "enter")
        assert texts(backend, LearningPart.HOW) == ["Ring the college", "Ask Lin today", "Look at the bus"]
        await press(pilot, "u", "u")
        assert texts(backend, LearningPart.HOW) == ["Ring the college", "Ask Lin today", "Look at the bus"]


async def test_a_line_is_read_whole_and_who_may_see_it_is_chosen() -> None:
    backend = with_steps()
    id = backend.services.learning.lines(LearningPart.HOW)[0].id
    app = OpenApp(backend, "learning-plan", id)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "v")
        assert isinstance(app.screen, LearningLineCard)
        assert "Ask Lin Written on 3 November." in flat(app)
        await press(pilot, "up", "enter")
        assert backend.services.learning.line(id).audience is Visibility.ME
        assert "only me, 3 November" in flat(app)


async def test_it_opens_its_archive_at_what_is_in_there() -> None:
    backend = with_steps()
    line = backend.services.learning.lines(LearningPart.HOW)[1]
    for each in backend.services.learning.lines(LearningPart.HOW):
        backend.services.learning.archive_line(each.id, now=NOW)
    app = OpenApp(backend, "learning-plan", line.id)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, PickFromArchive)
        assert app.screen.query_one(PickList).highlighted == f"restore line {line.id}"


async def test_words_half_typed_are_there_again_on_a_fresh_page() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "a", *"half a thou", "left", "left")
        app.keep_drafts()
        await settle(pilot)
    again = OpenApp(backend, "learning-plan")
    async with again.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Your words from 21:04 are still here." in flat(again)
        await press(pilot, "a", "right", "right", *"ght", "enter")
        assert texts(backend, LearningPart.WANT) == ["half a thought"]


async def test_what_the_disk_refuses_stays_where_it_was_typed() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "a", *"At home", "enter")
        assert app.screen.query_one("#where-form", LineForm).text == "At home"
        assert "no room left on the disk" in flat(app)
        backend.store.disk_full = False
        await press(pilot, "enter", "escape")
        assert texts(backend, LearningPart.WHERE) == ["At home"]
        app.screen.query_one("#courses").focus()
        backend.store.disk_full = True
        await press(pilot, "a", *"Art", *["enter"] * 5)
        assert isinstance(app.screen, RecordForm)
        assert "no room left on the disk" in flat(app)
        assert app.screen.query_one("#title", LineEditor).text == "Art"
        backend.store.disk_full = False
        await press(pilot, *["enter"] * 5)
        assert [c.title for c in backend.services.learning.courses()] == ["Art"]


async def test_a_line_survives_a_real_disk_that_is_full(backend: LocalBackend, disk: Disk) -> None:
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("learning-plan")
        await settle(pilot)
        disk.is_full = True
        await press(pilot, "a", *"At home", "enter")
        assert "is not saved yet" in flat(app)
        disk.is_full = False
        await press(pilot, "enter", "escape")
        assert [line.text for line in app.services.learning.lines(LearningPart.WHERE)] == ["At home"]


@at_once
async def test_hostile_words_are_shown_as_they_are_and_whole(words: str) -> None:
    backend, kept = MemoryBackend(), clean_text(words)
    learning = backend.services.learning
    line = learning.add_line(LearningPart.WANT, words, new_id=backend.new_id(), now=NOW)
    course = learning.add_course(title=words, where=words, used=words, new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend, "learning-plan", line.id)
    async with app.run_test(notifications=True, size=(200, 1100)) as pilot:
        await settle(pilot)
        assert_whole(kept, app.screen.query_one("#want"), aside="22 November")
        app.screen.query_one("#courses").focus()
        await settle(pilot)
        assert_whole(kept, app.screen.query_one("#courses"), times=1)
        app.screen.query_one("#want").focus()
        await press(pilot, "v")
        assert_whole(kept, app.screen.query_one(DialogSheet))
        await press(pilot, "escape", "e")
        assert app.screen.query_one("#want-form", LineForm).text == clean_line(words)
        await press(pilot, "escape")
        app.screen.query_one("#courses").focus()
        await press(pilot, "enter")
        for field in ("title", "where", "used"):
            assert app.screen.query_one(f"#{field}", LineEditor).text == clean_line(getattr(course, field))


@pytest.mark.parametrize("size", [(60, 20), (140, 40), (40, 12)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "My learning plan" in shown(app)
        await press(pilot, "tab", "tab", "tab", "a", *"I go twice", "enter", "escape")
        assert texts(backend, LearningPart.KNOW) == ["I go twice"]
        assert "I go twice" in shown(app)


async def test_where_nothing_can_be_changed_each_key_says_so() -> None:
    backend = with_steps()
    id = backend.services.learning.lines(LearningPart.HOW)[0].id
    backend.for_reading()
    app = OpenApp(backend, "learning-plan", id)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for key in "aedm":
            app.screen.query_one("#how").focus()
            await press(pilot, key)
            assert "Open for reading: nothing can be changed" in flat(app)
    assert len(texts(backend, LearningPart.HOW)) == 3
