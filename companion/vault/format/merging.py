"""Two copies of one vault made into one, nothing lost.

Every record carries the dot of its last edit (writer, seq), and every copy a version vector: the highest
seq it has seen of each writer. A version of a record stays when both copies hold it, or when the other copy
has never seen its dot; a version the other copy did see and no longer holds was edited or deleted there.
Two that stay are a conflict, and both are kept until the person chooses. These are dotted version vector sets
(Preguica, Baquero and others, 2010): the order and the number of merges make no difference.
"""

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from companion.vault.format.contents import Contents, Document, Tables, document_of
from companion.vault.format.parting import (
    Dot,
    RecordKey,
    Side,
    Versions,
    VersionVector,
    parted_writers,
    told_apart,
)

CONFLICTS = "clashes"
"""The table of the versions that are not shown for their record: one document each, until the person chooses."""

_encode = msgspec.json.Encoder().encode


class _Dotted(msgspec.Struct):
    dot: tuple[str, int] | None = None
    changed_at: Any = None


_dotted = msgspec.json.Decoder(_Dotted).decode
_MALFORMED = (msgspec.MsgspecError, ValueError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The outcome of a merge."""

    tables: Tables
    vv: dict[str, int]
    came: int
    """Records that are new or other than they were here."""
    went: int
    """Records that the other copy had deleted."""
    conflicts: int
    """Records that were edited in both copies."""
    parted: dict[str, int]
    """Writers that are known to have gone on apart, each with the last seq before that."""
    came_apart: bool
    """True when something came from one of them, so that what was deleted since then may be back."""
    kept: Path | None = None
    """Where what was here before is kept as a copy; None when everything was here already."""

    @property
    def changes_something(self) -> bool:
        """False when everything of the other copy was here already."""
        return bool(self.came or self.went)


def dot_of(raw: msgspec.Raw) -> Dot:
    """Return the dot of a record; where none can be read, one made of its bytes, which no copy has seen."""
    with contextlib.suppress(*_MALFORMED):
        if dot := _dotted(raw).dot:
            return dot
    return f"?{hashlib.sha256(bytes(raw)).hexdigest()[:16]}", 0


def merge(ours: Contents, theirs: Contents) -> Merged:
    """Return what `ours` becomes with all that `theirs` holds; neither is touched."""
    mine, other = versions(ours.tables), versions(theirs.tables)
    my_seen, other_seen = ours.meta.vv, theirs.meta.vv
    parted = parted_writers(
        Side(versions=mine, vv=my_seen, w=ours.meta.w, line=ours.line(), parted=ours.parted()),
        Side(versions=other, vv=other_seen, w=theirs.meta.w, line=theirs.line(), parted=theirs.parted()),
    )
    own: dict[str, int] = {}
    if parted:
        (mine, here_own), (other, there_own) = (
            told_apart(mine, other, parted),
            told_apart(other, mine, parted),
        )
        own = here_own | there_own
    kept: Versions = {}
    came = went = 0
    for place in dict.fromkeys([*mine, *other]):
        here, there = mine.get(place, {}), other.get(place, {})
        stay = {dot: raw for dot, raw in here.items() if dot in there or not _has_seen(other_seen, dot)} | {
            dot: raw for dot, raw in there.items() if dot in here or not _has_seen(my_seen, dot)
        }
        if stay:
            kept[place] = stay
            came += set(stay) != set(here)
        else:
            went += bool(here)
    vv = seen_by_both(seen_by_both(my_seen, other_seen), own)
    tables = tables_of(kept, [*ours.tables, *theirs.tables])
    conflicts = sum(len(of_place) > 1 for of_place in kept.values())
    return Merged(
        tables=tables,
        vv=vv,
        came=came,
        went=went,
        conflicts=conflicts,
        parted=parted,
        came_apart=not has_all_of(my_seen, own),
    )


def has_all_of(seen: VersionVector, other: VersionVector) -> bool:
    """Return True when `seen` lacks nothing that `other` has seen."""
    return all(seen.get(writer, 0) >= seq for writer, seq in other.items())


def seen_by_both(one: VersionVector, other: VersionVector) -> dict[str, int]:
    """Return the highest seq of each writer in either."""
    return {writer: max(one.get(writer, 0), other.get(writer, 0)) for writer in sorted({*one, *other})}


def redotted(tables: Tables, current: Tables, dot: Dot) -> Tables:
    """Return `tables` with `dot` on every record that is not so in `current`, as if edited there now.

    The writer of `dot` must be new: versions that wait for a choice take its earlier numbers.
    """
    kept = versions(tables)
    here = versions(current)
    waiting = 0
    for place, of_place in kept.items():
        shown = max(of_place.items(), key=_lateness)[0]
        renewed: dict[Dot, msgspec.Raw] = {}
        for old, raw in of_place.items():
            if here.get(place, {}).get(old) == raw:
                renewed[old] = raw
                continue
            waiting += old != shown
            new = dot if old == shown else (dot[0], waiting)
            renewed[new] = _with_dot(raw, new)
        kept[place] = renewed
    return tables_of(kept, [*tables])


def _with_dot(raw: msgspec.Raw, dot: Dot) -> msgspec.Raw:
    document = document_of(raw)
    return raw if document is None else msgspec.Raw(_encode(document | {"dot": dot}))


def versions(tables: Tables) -> Versions:
    """Return every version in `tables`: the records themselves, and those that wait in the conflict table."""
    found: Versions = {}
    for name, records in tables.items():
        if name == CONFLICTS:
            continue
        for id, raw in records.items():
            found.setdefault((name, id), {})[dot_of(raw)] = raw
    for id, raw in tables.get(CONFLICTS, {}).items():
        place, version = _waiting(raw)
        if place is None or version is None:
            found.setdefault((CONFLICTS, id), {})[dot_of(raw)] = raw  # not one of ours: kept as it is
        else:
            found.setdefault(place, {})[dot_of(version)] = version
    return found


def tables_of(kept: Versions, names: list[str]) -> Tables:
    """Return tables that hold `kept`: the latest version of each record in its place, the others as conflicts."""
    tables: Tables = {name: {} for name in dict.fromkeys(names) if name != CONFLICTS}
    for (name, id), of_place in sorted(kept.items()):
        *waiting, shown = sorted(of_place.items(), key=_lateness)
        tables.setdefault(name, {})[id] = shown[1]
        for dot, raw in waiting:
            tables.setdefault(CONFLICTS, {})[conflict_id(name, id, dot)] = _conflict(name, id, dot, raw)
    return tables


def conflict_id(table: str, id: str, dot: Dot) -> str:
    """Return the id under which that version of that record waits in the conflict table."""
    return f"{table}/{id}/{version_key(dot)}"


def version_key(dot: Dot) -> str:
    """Return what names a version among those of its record."""
    return f"{dot[0]}-{dot[1]}"


def undotted(document: Document) -> Document:
    """Return the document without the mark of its last edit."""
    return {name: value for name, value in document.items() if name != "dot"}


def conflicting(tables: Tables) -> Iterator[tuple[RecordKey, dict[Dot, dict[str, Any]]]]:
    """Yield each record that waits for a choice with its versions as documents, the shown one first.

    One version alone: the record was deleted here since, and edited elsewhere.
    """
    if not tables.get(CONFLICTS):
        return
    for place, of_place in sorted(versions(tables).items()):
        here = tables.get(place[0], {}).get(place[1])
        shown = None if here is None else dot_of(here)
        if place[0] == CONFLICTS or (len(of_place) < 2 and shown is not None):
            continue
        order = sorted(of_place, key=lambda dot: (dot != shown, _lateness((dot, of_place[dot]))))
        yield place, {dot: document_of(of_place[dot]) or {} for dot in order}


def _has_seen(seen: VersionVector, dot: Dot) -> bool:
    return dot[0] in seen and seen[dot[0]] >= dot[1]


def _lateness(version: tuple[Dot, msgspec.Raw]) -> tuple[str, Dot, bytes]:
    """Order versions by when they were changed, as their clocks said; which is shown, no more, hangs on it."""
    dot, raw = version
    changed_at: Any = None
    with contextlib.suppress(*_MALFORMED):
        changed_at = _dotted(raw).changed_at
    return changed_at if isinstance(changed_at, str) else "", dot, bytes(raw)


def _conflict(table: str, id: str, dot: Dot, raw: msgspec.Raw) -> msgspec.Raw:
    return msgspec.Raw(_encode({"table": table, "id": id, "record": raw, "dot": dot}))


class _Conflict(msgspec.Struct):
    table: str
    id: str
    record: msgspec.Raw


_read_conflict = msgspec.json.Decoder(_Conflict).decode


def _waiting(raw: msgspec.Raw) -> tuple[RecordKey | None, msgspec.Raw | None]:
    """Return which record a document of the conflict table is a version of, and that version."""
    try:
        conflict = _read_conflict(raw)
    except _MALFORMED:
        return None, None
    return (conflict.table, conflict.id), conflict.record
