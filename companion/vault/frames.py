"""Frames: the sealed pieces that follow the header. Pure bytes, no disk. ``FORMAT.md`` says every byte."""

import hashlib
import hmac
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

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
_PIECE = 4096 * 16


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


def padded_length(length: int) -> int:
    """Return the length in bytes of a snapshot frame that must hold at least `length` bytes.

    Padme's rule: at most 12 % more, and the length tells no more than its few leading bits.
    """
    length = max(length, LEAST_SNAPSHOT)
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-length // max(step, BLOCK)) * max(step, BLOCK)


def seal_snapshot(key: Key, header: bytes, seq: int, json: bytes) -> bytearray:
    """Return a whole vault file: `header` and one snapshot frame holding `json`."""
    frame_len = padded_length(_BODY_AT + _LENGTH.size + len(json) + _TAG_LEN)
    prefix = _PREFIX.pack(_MAGIC, SNAPSHOT, _VERSION, 0, seq, frame_len - _BODY_AT)
    salt = os.urandom(32)
    cipher_key, nonce, commit = _frame_keys(key, prefix, salt)
    out = bytearray(HEADER_LEN + frame_len)
    out[: HEADER_LEN + _BODY_AT] = header + prefix + salt + commit
    seal = Cipher(algorithms.AES(cipher_key), modes.GCM(nonce)).encryptor()
    seal.authenticate_additional_data(hashlib.sha256(header).digest() + prefix + NO_TAG)
    at = HEADER_LEN + _BODY_AT
    body_end = len(out) - _TAG_LEN
    with memoryview(out) as view:
        at += seal.update_into(_LENGTH.pack(len(json)), view[at:])
        at += seal.update_into(json, view[at:])
        while at < body_end:
            at += seal.update_into(bytes(min(_PIECE, body_end - at)), view[at:])
        seal.finalize()
        view[body_end:] = seal.tag
    return out


def read_frames(key: Key, raw: bytes) -> Iterator[Frame]:
    """Yield every frame of a whole vault file, in order.

    Raises DamagedContents for a frame that was altered, damaged, cut short or put in the wrong place, and
    NewerVersion for a genuine one of a kind this program does not know.
    """
    header_hash = hashlib.sha256(raw[:HEADER_LEN]).digest()
    at, tag, expected = HEADER_LEN, NO_TAG, None
    while at < len(raw) or expected is None:
        frame, at = _read_frame(key, raw, at, header_hash + raw[at : at + _PREFIX.size] + tag)
        if frame.type != (SNAPSHOT if expected is None else DELTA):
            raise DamagedContents(ALTERED)
        if expected is not None and frame.seq != expected:
            raise DamagedContents(ALTERED)
        tag, expected = frame.tag, frame.seq + 1
        yield frame


def _read_frame(key: Key, raw: bytes, at: int, bound_to: bytes) -> tuple[Frame, int]:
    """Return the frame that begins at `at`, and where it ends. `bound_to` is its additional data."""
    if len(raw) - at < BLOCK:
        raise DamagedContents(ALTERED)
    prefix = raw[at : at + _PREFIX.size]
    magic, kind, version, zero, seq, body_len = _PREFIX.unpack(prefix)
    salt = raw[at + _SALT_AT : at + _COMMIT_AT]
    cipher_key, nonce, commit = _frame_keys(key, prefix, salt)
    genuine = hmac.compare_digest(commit, raw[at + _COMMIT_AT : at + _BODY_AT])
    if magic != _MAGIC or not genuine:
        raise DamagedContents(ALTERED)
    if kind not in (SNAPSHOT, DELTA) or version != _VERSION:
        raise NewerVersion(NEWER)
    end = at + _BODY_AT + body_len
    if zero or (_BODY_AT + body_len) % BLOCK or end > len(raw):
        raise DamagedContents(ALTERED)
    try:
        with memoryview(raw) as view:
            body = AESGCM(cipher_key).decrypt(nonce, view[at + _BODY_AT : end], bound_to)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None
    return Frame(kind, seq, _unpadded(body), raw[end - _TAG_LEN : end]), end


def _unpadded(body: bytes) -> memoryview:
    (length,) = _LENGTH.unpack_from(body)
    end = _LENGTH.size + length
    if end > len(body) or body[end:] != bytes(len(body) - end):
        raise DamagedContents(ALTERED)
    return memoryview(body)[_LENGTH.size : end]
