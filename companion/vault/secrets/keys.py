"""From a passphrase or a recovery code to the root key of a vault, and back into a slot."""

import contextlib
import hmac
import os
import time
import unicodedata
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.errors import (
    DamagedContents,
    InvalidEntry,
    NotReadable,
    ToolMissing,
    WrongPassphrase,
    WrongRecoveryCode,
)
from companion.vault.format.frames import Key
from companion.vault.format.header import ALTERED, ARGON2ID, HKDF, PASSPHRASE, RECOVERY, Header, Slot
from companion.vault.secrets import recovery_code

LEAST_CHARACTERS = 10
MOST_BYTES = 1024
_NONCE = bytes(12)  # each wrapping key wraps one thing, once


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs with Argon2id."""

    m_kib: int
    """Memory in KiB."""
    t: int = 3
    """Passes over it."""
    p: int = 4
    """Lanes; the same everywhere, so that a vault opens on any machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Which costs a new slot may have, and which are accepted on reading."""

    costs: tuple[Cost, ...]
    """From light to strong."""
    least_kib: int
    most_kib: int
    seconds: float
    """How long unlocking may take, at most and about."""


MIB = 1024
STANDARD = Profile(
    costs=(Cost(64 * MIB), Cost(128 * MIB), Cost(256 * MIB)),  # the first is RFC 9106's second choice
    least_kib=64 * MIB,
    most_kib=1024 * MIB,
    seconds=0.5,
)


def _normal(passphrase: str) -> bytes:
    """Return the bytes a passphrase stands for, the same however a keyboard composed them.

    Raises InvalidEntry for an empty one, one with characters nobody can type again, or over 1,024 bytes.
    """
    _refuse(passphrase, ("Cc", "Cs"))
    composed = unicodedata.normalize("NFC", passphrase)
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in composed)
    data = spaced.encode("utf-8")
    if not data:
        raise InvalidEntry("passphrase", "There is no passphrase here yet.")
    if len(data) > MOST_BYTES:
        raise InvalidEntry("passphrase", "That passphrase is too long. Up to 200 words will fit.")
    return data


def _refuse(passphrase: str, categories: tuple[str, ...]) -> None:
    if any(unicodedata.category(character) in categories for character in passphrase):
        raise InvalidEntry("passphrase", "A passphrase cannot hold that character. Please leave it out.")


def normalise_passphrase(passphrase: str) -> None:
    """Raise InvalidEntry, saying what would do, when `passphrase` cannot become a vault's passphrase."""
    # Unknown characters are refused here alone: a newer computer may know one, and it has to open the vault
    # on this one too.
    _refuse(passphrase, ("Cn",))
    if len(_normal(passphrase).decode("utf-8")) < LEAST_CHARACTERS:
        raise InvalidEntry(
            "passphrase", f"Use at least {LEAST_CHARACTERS} characters. A few words work well."
        )
    if recovery_code.is_code(passphrase):
        # Typed at unlock it would be tried on the recovery slot alone.
        raise InvalidEntry("passphrase", "That looks like a recovery code. Choose other words.")


def passphrase_in_file(data: bytes) -> str:
    """Return the passphrase that the bytes of a file hold: its first line, without a byte order mark.

    Raises NotReadable for UTF-16, or for what is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise NotReadable("The passphrase file is saved as UTF-16. Save it again as UTF-8, or plain text.")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError:
        raise NotReadable("The passphrase file is not plain text. Save it again as UTF-8.") from None
    return text.partition("\n")[0].removesuffix("\r")


def new_key() -> Key:
    """Return a new root key for a new vault."""
    return Key(os.urandom(32), os.urandom(16))


def new_root(key: Key) -> Key:
    """Return a new root key for the same vault."""
    return Key(os.urandom(32), key.vault_id)


def choose_cost(profile: Profile) -> Cost:
    """Return the strongest cost of `profile` that this machine does within the profile's time."""
    lightest = profile.costs[0]
    began = time.perf_counter()
    _argon2id(b"measuring", bytes(32), lightest)
    taken = time.perf_counter() - began
    chosen = lightest
    for cost in profile.costs[1:]:
        if taken * (cost.m_kib * cost.t) / (lightest.m_kib * lightest.t) <= profile.seconds * 1.1:
            chosen = cost
    return chosen


def passphrase_slot(key: Key, passphrase: str, cost: Cost) -> Slot:
    """Return a new slot that opens with `passphrase`, which is taken as it is."""
    salt = os.urandom(32)
    kek = _argon2id(_normal(passphrase), salt, cost)
    return _wrapped(key, kek, Slot(PASSPHRASE, ARGON2ID, cost.m_kib, cost.t, cost.p, salt=salt))


def strongest_slot(key: Key, passphrase: str, profile: Profile) -> Slot:
    """Return a new slot for `passphrase` at the strongest cost this machine has the time and memory for."""
    chosen = choose_cost(profile)
    for cost in reversed(profile.costs[1 : profile.costs.index(chosen) + 1]):
        with contextlib.suppress(NotReadable):  # too little memory free: one step down
            return passphrase_slot(key, passphrase, cost)
    return passphrase_slot(key, passphrase, profile.costs[0])


def recovery_slot(key: Key, code: str) -> Slot:
    """Return a new slot that opens with the recovery code `code`."""
    salt = os.urandom(32)
    kek = _code_key(recovery_code.canonical(code), salt)
    return _wrapped(key, kek, Slot(RECOVERY, HKDF, salt=salt))


def open_with_passphrase(header: Header, passphrase: str) -> Key:
    """Return the root key. Raises WrongPassphrase, or DamagedContents when the slot was altered."""
    try:
        secret = _normal(passphrase)
    except InvalidEntry as error:
        raise WrongPassphrase(str(error)) from None
    for slot in header.having(PASSPHRASE):
        kek = _argon2id(secret, slot.salt, Cost(slot.m_kib, slot.t, slot.p))
        key = _unwrapped(header, kek, slot)
        if key:
            return key
    raise WrongPassphrase("That did not open it. Try again; nothing is lost.")


def open_with_code(header: Header, code: str) -> Key:
    """Return the root key. Raises WrongRecoveryCode, or DamagedContents when the slot was altered."""
    secret = recovery_code.canonical(code)
    for slot in header.having(RECOVERY):
        key = _unwrapped(header, _code_key(secret, slot.salt), slot)
        if key:
            return key
    raise WrongRecoveryCode("That code is written as it was meant, but it belongs to another file.")


def _argon2id(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    try:
        return Argon2id(salt=salt, length=32, iterations=cost.t, lanes=cost.p, memory_cost=cost.m_kib).derive(
            secret
        )
    except UnsupportedAlgorithm:
        raise ToolMissing(
            "This computer's cryptography package is too old for Companion. Install a newer one from PyPI."
        ) from None
    except MemoryError:
        raise NotReadable(
            "There is not enough free memory to unlock. Close another program, then try again."
        ) from None


def _code_key(code: bytes, salt: bytes) -> bytes:
    """HKDF-Extract: a code is random enough to need no slow derivation."""
    return hmac.digest(salt, code, "sha512")


def _slot_keys(vault_id: bytes, kek: bytes, slot: Slot) -> tuple[bytes, bytes]:
    info = b"companion v1 slot" + vault_id + slot.parameters
    out = HKDFExpand(hashes.SHA512(), 64, info).derive(kek)
    return out[:32], out[32:]


def _wrapped(key: Key, kek: bytes, slot: Slot) -> Slot:
    wrap_key, commit = _slot_keys(key.vault_id, kek, slot)
    committed = replace(slot, commit=commit)
    wrapped = AESGCM(wrap_key).encrypt(_NONCE, key.root, key.vault_id + committed.before_wrapped)
    return replace(committed, wrapped=wrapped)


def _unwrapped(header: Header, kek: bytes, slot: Slot) -> Key | None:
    """Return the root key, or None when the slot was not made with `kek`."""
    wrap_key, commit = _slot_keys(header.vault_id, kek, slot)
    if not hmac.compare_digest(commit, slot.commit):
        return None
    try:
        root = AESGCM(wrap_key).decrypt(_NONCE, slot.wrapped, header.vault_id + slot.before_wrapped)
    except InvalidTag:
        raise DamagedContents(ALTERED) from None
    return Key(root, header.vault_id)
