"""The next talk: who, when, where, and what the person wants to say and to ask."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from companion.domain.line import some_words
from companion.domain.text import clean_text
from companion.errors import InvalidEntry

MARKED = 3
"""How many things to say stand on page one: the first three, in the person's order."""


class PointKind(StrEnum):
    """Something to say, or something to ask."""

    SAY = "say"
    ASK = "ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation with someone. Every part but the record itself may be left out."""

    id: str
    with_whom: str = ""
    role: str = ""
    """What they are: "care coordinator", "GP"."""
    day: date | None = None
    at: time | None = None
    """Local clock time; only with a day."""
    where: str = ""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("with_whom", "role", "where"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if self.at is not None and self.day is None:
            raise InvalidEntry("when", "A time needs a day beside it.")

    def is_past(self, today: date) -> bool:
        """True when its day has gone by; a talk without a day is still to come."""
        return self.day is not None and self.day < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing to say or ask. Unsaid ones go along to the next talk; said ones stay with theirs."""

    id: str
    talk_id: str
    """The talk it was written for; empty when no talk was planned yet."""
    kind: PointKind
    text: str
    position: int
    said_at: datetime | None = None
    said_in: str = ""
    """The talk in which it was said."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", some_words(self.text))
