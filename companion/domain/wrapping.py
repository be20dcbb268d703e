"""How wide words are in columns, and how they fall into lines, with nothing lost."""

import unicodedata
from collections.abc import Iterator

LONGEST_WORD = 70
"""Columns. A longer word is cut wherever it stands, so that it counts the same on every page."""

_JOINER = "\u200d"
_WIDE = frozenset("WF")
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def columns(text: str) -> int:
    """Return how many columns of a page or a terminal `text` takes; East Asian wide letters take two."""
    return len(text) if text.isascii() else sum(_widths(text))


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of `text` that have words, runs of white space in them being one space."""
    return tuple(line for line in (" ".join(part.split()) for part in text.split("\n")) if line)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """Return the lines of `text`, none wider than `width` (2 or more) columns.

    Lines break at spaces. A word wider than a line, or than `LONGEST_WORD`, is cut: every character is
    still there.
    """
    return tuple(piece for line in lines_of(text) for piece in _wrap_line(line, width))


def _wrap_line(line: str, width: int) -> list[str]:
    out: list[str] = []
    have, have_columns = "", 0
    for word in line.split(" "):
        for n, piece in enumerate(cut(word, min(width, LONGEST_WORD))):
            size = columns(piece)
            if have and n == 0 and have_columns + 1 + size <= width:
                have, have_columns = f"{have} {piece}", have_columns + 1 + size
                continue
            if have:
                out.append(have)
            have, have_columns = piece, size
    out.append(have)
    return out


def cut(word: str, width: int = LONGEST_WORD) -> list[str]:
    """Return `word` in pieces of at most `width` (2 or more) columns; one that fits is one piece.

    A mark that combines with the character before it is never parted from it, nor is a joined emoji.
    """
    if columns(word) <= width:
        return [word]
    pieces: list[str] = []
    start, used = 0, 0
    for at, size in enumerate(_widths(word)):
        if used + size > width:
            pieces.append(word[start:at])
            start, used = at, 0
        used += size
    pieces.append(word[start:])
    return pieces


def _widths(text: str) -> Iterator[int]:
    """Yield the columns of each character; an emoji joined to the one before it takes none of its own."""
    before = ""
    for letter in text:
        if unicodedata.category(letter) in _NO_WIDTH:
            yield 0
        elif unicodedata.east_asian_width(letter) in _WIDE:
            yield 0 if before == _JOINER else 2
        else:
            yield 1
        before = letter
