"""What one save changed, as it is added to the file."""

import msgspec

from companion.errors import DamagedContents
from companion.vault.contents import MALFORMED, Contents, Op
from companion.vault.header import ALTERED

_encode = msgspec.json.Encoder().encode


class Delta(msgspec.Struct, kw_only=True):
    """What one save changed."""

    w: str
    """Its writer."""
    at: str
    """When, ISO 8601 with offset."""
    ops: list[Op]


_decode_delta = msgspec.json.Decoder(Delta).decode


def encode_delta(writer: str, at: str, ops: list[Op]) -> bytes:
    """Return the JSON of a delta."""
    return _encode({"w": writer, "at": at, "ops": ops})


def apply_delta(contents: Contents, json: memoryview, seq: int) -> None:
    """Make in memory what a delta says, whose frame is `seq`. Raises DamagedContents for what is no delta."""
    try:
        delta = _decode_delta(json)
    except MALFORMED:
        raise DamagedContents(ALTERED) from None
    contents.apply(delta.ops)
    contents.meta.w, contents.meta.saved_at = delta.w, delta.at
    contents.meta.vv = contents.meta.vv | {delta.w: seq}
