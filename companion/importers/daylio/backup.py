"""Daylio's own backup, ``backup_2026_05_03.daylio``: a zip in which ``backup.daylio`` is JSON in base64.

Of it are read, as seen in backups of versions 13 to 19 and described by several programs that read them:

    customMoods: id, custom_name, predefined_name_id (1 to 5), mood_group_id (1 best to 5 worst)
    tags: id, name
    dayEntries: id, year, month (from 0), day, hour, minute, mood (id), tags (ids), note_title, note (small HTML)

The group of a mood says its level, which the CSV does not. The pin, photographs, goals and settings are never kept.
"""

import base64
import binascii
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, time
from typing import Any

from companion.domain.imported import ImportedRow, Progress, Reading, RowProblem, no_progress
from companion.domain.text import clean_line, clean_text
from companion.errors import NotReadable
from companion.importers.days import EARLIEST
from companion.importers.html_words import words_of
from companion.importers.json_files import items, line, mapping, read_json, text, whole
from companion.importers.reading import EACH, rows_or_refused

LEVELS = {1: 10, 2: 8, 3: 5, 4: 3, 5: 1}
"""Group of a mood -> 0 to 10."""

_NAMES = {1: "rad", 2: "good", 3: "meh", 4: "bad", 5: "awful"}
_A_BACKUP = "a Daylio backup"


def json_of(data: bytes) -> bytes:
    """Return the JSON of ``backup.daylio``, which is base64 or, in old ones, plain. Raises NotReadable."""
    if data[:200].lstrip()[:1] == b"{":
        return data
    with suppress(binascii.Error, ValueError):
        return base64.b64decode(b"".join(data.split()), validate=True)
    raise NotReadable("This is a Daylio backup that is damaged, and cannot be read.")


def read_backup(data: bytes, *, today: date, progress: Progress = no_progress) -> Reading:
    """Return the entries of a backup, from the bytes of ``backup.daylio``. Raises NotReadable."""
    said = mapping(read_json(json_of(data), _A_BACKUP))
    if "dayEntries" not in said:
        raise NotReadable("This is not the diary of a Daylio backup: there are no entries in it.")
    moods = {
        whole(mood.get("id")): mood for each in items(said.get("customMoods")) if (mood := mapping(each))
    }
    tags = {
        whole(tag.get("id")): line(tag.get("name"))
        for each in items(said.get("tags"))
        if (tag := mapping(each))
    }
    entries = items(said["dayEntries"])
    rows: list[ImportedRow] = []
    problems: list[RowProblem] = []
    for number, entry in enumerate(entries, 1):
        try:
            rows.append(_row(number, mapping(entry), moods, tags, today, problems))
        except ValueError as reason:
            problems.append(RowProblem(line=number, reason=str(reason)))
        if number % EACH == 0:
            progress(number, len(entries))
    return rows_or_refused(rows, problems)


def _row(
    number: int,
    entry: Mapping[str, Any],
    moods: Mapping[int | None, Mapping[str, Any]],
    tags: Mapping[int | None, str],
    today: date,
    problems: list[RowProblem],
) -> ImportedRow:
    """Return one entry. Raises ValueError with the reason; a clock that cannot be goes to `problems` alone."""
    year, month, day = (whole(entry.get(part)) for part in ("year", "month", "day"))
    try:
        when = date(year or 0, -1 if month is None else month + 1, day or 0)
    except (ValueError, OverflowError):
        raise ValueError("its day is none there is") from None
    if not EARLIEST <= when <= today:
        raise ValueError("its day is still to come" if when > today else "its day is before 1970")
    mood = moods.get(whole(entry.get("mood")), {})
    title = clean_line(words_of(line(entry.get("note_title"))))
    note = clean_text(words_of(text(entry.get("note")))).strip()
    own_id = whole(entry.get("id"))
    row = ImportedRow(
        line=number,
        day=when,
        at=_clock(number, entry, problems),
        own_id="" if own_id is None else str(own_id),
        word=line(mood.get("custom_name")) or _NAMES.get(whole(mood.get("predefined_name_id")) or 0, ""),
        mood=LEVELS.get(whole(mood.get("mood_group_id")) or 0),
        activities=tuple(
            dict.fromkeys(name for id in items(entry.get("tags")) if (name := tags.get(whole(id), "")))
        ),
        note="\n".join(part for part in (title, note) if part),
    )
    if not (row.word or row.mood is not None or row.activities or row.note):
        raise ValueError("there is nothing in it but a date")
    return row


def _clock(number: int, entry: Mapping[str, Any], problems: list[RowProblem]) -> time | None:
    hour, minute = whole(entry.get("hour")), whole(entry.get("minute"))
    if hour is None or minute is None:
        return None
    with suppress(ValueError, OverflowError):
        return time(hour, minute)
    problems.append(RowProblem(line=number, reason="its time is none there is", kept=True))
    return None
