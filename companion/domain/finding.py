"""Where words are in a text, when neither case nor accents nor the shape of a quotation mark matter.

Welsh, French or Polish words are often typed without their accents: many keyboards have no key for them.
"""

import unicodedata
from collections.abc import Sequence

_LETTERS = str.maketrans(
    {
        **dict(zip("øØłŁđĐħĦŧŦıŋŊ", "oolLdDhHtTinN", strict=True)),
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2212)), "-"),
        "æ": "ae",
        "Æ": "ae",
        "œ": "oe",
        "Œ": "oe",
        "þ": "th",
        "Þ": "th",
        "ð": "d",
        "Ð": "d",
    }
)
"""Letters that Unicode takes apart no further, as they are typed without their own key."""

_MARKS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x0652))
"""Accents and vowel points (Latin, Greek, Cyrillic; Hebrew; Arabic). In other scripts marks are letters."""

_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060")
"""Soft hyphen and joiners."""


def bare(text: str) -> str:
    """Return `text` without case, accents and joiners, as it is compared when somebody looks for a word."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS)).casefold()
    return "".join(letter for letter in apart if not _is_dropped(letter))


def bare_words(query: str) -> tuple[str, ...]:
    """Return the words that are looked for."""
    return tuple(bare(query).split())


def holds_all(text: str, words: tuple[str, ...]) -> bool:
    """True when every one of the bare `words` is somewhere in `text`; part of a word is enough."""
    found = bare(text)
    return all(word in found for word in words)


def spans(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where the bare `words` stand in `text`, as (start, end) in characters, in order and not overlapping."""
    pieces = text.casefold() if text.isascii() else [bare(letter) for letter in text]
    starts = [place for place, piece in enumerate(pieces) for _ in piece]
    found = "".join(pieces)
    marked = bytearray(len(text))
    for word in filter(None, words):
        at = found.find(word)
        while at >= 0:
            first, end = starts[at], starts[at + len(word) - 1] + 1
            marked[first:end] = b"\x01" * (end - first)
            at = found.find(word, at + 1)
    return tuple(_runs(pieces, marked))


def _runs(pieces: Sequence[str], marked: bytearray) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for place, piece in enumerate(pieces):
        goes_on = bool(runs) and runs[-1][1] == place
        if goes_on and (marked[place] or not piece):  # an accent of its own belongs to the letter before it
            runs[-1] = (runs[-1][0], place + 1)
        elif marked[place]:
            runs.append((place, place + 1))
    return runs


def _is_dropped(letter: str) -> bool:
    code = ord(letter)
    return letter in _UNSEEN or any(first <= code <= last for first, last in _MARKS)
