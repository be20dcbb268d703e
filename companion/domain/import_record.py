"""What one import brought, kept so that it can be looked at and taken back whole, also tomorrow."""

from dataclasses import dataclass, field
from datetime import date, datetime

from companion.domain.checkin import Moment
from companion.domain.plan import PlanLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: from where, when, and all that it made or changed."""

    id: str
    source: str
    """Which program the file came from, as ``companion import`` calls it."""
    first: date | None = None
    """First day of the file; None when it had no rows."""
    last: date | None = None
    made: dict[str, str] = field(default_factory=dict)
    """Id of each moment it made -> what the file called it (see `companion.services.imports.source_key`)."""
    changed: tuple[Moment, ...] = ()
    """Moments of earlier imports that it changed in place or took out, as they were before."""
    lines: tuple[str, ...] = ()
    """Ids of the plan lines it made, to be ticked."""
    renamed: tuple[PlanLine, ...] = ()
    """Lines of earlier imports to which it gave another name, as they were before."""
    scales: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    words: dict[str, int] = field(default_factory=dict)
    """Mood word -> the number, 0 to 10, that the person said it stands for; the next import knows it."""
    columns: dict[str, int] = field(default_factory=dict)
    """What each column was taken for, counted from 1; the next file with the same headings is read so."""
    headings: tuple[str, ...] = ()
    """Of a table whose columns were said."""
    created_at: datetime
    changed_at: datetime
