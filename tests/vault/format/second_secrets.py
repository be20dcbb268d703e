"""Steps 1 to 8 of FORMAT.md part 5, written from that document alone: the header, and the secret that opens it.

Nothing of the program is used here, so that the document is what is tried.
"""

import hashlib
import hmac
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

FORMAT = 1
HEADER = 4096
MAGIC = b"CMPNVLT1"
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EMPTY_SLOT, PASSPHRASE_SLOT, RECOVERY_SLOT = 0, 1, 2


class Refused(Exception):
    """What is wrong with a file or a secret, by the names of part 5."""


class NotReadable(Refused):
    """Not a Companion file, no plain file, or too large a one."""


class DamagedHeader(Refused):
    """The first bytes are not as they were written."""


class NewerVersion(Refused):
    """A later version of the program wrote this."""


class WrongPassphrase(Refused):
    """No slot is this passphrase's."""


class DamagedContents(Refused):
    """The secret is right; what follows the header was altered or damaged."""


class WrongRecoveryCode(Refused):
    """No slot is this code's. `groups`: the numbers (1 and up) of those that are not well formed."""

    def __init__(self, groups: tuple[int, ...] = ()) -> None:
        super().__init__(groups)
        self.groups = groups


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a reader accepts: memory of Argon2id in KiB, its passes and lanes, and the bytes of a file."""

    least_kib: int = 65_536
    most_kib: int = 1_048_576
    most_passes: int = 10
    lanes: int = 4
    most_bytes: int = 268_435_456


@dataclass(frozen=True, kw_only=True)
class Secret:
    """The state of the slots it is tried on, and the bytes that are derived from."""

    state: int
    derived_from: bytes


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """HKDF-Expand with SHA-512."""
    out = block = b""
    for number in range(1, -(-length // 64) + 1):
        block = hmac.digest(key, block + info + bytes([number]), "sha512")
        out += block
    return out[:length]


def check_symbol(number: int, symbols: str) -> str:
    """Return the fifth symbol of group `number` (1 to 7), whose first four are given."""
    total = number
    for place, symbol in enumerate(symbols, start=1):
        value = SYMBOLS.index(symbol)
        for _ in range(place):
            value <<= 1
            if value & 0b100000:
                value ^= 0b100101
        total ^= value
    return SYMBOLS[total]


def code_groups(typed: str) -> tuple[str, tuple[int, ...]]:
    """Return the symbols of a recovery code as it was typed, and the numbers of the groups that are wrong.

    Behind the seven that a code has there may be more: they are none of its groups, and make it no code.
    """
    capitals = unicodedata.normalize("NFKC", typed).upper()
    pieces = "".join(each if each.isalnum() else " " for each in capitals).split()
    if len(pieces) != 7:
        together = "".join(pieces)
        pieces = [together[at : at + 5] for at in range(0, len(together), 5)]
    groups = [each.translate(str.maketrans("OILU", "011V")) for each in pieces]
    groups += [""] * (7 - len(groups))
    wrong = tuple(
        number
        for number, group in enumerate(groups[:7], start=1)
        if len(group) != 5 or not set(group) <= set(SYMBOLS) or check_symbol(number, group[:4]) != group[4]
    )
    return "".join(groups), wrong


def passphrase_bytes(typed: str) -> bytes:
    """Return the bytes of a passphrase. Raises WrongPassphrase for one that opens nothing."""
    composed = unicodedata.normalize("NFC", typed)
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in composed)
    if not spaced or any(unicodedata.category(each) in ("Cc", "Cs") for each in spaced):
        raise WrongPassphrase
    raw = spaced.encode()
    if len(raw) > 1024:
        raise WrongPassphrase
    return raw


def secret_of(passphrase: str | None, recovery_code: str | None) -> Secret:
    """Return what is tried. Raises WrongPassphrase or WrongRecoveryCode for what can open nothing."""
    typed = recovery_code if recovery_code is not None else passphrase
    if typed is None:
        raise TypeError("a passphrase or a recovery code")
    symbols, wrong = code_groups(typed)
    if len(symbols) == 35 and not wrong:
        return Secret(state=RECOVERY_SLOT, derived_from=symbols.encode("ascii"))
    if recovery_code is not None:
        raise WrongRecoveryCode(wrong)
    return Secret(state=PASSPHRASE_SLOT, derived_from=passphrase_bytes(typed))


def slots(header: bytes) -> Iterator[bytes]:
    """Yield the eight slots."""
    for at in range(36, 1060, 128):
        yield header[at : at + 128]


def checked_header(raw: bytes, limits: Limits) -> bytes:
    """Return the header of a file: steps 1 to 6.

    Raises NotReadable, DamagedHeader or NewerVersion.
    """
    if len(raw) > limits.most_bytes:
        raise NotReadable
    start = raw[:8]
    if start != MAGIC:
        right = sum(a == b for a, b in zip(start, MAGIC, strict=False))
        if MAGIC.startswith(start) or right >= 4 or not any(start):
            raise DamagedHeader
        raise NotReadable
    if len(raw) < HEADER:
        raise DamagedHeader
    written, min_reader, length = struct.unpack_from("<HHI", raw, 8)
    if length % 4096 or not 4096 <= length <= min(65_536, len(raw)):
        raise DamagedHeader
    header = raw[:length]
    if hashlib.sha256(header[:-32]).digest() != header[-32:]:
        raise DamagedHeader
    if min_reader > FORMAT:
        raise NewerVersion
    if length != HEADER or written < FORMAT:
        raise DamagedHeader
    if written == FORMAT:
        _check_exact(header, min_reader)
    for slot in slots(header):
        _check_slot(slot, limits)
    states = [slot[0] for slot in slots(header)]
    if any(states.count(state) > 1 for state in (PASSPHRASE_SLOT, RECOVERY_SLOT)):
        raise DamagedHeader
    return header


def _check_exact(header: bytes, min_reader: int) -> None:
    """Refuse what later formats may have, and format 1 may not."""
    if min_reader != 1 or any(header[1060:4032]):
        raise DamagedHeader


def _check_slot(slot: bytes, limits: Limits) -> None:
    """Refuse a slot of a known state that cannot be one."""
    state, derivation, kib, passes, lanes = struct.unpack_from("<BBIII", slot)
    cost_fits = limits.least_kib <= kib <= limits.most_kib and 1 <= passes <= limits.most_passes
    sound = {
        EMPTY_SLOT: not any(slot),
        PASSPHRASE_SLOT: derivation == 1 and cost_fits and lanes == limits.lanes and not any(slot[126:]),
        RECOVERY_SLOT: (derivation, kib, passes, lanes) == (2, 0, 0, 0) and not any(slot[126:]),
    }
    if not sound.get(state, True):
        raise DamagedHeader


def unlocked(header: bytes, secret: Secret) -> bytes:
    """Return the root key: steps 7 and 8.

    Raises WrongPassphrase, WrongRecoveryCode or DamagedContents.
    """
    vault_id = header[16:32]
    for slot in slots(header):
        if slot[0] != secret.state:
            continue
        out = expand(_kek(slot, secret), b"companion v1 slot" + vault_id + slot[:46], 64)
        if not hmac.compare_digest(out[32:], slot[46:78]):
            continue
        try:
            key = AESGCM(out[:32]).decrypt(bytes(12), slot[78:126], vault_id + slot[:78])
        except InvalidTag:
            raise DamagedContents from None
        seal = expand(key, b"companion v1 header" + vault_id, 32)
        if hmac.digest(seal, header[:4032], "sha256") != header[4032:4064]:
            raise DamagedContents
        return key
    raise WrongRecoveryCode if secret.state == RECOVERY_SLOT else WrongPassphrase


def _kek(slot: bytes, secret: Secret) -> bytes:
    """Return the key that a slot's wrap key is derived from."""
    _, kib, passes, lanes = struct.unpack_from("<BIII", slot, 1)
    salt = slot[14:46]
    if secret.state == RECOVERY_SLOT:
        return hmac.digest(salt, secret.derived_from, "sha512")
    argon = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=kib)
    return argon.derive(secret.derived_from)
