"""The learning plan: where I am, where I want to be, how, how I will know; and courses been to."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.domain.line import some_words
from companion.domain.plan import Visibility
from companion.domain.text import clean_text
from companion.errors import InvalidEntry


class LearningPart(StrEnum):
    """The four questions of a learning plan."""

    WHERE = "where"
    WANT = "want"
    HOW = "how"
    KNOW = "know"


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningLine:
    """One line of the learning plan. It is dated by when it was written."""

    id: str
    part: LearningPart
    text: str
    audience: Visibility = Visibility.ASK
    position: int
    """Order in its part, from 0."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", some_words(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendedCourse:
    """A course the person went to."""

    id: str
    title: str
    where: str = ""
    """The college or place."""
    day: date | None = None
    """When it was, or began."""
    used: str = ""
    """What they use from it."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("title", "where", "used"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.title.strip():
            raise InvalidEntry("title", "A course needs a name. A word or two is enough.")
