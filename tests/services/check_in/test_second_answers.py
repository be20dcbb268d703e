"""A second answer for a day becomes its figure, and the earlier one is kept with its time and said."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from companion.domain.checkin import EARLIER, CheckIn, Moment
from companion.services.backup.joining import joined, leaves_no_choice
from companion.services.check_in.second_answers import CORRECTED_WITHIN
from companion.services.services import Services
from tests.conftest import NOW
from tests.memory_store import MemoryStore

DAY = NOW.date()
NINE = NOW.replace(hour=9, minute=0, second=7)
SIX = NOW.replace(hour=18, minute=0)


def moments(services: Services) -> list[tuple[str, dict[str, int]]]:
    """Return the time and the answers of the day's moments."""
    return [(f"{m.at:%H:%M}" if m.at else "", m.answers) for m in services.check_ins.moments_on(DAY)]


def test_the_second_answer_is_the_figure_and_the_first_is_kept_with_its_time(
    memory_services: Services,
) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.write_note(DAY, "A note at noon", now=NINE + timedelta(hours=3))
    check_in = service.answer(DAY, "mood", 3, now=SIX)
    assert check_in.answers == {"mood": 3}
    assert moments(memory_services) == [("09:00", {"mood": 7})]
    assert service.kept_words(DAY, SIX) == "Mood is 3 now; 7 at 9 am is kept."
    assert service.figures("mood", DAY, DAY) == ((DAY, 3),)


def test_answers_given_together_stay_together(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.record(DAY, answers={"mood": 7, "worry": 2}, now=NINE)
    service.answer(DAY, "mood", 3, now=SIX)
    service.answer(DAY, "worry", 8, now=SIX + timedelta(minutes=1))
    assert moments(memory_services) == [("09:00", {"mood": 7, "worry": 2})]


def test_an_answer_changed_within_ten_minutes_is_put_right(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.answer(DAY, "mood", 3, now=NINE + CORRECTED_WITHIN)
    assert moments(memory_services) == []
    service.answer(DAY, "mood", 4, now=NINE + 2 * CORRECTED_WITHIN + timedelta(seconds=1))
    assert [answers for _, answers in moments(memory_services)] == [{"mood": 3}]


def test_an_answer_changed_before_the_page_is_left_is_put_right(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, visit=NINE, now=NINE)
    service.answer(DAY, "mood", 3, visit=NINE, now=SIX)
    assert moments(memory_services) == []


def test_one_then_nought_keeps_what_stood_before_and_not_the_one(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.answer(DAY, "mood", 1, visit=SIX, now=SIX)
    service.answer(DAY, "mood", 10, visit=SIX, now=SIX + timedelta(seconds=1))
    assert moments(memory_services) == [("09:00", {"mood": 7})]
    assert service.kept_words(DAY, SIX) == "Mood is 10 now; 7 at 9 am is kept."


def test_going_back_to_what_it_was_keeps_nothing(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.answer(DAY, "mood", 3, visit=SIX, now=SIX)
    check_in = service.answer(DAY, "mood", 7, visit=SIX, now=SIX + timedelta(seconds=9))
    assert moments(memory_services) == []
    assert check_in.answered_at == {"mood": NINE}
    assert service.kept_words(DAY, SIX) == ""


def test_each_call_on_the_command_line_is_an_answer_of_its_own(memory_services: Services) -> None:
    service = memory_services.check_ins
    for second, mood in enumerate((7, 5, 3)):
        service.record(DAY, answers={"mood": mood}, now=NINE + timedelta(seconds=second))
    assert sorted(answers["mood"] for _, answers in moments(memory_services)) == [5, 7]
    service.record(DAY, answers={"mood": 3}, now=SIX)
    assert len(moments(memory_services)) == 2


def test_what_was_answered_for_a_day_gone_by_has_no_time_of_that_day(memory_services: Services) -> None:
    service, day = memory_services.check_ins, DAY - timedelta(days=400)
    service.answer(day, "mood", 7, now=NINE)
    service.answer(day, "mood", 3, now=SIX)
    (kept,) = service.moments_on(day)
    assert (kept.at, kept.answers) == (None, {"mood": 7})
    assert service.kept_words(day, SIX) == "Mood is 3 now; 7 is kept."


def test_a_blank_takes_the_answer_away_and_undo_takes_back_both(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.answer(DAY, "mood", 3, now=SIX)
    memory_services.undo.undo()
    assert moments(memory_services) == []
    assert (found := service.on(DAY)) is not None and found.answers == {"mood": 7}
    service.answer(DAY, "mood", None, now=SIX)
    assert moments(memory_services) == []
    assert (found := service.on(DAY)) is not None and found.is_blank


def test_what_was_kept_before_is_not_said_again_of_an_answer_after_a_blank(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.answer(DAY, "mood", 7, now=NINE)
    service.answer(DAY, "mood", 3, now=SIX)
    service.answer(DAY, "mood", None, now=SIX + timedelta(hours=1))
    later = SIX + timedelta(hours=2)
    service.record(DAY, answers={"mood": 4}, now=later)
    assert service.kept_words(DAY, later) == ""


def test_a_check_in_of_an_earlier_version_has_the_time_of_its_last_change(
    memory_services: Services, memory_store: MemoryStore
) -> None:
    memory_store.check_ins.put(CheckIn(day=DAY, answers={"mood": 7}, created_at=NINE, changed_at=NINE))
    memory_services.check_ins.answer(DAY, "mood", 3, now=SIX)
    assert moments(memory_services) == [("09:00", {"mood": 7})]


def test_a_moment_that_was_put_away_stays_so(memory_services: Services, memory_store: MemoryStore) -> None:
    service = memory_services.check_ins
    service.record(DAY, answers={"mood": 7, "worry": 1}, now=NINE)
    service.answer(DAY, "mood", 3, now=SIX)
    (kept,) = service.moments_on(DAY)
    memory_store.moments.put(
        Moment(
            id=kept.id,
            day=DAY,
            answers=kept.answers,
            source_key=EARLIER,
            created_at=NINE,
            changed_at=SIX,
            archived_at=SIX,
        )
    )
    service.answer(DAY, "worry", 9, now=SIX + timedelta(hours=1))
    assert moments(memory_services) == [("09:00", {"worry": 1})]


@given(
    steps=st.lists(
        st.tuples(
            st.integers(0, 900), st.sampled_from(["mood", "worry"]), st.one_of(st.none(), st.integers(0, 10))
        ),
        max_size=12,
    )
)
def test_no_answer_that_stood_for_ten_minutes_is_lost_but_by_a_blank(
    steps: list[tuple[int, str, int | None]],
) -> None:
    from tests.made_up import Someone

    one, now, stood = Someone(), NOW.replace(hour=4), dict[str, tuple[int, datetime]]()
    expected: set[tuple[str, int]] = set()
    for minutes, scale, value in steps:
        now += timedelta(minutes=minutes / 15)
        before = stood.get(scale)
        if before and value is not None and value != before[0] and now - before[1] > CORRECTED_WITHIN:
            expected.add((scale, before[0]))
        one.check_ins.answer(DAY, scale, value, now=now)
        if value is None:
            stood.pop(scale, None)
        elif before is None or before[0] != value:
            stood[scale] = (value, now)
    kept = {(scale, value) for m in one.check_ins.moments_on(DAY) for scale, value in m.answers.items()}
    current = one.check_ins.on(DAY)
    figures = set(current.answers.items()) if current else set()
    assert expected <= kept | figures


def test_earlier_answers_kept_on_two_computers_leave_nothing_to_choose() -> None:
    mood = Moment(id="x", day=DAY, answers={"mood": 7}, source_key=EARLIER, created_at=NINE, changed_at=NINE)
    both = replace(mood, answers={"mood": 7, "worry": 2})
    worry = replace(mood, answers={"worry": 2})
    assert leaves_no_choice((mood, worry, both))
    assert joined(mood, (worry,), lambda _: None) == both
    assert not leaves_no_choice((mood, replace(mood, answers={"mood": 6})))
    assert not leaves_no_choice((mood, replace(worry, archived_at=NINE)))
    assert not leaves_no_choice((replace(mood, source_key=""), replace(worry, source_key="")))
    assert not leaves_no_choice((mood, None))
