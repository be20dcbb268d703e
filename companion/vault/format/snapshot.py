"""The first frame of a vault file: everything there is, sealed and proved piece by piece."""

import hashlib
import os
from collections.abc import Iterator
from itertools import chain

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from companion.errors import DamagedContents
from companion.vault.format.contents import MALFORMED, Contents, Op
from companion.vault.format.frames import (
    BLOCK,
    BODY_AT,
    FRAME_MAGIC,
    FRAME_VERSION,
    LENGTH,
    NO_TAG,
    PREFIX,
    SNAPSHOT,
    TAG_LEN,
    Key,
    frame_keys,
    read_front,
)
from companion.vault.format.header import ALTERED, HEADER_LEN

_encode = msgspec.json.Encoder().encode


class Delta(msgspec.Struct, kw_only=True):
    """What one save changed."""

    w: str
    """Its writer."""
    at: str
    """When, ISO 8601 with offset."""
    ops: list[Op]


_decode_delta = msgspec.json.Decoder(Delta).decode


def encode_delta(writer: str, at: str, ops: list[Op]) -> bytes:
    """Return the JSON of a delta."""
    return _encode({"w": writer, "at": at, "ops": ops})


def apply_delta(contents: Contents, json: memoryview, seq: int) -> None:
    """Make in memory what a delta says, whose frame is `seq`. Raises DamagedContents for what is no delta."""
    try:
        delta = _decode_delta(json)
    except MALFORMED:
        raise DamagedContents(ALTERED) from None
    contents.apply(delta.ops)
    contents.meta.w, contents.meta.saved_at = delta.w, delta.at
    contents.meta.vv = contents.meta.vv | {delta.w: seq}


LEAST_SNAPSHOT = 256 * 1024
"""Bytes. All small vaults are of one length, which then says nothing about how much was written."""
PIECE = 256 * 1024
"""Bytes sealed, written or read at a time."""
SCRATCH = PIECE + 16

_ZEROS = bytes(PIECE)


def snapshot_length(words: int, most: int | None = None) -> int:
    """Return the length in bytes of a snapshot frame whose JSON is `words` bytes long.

    Padme's rule: at most 12 % more than needed, and the length tells no more than its few leading bits. Where that
    would be longer than `most` bytes, and the words themselves are not, it is `most`.
    """
    length = max(BODY_AT + LENGTH.size + words + TAG_LEN, LEAST_SNAPSHOT)
    exponent = length.bit_length() - 1
    step = max(1 << (exponent - exponent.bit_length()), BLOCK)
    padded = -(-length // step) * step
    return most if most is not None and length <= most < padded else padded


def seal_snapshot(
    key: Key, header: bytes, seq: int, json: bytes | bytearray, scratch: bytearray, most: int | None = None
) -> Iterator[bytes | memoryview]:
    """Yield a whole vault file, `header` and one snapshot frame holding `json`, piece by piece.

    A piece may lie in `scratch` (`SCRATCH` bytes) and is good until the next is asked for: memory that was
    not used before costs more time than the sealing itself. The first piece begins with the header, the last
    is the frame's tag. `most`: as in `snapshot_length`.
    """
    frame_len = snapshot_length(len(json), most)
    prefix = PREFIX.pack(FRAME_MAGIC, SNAPSHOT, FRAME_VERSION, 0, seq, frame_len - BODY_AT)
    salt = os.urandom(32)
    cipher_key, nonce, commit = frame_keys(key, prefix, salt)
    seal = Cipher(algorithms.AES(cipher_key), modes.GCM(nonce)).encryptor()
    seal.authenticate_additional_data(hashlib.sha256(header).digest() + prefix + NO_TAG)
    yield header + prefix + salt + commit + seal.update(LENGTH.pack(len(json)))
    words, out = memoryview(json), memoryview(scratch)
    for at in range(0, len(words), PIECE):
        yield out[: seal.update_into(words[at : at + PIECE], out)]
    padding = frame_len - BODY_AT - LENGTH.size - len(words) - TAG_LEN
    for at in range(0, padding, PIECE):
        yield out[: seal.update_into(_ZEROS[: padding - at], out)]
    seal.finalize()
    yield seal.tag


def prove_snapshot(key: Key, header: bytes, pieces: Iterator[memoryview], scratch: bytearray) -> None:
    """Raise DamagedContents unless `pieces`, put together, are `header` and one snapshot frame that opens.

    What was opened is left in `scratch`, a piece at a time, which must not be where the pieces lie.
    """
    front = next(pieces, memoryview(b""))
    if front[:HEADER_LEN] != header:
        raise DamagedContents(ALTERED)
    frame = read_front(key, bytes(front[HEADER_LEN : HEADER_LEN + BODY_AT]))
    opening = Cipher(algorithms.AES(frame.key), modes.GCM(frame.nonce)).decryptor()
    opening.authenticate_additional_data(hashlib.sha256(header).digest() + frame.prefix + NO_TAG)
    left, tag = frame.body_len - TAG_LEN, b""
    for piece in chain([front[HEADER_LEN + BODY_AT :]], pieces):
        sealed = piece[:left]
        left -= opening.update_into(sealed, scratch)
        tag += piece[len(sealed) :]
    if left or len(tag) != TAG_LEN:
        raise DamagedContents(ALTERED)
    try:
        opening.finalize_with_tag(tag)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None
