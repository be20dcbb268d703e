"""A check-in kept while the clock was wrong, for a day still to come, is named and becomes that of its day."""

from datetime import date, datetime, timedelta

import pytest

from companion.domain.checkin import CheckIn
from companion.errors import InvalidEntry, NothingThere
from companion.services.check_in.check_ins import ahead_words, note_place
from companion.services.services import Services
from tests.conftest import NOW
from tests.memory_store import MemoryStore

AHEAD = NOW + timedelta(days=365)
TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def moved(memory_services: Services, memory_store: MemoryStore) -> CheckIn:
    """What was written while the clock was a year ahead."""
    sign = memory_services.plan.add_line("early", "No curtains", new_id="sign", now=NOW)
    check_in = CheckIn(
        day=AHEAD.date(),
        answers={"mood": 8},
        ticked=("t",),
        noticed=(sign.id,),
        note="clock ahead",
        created_at=AHEAD,
        changed_at=AHEAD,
    )
    memory_store.check_ins.put(check_in)
    return check_in


def test_it_is_named_with_its_day_and_tomorrow_is_not(
    memory_services: Services, memory_store: MemoryStore, moved: CheckIn
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    memory_store.check_ins.put(CheckIn(day=tomorrow, note="in Auckland", created_at=NOW, changed_at=NOW))
    ahead = memory_services.check_ins.ahead(TODAY)
    assert ahead == (moved,)
    assert "Monday 22 November 2027, still to come" in ahead_words(ahead)
    assert memory_services.check_ins.ahead(AHEAD.date()) == ()


def test_on_a_free_day_it_is_that_day_s(memory_services: Services, moved: CheckIn) -> None:
    memory_services.check_ins.was_for(moved.day, YESTERDAY, new_id="m", now=NOW)
    there = memory_services.check_ins.on(YESTERDAY)
    assert there is not None
    assert (there.answers, there.note, there.noticed) == (moved.answers, moved.note, moved.noticed)
    assert there.changed_at == NOW and memory_services.check_ins.on(moved.day) is None
    memory_services.undo.undo()
    assert memory_services.check_ins.on(moved.day) == moved
    assert memory_services.check_ins.on(YESTERDAY) is None


def test_where_the_day_is_taken_both_stay(memory_services: Services, moved: CheckIn) -> None:
    check_ins = memory_services.check_ins
    check_ins.answer(YESTERDAY, "mood", 3, now=NOW)
    check_ins.was_for(moved.day, YESTERDAY, new_id="m", now=NOW)
    there, (moment,) = check_ins.on(YESTERDAY), check_ins.moments_on(YESTERDAY)
    assert there is not None and there.answers == {"mood": 3} and there.noticed == moved.noticed
    assert (moment.answers, moment.note, moment.ticked) == (moved.answers, moved.note, moved.ticked)
    memory_services.undo.undo()
    assert check_ins.on(moved.day) == moved and check_ins.moments_on(YESTERDAY) == ()


def test_a_day_to_come_is_refused_and_so_is_a_check_in_that_is_gone(
    memory_services: Services, moved: CheckIn
) -> None:
    with pytest.raises(InvalidEntry):
        memory_services.check_ins.was_for(moved.day, TODAY + timedelta(days=1), new_id="m", now=NOW)
    with pytest.raises(NothingThere):
        memory_services.check_ins.was_for(date(2031, 1, 1), TODAY, new_id="m", now=NOW)
    assert memory_services.check_ins.on(moved.day) == moved


def test_many_are_named_in_one_sentence() -> None:
    def kept(year: int) -> CheckIn:
        at = datetime(year, 5, 1, tzinfo=NOW.tzinfo)
        return CheckIn(day=at.date(), note="x", created_at=at, changed_at=at)

    words = ahead_words([kept(year) for year in range(2027, 2032)])
    assert words.startswith("5 check-ins are kept for ") and ", and 2 more, still to come." in words


def test_it_is_no_more_added_later_than_it_was(memory_services: Services, moved: CheckIn) -> None:
    memory_services.check_ins.was_for(moved.day, TODAY, new_id="m", now=NOW)
    there = memory_services.check_ins.on(TODAY)
    assert there is not None and not memory_services.check_ins.added_later(there)


def test_words_being_written_for_either_day_are_not_lost(memory_services: Services, moved: CheckIn) -> None:
    drafts, check_ins = memory_services.drafts, memory_services.check_ins
    drafts.keep(note_place(moved.day), "clock ahead, and more", 5, now=AHEAD)
    drafts.keep(note_place(YESTERDAY), "half a thought", 5, now=NOW)
    check_ins.was_for(moved.day, YESTERDAY, new_id="m", now=NOW)
    (moment,) = check_ins.moments_on(YESTERDAY)
    assert moment.note == "clock ahead, and more"
    assert [draft.text for draft in drafts.all()] == ["half a thought"]
