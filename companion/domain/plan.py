"""The plan: sections with the person's own headings, and lines in their own words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.domain.line import some_words
from companion.domain.text import clean_text
from companion.errors import InvalidEntry


class SectionKind(StrEnum):
    """What a section is for. The person may rename any section; the kind stays."""

    TOOLBOX = "toolbox"
    WELL = "well"
    DAILY = "daily"
    NOW_AND_THEN = "now-and-then"
    TRIGGERS = "triggers"
    EARLY = "early"
    BREAKING = "breaking"
    CRISIS = "crisis"
    AFTER = "after"
    TEAM = "team"
    MATTERS = "matters"
    OWN = "own"


SIGN_KINDS = (SectionKind.EARLY, SectionKind.TRIGGERS, SectionKind.BREAKING)
"""A line in a section of one of these kinds is a sign: it can be noticed at a check-in."""


NO_HEADING = "no-heading"
"""The id of the place for lines whose section is not there. It is no section, and stands in no table."""


class Visibility(StrEnum):
    """Who may see a line. ``ASK`` is listed in Share, unticked; ``ME`` only on a page for the person."""

    ME = "me"
    ASK = "ask"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the plan. Built-in ones have fixed ids, equal to their kind."""

    id: str
    kind: SectionKind
    name: str
    position: int
    """Order in the plan, from 0."""
    in_check_in: bool = False
    """True when its lines can be ticked at a check-in ("Every day", and activities brought in)."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_text(self.name))
        if not self.name.strip():
            raise InvalidEntry("name", "A section needs a name. A word or two is enough.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One line of the plan, with what helps beside it where the person wrote that."""

    id: str
    section_id: str
    text: str
    what_helps: str = ""
    audience: Visibility = Visibility.ASK
    position: int
    """Order in its section, from 0."""
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None
    source_key: str = ""
    """Where an imported line came from, so that importing again adds nothing; empty for one's own."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", some_words(self.text))
        object.__setattr__(self, "what_helps", clean_text(self.what_helps))
