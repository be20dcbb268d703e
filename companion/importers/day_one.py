"""Day One's JSON, as it is in its zip: one file for each journal beside the photographs, which are not read.

``{"metadata": {...}, "entries": [{"uuid", "creationDate": "2026-05-03T23:30:00Z", "timeZone": "Europe/London", "text",
"richText", "tags", "isAllDay"}]}``. An entry keeps the day and the clock of its own time zone.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from companion.domain.imported import ImportedRow, Progress, Reading, RowProblem, no_progress
from companion.errors import NotReadable
from companion.importers.days import EARLIEST
from companion.importers.json_files import items, line, mapping, read_json, text
from companion.importers.reading import EACH, rows_or_refused

LOOKS_LIKE = (
    "This does not look like a Day One export. In Day One: File, Export, JSON makes a zip that can be read."
)
_PICTURE = re.compile(r"!?\[[^\]\n]*\]\(dayone-moment:[^)\n]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def is_day_one(said: Mapping[str, Any]) -> bool:
    """True for the JSON of a journal."""
    entries = items(said.get("entries"))
    return "entries" in said and all("creationDate" in mapping(entry) for entry in entries[:1])


def read_day_one(parts: Sequence[bytes], *, today: date, progress: Progress = no_progress) -> Reading:
    """Return the entries of the journals in an export. Raises NotReadable when there is none."""
    entries: list[Mapping[str, Any]] = []
    for part in parts:
        said = mapping(read_json(part, "a Day One journal"))
        if is_day_one(said):
            entries += map(mapping, items(said["entries"]))
        elif len(parts) == 1:
            raise NotReadable(LOOKS_LIKE)
    rows: dict[str, ImportedRow] = {}
    problems: list[RowProblem] = []
    empty = 0
    for number, entry in enumerate(entries, 1):
        try:
            row = _row(number, entry, today, problems)
        except ValueError as reason:
            problems.append(RowProblem(line=number, reason=str(reason)))
            continue
        if row.note:
            rows[row.own_id or str(number)] = row
        else:
            empty += 1
        if number % EACH == 0:
            progress(number, len(entries))
    stays_out = "1 entry has no words, and stays out."
    if empty > 1:
        stays_out = f"{empty} entries have no words, and stay out."
    remarks = [stays_out] if empty else []
    return rows_or_refused(list(rows.values()), problems, remarks=remarks)


def _row(number: int, entry: Mapping[str, Any], today: date, problems: list[RowProblem]) -> ImportedRow:
    """Return one entry. Raises ValueError with the reason."""
    said = line(entry.get("creationDate"))
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise ValueError(f"its date “{said[:30]}” is not written like 2020-05-30T09:00:00Z") from None
    local = at
    if zone := line(entry.get("timeZone")):
        local = _in_zone(at, zone, number, problems)
    day = local.date()
    if not EARLIEST <= day <= today:
        raise ValueError(f"its date {day.isoformat()} is {'still to come' if day > today else 'before 1970'}")
    whole_day = entry.get("isAllDay") is True or local.tzinfo is None
    tags = [tag for each in items(entry.get("tags")) if (tag := line(each))]
    words = _words(entry)
    return ImportedRow(
        line=number,
        day=day,
        at=None if whole_day else time(local.hour, local.minute),
        own_id=line(entry.get("uuid")),
        note="\n".join(
            part for part in (words, f"Tags: {', '.join(tags)}" if tags and words else "") if part
        ),
    )


_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?")
"""A zone by its distance from Greenwich, as Day One writes it where a phone knew no name: GMT-0400."""


def _in_zone(at: datetime, zone: str, number: int, problems: list[RowProblem]) -> datetime:
    if (offset := _OFFSET.fullmatch(zone)) and int(offset[2]) < 24:
        distance = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0) % 60)
        of_zone = timezone(distance if offset[1] == "+" else -distance)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(of_zone)
    try:
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(zone))
    except (ValueError, OSError, LookupError, OverflowError):
        reason = (
            f"its time zone “{zone[:40]}” is not known here, so its day is that of Greenwich, perhaps one off"
        )
        problems.append(RowProblem(line=number, reason=reason, kept=True))
        return at.replace(tzinfo=None)


def _words(entry: Mapping[str, Any]) -> str:
    said = text(entry.get("text"))
    if not said and isinstance(entry.get("richText"), str):
        with suppress(ValueError, RecursionError):
            contents = items(mapping(json.loads(entry["richText"])).get("contents"))
            return "".join(
                text_of for each in contents if isinstance(text_of := mapping(each).get("text"), str)
            ).strip()
    said = _ESCAPED.sub(r"\1", _PICTURE.sub("", said))
    return re.sub(r"\n{3,}", "\n\n", said).strip()
