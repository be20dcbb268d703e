"""What a change notes beside itself, so that a later merge does not take it back."""

from companion.vault.format.contents import Document, Layer, Tables
from companion.vault.format.versions import (
    CONFLICTS,
    DELETIONS,
    HEADINGS,
    SECTIONS,
    Dot,
    RecordKey,
    conflict_of,
    deletion_of,
    dot_of,
    under_of,
    version_id,
)

_NOTES = (CONFLICTS, DELETIONS, HEADINGS)


def with_notes(layer: Layer, tables: Tables, dot: Dot) -> Layer:
    """Return `layer`, which changes `tables` with `dot`, and what has to be noted or is to be noted no more.

    A deletion while other versions wait is noted. It is no more once a record is there again, or nothing waits. That
    lines were under a section is noted no more when the section is changed.
    """
    if not any(tables.get(name) or layer.get(name) for name in _NOTES):
        return layer
    notes = _deletions(layer, tables, dot)
    for id, raw in tables.get(HEADINGS, {}).items():
        under = under_of(raw)
        if under is not None and under.section in layer.get(SECTIONS, {}):
            notes.setdefault(HEADINGS, {})[id] = None
    return layer | {name: layer.get(name, {}) | documents for name, documents in notes.items()}


def _deletions(layer: Layer, tables: Tables, dot: Dot) -> dict[str, dict[str, Document | None]]:
    waiting, deleted = _waiting(layer, tables), _deleted(tables)
    found: dict[str, Document | None] = {}
    for place in _changed(layer, tables):
        name, id = place
        was_there = id in tables.get(name, {})
        is_there = was_there if id not in layer.get(name, {}) else layer[name][id] is not None
        is_deleted_now = was_there and not is_there
        if is_deleted_now or is_there > was_there or place not in waiting:
            found |= dict.fromkeys(deleted.get(place, ()))
        if is_deleted_now and place in waiting:
            found[version_id(*place, dot)] = {"table": name, "id": id, "over": sorted(waiting[place])}
    return {DELETIONS: found} if found else {}


def _changed(layer: Layer, tables: Tables) -> set[RecordKey]:
    """Return the records that are changed, or have fewer versions that wait."""
    found = {(name, id) for name, documents in layer.items() if name not in _NOTES for id in documents}
    for id in layer.get(CONFLICTS, {}):
        raw = tables.get(CONFLICTS, {}).get(id)
        if raw is not None and (conflict := conflict_of(raw)) is not None:
            found.add((conflict.table, conflict.id))
    return found


def _waiting(layer: Layer, tables: Tables) -> dict[RecordKey, set[Dot]]:
    """Return the versions that still wait after the change."""
    found: dict[RecordKey, set[Dot]] = {}
    gone = layer.get(CONFLICTS, {})
    for id, raw in tables.get(CONFLICTS, {}).items():
        if id not in gone and (conflict := conflict_of(raw)) is not None:
            found.setdefault((conflict.table, conflict.id), set()).add(dot_of(conflict.record))
    return found


def _deleted(tables: Tables) -> dict[RecordKey, list[str]]:
    """Return the ids of the deletions that are noted of each record."""
    found: dict[RecordKey, list[str]] = {}
    for id, raw in tables.get(DELETIONS, {}).items():
        if (deletion := deletion_of(raw)) is not None:
            found.setdefault((deletion.table, deletion.id), []).append(id)
    return found
