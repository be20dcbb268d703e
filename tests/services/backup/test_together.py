"""What two computers come to, as the person finds it: nothing they wrote is out of sight, nothing they did undone."""

from datetime import timedelta

import pytest

from companion.domain.plan import NO_HEADING
from companion.domain.talk import PointKind
from companion.errors import NothingThere
from companion.services.access.setup import prepare
from companion.services.services import Services
from tests.computers import Computer
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
WORDS = "The tune from the kitchen radio"


def two_with_a_section() -> tuple[Computer, Computer]:
    """Return two computers with a plan and a section of the person's own in it, one line under it."""
    desk = Computer("desk")
    prepare(desk.store, setup_step=6, now=NOW)
    desk.services.plan.add_section("Music", new_id="music", now=NOW)
    desk.services.plan.add_line("music", "Whistling", new_id="old", now=NOW)
    return desk, desk.fork("bed")


def places(services: Services) -> dict[str, list[str]]:
    """Return the lines of the plan as they stand under their headings."""
    plan = services.plan
    return {s.name: [line.text for line in plan.lines(s.id)] for s in plan.sections() if plan.lines(s.id)}


def is_on_the_page(services: Services, words: str) -> bool:
    """True when a page for the person alone can have these words."""
    parts = services.sharing.parts("me", now=LATER)
    return any(words in line.text for part in parts for line in part.lines)


@pytest.mark.parametrize("here", ["desk", "bed"])
def test_a_line_added_to_a_section_that_was_deleted_elsewhere_keeps_its_heading(here: str) -> None:
    desk, bed = two_with_a_section()
    desk.services.plan.delete_section("music", now=LATER)
    bed.services.plan.add_line("music", WORDS, new_id="new", now=LATER)
    one, other = (desk, bed) if here == "desk" else (bed, desk)
    one.take(other)
    assert places(one.services) == {"Music": [WORDS]}
    (hit,) = one.services.search.find(WORDS)
    assert (hit.where, hit.parent) == ("Music", "music")
    assert is_on_the_page(one.services, WORDS)
    one.services.plan.delete_section("music", now=LATER)
    other.take(one)
    assert places(other.services) == {}
    assert all(section.id != "music" for section in other.services.plan.sections())


def test_a_section_held_for_a_line_ends_with_it_and_lives_on_when_it_is_renamed() -> None:
    desk, bed = two_with_a_section()
    desk.services.plan.delete_section("music", now=LATER)
    bed.services.plan.add_line("music", WORDS, new_id="new", now=LATER)
    desk.take(bed)
    renamed = desk.fork("third")
    desk.services.plan.delete_line("new", now=LATER)
    desk.take(bed)
    assert all(section.id != "music" for section in desk.services.plan.sections())
    renamed.services.plan.rename_section("music", "Tunes", now=LATER)
    renamed.services.plan.delete_line("new", now=LATER)
    renamed.take(desk)
    assert renamed.services.plan.section("music").name == "Tunes"


def test_a_line_whose_section_no_copy_has_stands_without_a_heading_and_can_be_moved() -> None:
    desk, _ = two_with_a_section()
    desk.store.sections.remove("music")  # as an earlier version of the program put two copies together
    services, plan = desk.services, desk.services.plan
    assert places(services) == {"Without a heading": ["Whistling"]}
    (hit,) = services.search.find("whistling")
    assert (hit.where, hit.parent) == ("Without a heading", NO_HEADING)
    assert is_on_the_page(services, "Whistling")
    assert [section.id for section in plan.ways_out("old")] == [
        section.id for section in plan.sections() if section.id != NO_HEADING
    ]
    plan.archive_line("old", now=LATER)
    assert [line.text for line in plan.lines(NO_HEADING, archived=True)] == ["Whistling"]
    services.undo.undo()
    plan.put_under("old", "toolbox", now=LATER)
    assert places(services) == {"What helps me": ["Whistling"]}
    assert all(section.id != NO_HEADING for section in plan.sections()) and not plan.ways_out("old")
    services.undo.undo()
    plan.delete_line("old", now=LATER)
    assert places(services) == {}


def test_there_is_no_heading_to_change_where_there_is_none() -> None:
    desk, _ = two_with_a_section()
    desk.store.sections.remove("music")
    plan, before = desk.services.plan, desk.store.everything()
    assert plan.section(NO_HEADING).name == "Without a heading"
    assert not plan.can_delete_section(NO_HEADING)
    for change in (
        lambda: plan.rename_section(NO_HEADING, "Tunes", now=LATER),
        lambda: plan.archive_section(NO_HEADING, now=LATER),
        lambda: plan.move_section(NO_HEADING, 0, now=LATER),
        lambda: plan.delete_section(NO_HEADING, now=LATER),
        lambda: plan.put_under("old", NO_HEADING, now=LATER),
    ):
        with pytest.raises(NothingThere):
            change()
    assert desk.store.everything() == before
    plan.add_line(NO_HEADING, "One more", new_id="more", now=LATER)
    assert places(desk.services) == {"Without a heading": ["Whistling", "One more"]}


def test_points_ticks_and_sheets_are_found_when_what_they_name_was_deleted_elsewhere() -> None:
    desk, _ = two_with_a_section()
    talks = desk.services.talks
    talks.plan_talk(with_whom="Priya", new_id="talk", now=NOW)
    desk.services.plan.add_line("daily", "A walk", new_id="walk", now=NOW)
    bed = desk.fork("bed")
    talks.delete_talk("talk", now=LATER)
    desk.services.plan.delete_line("walk", now=LATER)
    for kind in PointKind:
        bed.services.talks.add_point(kind, f"to {kind}", talk_id="talk", new_id=kind, now=LATER)
    bed.services.talks.add_point(PointKind.SAY, "said", talk_id="talk", new_id="said", now=LATER)
    bed.services.talks.say("said", True, today=NOW.date(), talk_id="talk", now=LATER)
    bed.services.check_ins.tick(NOW.date(), "walk", True, now=LATER)
    desk.take(bed)
    agenda = desk.services.talks.agenda(NOW.date())
    assert [point.text for point in (*agenda.say, *agenda.ask)] == ["to say", "to ask"]
    assert [point.text for point in desk.services.talks.said_apart(NOW.date())] == ["said"]
    assert desk.services.check_ins.on(NOW.date()) is not None
    assert desk.services.trends.statements(NOW.date(), NOW.date()) is not None
    assert is_on_the_page(desk.services, "to say")


def test_a_deletion_that_waits_for_a_choice_is_not_undone_by_the_next_merge() -> None:
    desk, bed = two_with_a_section()
    desk.services.plan.edit_line("old", text="Humming", now=LATER)
    bed.services.plan.edit_line("old", text="Drumming", now=NOW)
    third = bed.fork("third")
    desk.take(bed)
    desk.services.plan.delete_line("old", now=LATER)
    third.services.plan.add_line("toolbox", "Tea", new_id="tea", now=LATER)
    for one, other in ((desk, third), (third, desk)):
        assert one.take(other).conflicts == 1
        assert places(one.services) == {"What helps me": ["Tea"]}
        (view,) = one.services.conflicts.all()
        assert [version.words[0] for version in view.versions] == ["It was deleted here.", "Drumming"]
    third.services.conflicts.settle("lines", "old", "")
    desk.take(third)
    assert desk.services.conflicts.all() == () and places(desk.services) == {"What helps me": ["Tea"]}
    assert "deletions" not in {name for name, records in desk.store.everything().items() if records}


def test_a_deletion_that_waits_gives_way_to_what_was_written_after_it_and_can_be_taken_back() -> None:
    desk, bed = two_with_a_section()
    desk.services.plan.edit_line("old", text="Humming", now=LATER)
    bed.services.plan.edit_line("old", text="Drumming", now=NOW)
    desk.take(bed)
    third = desk.fork("third")
    desk.services.plan.delete_line("old", now=LATER)
    third.services.plan.edit_line("old", text="Humming low", now=LATER)
    back = desk.fork("back")
    desk.take(third)
    assert places(desk.services) == {"Music": ["Humming low"]}
    (view,) = desk.services.conflicts.all()
    assert [version.words[0] for version in view.versions] == [
        "Humming low",
        "Drumming",
        "It was deleted in one of the copies.",
    ]
    desk.services.conflicts.settle("lines", "old", "")
    assert places(desk.services) == {} and desk.services.conflicts.all() == ()
    (waiting,) = back.services.conflicts.all()
    back.services.conflicts.settle("lines", "old", waiting.versions[1].key)
    assert places(back.services) == {"Music": ["Drumming"]} and back.services.conflicts.all() == ()
