"""Today and the check-in."""

from datetime import datetime, timedelta

import pytest

from companion.domain.checkin import CheckIn, Moment
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import LONG_NOTE
from tests.memory_backend import MemoryBackend
from tests.plain.person import Typing, type_lines

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def kept(backend: MemoryBackend, back: int = 0) -> CheckIn:
    """Return the check-in of so many days back."""
    found = backend.services.check_ins.on(TODAY - timedelta(days=back))
    assert found is not None
    return found


def test_today_reads_everything_the_full_screen_shows(typed: Typing) -> None:
    words = typed().words
    for expected in (
        "Good evening, Alex. Sunday 22 November 2026.",
        "Last check-in: yesterday. Gaps are fine",
        "Mood, lately: After about a week there is something to look at.",
        "What helps me: - ",
        "Next talk: Priya, care coordinator. Shore House. In 4 days. Thursday 26 November 2026 at 2 pm.",
        "4 things to say, 1 to ask.",
    ):
        assert expected in words


@pytest.mark.parametrize(
    ("hour", "words"), [(1, "Hello, Alex."), (16, "Good afternoon, Alex."), (17, "Good evening, Alex.")]
)
def test_the_greeting_goes_by_the_clock_as_on_the_full_screen(
    hour: int, words: str, lived_in: MemoryBackend, typed: Typing
) -> None:
    lived_in.time = NOW.replace(hour=hour, minute=30)
    assert words in typed().words


def test_mood_trends_is_computed(lived_in: MemoryBackend) -> None:
    for back in range(7):
        day = TODAY - timedelta(days=back)
        lived_in.services.check_ins.answer(day, "mood", 6, now=NOW)
    assert "Mood, lately: mostly 6 this month." in type_lines(lived_in, PASSPHRASE, "q").words


def test_a_whole_check_in(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("c", "7", "10", "0", "", "1 2", "1", "1", "First line", "Second line", "")
    done = kept(lived_in)
    assert done.answers == {"mood": 7, "worry": 10, "energy": 0}
    assert set(done.ticked) == {"eat", "out"}
    assert set(done.noticed) == {"late", "letter"}
    assert done.note == "First line\nSecond line"
    assert "Question 2 of 4. Worry, 0 calm to 10 very tense. Enter to skip:" in heard.words
    assert "Thank you for writing it down. Saved at 21:04." in heard.words


def test_a_noticed_sign_opens_what_i_wrote_helps(typed: Typing) -> None:
    heard = typed("c", "", "", "", "", "", "1", "", "", "q")
    assert "You wrote that this helps: Phone in the kitchen." in heard.words


def test_each_answer_is_stored_at_once(lived_in: MemoryBackend) -> None:
    type_lines(lived_in, PASSPHRASE, "c", "7")
    assert kept(lived_in).answers == {"mood": 7}


def test_blank_empties_an_answer_and_enter_keeps_it(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("c", "7", "3", "back", "back", "blank", "", "q")
    assert kept(lived_in).answers == {"worry": 3}


def test_back_goes_to_the_question_before(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("c", "7", "back", "8", "q")
    assert kept(lived_in).answers == {"mood": 8}
    assert "Now 7. Enter keeps it, blank empties it:" in heard.words


def test_what_is_not_a_number_changes_nothing(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("c", "11", "-1", "six", "6.5", "6", "q")
    assert heard.words.count("That is not a number from 0 to 10. Nothing changed.") == 4
    assert kept(lived_in).answers == {"mood": 6}


def test_a_second_number_takes_a_tick_away(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("c", "", "", "", "", "1 2", "back", "2", "q")
    assert kept(lived_in).ticked == ("eat",)
    assert "Not ticked: Went out." in heard.words


def test_any_of_the_seven_days_before(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("y", "8", "5", "q")
    assert kept(lived_in, back=7).answers == {"mood": 5}
    assert "2 Saturday 21 November 2026, has a check-in." in heard.words
    assert "This one was added later." in typed("y", "8", "q").words


def test_after_midnight_yesterday_comes_first(lived_in: MemoryBackend) -> None:
    lived_in.time = datetime(2026, 11, 23, 1, 30, tzinfo=NOW.tzinfo)
    heard = type_lines(lived_in, PASSPHRASE, "c", "", "4", "q")
    assert "1 Sunday 22 November 2026, the day that is ending." in heard.words
    assert kept(lived_in).answers == {"mood": 4}
    type_lines(lived_in, PASSPHRASE, "c", "2", "9", "q")
    assert kept(lived_in, back=-1).answers == {"mood": 9}


def test_at_half_past_one_only_the_check_in_is_for_the_day_before(lived_in: MemoryBackend) -> None:
    """A check-in of the new day is seen at once, and a talk is as far away wherever it stands."""
    lived_in.time = datetime(2026, 11, 23, 1, 30, tzinfo=NOW.tzinfo)
    heard = type_lines(lived_in, PASSPHRASE, "n", "back", "c", "2", "9", *[""] * 8, "t", "q")
    before, after = heard.words.split("Thank you for writing it down.")
    assert "Last check-in: Saturday." in before
    assert before.count("In 3 days. Thursday 26 November 2026 at 2 pm.") == 2
    assert "Checked in at 01:30." in after
    assert "In 4 days" not in heard.words


def test_the_first_check_in_of_all_is_not_called_missing_when_it_is_for_the_new_day(
    memory_backend: MemoryBackend,
) -> None:
    memory_backend.time = datetime(2026, 11, 23, 1, 30, tzinfo=NOW.tzinfo)
    heard = type_lines(memory_backend, PASSPHRASE, "c", "2", "9", *[""] * 8, "t", "q")
    before, after = heard.words.split("Thank you for writing it down.")
    assert "No check-in yet." in before
    assert "No check-in yet." not in after and "Checked in at 01:30." in after


def test_a_note_can_be_added_to_written_anew_and_emptied(lived_in: MemoryBackend, typed: Typing) -> None:
    to_note = ["y", "2", *[""] * 7]
    typed(*to_note, "2", "and home", "")
    assert kept(lived_in, back=1).note == "A slow day by the river\nand home"
    typed(*to_note, "3", "Other words", "")
    assert kept(lived_in, back=1).note == "Other words"
    typed(*to_note, "4")
    assert kept(lived_in, back=1).note == ""


def test_a_note_of_20_000_characters_on_one_line(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("c", *[""] * 7, LONG_NOTE, "")
    assert kept(lived_in).note == LONG_NOTE


def test_moments_of_a_day_are_read(lived_in: MemoryBackend) -> None:
    moment = Moment(
        id="m", day=TODAY, word="meh", answers={"mood": 5}, note="On the bus", created_at=NOW, changed_at=NOW
    )
    lived_in.store.moments.put(moment)
    heard = type_lines(lived_in, PASSPHRASE, "c", "q")
    assert "A moment from this day. meh. Mood 5. On the bus." in heard.words


def test_a_day_left_wholly_blank_stores_nothing(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed("c", *[""] * 8)
    assert lived_in.services.check_ins.on(TODAY) is None
    assert "nothing is owed" in heard.words
