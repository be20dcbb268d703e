"""JSON of other programs, read with a limit on what it may unfold to."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from companion.domain.text import clean_line, clean_text
from companion.errors import NotReadable

MOST_VALUES = 6_000_000
"""Values in a file; twenty years of a diary have less than one million."""


def read_json(data: bytes, what: str) -> Any:
    """Return what a file says. `what`: what it is for, in a sentence. Raises NotReadable, for one too deep as well."""
    if sum(map(data.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise NotReadable(f"There is too much in this file for {what}.")
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotReadable(f"This file is cut short or damaged, and cannot be read as {what}.") from error


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[Any]:
    """Return a list, or an empty one for anything else."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str:
    """Return words, cleaned; none for what is no text."""
    return clean_text(value).strip() if isinstance(value, str) else ""


def line(value: object) -> str:
    """Return words on one line; a number as it is written."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return clean_line(value) if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """Return a whole number, or None for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else None
