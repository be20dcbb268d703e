"""Days and times: read as people write them, said back in full. Never by locale: our own names of days.

Rules for what is left unsaid; whoever asks echoes ``say_when`` for a yes:
- "Thursday", "this Thursday" and "next Thursday" are all the next one to come, from tomorrow on;
- "a week on Thursday" and "Thursday week" are seven days after that; "Thursday next week" is the one in the
  week that starts next Monday;
- a date without a year is the next one to come, today included (for past days: the last one);
- "today" is the calendar's day, also at one in the morning; only a check-in's ends at 04:00 (``day_meant``).
Clock times are read apart from the day: dateparser gives "tomorrow at 2" this hour.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any

from companion.domain.days import day_meant
from companion.domain.text import clean_line
from companion.errors import InvalidEntry
from companion.words import MONTHS, SMALL, WEEKDAYS

HOURS = {word: number for number, word in enumerate(SMALL, start=1)}

_HOUR = rf"(?:\d{{1,2}}|{'|'.join(SMALL)})"
_HALF_DAY = r"(?:a\.?m\b\.?|p\.?m\b\.?)"
_PARTS = {"half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
_NAMED = {
    "12 noon": time(12),
    "noon": time(12),
    "midday": time(12),
    "12 midnight": time(0),
    "midnight": time(0),
}

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:at )?(?P<named>{'|'.join(_NAMED)})\b(?:,? when the day begins)?",
        rf"\b(?:at )?(?P<part>half|(?:a )?quarter|twenty[ -]five|five|ten|twenty)(?: minutes)? "
        rf"(?P<side>past|to) (?P<hour>{_HOUR})(?: ?(?P<half>{_HALF_DAY}))?(?!\w)",
        rf"\b(?:at )?(?P<half_hour>half) (?P<hour>{_HOUR})(?: ?(?P<half>{_HALF_DAY}))?(?!\w)",
        rf"\b(?:at )?(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})"
        rf"(?: ?(?P<half>{_HALF_DAY})| ?h(?:rs|ours)?\b)?(?![\w:])",
        rf"\b(?:at )?(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}}) ?(?P<half>{_HALF_DAY})(?!\w)",
        rf"\b(?:at )?(?P<hour>{_HOUR}) ?(?P<half>{_HALF_DAY})(?!\w)",
        rf"\b(?:at )?(?P<hour>{_HOUR}) ?o['’]?clock\b",
        r"\bat (?P<hour>\d{1,2})\.(?P<minute>\d{2})(?![\w./])",
        r"\b(?:at )?(?P<hour>\d{2})(?P<minute>\d{2}) ?h(?:rs|ours)\b",
        r"\bat (?P<hour>\d{2})(?P<minute>\d{2})(?!\w)",
        rf"\bat (?P<hour>{_HOUR})(?![\w./:-])",
    )
)
_POINT = re.compile(r"(?<![\d./-])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\w./-])")
_PERIOD = re.compile(
    r"\b(?:in the |at |this )?(?P<period>morning|afternoon|evening|night)\b|\b(?P<tonight>tonight)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """What was found: the words that are left, and the time if one was said."""

    rest: str
    at: time | None


def split_clock(text: str) -> Clock:
    """Return `text` (lower case, single spaces) without its clock time, and that time or None.

    Raises InvalidEntry when the time cannot be, is said twice, or may as well be a date ("12.11" alone).
    """
    text, period = _take_period(text)
    match = next(filter(None, (pattern.search(text) for pattern in _PATTERNS)), None)
    if match is None:
        match = _POINT.search(text)
        if match is not None and not _without(text, match):
            raise InvalidEntry(
                "when", f"Is “{match[0]}” a day or a time? Write 12/11 for a day, or 12:11 for a time."
            )
    if match is None:
        return Clock(rest=text, at=None)
    rest = _without(text, match)
    if any(pattern.search(rest) for pattern in _PATTERNS):
        raise InvalidEntry("when", "There are two times in that. Write the day and one time.")
    return Clock(rest=rest, at=_time_of(match, period))


def _take_period(text: str) -> tuple[str, str]:
    """Return `text` without its part of the day, and that part ("" when there is none).

    "Tonight" stays as "today", because it names the day too.
    """
    match = _PERIOD.search(text)
    if match is None:
        return text, ""
    if match["tonight"]:
        return text.replace("tonight", "today", 1), "night"
    today = "today" if match[0].startswith("this ") else ""
    return " ".join(f"{text[: match.start()]} {today} {text[match.end() :]}".split()), match["period"]


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split()).strip(" ,")


def _time_of(match: re.Match[str], period: str) -> time:
    """Return the time a match says, by the rules of this module. Raises InvalidEntry."""
    said = match.groupdict()
    if named := said.get("named"):
        return _NAMED[named]
    hour_said = said["hour"] or ""
    hour = HOURS.get(hour_said) or int(hour_said)
    minute = int(said.get("minute") or 0)
    if said.get("half_hour"):
        minute = 30
    elif part := said.get("part"):
        minute = _PARTS[part.replace("-", " ")]
        if said["side"] == "to":
            hour, minute = (hour - 1 or 12), 60 - minute
    half = (said.get("half") or "").replace(".", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        raise InvalidEntry("when", f"There is no such time as “{match[0]}”. Try 2 pm, or 14:30.")
    if hour == 24:
        raise InvalidEntry("when", "Write midnight as 0:00 of the day that begins.")
    if not half and not hour_said.startswith("0") and hour <= 12:
        half = _half_meant(hour, period)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def _half_meant(hour: int, period: str) -> str:
    """Return "am" or "pm" for an hour from 1 to 12 that came without."""
    if period:
        return "am" if period == "morning" or (period == "night" and hour == 12) else "pm"
    return "am" if 8 <= hour <= 11 else "pm"


EXAMPLES = "For example: Thursday, tomorrow, in two weeks, or a day and its month."
EXAMPLES_GONE = "For example: Monday, yesterday, two weeks ago, or a day and its month."

_SOON, _GONE, _LONG_GONE = timedelta(days=4), timedelta(days=50), timedelta(days=265)


def with_days(example: str, today: date) -> str:
    """Return an example of ours with days that fit it, seen from `today`, in its places.

    ``{soon}`` and ``{soon_short}`` are to come ("27 November", "27/11"), ``{gone}`` and ``{long_gone}`` gone by
    ("4 October", "3 March 2026"): a day written into an example once is gone by for good.
    """
    soon, long_gone = today + _SOON, today - _LONG_GONE
    return example.format(
        soon=day_month(soon),
        soon_short=f"{soon.day}/{soon.month}",
        gone=day_month(today - _GONE),
        long_gone=f"{day_month(long_gone)} {long_gone.year}",
    )


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
        "TIMEZONE": "UTC",  # else it looks up the computer's zone, and falls over where TZ is not a name
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
        raise InvalidEntry("day", f"Write a day, without a time. {EXAMPLES_GONE}")
    day = read_day_words(clock.rest, today=day_meant(now) if of_check_in else now.date(), forward=False)
    if day > now.date():
        raise InvalidEntry("day", f"{say_day(day)} is still to come. Write today or a day before it.")
    return day


def greet(now: datetime) -> str:
    """Return "Good evening"; before 04:00 "Hello", for the night has no part of the day in it."""
    return next(words for until, words in _GREETINGS if now.hour < until)


def say_day(day: date) -> str:
    """Return "Thursday 26 November 2026"."""
    return f"{weekday_name(day)} {day_month(day)} {day.year:04}"


def say_when(day: date, at: time | None) -> str:
    """Return "Thursday 26 November 2026 at 2 pm", or the day alone. ``read_when`` reads it back."""
    return say_day(day) if at is None else f"{say_day(day)} at {say_clock(at)}"


def say_short(day: date, at: time | None = None) -> str:
    """Return "Thu 26 Nov 14:00", or "Thu 26 Nov"."""
    short = f"{weekday_name(day)[:3]} {day.day} {MONTHS[day.month - 1][:3]}"
    return short if at is None else f"{short} {at.hour:02}:{at.minute:02}"


def say_clock(at: time) -> str:
    """Return "2 pm", "2.30 pm", "noon", or midnight with the side of the day it is on."""
    if (at.hour, at.minute) == (0, 0):
        return MIDNIGHT
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'am' if at.hour < 12 else 'pm'}"


def weekday_name(day: date) -> str:
    """Return "Wednesday"."""
    return WEEKDAYS[day.weekday()]


def day_month(day: date) -> str:
    """Return "18 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def say_trends(day: date, today: date) -> str:
    """Return how a day gone by is called: today, yesterday, Wednesday, 18 November, 18 November 2025."""
    back = (today - day).days
    if back in (0, 1):
        return ("today", "yesterday")[back]
    if 1 < back <= DAYS_BY_NAME:
        return weekday_name(day)
    return day_month(day) if day.year == today.year else f"{day_month(day)} {day.year:04}"


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
