"""A file that a person named, opened; whose it is; and what it says, or one sentence about what it is instead."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from companion.domain.imported import Reading
from companion.domain.programs import Program
from companion.errors import NotReadable
from companion.importers.looks import Looks, looks_like
from companion.importers.opening import LARGEST, ImportFile, open_bytes
from companion.importers.sources import READERS, HowToRead
from companion.services.files import read_named

__all__ = ["HowToRead", "ImportFile", "Looks", "looks_like", "open_file", "read", "recognised"]

T = TypeVar("T")

TABLES = ("csv", "daylio", "bearable")
"""Whose files are tables."""


def open_file(path: Path, *, pipes: bool = False) -> ImportFile:
    """Return a file, as far as it is read. With `pipes`, what is no ordinary file as well. Raises NotReadable."""
    data = read_named(path, most=LARGEST + 1, pipes=pipes)
    file = open_bytes(path.name, data, path)
    if not file.is_zip and len(data) > LARGEST:
        raise NotReadable(f"The file {path.name} is too large to be a diary.")
    return file


def read(source: Program, file: ImportFile, how: HowToRead) -> Reading:
    """Return what a file of a program says. Raises NotReadable with one sentence, and InvalidEntry for its columns."""
    if file.broken or (file.parts and not any(data for _, data in file.parts)):
        raise NotReadable(looks_like(file).sentence)
    if source.id == "csv" and (found := looks_like(file)).source not in TABLES:
        raise NotReadable(_not_one(source.a_file, found) if found.source else found.sentence)
    return recognised(source.id, source.a_file, file, lambda: READERS[source.id](file, how))


def recognised(source: str, a_file: str, file: ImportFile, read: Callable[[], T]) -> T:
    """Return what `read` reads; where it is no file of `source`, say what it looks like. Raises NotReadable."""
    try:
        return read()
    except NotReadable as error:
        found = looks_like(file)
        if found.source == source or not found.sentence:
            raise
        if not found.source:
            raise NotReadable(found.sentence) from error
        raise NotReadable(
            f"{error} {found.sentence}" if found.source == "csv" else _not_one(a_file, found)
        ) from error


def _not_one(a_file: str, found: Looks) -> str:
    return f"This is not {a_file}. {found.sentence} `companion import {found.source}` reads it."
