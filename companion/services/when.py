"""Days and times: read as people write them, said back in full. Never by locale: our own names of days.

Rules for what is left unsaid; whoever asks echoes ``say_when`` for a yes:
- "Thursday", "this Thursday" and "next Thursday" are all the next one to come, from tomorrow on;
- "a week on Thursday" and "Thursday week" are seven days after that; "Thursday next week" is the one in the
  week that starts next Monday;
- a date without a year is the next one to come, today included (for past days: the last one);
- "today" is the calendar's day, also at one in the morning; only a check-in's ends at 04:00 (``day_meant``).
Clock times: see ``companion.services.clock``.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from companion.domain.days import day_meant
from companion.domain.text import clean_line
from companion.errors import InvalidEntry
from companion.services.clock import split_clock
from companion.services.day_words import EXAMPLES, read_day_words
from companion.words import MONTHS, WEEKDAYS

LONGEST = 200
"""Characters; anything longer is not a day and a time."""

MIDNIGHT = "midnight, when the day begins"

_GREETINGS = ((4, "Hello"), (12, "Good morning"), (17, "Good afternoon"), (24, "Good evening"))
"""Greetings, each with the hour of the clock before which it is used."""

DAYS_BY_NAME = 6
"""Up to this many days back a day is called by its weekday alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day, and a clock time where one was given."""

    day: date
    at: time | None = None


def read_when(text: str, *, now: datetime, future: bool = True) -> When:
    """Return the day and time that `text` says, seen from `now`.

    With `future`, a day that has gone by is refused, and so is a time today that has; without, words that fit
    both ways lean to the past, and nothing is refused. Raises InvalidEntry.
    """
    clock = split_clock(_plain(text))
    if not clock.rest:
        raise InvalidEntry("when", f"Which day? {EXAMPLES}")
    day = read_day_words(clock.rest, today=now.date(), forward=future)
    if future and day < now.date():
        raise InvalidEntry("when", f"{say_day(day)} has gone by. Write a day to come.")
    if future and clock.at is not None and datetime.combine(day, clock.at) < now.replace(tzinfo=None):
        raise InvalidEntry("when", f"{say_when(day, clock.at)} has gone by. Write a time to come.")
    return When(day=day, at=clock.at)


def read_day(text: str, *, now: datetime, of_check_in: bool = False) -> date:
    """Return the day gone by (or today) that `text` says. Raises InvalidEntry for a time, or a day to come.

    "Monday" is the last one before today. `of_check_in`: "today" ends at 04:00, as for every check-in.
    """
    clock = split_clock(_plain(text))
    if clock.at is not None or not clock.rest:
        raise InvalidEntry("day", f"Write a day, without a time. {EXAMPLES.replace('tomorrow', 'yesterday')}")
    day = read_day_words(clock.rest, today=day_meant(now) if of_check_in else now.date(), forward=False)
    if day > now.date():
        raise InvalidEntry("day", f"{say_day(day)} is still to come. Write today or a day before it.")
    return day


def greet(now: datetime) -> str:
    """Return "Good evening"; before 04:00 "Hello", for the night has no part of the day in it."""
    return next(words for until, words in _GREETINGS if now.hour < until)


def say_day(day: date) -> str:
    """Return "Thursday 26 November 2026"."""
    return f"{say_weekday(day)} {say_date(day)} {day.year:04}"


def say_when(day: date, at: time | None) -> str:
    """Return "Thursday 26 November 2026 at 2 pm", or the day alone. ``read_when`` reads it back."""
    return say_day(day) if at is None else f"{say_day(day)} at {say_clock(at)}"


def say_short(day: date, at: time | None = None) -> str:
    """Return "Thu 26 Nov 14:00", or "Thu 26 Nov"."""
    short = f"{say_weekday(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return short if at is None else f"{short} {at.hour:02}:{at.minute:02}"


def say_clock(at: time) -> str:
    """Return "2 pm", "2.30 pm", "noon", or midnight with the side of the day it is on."""
    if (at.hour, at.minute) == (0, 0):
        return MIDNIGHT
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def say_weekday(day: date) -> str:
    """Return "Wednesday"."""
    return WEEKDAYS[day.weekday()]


def say_date(day: date) -> str:
    """Return "18 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def say_lately(day: date, today: date) -> str:
    """Return how a day gone by is called: today, yesterday, Wednesday, 18 November, 18 November 2025."""
    back = (today - day).days
    if back in (0, 1):
        return ("today", "yesterday")[back]
    if 1 < back <= DAYS_BY_NAME:
        return say_weekday(day)
    return say_date(day) if day.year == today.year else f"{say_date(day)} {day.year:04}"


def say_gap(day: date, today: date) -> str:
    """Return "today", "tomorrow", "yesterday", "in 4 days" or "3 days ago"."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def _plain(text: str) -> str:
    """Return `text` as it is read: one line, lower case. Raises InvalidEntry when it is empty or too long."""
    if len(text) > LONGEST:
        raise InvalidEntry("when", f"That is a lot of words for a day. {EXAMPLES}")
    plain = clean_line(text).casefold()
    if not plain:
        raise InvalidEntry("when", f"Which day? {EXAMPLES}")
    return plain
