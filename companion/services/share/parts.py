"""What Share is made of: for whom, which parts, which lines of them, and what the person chose."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from companion.domain.helpline import Nation
from companion.domain.summary import Item
from companion.domain.talk import Talk
from companion.domain.text import folded
from companion.services.kinds import WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
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
    whole: frozenset[str] | None = None
    """Parts and lines that can come along unasked or with their part; None for all. Any other line comes
    along when it is ticked by itself, and in no other way."""
    by_line_words: str = "None of it comes along by itself."
    """Why a part does not come along as a whole, in a sentence."""

    @property
    def is_for_learning(self) -> bool:
        """True when what was learned stands first, and what the person lives with stays out of it."""
        return self.whole is not None

    def fits(self, talk: Talk) -> bool:
        """True when a talk is with this audience, as far as its role says.

        A talk without a role fits everybody but those who come for the learning alone.
        """
        if self.is_me or folded(talk.role) in self.roles:
            return True
        return not (talk.role.strip() or self.is_for_learning)


PRIVATE_PARTS = frozenset[str]().union(*(kind.private_parts for kind in WORDS.values()))
"""Off to begin with for everybody but the person, and a tutor as far as they are about learning."""

AUDIENCES: tuple[Recipient, ...] = (
    Recipient(
        id="care-coordinator",
        label="Care coordinator",
        addressed="my care coordinator",
        roles=("care coordinator", "care co-ordinator", "key worker", "named worker", "cpn"),
        off=PRIVATE_PARTS,
    ),
    Recipient(
        id="tutor",
        label="Tutor",
        addressed="my tutor",
        roles=("tutor", "teacher", "peer trainer"),
        whole=frozenset({"who/name", "learning", "courses", "answers"}),
        by_line_words="To a tutor this goes line by line.",
    ),
    Recipient(id="me", label="Just me", addressed="myself", is_me=True),
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
    only_me: str = ""
    """Id of what is "only me" in it; empty where nothing is. Such a line is listed for the person alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of the page with its lines. It is ticked when at least one line of it is."""

    id: str
    label: str
    ticked: bool
    lines: tuple[PartLine, ...]
    overleaf: bool = False
    """True when it stands on page two."""
    stays_out: frozenset[str] = frozenset()
    """Ids of what is "only me", and so in none of the lines of a part for somebody else."""


def part_for(
    audience: Recipient, id: str, label: str, lines: Iterable[PartLine], *, overleaf: bool = False
) -> Part:
    """Return the part of those `lines` that have words, ticked and offered as far as `audience` goes.

    Here, and nowhere else, it is decided that what is "only me" is listed for nobody but the person.
    """
    whole = audience.whole
    lines = tuple(line for line in lines if line.text.strip())
    stays_out = frozenset(line.only_me for line in lines if line.only_me and not audience.is_me)
    kept = tuple(
        line
        if whole is None or id in whole or line.id in whole
        else replace(line, ticked=False, offered=False)
        for line in lines
        if line.only_me not in stays_out
    )
    on = id not in audience.off and any(line.ticked for line in kept)
    return Part(id=id, label=label, ticked=on, lines=kept, overleaf=overleaf, stays_out=stays_out)


DATED_PARTS = frozenset({"changed", "signs", "days", "notes"})
"""Parts that say something about the period of the page."""


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

    def can_take(self, id: str) -> bool:
        """True when `with_part` can take something of the part in; else its lines are ticked one by one."""
        return bool(_of_part(self.lines | self.offered, id))

    def with_part(self, id: str, on: bool) -> "Selection":
        """Return the selection with a part taken in or left out.

        Taking in a part with nothing of it chosen takes in the lines of it that are `offered`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How a selection differs from what is ticked to begin with, so that what is written later comes as it would."""

    first: date | None
    """The first day the person chose; None while they chose none."""
    parts_on: frozenset[str]
    parts_off: frozenset[str]
    lines_on: frozenset[str]
    lines_off: frozenset[str]

    @classmethod
    def between(cls, preset: Selection, chosen: Selection, *, first: date | None) -> "Difference":
        """Return what was chosen other than `preset` has it."""
        return cls(
            first=first,
            parts_on=chosen.parts - preset.parts,
            parts_off=preset.parts - chosen.parts,
            lines_on=chosen.lines - preset.lines,
            lines_off=preset.lines - chosen.lines,
        )

    def applied(self, preset: Selection) -> Selection:
        """Return `preset` with what was chosen before."""
        return replace(
            preset,
            parts=(preset.parts | self.parts_on) - self.parts_off,
            lines=(preset.lines | self.lines_on) - self.lines_off,
        )

    def __bool__(self) -> bool:
        """True when anything differs."""
        return bool(self.first or self.parts_on or self.parts_off or self.lines_on or self.lines_off)


def part_of(line_id: str) -> str:
    """Return the id of the part that a line belongs to."""
    return line_id.partition("/")[0]


def _of_part(lines: frozenset[str], part: str) -> frozenset[str]:
    return frozenset(id for id in lines if part_of(id) == part)
