"""The lines of an exercise as a tutor wrote them, with what Word and Notepad leave on them taken off."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from companion.domain.text import clean_text
from companion.importers.courses.vocabulary import ANSWERS, MINUTES, TITLE
from companion.importers.spreadsheet import decoded

_LONGEST_KEY = 30
"""Characters of the words before a colon."""

_MOST_WORDS = 5
"""Words before a colon; more are a sentence."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe0f]")
_MARK = re.compile(
    r"(?P<mark>[-*+–—](?=\s)|o(?=\t)|[•·▪◦‣●○■□➢➤✓\uf0a7\uf0b7\uf0d8]|[-–](?=[^\W\d])|"
    r"(?P<number>\d{1,3})[.)](?=\s)|>)\s*"
)
SEPARATOR = re.compile("[:=：＝﹕]")
_DASH = re.compile(r"\s+[-–—]+\s+|\t+\s*")
_HEADING = re.compile(r"\\?[#＃]+\s*(?P<words>.*)")
_CLOSING = re.compile(r"\s#{1,6}$")
_FENCE = re.compile(r"(?:`{3,}|~{3,})\s*\w{0,20}")
_RULE = re.compile(r"[-–—_*\s]{3,}|[-–—*•·]|={3,}")
_NUMBERED = re.compile(
    r"(?:step|question|part|q)\s*\d{1,3}\s*[-–—:.)]?\s*(?=\S)|(?:step|question)\s*\d{1,3}$", re.I
)
_OTHER_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HASHES = ("#", "＃", "\\")
_EMPHASIS = re.compile(r"[*_]{1,3}")
_PAIRS = ("“”", '""', "''", "‘’", "„“", "«»", "””")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A line like ``Title: Sleep well``."""

    word: str
    """Before the colon, as it was written."""
    key: str
    """The same in small letters, with plain spaces and letters."""
    value: str


@dataclass(frozen=True, kw_only=True)
class SourceLine:
    """One line that is no fence and no rule."""

    number: int
    """From 1."""
    text: str
    """Cleaned, without spaces at its ends."""

    @cached_property
    def mark(self) -> str:
        """Its list mark: a bullet as it was, the number of a numbered one, or nothing."""
        return unmarked(self.text)[0]

    @cached_property
    def bare(self) -> str:
        """The words without the list mark."""
        return unmarked(self.text)[1]

    @cached_property
    def keyed(self) -> Keyed | None:
        """What it says before and after its colon, if it has one."""
        return keyed(self.bare)

    @property
    def is_listed(self) -> bool:
        """True for words with a list mark."""
        return bool(self.mark and self.bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedLines:
    """A heading and the lines under it."""

    number: int
    heading: str
    lines: list[SourceLine]


def text_lines(data: bytes) -> list[str]:
    """Return the lines of a file, cleaned, with the spaces at their ends taken off."""
    text = decoded(data)
    if not _OTHER_CONTROLS.search(text):  # then these are Word's line and page breaks
        text = text.replace("\v", "\n").replace("\f", "\n")
    return [line.strip() for line in clean_text(text).split("\n")]


def unmarked(text: str) -> tuple[str, str]:
    """Return (list mark, the rest): a bullet as it was, the number of a numbered one, or nothing."""
    match = _MARK.match(text)
    if match is None:
        return "", text
    return match["number"] or match["mark"], text[match.end() :].strip()


@lru_cache(maxsize=64)  # the same line is looked at several times over
def plain(words: str) -> str:
    """Return words as they are compared: small plain letters, one space between them."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", words))
    return " ".join(seen.replace("’", "'").replace("-", " ").replace("_", " ").split()).casefold()


def unquoted(value: str) -> str:
    """Return `value` without one pair of quotation marks round the whole of it."""
    inner, ends = value[1:-1], value[:1] + value[-1:]
    if len(value) > 1 and ends in _PAIRS and not any(mark in inner for mark in ends):
        return inner.strip()
    return value


def keyed(text: str) -> Keyed | None:
    """Return what a line says before and after its first colon or equals sign, if it has one early on."""
    match = SEPARATOR.search(text, 0, _LONGEST_KEY + 12)
    return _keyed(text, match) if match else None


def dashed(text: str) -> Keyed | None:
    """Return the same for a dash or a tab where a colon belongs."""
    match = _DASH.search(text, 0, _LONGEST_KEY + 12)
    return _keyed(text, match) if match else None


def _keyed(text: str, match: re.Match[str]) -> Keyed | None:
    word, value = text[: match.start()].strip(), text[match.end() :].strip()
    if opened := _EMPHASIS.match(word):  # **Title:** x, **Title**: x or **Title: x**
        mark = opened[0]
        word = word[len(mark) :]
        if word.endswith(mark):
            word = word[: -len(mark)]
        elif value.startswith(mark):
            value = value[len(mark) :].strip()
        else:
            value = value.removesuffix(mark).strip()
    word = word.strip(" \t\"'“”‘’`[]")
    key = plain(word)
    if not key or len(key) > _LONGEST_KEY or key.count(" ") >= _MOST_WORDS:
        return None
    return Keyed(word=word, key=key, value=unquoted(value))


def is_passed_over(text: str) -> bool:
    """Return True for a rule or a fence, which mean nothing here."""
    return bool(_FENCE.fullmatch(text) or _RULE.fullmatch(text[:200]))


def heading_of(text: str) -> str | None:
    """Return the words of a ``#`` heading, "" when it has none, None for any other line."""
    match = _HEADING.match(text)
    return _heading_words(match["words"]) if match else None


def _heading_words(words: str) -> str:
    bare = _CLOSING.sub("", words.strip()).strip(" \t#＃" if not words.strip("#＃ ") else " \t")
    for mark in ("***", "**", "__"):
        if len(bare) > 2 * len(mark) and bare.startswith(mark) and bare.endswith(mark):
            return bare[len(mark) : -len(mark)].strip()
    return bare


def sections_of(texts: list[str]) -> tuple[list[SourceLine], list[HeadedLines]]:
    """Return the lines above the first heading, and a section for each heading.

    Headings start with ``#`` or have ``===`` under them. Only where a file has none of these, lines with
    ``---`` under them and lines like ``Step 1: ...`` are headings.
    """
    found = _headings(texts) or _loose_headings(texts)
    starts = [*sorted(found), len(texts)]
    head = _lines(texts, 0, starts[0])
    return head, [
        HeadedLines(number=start + 1, heading=found[start], lines=_lines(texts, start + 1, end))
        for start, end in pairwise(starts)
    ]


def _lines(texts: list[str], start: int, end: int) -> list[SourceLine]:
    return [
        SourceLine(number=n + 1, text=_without_hash(texts[n]))
        for n in range(start, end)
        if not texts[n] or not is_passed_over(texts[n])
    ]


def _without_hash(text: str) -> str:
    words = heading_of(text) if text[:1] in _HASHES else None
    return words if words and _is_key(words) else text


def _is_key(words: str) -> bool:
    """Return True for what is no heading even after a ``#``, such as ``# Minutes: 10``."""
    found = keyed(words)
    if found is None:
        return False
    return found.key in (TITLE.casefold(), MINUTES.casefold()) or (
        found.key == "answer" and plain(found.value) in ANSWERS
    )


def _headings(texts: list[str]) -> dict[int, str]:
    """Return the words of each heading by its place."""
    found = {}
    for n, text in enumerate(texts):
        if text[:1] in _HASHES and (words := heading_of(text)) is not None:
            if not _is_key(words):
                found[n] = words
        elif text.startswith("===") and not text.strip("=") and _can_be_heading(texts, n - 1):
            found[n - 1] = _heading_words(texts[n - 1])
    return found


def _can_be_heading(texts: list[str], n: int) -> bool:
    """Return True for a line with words, by itself, that is no list line and says nothing after a colon."""
    if n < 0 or not texts[n] or is_passed_over(texts[n]) or heading_of(texts[n]) is not None:
        return False
    line = keyed(texts[n])
    return not (line and line.value) and not unmarked(texts[n])[0] and not (n and texts[n - 1])


def _loose_headings(texts: list[str]) -> dict[int, str]:
    found = {}
    for n, text in enumerate(texts):
        if text.startswith("---") and not text.strip("-") and _can_be_heading(texts, n - 1):
            found[n - 1] = _heading_words(texts[n - 1])
        elif _NUMBERED.match(text):
            found[n] = text
    return found
