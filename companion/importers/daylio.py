"""Daylio's CSV export, read row by row. A row that cannot be read is named by its line; the rest is kept.

Columns are found by their heading: ``full_date`` (ISO) and ``mood`` have to be there; ``time`` (12- or
24-hour clock, even both in one file), ``activities`` (joined by ``|``), ``scales`` (``name: value`` pairs
joined by ``|``, in newer files), ``note_title`` and ``note`` may be. ``date`` and ``weekday`` add nothing.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time

from companion.domain.text import clean_line, clean_text, folded
from companion.errors import NotReadable

LARGEST = 64 * 1024 * 1024
"""Bytes. Twenty years of long notes stay far below."""

EARLIEST = date(1970, 1, 1)

_LOOKS_LIKE = (
    "This does not look like a Daylio export. Its first line names the columns, such as "
    "full_date,date,weekday,time,mood,activities,note_title,note."
)
_NEEDED = ("full_date", "mood")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ROW_START = re.compile(r'^\s*"?\d{4}-\d{2}-\d{2}"?\s*,')
_BROKEN, _BEYOND_ASCII = re.compile("[\udc80-\udcff]"), re.compile("[^\x00-\x7f]")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})? ?(?P<half>[ap])?\.? ?(?(half)m\.?)", re.I
)
_PATIENCE = 20
"""How many times as many lines as the file has are read, where reading has to start again and again."""


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
class RowProblem:
    """A row that could not be read, and why."""

    line: int
    """Where it starts in the file, from 1."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaylioFile:
    """Everything that could be read, and everything that could not."""

    rows: tuple[DaylioRow, ...]
    problems: tuple[RowProblem, ...]


class _Unread(Exception):
    """A row cannot be read; the message is the reason."""


def read_daylio(data: bytes, *, today: date) -> DaylioFile:
    """Return the rows of an export. A row after `today` or before 1970 is a problem.

    Raises NotReadable when the file is no Daylio export, or larger than 64 MiB.
    """
    if len(data) > LARGEST:
        raise NotReadable("This file is too large for a Daylio export.")
    csv.field_size_limit(LARGEST)  # no note is too long
    problems: list[RowProblem] = []
    records = _records(_decoded(data), problems)
    columns = _columns(next(records, (1, ()))[1])
    rows: list[DaylioRow] = []
    for line, fields in records:
        try:
            rows.append(_row(line, fields, columns, today))
        except _Unread as reason:
            problems.append(RowProblem(line=line, reason=str(reason)))
    problems.sort(key=lambda problem: problem.line)
    return DaylioFile(rows=tuple(rows), problems=tuple(problems))


def _decoded(data: bytes) -> str:
    """Return the text: UTF-8 with or without a byte order mark, else Windows-1252.

    Lone surrogates, and a few broken bytes among good UTF-8, become U+FFFD once the words are cleaned, and
    spoil no other word.
    """
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig", errors="surrogatepass")
    text = data.decode("utf-8-sig", errors="surrogateescape")
    broken = len(_BROKEN.findall(text))
    sound = len(_BEYOND_ASCII.findall(text)) - broken
    if sound >= broken or data.startswith(codecs.BOM_UTF8):
        return text
    return data.decode("cp1252", errors="replace")


class _Lines:
    """The lines of a file, from one on, so that a quotation mark never closed is noticed.

    It is at the end of the file, or before the next line that is a whole row in itself: a note may have
    many lines, but the rows after it are none of them.
    """

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self._lines = lines
        self.parts = 0
        """How many parts a whole row has; 0 until the first line was read."""
        self.start = self.taken = start
        self.ran_out = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.taken >= len(self._lines) or (self.taken > self.start and self._is_row(self.taken)):
            self.ran_out = True
            raise StopIteration
        self.taken += 1
        return self._lines[self.taken - 1]

    def _is_row(self, at: int) -> bool:
        if not _ROW_START.match(self._lines[at]):
            return False
        return len(next(csv.reader([self._lines[at]]))) == self.parts


def _records(text: str, problems: list[RowProblem]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield (line it starts on, fields) for each record with anything in it; tell `problems` of the others.

    After a record that is never closed, reading goes on at the next line that starts like a row.
    """
    lines = list(io.StringIO(text, newline=""))
    source, patience = _Lines(lines, 0), _PATIENCE * len(lines)
    reader = csv.reader(source)
    while source.taken < len(lines):
        source.start = source.taken
        fields = next(reader)
        patience -= source.taken - source.start
        if not source.ran_out:
            if any(field.strip() for field in fields):
                source.parts = source.parts or len(fields)
                yield source.start + 1, fields
            continue
        reason = "it has a quotation mark that is never closed"
        problems.append(RowProblem(line=source.start + 1, reason=reason))
        later = range(source.start + 1, len(lines))
        source.taken = next((n for n in later if _ROW_START.match(lines[n])), len(lines))
        if patience < 0 and source.taken < len(lines):
            reason = "too much before it is broken; it ends the reading"
            problems.append(RowProblem(line=source.taken + 1, reason=reason))
            return
        source.ran_out = False
        reader = csv.reader(source)


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return heading -> place. Raises NotReadable when it is not Daylio's."""
    columns = {folded(name): place for place, name in reversed(list(enumerate(header)))}
    if any(name not in columns for name in _NEEDED):
        raise NotReadable(_LOOKS_LIKE)
    return columns | {"": len(header)}


def _row(line: int, fields: Sequence[str], columns: dict[str, int], today: date) -> DaylioRow:
    """Return one row. Raises _Unread with the reason."""
    expected = columns[""]
    if len(fields) < expected:
        raise _Unread(f"it ends early: {len(fields)} of {expected} parts are there")
    if len(fields) > expected:
        raise _Unread(f"it has {len(fields)} parts, and the first line names {expected}")

    def said(name: str) -> str:
        return fields[columns[name]] if name in columns else ""

    title = clean_line(said("note_title"))
    body = clean_text(_BREAK.sub("\n", said("note"))).strip()
    row = DaylioRow(
        line=line,
        day=_day(clean_line(said("full_date")), today),
        at=_time(clean_line(said("time"))),
        mood=clean_line(said("mood")),
        activities=_distinct(said("activities")),
        scales=_pairs(said("scales")),
        note="\n".join(part for part in (title, body) if part),
    )
    if not (row.mood or row.activities or row.scales or row.note):
        raise _Unread("there is nothing in it but a date")
    return row


def _day(said: str, today: date) -> date:
    try:
        day = date.fromisoformat(said) if _DAY.fullmatch(said) else None
    except ValueError:
        day = None
    if day is None:
        raise _Unread(f"its date “{said[:30]}” is not written like 2020-05-30")
    if day > today:
        raise _Unread(f"its date {said} is still to come")
    if day < EARLIEST:
        raise _Unread(f"its date {said} is before 1970")
    return day


def _time(said: str) -> time | None:
    """Return the time; None where the column is empty. Raises _Unread for what is no time."""
    if not said:
        return None
    match = _CLOCK.fullmatch(said)
    if match is None:
        raise _Unread(f"its time “{said[:30]}” is not written like 18:50 or 6:50 pm")
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        raise _Unread(f"there is no such time as “{said[:30]}”")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)


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
