"""What the figures say: every number in a sentence can be counted again, and nothing is judged."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.checkin import CheckIn
from companion.services.check_in.trends import MONTH, Topic, say_mostly
from tests.made_up import NOW, TODAY, Someone, alex, before

JUDGING = re.compile(
    r"\b(better|worse|good news|improv\w*|declin\w*|risk|missed|failed|overdue|streak|should|only|well done)\b"
)

FIRST = before(MONTH - 1)


@given(st.lists(st.integers(min_value=0, max_value=10), min_size=1, max_size=60))
def test_mostly_means_at_least_half_of_the_days(values: list[int]) -> None:
    found = re.fullmatch(r"mostly (\d+)(?: to (\d+))?", say_mostly([float(v) for v in values]))
    assert found
    low, high = int(found[1]), int(found[2] or found[1])
    assert sum(low <= value <= high for value in values) * 2 >= len(values)


def test_each_scale_is_said_with_its_end_words_and_counts() -> None:
    one = Someone()
    for ago in range(14):
        one.day(ago, mood=7)
    for ago in range(14, 24):
        one.day(ago, mood=4)
    one.day(2, worry=3, mood=7)
    assert one.trends.sentences(FIRST, TODAY) == (
        "24 of these 28 days have an entry; 4 have none.",
        "Mood, 0 very low to 10 very good: mostly 4 to 7. Higher from 9 November: about 7 (14 days), "
        "before that about 4 (10 days).",
        "Worry, 0 calm to 10 very tense: 3 on 20 November.",
    )


def test_two_halves_alike_are_said_to_be_alike() -> None:
    one = Someone()
    for ago in range(MONTH):
        one.day(ago, mood=5 + ago % 2)
    assert one.trends.sentences(FIRST, TODAY) == (
        "Every one of these days has an entry.",
        "Mood, 0 very low to 10 very good: mostly 5 to 6. About the same throughout.",
    )


def test_a_scale_the_person_renamed_speaks_in_their_words() -> None:
    one = Someone()
    mood = one.store.scales.get("mood")
    assert mood is not None
    one.store.scales.put(replace(mood, name="Weather", low="storm", high="[sun]"))
    one.day(0, mood=0)
    assert "Weather, 0 storm to 10 [sun]: 0 on 22 November." in one.trends.sentences(FIRST, TODAY)


def test_few_days_are_given_one_by_one() -> None:
    one = Someone()
    one.day(5, mood=6)
    one.day(3, mood=4)
    one.day(0, mood=5)
    assert one.trends.sentences(FIRST, TODAY)[1] == (
        "Mood, 0 very low to 10 very good: 6 on 17 November, 4 on 19 November and 5 on 22 November."
    )


def test_signs_and_ticks_are_counted_by_day() -> None:
    one = Someone()
    sign = one.line("early", "Not answering messages")
    tick = one.line("daily", "Got outside")
    for ago in (1, 2):
        one.put(CheckIn(day=before(ago), noticed=(sign,), ticked=(tick,), created_at=NOW, changed_at=NOW))
    one.moment(2, note="same day")
    moment = one.store.moments.all()[0]
    one.store.moments.put(replace(moment, ticked=(tick,)))
    one.store.moments.put(replace(moment, id="another", day=before(9), ticked=(tick,)))
    said = {s.about: s for s in one.trends.statements(FIRST, TODAY)}
    assert said[Topic.SIGN].text == "Not answering messages: on 2 days."
    assert said[Topic.TICK].text == "Got outside: on 3 days."
    assert one.trends.sentences(FIRST, TODAY)[0] == "3 of these 28 days have an entry; 25 have none."


def test_an_own_check_in_leads_and_a_day_without_one_takes_its_moments() -> None:
    one = Someone()
    one.moment(1, mood=8, at=time(9))
    one.moment(1, mood=5, at=time(20))
    one.moment(0, mood=9)
    one.day(0, mood=2)
    card = one.trends.mood_card(TODAY)
    assert card.values[-1] == 2
    value = card.values[-2]
    assert value is not None and isclose(value, 6.5)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), ()),
        ((40,), ("There are no entries for 26 October to 22 November 2026. "
                 "The last one before that is from 13 October 2026.",)),
        ((40, 42, 50), ("There are no entries for 26 October to 22 November 2026. "
                        "The last ones before that: 3 days, 3 to 13 October 2026.",)),
    ],
)  # fmt: skip
def test_with_nothing_in_the_period_it_says_when_the_last_ones_were(
    days: tuple[int, ...], told: tuple[str, ...]
) -> None:
    one = Someone()
    for ago in days:
        one.day(ago, mood=5)
    assert one.trends.sentences(FIRST, TODAY) == told


def test_a_period_before_the_first_entry_says_so() -> None:
    one = Someone()
    one.day(0, mood=5)
    assert one.trends.sentences(date(2020, 5, 1), date(2020, 5, 31)) == (
        "There are no entries for 1 to 31 May 2020. The first one after that is from 22 November 2026.",
    )


def test_a_blank_check_in_is_no_entry() -> None:
    one = Someone()
    one.put(CheckIn(day=TODAY, created_at=NOW, changed_at=NOW))
    assert one.trends.sentences(FIRST, TODAY) == ()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "After about a week there is something to look at."),
        (1, "After about a week there is something to look at. You have 1 day."),
        (3, "After about a week there is something to look at. You have 3 days."),
        (7, "mostly 5 this month"),
    ],
)
def test_the_mood_card_of_a_newcomer(days: int, sentence: str) -> None:
    one = Someone()
    for ago in range(days):
        one.day(ago, mood=5)
    card = one.trends.mood_card(TODAY)
    assert (card.name, card.sentence, len(card.values)) == ("Mood", sentence, 28)
    assert card.first == TODAY - timedelta(days=27)
    assert card.values == (*(None,) * (28 - days), *(5.0,) * days)


def test_the_mood_card_after_a_pause_is_not_a_newcomers() -> None:
    one = Someone()
    for ago in range(60, 90):
        one.day(ago, mood=5)
    assert one.trends.mood_card(TODAY).sentence == (
        "none this month; the last day with an entry is 23 September 2026"
    )
    one.day(1, mood=6)
    one.day(0, mood=4)
    assert one.trends.mood_card(TODAY).sentence == "6 and 4 this month, on 2 days"
    assert one.trends.mood_card(TODAY, 56).sentence == "6 and 4 in the last 8 weeks, on 2 days"


def test_no_sentence_judges() -> None:
    one = alex()
    said = [*one.trends.sentences(before(59), TODAY), one.trends.mood_card(TODAY).sentence]
    assert len(said) > 8
    assert not [sentence for sentence in said if JUDGING.search(sentence.lower())]
