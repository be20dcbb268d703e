"""What was typed, as a choice or as words of one's own."""

from collections.abc import Sequence

from companion.domain.text import folded


def number_word(said: str) -> str:
    """Return ``3`` for ``03``, ``3.`` or a three of another script, and small letters for capitals."""
    bare = folded(said).removesuffix(".").removesuffix(")")
    return str(int(bare)) if bare.isdecimal() and len(bare) < 5 else bare


def unescaped(line: str, words: Sequence[str]) -> str:
    """Return `line` without its first ``=`` where that kept one of our words from being heard."""
    return line[1:] if line.startswith("=") and folded(line.lstrip("=")) in words else line
