"""A line in the person's words, in an order that is theirs."""

from dataclasses import dataclass
from datetime import datetime

from companion.domain.text import clean_text
from companion.errors import InvalidEntry


def some_words(text: str) -> str:
    """Return `text` cleaned. Raises InvalidEntry when there are no words in it."""
    words = clean_text(text)
    if not words.strip():
        raise InvalidEntry("text", "There are no words here yet. Write a word or two.")
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list that has nothing else to a line. Each list has a class of its own, made from this."""

    id: str
    text: str
    position: int
    """Order in its list, from 0."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", some_words(self.text))
