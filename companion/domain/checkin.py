"""How a day felt: a check-in, moments beside it, and the scales the answers are given on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from companion.domain.text import clean_text
from companion.errors import InvalidEntry

LOWEST, HIGHEST = 0, 10
"""Answers run from 0 to 10, whole numbers."""


class BetterEnd(StrEnum):
    """Which end of a scale the person calls better, if either. High is not always good (worry)."""

    HIGH = "high"
    LOW = "low"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A question answered 0-10, with the person's words for its two ends."""

    id: str
    name: str
    low: str
    """Words for 0."""
    high: str
    """Words for 10."""
    better: BetterEnd = BetterEnd.NEITHER
    position: int
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("name", "low", "high"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.name.strip():
            raise InvalidEntry("name", "A scale needs a name.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One day in the person's own words and numbers. Every part of it may be left blank."""

    day: date
    answers: dict[str, int] = field(default_factory=dict)
    """Scale id -> 0-10. A scale that is not here was left blank, and a blank is an answer."""
    ticked: tuple[str, ...] = ()
    """Ids of plan lines the person did that day."""
    answered_at: dict[str, datetime] = field(default_factory=dict)
    """Scale id -> when it was answered; `changed_at` counts for answers that are not here."""
    noticed: tuple[str, ...] = ()
    """Ids of signs the person noticed that day."""
    note: str = ""
    created_at: datetime
    changed_at: datetime

    def __post_init__(self) -> None:
        check_answers(self.answers)
        object.__setattr__(self, "note", clean_text(self.note))

    @property
    def id(self) -> str:
        """The day, as ISO 8601: one check-in a day."""
        return self.day.isoformat()

    @property
    def is_blank(self) -> bool:
        """True when nothing at all was answered, ticked, noticed or written."""
        return not (self.answers or self.ticked or self.noticed or self.note.strip())


EARLIER = "check-in"
"""The source of a moment that holds what a day's check-in answered before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A dated extra entry beside the day's check-in, such as one brought in from another program."""

    id: str
    day: date
    at: time | None = None
    """Local clock time, where one is known."""
    word: str = ""
    """The word the other program kept for a mood, kept as written when no number stands for it."""
    answers: dict[str, int] = field(default_factory=dict)
    """Scale id -> 0-10."""
    ticked: tuple[str, ...] = ()
    note: str = ""
    source_key: str = ""
    """Where it came from, so that importing again adds nothing."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        check_answers(self.answers)
        object.__setattr__(self, "word", clean_text(self.word))
        object.__setattr__(self, "note", clean_text(self.note))


def check_answers(answers: dict[str, int]) -> None:
    """Raise InvalidEntry when an answer is not a whole number from 0 to 10."""
    for value in answers.values():
        if isinstance(value, bool) or not isinstance(value, int) or not LOWEST <= value <= HIGHEST:
            raise InvalidEntry("answer", "Choose a whole number from 0 to 10, or leave it blank.")


def figure(scale_id: str, check_in: CheckIn | None, moments: Sequence[Moment]) -> float | None:
    """Return the figure (0-10) of one day on one scale, or None where nothing was answered.

    The person's own check-in leads as soon as it answers any scale, its blanks included; a day without
    one takes the mean of that day's moments that are not archived. Computed each time, never stored.
    """
    if check_in is not None and check_in.answers:
        return check_in.answers.get(scale_id)
    values = [m.answers[scale_id] for m in moments if m.archived_at is None and scale_id in m.answers]
    return sum(values) / len(values) if values else None
