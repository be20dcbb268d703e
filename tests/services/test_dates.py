"""Days and times: what people write, and what is said back."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import InvalidEntry
from companion.services.dates import (
    EXAMPLES,
    EXAMPLES_GONE,
    When,
    greet,
    read_day,
    read_when,
    say_clock,
    say_day,
    say_gap,
    say_short,
    say_trends,
    say_when,
    with_days,
)
from companion.services.learn.learning_plan import COURSE_FORM
from companion.services.talks import TALK_FORM
from companion.words import MONTHS

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday morning."""

DAYS = st.dates(date(2026, 11, 24), date(2030, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("Tonight", date(2026, 11, 23)),
        ("the day after tomorrow", date(2026, 11, 25)),
        ("Thursday", THURSDAY),
        ("thurs", THURSDAY),
        ("on Thursday", THURSDAY),
        ("this Thursday", THURSDAY),
        ("next Thursday", THURSDAY),
        ("next Monday", date(2026, 11, 30)),
        ("Monday", date(2026, 11, 30)),
        ("Thursday next week", date(2026, 12, 3)),
        ("next week on Thursday", date(2026, 12, 3)),
        ("a week on Thursday", date(2026, 12, 3)),
        ("Thursday week", date(2026, 12, 3)),
        ("two weeks on Thursday", date(2026, 12, 10)),
        ("a fortnight on Thursday", date(2026, 12, 10)),
        ("a week today", date(2026, 11, 30)),
        ("a fortnight today", date(2026, 12, 7)),
        ("in two weeks", date(2026, 12, 7)),
        ("in a fortnight", date(2026, 12, 7)),
        ("in 3 days", THURSDAY),
        ("in three days' time", THURSDAY),
        ("26/11", THURSDAY),
        ("26/11/26", THURSDAY),
        ("26.11.2026", THURSDAY),
        ("26-11-2026", THURSDAY),
        ("2026-11-26", THURSDAY),
        ("2027-02-01", date(2027, 2, 1)),
        ("1/2", date(2027, 2, 1)),
        ("01/02/27", date(2027, 2, 1)),
        ("23/11", date(2026, 11, 23)),
        ("22 Nov", date(2027, 11, 22)),
        ("23 November", date(2026, 11, 23)),
        ("26 Nov", THURSDAY),
        ("Nov 26th", THURSDAY),
        ("the 26th of November", THURSDAY),
        ("26 November 2026", THURSDAY),
        ("26 Nov 26", THURSDAY),
        ("the 26th", THURSDAY),
        ("the 22nd", date(2026, 12, 22)),
        ("Thursday the 26th", THURSDAY),
        ("Thu 26 Nov", THURSDAY),
        ("Thursday, 26 November 2026", THURSDAY),
        ("26/11 (Thu)", THURSDAY),
        ("29 Feb", date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_time_has_no_time(text: str, day: date) -> None:
    assert read_when(text, now=NOW) == When(day=day, at=None)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2pm", time(14)),
        ("2 pm", time(14)),
        ("2 p.m.", time(14)),
        ("at 2", time(14)),
        ("at two", time(14)),
        ("at 7", time(19)),
        ("at 8", time(8)),
        ("at 11", time(11)),
        ("at 12", time(12)),
        ("at 14", time(14)),
        ("14:00", time(14)),
        ("at 14.00", time(14)),
        ("1400 hrs", time(14)),
        ("at 1400", time(14)),
        ("2.30", time(14, 30)),
        ("2.30pm", time(14, 30)),
        ("2:30 am", time(2, 30)),
        ("02:30", time(2, 30)),
        ("9.15", time(9, 15)),
        ("half past two", time(14, 30)),
        ("half two", time(14, 30)),
        ("half past 9", time(9, 30)),
        ("quarter to 3", time(14, 45)),
        ("quarter to one", time(12, 45)),
        ("at a quarter past ten", time(10, 15)),
        ("twenty-five to 4", time(15, 35)),
        ("3 o'clock", time(15)),
        ("10 o’clock in the evening", time(22)),
        ("at 9 in the morning", time(9)),
        ("at 6 in the morning", time(6)),
        ("noon", time(12)),
        ("at midday", time(12)),
        ("midnight", time(0)),
        ("12am", time(0)),
        ("12.30pm", time(12, 30)),
    ],
)
@pytest.mark.parametrize("day", ["Thursday", "26 Nov", "26/11/2026", "26.11"])
def test_a_clock_time_before_or_after_its_day(day: str, text: str, at: time) -> None:
    assert read_when(f"{day} {text}", now=NOW) == When(day=THURSDAY, at=at)
    assert read_when(f"{text}, {day}", now=NOW) == When(day=THURSDAY, at=at)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("tonight at 9", When(day=NOW.date(), at=time(21))),
        ("this afternoon at 3", When(day=NOW.date(), at=time(15))),
        ("tomorrow morning", When(day=date(2026, 11, 24))),
        ("tomorrow evening at half 7", When(day=date(2026, 11, 24), at=time(19, 30))),
    ],
)
def test_a_part_of_the_day_settles_which_half(text: str, when: When) -> None:
    assert read_when(text, now=NOW) == when


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fri 5 Dec", "5 December 2026 is a Saturday, not a Friday"),
        ("Friday 26 November 2026 at 2", "is a Thursday, not a Friday"),
        ("yesterday", "Sunday 22 November 2026 has gone by"),
        ("last Thursday", "has gone by"),
        ("1 November 2026", "has gone by"),
        ("today at 9am", "has gone by"),
        ("31/2", "no such day"),
        ("31 November", "could not be read as a day"),
        ("30/02/2027", "no such day"),
        ("Thursday at 25", "no such time"),
        ("Thursday 14:75", "no such time"),
        ("Thursday 14pm", "no such time"),
        ("Thursday at 2 or at 3", "two times"),
        ("2pm", "Which day"),
        ("", "Which day"),
        ("12.11", "a day or a time"),
        ("Thursday 2", "could not be read as a day"),
        ("5", "could not be read as a day"),
        ("next month", "could not be read as a day"),
        ("November", "could not be read as a day"),
        ("soon", "could not be read as a day"),
        ("x" * 20_000, "a lot of words"),
        ("9" * 200, "could not be read as a day"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(InvalidEntry, match=words) as caught:
        read_when(text, now=NOW)
    assert caught.value.field == "when"


@given(DAYS, st.none() | TIMES)
def test_what_is_said_back_is_read_as_the_same(day: date, at: time | None) -> None:
    assert read_when(say_when(day, at), now=NOW) == When(day=day, at=at)
    assert read_when(say_day(day), now=NOW).day == day


@given(st.dates(date(2026, 11, 24), date(2027, 11, 1)), TIMES)
def test_the_short_form_is_read_within_a_year(day: date, at: time) -> None:
    assert read_when(say_short(day, at), now=NOW) == When(day=day, at=at)


WORDS = st.sampled_from(
    (
        *(
            "next",
            "last",
            "this",
            "thu",
            "thursday",
            "monday",
            "a",
            "week",
            "fortnight",
            "on",
            "in",
            "two",
            "2",
        ),
        *(
            "26",
            "26th",
            "31/4",
            "99/99",
            "0/0",
            "nov",
            "2026-99-01",
            "of",
            "at",
            "2.30",
            "25:99",
            "half",
            "past",
        ),
        *("to", "quarter", "pm", "am", ".", ",", "-", "/", ":", "days", "ago", "time", "today", "midnight"),
    )
)


@given(st.text(max_size=250) | st.lists(WORDS, max_size=12).map(" ".join), st.booleans())
def test_any_text_is_a_day_or_kindly_refused(text: str, future: bool) -> None:
    for read in (lambda: read_when(text, now=NOW, future=future), lambda: read_day(text, now=NOW)):
        try:
            read()
        except InvalidEntry as refusal:
            assert str(refusal).endswith((".", "?"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 22)),
        ("Monday", date(2026, 11, 16)),
        ("last Monday", date(2026, 11, 16)),
        ("Sunday", date(2026, 11, 22)),
        ("26 Nov", date(2025, 11, 26)),
        ("22/11", date(2026, 11, 22)),
        ("31/12/25", date(2025, 12, 31)),
        ("2020-05-01", date(2020, 5, 1)),
        ("30th", date(2026, 10, 30)),
        ("3 days ago", date(2026, 11, 20)),
        ("two weeks ago", date(2026, 11, 9)),
    ],
)
def test_past_days(text: str, day: date) -> None:
    assert read_day(text, now=NOW) == day


@pytest.mark.parametrize("text", ["tomorrow", "next Monday", "24/11/2026", "yesterday at 2", "2pm", ""])
def test_a_past_day_has_no_time_and_is_not_to_come(text: str) -> None:
    with pytest.raises(InvalidEntry):
        read_day(text, now=NOW)


def test_before_four_only_a_check_ins_today_is_the_day_before() -> None:
    night = NOW.replace(hour=1)
    assert read_day("today", now=night, of_check_in=True) == date(2026, 11, 22)
    assert read_day("today", now=night) == date(2026, 11, 23)
    assert read_when("today", now=night).day == date(2026, 11, 23)


def test_days_and_times_are_said_in_full() -> None:
    assert say_when(THURSDAY, time(14)) == "Thursday 26 November 2026 at 2 pm"
    assert say_when(THURSDAY, None) == "Thursday 26 November 2026"
    assert say_clock(time(14, 5)) == "2.05 pm"
    assert say_clock(time(12)) == "noon"
    assert say_clock(time(0)).startswith("midnight")
    assert say_short(THURSDAY, time(9, 5)) == "Thu 26 Nov 09:05"
    assert say_short(THURSDAY, None) == "Thu 26 Nov"


@pytest.mark.parametrize(
    ("days", "gap"), [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (4, "in 4 days"), (-3, "3 days ago")]
)
def test_a_gap_is_said_in_days(days: int, gap: str) -> None:
    assert say_gap(NOW.date() + timedelta(days=days), NOW.date()) == gap


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 18), "Wednesday"),
        (date(2026, 11, 16), "16 November"),
        (date(2025, 11, 18), "18 November 2025"),
    ],
)
def test_a_day_gone_by_is_called_as_people_do(day: date, said: str) -> None:
    assert say_trends(day, NOW.date()) == said


@pytest.mark.parametrize(
    ("until", "words"),
    [(4, "Hello"), (12, "Good morning"), (17, "Good afternoon"), (24, "Good evening")],
)
def test_the_greeting_changes_at_four_noon_and_five(until: int, words: str) -> None:
    said = [greet(NOW.replace(hour=hour, minute=59)) for hour in range(24)]
    assert said[until - 1] == words
    assert [hour + 1 for hour, one in enumerate(said) if one == words][-1] == until
    assert said == sorted(said, key=said.index)


def test_a_day_is_read_where_the_computers_zone_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "<here>-05:30")
    assert read_day("1 May 2020", now=NOW) == date(2020, 5, 1)


@given(DAYS)
def test_a_day_in_an_example_is_never_on_the_wrong_side_of_today(today: date) -> None:
    now = datetime.combine(today, time(12), UTC)
    for place in ("{soon}", "{soon_short}"):
        day = read_when(with_days(place, today), now=now).day
        assert day is not None and today < day < today + timedelta(days=14)
    for place in ("{gone}", "{long_gone}"):
        assert today - timedelta(days=366) < read_day(with_days(place, today), now=now) < today


def test_what_the_sentences_of_a_refusal_name_can_be_read() -> None:
    for sentence, read in ((EXAMPLES, read_when), (EXAMPLES_GONE, read_day)):
        words = sentence.removeprefix("For example: ").split(", ")
        assert len([read(each, now=NOW) for each in words[:3]]) == 3


def test_no_day_is_written_into_an_example() -> None:
    for form in (TALK_FORM, COURSE_FORM):
        for field in form.fields:
            assert not re.search(rf"\d+/\d+|\d+ ({'|'.join(MONTHS)})", field.example), field.example
