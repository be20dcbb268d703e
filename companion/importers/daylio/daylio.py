"""Daylio's CSV export, read row by row. A row that cannot be read is named by its line; the rest is kept.

Columns are found by their heading: ``full_date`` and ``mood`` have to be there; ``time`` (12- or 24-hour
clock, even both in one file), ``activities`` (joined by ``|``), ``scales`` (``name: value`` pairs joined by
``|``, in newer files), ``note_title`` and ``note`` may be. ``date`` and ``weekday`` only help to read a
``full_date`` that a spreadsheet wrote anew. So do the files spreadsheets save: UTF-16, ``;`` or tabs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from companion.domain.text import clean_line, clean_text, folded
from companion.errors import NotReadable
from companion.importers.daylio.when import read_clock, read_day
from companion.importers.spreadsheet import (
    SEPARATORS,
    RowProblem,
    Unread,
    decoded,
    fields_of,
    raw_lines,
    records,
)

LARGEST = 64 * 1024 * 1024
"""Bytes. Twenty years of long notes stay far below."""

_LONGEST_HEADING = 10_000
"""Characters of the first line; Daylio's has about 70."""

_LOOKS_LIKE = (
    "This does not look like a Daylio export. Its first line names the columns, such as "
    "full_date,date,weekday,time,mood,activities,note_title,note."
)
_NEEDED = ("full_date", "mood")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaylioRow:
    """One entry as Daylio had it."""

    line: int
    """Where it starts in the file, from 1."""
    day: date
    at: time | None
    mood: str
    """The person's word for it; empty when there is none."""
    activities: tuple[str, ...]
    scales: tuple[tuple[str, str], ...]
    """(name, value) as written: Daylio does not say how far a scale runs."""
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaylioFile:
    """Everything that could be read, and everything that could not."""

    rows: tuple[DaylioRow, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """What the first line says of the lines after it."""

    after: int
    """How many lines are taken once it was read."""
    separator: str
    names: tuple[str, ...]

    def part(self, fields: Sequence[str], name: str) -> str:
        """Return the field under a heading, or nothing where the file has no such column."""
        return fields[self.names.index(name)] if name in self.names else ""


def read_daylio(data: bytes, *, today: date) -> DaylioFile:
    """Return the rows of an export. A row after `today` or before 1970 is a problem.

    Raises NotReadable when the file is no Daylio export, or larger than 64 MiB.
    """
    if len(data) > LARGEST:
        raise NotReadable("This file is too large for a Daylio export.")
    lines = raw_lines(decoded(data))
    heading = _heading(lines)
    problems: list[RowProblem] = []
    rows: list[DaylioRow] = []
    whole = len(heading.names)
    for line, fields in records(
        lines, heading.after, separator=heading.separator, parts=whole, problems=problems
    ):
        try:
            rows.append(_row(line, fields, heading, today))
        except Unread as reason:
            problems.append(RowProblem(line=line, reason=str(reason)))
    problems.sort(key=lambda problem: problem.line)
    return DaylioFile(rows=tuple(rows), problems=tuple(problems))


def _heading(lines: Sequence[str]) -> _Heading:
    """Return the first line with anything in it, read by whichever separator makes Daylio's columns of it.

    Raises NotReadable when none does.
    """
    after = next((n for n, line in enumerate(lines, 1) if line.strip(f'{SEPARATORS}" \r\n')), 0)
    if after and len(lines[after - 1]) <= _LONGEST_HEADING:
        for separator in SEPARATORS:
            names = tuple(map(folded, fields_of(lines[after - 1], separator)))
            if all(name in names for name in _NEEDED):
                return _Heading(after=after, separator=separator, names=names)
    raise NotReadable(_LOOKS_LIKE)


def _row(line: int, fields: Sequence[str], heading: _Heading, today: date) -> DaylioRow:
    """Return one row. Raises Unread with the reason."""
    expected = len(heading.names)
    if len(fields) < expected:
        raise Unread(f"it ends early: {len(fields)} of {expected} parts are there")
    if len(fields) > expected:
        raise Unread(f"it has {len(fields)} parts, and the first line names {expected}")

    def said(name: str) -> str:
        return clean_line(heading.part(fields, name))

    body = clean_text(_BREAK.sub("\n", heading.part(fields, "note"))).strip()
    row = DaylioRow(
        line=line,
        day=read_day(said("full_date"), beside=said("date"), weekday=said("weekday"), today=today),
        at=read_clock(said("time")),
        mood=said("mood"),
        activities=_distinct(heading.part(fields, "activities")),
        scales=_pairs(heading.part(fields, "scales")),
        note="\n".join(part for part in (said("note_title"), body) if part),
    )
    if not (row.mood or row.activities or row.scales or row.note):
        raise Unread("there is nothing in it but a date")
    return row


def _distinct(joined: str) -> tuple[str, ...]:
    """Return the parts between bars, trimmed, each once."""
    return tuple(dict.fromkeys(part for part in map(clean_line, joined.split("|")) if part))


def _pairs(joined: str) -> tuple[tuple[str, str], ...]:
    """Return (name, value) for each part between bars; a part without a colon keeps an empty value."""
    pairs = []
    for part in _distinct(joined):
        name, colon, value = part.rpartition(":")
        pairs.append((name.strip(), value.strip()) if colon and name.strip() else (part, ""))
    return tuple(pairs)
