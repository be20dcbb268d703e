"""By what a moment is known to its source: the file's own id, its day and minute, and its words.

It is one string, kept with the moment and with the import that made it:

    daylio 2026-05-03T21:00 0 1f0c7b2a.9e02d4aa.0b1d77e3 4711

the source, the day and the minute (``-`` for no clock), which of the rows of that minute it was in the file, marks of
the note, of the mood word and of the activities, and the file's own id, which may hold anything and may be empty.
A key of an earlier version, ``daylio:`` with one mark of everything, says no more than that it came from Daylio.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from companion.domain.imported import ImportedRow
from companion.domain.text import clean_text, folded

EARLIER = "daylio:"
"""With this a key of an earlier version begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceKey:
    """A key, taken apart."""

    source: str
    day: date
    at: time | None
    place: int = 0
    """Which of the rows of its minute it was, from 0."""
    note: str
    word: str
    activities: str
    own_id: str = ""

    def __str__(self) -> str:
        minute = f"{self.at:%H:%M}" if self.at else "-"
        marks = f"{self.note}.{self.word}.{self.activities}"
        return f"{self.source} {self.day.isoformat()}T{minute} {self.place} {marks} {self.own_id}".rstrip()

    @property
    def minute(self) -> tuple[date, time | None]:
        """The day and the minute; the day alone where there is no clock."""
        return self.day, self.at


def key_of(source: str, row: ImportedRow, place: int) -> SourceKey:
    """Return what a row is known by."""
    return made_of(
        source,
        day=row.day,
        at=row.at,
        place=place,
        note=row.note,
        word=row.word,
        activities=row.activities,
        own_id=row.own_id,
    )


def made_of(
    source: str,
    *,
    day: date,
    at: time | None,
    place: int,
    note: str,
    word: str,
    activities: Iterable[str],
    own_id: str = "",
) -> SourceKey:
    """Return the key of an entry that says this."""
    return SourceKey(
        source=source,
        day=day,
        at=at.replace(second=0, microsecond=0) if at else None,
        place=place,
        note=_mark(clean_text(note).strip()),
        word=_mark(folded(word)),
        activities=_mark("|".join(sorted(map(folded, activities)))),
        own_id=own_id,
    )


def read_key(said: str) -> SourceKey | None:
    """Return the key that a string holds, or None where it is none of this version."""
    parts = said.split(" ", 4)
    try:
        source, moment, place, marks = parts[:4]
        day, _, minute = moment.partition("T")
        note, word, activities = marks.split(".")
        return SourceKey(
            source=source,
            day=date.fromisoformat(day),
            at=None if minute == "-" else time.fromisoformat(minute),
            place=int(place),
            note=note,
            word=word,
            activities=activities,
            own_id=parts[4] if len(parts) > 4 else "",
        )
    except ValueError:
        return None


def comes_from(source: str, said: str) -> bool:
    """True for a key of that source, of this version or an earlier one."""
    return said.startswith((f"{source} ", f"{source}:"))


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8] if words else "-"
