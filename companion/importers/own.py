"""Our own export, ``companion export --format json``, read whole: every table, field and version that waits.

What is in it is said in ``companion/services/backup/export_all.py``. Words are cleaned here, where they enter again.
"""

from dataclasses import dataclass, field
from typing import Any

from companion.domain.text import clean_text
from companion.errors import NotReadable
from companion.importers.json_files import items, mapping, read_json

VERSION = 1
"""The newest that can be read."""

DEEPEST = 60
"""Lists and objects in each other; an exercise pack has seven."""

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A version that waits for a choice."""

    table: str
    id: str
    record: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnExport:
    """All that an export holds."""

    tables: dict[str, dict[str, Document]] = field(default_factory=dict)
    waiting: tuple[Waiting, ...] = ()


def read_own(data: bytes) -> OwnExport:
    """Return what an export says. Raises NotReadable for anything else, damaged, or of a later version."""
    said = mapping(read_json(data, "an export of Companion"))
    if said.get("format") != "companion-export":
        raise NotReadable("This is not an export of Companion. `companion export --out FILE` makes one.")
    version = said.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version > VERSION:
        raise NotReadable("This export was made by a newer version of Companion. Nothing was changed.")
    try:
        tables = {
            name: {id: _cleaned(record) for id, record in records.items()}
            for name, records in mapping(_plain_keys(said.get("tables"), 2)).items()
        }
        waiting = tuple(_waiting(each) for each in items(said.get("clashes")))
    except (TypeError, AttributeError, KeyError, ValueError, RecursionError) as error:
        raise NotReadable("This export is damaged. Nothing was changed.") from error
    return OwnExport(tables=tables, waiting=waiting)


def _plain_keys(value: Any, depth: int) -> Any:
    """Return objects in objects, each of which has to be one. Raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError
    for name, each in value.items():
        if clean_text(name) != name:
            raise ValueError
        if depth > 1:
            _plain_keys(each, depth - 1)
        elif not isinstance(each, dict):
            raise ValueError
    return value


def _waiting(value: Any) -> Waiting:
    said = mapping(value)
    table, id, record = said["table"], said["id"], said["record"]
    if not (isinstance(table, str) and isinstance(id, str) and isinstance(record, dict)):
        raise ValueError
    return Waiting(table=clean_text(table), id=clean_text(id), record=_cleaned(record))


def _cleaned(value: Any, depth: int = 0) -> Any:
    """Return a value with its words cleaned. Raises ValueError where it is too deep."""
    if depth > DEEPEST:
        raise ValueError
    if isinstance(value, dict):
        return {clean_text(name): _cleaned(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each, depth + 1) for each in value]
    return clean_text(value) if isinstance(value, str) else value
