"""Frames: the sealed pieces that follow the header. Pure bytes, no disk. ``FORMAT.md`` says every byte."""

import hmac
import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.errors import DamagedContents, NewerVersion
from companion.vault.format.header import ALTERED, HEADER_LEN, NEWER

SNAPSHOT, DELTA = 1, 2
"""Frame types: everything there is, and what changed since the frame before."""
BLOCK = 4096
"""Bytes. Every frame is a multiple of it."""
NO_TAG = bytes(16)
"""Stands for the tag of the frame before the first."""

PREFIX = struct.Struct("<4sBBHQQ")  # magic, type, version, zero, seq, body_len
FRAME_MAGIC = b"CVfr"
FRAME_VERSION = 1
_SALT_AT = PREFIX.size
_COMMIT_AT = _SALT_AT + 32
BODY_AT = _COMMIT_AT + 32
TAG_LEN = 16
LENGTH = struct.Struct("<Q")


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


SEQ_END = HEADER_LEN + PREFIX.size
"""So many bytes of a vault file are needed to tell which save its snapshot is."""


def seq_of(start: bytes) -> int:
    """Return the seq of a file's snapshot as it stands in the clear, proved by nothing; -1 where there is none."""
    if len(start) < SEQ_END:
        return -1
    magic, kind, _, _, seq, _ = PREFIX.unpack_from(start, HEADER_LEN)
    return seq if (magic, kind) == (FRAME_MAGIC, SNAPSHOT) else -1


def frame_keys(key: Key, prefix: bytes, salt: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the cipher key, the nonce and the commitment of one frame; none of them is ever used twice."""
    info = b"companion v1 frame" + key.vault_id + prefix + salt
    out = HKDFExpand(hashes.SHA512(), 76, info).derive(key.root)
    return out[:32], out[32:44], out[44:]


def seal_delta(key: Key, header_hash: bytes, seq: int, tag: bytes, json: bytes) -> bytes:
    """Return a delta frame that holds `json` and is chained to the frame whose tag is `tag`."""
    room = BODY_AT + LENGTH.size + len(json) + TAG_LEN
    length = -(-room // BLOCK) * BLOCK
    prefix = PREFIX.pack(FRAME_MAGIC, DELTA, FRAME_VERSION, 0, seq, length - BODY_AT)
    salt = os.urandom(32)
    cipher_key, nonce, commit = frame_keys(key, prefix, salt)
    body = (LENGTH.pack(len(json)) + json).ljust(length - BODY_AT - TAG_LEN, b"\0")
    return b"".join(
        (prefix, salt, commit, AESGCM(cipher_key).encrypt(nonce, body, header_hash + prefix + tag))
    )


@dataclass(frozen=True, slots=True, repr=False)
class Front:
    """The first 88 bytes of a genuine frame."""

    prefix: bytes
    type: int
    seq: int
    body_len: int
    key: bytes
    nonce: bytes


def read_front(key: Key, raw: bytes) -> Front:
    """Return what the first 88 bytes of a frame say. Raises DamagedContents, NewerVersion."""
    if len(raw) < BODY_AT:
        raise DamagedContents(ALTERED)
    prefix = raw[: PREFIX.size]
    magic, kind, version, zero, seq, body_len = PREFIX.unpack(prefix)
    cipher_key, nonce, commit = frame_keys(key, prefix, raw[_SALT_AT:_COMMIT_AT])
    genuine = hmac.compare_digest(commit, raw[_COMMIT_AT:BODY_AT])
    if magic != FRAME_MAGIC or not genuine:
        raise DamagedContents(ALTERED)
    if kind not in (SNAPSHOT, DELTA) or version != FRAME_VERSION:
        raise NewerVersion(NEWER)
    if zero or (BODY_AT + body_len) % BLOCK:
        raise DamagedContents(ALTERED)
    return Front(prefix, kind, seq, body_len, cipher_key, nonce)


def read_frame(key: Key, raw: bytes, at: int, header_hash: bytes, tag: bytes) -> tuple[Frame, int]:
    """Return the frame that begins at `at`, and where it ends. `tag` is the one of the frame before."""
    front = read_front(key, raw[at : at + BODY_AT])
    end = at + BODY_AT + front.body_len
    if end > len(raw):
        raise DamagedContents(ALTERED)
    try:
        with memoryview(raw) as view:
            sealed = view[at + BODY_AT : end]
            body = AESGCM(front.key).decrypt(front.nonce, sealed, header_hash + front.prefix + tag)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None
    return Frame(front.type, front.seq, _unpadded(body), raw[end - TAG_LEN : end]), end


def _unpadded(body: bytes) -> memoryview:
    (length,) = LENGTH.unpack_from(body)
    end = LENGTH.size + length
    if end > len(body) or body[end:] != bytes(len(body) - end):
        raise DamagedContents(ALTERED)
    return memoryview(body)[LENGTH.size : end]
