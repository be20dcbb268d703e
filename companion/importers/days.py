"""Days and clock times as other programs, phones and spreadsheets write them. Read where they can mean one thing.

A day that could be more than one is settled by what else its row says (its weekday, its short date), then by the rows
of the file that leave no doubt, then by the order that the person says; else it is asked about.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time

from companion.domain.imported import DateOrder, DateQuestion
from companion.importers.names_of_days import Meanings, all_names, as_compared, english, half_as_compared
from companion.importers.spreadsheet import Unread

EARLIEST = date(1970, 1, 1)
BUDDHIST = 543
"""Years that the calendar of Thailand is ahead."""

_MARK = r"\s*(?P<mark>[-/.]|\s)\s*"
_NUMBERS = re.compile(rf"(\d{{1,4}}){_MARK}(\d{{1,2}})\s*(?P=mark)\s*(\d{{1,4}})\.?")
_EAST = re.compile(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?\.?")
_EAST_SHORT = re.compile(r"(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号]?\.?")
_MONTH_BY_NUMBER = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:[,\s]+(\d{4}))?", re.IGNORECASE)
"""Vietnamese: its months have numbers for names."""
_SHORT = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?")
_IN_A_ROW = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_CLOCK_BEHIND = re.compile(
    r"(?<=[\d.])(?:[T,]\s*|\s+,?\s*)(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m\.?)?)"
    r"\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_WORD = r"[^\s\d.,;:/()'’_-]+"
"""Vowel signs and accents that stand by themselves belong to a word: \\w does not know them."""
_WORDS_AND_NUMBERS = re.compile(rf"\d+|{_WORD}(?:\.(?=\s|$))?")
_BETWEEN = frozenset("de del of the st nd rd th a o г року р d den el le al".split())  # noqa: SIM905

_CLOCK = re.compile(
    r"(?P<before>[^\d:]*?)\s*(?P<hour>\d{1,2})(?:\s*(?P<mark>[:.]|h\.?|[時时點点시])\s*"
    r"(?:(?P<minute>\d{2})\s*(?:分|분|m(?:in)?\.?(?![^\W\d_.]))?(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?)?)?\s*(?P<after>[^\d:]*)",
    re.IGNORECASE,
)
_OF_CLOCKS = frozenset(
    ("", "a las", "uhr", "h", "hrs", "klo", "kl", "o'clock", "as", "om", "uur", "u", "ч", "z", "utc")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All that a row says about its day, as written."""

    line: int
    said: str
    """The date; empty where the file has a year alone."""
    year: str = ""
    beside: str = ""
    """A short date, "1 May"."""
    weekday: str = ""


_Found = tuple[tuple[DateOrder | None, date], ...]
"""What it could be, by the order its numbers would be in; None where that is no question."""


class DayReader:
    """Reads the days of one file, all of which are given first."""

    def __init__(self, rows: Iterable[Written], *, today: date, order: DateOrder | None = None) -> None:
        self._today, self._order = today, order
        rows = tuple(rows)
        self._languages = _languages_of(rows)
        self.question: DateQuestion | None = None
        """The first day that could be two, and nothing says which."""
        doubtful: list[tuple[Written, _Found]] = []
        fitting = set(DateOrder)
        for row in rows:
            found = self._found(row)
            if orders := {known for known, _ in found if known is not None}:
                fitting &= orders
            if len(orders) > 1 and len({day for _, day in found}) > 1:
                doubtful.append((row, found))
        if self._order is None and len(fitting) == 1:
            self._order = next(iter(fitting))
        if self._order is None and doubtful:
            row, found = doubtful[0]
            days = tuple((known, day) for known, day in found if known is not None)
            said = row.said or f"{row.beside} {row.year}"
            self.question = DateQuestion(line=row.line, said=said, days=days)

    def read(self, row: Written) -> date:
        """Return the day of a row. Raises Unread for one to come, before 1970, or that could be two days."""
        found = self._found(row)
        days = {day for _, day in found}
        if len(days) > 1:
            days = {day for known, day in found if known is not None and known is self._order} or days
        if not days:
            raise Unread(f"its date “{(row.said or row.beside)[:30]}” is not written like 2020-05-30")
        if len(days) > 1:
            raise Unread(
                f"its date “{(row.said or row.beside)[:30]}” could be two days. Write it like 2020-05-30"
            )
        (day,) = days
        if day > self._today:
            raise Unread(f"its date {row.said or row.beside} is still to come")
        if day < EARLIEST:
            raise Unread(f"its date {row.said or row.beside} is before 1970")
        return day

    def _found(self, row: Written) -> _Found:
        said, _ = without_clock(plain(row.said))
        found = _in_numbers(said, self._today) or self._in_words(said, row.year)
        if not found and row.year:
            found = self._in_words(plain(row.beside), row.year)
        if len({day for _, day in found}) < 2:
            return found
        fits: Callable[[date], bool]
        for fits in (self._fits_beside(row), self._fits_weekday(row), self._can_be):
            found = tuple(each for each in found if fits(each[1])) or found
        return found

    def _can_be(self, day: date) -> bool:
        return EARLIEST <= day <= self._today

    def _fits_beside(self, row: Written) -> Callable[[date], bool]:
        short = {(day.day, day.month) for _, day in self._in_words(plain(row.beside), "2020")}
        return lambda day: (day.day, day.month) in short

    def _fits_weekday(self, row: Written) -> Callable[[date], bool]:
        allowed = set(self._meaning(as_compared(row.weekday), weekdays=True).values())
        return lambda day: day.weekday() in allowed

    def _in_words(self, said: str, year: str) -> _Found:
        """Return the day of "6 March 2024", "March 6" with a year beside it, "7 września", "3月6日"."""
        if (match := _MONTH_BY_NUMBER.fullmatch(said)) and (year or match[3]):
            return _known(_real(match[3] or year, match[2], match[1]))
        if year and (match := _EAST_SHORT.fullmatch(said)):
            return _known(_real(year, match[1], match[2]))
        if year and (match := _SHORT.fullmatch(said)):
            one, two = match.groups()
            found = ((DateOrder.DMY, _real(year, two, one)), (DateOrder.MDY, _real(year, one, two)))
            return tuple((order, day) for order, day in found if day is not None)
        months: set[int] = set()
        numbers: list[str] = []
        for part in _WORDS_AND_NUMBERS.findall(said):
            if part.isdecimal():
                numbers.append(part)
                continue
            meaning = self._meaning(as_compared(part))
            if meaning and not months:
                months = set(meaning.values())
            elif as_compared(part) not in _BETWEEN and not self._meaning(as_compared(part), weekdays=True):
                return ()
        if not months or not 1 <= len(numbers) <= 2:
            return ()
        if len(numbers) == 2:
            days = [n for n in numbers if len(n) < 3]
            year = next((n for n in numbers if len(n) == 4), numbers[-1] if len(days) == 2 else "")
            numbers = days[:1] or numbers
        century = _whole_year(year, self._today)
        return _known(*(_real(century, str(month), numbers[0]) for month in sorted(months)))

    def _meaning(self, name: str, *, weekdays: bool = False) -> Mapping[str, int]:
        """Return language -> which month or weekday `name` is, in the languages of this file."""
        if not name or name.isdecimal():
            return {}
        for names in (english, all_names):
            known: Meanings = names().weekdays if weekdays else names().months
            if found := known.get(name):
                return {tongue: n for tongue, n in found.items() if tongue in self._languages} or found
        return {}


def _languages_of(rows: Sequence[Written]) -> frozenset[str]:
    """Return the languages in which every month that is not English is one; none where there is no such language."""
    found: set[str] | None = None
    seen: set[str] = set()
    for row in rows:
        for word in re.findall(_WORD, f"{row.said} {row.beside}"):
            name = as_compared(word)
            if name in seen or name in english().months or name in english().weekdays:
                continue
            seen.add(name)
            if len(seen) > 500:  # no file has so many names of months
                return frozenset()
            if meaning := all_names().months.get(name):
                found = set(meaning) if found is None else found & set(meaning)
    return frozenset(found or ())


def plain(said: str) -> str:
    """Return words on one line with plain digits, and without marks that are not seen."""
    kept = []
    for letter in unicodedata.normalize("NFC", said):
        digit = unicodedata.decimal(letter, None)
        if digit is not None:
            kept.append(str(digit))
        elif unicodedata.category(letter) != "Cf":
            kept.append(letter)
    return " ".join("".join(kept).translate(_FULL_WIDTH).split())


_FULL_WIDTH = {0xFF0F: "/", 0xFF0E: ".", 0xFF0D: "-", 0xFF1A: ":", 0xFF0C: ","} | dict.fromkeys(
    (0x2013, 0x2014, 0x2212), "-"
)
"""Signs as phones in East Asia write them, and what else stands for a hyphen."""


def without_clock(said: str) -> tuple[str, str]:
    """Return a date and the clock that is written behind it; an empty one where there is none."""
    match = _CLOCK_BEHIND.search(said)
    if match is None or match.end() != len(said):
        return said, ""
    return said[: match.start()].rstrip(" ,"), match["clock"]


def _in_numbers(said: str, today: date) -> _Found:
    if match := (_EAST.fullmatch(said) or _IN_A_ROW.fullmatch(said)):
        return _known(_real(_whole_year(match[1], today), match[2], match[3]))
    match = _NUMBERS.fullmatch(said)
    if match is None:
        return ()
    one, two, three = match[1], match[3], match[4]
    if len(one) > 2 or len(three) > 2:
        if len(one) == 4 and len(three) <= 2:
            return _known(_real(one, two, three))
        if len(three) != 4 or len(one) > 2:
            return ()
    found: list[tuple[DateOrder, date | None]] = []
    if len(three) == 4 or len(three) == 2:
        year = _whole_year(three, today)
        found += [(DateOrder.DMY, _real(year, two, one)), (DateOrder.MDY, _real(year, one, two))]
    if len(one) == 2 and len(three) <= 2:
        found.append((DateOrder.YMD, _real(_whole_year(one, today), two, three)))
    return tuple((order, day) for order, day in found if day is not None)


def _whole_year(said: str, today: date) -> str:
    """Return a year of four digits; one of two is the last that has come, one of Thailand is ours."""
    if len(said) == 4 and said.isdecimal() and int(said) > today.year + 400:
        return str(int(said) - BUDDHIST)
    if len(said) != 2 or not said.isdecimal():
        return said
    century = today.year // 100 * 100
    return str(century + int(said) - (100 if int(said) > today.year % 100 else 0))


def _real(year: str, month: str, day: str) -> date | None:
    """Return the day, where there is one."""
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    return None


def _known(*days: date | None) -> _Found:
    return tuple((None, day) for day in days if day is not None)


def read_clock(said: str) -> time | None:
    """Return the time, from a 12- or 24-hour clock of any language; None where nothing is said.

    A number alone is no time: 6 can be morning or evening. 24:05 is what some phones write for 0:05. Raises Unread for
    what is no time.
    """
    words = plain(said)
    if not words:
        return None
    match = _CLOCK.fullmatch(words)
    beside = [as_compared(match[part]) for part in ("before", "after")] if match else []
    half = "".join(filter(None, map(_half, beside)))
    is_clock = match and all(word in _OF_CLOCKS or _half(word) for word in beside) and len(half) < 2
    if match is None or not is_clock or not (match["minute"] or half or _is_hours(match, beside)):
        raise Unread(f"its time “{said[:30]}” is not written like 18:50 or 6:50 pm")
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour == 24 and not half:
        hour = 0
    if hour > 23 or minute > 59 or second > 59 or (half and not 1 <= hour <= 12):
        raise Unread(f"there is no such time as “{said[:30]}”")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)


def _half(word: str) -> str:
    """Return "a" or "p" for what stands for am or pm, else nothing."""
    if not word or word in _OF_CLOCKS:
        return ""
    word = half_as_compared(word)
    for names in (english, all_names):
        if word in names().am:
            return "a"
        if word in names().pm:
            return "p"
    return ""


def _is_hours(match: re.Match[str], beside: Sequence[str]) -> bool:
    """True for "21 h" and "21 Uhr"."""
    return bool(match["mark"] and match["mark"] not in ":.") or bool({"uhr", "uur", "o'clock"} & {*beside})
