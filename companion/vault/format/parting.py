"""Two copies that went on as one writer: a block copy of a disk (an image, a snapshot) was saved to on both sides.

Their version vectors then each claim to have seen what the other alone holds, and a merge would delete it. Found by
what cannot be otherwise: the saves of one writer lie on one line; whoever has seen the last state that a writer saved
has seen all of it, so what that state had seen and does not hold is gone there too; and one dot is one content. What
such a writer made on either side, and is not on both, gets a dot of its own, made of its bytes: the same whenever and
wherever it is found again. That it parted is kept with the vault, for a third copy shows no trace of it.
"""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from companion.vault.format.contents import MALFORMED
from companion.vault.format.headings import State
from companion.vault.format.versions import LINES, Dot, RecordKey, Version, Versions, deletion

VersionVector = Mapping[str, int]
"""Writer -> the highest seq seen of it."""

_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the copies, as far as it matters here."""

    versions: Versions
    vv: VersionVector
    w: str
    """Who saved it last; empty when unknown."""
    line: Sequence[tuple[int, str]] = ()
    """Seq and tag of the frames that writer went on with, oldest first."""
    parted: Mapping[str, int] = field(default_factory=dict)
    """What was found before: writers that went on apart, each with the last seq before that."""


def parted_writers(one: Side, other: Side) -> dict[str, int]:
    """Return the writers that went on apart, each with the last seq that both copies surely have in common."""
    found = {*_last_state_is_not_there(one, other), *_last_state_is_not_there(other, one)}
    if one.w == other.w and (_left(one.line, other.line) or _left(other.line, one.line)):
        found.add(one.w)
    limits: dict[str, int] = {}
    for place in one.versions.keys() & other.versions.keys():
        here, there = one.versions[place], other.versions[place]
        for dot in here.keys() & there.keys():
            if not _alike(here[dot], there[dot]):
                found.add(dot[0])
                limits[dot[0]] = min(limits.get(dot[0], dot[1]), dot[1]) - 1
    same_line = max((seq for seq, tag in one.line if (seq, tag) in other.line), default=0)
    together = {one.w: same_line} if one.w == other.w else {}
    new = {
        writer: max(_common(one, other, writer, limits.get(writer)), together.get(writer, 0))
        for writer in found
        if writer
    }
    known = [*one.parted.items(), *other.parted.items(), *new.items()]
    return {writer: min(seq for name, seq in known if name == writer) for writer, _ in known}


def told_apart(state: State, other: Versions, parted: Mapping[str, int]) -> tuple[State, dict[str, int]]:
    """Return `state` with dots of their own on what `parted` writers made apart, and the seqs of those dots."""
    new: dict[RecordKey, dict[Dot, Dot]] = {}
    for place, of_place in state.kept.items():
        for dot, version in of_place.items():
            there = other.get(place, {}).get(dot)
            is_common = there is not None and _alike(there, version)
            if not is_common and dot[1] > parted.get(dot[0], dot[1]) and _can_be_renamed(version):
                new.setdefault(place, {})[dot] = _own_writer(dot, place, version.raw), dot[1]
    kept = {
        place: {
            new[place].get(dot, dot): _renamed(place, version, dot, new[place])
            for dot, version in of_place.items()
        }
        if place in new
        else of_place
        for place, of_place in state.kept.items()
    }
    under = {
        (line, dot_now): each._replace(line_dot=dot_now)
        for (line, dot), each in state.under.items()
        for dot_now in (new.get((LINES, line), {}).get(dot, dot),)
    }
    return State(kept, under), {writer: seq for dots in new.values() for writer, seq in dots.values()}


def _can_be_renamed(version: Version) -> bool:
    """False for a record that has a dot and can be read no further."""
    with contextlib.suppress(*MALFORMED):
        return isinstance(_decode(version.raw), dict)
    return False


def _renamed(place: RecordKey, version: Version, dot: Dot, new: Mapping[Dot, Dot]) -> Version:
    if version.over is not None:
        return deletion(place, (new.get(each, each) for each in version.over), new.get(dot, dot))
    if dot not in new:
        return version
    return Version(msgspec.Raw(msgspec.json.encode(_decode(version.raw) | {"dot": new[dot]})))


def _last_state_is_not_there(one: Side, other: Side) -> Iterator[str]:
    """Yield who saved `one` last, when `other` claims to have seen that state and cannot have."""
    seq = one.vv.get(one.w)
    if seq is None or other.vv.get(one.w, 0) < seq:
        return
    if any(other.vv.get(writer, 0) < seen for writer, seen in one.vv.items()):
        yield one.w
        return
    for place, of_place in other.versions.items():
        here = one.versions.get(place, {})
        if any(dot not in here and _has_seen(one.vv, dot) for dot in _said(of_place)):
            yield one.w
            return


def _left(line: Sequence[tuple[int, str]], other: Sequence[tuple[int, str]]) -> bool:
    """True when the last frame of `line` should be on the other line of the same writer, and is not."""
    if not line or not other:
        return False
    seq, tag = line[-1]
    return dict(other).get(seq, "" if other[0][0] < seq < other[-1][0] else tag) != tag


def _common(one: Side, other: Side, writer: str, limit: int | None) -> int:
    seqs = (
        dot[1]
        for place, of_place in one.versions.items()
        for dot, version in of_place.items()
        if dot[0] == writer
        and dot in (there := other.versions.get(place, {}))
        and _alike(there[dot], version)
    )
    return max((seq for seq in seqs if limit is None or seq <= limit), default=0)


def _said(of_place: Mapping[Dot, Version]) -> set[Dot]:
    """Return the dots of what says something: a deletion that waits goes by itself when nothing waits any more."""
    return {dot for dot, version in of_place.items() if version.over is None}


def _has_seen(seen: VersionVector, dot: Dot) -> bool:
    return dot[0] in seen and seen[dot[0]] >= dot[1]


def _alike(one: Version, other: Version) -> bool:
    """True when both say the same, however it is spelt."""
    if bytes(one.raw) == bytes(other.raw):
        return True
    with contextlib.suppress(*MALFORMED):
        return bool(_decode(one.raw) == _decode(other.raw))
    return False


def _own_writer(dot: Dot, place: RecordKey, raw: msgspec.Raw) -> str:
    words = msgspec.json.encode([*dot, *place])
    return hashlib.sha256(words + bytes(raw)).hexdigest()[:16]
