"""What follows a colon: minutes, places, answers, choices. Each is read as it was meant, or not at all."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from companion.domain.exercise import DESTINATIONS, SOURCES, Choice, Destination, Wanted
from companion.importers.courses.lines import plain, unquoted
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.vocabulary import ANSWERS, NUMBERS, OF, TO, YES_NO

_LONGEST_KEY = 60
"""Characters of a key or id made from words."""

_LONGEST_READ = 200
"""Characters that are looked at where a word or a number is wanted."""

_MOST_SHOWN = 10
"""Choices that are shown in one sentence."""

_FIRST_NUMBER = re.compile(rf"(?<![\d.,])(\d+)(?:[.,]\d+)?|\b({'|'.join(reversed(NUMBERS))})\b")
_HOURS = {"half an hour": 30, "an hour": 60, "1 hour": 60, "one hour": 60, "quarter of an hour": 15,
          "a quarter of an hour": 15, "2 hours": 120, "two hours": 120, "half hour": 30}  # fmt: skip
_IN_PLAN = re.compile(r"(?:(?:my|the|our|in|into|to)\s+)*(?:wellness\s+)?plan\b\s*[,:;/>\s]*")
_SMALL_WORDS = re.compile(r"(?:my|the|our|in|into)\s+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_RANGE = re.compile(
    r"(?:a |an |one |number |numbers |scale |rating |from |of )*"
    r"(\d{1,2})(?: to | and | / |/| )(\d{1,2})(?: scale| rating)?"
)
_COUNTED_FIRST = re.compile(r"([-−+]?\d{1,3})(?:\s*(?:[:=)]|\.(?!\d))\s*|\s+[-–—]\s+|\s+)(?=\S)(.*)")
_COUNTS_ITSELF = re.compile(r"([-−+]?\d{1,3})[.):]?")
_OF_ITS_WORDS = re.compile(
    r"([-−+]?\d{1,3})(?:\s+(?:(?:minute|hour|day|night|week|month|year|time)s?|to|or|out|of|per)\b|\s*%"
    r"|\s*[-–—]\s*(?P<more>\d{1,3})\b).*",
    re.I,
)
_COUNTED_LAST = re.compile(r"(.*\S)(?:\s*[=:]\s*|\s+[-–—]\s+|\s*\()([-−+]?\d{1,3})\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said after a colon, and where."""

    value: str
    line: int


def whole_number(value: str) -> int | None:
    """Return the first number in `value`, in figures or in words up to twenty; None when there is none."""
    read = _DASHES.sub("-", unicodedata.normalize("NFKC", value[:_LONGEST_READ])).casefold().strip()
    match = _FIRST_NUMBER.search(read)
    if match is None or read.startswith("-"):
        return None
    if match[2]:
        return NUMBERS.index(match[2])
    if len(match[1]) > 6 or not match[0].isdecimal():  # 7.5 is no whole number
        return None
    return int(match[1])


def minutes_of(value: str) -> int | None:
    """Return the minutes that `value` says, whatever they are; None when it says none."""
    read = plain(value[:_LONGEST_READ]).strip(" .").removeprefix("about ")
    if "hour" in read:
        return _HOURS.get(read)
    return whole_number(value)


def _place_words(value: str) -> list[str]:
    """Return the ways to read the name of a place, the whole of it first."""
    said = _DASHES.sub("-", unquoted(value[:_LONGEST_READ].strip())).replace("’", "'")
    whole = " ".join(unicodedata.normalize("NFKC", said).split()).casefold().strip(" .-")
    ways = [whole, plain(whole)]
    if match := _IN_PLAN.match(whole):
        ways.append(whole[match.end() :].strip(" -"))
    ways += [way[match.end() :] for way in list(ways) if (match := _SMALL_WORDS.match(way))]
    return [way for way in dict.fromkeys(ways) if way]


def target_of(value: str) -> Destination | None:
    """Return the place that `value` names, if answers can go there."""
    return next((TO[way] for way in _place_words(value) if way in TO), None)


def source_of(value: str) -> Destination | None:
    """Return the place that `value` names, if lines can be picked from it."""
    return next((OF[way] for way in _place_words(value) if way in OF), None)


def said_as(value: str) -> str:
    """Return a value as it is looked up: small letters, spaces for all dashes, no full stop."""
    return plain(_DASHES.sub("-", unquoted(value[:_LONGEST_READ].strip()))).strip(" .")


def answer_of(value: str) -> Wanted | None:
    """Return the kind of answer that `value` names, if it is among the known."""
    known = ANSWERS.get(said_as(value))
    return Wanted.CHOICE if known is None and range_of(value) else known


def range_of(value: str) -> tuple[int, int] | None:
    """Return the ends of a short range such as ``1 to 5``, ``1-7`` or ``0-4``; None for anything else.

    It is from 2 to 11 numbers long and begins at 0 or above.
    """
    match = _RANGE.fullmatch(said_as(value))
    if match is None:
        return None
    low, high = int(match[1]), int(match[2])
    return (low, high) if 1 <= high - low <= 10 else None


def range_choices(ends: tuple[int, int], low: str = "", high: str = "") -> tuple[Choice, ...]:
    """Return a choice for each number of a range, the words for its ends beside the first and the last."""
    words = {ends[0]: low, ends[1]: high}
    return tuple(
        Choice(label=f"{n} ({words[n]})" if words.get(n) else str(n), number=n)
        for n in range(ends[0], ends[1] + 1)
    )


def yes_or_no(value: str) -> bool | None:
    """Return what `value` says to yes or no, None when it says neither."""
    return YES_NO.get(said_as(value))


def choices_on(said: Said, reporter: Reporter) -> tuple[Said, ...]:
    """Return the choices on one line: between semicolons or bars where there are any, else commas.

    Reports those between commas where some begin with a small letter and some do not.
    """
    if ends := range_of(said.value):
        return tuple(Said(value=choice.label, line=said.line) for choice in range_choices(ends))
    mark = next((mark for mark in ";|" if mark in said.value), ",")
    parts = [part for part in (part.strip() for part in said.value.split(mark)) if part]
    if mark == "," and any(part[0].islower() for part in parts) and any(part[0].isupper() for part in parts):
        number = NUMBERS[len(parts)] if len(parts) < len(NUMBERS) else str(len(parts))
        more = " and more" if len(parts) > _MOST_SHOWN else ""
        reporter.note(
            said.line,
            f"I read {number} choices: {', '.join(map(quoted_line, parts[:_MOST_SHOWN]))}{more}. "
            "If that is not what you meant, put each on a line of its own that begins with a dash.",
        )
    return tuple(Said(value=part, line=said.line) for part in parts)


def counted(words: str) -> Choice:
    """Return a choice of a questionnaire: ``2 often``, ``2 = often``, ``often (2)``, ``often`` or ``2``.

    A number that belongs to the words, as in ``2 days``, counts and stays in them.
    """
    if match := _COUNTS_ITSELF.fullmatch(words):
        return Choice(label=match[1], number=_number(match[1]))
    if counts_its_own(words) and (match := _OF_ITS_WORDS.match(words)):
        return Choice(label=words, number=_number(match[1]))
    if match := _COUNTED_FIRST.fullmatch(words):
        return Choice(label=match[2].strip(), number=_number(match[1]))
    if len(words) <= _LONGEST_READ and (match := _COUNTED_LAST.fullmatch(words)):
        return Choice(label=match[1].strip(), number=_number(match[2]))
    return Choice(label=words)


def counts_its_own(words: str) -> bool:
    """Return True where the number that words begin with belongs to them: ``2 days``, ``2 to 3``, ``10 %``."""
    match = _OF_ITS_WORDS.match(words)
    return match is not None and (match["more"] is None or int(match["more"]) > _number(match[1]))


def _number(figures: str) -> int:
    return int(figures.replace("−", "-"))


def slug(words: str) -> str:
    """Return small letters and digits of any script with a dash between; never empty, 60 characters at most."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFKD", words[:2000].replace("'", "").replace("’", "")).casefold():
        group = unicodedata.category(letter)
        if group[0] in "LN" or (group[0] == "M" and letters and not _is_latin(letters[-1])):
            letters.append(letter)
        elif group[0] != "M" and letters and letters[-1] != "-":
            letters.append("-")
    made = unicodedata.normalize("NFC", "".join(letters))[:_LONGEST_KEY].strip("-")
    return made or "step-" + hashlib.blake2s(words.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _is_latin(letter: str) -> bool:
    return letter == "-" or letter < "\u0250"


def goes_to(said: Said | None, reporter: Reporter) -> str:
    """Return the id of the place where answers go, or the words for it where they are not known."""
    if said is None or not said.value:
        return ""
    if place := target_of(said.value):
        return place.id
    start = f"I do not know the place {quoted_line(said.value)}."
    if near := _near_place(said.value, TO, reporter, 0.8):
        reporter.mistake(said.line, f"{start} Did you mean “{near}”?")
    elif near := _near_place(said.value, TO, reporter, 0.65):
        stays = "As it is, answers stay in the exercise."
        reporter.note(said.line, f"{start} Did you mean “{near}”? {stays}")
    else:
        stays = "Answers stay in the exercise."
        reporter.note(said.line, f"{start} {stays} Places are: {_listed(DESTINATIONS)}.")
    return said.value


def picked_from(said: Said, reporter: Reporter) -> str:
    """Return the id of the place to pick from. What is not known is a mistake: there is nothing to pick."""
    if place := source_of(said.value):
        return place.id
    near = _near_place(said.value, OF, reporter, 0.8) or _near_place(said.value, OF, reporter, 0.65)
    meant = f"Did you mean “{near}”?" if near else f"Places are: {_listed(SOURCES)}."
    reporter.mistake(said.line, f"I do not know the place {quoted_line(said.value)}. {meant}")
    return ""


def _near_place(
    value: str, known: Mapping[str, Destination], reporter: Reporter, at_least: float
) -> str | None:
    """Return the known words for a place that are most like one way to read it."""
    ways = (reporter.nearest(way, known, at_least) for way in _place_words(value))
    return next((near for near in ways if near), None)


def _listed(places: tuple[Destination, ...]) -> str:
    return ", ".join(place.words[0] for place in places)
