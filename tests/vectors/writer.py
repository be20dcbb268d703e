"""The bytes of a vault, written from FORMAT.md alone: nothing of the program's own is used here.

Every "random" salt comes out of a counter, so that the vectors can be remade to the byte. For tests alone.
"""

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

HEADER_LEN = 4096
BLOCK = 4096
FLOOR = 262_144
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
Json = dict[str, Any]


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand with SHA-512."""
    out = block = b""
    while len(out) < length:
        block = hmac.digest(key, block + info + bytes([len(out) // 64 + 1]), "sha512")
        out += block
    return out[:length]


def recovery_code(data: list[int]) -> str:
    """Return the code, with its check symbols, whose 28 free symbols have these values."""
    groups = []
    for number in range(1, 8):
        four = data[4 * number - 4 : 4 * number]
        check = number
        for power, value in enumerate(four, 1):
            for _ in range(power):  # times 2, `power` times over
                value = (value << 1) ^ (0b100101 if value & 16 else 0)
            check ^= value
        groups.append("".join(SYMBOLS[value] for value in [*four, check]))
    return "-".join(groups)


def padme(length: int) -> int:
    """Return the length of a snapshot frame that needs `length` bytes."""
    length = max(length, FLOOR)
    e = length.bit_length() - 1
    s = e.bit_length()
    step = max(1 << (e - s), BLOCK)
    return -(-length // step) * step


@dataclass(kw_only=True)
class Writer:
    """Makes the bytes of one vector. `name` is what its salts come from."""

    name: str
    passphrase: bytes
    code: str = ""
    format: int = 1
    min_reader: int = 1
    cost: tuple[int, int, int] = (65_536, 1, 4)
    """KiB, passes, lanes."""
    extra_slots: tuple[bytes, ...] = ()
    unused: bytes = b""
    root: bytes = hashlib.sha256(b"the root key of every vector").digest()
    vault_id: bytes = bytes.fromhex("000102030405060708090a0b0c0d0e0f")
    tag: bytes = bytes(16)
    header: bytes = b""
    _salts: int = field(default=0)

    def salt(self) -> bytes:
        """Return 32 bytes that no other call gives."""
        self._salts += 1
        return hashlib.sha256(f"{self.name} {self._salts}".encode()).digest()

    def slot(self, state: int, kdf: int, cost: tuple[int, int, int], kek: bytes, salt: bytes) -> bytes:
        """Return the 128 bytes of a slot."""
        slot = struct.pack("<BBIII", state, kdf, *cost) + salt
        keys = expand(kek, b"companion v1 slot" + self.vault_id + slot, 64)
        slot += keys[32:]
        return slot + AESGCM(keys[:32]).encrypt(bytes(12), self.root, self.vault_id + slot) + bytes(2)

    def slots(self) -> bytes:
        """Return all slots that are in use."""
        salt, (kib, passes, lanes) = self.salt(), self.cost
        # A cost outside the limits is written down and not paid: no reader comes so far.
        spent = (kib, passes) if kib <= 1_048_576 else (65_536, 1)
        argon = Argon2id(salt=salt, length=32, iterations=spent[1], lanes=lanes, memory_cost=spent[0])
        slots = self.slot(1, 1, self.cost, argon.derive(self.passphrase), salt)
        if self.code:
            salt = self.salt()
            kek = hmac.digest(salt, self.code.replace("-", "").encode(), "sha512")
            slots += self.slot(2, 2, (0, 0, 0), kek, salt)
        return slots + b"".join(self.extra_slots)

    def write_header(self, seal_with: bytes | None = None) -> bytes:
        """Return the 4096 bytes; `seal_with` is a wrong root key for the seal."""
        front = struct.pack("<8sHHI", b"CMPNVLT1", self.format, self.min_reader, HEADER_LEN)
        body = front + self.vault_id + struct.pack("<I", 1) + self.slots()
        body = (body.ljust(1060, b"\0") + self.unused).ljust(4032, b"\0")
        seal = expand(seal_with or self.root, b"companion v1 header" + self.vault_id, 32)
        body += hmac.digest(seal, body, "sha256")
        self.header = body + hashlib.sha256(body).digest()
        return self.header

    def frame(
        self, kind: int, seq: int, words: bytes, *, length: int = 0, version: int = 1, chain: bool = True
    ) -> bytes:
        """Return one frame, chained to the one before; with `chain` the next is chained to this."""
        needed = 88 + 8 + len(words) + 16
        length = length or -(-needed // BLOCK) * BLOCK
        prefix = struct.pack("<4sBBHQQ", b"CVfr", kind, version, 0, seq, length - 88)
        salt = self.salt()
        keys = expand(self.root, b"companion v1 frame" + self.vault_id + prefix + salt, 76)
        body = (struct.pack("<Q", len(words)) + words).ljust(length - 88 - 16, b"\0")
        bound = hashlib.sha256(self.header).digest() + prefix + self.tag
        sealed = AESGCM(keys[:32]).encrypt(keys[32:44], body, bound)
        if chain:
            self.tag = sealed[-16:]
        return prefix + salt + keys[44:] + sealed

    def snapshot(self, seq: int, state: Json, *, full: bool = False) -> bytes:
        """Return a snapshot frame; short, as readers accept it, or with `full` as long as writers make it."""
        self.tag = bytes(16)
        words = encode(state)
        return self.frame(1, seq, words, length=padme(88 + 8 + len(words) + 16) if full else 0)

    def delta(self, seq: int, delta: Json, *, version: int = 1, chain: bool = True) -> bytes:
        """Return a delta frame."""
        return self.frame(2, seq, encode(delta), version=version, chain=chain)


def encode(value: Json) -> bytes:
    """Return JSON as writers make it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def content_hash(tables: Json, *, dots: bool) -> str:
    """Return the hash of part 9 of FORMAT.md, with or without the dots of the records."""
    kept = {
        name: {
            id: {key: value for key, value in record.items() if dots or key != "dot"}
            if isinstance(record, dict)
            else record
            for id, record in records.items()
        }
        for name, records in tables.items()
        if records
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
