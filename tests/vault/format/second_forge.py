"""Vaults that no program writes, to see whether two readers say the same of each of them."""

import hashlib
import hmac
import struct
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import strategies as st

from tests.vectors.writer import Writer, expand

PASSPHRASE = "a quiet place by the river"
CODE = "01230-4567M-89AB9-CDEFS-GHJKJ-MNPQ6-RSTVV"
BEGINNING = Writer(name="forged", passphrase=PASSPHRASE.encode(), code=CODE, cost=(32, 1, 4))
HEADER = BEGINNING.write_header()

SNAPSHOTS = [
    b'{"meta":{"schema":1,"app":"0","saved_at":"then","w":"a","vv":{"a":3}},"tables":{"lines":{"x":{"text":"1"}}}}',
    b'{"meta":{},"tables":{}}',
    b'{"meta":{"vv":{"a":1},"later":[1,{"b":null}]},"tables":{"t":{"x":null,"y":5,"z":[]}},"beside":{}}',
    b'{"meta":{"schema":2,"schema":1},"tables":{}}',
]
WRONG_SNAPSHOTS = [
    b'{"meta":{"schema":1,"schema":2},"tables":{}}',
    b'{"meta":{"schema":2,"w":5},"tables":7}',
    b'{"meta":{"schema":2}}',
    b'{"meta":{"schema":99999999999999999999},"tables":{}}',
    b"",
    b"[]",
    b"{",
    b'{"meta":{}}',
    b'{"tables":{}}',
    b'{"meta":[],"tables":{}}',
    b'{"meta":{},"tables":[]}',
    b'{"meta":{},"tables":{"t":[]}}',
    b'{"meta":{},"tables":{"t":null}}',
    b'{"meta":{"w":null},"tables":{}}',
    b'{"meta":{"app":1},"tables":{}}',
    b'{"meta":{"saved_at":{}},"tables":{}}',
    b'{"meta":{"vv":null},"tables":{}}',
    b'{"meta":{"vv":{"a":"1"}},"tables":{}}',
    b'{"meta":{"vv":{"a":true}},"tables":{}}',
    b'{"meta":{"vv":{"a":1.5}},"tables":{}}',
    b'{"meta":{"schema":0},"tables":{}}',
    b'{"meta":{"schema":-1},"tables":{}}',
    b'{"meta":{"schema":null},"tables":{}}',
    b'{"meta":{"schema":true},"tables":{}}',
    b'{"meta":{"schema":"2"},"tables":{}}',
    b'{"meta":{},"tables":{"t":{"x":NaN}}}',
    b'{"meta":{},"tables":{"t":{"x":01}}}',
    b'{"meta":{},"tables":{}} x',
    b'\xef\xbb\xbf{"meta":{},"tables":{}}',
    '{"meta":{},"tables":{}}'.encode("utf-16"),
    b'{"meta":{},"tables":{"t":{"\xff":1}}}',
]
DELTAS = [
    b'{"w":"a","at":"later","ops":[["lines","x",{"text":"2","dot":["a",4]}]]}',
    b'{"w":"b","at":"later","ops":[["lines","x",null],["lines","x",null],["none","y",null]]}',
    b'{"w":"b","at":"","ops":[],"later":1}',
    b'{"w":"b","at":"","ops":[["new","x",{}],["new","y",5],["new","z",[null]],["t","x",{}]]}',
    b'{"w":"a","w":"c","at":"","ops":[["t","x",{"dot":[],"dot":1}]]}',
]
WRONG_DELTAS = [
    b"null",
    b'{"w":"a","at":"later"}',
    b'{"at":"later","ops":[]}',
    b'{"w":"a","ops":[]}',
    b'{"w":1,"at":"later","ops":[]}',
    b'{"w":"a","at":null,"ops":[]}',
    b'{"w":"a","at":"later","ops":{}}',
    b'{"w":"a","at":"later","ops":[["t","x"]]}',
    b'{"w":"a","at":"later","ops":[["t","x",{},1]]}',
    b'{"w":"a","at":"later","ops":[["t",1,{}]]}',
    b'{"w":"a","at":"later","ops":[[null,"x",{}]]}',
    b'{"w":"a","at":"later","ops":[5]}',
]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A frame to write.

    `step` is how far its seq is above the one before. The rest is what may be wrong with it: `lie` is added to the
    length it tells, `n` to the length of its JSON, `cut` bytes are left out at its end, the byte at `spoilt` is
    another, and one that is not `chained` is not what the next one follows.
    """

    words: bytes
    kind: int = 2
    version: int = 1
    step: int = 1
    zero: int = 0
    lie: int = 0
    n: int = 0
    cut: int = 0
    spoilt: int | None = None
    chained: bool = True


def forged(pieces: list[Piece], *, header: bytes = HEADER, after: bytes = b"") -> bytes:
    """Return a vault of these frames, with `after` behind the last."""
    raw, seq, tag = header, 2, bytes(16)
    for number, piece in enumerate(pieces):
        seq += piece.step
        frame = _frame(piece, max(seq, 0), hashlib.sha256(bytes([number])).digest(), header, tag)
        tag = frame[-16:] if piece.chained else tag
        if piece.spoilt is not None:
            at = piece.spoilt % len(frame)
            frame = frame[:at] + bytes([frame[at] ^ 1]) + frame[at + 1 :]
        raw += frame[: len(frame) - piece.cut]
    return raw + after


def _frame(piece: Piece, seq: int, salt: bytes, header: bytes, tag: bytes) -> bytes:
    length = -(-(112 + len(piece.words)) // 4096) * 4096
    told = (length - 88 + piece.lie) % (1 << 64)
    front = struct.pack("<4sBBHQQ", b"CVfr", piece.kind, piece.version, piece.zero, seq, told)
    keys = expand(BEGINNING.root, b"companion v1 frame" + header[16:32] + front + salt, 76)
    body = struct.pack("<Q", (len(piece.words) + piece.n) % (1 << 64)) + piece.words
    bound = hashlib.sha256(header).digest() + front + tag
    sealed = AESGCM(keys[:32]).encrypt(keys[32:44], body.ljust(length - 104, b"\0"), bound)
    return front + salt + keys[44:] + sealed


def forged_header(
    at: int, new: bytes, *, written: int = 1, checked: bool = True, sealed: bool = True
) -> bytes:
    """Return a header of format `written` whose bytes from `at` are `new`.

    With `checked` and `sealed` its checksum and its seal fit again.
    """
    header = (HEADER[:at] + new + HEADER[at + len(new) :])[:4096]
    if at > 9:
        header = header[:8] + struct.pack("<H", written) + header[10:]
    if sealed:
        seal = expand(BEGINNING.root, b"companion v1 header" + header[16:32], 32)
        header = header[:4032] + hmac.digest(seal, header[:4032], "sha256") + header[4064:]
    if checked:
        header = header[:4064] + hashlib.sha256(header[:4064]).digest()
    return header


def rarely(usual: object, *others: object) -> st.SearchStrategy[Any]:
    """Mostly `usual`."""
    return st.integers(0, 24).flatmap(lambda n: st.sampled_from(others) if n == 13 else st.just(usual))


def pieces(kind: int, sound: list[bytes], wrong: list[bytes]) -> st.SearchStrategy[Piece]:
    """Frames of one type, most of them as they ought to be."""
    return st.builds(
        Piece,
        words=st.one_of(st.sampled_from(sound), st.sampled_from(sound), st.sampled_from(sound + wrong)),
        kind=rarely(kind, 0, 1, 2, 3),
        version=rarely(1, 0, 2),
        step=rarely(1, -2, -1, 0, 2, 3),
        zero=rarely(0, 1, 256),
        lie=rarely(0, 1, -1, 4096, -4096, -8192, 1 << 63),
        n=rarely(0, 1, -1, 5000, 1 << 63),
        cut=rarely(0, 1, 100, 2048, 4008, 4095),
        spoilt=rarely(None, 0, 5, 8, 30, 60, 100, 4090),
        chained=rarely(True, False),
    )


def vaults() -> st.SearchStrategy[bytes]:
    """Vaults with a sound header, and frames that may be anything."""
    return st.builds(
        lambda first, others, after: forged([first, *others], after=after),
        pieces(1, SNAPSHOTS, WRONG_SNAPSHOTS),
        st.lists(pieces(2, DELTAS, WRONG_DELTAS), max_size=4),
        rarely(b"", b"x", bytes(4096), bytes(258_048), bytes(262_144), bytes(262_145), b"CVfr" * 1024),
    )


def beginnings() -> st.SearchStrategy[bytes]:
    """Vaults whose header has a few other bytes, or of which a part is left."""
    places = [0, 3, 8, 10, 12, 13, 16, 32, 36, 37, 38, 42, 46, 50, 82, 114, 162, 163, 164, 165, 166, 174]
    places += [178, 210, 242, 290, 291, 292, 293, 420, 1059, 1060, 2000, 4031, 4032, 4064]
    slots = [HEADER[36:164], HEADER[164:292], bytes(128), b"\3" + bytes(range(127))]
    news = [
        b"\0",
        b"\1",
        b"\2",
        b"\xff",
        b"\2\0\1\0",
        b"\2\0\2\0",
        b"\2\0\0\0",
        b"\0\0\1\0",
        bytes(8),
        *slots,
    ]
    headers = st.builds(
        forged_header,
        st.sampled_from(places),
        st.sampled_from(news),
        written=rarely(1, 2, 2, 0),
        checked=rarely(True, False),
        sealed=rarely(True, False),
    )
    lengths = rarely(1 << 20, *range(9), 35, 4000, 4095, 4096, 4184, 8191)
    return st.builds(
        lambda header, length: forged([Piece(words=SNAPSHOTS[0], kind=1)], header=header)[:length],
        headers,
        lengths,
    )
