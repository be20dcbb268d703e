"""Exports of other programs, made up in the shape of theirs."""

import base64
import io
import json
import zipfile
from typing import Any

DAYLIO_ENTRIES: list[dict[str, Any]] = [
    {"id": 12, "minute": 3, "hour": 21, "day": 3, "month": 4, "year": 2026, "datetime": 1777838580000,
     "timeZoneOffset": 3600000, "mood": 6, "note_title": "Big day", "note": "<b>Sea</b> wall<br>and back",
     "tags": [1, 2], "assets": [9]},
    {"id": 11, "minute": 10, "hour": 20, "day": 2, "month": 4, "year": 2026, "mood": 2, "note": "", "tags": [2]},
    {"id": 10, "minute": 5, "hour": 19, "day": 31, "month": 0, "year": 2026, "mood": 5, "note": "", "tags": []},
]  # fmt: skip

DAYLIO: dict[str, Any] = {
    "version": 19,
    "isReminderOn": True,
    "pin": "4321",
    "customMoods": [
        {"id": 1, "custom_name": "", "mood_group_id": 1, "predefined_name_id": 1, "state": 0},
        {"id": 2, "custom_name": "", "mood_group_id": 2, "predefined_name_id": 2, "state": 0},
        {"id": 5, "custom_name": "", "mood_group_id": 5, "predefined_name_id": 5, "state": 0},
        {"id": 6, "custom_name": "Hopeful", "mood_group_id": 2, "predefined_name_id": -1, "state": 0},
    ],
    "tags": [{"id": 1, "name": "walk", "order": 1}, {"id": 2, "name": "tea", "order": 2}],
    "dayEntries": DAYLIO_ENTRIES,
    "assets": [{"id": 9, "checksum": "0f"}],
    "goals": [],
    "prefs": [{"key": "PIN_CODE", "value": "4321"}],
}

DAYLIO_CSV = b"""full_date,date,weekday,time,mood,activities,note_title,note
2026-05-03,May 3,Sunday,21:03,Hopeful,"walk | tea","Big day","<b>Sea</b> wall<br>and back"
2026-05-02,May 2,Saturday,20:10,good,"tea","",""
2026-01-31,January 31,Saturday,19:05,awful,"","",""
"""


def zipped(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return out.getvalue()


def daylio_backup(said: dict[str, Any] | None = None) -> bytes:
    """Return a ``.daylio`` backup."""
    inside = base64.encodebytes(json.dumps(said or DAYLIO).encode())
    return zipped({"backup.daylio": inside, "assets/photos/2026/5/0f": b"\xff\xd8\xff" * 99})


JRNL: dict[str, Any] = {
    "tags": {"@walk": 1},
    "entries": [
        {
            "title": "A walk.",
            "body": "Felt better @walk",
            "date": "2026-05-03",
            "time": "09:00",
            "tags": ["@walk"],
        },
        {"title": "Slept", "body": "", "date": "2026-05-02", "time": "22:15", "tags": [], "starred": True},
    ],
}

JRNL_TEXT = """[2026-05-02 22:15] Slept *

[2026-05-03 09:00] A walk.
Felt better @walk

"""

LONDON, AUCKLAND = "Europe/London", "Pacific/Auckland"
TAGS = ["sea", "walk"]
WALK = "A walk\\.\n\n![](dayone-moment://0F)\n\nFelt better"

DAY_ONE: dict[str, Any] = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "A1",
            "creationDate": "2026-05-03T23:30:00Z",
            "timeZone": LONDON,
            "text": WALK,
            "tags": ["sea", "walk"],
        },
        {"uuid": "A2", "creationDate": "2026-05-04T10:00:00Z", "timeZone": AUCKLAND, "photos": [{}]},
        {
            "uuid": "A3",
            "creationDate": "2026-05-04T20:00:00Z",
            "timeZone": AUCKLAND,
            "text": "Next day there",
        },
        {
            "uuid": "A4",
            "creationDate": "2026-05-05T00:00:00Z",
            "timeZone": LONDON,
            "isAllDay": True,
            "text": "All day",
        },
        {"uuid": "A5", "creationDate": "2026-05-06T12:00:00Z", "timeZone": "Mars/Olympus", "text": "Far off"},
    ],
}

BEARABLE = b"""date,date formatted,weekday,time of day,category,rating/amount,detail,notes
"3rd May 2026",2026-05-03,Sunday,am,Mood,7,"Calm, hopeful","Slept in"
"3rd May 2026",2026-05-03,Sunday,am,Symptom,2,"Headache (mild)",
"3rd May 2026",2026-05-03,Sunday,pm,Mood,4,,
"3rd May 2026",2026-05-03,Sunday,all day,Sleep,7.5,,"Woke once"
"2nd May 2026",2026-05-02,Saturday,21:30,Energy,3,,
"""

EMOODS = b"""Date,Depressed,Elevated,Anxiety,Hours slept,Overall,Notes
5/13/2026,1,0,2,7.5,okay,"Rested"
5/12/2026,0,0,1,8,good,
"""
