"""A second reader of vaults, written from FORMAT.md alone: it shares no line with the program.

`read` opens the bytes of a vault (part 5), `read_seen` what a computer saw last (part 8), and `content_hash`
is that of part 9.
"""

import hashlib
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.vault.format.second_frames import BLOCK, Keys, Walk
from tests.vault.format.second_secrets import (
    DamagedContents,
    Limits,
    NewerVersion,
    NotReadable,
    checked_header,
    expand,
    secret_of,
    unlocked,
)

SCHEMA = 1

Tables = dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Found:
    """An opened vault.

    `document` is its JSON with every delta made, `deltas` how many there were, `tip` the tag of its last frame.
    """

    keys: Keys
    seq: int
    deltas: int
    document: dict[str, Any]
    tip: bytes
    torn: bool
    may_write: bool

    @property
    def tables(self) -> Tables:
        """Every record by table and id."""
        tables: Tables = self.document["tables"]
        return tables

    @property
    def vv(self) -> dict[str, int]:
        """The highest seq of each writer."""
        vv: dict[str, int] = self.document["meta"].get("vv", {})
        return vv

    @property
    def saved_at(self) -> str:
        """When it was saved last."""
        return str(self.document["meta"].get("saved_at", ""))


def read(
    raw: bytes,
    *,
    passphrase: str | None = None,
    recovery_code: str | None = None,
    limits: Limits | None = None,
    earlier: bool = False,
) -> Found:
    """Open a vault; `earlier` passes over what follows a damage in the middle.

    Raises the errors of part 5, which are those of `second_secrets`.
    """
    header = checked_header(raw, limits or Limits())
    keys = Keys(root=unlocked(header, secret_of(passphrase, recovery_code)), header=header)
    walk = Walk(raw=raw, keys=keys, texts=[])
    walk.run(earlier=earlier)
    document = _snapshot(walk.texts[0][1])
    for seq, text in walk.texts[1:]:
        _apply(document, seq, text)
    return Found(
        keys=keys,
        seq=walk.texts[-1][0],
        deltas=len(walk.texts) - 1,
        document=document,
        tip=walk.tip,
        torn=walk.at < len(raw),
        may_write=struct.unpack_from("<H", header, 8) == (1,) and not earlier,
    )


def read_path(path: Path, **how: Any) -> Found:
    """Open the vault at `path`; NotReadable if nothing plain is there."""
    if not path.is_file():
        raise NotReadable
    return read(path.read_bytes(), **how)


def _object(text: bytes) -> dict[str, Any]:
    """Return the object that a JSON text is. Raises DamagedContents."""
    try:
        found = json.loads(text.decode("utf-8"), parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair has no UTF-8
    except (ValueError, RecursionError):
        raise DamagedContents from None
    if not isinstance(found, dict):
        raise DamagedContents
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)


def _is(kind: type, *values: object) -> None:
    """Refuse values of another JSON type; true and false are no numbers."""
    if any(type(value) is not kind for value in values):
        raise DamagedContents


def _snapshot(text: bytes) -> dict[str, Any]:
    """Return the document of a snapshot. Raises NewerVersion or DamagedContents."""
    document = _object(text)
    meta = document.get("meta")
    _is(dict, meta)
    schema = document["meta"].get("schema", SCHEMA)
    _is(int, schema)
    if schema > SCHEMA:
        raise NewerVersion
    vv = document["meta"].get("vv", {})
    tables = document.get("tables")
    _is(str, *(document["meta"].get(key, "") for key in ("app", "saved_at", "w")))
    _is(dict, vv, tables)
    _is(int, *vv.values())
    _is(dict, *document["tables"].values())
    if schema < 1:
        raise DamagedContents
    return document


def _apply(document: dict[str, Any], seq: int, text: bytes) -> None:
    """Make the ops of a delta. Raises DamagedContents."""
    delta = _object(text)
    if not {"w", "at", "ops"} <= set(delta):
        raise DamagedContents
    _is(str, delta["w"], delta["at"])
    for table, id, record in _ops(delta["ops"]):
        if record is None:
            document["tables"].get(table, {}).pop(id, None)
        else:
            document["tables"].setdefault(table, {})[id] = record
    document["meta"] |= {"w": delta["w"], "saved_at": delta["at"]}
    document["meta"].setdefault("vv", {})[delta["w"]] = seq


def _ops(ops: object) -> Iterator[tuple[str, str, Any]]:
    if not isinstance(ops, list):
        raise DamagedContents
    for op in ops:
        if not isinstance(op, list) or len(op) != 3:
            raise DamagedContents
        _is(str, *op[:2])
        yield op[0], op[1], op[2]


def content_hash(tables: Tables, *, dots: bool) -> str:
    """Return the content hash of part 9, as hexadecimal digits."""
    kept: Tables = {name: dict(records) for name, records in tables.items() if records}
    if not dots:
        for records in kept.values():
            for id, record in records.items():
                if isinstance(record, dict):
                    records[id] = {key: value for key, value in record.items() if key != "dot"}
    text = json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seen_name(keys: Keys) -> str:
    """Return the name of the last-seen file of a vault."""
    return expand(keys.root, b"companion v1 seen name" + keys.vault_id, 12).hex() + ".seen"


def read_seen(raw: bytes, keys: Keys) -> dict[str, Any] | None:
    """Return the newest record of a last-seen file, or None if none opens."""
    half = len(raw) // 2
    found = [_seen(each, keys) for each in (raw[:half], raw[half:])] if half and half % BLOCK == 0 else []
    return max((each for each in found if each is not None), key=lambda each: int(each["n"]), default=None)


def _seen(record: bytes, keys: Keys) -> dict[str, Any] | None:
    salt, sealed = record[:32], record[32:]
    out = expand(keys.root, b"companion v1 seen" + keys.vault_id + salt, 44)
    try:
        body = AESGCM(out[:32]).decrypt(out[32:], sealed, None)
    except InvalidTag:
        return None
    length = int.from_bytes(body[:4], "little")
    return _object(body[4 : 4 + length])


def relation(found: Found, seen: dict[str, Any]) -> str:
    """Return how a vault stands to what was seen last: `same`, `elsewhere`, `older` or `apart`."""
    if found.tip.hex() == seen["tip"]:
        return "same"
    file_saw = all(found.vv.get(w, -1) >= q for w, q in seen["vv"].items())
    seen_saw = all(seen["vv"].get(w, -1) >= q for w, q in found.vv.items())
    return {(True, False): "elsewhere", (False, True): "older"}.get((file_saw, seen_saw), "apart")
