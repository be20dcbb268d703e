"""The next talk on screen: planned, filled, put in order, ticked."""

from datetime import date, time

import pytest

from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from companion.tui.widgets.line_form import LineForm
from tests.hostile import HOSTILE
from tests.tui.fake_door import NOW, FakeDoor, OpenApp, flat, press, settle, shown

TODAY = NOW.date()


def with_talk() -> FakeDoor:
    door = FakeDoor()
    door.services.talks.plan_talk(
        with_whom="Priya", role="care coordinator", day=date(2026, 11, 26), at=time(14), where="Shore House",
        new_id=door.new_id(), now=NOW,
    )  # fmt: skip
    return door


def say(door: FakeDoor) -> list[str]:
    return [p.text for p in door.services.talks.agenda(TODAY).say]


async def test_a_talk_is_planned_and_its_day_said_back_in_full() -> None:
    door = FakeDoor()
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "No talk planned" in flat(app)
        await press(
            pilot, "enter", *"Priya", "enter", *"care coordinator", "enter", *"next Thursday 2pm", "enter"
        )
        assert "That is Thursday 26 November 2026 at 2 pm." in flat(app)
        await press(pilot, *"Shore House", "enter", "enter")
        talk = door.services.talks.next(TODAY)
        assert talk is not None
        assert (talk.with_whom, talk.day, talk.at, talk.where) == (
            "Priya", date(2026, 11, 26), time(14), "Shore House",
        )  # fmt: skip
        assert "Thu 26 Nov 14:00, Priya (care coordinator)" in flat(app)
        assert "in 4 days, Shore House" in flat(app)


async def test_a_day_that_is_not_clear_is_asked_again_and_nothing_typed_is_lost() -> None:
    app = OpenApp(FakeDoor(), "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"Priya", "enter", "enter", *"Fri 5 Dec", "enter")
        assert "Saturday" in flat(app)
        assert "Priya" in flat(app)
        assert "Fri 5 Dec" in flat(app)


async def test_points_are_added_ordered_said_and_undone() -> None:
    door = with_talk()
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(
            pilot, "a", *"one", "enter", *"two", "enter", *"three", "enter", *"four", "enter", "escape"
        )
        assert say(door) == ["one", "two", "three", "four"]
        await press(pilot, "m", "down", "enter")
        assert say(door) == ["two", "one", "three", "four"]
        await press(pilot, "space")
        assert say(door) == ["two", "three", "four"]
        assert "[✓] one" in flat(app)
        await press(pilot, "u")
        assert say(door) == ["two", "one", "three", "four"]
        await press(pilot, "tab", "a", *"Who covers?", "enter", "escape")
        assert [p.text for p in door.services.talks.agenda(TODAY).ask] == ["Who covers?"]


async def test_a_question_to_start_from_can_be_taken_and_changed() -> None:
    door = with_talk()
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "w", "enter", "end", *" Please", "enter", "escape")
        assert door.services.talks.agenda(TODAY).ask[0].text == f"{door.services.talks.starters()[0]} Please"


async def test_archived_points_come_back() -> None:
    door = with_talk()
    door.services.talks.add_point(PointKind.SAY, "the tablets", new_id=door.new_id(), now=NOW)
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert say(door) == []
        await press(pilot, "o", "enter")
        assert say(door) == ["the tablets"]


async def test_hostile_words_are_shown_as_they_are() -> None:
    door = FakeDoor()
    talks = door.services.talks
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for words in filter(str.strip, map(clean_text, HOSTILE)):
            talk = talks.plan_talk(
                with_whom=words,
                role=words,
                where=words,
                day=date(2026, 11, 26),
                new_id=door.new_id(),
                now=NOW,
            )
            point = talks.add_point(PointKind.SAY, words, talk_id=talk.id, new_id=door.new_id(), now=NOW)
            await app.action_go("talk", talk.id)
            await settle(pilot)
            assert " ".join(words.split())[:20].strip() in flat(app)
            await press(pilot, "enter")
            assert talks.point(point.id).said_in == talk.id
            await press(pilot, "up", "up", "enter", "escape")
            talks.archive_talk(talk.id, now=NOW)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    door = with_talk()
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"hello", "enter", "escape")
        assert say(door) == ["hello"]
        assert "hello" in shown(app)


async def test_a_point_that_cannot_be_kept_stays_where_it_was_typed() -> None:
    door = FakeDoor()
    app = OpenApp(door, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        door.store.read_only = True
        app.screen.query_one("#say").focus()
        await press(pilot, "a", *"One", "enter")
        assert app.screen.query_one("#say-form", LineForm).text == "One"
        assert "saved" not in shown(app)
        door.store.read_only = False
        await press(pilot, "enter")
        assert say(door) == ["One"]
