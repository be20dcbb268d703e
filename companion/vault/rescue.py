"""What may stand in for a vault that is gone or damaged: its unfinished successor, and the copies of past days."""

import errno
import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from companion.errors import (
    CompanionError,
    DamagedContents,
    DamagedHeader,
    NewerVersion,
    NothingThere,
    NotReadable,
    WrongPassphrase,
    WrongRecoveryCode,
)
from companion.vault.access import GetKey, Opened, open_bytes, read_file
from companion.vault.disk.atomic_file import VaultFile, new_path
from companion.vault.disk.backups import list_backups, quarantine_path
from companion.vault.disk.fs import Fs
from companion.vault.format.frames import Key
from companion.vault.format.header import HEADER_LEN, Header, read_header
from companion.vault.secrets.keys import Profile

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


_ALL_DAMAGED = (
    "The copies beside your vault are damaged too, so none of them could be opened. All are left as they are."
)


_OPENS_NONE = (
    "That opened no copy of your vault. A copy opens with the passphrase it had when it was made: if you changed "
    "yours since then, try the one from before. Nothing is lost."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The first file that opened."""

    path: Path
    raw: bytes
    opened: Opened
    mended: bool = False
    """True for the vault itself, whose header had one wrong bit: `raw` has it right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A spare that stands in the vault's place now, or the vault itself, mended."""

    rescue_copy: Path
    aside: Path | None
    """Where the damaged vault was put; None when there was none, or nothing could be written."""
    mended: bool = False
    """True when it is the vault itself, with all that was in it."""


def rescue_paths(home: Path, fs: Fs) -> tuple[Path, ...]:
    """Return what could stand in for the vault at `home`, the newest first. Raises OSError."""
    new = new_path(home)
    return (*((new,) if fs.exists(new) else ()), *list_backups(home, fs))


def look_at_rescue(home: Path, fs: Fs, profile: Profile) -> tuple[date | None, int]:
    """Return the day on which the newest spare whose header is sound was saved, and how many are spoilt.

    Without a secret no more can be told; the spoilt ones are those newer than the sound one.
    """
    spoilt = 0
    try:
        for path in rescue_paths(home, fs):
            try:
                read_header(fs.read(path), profile.least_kib, profile.most_kib)
                return _saved_on(path, home, fs), spoilt
            except (OSError, CompanionError):
                spoilt += 1
    except OSError:  # a folder that cannot be looked into holds nothing to offer
        return None, spoilt
    return None, spoilt


def can_be_mended(home: Path, fs: Fs, profile: Profile) -> bool:
    """Return True when one wrong bit is what keeps the header of the vault at `home` from being read."""
    try:
        return fs.exists(home) and mended(fs.read(home), profile) is not None
    except (OSError, CompanionError):
        return False


def _saved_on(path: Path, home: Path, fs: Fs) -> date | None:
    if path != new_path(home):
        return date.fromisoformat(path.name[:10])
    identity = fs.identity(path)
    return datetime.fromtimestamp(identity[3] / 1e9, UTC).astimezone().date() if identity else None


def open_first(
    home: Path,
    fs: Fs,
    unlock: GetKey,
    profile: Profile,
    rescue: tuple[Path, ...] | None = None,
    other: GetKey | None = None,
) -> Found:
    """Open the vault at `home`, mended if one bit of its header is wrong, or the latest spare that opens whole.

    `spares` stand in for those that lie beside it, and `other` is what opens them.
    Raises as `Vault.open`; WrongPassphrase or WrongRecoveryCode when a sound one does not open with it.
    """
    once = remembering(unlock)
    once_there = remembering(other) if other else once
    damaged: CompanionError | None = None
    if fs.exists(home):
        raw = read_file(VaultFile(home, fs))
        try:
            return _open_or_mend(home, raw, once, profile)
        except (DamagedHeader, DamagedContents, NotReadable) as error:
            damaged = error
    found, said = _latest(rescue_paths(home, fs) if rescue is None else rescue, fs, once_there, profile)
    if found is None:
        raise said or damaged or NothingThere(f"There is no vault at {home}.")
    return found


def _latest(
    paths: tuple[Path, ...], fs: Fs, unlock: GetKey, profile: Profile
) -> tuple[Found | None, CompanionError | None]:
    """Return the spare that was saved last of those that open; without one, what is to be said of them.

    Not by the day in the name: that was the clock's, which may have been years ahead.
    """
    found: Found | None = None
    wrong: CompanionError | None = None
    newer: CompanionError | None = None
    for path in paths:
        try:
            raw = read_file(VaultFile(path, fs))
            opened = open_bytes(raw, unlock, profile)
        except (WrongPassphrase, WrongRecoveryCode) as error:
            wrong = wrong or error
        except NewerVersion as error:
            newer = newer or error
        except (DamagedHeader, DamagedContents, NotReadable, NothingThere):
            continue
        else:
            if found is None or opened.seq > found.opened.seq:
                found = Found(path=path, raw=raw, opened=opened)
    if isinstance(wrong, WrongPassphrase):
        wrong = WrongPassphrase(_OPENS_NONE)
    return found, wrong or newer or (DamagedContents(_ALL_DAMAGED) if paths else None)


def _open_or_mend(home: Path, raw: bytes, unlock: GetKey, profile: Profile) -> Found:
    try:
        return Found(path=home, raw=raw, opened=open_bytes(raw, unlock, profile))
    except DamagedHeader:
        right = mended(raw, profile)
        if right is None:
            raise
    return Found(path=home, raw=right, opened=open_bytes(right, unlock, profile), mended=True)


def settle(found: Found, home: Path, day: str, fs: Fs, *, may_write: bool) -> Taken | None:
    """Put what was found in the vault's place, where it is not there already. Raises OSError."""
    if found.path == home and not found.mended:
        return None
    aside = take_place(found, home, day, fs) if may_write else None
    return Taken(rescue_copy=found.path, aside=aside, mended=found.mended)


def take_place(found: Found, home: Path, day: str, fs: Fs) -> Path | None:
    """Put what opened in the vault's place and return where what was there is now. Raises OSError.

    Stopped at any step, it leaves the spare, and the damaged vault under one of its two names.
    """
    new, aside = new_path(home), None
    if found.path != new:
        if fs.exists(new):
            fs.replace(new, quarantine_path(home, day, fs))
        fd = fs.open_new(new)
        try:
            fs.write(fd, found.raw)
            fs.sync(fd)
        finally:
            fs.close(fd)
        if fs.read(new) != found.raw:
            raise OSError(errno.EIO, "it did not read back as it was written")
    if fs.exists(home):
        aside = quarantine_path(home, day, fs)
        fs.replace(home, aside)
    fs.put_new(new, home)
    fs.sync_folder(home.parent)
    return aside


def remembering(unlock: GetKey) -> GetKey:
    """Derive the key of the same slots once: most copies have those of the vault, and each try is slow."""
    known: dict[tuple[bytes, ...], Key | CompanionError] = {}

    def once(header: Header) -> Key:
        slots = (header.vault_id, *header.slots)
        if slots not in known:
            try:
                known[slots] = unlock(header)
            except CompanionError as error:
                known[slots] = error
        found = known[slots]
        if isinstance(found, CompanionError):
            raise found
        return found

    return once
