"""Records of an older schema, made into those of the newest one in memory when a vault is opened.

Nothing is written by that: the first save afterwards writes everything anew, after a copy of the file as it was.
To change what records look like: raise `SCHEMA`, add a step to `LADDER`, and add a vault of the schema that
was to `tests/vectors`. A step is given one document and returns another, by nothing else than what the document
says: two computers that upgrade two copies of one vault must come to the same bytes, or a merge would differ.
"""

from collections.abc import Callable, Mapping

import msgspec

from companion.vault.format.contents import Contents, Document, document_of
from companion.vault.format.merging import undotted
from companion.vault.format.versions import CONFLICTS, HEADINGS

Upgrade = Callable[[Document], Document]
"""Makes a document into one of the next schema. It sees no `dot`, and may raise what `_CANNOT` names."""
Migration = Mapping[str, Upgrade]
"""Table -> what is done to its documents; tables that stay as they are need not be named."""
Ladder = tuple[Migration, ...]

LADDER: Ladder = ()
"""The first step leads from schema 1 to 2, the next from 2 to 3, and so on to `SCHEMA`."""

_CANNOT = (LookupError, TypeError, ValueError, AttributeError)
_encode = msgspec.json.Encoder().encode


def newest_schema(ladder: Ladder) -> int:
    """Return the schema that `ladder` leads up to."""
    return 1 + len(ladder)


def upgrade(contents: Contents, ladder: Ladder = LADDER) -> bool:
    """Bring every record up to the newest schema, in memory; return True when the schema was an older one.

    A record that a step cannot make sense of stays byte for byte what it was. The mark of the last edit stays
    on every record: an upgrade is no edit. Versions that wait in the conflict table, and sections in the table of
    headings, are upgraded in their place.
    """
    steps = ladder[contents.meta.schema - 1 :]
    if not steps:
        return False
    for name, records in contents.tables.items():
        for id, raw in records.items():
            records[id] = _version(raw, steps) if name in (CONFLICTS, HEADINGS) else _record(name, raw, steps)
    contents.meta.schema = newest_schema(ladder)
    return True


def _version(raw: msgspec.Raw, steps: Ladder) -> msgspec.Raw:
    """Upgrade the record that a document of the conflict table, or of the table of headings, holds."""
    conflict = document_of(raw) or {}
    table, record = conflict.get("table"), conflict.get("record")
    if not isinstance(table, str) or not isinstance(record, dict):
        return raw
    was = msgspec.Raw(_encode(record))
    now = _record(table, was, steps)
    return raw if now is was else msgspec.Raw(_encode(conflict | {"record": now}))


def _record(table: str, raw: msgspec.Raw, steps: Ladder) -> msgspec.Raw:
    upgrades = [step[table] for step in steps if table in step]
    document = document_of(raw) if upgrades else None
    if document is None:
        return raw
    dot = {"dot": document["dot"]} if "dot" in document else {}
    try:
        for each in upgrades:
            document = each(undotted(document))
        return msgspec.Raw(_encode(document | dot))
    except _CANNOT:
        return raw
