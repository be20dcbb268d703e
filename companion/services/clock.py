"""Clock times as people write them, taken out of a sentence before the day is read.

Own code, because dateparser misreads them: "tomorrow at 2" comes out as the hour it is now.

Rules for what is left unsaid, always echoed in full by whoever asked:
- an hour from 1 to 7 without am or pm is in the afternoon or evening ("at 2" is 2 pm);
- from 8 to 11 it is in the morning, and 12 is noon;
- a leading zero or an hour over 12 means the 24-hour clock ("02:30", "14.00");
- "in the morning" makes it am; "afternoon", "evening", "night" and "tonight" make it pm.
"""

import re
from dataclasses import dataclass
from datetime import time

from companion.errors import InvalidEntry

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
HOURS = {word: number for number, word in enumerate(_WORDS, start=1)}

_HOUR = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})"
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
