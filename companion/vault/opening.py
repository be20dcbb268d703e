"""From the bytes of a vault file to what it holds, each way of not opening told apart."""

from collections.abc import Callable
from dataclasses import dataclass

from companion.errors import NewerVersion
from companion.vault.contents import Contents, decode_contents
from companion.vault.frames import SNAPSHOT, Key, read_frames
from companion.vault.header import HEADER_LEN, NEWER, Header, check_seal, read_header
from companion.vault.keys import Profile

Unlock = Callable[[Header], Key]
"""Turns a header into the root key, or raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A vault file that opened. Its repr holds neither key nor words."""

    header: Header
    key: Key
    contents: Contents
    seq: int


def open_bytes(raw: bytes, unlock: Unlock, profile: Profile) -> Opened:
    """Return what a whole vault file holds.

    In this order raises NotReadable (never a vault), DamagedHeader, NewerVersion, what `unlock` raises
    (WrongPassphrase, WrongRecoveryCode), and DamagedContents for anything behind the header.
    """
    header = read_header(raw, profile.least_kib, profile.most_kib)
    key = unlock(header)
    check_seal(raw[:HEADER_LEN], header, key.root)
    snapshot, *later = read_frames(key, raw)
    if later:
        # Genuine frames after the snapshot hold later edits, which this program would drop.
        raise NewerVersion(NEWER)
    return Opened(header=header, key=key, contents=decode_contents(snapshot.json), seq=snapshot.seq)


def prove_bytes(raw: bytes, key: Key) -> None:
    """Raise DamagedContents or NewerVersion unless every frame of `raw` opens with `key`."""
    for frame in read_frames(key, raw):
        if frame.type != SNAPSHOT:
            raise NewerVersion(NEWER)
