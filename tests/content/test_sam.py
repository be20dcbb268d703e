"""The made-up person: whole, believable, always about now, and the same for the same day."""

import itertools
import re
from datetime import UTC, datetime, timedelta, timezone
from statistics import mean

import pytest

from companion.content.sam import SamRecords, sam, write_sam
from companion.content.sam_year import HARDER_SPELLS
from companion.domain.days import day_meant
from companion.domain.exercise import AnswerKind
from companion.domain.learning import LearningPart
from companion.domain.plan import SectionKind, Visibility
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.services.learn.courses import shipped_pack
from tests.memory_store import MemoryStore

NOW = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""A Sunday evening."""

OFCOM_DRAMA = re.compile(r"07700 900 ?\d{3}|01632 960 ?\d{3}")

METHODS = re.compile(
    r"\b(overdose|hang\w*|rope|noose|blade|knife|knives|cut|cutting|jump\w*|bridge|pier|cliff|drown\w*|bleach"
    r"|gun|pills?|tablets?|paracetamol|train|railway|gas)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def records() -> SamRecords:
    return sam(NOW)


def moods(records: SamRecords) -> dict[int, int]:
    """Return days ago -> mood, where one was answered."""
    answered = ((NOW.date() - c.day, c.answers.get("mood")) for c in records.check_ins)
    return {ago.days: mood for ago, mood in answered if mood is not None}


def test_the_plan_has_lines_in_every_section_for_every_audience(records: SamRecords) -> None:
    in_use = [line for line in records.lines if line.archived_at is None]
    assert len(in_use) >= 45
    kinds = {section.id: section.kind for section in records.sections}
    assert {kinds[line.section_id] for line in in_use} == set(SectionKind)
    assert {line.audience for line in in_use} == set(Visibility)
    signs = (SectionKind.EARLY, SectionKind.TRIGGERS, SectionKind.BREAKING)
    assert all(line.what_helps for line in in_use if kinds[line.section_id] in signs)
    assert any(line.archived_at for line in records.lines)


def test_the_safety_plan_is_whole_and_names_no_method(records: SamRecords) -> None:
    assert {line.step for line in records.safety_lines} == set(SafetyStep)
    words = " ".join(line.text for line in records.safety_lines)
    assert METHODS.search(words) is None
    assert "suicide" in words


def test_there_are_six_people_with_numbers_that_ring_nowhere(records: SamRecords) -> None:
    assert len(records.contacts) == 6
    assert {contact.step for contact in records.contacts} == {SafetyStep.PEOPLE, SafetyStep.SERVICES}
    assert all(OFCOM_DRAMA.fullmatch(contact.number) for contact in records.contacts)
    found = re.findall(r"\d[\d ]{6,}\d", records.settings[0].reach_me)
    assert found
    assert all(OFCOM_DRAMA.fullmatch(number) for number in found)


@pytest.mark.parametrize("days", range(7))
def test_one_talk_is_to_come_on_a_thursday_at_two_whatever_day_it_is(days: int) -> None:
    now = NOW + timedelta(days=days)
    talks = sam(now).talks
    (coming,) = [talk for talk in talks if not talk.is_past(now.date())]
    assert coming.day is not None
    assert coming.day.weekday() == 3
    assert 1 <= (coming.day - now.date()).days <= 7
    assert coming.at is not None
    assert (coming.at.hour, coming.with_whom, coming.where) == (14, "Priya", "Shore House")
    assert len(talks) == 5
    assert all(talk.created_at <= now for talk in talks)


def test_three_things_to_say_are_left_and_one_of_them_is_from_last_time(records: SamRecords) -> None:
    unsaid = [point for point in records.points if point.said_at is None and point.kind is PointKind.SAY]
    assert len(unsaid) == 3
    assert len({point.talk_id for point in unsaid}) == 2
    said = [point for point in records.points if point.said_at is not None]
    assert len(said) >= 8
    assert all(point.said_in == point.talk_id for point in said)
    assert all(point.said_at and point.said_at < NOW for point in said)


def test_about_270_days_are_recorded_with_gaps_and_none_in_the_last_days(records: SamRecords) -> None:
    days = [check_in.day for check_in in records.check_ins]
    assert 260 <= len(days) <= 280
    assert days == sorted(set(days))
    assert (NOW.date() - days[0]).days in range(355, 365)
    assert (NOW.date() - days[-1]).days == 4
    gaps = [(later - earlier).days - 1 for earlier, later in itertools.pairwise(days)]
    assert max(gaps) >= 10
    assert sum(gap > 0 for gap in gaps) >= 20


def test_two_harder_spells_can_be_seen(records: SamRecords) -> None:
    by_day = moods(records)
    inside = [[m for ago, m in by_day.items() if last <= ago <= first] for first, last in HARDER_SPELLS]
    outside = [
        m
        for ago, m in by_day.items()
        if not any(last - 10 <= ago <= first + 10 for first, last in HARDER_SPELLS)
    ]
    assert all(len(spell) >= 15 for spell in inside)
    assert all(mean(spell) < 3.5 for spell in inside)
    assert mean(outside) > 5.5
    assert min(outside) >= 3


def test_worry_goes_the_other_way_and_some_answers_are_blank(records: SamRecords) -> None:
    answers = [c.answers for c in records.check_ins]
    pairs = [(a["mood"], a["worry"]) for a in answers if "mood" in a and "worry" in a]
    low = mean(worry for mood, worry in pairs if mood <= 3)
    high = mean(worry for mood, worry in pairs if mood >= 7)
    assert low > high + 2
    assert 20 < sum("energy" not in a for a in answers) < 100
    assert any("mood" not in a for a in answers)


def test_signs_are_noticed_on_the_harder_days(records: SamRecords) -> None:
    breaking = {line.id for line in records.lines if line.section_id == SectionKind.BREAKING.value}
    on = [c.answers.get("mood", 5) for c in records.check_ins if breaking & set(c.noticed)]
    assert len(on) >= 4
    assert mean(on) < 3.5
    low = [len(c.noticed) for c in records.check_ins if c.answers.get("mood", 5) <= 3]
    good = [len(c.noticed) for c in records.check_ins if c.answers.get("mood", 5) >= 7]
    assert mean(low) > mean(good) + 0.8


def test_every_tick_and_sign_is_a_line_of_the_plan(records: SamRecords) -> None:
    daily = {line.id for line in records.lines if line.section_id == SectionKind.DAILY.value}
    signs = {line.id for line in records.lines if line.section_id in ("early", "breaking", "triggers")}
    for check_in in records.check_ins:
        assert set(check_in.ticked) <= daily
        assert set(check_in.noticed) <= signs


def test_notes_are_many_and_never_the_same(records: SamRecords) -> None:
    notes = [c.note for c in records.check_ins if c.note]
    assert len(notes) >= 60
    assert len(set(notes)) == len(notes)


def test_a_note_is_in_step_with_what_was_ticked(records: SamRecords) -> None:
    texts = {line.id: line.text for line in records.lines}
    toast = next(c for c in records.check_ins if c.note.startswith("Could not get going"))
    assert "Got outside" not in [texts[line_id] for line_id in toast.ticked]
    watched = next(c for c in records.check_ins if c.note.startswith("Dee rang four times"))
    assert "Not answering messages" in [texts[line_id] for line_id in watched.noticed]


def test_no_evening_is_both_late_and_early(records: SamRecords) -> None:
    texts = {line.id: line.text for line in records.lines}
    for check_in in records.check_ins:
        said = {texts[line_id] for line_id in (*check_in.ticked, *check_in.noticed)}
        assert not {"Light off by midnight", "Up past 2am"} <= said


def test_some_days_were_added_the_day_after_and_none_after_now(records: SamRecords) -> None:
    later = [c for c in records.check_ins if day_meant(c.created_at) > c.day]
    assert 8 <= len(later) <= 40
    assert all(c.created_at < NOW for c in records.check_ins)


def test_the_same_day_gives_the_same_person(records: SamRecords) -> None:
    assert sam(NOW.replace(hour=3, minute=1)) == records


def test_everything_moves_along_with_the_days(records: SamRecords) -> None:
    later = sam(NOW + timedelta(days=100))
    shifted = [c.day - timedelta(days=100) for c in later.check_ins]
    assert shifted == [c.day for c in records.check_ins]
    assert [line.id for line in later.lines] == [line.id for line in records.lines]


def test_times_carry_the_zone_of_the_person(records: SamRecords) -> None:
    east = timezone(timedelta(hours=5))
    moved = sam(NOW.astimezone(east).replace(day=22))
    assert {c.created_at.utcoffset() for c in moved.check_ins} == {timedelta(hours=5)}


def test_ids_are_each_their_own(records: SamRecords) -> None:
    for table in (records.lines, records.safety_lines, records.contacts, records.talks, records.points):
        ids = [record.id for record in table]
        assert len(ids) == len(set(ids))


def test_sam_is_written_in_one_save_and_twice_is_the_same(records: SamRecords) -> None:
    store = MemoryStore()
    write_sam(store, NOW)
    assert store.saves == 1
    assert set(store.lines.all()) == set(records.lines)
    assert len(store.check_ins.all()) == len(records.check_ins)
    assert set(store.settings.all()) == set(records.settings)
    write_sam(store, NOW)
    assert store.saves == 1


def test_sam_has_done_four_exercises_and_is_half_way_through_one() -> None:
    records = sam(NOW)
    done = [sheet for sheet in records.sheets if sheet.done_at]
    assert len(done) == 4 and len(records.sheets) == 5
    assert all(sheet.done_at and sheet.done_at < NOW for sheet in done)
    assert len(records.courses) == 1
    assert {line.part for line in records.learning_lines} == set(LearningPart)


def test_sams_answers_are_to_the_questions_of_the_course() -> None:
    for sheet in sam(NOW).sheets:
        exercise = shipped_pack().exercise(sheet.exercise_id)
        assert exercise is not None, sheet.exercise_id
        assert exercise.title == sheet.title
        steps = {step.key: step for step in exercise.steps}
        assert sheet.at_key in steps
        for answer in sheet.answers:
            step = steps[answer.key]
            assert (step.heading, step.kind) == (answer.question, answer.kind)
            if answer.kind is AnswerKind.CHOICE:
                assert answer.text in [choice.label for choice in step.choices]
            if answer.kind is AnswerKind.SCALE:
                assert answer.ends == f"0 {step.low}, 10 {step.high}"
            if answer.kind is AnswerKind.PICK:
                assert answer.picked


def test_what_sam_kept_is_in_the_plan_and_on_the_list_for_the_next_talk() -> None:
    records = sam(NOW)
    texts = {line.id: line.text for line in records.lines if line.archived_at is None}
    texts |= {point.id: point.text for point in records.points}
    kept = [kept for sheet in records.sheets for answer in sheet.answers for kept in answer.kept]
    assert len(kept) >= 10
    for one in kept:
        assert texts[one.id] == one.text
