"""What this computer saw of a vault last, kept outside the vault: an older copy put in its place is told apart.

A file of two records that take turns, so that one is whole whenever the power goes. A record is
salt 32 | AES-256-GCM of (u32 length | JSON | zeros), key 32 and nonce 12 being
HKDF-Expand-SHA512(root key, "companion v1 seen" | vault_id | salt, 44). Whoever can write both here and beside
the vault can turn both back: that is not seen.
"""

import os
import struct
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from companion.vault.disk.fs import Fs
from companion.vault.format.contents import MALFORMED
from companion.vault.format.frames import Key
from companion.vault.format.merging import has_all_of

RECORD = 4096
"""Bytes of a record; twice, four times and so on as much when it holds more."""

MOST = 1024 * 1024
"""Bytes that are read of such a file: ten years of daily writers come to a third of it."""

_LENGTH = struct.Struct("<I")
_SPARE = 4
"""A record may be so many times as long as what it holds; a longer one would cost every save."""
_OVERHEAD = 32 + 16 + _LENGTH.size


class SeenState(msgspec.Struct, frozen=True, kw_only=True):
    """One saved state of a vault, without a word of it."""

    n: int = 0
    """Which of the two records is the later one."""
    seq: int
    tip: str
    """Hexadecimal tag of its last frame: no other state has it."""
    vv: dict[str, int]
    """Writer -> the highest seq it wrote."""
    w: str
    """Who writes here; gone on with only from this very state."""
    at: str
    """When it was saved, ISO 8601."""
    mark: str = ""
    """Of the vault's file on this computer: a copy has another. Empty when unknown."""
    copies: list[str] = []
    """Paths of copies made in other folders, the last one last."""

    def is_followed_by(self, found: "SeenState") -> bool:
        """Return True when `found` is the very file that was seen, so that its writer goes on.

        Vault and last-seen copied together to a second computer say the same, and go on apart: were both the
        same writer, a merge would take the edits of the other for its own of long ago, and drop them.
        """
        return found.tip == self.tip and found.mark == self.mark != ""


class Relation(Enum):
    """How the file that was found stands to what this computer saw last."""

    NEW_HERE = "new here"
    """Nothing was seen before, or what was kept cannot be read."""
    SAME = "same"
    ELSEWHERE = "elsewhere"
    """It went on from there, on another computer or just before the power went."""
    OLDER = "older"
    APART = "apart"
    """Both went on from some earlier state, each its own way."""


def relation(found: SeenState, seen: SeenState | None) -> Relation:
    """Compare by what each has seen of every writer; a higher seq alone proves nothing."""
    if seen is None:
        return Relation.NEW_HERE
    if found.tip == seen.tip:
        return Relation.SAME
    ahead, behind = has_all_of(found.vv, seen.vv), has_all_of(seen.vv, found.vv)
    if ahead and not behind:
        return Relation.ELSEWHERE
    return Relation.OLDER if behind and not ahead else Relation.APART


@dataclass(repr=False)
class LastSeen:
    """The file, named after the root key, in this computer's state folder."""

    folder: Path
    key: Key
    fs: Fs
    _fd: int | None = None
    _n: int = 0
    _record: int = RECORD

    @property
    def path(self) -> Path:
        """Where it is kept. The name says nothing of which vault it belongs to."""
        name = HKDFExpand(hashes.SHA512(), 12, b"companion v1 seen name" + self.key.vault_id)
        return self.folder / f"{name.derive(self.key.root).hex()}.seen"

    def read(self) -> SeenState | None:
        """Return what was kept; None when nothing is there that can be read."""
        try:
            raw = self.fs.read_start(self.path, MOST + 1)
        except (OSError, ValueError):
            return None
        half = len(raw) // 2
        if half < RECORD or half % RECORD or len(raw) > MOST:
            return None
        found = [seen for part in (raw[:half], raw[half:]) if (seen := self._opened(part)) is not None]
        latest = max(found, key=lambda seen: seen.n, default=None)
        self._n, self._record = (latest.n if latest else 0), half
        return latest

    def write(self, seen: SeenState) -> None:
        """Keep `seen` in the place of the older record. Raises OSError; it is synced by `close`."""
        self._n += 1
        words = msgspec.json.encode(msgspec.structs.replace(seen, n=self._n))
        needed = -(-(len(words) + _OVERHEAD) // RECORD) * RECORD
        if not needed <= self._record <= needed * _SPARE:
            self._record = needed * 2
            self._forget()
        if self._fd is None:
            self.fs.make_folder(self.folder)
            self._fd = self.fs.open_update(self.path, 2 * self._record)
        self.fs.write_at(self._fd, self._sealed(words), self._n % 2 * self._record)

    def close(self, *, sync: bool = True) -> None:
        """Wait until it is on the disk, and let go of it. Raises OSError."""
        if self._fd is not None:
            fd, self._fd = self._fd, None
            try:
                if sync:
                    self.fs.sync(fd)
            finally:
                self.fs.close(fd)

    def remove(self) -> None:
        """Delete it. Raises OSError."""
        self._forget()

    def _forget(self) -> None:
        self.close(sync=False)
        self.fs.remove(self.path)

    def _secrets(self, salt: bytes) -> tuple[AESGCM, bytes]:
        info = b"companion v1 seen" + self.key.vault_id + salt
        out = HKDFExpand(hashes.SHA512(), 44, info).derive(self.key.root)
        return AESGCM(out[:32]), out[32:]

    def _sealed(self, words: bytes) -> bytes:
        salt = os.urandom(32)
        cipher, nonce = self._secrets(salt)
        body = (_LENGTH.pack(len(words)) + words).ljust(self._record - 48, b"\0")
        return salt + cipher.encrypt(nonce, body, None)

    def _opened(self, record: bytes) -> SeenState | None:
        cipher, nonce = self._secrets(record[:32])
        try:
            body = cipher.decrypt(nonce, record[32:], None)
            (length,) = _LENGTH.unpack_from(body)
            return msgspec.json.decode(body[_LENGTH.size : _LENGTH.size + length], type=SeenState)
        except (InvalidTag, struct.error, *MALFORMED):
            return None
