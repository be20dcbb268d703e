"""Talks that have been, what was said in them, and the archive, on screen."""

from datetime import timedelta

import pytest

from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from companion.tui.base.dialog import DialogSheet
from companion.tui.talks.past import PastTalk, PastTalks
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import NAMED
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.screens import OpenApp, flat, press, settle

TODAY = NOW.date()


def plan(backend: MemoryBackend, with_whom: str, days: int) -> str:
    day = TODAY + timedelta(days=days)
    return backend.services.talks.plan_talk(with_whom=with_whom, day=day, new_id=backend.new_id(), now=NOW).id


def add(backend: MemoryBackend, text: str, talk_id: str = "", *, said: bool = False) -> str:
    talks = backend.services.talks
    id = talks.add_point(PointKind.SAY, text, talk_id=talk_id, new_id=backend.new_id(), now=NOW).id
    if said:
        talks.say(id, True, today=TODAY, talk_id=talk_id or None, now=NOW)
    return id


async def test_a_past_talk_opens_with_what_was_said_and_can_be_changed() -> None:
    backend = MemoryBackend()
    past = plan(backend, "Dr Lowe", -10)
    said = add(backend, "the tablets", past, said=True)
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#talks").focus()
        assert "1 talk before" in flat(app)
        await press(pilot, "end", "enter", "enter")
        assert isinstance(app.screen, PastTalk)
        assert "Who with Dr Lowe" in flat(app)
        assert "[✓] the tablets" in flat(app)
        await press(pilot, "space")
        assert backend.services.talks.point(said).said_at is None
        assert "[ ] the tablets" in flat(app)
        await press(pilot, "space")
        assert backend.services.talks.point(said).said_in == past
        await press(pilot, "e")
        assert app.screen.query_one("#who", LineEditor).value == "Dr Lowe"
        await press(pilot, "escape")
        assert app.screen.query_one("#talks").has_focus


async def test_every_past_talk_can_be_reached_and_esc_goes_back_to_the_list() -> None:
    backend = MemoryBackend()
    for days in range(1, 31):
        plan(backend, f"Doctor {days}", -days)
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#talks").focus()
        assert "30 talks before" in flat(app)
        await press(pilot, "end", "enter", "end")
        assert "Doctor 30" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PastTalk)
        assert "Who with Doctor 30" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, PastTalks)
        rows = app.screen.query_one(PickList)
        assert rows.highlighted == rows.rows[-1].id


async def test_what_was_said_with_no_talk_planned_can_be_found_and_taken_back() -> None:
    backend = MemoryBackend()
    id = add(backend, "it is loud here", said=True)
    plan(backend, "Priya", 3)
    app = OpenApp(backend, "talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "it is loud here" not in flat(app)
        app.screen.query_one("#talks").focus()
        await press(pilot, "end", "enter", "enter")
        assert "[✓] it is loud here" in flat(app)
        await press(pilot, "e", "d", "space")
        assert backend.services.talks.point(id).said_at is None
        assert [row.id for row in app.screen.query_one("#say", PickList).rows] == [id]
        assert "said at other times" not in flat(app)


@pytest.mark.parametrize("where", ["next", "later", "said next", "past", "apart"])
async def test_search_leads_to_where_a_point_stands(where: str) -> None:
    backend = MemoryBackend()
    apart = add(backend, "before all talks", said=True)
    talks = {
        "next": plan(backend, "Priya", 1),
        "later": plan(backend, "Sal", 8),
        "past": plan(backend, "Dr Lowe", -9),
    }
    add(backend, "another", talks["next"])
    points = {
        "next": add(backend, "word one", talks["next"]),
        "later": add(backend, "word two", talks["later"]),
        "said next": add(backend, "word three", talks["next"], said=True),
        "past": add(backend, "word four", talks["past"], said=True),
        "apart": apart,
    }
    app = OpenApp(backend, "search")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        await press(pilot, *backend.services.talks.point(points[where]).text, "enter", "enter")
        await settle(pilot)
        in_view = where in ("past", "apart")
        assert isinstance(app.screen, PastTalk) == in_view
        rows = app.screen.query_one(PickList) if in_view else app.screen.query_one("#say", PickList)
        assert rows.has_focus
        assert rows.highlighted == points[where]


@pytest.mark.parametrize("what", ["point", "talk"])
async def test_what_is_in_the_archive_is_deleted_for_good_after_a_question(what: str) -> None:
    backend = MemoryBackend()
    talks = backend.services.talks
    talk = plan(backend, "Priya", 3)
    point = add(backend, "the tablets", talk)
    if what == "talk":
        talks.archive_talk(talk, now=NOW)
    else:
        talks.archive_point(point, now=NOW)
    app = OpenApp(backend, "talk")

    def archived() -> int:
        return len(talks.archived()) + len(talks.archived_points())

    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "o", "delete")
        assert "for good?" in flat(app)
        assert ("Priya" if what == "talk" else "the tablets") in flat(app)
        await press(pilot, "enter")
        assert archived() == 1
        await press(pilot, "o", "delete", "right", "enter")
        assert archived() == 0
        assert (backend.store.talks.get(talk) is None) == (what == "talk")
        assert (backend.store.points.get(point) is None) == (what == "point")
        await press(pilot, "u")
        assert archived() == 1


@pytest.mark.parametrize("name", ["bracketed", "rich colours", "ESC", "line ends", "long word", "Arabic"])
async def test_hostile_words_of_a_past_talk_are_shown_whole(name: str) -> None:
    words, backend = NAMED[name], MemoryBackend()
    past = plan(backend, words, -2)
    add(backend, words, past, said=True)
    app = OpenApp(backend, "talk", past)
    async with app.run_test(notifications=True, size=(200, 80)) as pilot:
        await settle(pilot)
        assert_whole(f"Who with{clean_text(words)}", app.screen.query_one(DialogSheet))
        assert_whole(f"[✓]{clean_text(words)}", app.screen.query_one(PickList), aside=" to say")
