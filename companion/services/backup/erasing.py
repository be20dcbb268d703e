"""What erasing everything leaves unless the person says otherwise, and the words for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.domain.text import clean_line
from companion.words import say_count, say_list

WORD = "erase"
"""The word to type before everything is erased."""

WHAT = (
    "This deletes your plan, your check-ins, your talks and the copies beside them, on this computer. Pages and copies "
    "that you saved elsewhere stay where they are. Nobody can bring back what is erased."
)
ALSO = (
    "These files open with the same words. They stay unless you choose them. In a folder that is synced, deleting one "
    "deletes it on your other computers too."
)
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What is not the vault's own, and may hold the person's words."""

    also: tuple[Path, ...] = ()
    """Copies of the vault beside it or made elsewhere, that its passphrase or recovery code opens."""
    pages: tuple[Path, ...] = ()
    """Files in the vault's folder that may be pages saved from it."""


def pages_words(pages: Sequence[Path]) -> str:
    """Return the sentence that names pages which stay; empty without any."""
    if not pages:
        return ""
    named = [f"“{clean_line(page.name)}”" for page in pages[:_MOST_NAMED]]
    if len(pages) > _MOST_NAMED:
        named.append(f"{len(pages) - _MOST_NAMED} more")
    return f"{say_count(len(pages), 'file')} in the same folder may be yours too, and will stay: {say_list(named)}."
