"""What the program can and cannot protect, part by part, for every front end. Needs no vault."""

from dataclasses import dataclass

from companion.content import protects as shipped

TITLE, FIRST = shipped.TITLE, shipped.FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectsPart:
    """A heading, and what is said under it: a label and a sentence or two."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def parts() -> tuple[ProtectsPart, ...]:
    """Return everything there is to say, in order."""
    return (
        *map(_part, shipped.THREATS),
        ProtectsPart(heading="Also", lines=tuple(("", each) for each in shipped.ALSO)),
    )


def _part(threat: shipped.Threat) -> ProtectsPart:
    said = (("They get", threat.get), ("What helps", threat.helps), ("What is left", threat.left))
    return ProtectsPart(heading=threat.who, lines=tuple((label, words) for label, words in said if words))
