"""Frames: the sealed pieces that follow the header. Pure bytes, no disk. ``FORMAT.md`` says every byte."""

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.errors import DamagedContents, NewerVersion
from companion.vault.header import ALTERED, HEADER_LEN, NEWER

SNAPSHOT, DELTA = 1, 2
"""Frame types. Deltas are reserved: this program neither writes nor reads them yet."""
BLOCK = 4096
"""Bytes. Every frame is a multiple of it."""
LEAST_SNAPSHOT = 256 * 1024
"""Bytes. All small vaults are of one length, which then says nothing about how much was written."""
PIECE = 256 * 1024
"""Bytes sealed, written or read at a time."""
SCRATCH = PIECE + 16
NO_TAG = bytes(16)
"""Stands for the tag of the frame before the first."""

_PREFIX = struct.Struct("<4sBBHQQ")  # magic, type, version, zero, seq, body_len
_MAGIC = b"CVfr"
_VERSION = 1
_SALT_AT = _PREFIX.size
_COMMIT_AT = _SALT_AT + 32
_BODY_AT = _COMMIT_AT + 32
_TAG_LEN = 16
_LENGTH = struct.Struct("<Q")
_ZEROS = bytes(PIECE)


@dataclass(frozen=True, slots=True)
class Key:
    """The root key with the vault it is for. Never shown: its repr is its name."""

    root: bytes
    vault_id: bytes

    def __repr__(self) -> str:
        return "Key"


@dataclass(frozen=True, slots=True)
class Frame:
    """One opened frame. Its repr holds none of its words."""

    type: int
    seq: int
    """Rises by one with every frame for the life of the vault."""
    json: memoryview
    tag: bytes
    """The last 16 bytes: what the next frame is chained to, and how one saved state is told from another."""

    def __repr__(self) -> str:
        return f"Frame({self.seq})"


def _frame_keys(key: Key, prefix: bytes, salt: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the cipher key, the nonce and the commitment of one frame; none of them is ever used twice."""
    info = b"companion v1 frame" + key.vault_id + prefix + salt
    out = HKDFExpand(hashes.SHA512(), 76, info).derive(key.root)
    return out[:32], out[32:44], out[44:]


def snapshot_length(words: int) -> int:
    """Return the length in bytes of a snapshot frame whose JSON is `words` bytes long.

    Padme's rule: at most 12 % more than needed, and the length tells no more than its few leading bits.
    """
    length = max(_BODY_AT + _LENGTH.size + words + _TAG_LEN, LEAST_SNAPSHOT)
    exponent = length.bit_length() - 1
    step = max(1 << (exponent - exponent.bit_length()), BLOCK)
    return -(-length // step) * step


def seal_snapshot(
    key: Key, header: bytes, seq: int, json: bytes | bytearray, scratch: bytearray
) -> Iterator[bytes | memoryview]:
    """Yield a whole vault file, `header` and one snapshot frame holding `json`, piece by piece.

    A piece may lie in `scratch` (`SCRATCH` bytes) and is good until the next is asked for: memory that was
    not used before costs more time than the sealing itself. The first piece begins with the header, the last
    is the frame's tag.
    """
    frame_len = snapshot_length(len(json))
    prefix = _PREFIX.pack(_MAGIC, SNAPSHOT, _VERSION, 0, seq, frame_len - _BODY_AT)
    salt = os.urandom(32)
    cipher_key, nonce, commit = _frame_keys(key, prefix, salt)
    seal = Cipher(algorithms.AES(cipher_key), modes.GCM(nonce)).encryptor()
    seal.authenticate_additional_data(hashlib.sha256(header).digest() + prefix + NO_TAG)
    yield header + prefix + salt + commit + seal.update(_LENGTH.pack(len(json)))
    words, out = memoryview(json), memoryview(scratch)
    for at in range(0, len(words), PIECE):
        yield out[: seal.update_into(words[at : at + PIECE], out)]
    padding = frame_len - _BODY_AT - _LENGTH.size - len(words) - _TAG_LEN
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
    frame = _read_front(key, bytes(front[HEADER_LEN : HEADER_LEN + _BODY_AT]))
    opening = Cipher(algorithms.AES(frame.key), modes.GCM(frame.nonce)).decryptor()
    opening.authenticate_additional_data(hashlib.sha256(header).digest() + frame.prefix + NO_TAG)
    left, tag = frame.body_len - _TAG_LEN, b""
    for piece in chain([front[HEADER_LEN + _BODY_AT :]], pieces):
        sealed = piece[:left]
        left -= opening.update_into(sealed, scratch)
        tag += piece[len(sealed) :]
    if left or len(tag) != _TAG_LEN:
        raise DamagedContents(ALTERED)
    try:
        opening.finalize_with_tag(tag)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None


def read_frames(key: Key, raw: bytes) -> Iterator[Frame]:
    """Yield every frame of a whole vault file, in order.

    Raises DamagedContents for a frame that was altered, damaged, cut short or put in the wrong place, and
    NewerVersion for a genuine one of a kind this program does not know.
    """
    header_hash = hashlib.sha256(raw[:HEADER_LEN]).digest()
    at, tag, expected = HEADER_LEN, NO_TAG, None
    while at < len(raw) or expected is None:
        frame, at = _read_frame(key, raw, at, header_hash, tag)
        if frame.type != (SNAPSHOT if expected is None else DELTA):
            raise DamagedContents(ALTERED)
        if expected is not None and frame.seq != expected:
            raise DamagedContents(ALTERED)
        tag, expected = frame.tag, frame.seq + 1
        yield frame


@dataclass(frozen=True, slots=True, repr=False)
class _Front:
    """The first 88 bytes of a genuine frame."""

    prefix: bytes
    type: int
    seq: int
    body_len: int
    key: bytes
    nonce: bytes


def _read_front(key: Key, raw: bytes) -> _Front:
    """Return what the first 88 bytes of a frame say. Raises DamagedContents, NewerVersion."""
    if len(raw) < _BODY_AT:
        raise DamagedContents(ALTERED)
    prefix = raw[: _PREFIX.size]
    magic, kind, version, zero, seq, body_len = _PREFIX.unpack(prefix)
    cipher_key, nonce, commit = _frame_keys(key, prefix, raw[_SALT_AT:_COMMIT_AT])
    genuine = hmac.compare_digest(commit, raw[_COMMIT_AT:_BODY_AT])
    if magic != _MAGIC or not genuine:
        raise DamagedContents(ALTERED)
    if kind not in (SNAPSHOT, DELTA) or version != _VERSION:
        raise NewerVersion(NEWER)
    if zero or (_BODY_AT + body_len) % BLOCK:
        raise DamagedContents(ALTERED)
    return _Front(prefix, kind, seq, body_len, cipher_key, nonce)


def _read_frame(key: Key, raw: bytes, at: int, header_hash: bytes, tag: bytes) -> tuple[Frame, int]:
    """Return the frame that begins at `at`, and where it ends. `tag` is the one of the frame before."""
    front = _read_front(key, raw[at : at + _BODY_AT])
    end = at + _BODY_AT + front.body_len
    if end > len(raw):
        raise DamagedContents(ALTERED)
    try:
        with memoryview(raw) as view:
            sealed = view[at + _BODY_AT : end]
            body = AESGCM(front.key).decrypt(front.nonce, sealed, header_hash + front.prefix + tag)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None
    return Frame(front.type, front.seq, _unpadded(body), raw[end - _TAG_LEN : end]), end


def _unpadded(body: bytes) -> memoryview:
    (length,) = _LENGTH.unpack_from(body)
    end = _LENGTH.size + length
    if end > len(body) or body[end:] != bytes(len(body) - end):
        raise DamagedContents(ALTERED)
    return memoryview(body)[_LENGTH.size : end]
