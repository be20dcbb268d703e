"""What heading each line of the plan was under, so that a line added here to a section deleted there is found.

A line names its section by id. The deletion of a section leaves no trace, and may reach a line that nobody who
deleted had seen. So each version of a line goes together with the section as it stood in the copies that held both:
the latest of them where they differ. That goes along with the line and ends with it. When a merge leaves a line and
no version of its section, the latest that its lines were under is held for them, with the dot it had: it is shown as
any section is, but it is no version, and ends with the last of its lines. What a line was under is written down only
where it cannot be seen from the section that is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from companion.vault.format.contents import Tables
from companion.vault.format.versions import (
    HEADINGS,
    LINES,
    SECTIONS,
    Dot,
    Under,
    Version,
    Versions,
    latest,
    section_of,
    under_of,
    versions,
)

LineVersion = tuple[str, Dot]
"""Id of a line, and the dot of a version of it."""
HeadingsOf = dict[LineVersion, Under]
"""What each version of a line was under."""


@dataclass(frozen=True, slots=True)
class State:
    """What tables say, as it is merged."""

    kept: Versions
    under: HeadingsOf
    """One for every version of a line that names a section."""


def state_of(tables: Tables) -> State:
    """Return what `tables` say."""
    written: HeadingsOf = {}
    for raw in tables.get(HEADINGS, {}).values():
        if (under := under_of(raw)) is not None:
            key = under.line, under.line_dot
            written[key] = latest_under(written.get(key), under)
    held = {bytes(under.raw) for under in written.values() if under.raw is not None}
    kept = versions(tables, held)
    here = tables.get(SECTIONS, {})
    under_all: HeadingsOf = {}
    for (line, dot), section in _named(kept).items():
        of_line = written.get((line, dot))
        if of_line is None or of_line.section != section:
            of_line = Under(line, dot, section, here.get(section))
        under_all[line, dot] = of_line
    return State(kept, under_all)


def latest_under(one: Under | None, other: Under) -> Under:
    """Return which of two it counts as having been under."""
    return other if one is None else other._replace(raw=latest((one.raw, other.raw)))


def joined(kept: Versions, *sides: State) -> State:
    """Return `kept` with what its lines were under in those of the `sides` that held them."""
    under: HeadingsOf = {}
    for line_dot in _named(kept):
        for side in sides:
            if line_dot in side.under:
                under[line_dot] = latest_under(under.get(line_dot), side.under[line_dot])
    return State(kept, under)


def held_for_lines(state: State) -> dict[str, msgspec.Raw]:
    """Return the sections that have no version and are held for lines, by their ids."""
    found: dict[str, msgspec.Raw] = {}
    for under in state.under.values():
        if under.raw is not None and (SECTIONS, under.section) not in state.kept:
            held = latest((found.get(under.section), under.raw))
            found[under.section] = under.raw if held is None else held
    return found


def write_headings(state: State, tables: Tables) -> None:
    """Put into `tables`, which hold the versions of `state`, the sections held for lines, and what has to be noted."""
    there, held = tables.get(SECTIONS, {}), held_for_lines(state)
    for under in state.under.values():
        if under.section in held or under.raw != there.get(under.section):
            id, document = under.stored()
            tables.setdefault(HEADINGS, {})[id] = document
    if held:
        tables[SECTIONS] = there | held


def _named(kept: Mapping[tuple[str, str], Mapping[Dot, Version]]) -> dict[LineVersion, str]:
    """Return the section that each version of a line names."""
    return {
        (id, dot): section
        for (name, id), of_place in kept.items()
        if name == LINES
        for dot, version in of_place.items()
        if version.over is None and (section := section_of(version.raw)) is not None
    }
