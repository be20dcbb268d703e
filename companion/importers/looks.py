"""What a file looks like, whichever it is, and which export to make where it is none that can be read."""

from collections.abc import Callable
from dataclasses import dataclass

from companion.domain.programs import OWN, program_of
from companion.errors import NotReadable
from companion.importers.bearable import is_bearable
from companion.importers.columns import any_table
from companion.importers.day_one import is_day_one
from companion.importers.daylio.daylio import daylio_table
from companion.importers.jrnl import begins_like_jrnl
from companion.importers.json_files import mapping, read_json
from companion.importers.opening import ImportFile
from companion.importers.spreadsheet import decoded, table_of

DAYLIO_AGAIN = "In Daylio make it again: More, Backup and restore, Export; or More, Export entries, CSV."

_MANY = "Files of Daylio, jrnl, Day One and Bearable can be read, and any table saved as CSV."

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "This is a PDF, made for reading. Export a CSV or JSON file from the program instead."),
    (b"\x89PNG", "This is a picture. Export a CSV or JSON file from the program instead."),
    (b"\xff\xd8\xff", "This is a picture. Export a CSV or JSON file from the program instead."),
    (b"GIF8", "This is a picture. Export a CSV or JSON file from the program instead."),
    (
        b"SQLite format 3",
        "This is a program's own database. Export a CSV or JSON file from the program instead.",
    ),
    (b"\xd0\xcf\x11\xe0", "This is an older Word or Excel file. Save it as CSV there, and bring in that."),
    (b"{\\rtf", "This is a text with formatting. Export a CSV or JSON file from the program instead."),
    (b"\x1f\x8b", "This is a packed file. Unpack it first, and bring in what is in it."),
    (b"7z\xbc\xaf", "This is a packed file. Unpack it first, and bring in what is in it."),
    (b"Rar!", "This is a packed file. Unpack it first, and bring in what is in it."),
    (b"CMPNVLT", "This is a vault of Companion. Copies of my vault, in Settings, takes in what is in it."),
)

_IN_ZIP: tuple[tuple[str, str], ...] = (
    ("xl/", "This is an Excel file. Save it as CSV there, and bring in that."),
    ("word/", "This is a Word file. Export a CSV or JSON file from the program instead."),
    ("[content_types].xml", "This is an Office file. Save it as CSV there, and bring in that."),
    ("mimetype", "This is a LibreOffice file or a book. Save it as CSV, and bring in that."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What a file looks like."""

    source: str = ""
    """The program whose file it is, as ``companion import`` calls it; empty where it is none that can be read."""
    sentence: str = ""


def looks_like(file: ImportFile) -> Looks:
    """Return what a file looks like. Reads no more of it than that takes."""
    if file.broken:
        return _broken(file)
    if file.parts:
        return _zip(file)
    if not file.data.strip():
        return Looks(sentence="There is nothing in this file.")
    for beginning, sentence in _BEGINNINGS:
        if file.data.startswith(beginning):
            return Looks(sentence=sentence)
    begins = file.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins_like_jrnl(file.data):
        return _source("jrnl")
    if begins[:1] in (b"{", b"["):
        return _json(file.data)
    if file.suffix == ".daylio" or begins.startswith(b"eyJ"):
        return _source("daylio")
    if begins[:1] == b"<":
        return Looks(
            sentence=f"This is a web page. Export a CSV or JSON file from the program instead. {_MANY}"
        )
    return _table(file.data)


def _broken(file: ImportFile) -> Looks:
    if file.suffix == ".daylio":
        return Looks(sentence=f"This is a Daylio backup that cannot be read: {file.broken}. {DAYLIO_AGAIN}")
    again = "Make it again in the program that it came from."
    return Looks(sentence=f"This is a zip file that cannot be read: {file.broken}. {again}")


def _zip(file: ImportFile) -> Looks:
    for name, data in file.parts:
        inside = name.casefold()
        if inside.endswith(".daylio"):
            return _source("daylio")
        if data and inside.endswith((".json", ".csv", ".txt")):
            found = looks_like(ImportFile(name=name, data=data))
            if found.source:
                return found
    if file.suffix == ".daylio":
        return Looks(sentence=f"This is a Daylio backup without a diary in it. {DAYLIO_AGAIN}")
    for beginning, sentence in _IN_ZIP:
        if any(name.casefold().startswith(beginning) for name, _ in file.parts):
            return Looks(sentence=sentence)
    return Looks(sentence=f"This is a zip file without a diary in it that can be read. {_MANY}")


def _json(data: bytes) -> Looks:
    try:
        said = mapping(read_json(data, "a diary"))
    except NotReadable as error:
        return Looks(sentence=str(error))
    kinds: tuple[tuple[str, Callable[[], bool]], ...] = (
        (OWN, lambda: said.get("format") == "companion-export"),
        ("daylio", lambda: "dayEntries" in said),
        ("dayone", lambda: is_day_one(said)),
        ("jrnl", lambda: "entries" in said and "tags" in said),
    )
    for source, fits in kinds:
        if fits():
            return _source(source)
    return Looks(sentence=f"This is JSON of a program that is not known here. {_MANY}")


def _table(data: bytes) -> Looks:
    text = decoded(data[: 1024 * 1024])
    try:
        if daylio_table(text, surely=True):
            return _source("daylio")
        if table_of(text, is_bearable):
            return _source("bearable")
        if "\0" not in text and any_table(text):
            return _source("csv")
    except NotReadable as error:
        return Looks(sentence=str(error))
    if "\0" in text:
        return Looks(sentence=f"This is no file of words. {_MANY}")
    return Looks(sentence=f"This is a text, and no diary that can be read. {_MANY}")


def _source(id: str) -> Looks:
    program = program_of(id)
    return Looks(
        source=id, sentence=f"It looks like {program.a_file if program else 'an export of Companion'}."
    )
