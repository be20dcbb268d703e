"""Shared pieces of the sentences people read: days, counts, and what every page says about itself."""

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from the computer's locale, so that a page reads the same everywhere."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

IN_MY_OWN_WORDS = "Written by me, in my own words; self-report, not a clinical measure; nobody monitors this."
"""Stands on every page that leaves the program."""

NOT_LOCKED = "This file is not locked. Anyone who has it can read it."
"""Said before any page is written to a file."""


def say_date(day: date) -> str:
    """Return a day without its weekday: ``22 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_day_month(day: date) -> str:
    """Return a day whose year is plain from what stands around it: ``22 November``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def say_weekday(day: date) -> str:
    """Return a day in full: ``Sunday 22 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {say_date(day)}"


def say_period(first: date, last: date) -> str:
    """Return two days as a period, saying month and year once where they are the same."""
    if first == last:
        return say_date(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {say_date(last)}"
    return f"{say_date(first)} to {say_date(last)}"


def say_count(number: int, one: str, many: str = "") -> str:
    """Return ``1 day``, ``2 days``; `many` where adding an s is not enough."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say_list(words: Sequence[str]) -> str:
    """Return ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def say_number(value: float) -> str:
    """Return a figure with at most one decimal, none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""Numbers that are written out, from 1 on."""


def say_many(number: int) -> str:
    """Return how many, for the beginning of a sentence: ``Four``; above twelve, and below two, in figures."""
    return SMALL[number - 1].capitalize() if 2 <= number <= len(SMALL) else str(number)
