"""From the bytes of a vault file to what it holds, each way of not opening told apart."""

from collections.abc import Callable
from dataclasses import dataclass

from companion.errors import DamagedContents
from companion.vault.contents import Contents, decode_contents
from companion.vault.deltas import apply_delta
from companion.vault.frames import NO_TAG, Key
from companion.vault.header import ALTERED, HEADER_LEN, Header, check_seal, read_header
from companion.vault.keys import Profile
from companion.vault.migrations import LADDER, Ladder, newest_schema, upgrade
from companion.vault.replay import replay

Unlock = Callable[[Header], Key]
"""Turns a header into the root key, or raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A vault file that opened. Its repr holds neither key nor words."""

    header: Header
    key: Key
    contents: Contents
    seq: int
    tag: bytes = NO_TAG
    """Of the last frame."""
    deltas: int = 0
    """How many saves were added since everything was written."""
    tail: int = 0
    """Bytes of them."""
    torn: bool = False
    """True when bytes follow that are no part of it: a save that was cut short."""
    upgraded: bool = False
    """True when its records were of an older schema: the file still holds those, `contents` the newest."""

    def __repr__(self) -> str:
        return f"Opened({self.seq})"


def open_bytes(
    raw: bytes, unlock: Unlock, profile: Profile, *, earlier: bool = False, ladder: Ladder = LADDER
) -> Opened:
    """Return what a whole vault file holds; with `earlier`, what it held before a damage in its middle.

    Records of an older schema are brought up to the one that `ladder` leads to.

    In this order raises NotReadable (never a vault), DamagedHeader, NewerVersion, what `unlock` raises
    (WrongPassphrase, WrongRecoveryCode), and DamagedContents for anything behind the header.
    """
    header = read_header(raw, profile.least_kib, profile.most_kib)
    key = unlock(header)
    check_seal(raw[:HEADER_LEN], header, key.root)
    read = replay(key, raw, earlier=earlier)
    contents = decode_contents(read.snapshot.json, newest_schema(ladder))
    for delta in read.deltas:
        apply_delta(contents, delta.json, delta.seq)
    return Opened(
        header=header,
        key=key,
        contents=contents,
        seq=read.last.seq,
        tag=read.last.tag,
        deltas=len(read.deltas),
        tail=read.end - read.snapshot_end,
        torn=read.torn,
        upgraded=upgrade(contents, ladder),
    )


def prove_bytes(raw: bytes, key: Key) -> None:
    """Raise DamagedContents or NewerVersion unless every byte of `raw` is part of a frame that opens."""
    if replay(key, raw).torn:
        raise DamagedContents(ALTERED)
