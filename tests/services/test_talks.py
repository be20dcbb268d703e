"""Talks: what comes next, what goes along, what stays said."""

from datetime import date, time, timedelta

import pytest

from companion.domain.talk import PointKind
from companion.errors import InvalidEntry, NothingThere
from companion.services.services import Services
from tests.conftest import NOW

TODAY = NOW.date()


def plan(services: Services, id: str, day: date | None, at: time | None = None) -> None:
    services.talks.plan_talk(with_whom=id, day=day, at=at, new_id=id, now=NOW)


def add(services: Services, text: str, talk_id: str = "", kind: PointKind = PointKind.SAY) -> str:
    return services.talks.add_point(kind, text, talk_id=talk_id, new_id=text, now=NOW).id


def say(services: Services, day: date = TODAY, talk_id: str | None = None) -> list[str]:
    return [p.text for p in services.talks.agenda(day, talk_id).say]


def test_the_next_talk_is_the_soonest_and_today_counts(memory_services: Services) -> None:
    plan(memory_services, "later", TODAY + timedelta(days=9))
    plan(memory_services, "undated", None)
    plan(memory_services, "today", TODAY, time(9))
    plan(memory_services, "gone", TODAY - timedelta(days=1))
    assert [t.id for t in memory_services.talks.upcoming(TODAY)] == ["today", "later", "undated"]
    assert [t.id for t in memory_services.talks.past(TODAY)] == ["gone"]


def test_what_was_not_said_goes_along_to_the_next_talk_and_what_was_said_stays(
    memory_services: Services,
) -> None:
    plan(memory_services, "first", TODAY)
    add(memory_services, "said", "first")
    add(memory_services, "not said", "first")
    add(memory_services, "before any talk")
    memory_services.talks.say("said", True, today=TODAY, now=NOW)
    assert say(memory_services) == ["not said", "before any talk"]
    tomorrow = TODAY + timedelta(days=1)
    plan(memory_services, "second", TODAY + timedelta(days=14))
    assert say(memory_services, tomorrow) == ["not said", "before any talk"]
    assert [p.text for p in memory_services.talks.agenda(tomorrow, "first").said] == ["said"]
    assert memory_services.talks.agenda(tomorrow).said == ()


def test_points_of_another_talk_to_come_stay_with_it(memory_services: Services) -> None:
    plan(memory_services, "soon", TODAY + timedelta(days=1))
    plan(memory_services, "gp", TODAY + timedelta(days=5))
    add(memory_services, "for the GP", "gp")
    add(memory_services, "for soon", "soon")
    assert say(memory_services) == ["for soon"]
    assert say(memory_services, talk_id="gp") == ["for the GP"]


def test_a_talk_called_off_leaves_its_points(memory_services: Services) -> None:
    plan(memory_services, "off", TODAY + timedelta(days=1))
    add(memory_services, "still to say", "off")
    memory_services.talks.archive_talk("off", now=NOW)
    assert say(memory_services) == ["still to say"]
    plan(memory_services, "next", TODAY + timedelta(days=3))
    assert say(memory_services) == ["still to say"]
    memory_services.talks.delete_talk("off", now=NOW)
    assert say(memory_services) == ["still to say"]


def test_talks_in_the_archive_can_be_seen_and_brought_back(memory_services: Services) -> None:
    for days, id in enumerate(("one", "two", "three"), start=1):
        plan(memory_services, id, TODAY + timedelta(days=days))
    memory_services.talks.archive_talk("three", now=NOW + timedelta(minutes=1))
    memory_services.talks.archive_talk("one", now=NOW + timedelta(minutes=2))
    assert [t.id for t in memory_services.talks.archived()] == ["one", "three"]
    memory_services.talks.restore_talk("one", now=NOW + timedelta(minutes=3))
    assert [t.id for t in memory_services.talks.archived()] == ["three"]
    assert [t.id for t in memory_services.talks.upcoming(TODAY)] == ["one", "two"]


def test_the_first_three_are_marked_and_moving_changes_which(memory_services: Services) -> None:
    for word in "abcd":
        add(memory_services, word)
    agenda = memory_services.talks.agenda(TODAY)
    assert [p.text for p in agenda.marked] == ["a", "b", "c"]
    memory_services.talks.move_point("d", 0, today=TODAY, now=NOW)
    assert [p.text for p in memory_services.talks.agenda(TODAY).marked] == ["d", "a", "b"]


def test_a_tick_can_be_taken_back(memory_services: Services) -> None:
    plan(memory_services, "now", TODAY)
    add(memory_services, "x", "now")
    memory_services.talks.say("x", True, today=TODAY, now=NOW)
    assert memory_services.talks.point("x").said_in == "now"
    memory_services.talks.say("x", False, today=TODAY, now=NOW)
    assert say(memory_services) == ["x"]


def test_changing_a_talk_leaves_what_was_not_named(memory_services: Services) -> None:
    plan(memory_services, "t", TODAY, time(14))
    memory_services.talks.edit_talk("t", where="Shore House", now=NOW)
    talk = memory_services.talks.talk("t")
    assert (talk.day, talk.at, talk.where) == (TODAY, time(14), "Shore House")
    memory_services.talks.edit_talk("t", day=None, now=NOW)
    assert (memory_services.talks.talk("t").day, memory_services.talks.talk("t").at) == (None, None)


def test_a_time_without_a_day_is_refused(memory_services: Services) -> None:
    with pytest.raises(InvalidEntry):
        plan(memory_services, "t", None, time(14))


def test_what_is_not_there_is_said_kindly(memory_services: Services) -> None:
    with pytest.raises(NothingThere, match="not among your talks"):
        memory_services.talks.edit_point("nobody", "x", now=NOW)


def test_what_was_said_in_no_talk_there_is_can_be_found(memory_services: Services) -> None:
    talks = memory_services.talks
    add(memory_services, "early")
    talks.say("early", True, today=TODAY, now=NOW)
    assert [p.text for p in talks.agenda(TODAY).said] == ["early"]
    assert talks.said_apart(TODAY) == ()
    assert talks.place_of("early", TODAY) == ""
    plan(memory_services, "called off", TODAY)
    add(memory_services, "there", "called off")
    talks.say("there", True, today=TODAY, now=NOW + timedelta(minutes=1))
    assert [p.text for p in talks.said_apart(TODAY)] == ["early"]
    assert talks.place_of("early", TODAY) is None
    plan(memory_services, "next", TODAY + timedelta(days=2))
    talks.archive_talk("called off", now=NOW)
    assert [p.text for p in talks.said_apart(TODAY)] == ["there", "early"]
    talks.restore_talk("called off", now=NOW)
    assert talks.place_of("there", TODAY) == "called off"


def test_each_point_stands_with_the_talk_that_lists_it(memory_services: Services) -> None:
    talks = memory_services.talks
    plan(memory_services, "past", TODAY - timedelta(days=3))
    plan(memory_services, "soon", TODAY + timedelta(days=1))
    plan(memory_services, "gp", TODAY + timedelta(days=5))
    for text, talk_id in (("a", ""), ("b", "past"), ("c", "soon"), ("d", "gp"), ("e", "past")):
        add(memory_services, text, talk_id)
    talks.say("e", True, today=TODAY, talk_id="past", now=NOW)
    assert [talks.place_of(id, TODAY) for id in "abcde"] == ["soon", "soon", "soon", "gp", "past"]
    with pytest.raises(NothingThere):
        talks.place_of("gone", TODAY)
