"""What the person says about a file before it comes in: numbers for words, the order of dates, what columns hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from companion.domain.checkin import HIGHEST, LOWEST
from companion.domain.imported import DateOrder
from companion.domain.text import clean_line, folded
from companion.errors import InvalidEntry

_NUMBER = re.compile(r"\d{1,4}")
_QUOTES = str.maketrans("‘’‚‛′`´“”„‟″«»", "'''''''\"\"\"\"\"\"\"")


class Moved(StrEnum):
    """What becomes of an entry that may have another time now."""

    ASK = "ask"
    """Nothing yet: it stays as it is, and is told."""
    TAKE = "take"
    """It is the same, and gets its new time."""
    ADD = "add"
    """They are two."""


class Gone(StrEnum):
    """What becomes of what the file does not have any more."""

    KEEP = "keep"
    OUT = "out"
    """It is put away, as if the person had removed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that was said about one file."""

    words: Mapping[str, int] = field(default_factory=dict)
    """Mood word -> 0 to 10; the words are made as they are compared."""
    typed: Mapping[str, str] = field(default_factory=dict)
    """Mood word as it is compared -> as it was typed."""
    order: DateOrder | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """What a column holds -> its number, from 1."""
    moved: Moved = Moved.ASK
    gone: Gone = Gone.KEEP

    def __post_init__(self) -> None:
        object.__setattr__(self, "typed", {as_compared(word): word for word in self.words} | {**self.typed})
        object.__setattr__(self, "words", checked(self.words))

    def with_word(self, word: str, number: int | None) -> "Answers":
        """Return the same with a number for a word, or without one."""
        words = {said: n for said, n in self.words.items() if said != as_compared(word)}
        return replace(self, words=words if number is None else words | {word: number})


def as_compared(word: str) -> str:
    """Return a word as words for moods are compared: case, spaces and the kind of quotation mark do not matter."""
    return clean_line(folded(word).translate(_QUOTES))


def checked(words: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers by word as compared. Raises InvalidEntry for a number that is not 0-10."""
    for word, number in words.items():
        if not LOWEST <= number <= HIGHEST:
            raise InvalidEntry("map", f"“{word}” needs a whole number from 0 to 10.")
    return {as_compared(word): number for word, number in words.items()}


def read_mapping(entries: Iterable[str]) -> dict[str, int]:
    """Return word -> number from entries such as ``OK=6``, the words as they were typed. Raises InvalidEntry."""
    mapping: dict[str, int] = {}
    for entry in entries:
        word, equals, number = entry.rpartition("=")
        if not equals or not word.strip() or not _NUMBER.fullmatch(number.strip()):
            raise InvalidEntry("map", f"“{entry[:60]}” is not a word and a number. Write it like OK=6.")
        mapping[clean_line(word)] = int(number)
    checked(mapping)
    return mapping


def read_columns(said: str) -> dict[str, int]:
    """Return what each column holds from words such as ``date=1,mood=3``. Raises InvalidEntry."""
    columns: dict[str, int] = {}
    for entry in filter(str.strip, said.split(",")):
        name, equals, number = entry.rpartition("=")
        if not equals or not name.strip() or not _NUMBER.fullmatch(number.strip()) or int(number) < 1:
            raise InvalidEntry(
                "columns",
                f"“{clean_line(entry)[:60]}” is not what a column holds. Write it like date=1,mood=3.",
            )
        columns[folded(name)] = int(number)
    return columns
