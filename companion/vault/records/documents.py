"""Records as plain documents and back. What does not convert is told apart, never guessed at."""

from typing import TypeVar, cast

import msgspec

from companion.domain.edit import Record
from companion.errors import InvalidEntry
from companion.vault.format.contents import MALFORMED, Document

R = TypeVar("R", bound=Record)

KEPT = "kept"
"""Table for the words of records that could not be read when another took their id."""


def to_document(record: Record) -> Document:
    """Return the record as JSON values under the names of its fields."""
    return cast(Document, msgspec.to_builtins(record))


def from_document(document: Document, id: str, kind: type[R]) -> R | None:
    """Return the record that `document` holds, or None when it is none of that kind and id.

    Keys that the kind does not have are passed over here; they stay in the document.
    """
    try:
        record = msgspec.convert(document, kind)
    except (InvalidEntry, *MALFORMED):
        return None
    return record if record.id == id else None
