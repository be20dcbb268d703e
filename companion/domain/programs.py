"""The programs whose files can be brought in, by their names. What reads each stands in
``companion/importers/sources.py``."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program, or kind of file."""

    id: str
    """As ``companion import`` calls it."""
    title: str
    """After "From": ``Daylio``."""
    a_file: str
    """What its file is called in a sentence: ``a Daylio export or backup``."""
    export: str
    """A sentence: how the file is made in that program."""
    moods: Mapping[str, int] = field(default_factory=dict)
    """What its own mood words stand for, 0 to 10."""


PROGRAMS: tuple[Program, ...] = (
    Program(
        id="daylio",
        title="Daylio",
        a_file="a Daylio export or backup",
        export="In Daylio: More, Export entries, CSV; or More, Backup and restore, Export.",
        moods={"rad": 10, "good": 8, "meh": 5, "bad": 3, "awful": 1},
    ),
    Program(
        id="jrnl",
        title="jrnl",
        a_file="a jrnl journal",
        export="`jrnl --format json` makes it; the journal's own text can be read too.",
    ),
    Program(
        id="dayone",
        title="Day One",
        a_file="a Day One export",
        export="In Day One: File, Export, JSON. The zip can be read as it is.",
    ),
    Program(
        id="bearable",
        title="Bearable",
        a_file="a Bearable export",
        export="In Bearable: More, Settings, Export data, CSV.",
    ),
    Program(
        id="csv",
        title="a table",
        a_file="a table (CSV)",
        export="In eMoods, Moodistory and others: export as CSV. In a spreadsheet: save as CSV.",
    ),
)

OWN = "companion"
"""Our own export, which is read whole."""


def program_of(id: str) -> Program | None:
    """Return the program of that id, or of one of its kinds (``csv-1a2b3c4d``); None where there is none."""
    return next((each for each in PROGRAMS if each.id == id.partition("-")[0]), None)
