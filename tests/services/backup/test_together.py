"""What two computers come to, as the person finds it: nothing they wrote is out of sight, nothing they did undone."""

from datetime import timedelta
from pathlib import Path

import pytest

from companion.domain.plan import NO_HEADING, Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.errors import NothingThere
from companion.services.access.setup import prepare
from companion.services.safety.lock_card import CardState
from companion.services.services import Services
from tests.computers import Computer
from tests.conftest import NOW
from tests.made_up_pack import PACK, TALK

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
    desk.services.packs.add(PACK, now=NOW)
    desk.services.sheets.begin(PACK.id, TALK.id, new_id="x", now=NOW)
    bed = desk.fork("bed")
    talks.delete_talk("talk", now=LATER)
    desk.services.plan.delete_line("walk", now=LATER)
    for kind in PointKind:
        bed.services.talks.add_point(kind, f"to {kind}", talk_id="talk", new_id=kind, now=LATER)
    bed.services.talks.add_point(PointKind.SAY, "said", talk_id="talk", new_id="said", now=LATER)
    bed.services.talks.say("said", True, today=NOW.date(), talk_id="talk", now=LATER)
    bed.services.check_ins.tick(NOW.date(), "walk", True, now=LATER)
    desk.services.packs.archive(PACK.id, now=LATER)
    bed.services.sheets.answer("x", "ask", text="In bed", now=LATER)
    desk.take(bed)
    (hit,) = desk.services.search.find("in bed")
    assert hit.table == "sheets" and is_on_the_page(desk.services, "In bed")
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


def test_a_deletion_that_waits_is_taken_back_by_undo() -> None:
    desk, bed = two_with_a_section()
    desk.services.plan.edit_line("old", text="Humming", now=LATER)
    bed.services.plan.edit_line("old", text="Drumming", now=NOW)
    desk.take(bed)
    desk.services.plan.delete_line("old", now=LATER)
    assert desk.services.conflicts.all()[0].versions[0].words == ("It was deleted here.",)
    desk.services.undo.undo()
    (view,) = desk.services.conflicts.all()
    assert [version.words[0] for version in view.versions] == ["Humming", "Drumming"]
    bed.take(desk)
    assert places(bed.services) == {"Music": ["Humming"]}
    assert len(bed.services.conflicts.all()[0].versions) == 2


def two_with_a_sheet(*answered: str) -> tuple[Computer, Computer]:
    """Return two computers with one sheet under way, in which these questions were answered before."""
    desk = Computer("desk")
    prepare(desk.store, setup_step=6, now=NOW)
    desk.services.packs.add(PACK, now=NOW)
    desk.services.sheets.begin(PACK.id, TALK.id, new_id="x", now=NOW)
    for key in answered:
        desk.services.sheets.answer("x", key, text=f"{key} before", now=NOW)
    return desk, desk.fork("bed")


def answers(computer: Computer) -> dict[str, str]:
    """Return what stands in the sheet, by question."""
    return {answer.key: answer.text for answer in computer.services.sheets.sheet("x").answers}


def test_answers_to_different_questions_of_one_sheet_join_by_question() -> None:
    desk, bed = two_with_a_sheet()
    desk.services.sheets.answer("x", "mind", text="At the desk", now=LATER)
    bed.services.sheets.answer("x", "ask", text="In bed", now=NOW)
    bed.services.sheets.mark("x", "ask", Visibility.ME, now=NOW)
    desk_before = desk.fork("desk before")
    for one, other in ((desk, bed), (bed, desk_before)):
        one.take(other)
        assert one.services.conflicts.join() == 1
        assert answers(one) == {"mind": "At the desk", "ask": "In bed"}
        assert one.services.conflicts.all() == ()
        answer = one.services.sheets.sheet("x").answer("ask")
        assert answer is not None and answer.audience is Visibility.ME
    desk.take(bed)  # both were put together by themselves, and say the same
    assert desk.services.conflicts.join() == 1 and desk.services.conflicts.all() == ()
    bed.take(desk)
    assert bed.services.conflicts.all() == () and answers(bed) == answers(desk)


def test_where_one_question_was_answered_twice_the_choice_is_about_that_one_alone() -> None:
    desk, bed = two_with_a_sheet("mind")
    desk.services.sheets.answer("x", "mind", text="At the desk", now=LATER)
    desk.services.sheets.answer("x", "ask", text="Only at the desk", now=LATER)
    bed.services.sheets.answer("x", "mind", text="In bed", now=NOW)
    bed.services.sheets.finish("x", now=NOW)
    desk.take(bed)
    assert desk.services.conflicts.join() == 0
    (view,) = desk.services.conflicts.all()
    said = [set(version.words) for version in view.versions]
    assert {words.rpartition("?")[2].strip() for words in said[0] ^ said[1]} == {"At the desk", "In bed"}
    desk.services.conflicts.settle("sheets", "x", view.versions[1].key)
    assert answers(desk) == {"mind": "In bed", "ask": "Only at the desk"}
    assert desk.services.sheets.sheet("x").done_at == NOW
    bed.take(desk)
    assert answers(bed) == answers(desk) and bed.services.conflicts.all() == ()


def test_a_sheet_put_away_in_one_copy_and_answered_in_the_other_waits_for_a_choice() -> None:
    desk, bed = two_with_a_sheet("mind")
    desk.services.sheets.archive("x", now=LATER)
    bed.services.sheets.answer("x", "ask", text="In bed", now=NOW)
    desk.take(bed)
    assert desk.services.conflicts.join() == 0 and len(desk.services.conflicts.all()) == 1


def two_with_cards(folder: Path) -> tuple[Computer, Computer]:
    """Return two computers whose person made a card for the lock screen at each."""
    start = Computer("start")
    prepare(start.store, setup_step=6, now=NOW)
    for id, text in (("dog", "The dog"), ("radio", "Radio on, loud")):
        start.services.safety.add_line(SafetyStep.ALONE, text, new_id=id, now=NOW)
    desk, bed = (start.fork(name, folder / f"{name}.card.txt") for name in ("desk", "bed"))
    for computer, id in ((desk, "dog"), (bed, "radio")):
        computer.services.card.make(computer.services.card.page((id,), on=NOW.date()), now=NOW)
    return desk, bed


@pytest.mark.parametrize("chosen", [0, 1])
def test_a_card_that_the_other_computer_made_is_not_called_forged(tmp_path: Path, chosen: int) -> None:
    desk, bed = two_with_cards(tmp_path)
    before = desk.fork("desk before")
    for one, other in ((desk, bed), (bed, before)):
        one.take(other)
        assert one.services.card.state() is CardState.GOOD
    (view,) = desk.services.conflicts.all()
    desk.services.conflicts.settle("lock_cards", "card", view.versions[chosen].key)
    bed.take(desk)
    states = {desk.services.card.state(), bed.services.card.state()}
    assert states == {CardState.GOOD, CardState.OLDER}
    desk.services.card.path.write_text("My card.\n- Ring 07700 900999\n")  # type: ignore[union-attr]
    assert desk.services.card.state() is CardState.CHANGED


def test_a_card_made_anew_ends_the_choice_and_each_one_before_it_is_an_older_one(tmp_path: Path) -> None:
    desk, bed = two_with_cards(tmp_path)
    desk.take(bed)
    for day in (1, 2, 3):
        at = NOW + timedelta(days=day)
        desk.services.card.make(desk.services.card.page(("dog", "radio"), on=at.date()), now=at)
    assert desk.services.conflicts.all() == ()
    assert desk.services.card.state() is CardState.GOOD
    bed.take(desk)
    assert bed.services.card.state() is CardState.OLDER
    assert "an older one" in bed.services.card.notice()


def test_a_card_that_was_deleted_on_another_computer_is_not_said_to_be_somebody_else_s(
    tmp_path: Path,
) -> None:
    desk, bed = two_with_cards(tmp_path)
    desk.take(bed)
    bed.take(desk)
    desk.services.card.turn_off()
    desk.services.conflicts.settle("lock_cards", "card", "")
    bed.take(desk)
    assert bed.services.card.state() is CardState.PLANTED
    assert "and your plan has none" in bed.services.card.notice()
