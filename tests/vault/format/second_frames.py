"""Steps 9 to 11 of FORMAT.md part 5, written from that document alone: the frames of a vault, up to its tail."""

import hashlib
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.vault.format.second_secrets import HEADER, DamagedContents, NewerVersion, expand

SNAPSHOT, DELTA = 1, 2
BLOCK = 4096
MOST_TAIL = 262_144
FRONT = 88


@dataclass(frozen=True, kw_only=True)
class Keys:
    """What frames are opened with."""

    root: bytes
    header: bytes

    @property
    def vault_id(self) -> bytes:
        """The id of the vault, 16 bytes."""
        return self.header[16:32]


@dataclass(frozen=True, kw_only=True)
class Front:
    """The genuine front of a frame that begins at byte `at`; `length` is that of the whole frame."""

    at: int
    kind: int
    zero: int
    seq: int
    length: int
    key: bytes
    nonce: bytes

    @property
    def well_formed(self) -> bool:
        """Whether its unused bytes and its length can be a frame's."""
        return self.zero == 0 and self.length % BLOCK == 0


@dataclass(kw_only=True)
class Walk:
    """Steps 9 to 11: the frames that count, as `texts` of (seq, JSON), up to byte `at`."""

    raw: bytes
    keys: Keys
    texts: list[tuple[int, bytes]]
    at: int = HEADER
    tip: bytes = bytes(16)

    def run(self, *, earlier: bool) -> None:
        """Walk to the end or the tail; `earlier` stops at a damage in the middle, whatever is behind it.

        Raises DamagedContents or NewerVersion.
        """
        self._first()
        try:
            while self.at < len(self.raw) and self._next():
                pass
        except DamagedContents:
            if not earlier:
                raise
        if not earlier:
            self._check_tail()

    def _first(self) -> None:
        front = self._front(self.at)
        if front is None or not front.well_formed or front.kind != SNAPSHOT or not self._take(front):
            raise DamagedContents

    def _next(self) -> bool:
        """Take the frame at `at`. Return False when the tail begins there."""
        front, before = self._front(self.at), self.texts[-1][0]
        if front is None or not front.well_formed or front.seq <= before:
            return False
        if front.seq > before + 1 or front.kind != DELTA:
            raise DamagedContents
        return self._take(front)

    def _check_tail(self) -> None:
        """Refuse a tail that is no save cut short."""
        if len(self.raw) - self.at > MOST_TAIL:
            raise DamagedContents
        for at in range(self.at + BLOCK, len(self.raw), BLOCK):
            front = self._front(at)
            if front is not None and front.well_formed and front.seq > self.texts[-1][0]:
                raise DamagedContents

    def _front(self, at: int) -> Front | None:
        """Return the front at `at`, if it is genuine. Raises NewerVersion for one of an unknown kind."""
        raw = self.raw[at : at + FRONT]
        if len(raw) < FRONT or raw[:4] != b"CVfr":
            return None
        out = expand(self.keys.root, b"companion v1 frame" + self.keys.vault_id + raw[:56], 76)
        if out[44:] != raw[56:]:
            return None
        kind, version, zero, seq, body = struct.unpack_from("<BBHQQ", raw, 4)
        if kind not in (SNAPSHOT, DELTA) or version != 1:
            raise NewerVersion
        return Front(
            at=at,
            kind=kind,
            zero=zero,
            seq=seq,
            length=FRONT + body,
            key=out[:32],
            nonce=out[32:44],
        )

    def _take(self, front: Front) -> bool:
        """Open the frame and go on behind it. Return False if its body is not whole."""
        end = front.at + front.length
        if end > len(self.raw):
            return False
        sealed = self.raw[front.at + FRONT : end]
        bound = hashlib.sha256(self.keys.header).digest() + self.raw[front.at : front.at + 24] + self.tip
        try:
            body = AESGCM(front.key).decrypt(front.nonce, sealed, bound)
        except InvalidTag:
            return False
        n = int.from_bytes(body[:8], "little")
        if n > len(body) - 8 or any(body[8 + n :]):
            return False
        self.texts.append((front.seq, body[8 : 8 + n]))
        self.at, self.tip = end, sealed[-16:]
        return True
