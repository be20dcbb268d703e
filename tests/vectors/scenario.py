"""What the scenarios of the vectors share: their secrets, small records, and where each vector is put down."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.vectors.golden import W
from tests.vectors.writer import Json, Writer, content_hash, recovery_code

FOLDER = Path(__file__).parent
PASSPHRASE = "a quiet place by the river"
CODE = recovery_code([*range(28)])
OTHER_CODE = recovery_code([*range(3, 31)])
SLIP = CODE[:13] + ("0" if CODE[13] != "0" else "1") + CODE[14:]  # one symbol of the third group
COMPOSED = "Dŵr a thân, b" + "\u00e9" + "b\u00e9 bach"
TYPED_OTHERWISE = COMPOSED.replace("\u00e9", "e\u0301").replace("ŵ", "w\u0302").replace(" ", "\u3000", 1)
UNKNOWN = "a quiet place \u0378 by the river"
W2 = "5eed000000000002"
AT = "2026-11-23T09:30:00+00:00"
LATER = "2026-11-23T09:31:00+00:00"

LINES: Json = {
    "lines": {
        "one": {"text": "first", "dot": [W, 1]},
        "two": {"text": 'Dŵr 🌊 "quoted" \\ \t', "dot": [W, 2]},
    }
}
vectors: list[Json] = []


def record(text: str, w: str, seq: int, **more: Any) -> Json:
    """Return a small record."""
    return {"text": text, **more, "dot": [w, seq]}


def state(tables: Json, seq: int = 3, **meta: Any) -> Json:
    """Return what a snapshot holds."""
    about = {"schema": 1, "app": "0.1.0", "saved_at": AT, "w": W, "vv": {W: seq}}
    return {"meta": about | meta, "tables": tables}


def delta(*ops: list[Any], w: str = W) -> Json:
    """Return what a delta frame holds."""
    return {"w": w, "at": LATER, "ops": list(ops)}


def writer(name: str, **how: Any) -> Writer:
    """Return the writer of one vector, whose secrets are those that most have."""
    return Writer(name=name, passphrase=PASSPHRASE.encode(), code=CODE, **how)


def opens(tables: Json, *, seq: int = 3, vv: Json | None = None, **more: Any) -> Json:
    """Return what is expected of a file that opens."""
    return {
        "tables": content_hash(tables, dots=True),
        "tables_without_dots": content_hash(tables, dots=False),
        "seq": seq,
        "vv": vv or {W: seq},
        "saved_at": AT,
        "torn": False,
        "may_write": True,
    } | more


def error(name: str, **more: Any) -> Json:
    """Return what is expected of a file that does not open."""
    return {"error": name, **more}


def add(name: str, sentence: str, raw: bytes, expected: Json, openings: Iterable[Json] = ()) -> None:
    """Write one vector; `expected` is what the passphrase most have gives."""
    (FOLDER / f"{name}.vault").write_bytes(raw)
    first = [{"passphrase": PASSPHRASE, "expect": expected}] if expected else []
    sha256 = hashlib.sha256(raw).hexdigest()
    vectors.append(
        {"file": f"{name}.vault", "sha256": sha256, "about": sentence, "openings": [*first, *openings]}
    )


def flip(raw: bytes, at: int) -> bytes:
    """Return `raw` with one bit of byte `at` other than it was."""
    return raw[:at] + bytes([raw[at] ^ 4]) + raw[at + 1 :]
