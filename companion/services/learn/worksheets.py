"""An exercise on paper: a sheet with room for a pen, written to a file. Nothing of the person's is on it."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from companion.domain.exercise import CoursePack, Exercise
from companion.domain.text import clean_line
from companion.domain.worksheet import worksheet_of
from companion.errors import UnknownName
from companion.services.files import FormatInfo, free_path, write_page
from companion.services.own_files import OwnFiles

NAMELESS = "worksheet"
LONGEST = 50
"""Characters of a file's name, before its suffix."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that Windows keeps for itself, whatever the suffix."""


class Worksheets:
    """Makes worksheets. It needs no vault. `own` are the files that no sheet is written over."""

    def __init__(self, own: OwnFiles) -> None:
        self._own = own

    def formats(self) -> tuple[FormatInfo, ...]:
        """Return the kinds of file a worksheet can be saved as."""
        from companion.export.registry import WORKSHEET_FORMATS

        return tuple(FormatInfo(id=f.id, label=f.label, suffix=f.suffix) for f in WORKSHEET_FORMATS)

    def render(self, exercise: Exercise, pack: CoursePack, format_id: str) -> bytes:
        """Return the sheet as the bytes of a file. Raises UnknownName, ToolMissing."""
        return self.render_all(((exercise, pack),), format_id)

    def render_all(
        self, exercises: Sequence[tuple[Exercise, CoursePack]], format_id: str, *, title: str = ""
    ) -> bytes:
        """Return a sheet for each of one or more exercises as the bytes of one file, each on paper of its own.

        `title`: of the file; without, that of the first. Raises UnknownName, ToolMissing.
        """
        from companion.export import registry
        from companion.export.registry import WORKSHEET_FORMATS

        found = next((f for f in WORKSHEET_FORMATS if f.id == format_id), None)
        if found is None:
            raise UnknownName("format", f"The formats are: {', '.join(f.id for f in WORKSHEET_FORMATS)}.")
        sheets = tuple(worksheet_of(exercise, pack) for exercise, pack in exercises)
        return found.render(registry.Worksheets(title=clean_line(title), sheets=sheets))

    def default_path(self, folder: Path, exercise: Exercise, format_id: str) -> Path:
        """Return a name in `folder` that is free, made from the title of the exercise."""
        suffix = next((f.suffix for f in self.formats() if f.id == format_id), "")
        return free_path(folder, _stem(exercise.title), suffix)

    def save(self, path: Path, data: bytes, *, force: bool = False) -> Path:
        """Write a sheet to a file and return its full path. Raises OwnFile, AlreadyThere, NotWritten."""
        return write_page(path, data, own=self._own, force=force)


def _stem(title: str) -> str:
    """Return the words of a title joined with ``-``, fit for a file's name on any system."""
    words = unicodedata.normalize("NFC", clean_line(title)).lower().replace("’", "").replace("'", "")
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in words)
    stem = "-".join(kept.split())
    if len(stem) > LONGEST:
        stem = (stem[: LONGEST + 1].rpartition("-")[0] or stem[:LONGEST]).rstrip("-")
    return f"{NAMELESS}-{stem}" if stem in _DEVICES else stem or NAMELESS
