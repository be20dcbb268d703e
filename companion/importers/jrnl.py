"""jrnl's journals: its JSON export, and the text that it keeps and exports.

JSON: ``{"tags": {...}, "entries": [{"title", "body", "date": "2026-05-03", "time": "09:00", "tags", "starred"}]}``.
Text: entries that begin with ``[2026-05-03 09:00] Title``, or in old journals ``2026-05-03 09:00 Title``, and go on
to the next.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time

from companion.domain.imported import DateOrder, ImportedRow, Progress, Reading, RowProblem, no_progress
from companion.domain.text import clean_line, clean_text
from companion.errors import NotReadable
from companion.importers.days import DayReader, Written, plain, read_clock, without_clock
from companion.importers.json_files import items, line, mapping, read_json, text
from companion.importers.reading import EACH, rows_or_refused
from companion.importers.spreadsheet import Unread, decoded, raw_lines

LOOKS_LIKE = "This does not look like a jrnl journal. `jrnl --format json` makes a file that can be read."

_BEGINS = re.compile(
    r"\[(?P<when>[^\]\n]{6,60})\](?: (?P<title>.*))?|(?P<old>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) (?P<words>.*)",
    re.DOTALL,
)


def begins_like_jrnl(data: bytes) -> bool:
    """True when the first words of a file are an entry of a jrnl text."""
    first = decoded(data[:4096]).lstrip().split("\n", 1)[0]
    match = _BEGINS.fullmatch(first.rstrip("\r"))
    return bool(match and re.search(r"\d", match["when"] or match["old"]) and _day_part(match))


def read_jrnl(
    data: bytes, *, today: date, order: DateOrder | None = None, progress: Progress = no_progress
) -> Reading:
    """Return the entries of a journal, JSON or text. Raises NotReadable when it is neither."""
    is_json = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    written = list(_in_json(data) if is_json else _in_text(data))
    days = DayReader((each for each, _, _ in written), today=today, order=order)
    if days.question:
        return Reading(question=days.question)
    rows: list[ImportedRow] = []
    problems: list[RowProblem] = []
    for number, (each, clock, note) in enumerate(written):
        try:
            if not note:
                raise Unread("there are no words in it")
            at = _time(each.line, clock, problems)
            rows.append(ImportedRow(line=each.line, day=days.read(each), at=at, note=note))
        except Unread as reason:
            problems.append(RowProblem(line=each.line, reason=str(reason)))
        if number % EACH == 0:
            progress(number, len(written))
    return rows_or_refused(rows, problems)


def _time(number: int, clock: str, problems: list[RowProblem]) -> time | None:
    try:
        return read_clock(clock)
    except Unread as reason:
        problems.append(RowProblem(line=number, reason=str(reason), kept=True))
        return None


def _in_json(data: bytes) -> Iterator[tuple[Written, str, str]]:
    said = mapping(read_json(data, "a jrnl journal"))
    entries = items(said.get("entries"))
    if "entries" not in said or not all("date" in mapping(entry) for entry in entries[:1]):
        raise NotReadable(LOOKS_LIKE)
    for number, each in enumerate(entries, 1):
        entry = mapping(each)
        note = "\n".join(part for part in (line(entry.get("title")), text(entry.get("body"))) if part)
        yield Written(line=number, said=line(entry.get("date"))), line(entry.get("time")), note


def _in_text(data: bytes) -> Iterator[tuple[Written, str, str]]:
    start, when, said = 0, "", list[str]()
    for number, row in enumerate(raw_lines(decoded(data)), 1):
        match = _BEGINS.fullmatch(row.rstrip("\r\n"))
        day = _day_part(match) if match else ""
        if match and day:
            if start:
                yield _entry(start, when, said)
            title = match["title"] if match["when"] else match["words"]
            start, when, said = number, clean_line(match["when"] or match["old"]), [title or ""]
        elif start:
            said.append(row)
        elif row.strip():
            raise NotReadable(LOOKS_LIKE)
    if not start:
        raise NotReadable(LOOKS_LIKE)
    yield _entry(start, when, said)


def _day_part(match: re.Match[str]) -> str:
    """Return the day that an entry begins with; empty where it is none: a line in square brackets of the person's."""
    day = without_clock(plain(clean_line(match["when"] or match["old"])))[0]
    written = Written(line=1, said=day)
    with suppress(Unread):
        days = DayReader([written], today=date.max)
        if days.question is None:
            days.read(written)
        return day
    return ""


def _entry(start: int, when: str, said: list[str]) -> tuple[Written, str, str]:
    day, clock = without_clock(plain(when))
    title = said[0].rstrip().removesuffix(" *").removesuffix("*") if said else ""
    note = clean_text("\n".join([title, *(row.rstrip("\r\n") for row in said[1:])])).strip()
    return Written(line=start, said=day), clock, note
