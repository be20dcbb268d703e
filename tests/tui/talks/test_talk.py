"""The next talk on screen: planned, filled, put in order, ticked."""

from datetime import date, time

import pytest

from companion.domain.talk import PointKind
from companion.domain.text import clean_line, clean_text
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.screens import OpenApp, flat, press, settle, shown

TODAY = NOW.date()


def with_talk() -> MemoryBackend:
    backend = MemoryBackend()
    backend.services.talks.plan_talk(
        with_whom="Priya", role="care coordinator", day=date(2026, 11, 26), at=time(14), where="Shore House",
        new_id=backend.new_id(), now=NOW,
    )  # fmt: skip
    return backend


def say(backend: MemoryBackend) -> list[str]:
    return [p.text for p in backend.services.talks.agenda(TODAY).say]


async def test_a_talk_is_planned_and_its_day_said_back_in_full() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "No talk planned" in flat(app)
        await press(
            pilot, "enter", *"Priya", "enter", *"care coordinator", "enter", *"next Thursday 2pm", "enter"
        )
        assert "That is Thursday 26 November 2026 at 2 pm." in flat(app)
        await press(pilot, *"Shore House", "enter", "enter")
        talk = backend.services.talks.next(TODAY)
        assert talk is not None
        assert (talk.with_whom, talk.day, talk.at, talk.where) == (
            "Priya", date(2026, 11, 26), time(14), "Shore House",
        )  # fmt: skip
        assert "Thu 26 Nov 14:00, Priya (care coordinator)" in flat(app)
        assert "in 4 days, Shore House" in flat(app)


async def test_a_day_that_is_not_clear_is_asked_again_and_nothing_typed_is_lost() -> None:
    app = OpenApp(MemoryBackend(), "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"Priya", "enter", "enter", *"Fri 5 Dec", "enter")
        assert "Saturday" in flat(app)
        assert "Priya" in flat(app)
        assert "Fri 5 Dec" in flat(app)


async def test_points_are_added_ordered_said_and_undone() -> None:
    backend = with_talk()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(
            pilot, "a", *"one", "enter", *"two", "enter", *"three", "enter", *"four", "enter", "escape"
        )
        assert say(backend) == ["one", "two", "three", "four"]
        await press(pilot, "m", "down", "enter")
        assert say(backend) == ["two", "one", "three", "four"]
        await press(pilot, "space")
        assert say(backend) == ["two", "three", "four"]
        assert "[✓] one" in flat(app)
        await press(pilot, "u")
        assert say(backend) == ["two", "one", "three", "four"]
        await press(pilot, "tab", "a", *"Who covers?", "enter", "escape")
        assert [p.text for p in backend.services.talks.agenda(TODAY).ask] == ["Who covers?"]


async def test_a_question_to_start_from_can_be_taken_and_changed() -> None:
    backend = with_talk()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w", "enter", "end", *" Please", "enter", "escape")
        assert (
            backend.services.talks.agenda(TODAY).ask[0].text
            == f"{backend.services.talks.starters()[0]} Please"
        )


@at_once
async def test_hostile_words_are_shown_as_they_are_and_whole(words: str) -> None:
    backend, kept = MemoryBackend(), clean_text(words)
    talks, add = backend.services.talks, backend.services.talks.add_point
    talk = talks.plan_talk(with_whom=words, role=words, where=words, new_id=backend.new_id(), now=NOW)
    points = [add(kind, words, talk_id=talk.id, new_id=backend.new_id(), now=NOW) for kind in PointKind]
    app = OpenApp(backend, "talk", talk.id)
    async with app.run_test(notifications=True, size=(200, 800)) as pilot:
        await settle(pilot)
        for point in points:
            row = app.screen.query_one(f"#{point.kind.value}", PickList)
            row.focus()
            await press(pilot, "space")
            assert talks.point(point.id).said_in == talk.id
            assert_whole(f"[✓]{kept}", row, aside=" said")
            await press(pilot, "e")
            assert app.screen.query_one(f"#{point.kind.value}-form", LineForm).text == clean_line(words)
            await press(pilot, "escape", "d")
            await press(pilot, "o")
            assert_whole(kept, app.screen.query_one(PickList), aside=f" to {point.kind.value}")
            await press(pilot, "escape", "u")
        app.screen.query_one("#talks").focus()
        await press(pilot, "enter")
        assert [line.value for line in app.screen.query(LineEditor)] == [
            clean_line(words), clean_line(words), "", clean_line(words)
        ]  # fmt: skip
        await press(pilot, "escape", "d")
        await press(pilot, "o")
        words = clean_line(words)
        assert_whole(f"{words} ({words})", app.screen.query_one(PickList), aside=" a talk")


async def test_a_talk_called_off_can_be_seen_and_comes_back() -> None:
    backend = with_talk()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#talks").focus()
        await press(pilot, "d")
        assert backend.services.talks.next(TODAY) is None
        assert "1 in the archive: o opens it." in flat(app)
        await press(pilot, "o")
        assert "Thu 26 Nov 14:00, Priya (care coordinator)" in flat(app)
        await press(pilot, "enter")
        talk = backend.services.talks.next(TODAY)
        assert talk is not None
        assert app.screen.query_one("#talks", PickList).highlighted == talk.id
        assert "in the archive" not in flat(app)
        assert "Back where it was." in flat(app)


async def test_after_planning_a_talk_the_cursor_is_on_what_there_is_to_say() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"Priya", *("enter",) * 5)
        assert app.focused is app.screen.query_one("#say")
        assert (
            app.screen.query_one("#talks", PickList).highlighted
            == backend.services.talks.upcoming(TODAY)[0].id
        )
        await press(pilot, "a", *"hello", "enter", "escape")
        assert say(backend) == ["hello"]


async def test_a_draft_of_the_plain_mode_for_another_place_is_left_alone() -> None:
    backend = with_talk()
    backend.services.drafts.keep("talk/next/say/new", "half", 4, now=NOW)
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"hello", "enter", "escape")
        assert say(backend) == ["hello"]
        assert [draft.text for draft in backend.services.drafts.all()] == ["half"]


async def test_a_question_taken_leaves_the_words_half_typed() -> None:
    backend = with_talk()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "a", *"Who cov", "escape", "w", "enter", "enter", "escape", "a", *"ers")
        assert app.screen.query_one("#ask-form", LineForm).text == "Who covers"
        assert [p.text for p in backend.services.talks.agenda(TODAY).ask] == [
            backend.services.talks.starters()[0]
        ]


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    backend = with_talk()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"hello", "enter", "escape")
        assert say(backend) == ["hello"]
        assert "hello" in shown(app)


async def test_a_point_that_cannot_be_kept_stays_where_it_was_typed() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        backend.store.read_only = True
        app.screen.query_one("#say").focus()
        await press(pilot, "a", *"One", "enter")
        assert app.screen.query_one("#say-form", LineForm).text == "One"
        assert "saved" not in shown(app)
        backend.store.read_only = False
        await press(pilot, "enter")
        assert say(backend) == ["One"]


async def test_it_says_where_the_fourth_thing_stands() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "The first three stand on page one." in flat(app)
        await press(pilot, "tab", "a", *(key for n in "1234" for key in (*f"Thing {n}", "enter")), "escape")
        assert "1 to 3 stand on page one, more on page two." in flat(app)
        assert [point.text for point in backend.services.talks.agenda(NOW.date()).marked] == [
            "Thing 1",
            "Thing 2",
            "Thing 3",
        ]
