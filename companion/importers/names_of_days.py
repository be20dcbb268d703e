"""Names of months and weekdays, and what stands for am and pm, in the languages that Daylio speaks.

They are dateparser's own data (BSD), which it takes from the CLDR: 2.7 MB, comes with it anyway. Read when a file
first has a name that is not English: 60 to 120 ms once, most of it dateparser's own start.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

LANGUAGES = (
    *(
        "ar",
        "bg",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fa",
        "fi",
        "fr",
        "he",
        "hi",
        "hr",
        "hu",
        "id",
    ),
    *(
        "it",
        "ja",
        "ko",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sr",
        "sv",
        "th",
        "tr",
    ),
    *("uk", "vi", "zh"),
)

_DATA = "dateparser.data.date_translation_data"

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Meanings = Mapping[str, Mapping[str, int]]
"""A name as it is compared -> language -> which it is: a month from 1, a weekday from 0."""

_AM = {"am", "上午", "午前", "凌晨", "早上", "오전", "πμ", "ص", "sa", "öö", "dop", "de", "fm", "ap", "pg"}  # fmt: skip
_PM = {"pm", "下午", "午後", "晚上", "오후", "μμ", "م", "ch", "ös", "odp", "du", "em", "ip", "ptg"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All of them."""

    months: Meanings
    weekdays: Meanings
    am: frozenset[str]
    pm: frozenset[str]


def as_compared(name: str) -> str:
    """Return a name without case, accents, dots at its end and marks that are not seen."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(kept.split()).strip(". ")


@cache
def english() -> Names:
    """Return the English ones, whole and cut to three letters, without loading anything."""
    return Names(
        months=_english(_MONTHS, 1), weekdays=_english(_WEEKDAYS, 0), am=_compared(_AM), pm=_compared(_PM)
    )


@cache
def all_names() -> Names:
    """Return those of every language."""
    months, weekdays = defaultdict[str, dict[str, int]](dict), defaultdict[str, dict[str, int]](dict)
    am, pm = set(english().am), set(english().pm)
    for language in LANGUAGES:
        said = import_module(f".{language}", _DATA).info
        for number, name in enumerate(_MONTHS, 1):
            for word in said.get(name, ()):
                months[as_compared(word)].setdefault(language, number)
        for number, name in enumerate(_WEEKDAYS):
            for word in said.get(name, ()):
                weekdays[as_compared(word)].setdefault(language, number)
        here, there = _compared(said.get("am", ())), _compared(said.get("pm", ()))
        am |= here - there - pm
        pm |= there - here - am
    for english_one, all_of_them in ((english().months, months), (english().weekdays, weekdays)):
        for name, meaning in english_one.items():
            all_of_them[name].update(meaning)
    return Names(months=months, weekdays=weekdays, am=frozenset(am), pm=frozenset(pm))


def _english(names: Iterable[str], first: int) -> dict[str, dict[str, int]]:
    found = {}
    for number, name in enumerate(names, first):
        for word in (name, name[:3], name[:4]):
            found[word] = {"en": number}
    return found


def half_as_compared(word: str) -> str:
    """Return what may stand for am or pm, as it is compared: dots and spaces in it do not matter either."""
    return as_compared(word).replace(".", "").replace(" ", "")


def _compared(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(half_as_compared, words))
