"""Check-ins: any of eight days, any part blank, each answer stored at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.checkin import CheckIn, Moment, figure
from companion.domain.text import clean_text
from companion.errors import InvalidEntry, NotSaved
from companion.services.services import Services
from tests.conftest import NOW
from tests.hostile import HOSTILE
from tests.memory_store import MemoryStore

TODAY = NOW.date()


def test_each_answer_is_stored_at_once_and_a_blank_is_an_answer(
    memory_services: Services, memory_store: MemoryStore
) -> None:
    saves = memory_store.saves
    memory_services.check_ins.answer(TODAY, "mood", 10, now=NOW)
    memory_services.check_ins.answer(TODAY, "worry", 0, now=NOW)
    assert memory_store.saves == saves + 2
    check_in = memory_services.check_ins.answer(TODAY, "mood", None, now=NOW)
    assert check_in.answers == {"worry": 0}
    assert not check_in.is_blank


@pytest.mark.parametrize("value", [-1, 11, 100])
def test_only_0_to_10_is_an_answer(memory_services: Services, value: int) -> None:
    with pytest.raises(InvalidEntry):
        memory_services.check_ins.answer(TODAY, "mood", value, now=NOW)
    assert memory_services.check_ins.on(TODAY) is None


@pytest.mark.parametrize("back", [0, 1, 7, 8, 400, 20_000])
def test_today_and_any_day_before_can_be_filled_in(memory_services: Services, back: int) -> None:
    day = TODAY - timedelta(days=back)
    check_in = memory_services.check_ins.write_note(day, "x", now=NOW)
    assert memory_services.check_ins.added_later(check_in) is (back > 0)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), date(2027, 1, 1), date(1899, 12, 31), date.min])
def test_other_days_are_refused_kindly(memory_services: Services, day: date) -> None:
    with pytest.raises(InvalidEntry):
        memory_services.check_ins.answer(day, "mood", 5, now=NOW)


def test_between_midnight_and_four_yesterday_is_offered_first(memory_services: Services) -> None:
    night = datetime(2026, 11, 22, 3, 59, tzinfo=UTC)
    assert memory_services.check_ins.days_offered(night)[0] == date(2026, 11, 21)
    assert memory_services.check_ins.days_offered(night + timedelta(minutes=1))[0] == date(2026, 11, 22)
    memory_services.check_ins.answer(date(2026, 11, 22), "mood", 5, now=night)


def test_recording_adds_to_what_is_there_and_loses_nothing(memory_services: Services) -> None:
    service = memory_services.check_ins
    service.record(TODAY, answers={"mood": 3}, ticked=["a"], note="one", now=NOW)
    check_in = service.record(TODAY, answers={"sleep": 7}, ticked=["b"], noticed=["c"], note="two", now=NOW)
    assert check_in.answers == {"mood": 3, "sleep": 7}
    assert (check_in.ticked, check_in.noticed, check_in.note) == (("a", "b"), ("c",), "one\ntwo")
    assert service.record(TODAY, note=" ", now=NOW).note == "one\ntwo"


def test_a_disk_that_refuses_leaves_all_as_it_was(
    memory_services: Services, memory_store: MemoryStore
) -> None:
    memory_services.check_ins.answer(TODAY, "mood", 4, now=NOW)
    memory_store.disk_full = True
    with pytest.raises(NotSaved):
        memory_services.check_ins.answer(TODAY, "mood", 9, now=NOW)
    memory_store.disk_full = False
    check_in = memory_services.check_ins.on(TODAY)
    assert check_in is not None
    assert check_in.answers == {"mood": 4}


@pytest.mark.parametrize("words", HOSTILE)
def test_notes_are_kept_as_clean_text(memory_services: Services, words: str) -> None:
    assert memory_services.check_ins.write_note(TODAY, words, now=NOW).note == clean_text(words)


def test_the_form_shows_signs_of_all_three_kinds_and_ticks(memory_services: Services) -> None:
    for section in ("daily", "early", "triggers", "breaking", "well"):
        memory_services.plan.add_line(section, f"from {section}", new_id=section, now=NOW)
    form = memory_services.check_ins.form(TODAY)
    assert [line.text for group in form.ticks for line in group.lines] == ["from daily"]
    assert {line.text for group in form.signs for line in group.lines} == {
        "from early", "from triggers", "from breaking",
    }  # fmt: skip
    assert [scale.id for scale in form.scales] == ["mood", "worry", "energy", "sleep"]


def moment(value: int | None, *, archived: bool = False) -> Moment:
    return Moment(
        id=f"{value}{archived}",
        day=TODAY,
        answers={} if value is None else {"mood": value},
        created_at=NOW,
        changed_at=NOW,
        archived_at=NOW if archived else None,
    )


@given(
    values=st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=6),
    own=st.one_of(st.none(), st.integers(0, 10)),
)
def test_the_figure_of_a_day_is_its_own_check_in_else_the_mean_of_its_moments(
    values: list[int | None], own: int | None
) -> None:
    moments = [moment(value) for value in values] + [moment(0, archived=True)]
    check_in = CheckIn(
        day=TODAY, answers={} if own is None else {"mood": own}, created_at=NOW, changed_at=NOW
    )
    numbers = [value for value in values if value is not None]
    expected = own if own is not None else sum(numbers) / len(numbers) if numbers else None
    assert figure("mood", check_in, moments) == expected
    assert figure("mood", None, moments) == (sum(numbers) / len(numbers) if numbers else None)


def test_an_own_check_in_leads_its_blanks_included() -> None:
    own = CheckIn(day=TODAY, answers={"worry": 2}, created_at=NOW, changed_at=NOW)
    assert figure("mood", own, [moment(9)]) is None
    only_a_note = CheckIn(day=TODAY, note="hello", created_at=NOW, changed_at=NOW)
    assert figure("mood", only_a_note, [moment(9)]) == 9
