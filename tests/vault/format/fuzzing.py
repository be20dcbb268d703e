"""A small vault to be spoilt, its seals made anew over the spoilt bytes, and what reading it cost."""

import hashlib
import hmac
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.vault.format.frames import (
    BODY_AT,
    DELTA,
    FRAME_MAGIC,
    LENGTH,
    NO_TAG,
    PREFIX,
    SNAPSHOT,
    TAG_LEN,
    Key,
    frame_keys,
)
from companion.vault.format.header import Header
from companion.vault.secrets import keys
from companion.vault.secrets.keys import Cost, Profile

KEY = Key(bytes(range(32)), bytes(range(16)))
PASSPHRASE = "a quiet place by the river"
LIMITS = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=64, seconds=0.5)
"""Costs that a spoilt header may ask for and a test can bear."""
HEADER = (
    Header(vault_id=KEY.vault_id)
    .with_slot(keys.passphrase_slot(KEY, PASSPHRASE, LIMITS.costs[0]))
    .pack(KEY.root)
)
JSON = b'{"meta":{"w":"a","vv":{"a":1}},"tables":{"lines":{"one":{"text":"walk","dot":["a",1]}}}}'
ADDED = b'{"w":"a","at":"2026-11-23T09:30:00+00:00","ops":[["lines","two",{"text":"rest","dot":["a",2]}]]}'
SLACK = 256 * 1024
"""Bytes that reading may take however short a file is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a frame says of itself, true or not."""

    kind: int = DELTA
    seq: int = 2
    json: bytes = ADDED
    magic: bytes = FRAME_MAGIC
    version: int = 1
    zero: int = 0
    more: int = 0
    """Added to the length of its body."""
    longer: int = 0
    """Added to the length of its JSON."""
    padding: bytes = b""
    tag: bytes | None = None
    """Of the frame before; None for the true one."""


def sealed_header(body: bytes, *, seal: bool = True) -> bytes:
    """Return the 4032 bytes with a checksum that fits them, and with a seal that does."""
    secret = HKDFExpand(hashes.SHA512(), 32, b"companion v1 header" + KEY.vault_id).derive(KEY.root)
    body += hmac.digest(secret, body, "sha256") if seal else bytes(32)
    return body + hashlib.sha256(body).digest()


def sealed_frame(said: Said, header: bytes, tag: bytes) -> bytes:
    """Return a frame with the seals of the right key, whatever it says."""
    room = BODY_AT + LENGTH.size + len(said.json) + len(said.padding) + TAG_LEN
    length = -(-room // 4096) * 4096
    body_len = (length - BODY_AT + said.more) % 2**64
    prefix = PREFIX.pack(said.magic, said.kind, said.version, said.zero, said.seq, body_len)
    salt = hashlib.sha256(prefix + said.json).digest()
    secret, nonce, commit = frame_keys(KEY, prefix, salt)
    body = LENGTH.pack((len(said.json) + said.longer) % 2**64) + said.json + said.padding
    before = tag if said.tag is None else said.tag
    bound = hashlib.sha256(header).digest() + prefix + before
    sealed = AESGCM(secret).encrypt(nonce, body.ljust(length - BODY_AT - TAG_LEN, b"\0"), bound)
    return prefix + salt + commit + sealed


def vault_of(*frames: Said, header: bytes = HEADER) -> bytes:
    """Return a vault file of these frames, each chained to the one before."""
    whole, tag = header, NO_TAG
    for said in frames:
        whole += sealed_frame(said, header, tag)
        tag = whole[-TAG_LEN:]
    return whole


FIRST = Said(kind=SNAPSHOT, seq=1, json=JSON)
WHOLE = vault_of(FIRST, Said(), Said(seq=3))
"""A vault of two records in two saves after the first."""


@dataclass(slots=True)
class Spent:
    """What reading took."""

    derivations: int = 0
    peak: int = 0
    """Bytes of memory at most."""


@contextmanager
def watched() -> Iterator[Spent]:
    """Count the slow derivations of a key, and measure the memory taken."""
    spent, real = Spent(), Argon2id

    def counted(**cost: object) -> object:
        spent.derivations += 1
        return real(**cost)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "Argon2id", counted)
        tracemalloc.start()
        try:
            yield spent
        finally:
            spent.peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
