"""The national lines: who answers, where, at what number."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from companion.domain.text import clean_text
from companion.errors import InvalidEntry


class Nation(StrEnum):
    """Where the person lives: it decides the national lines."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline:
    """A national line. The shipped ones carry a source and the day it was read; a person may edit them."""

    id: str
    nations: tuple[Nation, ...]
    """Where it answers."""
    name: str
    number: str
    how: str = ""
    """What to do besides ringing: "choose the mental health option", "text SHOUT"."""
    hours: str = ""
    cost: str = ""
    for_whom: str = ""
    source: str = ""
    checked_on: date | None = None
    position: int = 0
    archived_at: datetime | None = None

    @property
    def names_its_number(self) -> bool:
        """True where the number stands in the name ("NHS 111"): said one after the other it would be heard twice."""
        return bool(self.number) and f" {self.number} " in f" {self.name} "

    def __post_init__(self) -> None:
        for name in ("name", "number", "how", "hours", "cost", "for_whom", "source"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))
        if not self.name.strip():
            raise InvalidEntry("name", "A helpline needs a name.")
