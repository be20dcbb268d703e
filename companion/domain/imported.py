"""What a file of another program says, whichever program it was: rows, what could not be read, what has to be asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from companion.errors import CompanionError


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """One entry as the other program had it."""

    line: int
    """Where it stands in the file, from 1: its line, or its number in a list."""
    day: date
    at: time | None = None
    """To the minute; None where no clock was written, or none that can be read."""
    own_id: str = ""
    """The other program's own id for it; empty where it has none."""
    word: str = ""
    """The person's word for a mood; empty when there is none."""
    mood: int | None = None
    """0 to 10, where the file itself says what the word stands for."""
    scales: tuple[tuple[str, str], ...] = ()
    """(name, value) as written: how far such a scale runs is not said."""
    activities: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """Something in the file that could not be read, and why."""

    line: int
    """Where it starts in the file, from 1."""
    reason: str
    kept: bool = False
    """True when the rest of the row came in all the same."""


class DateOrder(StrEnum):
    """Which of a date's numbers comes first."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateQuestion:
    """A date of the file that could be more than one day; the answer holds for the whole file."""

    line: int
    said: str
    """As the file has it."""
    days: tuple[tuple[DateOrder, date], ...]
    """What it would be in each order, two or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsQuestion:
    """A table of which nobody has said yet what its columns hold."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Up to three, as the file has them."""


Question = DateQuestion | ColumnsQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that could be read of a file, and everything that could not."""

    rows: tuple[ImportedRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    question: Question | None = None
    """What has to be answered first; there are no rows then."""
    columns: tuple[tuple[str, int], ...] = ()
    """What each column was taken for, counted from 1, where that was said or remembered."""
    headings: tuple[str, ...] = ()
    """Of a table whose columns were said."""
    variant: str = ""
    """Tells apart tables of different programs that are all read as tables; empty for a program of its own."""
    remarks: tuple[str, ...] = ()
    """Whole sentences about how it was read."""


Progress = Callable[[int, int], None]
"""Told from time to time: how much of how much is done. It may raise `Stopped`."""


def no_progress(done: int, whole: int) -> None:
    """Tell nobody."""


class Stopped(CompanionError):
    """The person stopped it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped. Nothing was changed.")
