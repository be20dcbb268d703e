"""What Share is made of: for whom, which parts, which lines of them, and what the person chose."""

from dataclasses import dataclass, field, replace
from datetime import date

from companion.domain.helpline import Nation
from companion.domain.summary import Item
from companion.domain.talk import Talk
from companion.domain.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Someone a page is for, and what is ticked for them to begin with."""

    id: str
    label: str
    addressed: str
    """How they stand after "For" on the page when no talk names them."""
    roles: tuple[str, ...] = ()
    """Words for their role in a talk, in lower case; a talk without a role fits everybody."""
    is_me: bool = False
    """For the person alone: everything is ticked."""
    off: frozenset[str] = frozenset()
    """Parts that are not ticked to begin with."""

    def fits(self, talk: Talk) -> bool:
        """True when a talk is with this audience, as far as its role says."""
        return self.is_me or not talk.role.strip() or folded(talk.role) in self.roles


PRIVATE_PARTS = frozenset({"reach", "involved", "days", "notes", "safety", "contacts"})
"""Off to begin with for everybody but the person."""

AUDIENCES: tuple[Audience, ...] = (
    Audience(
        id="care-coordinator",
        label="Care coordinator",
        addressed="my care coordinator",
        roles=("care coordinator", "care co-ordinator", "key worker", "named worker", "cpn"),
        off=PRIVATE_PARTS,
    ),
    Audience(id="me", label="Just me", addressed="myself", is_me=True),
)
"""In the order they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One thing that can be taken in or left out."""

    id: str
    """``part/thing``."""
    text: str
    """How it is listed in Share."""
    ticked: bool
    note: str = ""
    """A word beside it in Share: "only me", "ask me", "on 6 days"."""
    offered: bool = True
    """True when taking in the part, with nothing of it chosen yet, takes this line in."""
    item: Item
    """How it stands on the page."""
    heading: str = ""
    """The heading it stands under; empty for the heading of its part."""
    source: str = ""
    """Id of the record it shows. A record stands on the page once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of the page with its lines. It is ticked when at least one line of it is."""

    id: str
    label: str
    ticked: bool
    lines: tuple[PartLine, ...]
    overleaf: bool = False
    """True when it stands on page two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What the person chose for one page. It never changes: each choice makes another one."""

    audience_id: str
    first: date
    last: date
    """The period, both days included."""
    since: str = ""
    """What the period begins with, as the page says it; empty when it is a plain stretch of days."""
    nation: Nation | None = None
    parts: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    """Ids of chosen lines. Those of a part that is off wait there until it is on again."""
    offered: frozenset[str] = field(default=frozenset(), repr=False)
    """Lines that come along when their part is taken in with nothing of it chosen."""

    def has_part(self, id: str) -> bool:
        """True when the part is on the page."""
        return id in self.parts and bool(_of_part(self.lines, id))

    def has_line(self, id: str) -> bool:
        """True when the line is on the page."""
        return part_of(id) in self.parts and id in self.lines

    def with_part(self, id: str, on: bool) -> "Selection":
        """Return the selection with a part taken in or left out.

        Taking in a part with nothing of it chosen takes in its lines, except those that are "only me".
        """
        if not on:
            return replace(self, parts=self.parts - {id})
        lines = self.lines if _of_part(self.lines, id) else self.lines | _of_part(self.offered, id)
        return replace(self, parts=self.parts | {id}, lines=lines)

    def with_line(self, id: str, on: bool) -> "Selection":
        """Return the selection with one line taken in, and its part with it, or left out."""
        part = part_of(id)
        if on and part not in self.parts:  # the other lines that wait there were not asked for
            return replace(
                self, parts=self.parts | {part}, lines=self.lines - _of_part(self.lines, part) | {id}
            )
        return replace(self, lines=self.lines | {id} if on else self.lines - {id})


def part_of(line_id: str) -> str:
    """Return the id of the part that a line belongs to."""
    return line_id.partition("/")[0]


def _of_part(lines: frozenset[str], part: str) -> frozenset[str]:
    return frozenset(id for id in lines if part_of(id) == part)
