"""What stands in quotation marks, held against what the person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.memory_store import MemoryStore

_MARKS = re.compile(r"[“„](.+?)[”“]|‘(.+?)’(?!\w)|(?<!\w)\"(.+?)\"(?!\w)|(?<!\w)'(.+?)'(?!\w)", re.DOTALL)

NAMES = frozenset({"added later"})
"""What the program calls a mark of its own: a name, and no sentence."""


def quoted_in(text: str) -> list[str]:
    """Return every stretch of `text` in quotation marks of any kind, with single spaces."""
    return [" ".join("".join(match.groups("")).split()) for match in _MARKS.finditer(text)]


def not_theirs(text: str, store: MemoryStore | None, typed: Iterable[str] = ()) -> list[str]:
    """Return what stands in quotation marks in `text` and is neither in the vault nor typed just now."""
    theirs = " ".join([*(_words(store.everything()) if store else ()), *typed])
    theirs = " ".join(theirs.split())
    return [
        words for words in quoted_in(text) if words.removesuffix("…") not in theirs and words not in NAMES
    ]


def _words(value: Any) -> Iterator[str]:
    """Yield every text in a record, and in what it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _words(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _words(inner)
