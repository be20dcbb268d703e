"""The courses on my learning plan, filled in, changed and put away."""

from __future__ import annotations

from datetime import date

from companion.tui.base.form import RecordForm
from companion.tui.widgets.editors import LineEditor
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle


def with_course() -> MemoryBackend:
    backend = MemoryBackend()
    backend.services.learning.add_course(
        title="Sleep and me", where="Northshore", day=date(2026, 10, 12), used="Screen off at ten",
        new_id=backend.new_id(), now=NOW,
    )  # fmt: skip
    return backend


async def test_a_course_is_added_with_its_day_said_back_and_changed() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        app.screen.query_one("#courses").focus()
        await press(pilot, "a", *"Sleep and me", "enter", *"Northshore", "enter", *"12 October", "enter")
        assert "That is Monday 12 October 2026." in flat(app)
        await press(pilot, *"Screen off at ten", "enter", "enter")
        (course,) = backend.services.learning.courses()
        assert (course.title, course.where, course.day, course.used) == (
            "Sleep and me", "Northshore", date(2026, 10, 12), "Screen off at ten",
        )  # fmt: skip
        assert "▸ Sleep and me Northshore, 12 October Screen off at ten" in flat(app)
        await press(pilot, "enter", "end", *" too", *["enter"] * 4, "enter")
        assert backend.services.learning.courses()[0].title == "Sleep and me too"
        assert backend.services.learning.courses()[0].day == date(2026, 10, 12)


async def test_a_course_needs_a_name_and_a_day_that_is_clear() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        app.screen.query_one("#courses").focus()
        await press(pilot, "enter", "enter", "enter", *"some day", "enter")
        assert "could not be read as a day" in flat(app)
        assert app.screen.query_one("#when").has_focus
        await press(pilot, *["backspace"] * 8, "enter", "enter", "enter")
        assert "A name first." in flat(app)
        await press(pilot, *"Art", *["enter"] * 5)
        assert [(c.title, c.day) for c in backend.services.learning.courses()] == [("Art", None)]


async def test_a_course_is_archived_and_deleted_for_good_after_a_question() -> None:
    backend = with_course()
    id = backend.services.learning.courses()[0].id
    app = OpenApp(backend, "learning-plan", id)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert backend.services.learning.courses() == ()
        await press(pilot, "o", "delete")
        assert "Delete this course for good? Sleep and me" in flat(app)
        await press(pilot, "enter", "o", "delete", "right", "enter")
    assert backend.services.learning.courses(archived=True) == ()


async def test_a_course_half_typed_is_there_again() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learning-plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#courses").focus()
        await press(pilot, "a", *"Sle", "escape", "a")
        assert isinstance(app.screen, RecordForm)
        assert app.screen.query_one("#title", LineEditor).text == "Sle"
        assert "Your words from 21:04 are still here." in flat(app)
