"""What reads the file of each program: a file in, rows and problems out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from companion.domain.imported import DateOrder, Progress, Reading, no_progress
from companion.importers.bearable import read_bearable
from companion.importers.columns import read_columns
from companion.importers.day_one import read_day_one
from companion.importers.daylio.backup import read_backup
from companion.importers.daylio.daylio import read_daylio
from companion.importers.jrnl import read_jrnl
from companion.importers.opening import ImportFile


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """What was said about a file before it is read."""

    today: date
    """No entry is later than this."""
    order: DateOrder | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """What a column holds -> its number, from 1."""
    progress: Progress = no_progress


def _daylio(file: ImportFile, how: HowToRead) -> Reading:
    backups = [data for name, data in file.parts if name.casefold().endswith(".daylio")]
    data = backups[0] if backups else file.data
    begins = data[:64].lstrip()
    if backups or begins[:1] == b"{" or begins.startswith(b"eyJ"):  # eyJ is {" in base64
        return read_backup(data, today=how.today, progress=how.progress)
    return read_daylio(data, today=how.today, order=how.order, progress=how.progress)


def _jrnl(file: ImportFile, how: HowToRead) -> Reading:
    return read_jrnl(file.data, today=how.today, order=how.order, progress=how.progress)


def _day_one(file: ImportFile, how: HowToRead) -> Reading:
    journals = [data for name, data in file.parts if name.casefold().endswith(".json")]
    return read_day_one(journals or [file.data], today=how.today, progress=how.progress)


def _bearable(file: ImportFile, how: HowToRead) -> Reading:
    return read_bearable(file.data, today=how.today, order=how.order, progress=how.progress)


def _table(file: ImportFile, how: HowToRead) -> Reading:
    return read_columns(file.data, how.columns, today=how.today, order=how.order, progress=how.progress)


READERS: Mapping[str, Callable[[ImportFile, HowToRead], Reading]] = {
    "daylio": _daylio,
    "jrnl": _jrnl,
    "dayone": _day_one,
    "bearable": _bearable,
    "csv": _table,
}
"""Id of a program -> what reads its file."""
