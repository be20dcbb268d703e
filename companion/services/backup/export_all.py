"""Everything the vault holds, for the person to keep in a form that any program can read.

    {"format": "companion-export", "version": 1,
     "tables": {TABLE: {ID: RECORD}},
     "clashes": [{"table": TABLE, "id": ID, "record": RECORD}]}

`tables` holds every record under the names of its fields, times as ISO 8601 with offset, days as ISO 8601;
tables and fields of later versions too. `clashes` holds the versions that a merge kept beside the record in
`tables`, until the person chooses. Tables, ids and fields come in the order of their letters, clashes in that
of table, id and words. Left out: the marks by which copies are merged, and the recovery code, which is kept
until it is on paper and opens the vault. Two copies merged both ways round so give the same export.
"""

import json
from collections.abc import Mapping
from typing import Any

from companion.services.core.drafts import CODE_DRAFT
from companion.services.core.store import Store

FORMAT = "companion-export"
VERSION = 1
"""Raised when what is here changes its meaning or goes; what is new may come without."""

_CONFLICTS = "clashes"
_DRAFTS = "drafts"
_MARK = "dot"
_MARKS = ("deletions", "headings")
"""Tables that hold nothing but marks by which copies are merged, and a heading beside its lines."""


class Everything:
    """All of it, as plain values."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def as_json_ready(self) -> dict[str, Any]:
        """Return everything the vault holds, in an order that stays."""
        tables = self._store.everything()
        tables.get(_DRAFTS, {}).pop(CODE_DRAFT, None)
        for name in _MARKS:
            tables.pop(name, None)
        conflicts, own = [], {}
        for id, document in tables.pop(_CONFLICTS, {}).items():
            if _is_version(document):
                if not is_left_out(document["table"], document["id"]):
                    conflicts.append(_version(document))
            else:
                own[id] = document  # not a version: kept in the vault as it is, and so here
        if own:
            tables[_CONFLICTS] = own
        return {
            "format": FORMAT,
            "version": VERSION,
            "tables": {
                name: {id: plain(name, records[id]) for id in sorted(records)}
                for name, records in sorted(tables.items())
                if records
            },
            "clashes": sorted(conflicts, key=lambda conflict: json.dumps(conflict, sort_keys=True)),
        }


def _version(document: dict[str, Any]) -> dict[str, Any]:
    table = document["table"]
    return {"table": table, "id": document["id"], "record": plain(table, document["record"])}


def _is_version(document: dict[str, Any]) -> bool:
    kinds = {"table": str, "id": str, "record": dict}
    return all(isinstance(document.get(name), kind) for name, kind in kinds.items())


def is_left_out(table: str, id: str) -> bool:
    """True for what no export holds: the recovery code, and the marks by which copies are merged."""
    return table in _MARKS or (table, id) == (_DRAFTS, CODE_DRAFT)


def plain(table: str, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the mark of its last edit and without a recovery code, its fields in order."""
    hidden = {_MARK, "recovery_code"} if table == "settings" else {_MARK}
    return {name: _ordered(value) for name, value in sorted(document.items()) if name not in hidden}


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value)}
    return [_ordered(item) for item in value] if isinstance(value, list | tuple) else value
