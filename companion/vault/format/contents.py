"""What a vault holds, in memory: every record as the very bytes it has in the file, read when asked for.

Changes are gathered in layers above that, one a transaction, and become bytes before anything is touched.
"""

import contextlib
from collections.abc import ItemsView, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from companion.errors import DamagedContents, NewerVersion
from companion.vault.format.header import ALTERED, NEWER

SCHEMA = 1
"""Raised when records get keys or tables that an older program would lose."""

Document = dict[str, Any]
Tables = dict[str, dict[str, msgspec.Raw]]
Op = tuple[str, str, msgspec.Raw]
"""Table, id, and the record as it is to be; JSON null when it is to go."""
Layer = dict[str, dict[str, Document | None]]
"""Table -> id -> the record as it is to be, or None when it is to go."""

_decode_tables = msgspec.json.Decoder(Tables).decode
_decode_parts = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encoder = msgspec.json.Encoder()
_encode = _encoder.encode
_decode = msgspec.json.Decoder().decode
MALFORMED = (msgspec.MsgspecError, ValueError, OverflowError, RecursionError, MemoryError)
"""What decoding bytes from elsewhere may raise."""
_NOTHING = msgspec.Raw(b"null")


class Meta(msgspec.Struct, kw_only=True):
    """What a snapshot says about itself. Keys this program does not know are kept beside it."""

    schema: int = SCHEMA
    app: str = ""
    saved_at: str = ""
    """ISO 8601 with offset."""
    w: str = ""
    """Writer of the snapshot: 16 hex digits, new for every session."""
    vv: dict[str, int] = {}
    """Writer -> the highest seq it wrote."""
    past: msgspec.Raw = msgspec.Raw(b"null")
    """Frames that writer began from and wrote before this snapshot, as `Past`; anything else says nothing."""
    parted: msgspec.Raw = msgspec.Raw(b"null")
    """Writers known to have gone on apart -> the last seq before that; anything else says nothing."""


class Past(msgspec.Struct, frozen=True):
    """The line of frames that one writer went on with, oldest first: seq and the first 16 hex digits of the tag."""

    w: str
    states: list[tuple[int, str]]


_MOST_PAST = 256
_read_past = msgspec.json.Decoder(Past).decode
_read_parted = msgspec.json.Decoder(dict[str, int]).decode


@dataclass(kw_only=True)
class Contents:
    """Everything in one saved state of a vault."""

    meta: Meta = field(default_factory=Meta)
    tables: Tables = field(default_factory=dict)
    unknown: dict[str, msgspec.Raw] = field(default_factory=dict)
    """Parts of the snapshot that this program does not know, kept word for word."""
    unknown_meta: dict[str, msgspec.Raw] = field(default_factory=dict)
    frames: list[tuple[int, str]] = field(default_factory=list)
    """Seq and tag (16 hex digits) of each frame in the file this was read from or written to."""

    def line(self) -> list[tuple[int, str]]:
        """Return the frames that the last writer went on with, up to the last one in the file."""
        with contextlib.suppress(*MALFORMED):
            past = _read_past(self.meta.past)
            if past.w == self.meta.w and self.frames:
                return [*past.states, *self.frames]
        return list(self.frames)

    def parted(self) -> dict[str, int]:
        """Return the writers that are known to have gone on apart, each with the last seq before that."""
        try:
            return _read_parted(self.meta.parted)
        except MALFORMED:
            return {}

    def past_for(self, writer: str) -> msgspec.Raw:
        """Return what the next snapshot says of those before it when `writer` writes it after this state."""
        states = self.line() if writer == self.meta.w else self.frames[-1:]
        return msgspec.Raw(_encode(Past(writer, states[-_MOST_PAST:])))

    def __repr__(self) -> str:
        return "Contents"

    def encode_into(self, buffer: bytearray) -> None:
        """Fill `buffer` with the snapshot's JSON. Records go in as the bytes they are."""
        meta = self.unknown_meta | msgspec.structs.asdict(self.meta)
        _encoder.encode_into(self.unknown | {"meta": meta, "tables": self.tables}, buffer)

    def changes(self, layer: Layer, dot: tuple[str, int]) -> list[Op]:
        """Return what `layer` really changes, as it is written, with `dot` on each record.

        Nothing of self is touched. Raises one of `MALFORMED`, or TypeError, when a record cannot be stored.
        """
        ops: list[Op] = []
        for name, documents in layer.items():
            now = self.tables.get(name, {})
            for id, document in documents.items():
                was = now.get(id)
                if document is None:
                    if was is not None:
                        ops.append((name, id, _NOTHING))
                    continue
                record = msgspec.Raw(_encode(document | {"dot": dot}))
                if was is None or not _is_alike(was, record):
                    ops.append((name, id, record))
        return ops

    def apply(self, ops: Iterable[Op]) -> None:
        """Make the changes in memory."""
        for name, id, record in ops:
            table = self.tables.setdefault(name, {})
            if record == _NOTHING:
                table.pop(id, None)
            else:
                table[id] = record

    def tables_with(self, ops: Iterable[Op]) -> Tables:
        """Return the tables as they are with `ops` made; nothing of self is touched."""
        ops = list(ops)
        changed = Contents(tables={name: dict(self.tables.get(name, {})) for name, _, _ in ops})
        changed.apply(ops)
        return self.tables | changed.tables


def _is_alike(was: msgspec.Raw, record: msgspec.Raw) -> bool:
    """Return True when both say the same; what cannot be read is like nothing."""
    try:
        before = _undotted(was)
    except MALFORMED:
        return False
    return bool(before == _undotted(record))


def _undotted(raw: msgspec.Raw) -> Any:
    document = _decode(raw)
    if isinstance(document, dict):
        document.pop("dot", None)
    return document


def decode_contents(json: memoryview, newest: int = SCHEMA) -> Contents:
    """Return what a snapshot's JSON says, in the schema that it was written in.

    Raises DamagedContents for what is not a snapshot, NewerVersion when its schema is above `newest`.
    """
    try:
        parts = _decode_parts(json)
        meta_parts = _decode_parts(parts.pop("meta"))
        schema = msgspec.json.decode(meta_parts.get("schema", b"1"), type=int)
        if schema > newest:  # first of all: the rest of a later one may look like nothing known here
            raise NewerVersion(NEWER)
        meta = msgspec.structs.replace(msgspec.json.decode(_encode(meta_parts), type=Meta), schema=schema)
        tables = _decode_tables(parts.pop("tables"))
    except (*MALFORMED, KeyError):
        raise DamagedContents(ALTERED) from None
    if schema < 1:
        raise DamagedContents(ALTERED)
    unknown_meta = {key: value for key, value in meta_parts.items() if key not in Meta.__struct_fields__}
    return Contents(meta=meta, tables=tables, unknown=parts, unknown_meta=unknown_meta)


def document_of(raw: msgspec.Raw | None) -> Document | None:
    """Return a fresh document, or None where the bytes are none that can be read as one."""
    if raw is None:
        return None
    try:
        document = _decode(raw)
    except MALFORMED:
        return None
    return document if isinstance(document, dict) else None


class TableView(MutableMapping[str, Document]):
    """One table as TinyDB sees it: the saved records under the layers of the transactions under way.

    What it hands out is fresh, so nobody can change memory by changing a result; within a transaction that
    edits (`writable`) a document handed out belongs to the top layer, and changes to it are kept.
    Records that cannot be read are passed over, never touched.
    """

    def __init__(self, name: str, tables: Tables, layers: list[Layer], writable: bool) -> None:
        self._name = name
        self._saved = tables.get(name, {})
        self._layers = [layer[name] for layer in layers if name in layer]
        self._top: dict[str, Document | None] | None = None
        if writable:
            top = layers[-1].setdefault(name, {})
            if not self._layers or self._layers[-1] is not top:
                self._layers.append(top)
            self._top = top

    def _find(self, id: str) -> Document | None:
        for layer in reversed(self._layers):
            if id in layer:
                found = layer[id]
                if found is None or layer is self._top:
                    return found
                return document_of(msgspec.Raw(_encode(found)))
        return document_of(self._saved.get(id))

    def __getitem__(self, id: str) -> Document:
        found = self._find(id)
        if found is None:
            raise KeyError(id)
        if self._top is not None:
            self._top[id] = found
        return found

    def __setitem__(self, id: str, document: Document) -> None:
        if self._top is None:
            raise TypeError("a table is changed inside a transaction")
        self._top[id] = document

    def __delitem__(self, id: str) -> None:
        if self._top is None:
            raise TypeError("a table is changed inside a transaction")
        if not self.has(id):
            raise KeyError(id)
        self._top[id] = None

    def lay(self, id: str, document: Document) -> None:
        """Add the document, or lay its keys over those of the one that is there."""
        if self._top is None:
            raise TypeError("a table is changed inside a transaction")
        self._top[id] = (self._find(id) or {}) | document

    def clear(self) -> None:
        """Delete every record, those that cannot be read too."""
        if self._top is None:
            raise TypeError("a table is changed inside a transaction")
        self._top.update(dict.fromkeys(self.ids()))

    def __iter__(self) -> Iterator[str]:
        return (id for id in self.ids() if self._find(id) is not None)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._find(id) is not None

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def has(self, id: str) -> bool:
        """Return True when there is a record of that id, even one that cannot be read."""
        for layer in reversed(self._layers):
            if id in layer:
                return layer[id] is not None
        return id in self._saved

    def ids(self) -> dict[str, None]:
        """Return the id of every record, those that cannot be read too."""
        ids = dict.fromkeys(self._saved)
        for layer in self._layers:
            for id, document in layer.items():
                if document is None:
                    ids.pop(id, None)
                else:
                    ids[id] = None
        return ids

    def items(self) -> ItemsView[str, Document]:
        """Return every record that can be read, each read once; those of the top layer for changing."""
        if self._top is not None:
            return super().items()
        if self._layers:
            found = ((id, self._find(id)) for id in self.ids())
        else:
            found = ((id, document_of(raw)) for id, raw in self._saved.items())
        return {id: document for id, document in found if document is not None}.items()
