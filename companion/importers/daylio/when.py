"""Days and clock times as other programs and spreadsheets write them. Read where they can mean one thing."""

import re
from contextlib import suppress
from datetime import date, time

from companion.domain.text import folded
from companion.importers.spreadsheet import Unread

EARLIEST = date(1970, 1, 1)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR_FIRST = re.compile(
    r"(\d{4})(?P<mark>[-/.])(\d{2})(?P=mark)(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII
)
_YEAR_LAST = re.compile(r"(\d{1,2})(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{4})", re.ASCII)
_DAY_AND_MONTH = re.compile(
    r"(?P<day>\d{1,2})\W+(?P<month>[a-z]{3,})|(?P<name>[a-z]{3,})\W+(?P<number>\d{1,2})"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?)?(?: ?(?P<half>[ap]) ?\.? ?m\.?)?",
    re.IGNORECASE,
)


def read_day(said: str, *, beside: str, weekday: str, today: date) -> date:
    """Return the day that `said` names. Raises Unread for one after `today`, before 1970, or not sure.

    A spreadsheet may have turned 2020-05-01 into 01/05/2020 or 5/1/2020. Such a day is read where only one
    day fits all that the row says: its numbers, its short date (`beside`, "1 May") and its `weekday`.
    """
    fitting = _days(said, beside, weekday)
    if not fitting:
        raise Unread(f"its date “{said[:30]}” is not written like 2020-05-30")
    if len(fitting) > 1:
        raise Unread(f"its date “{said}” could be two days. Write it like 2020-05-30")
    (day,) = fitting
    if day > today:
        raise Unread(f"its date {said} is still to come")
    if day < EARLIEST:
        raise Unread(f"its date {said} is before 1970")
    return day


def _days(said: str, beside: str, weekday: str) -> set[date]:
    if match := _YEAR_FIRST.fullmatch(said):
        return _real((match[1], match[3], match[4]))
    match = _YEAR_LAST.fullmatch(said)
    if match is None:
        return set()
    days = _real((match[4], match[3], match[1]), (match[4], match[1], match[3]))
    if short := _day_and_month(folded(beside)):
        days = {day for day in days if (day.day, day.month) == short}
    name = folded(weekday)[:3]
    if name in _WEEKDAYS:
        days = {day for day in days if _WEEKDAYS[day.weekday()] == name}
    return days


def _real(*written: tuple[str, str, str]) -> set[date]:
    """Return the days there are among (year, month, day)."""
    days = set()
    for year, month, day in written:
        with suppress(ValueError):
            days.add(date(int(year), int(month), int(day)))
    return days


def _day_and_month(said: str) -> tuple[int, int] | None:
    """Return (day, month) from "1 May", "1-May" or "May 1"; None for anything else."""
    match = _DAY_AND_MONTH.fullmatch(said)
    name = ((match["month"] or match["name"]) if match else "")[:3]
    if match is None or name not in _MONTHS:
        return None
    return int(match["day"] or match["number"]), _MONTHS.index(name) + 1


def read_clock(said: str) -> time | None:
    """Return the time, from a 12- or 24-hour clock; None where nothing is said.

    A number alone is no time: 6 can be morning or evening. Raises Unread for what is no time.
    """
    if not said:
        return None
    match = _CLOCK.fullmatch(said)
    if match is None or not (match["minute"] or match["half"]):
        raise Unread(f"its time “{said[:30]}” is not written like 18:50 or 6:50 pm")
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()
    if hour > 23 or minute > 59 or second > 59 or (half and not 1 <= hour <= 12):
        raise Unread(f"there is no such time as “{said[:30]}”")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
