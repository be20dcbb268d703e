"""Two copies of one vault made into one, nothing lost.

Every record carries the dot of its last edit (writer, seq), and every copy a version vector: the highest
seq it has seen of each writer. A version of a record stays when both copies hold it, or when the other copy
has never seen its dot; a version the other copy did see and no longer holds was edited or deleted there.
Two that stay are a conflict, and both are kept until the person chooses. These are dotted version vector sets
(Preguica, Baquero and others, 2010): the order and the number of merges make no difference.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from companion.vault.format.contents import Contents, Document, Tables, document_of
from companion.vault.format.headings import State, held_for_lines, joined, state_of, write_headings
from companion.vault.format.parting import Side, VersionVector, parted_writers, told_apart
from companion.vault.format.versions import (
    CONFLICTS,
    DELETIONS,
    LINES,
    SECTIONS,
    Dot,
    RecordKey,
    Version,
    Versions,
    conflict_of,
    deletion,
    dot_of,
    lateness,
    tables_of,
    versions,
    without_moot,
)

_encode = msgspec.json.Encoder().encode


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


def merge(ours: Contents, theirs: Contents) -> Merged:
    """Return what `ours` becomes with all that `theirs` holds; neither is touched."""
    mine, other = state_of(ours.tables), state_of(theirs.tables)
    my_seen, other_seen = ours.meta.vv, theirs.meta.vv
    parted = parted_writers(
        Side(versions=mine.kept, vv=my_seen, w=ours.meta.w, line=ours.line(), parted=ours.parted()),
        Side(versions=other.kept, vv=other_seen, w=theirs.meta.w, line=theirs.line(), parted=theirs.parted()),
    )
    own: dict[str, int] = {}
    if parted:
        (mine, here_own), (other, there_own) = (
            told_apart(mine, other.kept, parted),
            told_apart(other, mine.kept, parted),
        )
        own = here_own | there_own
    kept: Versions = {}
    for place in dict.fromkeys([*mine.kept, *other.kept]):
        here, there = mine.kept.get(place, {}), other.kept.get(place, {})
        stay = {dot: each for dot, each in here.items() if dot in there or not _has_seen(other_seen, dot)} | {
            dot: each for dot, each in there.items() if dot in here or not _has_seen(my_seen, dot)
        }
        if stay := without_moot(stay):
            kept[place] = stay
    after = joined(kept, mine, other)
    tables = _written(after, [*ours.tables, *theirs.tables])
    came, went = _moved(_everything(mine), _everything(after))
    vv = seen_by_both(seen_by_both(my_seen, other_seen), own)
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


def _written(state: State, names: list[str]) -> Tables:
    tables = tables_of(state.kept, names)
    write_headings(state, tables)
    return tables


def _everything(state: State) -> dict[RecordKey, frozenset[Dot]]:
    """Return the versions of every record, with the sections that are held for lines."""
    held = {(SECTIONS, id): frozenset((dot_of(raw),)) for id, raw in held_for_lines(state).items()}
    return held | {place: frozenset(of_place) for place, of_place in state.kept.items()}


def _moved(
    before: dict[RecordKey, frozenset[Dot]], after: dict[RecordKey, frozenset[Dot]]
) -> tuple[int, int]:
    """Return how many records are new or other than before, and how many are gone."""
    return sum(before.get(place) != dots for place, dots in after.items()), len(before.keys() - after.keys())


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
    state, here = state_of(tables), state_of(current).kept
    kept: Versions = {}
    new_dots: dict[tuple[RecordKey, Dot], Dot] = {}
    waiting = 0
    for place, of_place in state.kept.items():
        said = {old: each for old, each in of_place.items() if each.over is None}
        shown = max(said, key=lambda old: lateness(said[old].raw))
        for old, each in sorted(of_place.items(), key=lambda found: found[1].over is not None):
            covers_the_same = all(new_dots.get((place, dot), dot) == dot for dot in each.over or ())
            if here.get(place, {}).get(old) == each and covers_the_same:
                new_dots[place, old] = old
                continue
            waiting += old != shown
            new_dots[place, old] = dot if old == shown else (dot[0], waiting)
        kept[place] = {
            new_dots[place, old]: _with_dot(place, each, old, new_dots) for old, each in of_place.items()
        }
    under = {
        (line, new): each._replace(line_dot=new)
        for (line, old), each in state.under.items()
        for new in (new_dots[(LINES, line), old],)
    }
    return _written(State(kept, under), [*tables])


def _with_dot(
    place: RecordKey, version: Version, old: Dot, new_dots: Mapping[tuple[RecordKey, Dot], Dot]
) -> Version:
    new = new_dots[place, old]
    if version.over is not None:
        over = {new_dots.get((place, each), each) for each in version.over}
        return version if new == old and over == version.over else deletion(place, over, new)
    document = None if new == old else document_of(version.raw)
    return version if document is None else Version(msgspec.Raw(_encode(document | {"dot": new})))


def undotted(document: Document) -> Document:
    """Return the document without the mark of its last edit."""
    return {name: value for name, value in document.items() if name != "dot"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflicting:
    """A record that waits for a choice."""

    place: RecordKey
    shown: Dot | None
    """The version that stands in its table; None when the record is not there."""
    versions: dict[Dot, Document]
    """Its versions as documents, the shown one first."""
    deleted: bool
    """True when it was deleted in one of the copies: that it is gone is one of the choices."""


def conflicting(tables: Tables) -> Iterator[Conflicting]:
    """Yield each record that waits for a choice. One version alone: it was deleted here, and edited elsewhere."""
    for place, of_place in sorted(versions(_where_versions_wait(tables)).items()):
        here = tables.get(place[0], {}).get(place[1])
        shown = None if here is None else dot_of(here)
        said = {dot: version.raw for dot, version in of_place.items() if version.over is None}
        if place[0] == CONFLICTS or (len(of_place) < 2 and shown is not None):
            continue
        order = sorted(said, key=lambda dot: (dot != shown, lateness(said[dot])))
        yield Conflicting(
            place=place,
            shown=shown,
            versions={dot: document_of(said[dot]) or {} for dot in order},
            deleted=shown is None or len(said) < len(of_place),
        )


def _where_versions_wait(tables: Tables) -> Tables:
    """Return of `tables` what has more than one version, and these: all the others need not be looked at."""
    found: Tables = {CONFLICTS: tables.get(CONFLICTS, {}), DELETIONS: tables.get(DELETIONS, {})}
    for raw in found[CONFLICTS].values():
        conflict = conflict_of(raw)
        here = None if conflict is None else tables.get(conflict.table, {}).get(conflict.id)
        if conflict is not None and here is not None:
            found.setdefault(conflict.table, {})[conflict.id] = here
    return found


def _has_seen(seen: VersionVector, dot: Dot) -> bool:
    return dot[0] in seen and seen[dot[0]] >= dot[1]
