"""Bearable's CSV: many rows a day, one for each thing that was noted, brought together by day and time of day.

``date, date formatted, weekday, time of day, category, rating/amount, detail, notes``. Read as its export is
described; no real file was seen. A rating of category Mood is the mood; everything else is kept in words, under its
category.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time

from companion.domain.imported import DateOrder, ImportedRow, Progress, Reading, RowProblem, no_progress
from companion.domain.text import clean_line, clean_text, folded
from companion.errors import NotReadable
from companion.importers.columns import AS_NUMBERS, numbers_of
from companion.importers.days import DayReader, Written, read_clock
from companion.importers.reading import EACH, rows_or_refused
from companion.importers.spreadsheet import Table, Unread, decoded, records, table_of

LOOKS_LIKE = "This does not look like a Bearable export. In Bearable: More, Settings, Export data makes one."
_NEEDED = {"date", "time_of_day", "category"}
_ALL_DAY = ("", "all day", "allday", "daily")


def is_bearable(names: Sequence[str]) -> bool:
    """True for the headings, as compared, of a Bearable export."""
    return {*names} >= _NEEDED


def read_bearable(
    data: bytes, *, today: date, order: DateOrder | None = None, progress: Progress = no_progress
) -> Reading:
    """Return a row for each day and time of day. Raises NotReadable when the file is no Bearable export."""
    table = table_of(decoded(data), is_bearable)
    if table is None:
        raise NotReadable(LOOKS_LIKE)
    problems: list[RowProblem] = []
    things = [_Thing(line, fields, table) for line, fields in records(table, problems=problems)]
    days = DayReader((each.written() for each in things), today=today, order=order)
    if days.question:
        return Reading(question=days.question)
    groups: dict[tuple[date, str], list[_Thing]] = {}
    for number, thing in enumerate(things):
        try:
            groups.setdefault((days.read(thing.written()), folded(thing["time of day"])), []).append(thing)
        except Unread as reason:
            problems.append(RowProblem(line=thing.line, reason=str(reason)))
        if number % EACH == 0:
            progress(number, len(things))
    moods = numbers_of(thing["rating/amount"] for thing in things if thing.is_mood)
    rows = [row for (day, part), of_it in groups.items() if (row := _row(day, part, of_it, moods))]
    return rows_or_refused(rows, problems, remarks=(AS_NUMBERS,) if moods else ())


class _Thing:
    """One record by the names of its columns."""

    def __init__(self, line: int, fields: Sequence[str], table: Table) -> None:
        self.line, self._fields, self._table = line, fields, table

    def __getitem__(self, name: str) -> str:
        at = self._table.column(name)
        return clean_line(self._fields[at]) if at is not None and at < len(self._fields) else ""

    @property
    def is_mood(self) -> bool:
        return folded(self["category"]) in ("mood", "moods")

    def written(self) -> Written:
        plainest = self["date formatted"] or self["date"]
        return Written(line=self.line, said=plainest, weekday=self["weekday"])

    def words(self) -> str:
        """Return it in words: ``Symptom: Headache, 3. After work``."""
        what = ", ".join(part for part in (self["detail"], self["rating/amount"]) if part)
        said = f"{self['category']}: {what}" if self["category"] and what else self["category"] or what
        return ". ".join(part for part in (said, self["notes"]) if part)


def _row(day: date, part: str, things: Sequence[_Thing], moods: Mapping[str, int]) -> ImportedRow | None:
    """Return what was noted at one time of one day; None where it was nothing."""
    at = _clock(part)
    mood = next((thing for thing in things if thing.is_mood and thing["rating/amount"]), None)
    word = mood["rating/amount"] if mood else ""
    lines = [] if at or part in _ALL_DAY else [f"Time of day: {things[0]['time of day']}"]
    for thing in things:
        if thing is mood:
            lines += [words for words in (thing["detail"], thing["notes"]) if words]
        elif words := thing.words():
            lines.append(words)
    note = clean_text("\n".join(lines)).strip()
    if not (word or note):
        return None
    return ImportedRow(
        line=things[0].line,
        day=day,
        at=at,
        own_id=f"{day.isoformat()} {part}".strip(),
        word=word,
        mood=moods.get(word),
        note=note,
    )


def _clock(part: str) -> time | None:
    if not re.search(r"\d", part):
        return None
    try:
        return read_clock(part)
    except Unread:
        return None
