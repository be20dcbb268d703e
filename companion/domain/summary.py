"""The page a person carries into the room, before it has a format: headings, items, two pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from companion.domain.wrapping import cut, wrap

WORDS_A_PAGE = 300
"""Page one holds at most this many words, headings and byline included: about 75 seconds of reading."""

LINES_A_PAGE = 42
"""Page one holds at most this many lines of `COLUMNS`, so that it fits on one sheet of A4 at 12 points."""

COLUMNS = 75
"""Columns of an item beside its mark."""

CONTINUES = "Continues on page 2."

LEAST = 12
"""A long item begins on page one when at least this many words of it find room there."""


class ItemKind(StrEnum):
    """How an item stands on the page."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing said. `detail` stands under it, indented."""

    text: str
    detail: str = ""
    kind: ItemKind = ItemKind.BULLET
    number: int = 0
    """Its number in a numbered list, from 1; kept when the list goes over a page."""

    @property
    def size(self) -> "Size":
        """The room it takes, its mark included."""
        mark = 0 if self.kind is ItemKind.PARAGRAPH else 1
        return Size(mark, 0) + size_of(self.text) + size_of(self.detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with its items. `part` is the id of the part in Share that it came from."""

    part: str
    heading: str
    items: tuple[Item, ...]
    continued: bool = False
    """True on page two when its first items stand on page one."""

    @property
    def full_heading(self) -> str:
        """The heading as it is shown."""
        return f"{self.heading} (continued)" if self.continued else self.heading

    @property
    def size(self) -> "Size":
        """The room that heading and items take."""
        return sum((item.size for item in self.items), start=self.heading_size)

    @property
    def heading_size(self) -> "Size":
        """The room of the heading and of the space above it."""
        return Size(0, 1) + size_of(self.full_heading)


@dataclass(frozen=True, slots=True)
class Size:
    """Room on a page: words, and lines of `COLUMNS`."""

    words: int
    lines: int

    def __add__(self, other: "Size") -> "Size":
        return Size(self.words + other.words, self.lines + other.lines)

    def __sub__(self, other: "Size") -> "Size":
        return Size(self.words - other.words, self.lines - other.lines)

    def holds(self, other: "Size") -> bool:
        """True when there is room for `other`."""
        return other.words <= self.words and other.lines <= self.lines


A_PAGE = Size(WORDS_A_PAGE, LINES_A_PAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A neutral document: no format is in it. Formats live in ``companion.export``."""

    title: str
    day: date
    """The day it was made."""
    byline: tuple[str, ...]
    """Lines under the title: for whom, date, period, in whose words."""
    page_one: tuple[Block, ...]
    page_two: tuple[Block, ...] = ()
    page_two_title: str = "Page 2"
    """The line that page two starts with."""

    @property
    def words_on_page_one(self) -> int:
        """Words of the title, the byline, and every heading, mark and item of page one."""
        return self.size_of_page_one.words

    @property
    def size_of_page_one(self) -> Size:
        """The room that everything on page one takes."""
        return sum((block.size for block in self.page_one), start=_head_size(self.title, self.byline))

    @property
    def is_empty(self) -> bool:
        """True when nothing stands under the byline."""
        return not (self.page_one or self.page_two)


def count_words(text: str) -> int:
    """Return how many runs of characters other than white space `text` has, one too long for a line cut."""
    return sum(len(cut(word)) for word in text.split())


def size_of(text: str) -> Size:
    """Return the room that `text` takes."""
    return Size(count_words(text), len(wrap(text, COLUMNS)))


def lay_out(
    *,
    title: str,
    day: date,
    byline: Sequence[str],
    blocks: Iterable[Block],
    overleaf: Iterable[Block] = (),
    page_two_title: str = "Page 2",
    page: Size = A_PAGE,
) -> Summary:
    """Return the blocks on two pages: whole items in their order until page one is full.

    An item that does not fit goes whole to page two, and everything after it too, so that the order
    holds. Only an item longer than a page alone is split, at the end of a sentence where there is one.
    Blocks without items vanish. `overleaf` always stands on page two, unless page one would be empty.
    """
    first = [block for block in blocks if block.items]
    second = [block for block in overleaf if block.items]
    if not first:
        first, second = second, []
    one, two = _dealt(first, page - _head_size(title, byline))
    return Summary(
        title=title,
        day=day,
        byline=tuple(byline),
        page_one=one,
        page_two=(*two, *second),
        page_two_title=page_two_title,
    )


def _dealt(blocks: Iterable[Block], empty: Size) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what stands on page one, which has room for `empty`, and what is left for page two."""
    room, one, left = empty, list[Block](), list(blocks)
    while left:
        block = left.pop(0)
        fitting, rest = _fill(block, room, empty)
        if fitting:
            one.append(replace(block, items=fitting))
            room -= one[-1].size
        if rest:
            return tuple(one), (replace(block, items=rest, continued=bool(fitting)), *left)
    return tuple(one), ()


def _head_size(title: str, byline: Sequence[str]) -> Size:
    return sum(map(size_of, byline), start=size_of(title))


def _fill(block: Block, room: Size, empty: Size) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Return the items of `block` that fit in `room` under its heading, and the rest.

    `empty` is the room of a page with nothing on it yet: what is too long even for that is split.
    """
    left = room - block.heading_size
    alone = empty - block.heading_size
    for index, item in enumerate(block.items):
        if left.holds(item.size):
            left -= item.size
            continue
        before, after = block.items[:index], block.items[index + 1 :]
        halves = None if alone.holds(item.size) else _split(item, left)
        if halves is None:
            return before, (item, *after)
        return (*before, halves[0]), (halves[1], *after)
    return block.items, ()


def _split(item: Item, room: Size) -> tuple[Item, Item] | None:
    """Return `item` in two, the first half fitting in `room`; None when too little of it would."""
    end = _longest(item.text, room - Size(1, 0) - size_of(CONTINUES))
    if end < len(item.text):
        if end == 0:
            return None
        head, tail = item.text[:end].rstrip(), item.text[end:].lstrip()
        return replace(item, text=f"{head} {CONTINUES}", detail=""), replace(item, text=tail)
    left = room - Size(1, 0) - size_of(item.text) - size_of(CONTINUES)
    end = _longest(item.detail, left)
    if end == 0:
        return None
    head, tail = item.detail[:end].rstrip(), item.detail[end:].lstrip()
    return replace(item, detail=f"{head} {CONTINUES}"), replace(item, text=tail, detail="")


def _longest(text: str, room: Size) -> int:
    """Return where to cut `text` so that what stands before fits in `room`; 0 when too little does.

    The cut is at the end of a sentence where one lies in the second half of what fits, else of a word.
    """
    if room.holds(size_of(text)):
        return len(text)
    ends = [match.start() + end for match in re.finditer(r"\S+", text) for end in _piece_ends(match[0])]
    low, high = 0, min(len(ends), max(room.words, 0))
    while low < high:  # how many pieces fit: more pieces never take fewer lines
        middle = (low + high + 1) // 2
        if room.holds(size_of(text[: ends[middle - 1]])):
            low = middle
        else:
            high = middle - 1
    if low < min(LEAST, len(ends)):
        return 0
    limit = ends[low - 1]
    sentences = [m.end() for m in re.finditer(r"[.!?…][\"'”’)]*(?=\s)|\S(?=\n)", text[: limit + 1])]
    return sentences[-1] if sentences and sentences[-1] > limit // 2 else limit


def _piece_ends(word: str) -> list[int]:
    ends, at = [], 0
    for piece in cut(word):
        at += len(piece)
        ends.append(at)
    return ends
