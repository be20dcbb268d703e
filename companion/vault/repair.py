"""A header with one wrong bit, put right: the checksum says which bit it was."""

import hashlib

from companion.errors import CompanionError, DamagedHeader
from companion.vault.header import HEADER_LEN, read_header
from companion.vault.keys import Profile

_SUM_LEN = 32
_SUMMED = HEADER_LEN - _SUM_LEN
_BLOCK = 64
"""Bytes that SHA-256 takes at a time."""


def find_flipped_bit(raw: bytes) -> bytes | None:
    """Return `raw`, a whole vault file, with the one wrong bit of its first 4096 bytes put right.

    None when those bytes fit their checksum, or when no single bit makes them fit. No secret is needed.
    """
    if len(raw) < HEADER_LEN:
        return None
    words, said = raw[:_SUMMED], raw[_SUMMED:HEADER_LEN]
    is_so = hashlib.sha256(words).digest()
    wrong = (int.from_bytes(is_so, "big") ^ int.from_bytes(said, "big")).bit_count()
    if wrong == 0:
        return None
    if wrong == 1:  # it is the checksum itself that has the wrong bit
        return words + is_so + raw[HEADER_LEN:]
    at = _wrong_bit(words, said)
    if at is None:
        return None
    right = bytearray(raw)
    right[at // 8] ^= 1 << at % 8
    return bytes(right)


def _wrong_bit(words: bytes, said: bytes) -> int | None:
    """Return the number of the bit of `words` that has to be turned for them to have the checksum `said`."""
    tried, before = bytearray(words), hashlib.sha256()
    view = memoryview(tried)
    for block in range(0, len(words), _BLOCK):
        end = min(block + _BLOCK, len(words))
        for at in range(block * 8, end * 8):
            tried[at // 8] ^= 1 << at % 8
            summed = before.copy()  # what stands before this block is summed up once
            summed.update(view[block:])
            if summed.digest() == said:
                return at
            tried[at // 8] ^= 1 << at % 8
        before.update(view[block:end])
    return None


def mended(raw: bytes, profile: Profile) -> bytes | None:
    """Return `raw`, a whole file, with its header put right; None where it has no fault that one bit explains."""
    try:
        read_header(raw, profile.least_kib, profile.most_kib)
    except DamagedHeader:
        right = find_flipped_bit(raw)
        try:
            if right is not None:
                read_header(right, profile.least_kib, profile.most_kib)
        except CompanionError:
            return None
        return right
    except CompanionError:
        return None
    return None
