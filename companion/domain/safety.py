"""The safety plan: seven steps in the person's words, and the people in it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from companion.domain.line import some_words
from companion.domain.text import clean_text
from companion.errors import InvalidEntry


class SafetyStep(IntEnum):
    """The seven steps, a ladder one may climb anywhere. The names shown are in the shipped words."""

    SIGNS = 1
    ALONE = 2
    DISTRACTION = 3
    PEOPLE = 4
    SERVICES = 5
    SAFER = 6
    MATTERS = 7


CONTACT_STEPS = (SafetyStep.PEOPLE, SafetyStep.SERVICES)
"""Steps that hold people with numbers, beside lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyLine:
    """One line of one step."""

    id: str
    step: SafetyStep
    text: str
    position: int
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", some_words(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person or a service the person can reach, in step 4 or 5."""

    id: str
    step: SafetyStep = SafetyStep.PEOPLE
    name: str
    who: str = ""
    """Who they are to the person: "sister", "care coordinator"."""
    number: str = ""
    """As the person writes it; never dialled, never checked for shape."""
    hours: str = ""
    position: int
    checked_on: date | None = None
    """The day the person last made sure the number is right."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("name", "who", "number", "hours"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if self.step not in CONTACT_STEPS:
            raise InvalidEntry("step", "People and services belong to step 4 or step 5.")
        if not self.name.strip():
            raise InvalidEntry("name", "A name is needed, so that you know who the number is for.")
