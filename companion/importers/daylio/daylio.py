"""Daylio's CSV export, read row by row: a row is as good as its best fields, and what cannot be read is named.

Columns are found by their heading: ``mood`` and a day have to be there, which is ``full_date`` or, before 2019,
``year`` with ``date`` ("18 May"); ``time`` (12- or 24-hour clock, even both in one file), ``activities`` (joined by
``|``), ``scales`` (``name: value`` pairs joined by ``|``, in newer files), ``note_title`` and ``note`` (small HTML)
may be. ``weekday``, and ``date`` beside a ``full_date``, only help to read a date that a spreadsheet wrote anew. A
file without headings is read by the number of its columns; ``date`` alone may be the whole day. So do the files
spreadsheets save: UTF-16, any separator.
"""

import re
from collections.abc import Sequence
from datetime import date, time

from companion.domain.imported import DateOrder, ImportedRow, Progress, Reading, RowProblem, no_progress
from companion.domain.text import clean_line, clean_text
from companion.errors import NotReadable
from companion.importers.days import DayReader, Written, plain, read_clock, without_clock
from companion.importers.html_words import words_of
from companion.importers.reading import EACH, rows_or_refused
from companion.importers.spreadsheet import Table, Unread, decoded, records, table_of

LARGEST = 64 * 1024 * 1024
"""Bytes. Twenty years of long notes stay far below."""

LOOKS_LIKE = (
    "This does not look like a Daylio export. Its first line names the columns, such as "
    "full_date,date,weekday,time,mood,activities,note_title,note."
)
_DAY_OR_YEAR = re.compile(r"(?:19|20)\d\d|.{0,12}\d.*")
_LAYOUTS = {
    8: ("full_date", "date", "weekday", "time", "mood", "activities", "note_title", "note"),
    9: ("full_date", "date", "weekday", "time", "mood", "activities", "scales", "note_title", "note"),
    7: ("full_date", "date", "weekday", "time", "mood", "activities", "note"),
}
"""Columns by their number, for files whose first line is gone. Of 7 the first may be a year alone."""


def is_daylio(names: Sequence[str]) -> bool:
    """True for the headings, as compared, of a Daylio export."""
    return "mood" in names and ("full_date" in names or "date" in names)


def daylio_table(text: str, *, surely: bool = False) -> Table | None:
    """Return the table of an export; None where this is none.

    `surely`: it has more of Daylio's columns than any table with a day and a mood.
    """
    table = table_of(text, is_daylio, unnamed=_without_heading)
    if table is not None and surely and not {"full_date", "year", "activities"} & table.places.keys():
        return None
    return table


def read_daylio(
    data: bytes, *, today: date, order: DateOrder | None = None, progress: Progress = no_progress
) -> Reading:
    """Return the rows of an export. A row after `today` or before 1970 is a problem.

    Raises NotReadable when the file is no Daylio export, larger than 64 MiB, or has rows and none can be read.
    """
    if len(data) > LARGEST:
        raise NotReadable("This file is too large for a Daylio export.")
    table = daylio_table(decoded(data))
    if table is None:
        raise NotReadable(LOOKS_LIKE)
    problems: list[RowProblem] = []
    found = []
    for line, fields in records(table, problems=problems):
        found.append(_Fields(line, fields, table))
        if len(found) % EACH == 0:
            progress(line, 2 * len(table.lines))
    days = DayReader((each.written() for each in found), today=today, order=order)
    if days.question:
        return Reading(question=days.question)
    rows: list[ImportedRow] = []
    for number, each in enumerate(found):
        try:
            rows.append(_row(each, days, problems))
        except Unread as reason:
            problems.append(RowProblem(line=each.line, reason=str(reason)))
        if number % EACH == 0:
            progress(len(found) + number, 2 * len(found))
    return rows_or_refused(rows, problems)


def _without_heading(fields: Sequence[str]) -> Sequence[str]:
    fields = list(fields)
    while len(fields) > 7 and len(fields) not in _LAYOUTS and not fields[-1].strip():
        fields.pop()
    layout = _LAYOUTS.get(len(fields), ())
    first = plain(clean_line(fields[0])) if fields else ""
    if not layout or not fields[4].strip() or not _DAY_OR_YEAR.fullmatch(first) or len(first) > 40:
        return ()
    return ("year", *layout[1:]) if len(layout) == 7 and re.fullmatch(r"(?:19|20)\d\d", first) else layout


class _Fields:
    """One record by the names of its columns; a field that is not there is empty."""

    def __init__(self, line: int, fields: list[str], table: Table) -> None:
        self.line = line
        if len(fields) > len(table.headings) and table.column("note") == len(table.headings) - 1:
            last = len(table.headings) - 1  # a note with separators in it that was never quoted
            fields = [*fields[:last], table.separator.join(fields[last:])]
        self._fields, self._table = fields, table

    def raw(self, name: str) -> str:
        at = self._table.column(name)
        return self._fields[at] if at is not None and at < len(self._fields) else ""

    def __getitem__(self, name: str) -> str:
        return clean_line(self.raw(name))

    def written(self) -> Written:
        has_day = self._table.column("full_date") is not None
        has_year = self._table.column("year") is not None
        return Written(
            line=self.line,
            said=self["full_date"] if has_day else "" if has_year else self["date"],
            year="" if has_day else plain(self["year"]),
            beside=self["date"] if has_day or has_year else "",
            weekday=self["weekday"],
        )


def _row(fields: _Fields, days: DayReader, problems: list[RowProblem]) -> ImportedRow:
    """Return one row. Raises Unread with the reason; a time that cannot be read goes to `problems` alone."""
    day = days.read(fields.written())
    title, body = fields["note_title"], clean_text(words_of(fields.raw("note"))).strip()
    row = ImportedRow(
        line=fields.line,
        day=day,
        at=_time(fields, problems),
        word=fields["mood"],
        activities=distinct(fields.raw("activities")),
        scales=_pairs(fields.raw("scales")),
        note="\n".join(part for part in (clean_line(words_of(title)), body) if part),
    )
    if not (row.word or row.activities or row.scales or row.note):
        raise Unread("there is nothing in it but a date")
    return row


def _time(fields: _Fields, problems: list[RowProblem]) -> time | None:
    said = fields["time"] or _clock_behind(fields["full_date"])
    try:
        return read_clock(said)
    except Unread as reason:
        problems.append(RowProblem(line=fields.line, reason=str(reason), kept=True))
        return None


def _clock_behind(said: str) -> str:
    """Return the clock behind a date; midnight there is what spreadsheets write for none."""
    clock = without_clock(plain(said))[1]
    return "" if re.fullmatch(r"0?0:00(:00(\.0+)?)?|12:00(:00)? ?am", clock, re.IGNORECASE) else clock


def distinct(joined: str) -> tuple[str, ...]:
    """Return the parts between bars, trimmed, each once."""
    return tuple(dict.fromkeys(part for part in map(clean_line, joined.split("|")) if part))


def _pairs(joined: str) -> tuple[tuple[str, str], ...]:
    """Return (name, value) for each part between bars; a part without a colon keeps an empty value."""
    pairs = []
    for part in distinct(joined):
        name, colon, value = part.rpartition(":")
        pairs.append((name.strip(), value.strip()) if colon and name.strip() else (part, ""))
    return tuple(pairs)
