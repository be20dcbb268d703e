"""What the files of each program say, and what becomes of those that are broken, hostile or something else."""

import json
import sys
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.imported import ColumnsQuestion, ImportedRow, Reading
from companion.domain.programs import OWN, PROGRAMS, program_of
from companion.errors import CompanionError, InvalidEntry, NotReadable
from companion.importers.day_one import read_day_one
from companion.importers.looks import looks_like
from companion.importers.opening import ImportFile, open_bytes
from companion.importers.sources import READERS, HowToRead
from companion.importers.spreadsheet import decoded
from companion.services.imports import files
from companion.services.imports.files import open_file
from tests.importers.made_up_exports import (
    BEARABLE,
    DAY_ONE,
    DAYLIO,
    DAYLIO_CSV,
    EMOODS,
    JRNL,
    JRNL_TEXT,
    daylio_backup,
    zipped,
)

TODAY = date(2026, 11, 23)


def read(source: str, data: bytes, name: str = "a file", columns: Mapping[str, int] | None = None) -> Reading:
    program = program_of(source)
    assert program is not None
    return files.read(program, open_bytes(name, data), HowToRead(today=TODAY, columns=columns or {}))


def said(row: ImportedRow) -> tuple[str, str, str, int | None, str]:
    return row.day.isoformat(), f"{row.at:%H:%M}" if row.at else "", row.word, row.mood, row.note


def test_every_program_has_a_reader() -> None:
    assert [program.id for program in PROGRAMS] == list(READERS)


def test_a_daylio_backup_says_its_levels_and_never_its_pin() -> None:
    reading = read("daylio", daylio_backup(), "backup.daylio")
    assert [said(row) for row in reading.rows] == [
        ("2026-05-03", "21:03", "Hopeful", 8, "Big day\nSea wall\nand back"),
        ("2026-05-02", "20:10", "good", 8, ""),
        ("2026-01-31", "19:05", "awful", 1, ""),
    ]
    assert [(row.own_id, row.activities) for row in reading.rows] == [
        ("12", ("walk", "tea")),
        ("11", ("tea",)),
        ("10", ()),
    ]
    assert "4321" not in repr(reading)


def test_entries_of_a_backup_that_make_no_sense_cost_themselves_alone() -> None:
    odd = [
        {"id": 1, "year": 2026, "month": 1, "day": 30, "mood": 1},
        {"id": 2, "year": 2099, "month": 0, "day": 1, "mood": 1},
        {"id": 3, "year": 2026, "month": 0, "day": 1, "hour": 77, "minute": 0, "mood": 1},
        {"id": 4, "year": 2026, "month": 0, "day": 2, "mood": 99, "tags": [99]},
        "no entry",
        {"id": 2**70, "year": True, "month": None},
    ]
    moods = [3, {"id": 1, "mood_group_id": 1}]
    reading = read(
        "daylio", daylio_backup({**DAYLIO, "dayEntries": odd, "tags": "none", "customMoods": moods})
    )
    assert [(said(row)[:4]) for row in reading.rows] == [("2026-01-01", "", "", 10)]
    assert [(p.line, p.kept) for p in reading.problems] == [(n, n == 3) for n in range(1, 7)]


OLD_JRNL = JRNL_TEXT.replace("[", "").replace("]", "")


@pytest.mark.parametrize("data", [json.dumps(JRNL).encode(), JRNL_TEXT.encode(), OLD_JRNL.encode()])
def test_jrnl(data: bytes) -> None:
    assert sorted(said(row) for row in read("jrnl", data).rows) == [
        ("2026-05-02", "22:15", "", None, "Slept"),
        ("2026-05-03", "09:00", "", None, "A walk.\nFelt better @walk"),
    ]


def test_a_jrnl_text_with_another_clock_and_words_in_brackets() -> None:
    text = "[2026-05-02 10:15:00 PM] Slept\n[sic] well\n[2026] too\n"
    assert [said(row) for row in read("jrnl", text.encode()).rows] == [
        ("2026-05-02", "22:15", "", None, "Slept\n[sic] well\n[2026] too")
    ]


def test_day_one_keeps_the_day_of_its_own_zone() -> None:
    reading = read(
        "dayone", zipped({"Journal.json": json.dumps(DAY_ONE).encode(), "photos/0f.jpeg": b"\xff\xd8\xff"})
    )
    assert [(row.own_id, *said(row)[:2], row.note) for row in reading.rows] == [
        ("A1", "2026-05-04", "00:30", "A walk.\n\nFelt better\nTags: sea, walk"),
        ("A3", "2026-05-05", "08:00", "Next day there"),
        ("A4", "2026-05-05", "", "All day"),
        ("A5", "2026-05-06", "", "Far off"),
    ]
    assert reading.remarks == ("1 entry has no words, and stays out.",)
    assert [(p.line, p.kept) for p in reading.problems] == [(5, True)]


def test_day_one_with_several_journals_and_rich_text() -> None:
    rich = {"contents": [{"text": "One "}, {"embeddedObjects": []}, {"text": "two"}]}
    other = {
        "entries": [{"uuid": "B1", "creationDate": "2026-05-03T10:00:00Z", "richText": json.dumps(rich)}]
    }
    data = zipped({"Journal.json": json.dumps(DAY_ONE).encode(), "Work.json": json.dumps(other).encode()})
    assert ("B1", "One two") in [(row.own_id, row.note) for row in read("dayone", data).rows]


def test_bearable_is_a_row_for_each_day_and_time_of_day() -> None:
    reading = read("bearable", BEARABLE)
    assert [said(row) for row in reading.rows] == [
        ("2026-05-03", "", "7", 7, "Time of day: am\nCalm, hopeful\nSlept in\nSymptom: Headache (mild), 2"),
        ("2026-05-03", "", "4", 4, "Time of day: pm"),
        ("2026-05-03", "", "", None, "Sleep: 7.5. Woke once"),
        ("2026-05-02", "21:30", "", None, "Energy: 3"),
    ]
    assert reading.remarks == ("Mood numbers were taken as 0 to 10.",)


def test_a_table_is_asked_about_and_read_as_it_was_said() -> None:
    question = read("csv", EMOODS).question
    assert isinstance(question, ColumnsQuestion)
    assert question.headings[:3] == ("Date", "Depressed", "Elevated")
    assert len(question.rows) == 2
    reading = read("csv", EMOODS, columns={"date": 1, "depressed": 2, "mood": 6, "note": 7, "sleep": 5})
    assert [(said(row), row.scales) for row in reading.rows] == [
        (("2026-05-13", "", "okay", None, "Rested"), (("depressed", "1"), ("sleep", "7.5"))),
        (("2026-05-12", "", "good", None, ""), (("depressed", "0"), ("sleep", "8"))),
    ]


@pytest.mark.parametrize(
    ("moods", "numbers"),
    [
        ("7,3,10", [7, 3, 10]),
        ("5,3,1", [None] * 3),
        ("7,3,11", [None] * 3),
        ("7,ok,3", [None] * 3),
        ("6.0,2,3", [6, 2, 3]),
    ],
)
def test_numbers_are_taken_as_ours_where_they_can_be_no_others(moods: str, numbers: list[int | None]) -> None:
    rows = "".join(f"2026-05-0{n},{mood}\n" for n, mood in enumerate(moods.split(","), 1))
    reading = read("csv", f"day,mood\n{rows}".encode(), columns={"date": 1, "mood": 2})
    assert [row.mood for row in reading.rows] == numbers
    assert [row.word for row in reading.rows] == moods.split(",")


@pytest.mark.parametrize(
    ("columns", "why"), [({"mood": 2}, "Which column is the day"), ({"date": 9}, "There is no column 9")]
)
def test_columns_that_are_not_there(columns: dict[str, int], why: str) -> None:
    with pytest.raises(InvalidEntry, match=why):
        read("csv", b"day,mood\n2026-05-01,7\n", columns=columns)


ALL = {
    "daylio": [DAYLIO_CSV, daylio_backup(), json.dumps(DAYLIO).encode()],
    "jrnl": [json.dumps(JRNL).encode(), JRNL_TEXT.encode()],
    "dayone": [json.dumps(DAY_ONE).encode(), zipped({"Journal.json": json.dumps(DAY_ONE).encode()})],
    "bearable": [BEARABLE, zipped({"export.csv": BEARABLE})],
    "csv": [EMOODS, b"a;b\n1;2\n"],
    OWN: [b'{"format": "companion-export", "version": 1, "tables": {}, "clashes": []}'],
}


@pytest.mark.parametrize(
    ("source", "data"), [(source, data) for source, each in ALL.items() for data in each]
)
def test_a_file_is_known_for_what_it_is(source: str, data: bytes) -> None:
    assert looks_like(open_bytes("a file", data)).source == source


@pytest.mark.parametrize("source", READERS)
def test_a_file_of_another_program_is_named(source: str) -> None:
    for other, each in ALL.items():
        for data in each:
            if other != source and "csv" not in (source, other):
                with pytest.raises(NotReadable, match="It looks like"):
                    read(source, data)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("x.pdf", b"%PDF-1.7", "This is a PDF"),
        ("x.png", b"\x89PNG\r\n", "This is a picture"),
        (
            "x.xlsx",
            zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
            "Excel file|Office file",
        ),
        ("x.ods", zipped({"mimetype": b"application"}), "LibreOffice"),
        ("x.db", b"SQLite format 3\0", "a program's own database"),
        ("x.html", b"<!doctype html><p>", "a web page"),
        ("x.txt", b"Dear Jo, how are you?", "a text, and no diary"),
        ("x", b"", "nothing in this file"),
        ("x", b"  \n ", "nothing in this file"),
        ("x", b"\x00\x01\x02\xfe" * 50, "no diary"),
        ("x.json", b'{"a": 1}', "JSON of a program that is not known"),
        ("x.json", b'{"entries": [', "cut short or damaged"),
        (
            "x.daylio",
            b"PK\x03\x04xxxx",
            "a Daylio backup that cannot be read: it is cut short or damaged. In Daylio",
        ),
        ("x.daylio", daylio_backup()[:-40], "a Daylio backup that cannot be read"),
        ("x.daylio", zipped({"other": b"x"}), "a Daylio backup without a diary"),
        ("x.zip", zipped({"photo.jpeg": b"x"}), "a zip file without a diary"),
        ("x.zip", b"PK\x03\x04xxxx", "a zip file that cannot be read"),
        (
            "x.vault",
            (Path(__file__).parents[1] / "vectors" / "plain.vault").read_bytes(),
            "a vault of Companion",
        ),
    ],
)
def test_a_file_that_is_no_diary_says_what_it_is(name: str, data: bytes, sentence: str) -> None:
    file = open_bytes(name, data)
    assert looks_like(file).source == ""
    for program in PROGRAMS:
        with pytest.raises(NotReadable, match=sentence):
            files.read(program, file, HowToRead(today=TODAY))


BOMB = zipped({"backup.daylio": b"A" * (80 * 1024 * 1024)})
DEEP = b'{"entries": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
HOSTILE = {
    "bomb": BOMB,
    "bomb called json": zipped({"Journal.json": b"{" * (80 * 1024 * 1024)}),
    "deep": DEEP,
    "deep in a zip": zipped({"Journal.json": DEEP}),
    "deep in base64": zipped({"backup.daylio": b'{"dayEntries": ' + b"[" * 200_000}),
    "many values": b'{"dayEntries": [' + b"{}," * 7_000_000 + b"{}]}",
    "many lines": b"full_date,mood\n" + b"\n" * 3_000_000,
    "many rows": b"full_date,mood\n" + b"2026-01-01,good\n" * 300_000,
    "many fields": b"full_date,mood\n2026-01-01," + b"," * 1_000_000,
    "one long line": b"full_date,mood,note\n2026-01-01,good," + b"x" * 20_000_000,
    "quotation marks": b"full_date,mood,note\n" + b'2026-01-01,good,"\n' * 30_000,
    "surrogates": b"full_date,mood\n2026-01-01,\xed\xa0\x80\n",
    "NUL": b"full_date,mood\n2026-01-01,a\0b\n",
    "huge numbers": b'{"dayEntries": [{"year": ' + b"9" * 100_000 + b"}]}",
}


def peak() -> int:
    """Return the most memory that this process had so far, in KiB; 0 where that is not told in KiB."""
    if sys.platform == "linux":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_sentence_or_rows_and_fills_no_memory(name: str) -> None:
    before = peak()
    try:
        file = open_bytes("x.daylio" if name == "bomb" else "x", HOSTILE[name])
        looks_like(file)
    except CompanionError as error:
        assert "\n" not in str(error)
        return
    for program in PROGRAMS:
        try:
            files.read(program, file, HowToRead(today=TODAY))
        except CompanionError as error:
            assert "\n" not in str(error)
    assert peak() - before < 1_000_000


def test_a_file_of_100_mb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with path.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    with pytest.raises(NotReadable, match="too large"):
        open_file(path)


def test_a_backup_with_many_photographs_is_read_without_them(tmp_path: Path) -> None:
    path = tmp_path / "backup.daylio"
    with_photos = {
        "assets/photos/big": b"\0" * (70 * 1024 * 1024),
        "backup.daylio": json.dumps(DAYLIO).encode(),
    }
    path.write_bytes(zipped(with_photos, packing=0))
    file = open_file(path)
    assert [name for name, _ in file.parts] == ["backup.daylio"]


def test_a_locked_zip_says_so() -> None:
    data = bytearray(daylio_backup())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "locked with a password" in looks_like(open_bytes("x.daylio", bytes(data))).sentence


@pytest.mark.parametrize("source", READERS)
@given(data=st.data())
def test_a_damaged_file_is_rows_or_one_sentence(source: str, data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(ALL[source])))
    whole = whole[: data.draw(st.integers(0, len(whole)))]
    for _ in range(data.draw(st.integers(0, 3))):
        if whole:
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        reading = read(source, bytes(whole), columns={"date": 1, "note": 2} if source == "csv" else None)
    except CompanionError as error:
        assert str(error) and "\n" not in str(error)
    else:
        assert all(date(1970, 1, 1) <= row.day <= TODAY for row in reading.rows)
        assert all(row.at is None or row.at == row.at.replace(second=0) for row in reading.rows)


def test_a_time_is_to_the_minute() -> None:
    row = read("daylio", b"full_date,time,mood\n2026-01-01,9:00:59,good\n").rows[0]
    assert row.at == time(9)
    assert isinstance(ImportFile(name="x", data=b"").suffix, str)


@pytest.mark.parametrize(
    ("page", "weekday", "mood"),
    [
        ("cp1251", "среда", "хорошо"),
        ("cp1251", "середа", "добре"),
        ("cp1250", "środa", "źle"),
        ("cp1253", "Τετάρτη", "καλά"),
        ("cp1254", "Çarşamba", "iğrenç"),
        ("cp1252", "miércoles", "señor"),
        ("cp1252", "", "naïve"),
    ],
)
def test_the_page_of_windows_is_told_by_the_names_of_days(page: str, weekday: str, mood: str) -> None:
    rows = (
        "full_date,date,weekday,time,mood,activities,note_title,note\n"
        + f"2024-03-06,,{weekday},9:00,{mood},,,\n" * 3
    )
    assert decoded(rows.encode(page)) == rows


@pytest.mark.parametrize(
    ("zone", "day", "at"),
    [
        ("GMT-0400", date(2026, 5, 4), time(23, 30)),
        ("UTC+5:30", date(2026, 5, 5), time(9, 0)),
        ("GMT+1", date(2026, 5, 5), time(4, 30)),
        ("Nowhere/Land", date(2026, 5, 5), None),
    ],
)
def test_a_zone_that_is_a_distance_is_one_and_an_unknown_one_is_told(
    zone: str, day: date, at: time | None
) -> None:
    entry = {"uuid": "A", "creationDate": "2026-05-05T03:30:00Z", "timeZone": zone, "text": "words"}
    read = read_day_one([json.dumps({"entries": [entry]}).encode()], today=date(2026, 6, 1))
    assert [(row.day, row.at) for row in read.rows] == [(day, at)]
    assert [problem.reason for problem in read.problems] == (
        []
        if at
        else [
            "its time zone “Nowhere/Land” is not known here, so its day is that of Greenwich, perhaps one off"
        ]
    )
