"""Days as people write them: "next Thursday", "a week on Friday", "26/11", "26 November", "in two weeks".

Weekdays and numbers are read here, months and counts by dateparser, which is told the year: left to itself it
read 1/2/26 as 2126, 1/13 as November 2113, and "a week today" as a week ago.
"""

import re
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any

from companion.errors import InvalidEntry
from companion.services.clock import HOURS
from companion.words import MONTHS, WEEKDAYS

EXAMPLES = "For example: Thursday, tomorrow, 26 Nov or 26/11/2026."

_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_NEAR = {"day after tomorrow": 2, "tomorrow": 1, "today": 0, "yesterday": -1, "day before yesterday": -2}
_WEEKS = r"(?P<weeks>(?:a |one |1 |two |2 )?(?:weeks?|fortnight))"
_BASE = rf"(?P<base>{_WEEKDAY}|today|tomorrow)"

_ONE_DAY = re.compile(rf"(?:(?P<which>this|next|coming|last) )?(?P<weekday>{_WEEKDAY})")
_LATER = (
    re.compile(rf"{_WEEKS} (?:on |from |this |next )?{_BASE}"),
    re.compile(rf"{_BASE} {_WEEKS}"),
)
_NEXT_WEEK = (
    re.compile(rf"(?P<weekday>{_WEEKDAY}) (?:of )?next week"),
    re.compile(rf"next week (?:on )?(?P<weekday>{_WEEKDAY})"),
)
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?:(?P=sep)(?P<year>\d{4}|\d{2}))?")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_WITH_MONTH = re.compile(
    rf"(?P<words>{_NTH}(?: of)? ?{_MONTH}|{_MONTH} ?{_NTH}),?(?: (?P<year>\d{{4}}|\d{{2}}))?"
)
_COUNT = rf"(?:a|\d{{1,3}}|{'|'.join(HOURS)})"
_COUNTED = re.compile(
    rf"in {_COUNT} (?:days?|weeks?|months?|fortnight)(?: time|['’]s? time)?"
    rf"|{_COUNT} (?:days?|weeks?|months?) ago"
)


def read_day_words(text: str, *, today: date, forward: bool) -> date:
    """Return the day `text` (lower case, single spaces) means, seen from `today`.

    `forward` says which way words lean that fit both a day to come and one gone by. Raises InvalidEntry.
    """
    text = re.sub(r"^(?:on |for )?(?:the )?", "", text.replace(",", " ").strip(" .?"))
    text = " ".join(text.split())
    try:
        found = _by_weekday(text, today, forward) or _by_date(text, today, forward)
    except OverflowError:  # further off than a calendar goes
        found = None
    if found is None:
        raise InvalidEntry("when", f"That could not be read as a day. {EXAMPLES}")
    return found


def _by_weekday(text: str, today: date, forward: bool) -> date | None:
    """Return the day where `text` names it by today, tomorrow or a day of the week."""
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    if match := _first(_LATER, text):
        base = _NEAR.get(match["base"])
        start = today + timedelta(days=base) if base is not None else _next(match["base"], today)
        twice = re.match(r"two|2|.*fortnight", match["weeks"]) is not None
        return start + timedelta(weeks=2 if twice else 1)
    if match := _first(_NEXT_WEEK, text):
        return today + timedelta(days=7 - today.weekday() + _WEEKDAYS[match["weekday"][:3]])
    if match := _ONE_DAY.fullmatch(text):
        back = match["which"] == "last" or (not forward and match["which"] in (None, "this"))
        return _last(match["weekday"], today) if back else _next(match["weekday"], today)
    return None


def _by_date(text: str, today: date, forward: bool) -> date | None:
    """Return the day where `text` has a date in it; a weekday beside it must be that date's."""
    beside = re.match(rf"(?P<weekday>{_WEEKDAY})\.? (?:the )?(?P<rest>.+)", text) or re.fullmatch(
        rf"(?P<rest>.+?) \(?(?P<weekday>{_WEEKDAY})\)?", text
    )
    if beside is None:
        return _date_alone(text, today, forward)
    found = _date_alone(beside["rest"], today, forward)
    if found is not None and found.weekday() != _WEEKDAYS[beside["weekday"][:3]]:
        said = WEEKDAYS[_WEEKDAYS[beside["weekday"][:3]]]
        raise InvalidEntry(
            "when",
            f"{found.day} {MONTHS[found.month - 1]} {found.year} is a {WEEKDAYS[found.weekday()]}, "
            f"not a {said}. Write the one you mean.",
        )
    return found


def _date_alone(text: str, today: date, forward: bool) -> date | None:
    if match := _ISO.fullmatch(text):
        return _real(int(match["year"]), int(match["month"]), int(match["day"]), text)
    if match := _NUMBERS.fullmatch(text):
        return _numbered(match, today, forward)
    if match := _DAY_OF_MONTH.fullmatch(text):
        return _day_of_month(int(match["day"]), today, forward)
    if match := _WITH_MONTH.fullmatch(text):
        years = (_year(match["year"]),) if match["year"] else _years(today, forward)
        found = (_parsed(f"{match['words']} {year}", today) for year in years)
        return _fitting(found, today, forward, any_way=bool(match["year"]))
    if _COUNTED.fullmatch(text):
        return _parsed(re.sub(r"['’]?s? time$", "", text), today)
    return None


def _numbered(match: re.Match[str], today: date, forward: bool) -> date | None:
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        return _real(_year(match["year"]), month, day, match[0])
    _real(2000, month, day, match[0])  # a leap year, so that 29/2 is not refused before the year is known
    return _fitting((_made(year, month, day) for year in _years(today, forward)), today, forward)


def _day_of_month(day: int, today: date, forward: bool) -> date | None:
    """Return the next (or last) day with that number in its month."""
    steps = range(62) if forward else range(0, -62, -1)
    return next((d for d in (today + timedelta(days=n) for n in steps) if d.day == day), None)


def _parsed(text: str, today: date) -> date | None:
    """Return what dateparser makes of `text`, which is a date with a year or a count of days."""
    import dateparser  # 90 ms, and only where a date is typed

    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY",
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "RETURN_AS_TIMEZONE_AWARE": False,
        "REQUIRE_PARTS": ["day"],
    }
    try:
        found = dateparser.parse(text, languages=["en"], settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None


def _fitting(
    days: Iterable[date | None], today: date, forward: bool, *, any_way: bool = False
) -> date | None:
    """Return the first real day that lies the right way from today."""
    return next((d for d in days if d and (any_way or (d >= today if forward else d <= today))), None)


def _years(today: date, forward: bool) -> Iterable[int]:
    """Return the years to try, nearest first; nine, so that 29 February is among them."""
    steps = range(9) if forward else range(0, -9, -1)
    return [today.year + n for n in steps if 1 <= today.year + n <= MAXYEAR]


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real(year: int, month: int, day: int, said: str) -> date:
    found = _made(year, month, day)
    if found is None:
        raise InvalidEntry("when", f"There is no such day as “{said}”. {EXAMPLES}")
    return found


def _next(weekday: str, today: date) -> date:
    """Return the first such day after today."""
    return today + timedelta(days=(_WEEKDAYS[weekday[:3]] - today.weekday() - 1) % 7 + 1)


def _last(weekday: str, today: date) -> date:
    """Return the last such day before today."""
    return today - timedelta(days=(today.weekday() - _WEEKDAYS[weekday[:3]] - 1) % 7 + 1)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((m for m in (p.fullmatch(text) for p in patterns) if m), None)
