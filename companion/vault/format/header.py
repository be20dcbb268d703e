"""The first 4096 bytes of a vault: which vault it is, and the slots from which its root key is unwrapped.

Pure bytes, no disk. ``FORMAT.md`` is the specification; this module and ``frames.py`` follow it.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.errors import DamagedContents, DamagedHeader, NewerVersion, NotReadable

MAGIC = b"CMPNVLT1"
FORMAT = 1
"""The newest format this program writes and reads."""
HEADER_LEN = 4096
SLOTS = 8
SLOT_LEN = 128
EMPTY, PASSPHRASE, RECOVERY = 0, 1, 2
"""Slot states."""
ARGON2ID, HKDF = 1, 2
"""How a slot's key is derived."""

_FRONT = struct.Struct("<8sHHI16sI")  # magic, format, min_reader, header_len, vault_id, generation
_SLOT = struct.Struct("<BBIII32s32s48s2s")
_SLOTS_AT = 36
_HMAC_AT = 4032
_SHA_LEN = 32
_MOST_HEADER = 64 * 1024
_LANES = 4
_PASSES = range(1, 11)

DAMAGED = "The beginning of this file is damaged, so it cannot be opened."
ALTERED = "The passphrase is right, but what the file holds was changed or damaged."
NEWER = "This file was made by a newer Companion than this one. Nothing is lost: update, then open it again."


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the root key: how the wrapping key is derived, and the root key wrapped with it."""

    state: int
    kdf: int
    m_kib: int = 0
    t: int = 0
    p: int = 0
    salt: bytes = bytes(32)
    commit: bytes = bytes(32)
    wrapped: bytes = bytes(48)

    def pack(self) -> bytes:
        """Return the slot's 128 bytes."""
        front = (self.state, self.kdf, self.m_kib, self.t, self.p)
        return _SLOT.pack(*front, self.salt, self.commit, self.wrapped, bytes(2))

    @staticmethod
    def unpack(raw: bytes) -> "Slot":
        """Return the slot that 128 bytes stand for; nothing is checked."""
        return Slot(*_SLOT.unpack(raw)[:-1])

    @property
    def parameters(self) -> bytes:
        """State, derivation, cost and salt: what the slot's keys are bound to."""
        return self.pack()[:46]

    @property
    def before_wrapped(self) -> bytes:
        """Every byte of the slot that stands before the wrapped key."""
        return self.pack()[:78]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header says. Slots stay as bytes, so that states of later versions are kept word for word."""

    vault_id: bytes
    generation: int = 1
    """Raised at every change of a slot."""
    slots: tuple[bytes, ...] = (bytes(SLOT_LEN),) * SLOTS
    format: int = FORMAT
    min_reader: int = FORMAT

    @property
    def is_newer(self) -> bool:
        """True when a newer program made it and this one may still read it, but not write it."""
        return self.format > FORMAT

    def having(self, state: int) -> Iterator[Slot]:
        """Yield every slot of that state."""
        return (Slot.unpack(raw) for raw in self.slots if raw[0] == state)

    def with_slot(self, slot: Slot) -> "Header":
        """Return a header one generation on, with `slot` where the one of its state was, or in a free one."""
        states = [raw[0] for raw in self.slots]
        at = states.index(slot.state if slot.state in states else EMPTY)
        slots = (*self.slots[:at], slot.pack(), *self.slots[at + 1 :])
        return replace(self, slots=slots, generation=self.generation + 1)

    def pack(self, root_key: bytes) -> bytes:
        """Return the 4096 bytes, sealed with `root_key` and with a plain checksum."""
        front = _FRONT.pack(
            MAGIC, self.format, self.min_reader, HEADER_LEN, self.vault_id, self.generation
        ) + b"".join(self.slots)
        body = front.ljust(_HMAC_AT, b"\0")
        body += _seal(root_key, self.vault_id, body)
        return body + hashlib.sha256(body).digest()


def _seal(root_key: bytes, vault_id: bytes, body: bytes) -> bytes:
    key = HKDFExpand(hashes.SHA512(), 32, b"companion v1 header" + vault_id).derive(root_key)
    return hmac.digest(key, body, "sha256")


def read_header(raw: bytes | memoryview, least_kib: int, most_kib: int) -> Header:
    """Return the header that `raw` (a whole file, or its start) begins with.

    `least_kib` and `most_kib` bound the memory a passphrase slot may ask for. Raises NotReadable for what
    was never a vault, DamagedHeader for one that is spoilt, NewerVersion for one this program cannot read.
    """
    _check_start(raw)
    header_len = int.from_bytes(raw[12:16], "little")
    if header_len % HEADER_LEN or not HEADER_LEN <= header_len <= min(_MOST_HEADER, len(raw)):
        raise DamagedHeader(DAMAGED)
    whole = bytes(raw[:header_len])
    if hashlib.sha256(whole[:-_SHA_LEN]).digest() != whole[-_SHA_LEN:]:
        raise DamagedHeader(DAMAGED)
    _, made_as, min_reader, _, vault_id, generation = _FRONT.unpack_from(whole)
    if min_reader > FORMAT:
        raise NewerVersion(NEWER)
    slots = tuple(
        whole[at : at + SLOT_LEN] for at in range(_SLOTS_AT, _SLOTS_AT + SLOTS * SLOT_LEN, SLOT_LEN)
    )
    header = Header(
        vault_id=vault_id, generation=generation, slots=slots, format=made_as, min_reader=min_reader
    )
    unused = whole[_SLOTS_AT + SLOTS * SLOT_LEN : _HMAC_AT]
    exact = not any(unused) and made_as == min_reader == FORMAT
    known = header_len == HEADER_LEN and (header.is_newer or exact)
    if not known or not _slots_are_sound(header, least_kib, most_kib):
        raise DamagedHeader(DAMAGED)
    return header


def check_seal(raw: bytes | memoryview, header: Header, root_key: bytes) -> None:
    """Raise DamagedContents when the header was put together by someone without the root key."""
    if not hmac.compare_digest(
        _seal(root_key, header.vault_id, bytes(raw[:_HMAC_AT])), raw[_HMAC_AT : _HMAC_AT + 32]
    ):
        raise DamagedContents(ALTERED)


_VAULT_ID_AT = 16


def begins_a_vault(start: bytes) -> bool:
    """True when a file whose first bytes these are, eight or all there are, is a vault or a spoilt one."""
    # One flipped bit, or a file that a crash left empty or filled with zeros, is still damage.
    alike = sum(a == b for a, b in zip(start, MAGIC, strict=False))
    return alike * 2 >= len(MAGIC) or MAGIC.startswith(start) or not any(start)


def begins_a_save(raw: bytes, vault_id: bytes) -> bool:
    """True when a file is, or once was to be, a state of that vault: whole, cut short, or zeros after a power cut."""
    at = slice(_VAULT_ID_AT, _VAULT_ID_AT + len(vault_id))
    is_so = MAGIC.startswith(raw[: len(MAGIC)]) and vault_id.startswith(raw[at])
    return is_so or not any(raw)


def _check_start(raw: bytes | memoryview) -> None:
    """Tell a spoilt vault from something that was never one."""
    start = bytes(raw[: len(MAGIC)])
    if not begins_a_vault(start):
        raise NotReadable("This is not a Companion file. Nothing in it was changed.")
    if start != MAGIC or len(raw) < HEADER_LEN:
        raise DamagedHeader(DAMAGED)


def _slots_are_sound(header: Header, least_kib: int, most_kib: int) -> bool:
    """Return True when every slot is one that this format allows, and none asks for too much work."""
    seen: list[int] = []
    for raw in header.slots:
        slot = Slot.unpack(raw)
        if slot.state == EMPTY:
            if any(raw):
                return False
        elif slot.state == PASSPHRASE:
            costs = least_kib <= slot.m_kib <= most_kib and slot.t in _PASSES and slot.p == _LANES
            if slot.kdf != ARGON2ID or not costs or any(raw[-2:]):
                return False
            seen.append(slot.state)
        elif slot.state == RECOVERY:
            if slot.kdf != HKDF or slot.m_kib or slot.t or slot.p or any(raw[-2:]):
                return False
            seen.append(slot.state)
    return len(seen) == len(set(seen))
