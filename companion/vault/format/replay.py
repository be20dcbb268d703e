"""A vault file from its first frame to its last whole one, and what to make of the bytes after that."""

import hashlib
from dataclasses import dataclass, field

from companion.errors import DamagedContents
from companion.vault.format.frames import (
    BLOCK,
    BODY_AT,
    DELTA,
    FRAME_MAGIC,
    NO_TAG,
    SNAPSHOT,
    Frame,
    Key,
    read_frame,
    read_front,
)
from companion.vault.format.header import ALTERED, HEADER_LEN

MOST_TAIL = 256 * 1024
"""Bytes. No delta frame is longer, so no save that was cut short leaves more than this behind."""
DAMAGED_WITHIN = (
    "The passphrase is right, but something in the middle of the file was changed or damaged. "
    "What was saved before that can be opened for reading."
)


class DamagedWithin(DamagedContents):
    """Frames are damaged and later ones are not: an earlier save can be opened, for reading."""


@dataclass(slots=True, repr=False)
class Replay:
    """The frames of one file that count. Its repr holds none of their words."""

    snapshot: Frame
    snapshot_end: int
    """Bytes up to the end of the snapshot."""
    end: int
    """Bytes up to the end of the last whole frame."""
    deltas: list[Frame] = field(default_factory=list)
    torn: bool = False
    """True when something follows that end: a save that was cut short, or a frame left from earlier."""

    @property
    def last(self) -> Frame:
        """The frame that the next one is chained to."""
        return self.deltas[-1] if self.deltas else self.snapshot


def replay(key: Key, raw: bytes, *, earlier: bool = False) -> Replay:
    """Read every frame of a whole vault file, in order.

    What a save that was cut short leaves at the end is passed over and told by `torn`. Raises NewerVersion for
    a genuine frame of a kind this program does not know, DamagedContents for a snapshot or a whole frame that
    was altered or put in the wrong place, DamagedWithin when genuine frames follow a damaged one; with
    `earlier` it stops there instead, at the last good save.
    """
    header_hash = hashlib.sha256(raw[:HEADER_LEN]).digest()
    frame, at = read_frame(key, raw, HEADER_LEN, header_hash, NO_TAG)
    if frame.type != SNAPSHOT:
        raise DamagedContents(ALTERED)
    read = Replay(snapshot=frame, snapshot_end=at, end=at)
    while at < len(raw):
        try:
            next_frame, at = _next(key, raw, at, header_hash, read.last)
        except DamagedContents:
            if not earlier:
                raise
            next_frame = None
        if next_frame is None:
            read.torn = True
            if not earlier:
                _check_tail(key, raw, read.end, read.last.seq + 1)
            break
        read.deltas.append(next_frame)
        read.end = at
    return read


def _next(key: Key, raw: bytes, at: int, header_hash: bytes, last: Frame) -> tuple[Frame | None, int]:
    """Return the delta at `at` and where it ends; None where a save was cut short or an old frame stands."""
    try:
        front = read_front(key, raw[at : at + BODY_AT])
    except DamagedContents:
        return None, at
    if front.seq <= last.seq:
        return None, at
    if front.seq > last.seq + 1 or front.type != DELTA:
        raise DamagedContents(ALTERED)
    try:
        return read_frame(key, raw, at, header_hash, last.tag)
    except DamagedContents:
        return None, at


def _check_tail(key: Key, raw: bytes, end: int, expected: int) -> None:
    """Raise DamagedWithin unless what follows `end` can be what one save that was cut short left there."""
    if len(raw) - end > MOST_TAIL:
        raise DamagedWithin(DAMAGED_WITHIN)
    for at in range(end + BLOCK, len(raw) - BODY_AT + 1, BLOCK):
        if raw[at : at + len(FRAME_MAGIC)] != FRAME_MAGIC:
            continue
        try:
            front = read_front(key, raw[at : at + BODY_AT])
        except DamagedContents:
            continue
        if front.seq >= expected:
            raise DamagedWithin(DAMAGED_WITHIN)
