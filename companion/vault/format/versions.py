"""Every version of every record, and the tables they stand in.

A record has one version, unless it was changed in two copies at once: then the ones that are not shown wait in
`CONFLICTS` until the person chooses. A deletion is a version too while others wait: it stands in `DELETIONS`, and
covers those that waited when it was made.
"""

import contextlib
import hashlib
from collections.abc import Collection, Container, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from companion.vault.format.contents import MALFORMED, Tables

CONFLICTS = "clashes"
"""The table of the versions that are not shown for their record: one document each, until the person chooses."""
DELETIONS = "deletions"
"""The table of the deletions that wait for a choice."""
HEADINGS = "headings"
"""The table of the headings that lines were under (see `companion.vault.format.headings`)."""
LINES, SECTIONS = "lines", "sections"

Dot = tuple[str, int]
"""Writer and seq of an edit."""
RecordKey = tuple[str, str]
"""Table and id of a record."""


class Version(NamedTuple):
    """A version of a record as it is kept, or that it was deleted."""

    raw: msgspec.Raw
    over: frozenset[Dot] | None = None
    """Of a deletion: the versions that it covers. None for a version that says something."""


Versions = dict[RecordKey, dict[Dot, Version]]
"""Every version of every record, by the dot of its last edit."""

_encode = msgspec.json.Encoder().encode


class _Dotted(msgspec.Struct):
    dot: tuple[str, int] | None = None
    changed_at: Any = None


class Conflict(msgspec.Struct):
    """A version that waits."""

    table: str
    id: str
    record: msgspec.Raw


class Deletion(msgspec.Struct):
    """A deletion that waits."""

    table: str
    id: str
    over: list[tuple[str, int]]
    dot: tuple[str, int]


class _Line(msgspec.Struct):
    section_id: str


class _Under(msgspec.Struct):
    line: str
    line_dot: tuple[str, int]
    id: str
    record: msgspec.Raw


_dotted = msgspec.json.Decoder(_Dotted).decode
_read_conflict = msgspec.json.Decoder(Conflict).decode
_read_deletion = msgspec.json.Decoder(Deletion).decode
_read_line = msgspec.json.Decoder(_Line).decode
_read_under = msgspec.json.Decoder(_Under).decode
_NULL = msgspec.Raw(b"null")
_OWN = (CONFLICTS, DELETIONS, HEADINGS)


def dot_of(raw: msgspec.Raw) -> Dot:
    """Return the dot of a record; where none can be read, one made of its bytes, which no copy has seen."""
    with contextlib.suppress(*MALFORMED):
        if dot := _dotted(raw).dot:
            return dot
    return f"?{hashlib.sha256(bytes(raw)).hexdigest()[:16]}", 0


def lateness(raw: msgspec.Raw) -> tuple[str, Dot, bytes]:
    """Order versions by when they were changed, as their clocks said; which is shown, no more, hangs on it."""
    changed_at: Any = None
    with contextlib.suppress(*MALFORMED):
        changed_at = _dotted(raw).changed_at
    return changed_at if isinstance(changed_at, str) else "", dot_of(raw), bytes(raw)


def latest(raws: Iterable[msgspec.Raw | None]) -> msgspec.Raw | None:
    """Return the latest of them; None where there is none."""
    return max((raw for raw in raws if raw is not None), key=lateness, default=None)


def version_key(dot: Dot) -> str:
    """Return what names a version among those of its record."""
    return f"{dot[0]}-{dot[1]}"


def version_id(table: str, id: str, dot: Dot) -> str:
    """Return the id under which that version of that record waits in the conflict table, or its deletion in its own."""
    return f"{table}/{id}/{version_key(dot)}"


def deletion(place: RecordKey, over: Iterable[Dot], dot: Dot) -> Version:
    """Return the version that says the record was deleted while those of `over` waited."""
    over = frozenset(over)
    document = {"table": place[0], "id": place[1], "over": sorted(over), "dot": dot}
    return Version(msgspec.Raw(_encode(document)), over)


def section_of(raw: msgspec.Raw) -> str | None:
    """Return the id of the section that a line names."""
    with contextlib.suppress(*MALFORMED):
        return _read_line(raw).section_id
    return None


def versions(tables: Tables, apart: Container[bytes] = ()) -> Versions:
    """Return every version in `tables`: the records themselves, those that wait, and deletions of what waits.

    `apart`: the bytes of sections that are only held for a line; they are no versions.
    """
    found: Versions = {}
    for name, records in tables.items():
        if name not in _OWN:
            for id, raw in records.items():
                if name != SECTIONS or bytes(raw) not in apart:
                    found.setdefault((name, id), {})[dot_of(raw)] = Version(raw)
    for id, raw in tables.get(CONFLICTS, {}).items():
        conflict = conflict_of(raw)
        if conflict is None:  # not one of ours: kept as it is
            found.setdefault((CONFLICTS, id), {})[dot_of(raw)] = Version(raw)
        else:
            of_place = found.setdefault((conflict.table, conflict.id), {})
            of_place[dot_of(conflict.record)] = Version(conflict.record)
    for id, raw in tables.get(DELETIONS, {}).items():
        read = deletion_of(raw)
        if read is None:
            found.setdefault((DELETIONS, id), {})[dot_of(raw)] = Version(raw)
        else:
            of_place = found.setdefault((read.table, read.id), {})
            of_place.setdefault(read.dot, Version(raw, frozenset(read.over)))
    for id, raw in tables.get(HEADINGS, {}).items():
        if under_of(raw) is None:
            found.setdefault((HEADINGS, id), {})[dot_of(raw)] = Version(raw)
    return {place: left for place, of_place in found.items() if (left := without_moot(of_place))}


def without_moot(of_place: dict[Dot, Version]) -> dict[Dot, Version]:
    """Return the versions of a record without the deletions that cover none of them any more."""
    if all(version.over is None for version in of_place.values()):
        return of_place
    said = {dot for dot, version in of_place.items() if version.over is None}
    return {dot: version for dot, version in of_place.items() if version.over is None or version.over & said}


def shown_of(of_place: Mapping[Dot, Version], *, is_named: bool = False) -> Dot | None:
    """Return the version that stands for the record: the latest that no deletion covers; None where all are covered.

    `is_named`: a line is under it, so that a deletion does not take it away.
    """
    said = {dot: version.raw for dot, version in of_place.items() if version.over is None}
    if len(of_place) == 1:
        return next(iter(said), None)
    covered = {dot for version in of_place.values() for dot in version.over or ()}
    open_ones = [dot for dot in said if dot not in covered] or (list(said) if is_named else [])
    return max(open_ones, key=lambda dot: lateness(said[dot]), default=None)


def sections_named(kept: Versions) -> frozenset[str]:
    """Return the ids of the sections that lines name, in any of their versions."""
    named = (
        section_of(version.raw)
        for (name, _), of_place in kept.items()
        if name == LINES
        for version in of_place.values()
        if version.over is None
    )
    return frozenset(section for section in named if section is not None)


def tables_of(kept: Versions, names: Collection[str]) -> Tables:
    """Return tables that hold `kept`: what is shown of each record in its place, the rest as it waits."""
    tables: Tables = {name: {} for name in dict.fromkeys(names) if name not in _OWN}
    named = sections_named(kept)
    for place, of_place in sorted(kept.items()):
        shown = shown_of(of_place, is_named=place[0] == SECTIONS and place[1] in named)
        for dot, version in sorted(of_place.items()):
            if version.over is not None:
                tables.setdefault(DELETIONS, {})[version_id(*place, dot)] = version.raw
            elif dot == shown:
                tables.setdefault(place[0], {})[place[1]] = version.raw
            else:
                tables.setdefault(CONFLICTS, {})[version_id(*place, dot)] = _conflict(place, dot, version.raw)
    return tables


class Under(NamedTuple):
    """That a line was under a section as it was then; `raw` is None where it had none."""

    line: str
    line_dot: Dot
    section: str
    raw: msgspec.Raw | None

    def stored(self) -> tuple[str, msgspec.Raw]:
        """Return its id in the table of headings, and its document."""
        said = {"line": self.line, "line_dot": self.line_dot, "table": SECTIONS, "id": self.section}
        record = _NULL if self.raw is None else self.raw
        was = "none" if self.raw is None else version_key(dot_of(self.raw))
        id = f"{self.line}/{version_key(self.line_dot)}/{was}"
        return id, msgspec.Raw(_encode(said | {"record": record}))


def under_of(raw: msgspec.Raw) -> Under | None:
    """Return what a document of the table of headings says; None where it is none."""
    with contextlib.suppress(*MALFORMED):
        read = _read_under(raw)
        return Under(read.line, read.line_dot, read.id, None if read.record == _NULL else read.record)
    return None


def conflict_of(raw: msgspec.Raw) -> Conflict | None:
    """Return what a document of the conflict table says; None where it is none."""
    with contextlib.suppress(*MALFORMED):
        read = _read_conflict(raw)
        return None if read.table in _OWN else read
    return None


def deletion_of(raw: msgspec.Raw) -> Deletion | None:
    """Return what a document of the table of deletions says; None where it is none."""
    with contextlib.suppress(*MALFORMED):
        read = _read_deletion(raw)
        return None if read.table in _OWN else read
    return None


def _conflict(place: RecordKey, dot: Dot, raw: msgspec.Raw) -> msgspec.Raw:
    return msgspec.Raw(_encode({"table": place[0], "id": place[1], "record": raw, "dot": dot}))
