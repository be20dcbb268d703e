"""Any table with a day in each row, read as the person says what its columns hold.

``date`` is a day, ``time`` a clock, ``mood`` a word or a number, ``note`` words (``note 2`` more of them),
``activities`` what can be ticked, between bars or commas. Under any other name a column is kept by that name: as an
answer where it is a scale of the person's, else in the note. Columns that are not named are left out.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from itertools import islice

from companion.domain.imported import (
    ColumnsQuestion,
    DateOrder,
    ImportedRow,
    Progress,
    Reading,
    RowProblem,
    no_progress,
)
from companion.domain.text import clean_line, clean_text, folded
from companion.errors import InvalidEntry, NotReadable
from companion.importers.days import DayReader, Written, plain, read_clock, without_clock
from companion.importers.html_words import words_of
from companion.importers.reading import EACH, rows_or_refused
from companion.importers.spreadsheet import Table, Unread, decoded, records, table_of

ROWS_SHOWN = 3
ROWS_LOOKED_AT = 50
MOST_COLUMNS = 60

LOOKS_LIKE = (
    "This does not look like a table. It has a line for each row, and commas or the like between the cells."
)
AS_NUMBERS = "Mood numbers were taken as 0 to 10."


def any_table(text: str) -> Table | None:
    """Return the table of a file; None where it is none: two columns or more, and rows that have them too."""
    table = table_of(text, lambda names: sum(map(bool, names)) >= 2 and len(names) <= MOST_COLUMNS)
    if table is None:
        return None
    first = [fields for _, fields in islice(records(table, problems=[]), ROWS_LOOKED_AT)]
    whole = sum(2 <= len(fields) <= len(table.headings) for fields in first)
    return table if first and whole * 2 > len(first) else None


def read_columns(
    data: bytes,
    columns: Mapping[str, int],
    *,
    today: date,
    order: DateOrder | None = None,
    progress: Progress = no_progress,
) -> Reading:
    """Return the rows of a table; a question where nobody has said what its columns hold.

    Raises NotReadable when it is no table, InvalidEntry where there is no such column, or none for the day.
    """
    table = any_table(decoded(data))
    if table is None:
        raise NotReadable(LOOKS_LIKE)
    problems: list[RowProblem] = []
    found = list(records(table, problems=problems))
    if not columns:
        shown = tuple(tuple(clean_line(field)[:200] for field in fields) for _, fields in found[:ROWS_SHOWN])
        return Reading(question=ColumnsQuestion(headings=table.headings, rows=shown))
    _check(columns, table)
    cells = [_Cells(line, fields, columns) for line, fields in found]
    days = DayReader((each.written() for each in cells), today=today, order=order)
    if days.question:
        return Reading(question=days.question)
    moods = numbers_of(each["mood"] for each in cells)
    rows: list[ImportedRow] = []
    for number, each in enumerate(cells):
        try:
            rows.append(_row(each, columns, days, moods, problems))
        except Unread as reason:
            problems.append(RowProblem(line=each.line, reason=str(reason)))
        if number % EACH == 0:
            progress(number, len(cells))
    read = rows_or_refused(rows, problems)
    return Reading(
        rows=read.rows,
        problems=read.problems,
        columns=tuple(columns.items()),
        headings=table.headings,
        variant=_variant(table, columns),
        remarks=(AS_NUMBERS,) if moods else (),
    )


def _variant(table: Table, columns: Mapping[str, int]) -> str:
    """Return what tells this kind of table from others: the name of its column for the day.

    Other columns may be chosen, renamed or added later, and the entries are the same.
    """
    return hashlib.sha256(folded(table.headings[columns["date"] - 1]).encode()).hexdigest()[:8]


def numbers_of(values: Iterable[str]) -> dict[str, int]:
    """Return the number of each mood that is written as one; none where they may run to 5 and not to 10.

    They are taken as they stand where all are whole numbers from 0 to 10 and one is above 5.
    """
    said = {value for value in values if value}
    plain_numbers = {value: re.fullmatch(r"(\d{1,2})(?:[.,]0+)?", plain(value)) for value in said}
    numbers = {value: int(match[1]) for value, match in plain_numbers.items() if match}
    fits = len(numbers) == len(said) and all(number <= 10 for number in numbers.values())
    return numbers if fits and any(number > 5 for number in numbers.values()) else {}


def _check(columns: Mapping[str, int], table: Table) -> None:
    for name, at in columns.items():
        if not 1 <= at <= len(table.headings):
            raise InvalidEntry(
                "columns",
                f"There is no column {at} for {name}: this table has {len(table.headings)} columns.",
            )
    if "date" not in columns:
        raise InvalidEntry("columns", "Which column is the day? Say it like date=1.")


class _Cells:
    """One record by what the person says of its columns."""

    def __init__(self, line: int, fields: Sequence[str], columns: Mapping[str, int]) -> None:
        self.line, self._fields, self._columns = line, fields, columns

    def raw(self, name: str) -> str:
        at = self._columns.get(name, 0)
        return self._fields[at - 1] if 0 < at <= len(self._fields) else ""

    def __getitem__(self, name: str) -> str:
        return clean_line(self.raw(name))

    def written(self) -> Written:
        return Written(line=self.line, said=self["date"])


_KINDS = ("date", "time", "mood", "activities")


def _is_note(name: str) -> bool:
    return re.fullmatch(r"note(?: ?\d+)?", name) is not None


def _row(
    cells: _Cells,
    columns: Mapping[str, int],
    days: DayReader,
    moods: Mapping[str, int],
    problems: list[RowProblem],
) -> ImportedRow:
    """Return one row. Raises Unread with the reason."""
    day = days.read(cells.written())
    notes = [clean_text(words_of(cells.raw(name))).strip() for name in columns if _is_note(name)]
    others = [name for name in columns if name not in _KINDS and not _is_note(name)]
    word = cells["mood"]
    row = ImportedRow(
        line=cells.line,
        day=day,
        at=_time(cells, problems),
        word=word,
        mood=moods.get(word),
        activities=tuple(
            dict.fromkeys(
                part for part in map(clean_line, re.split(r"[|,;]", cells.raw("activities"))) if part
            )
        ),
        scales=tuple((name, said) for name in others if (said := cells[name])),
        note="\n".join(filter(None, notes)),
    )
    if not (row.word or row.activities or row.scales or row.note):
        raise Unread("there is nothing in it but a date")
    return row


def _time(cells: _Cells, problems: list[RowProblem]) -> time | None:
    try:
        return read_clock(cells["time"] or without_clock(plain(cells["date"]))[1])
    except Unread as reason:
        problems.append(RowProblem(line=cells.line, reason=str(reason), kept=True))
        return None
