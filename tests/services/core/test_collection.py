"""What every list can do: the six lists through one table, and the parts a list is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from companion.domain.learning import LearningPart
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.errors import InvalidEntry, NothingThere
from companion.services.core.collection import UNSET, Collection, OrderedCollection, changed
from companion.services.services import Services
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class List:
    """A list of the person's: how one is added, the field its words are in, and how an undo step calls it."""

    of: Callable[[Services], Collection[Any]]
    add: Callable[[Services, str, str], object]
    field: str
    called: str = "“{}”"
    added: str = "added {}"


LISTS = {
    "plan lines": List(
        of=lambda s: s.plan.line_records,
        add=lambda s, id, words: s.plan.add_line("early", words, new_id=id, now=NOW),
        field="text",
    ),
    "sections": List(
        of=lambda s: s.plan.section_records,
        add=lambda s, id, words: s.plan.add_section(words, new_id=id, now=NOW),
        field="name",
        added="added the section {}",
    ),
    "safety lines": List(
        of=lambda s: s.safety.line_records,
        add=lambda s, id, words: s.safety.add_line(SafetyStep.ALONE, words, new_id=id, now=NOW),
        field="text",
        added="added {} to the safety plan",
    ),
    "people": List(
        of=lambda s: s.safety.contact_records,
        add=lambda s, id, words: s.safety.add_contact(name=words, new_id=id, now=NOW),
        field="name",
    ),
    "points": List(
        of=lambda s: s.talks.point_records,
        add=lambda s, id, words: s.talks.add_point(PointKind.SAY, words, new_id=id, now=NOW),
        field="text",
    ),
    "talks": List(
        of=lambda s: s.talks.talk_records,
        add=lambda s, id, words: s.talks.plan_talk(with_whom=words, new_id=id, now=NOW),
        field="with_whom",
        called="the talk",
        added="planned a talk with “one”",
    ),
    "learning lines": List(
        of=lambda s: s.learning.line_records,
        add=lambda s, id, words: s.learning.add_line(LearningPart.HOW, words, new_id=id, now=NOW),
        field="text",
    ),
    "courses": List(
        of=lambda s: s.learning.course_records,
        add=lambda s, id, words: s.learning.add_course(title=words, new_id=id, now=NOW),
        field="title",
        called="the course “{}”",
    ),
}

each_list = pytest.mark.parametrize("which", LISTS.values(), ids=LISTS)


@each_list
def test_each_change_is_one_step_and_named(memory_services: Services, which: List) -> None:
    which.add(memory_services, "a", "one")
    records = which.of(memory_services)
    records.edit("a", now=LATER, **{which.field: "two"})
    records.archive("a", now=LATER)
    records.restore("a", now=LATER)
    records.delete("a", now=LATER)
    undone = []
    while step := memory_services.undo.undo():
        undone.append(step.removeprefix("Undone: ").removesuffix(". U brings it back."))
    one, two = which.called.format("one"), which.called.format("two")
    steps = [f"deleted {two}", f"brought back {two}", f"archived {two}", f"changed {one}"]
    assert undone == [*steps, which.added.format(one)]


@each_list
def test_what_is_put_away_is_in_the_archive_and_nowhere_else(memory_services: Services, which: List) -> None:
    which.add(memory_services, "a", "one")
    which.add(memory_services, "b", "two")
    records = which.of(memory_services)
    records.archive("a", now=LATER)
    assert [r.id for r in records.archived()] == ["a"]
    assert "a" not in {r.id for r in records.in_use()}
    assert (records.get("a").archived_at, records.get("a").changed_at) == (LATER, LATER)
    records.restore("a", now=LATER)
    assert records.archived() == ()
    assert {"a", "b"} <= {r.id for r in records.in_use()}


@each_list
def test_what_is_not_there_is_said_and_nothing_changes(memory_services: Services, which: List) -> None:
    records = which.of(memory_services)
    for change in (
        lambda: records.get("gone"),
        lambda: records.edit("gone", now=NOW),
        lambda: records.archive("gone", now=NOW),
        lambda: records.restore("gone", now=NOW),
        lambda: records.delete("gone", now=NOW),
    ):
        with pytest.raises(NothingThere, match="any more"):
            change()
    assert not memory_services.undo.can_undo


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"talks"}))
def test_words_that_cannot_be_change_nothing(memory_services: Services, name: str) -> None:
    LISTS[name].add(memory_services, "a", "one")
    records = LISTS[name].of(memory_services)
    before = records.get("a")
    with pytest.raises(InvalidEntry):
        records.edit("a", now=LATER, **{LISTS[name].field: "  "})
    assert records.get("a") == before


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"talks", "courses"}))
def test_moving_changes_the_order_and_what_is_put_away_keeps_its_place(
    memory_services: Services, name: str
) -> None:
    which, records = LISTS[name], LISTS[name].of(memory_services)
    assert isinstance(records, OrderedCollection)
    for id in "abcd":
        which.add(memory_services, id, id)
    records.archive("b", now=NOW)
    shown = [r.id for r in records.beside("a")]
    records.move("d", shown.index("a"), now=LATER)
    assert [r.id for r in records.beside("a")][-3:] == ["d", "a", "c"]
    records.restore("b", now=LATER)
    assert [r.id for r in records.beside("a")][-4:] == ["d", "b", "a", "c"]


def test_a_new_one_comes_after_those_put_away_and_groups_do_not_mix(memory_services: Services) -> None:
    safety = memory_services.safety
    for step, id in ((SafetyStep.ALONE, "a"), (SafetyStep.ALONE, "b"), (SafetyStep.SIGNS, "c")):
        safety.add_line(step, id, new_id=id, now=NOW)
    safety.archive_line("b", now=NOW)
    assert safety.line_records.end(SafetyStep.ALONE) == 2
    assert safety.line_records.end(SafetyStep.SIGNS) == 1
    assert safety.line_records.end(SafetyStep.SAFER) == 0
    safety.move_line("c", 5, now=NOW)
    assert [line.id for line in safety.line_records.beside("a")] == ["a"]


def test_none_empties_a_field_and_unset_leaves_it(memory_services: Services) -> None:
    course = memory_services.learning.add_course(title="Cooking", day=date(2026, 9, 1), new_id="a", now=NOW)
    assert changed(course, day=UNSET, title="Baking").day == course.day
    assert changed(course, day=None).day is None
    assert changed(course, day=None).title == "Cooking"
