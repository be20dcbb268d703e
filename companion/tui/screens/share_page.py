"""A page of text in a pane narrower than itself: the same words, wrapped once and not twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.domain.wrapping import columns, wrap

PAGE_COLUMNS = 78
"""How wide the page is made."""

_LEAST = 10
"""Columns a line keeps, whatever stands before it."""

_START = re.compile(r" *(?:- |\d+\. )?")
"""What stands before the words of a line: where its next lines begin too."""


def narrowed(page: str, width: int) -> str:
    """Return `page` in lines of at most `width` columns; from `PAGE_COLUMNS` on, as it is.

    A line is taken to go on in the next one when the next one's first word had no room on it.
    """
    if width >= PAGE_COLUMNS:
        return page
    return "\n".join(piece for line in _whole_lines(page.split("\n")) for piece in _wrapped(line, width))


def _whole_lines(lines: list[str]) -> Iterator[str]:
    whole, last = lines[0], lines[0]
    for line in lines[1:]:
        if _goes_on(whole, last, line):
            whole = f"{whole} {line.lstrip()}"
        else:
            yield whole
            whole = line
        last = line
    yield whole


def _goes_on(whole: str, last: str, line: str) -> bool:
    words = line.split()
    indent = len(line) - len(line.lstrip())
    if not words or not last.strip() or indent != len(_start(whole)) or _start(line).strip():
        return False
    return columns(last) + 1 + columns(words[0]) > PAGE_COLUMNS


def _start(line: str) -> str:
    found = _START.match(line)
    return found.group() if found else ""


def _wrapped(line: str, width: int) -> Iterator[str]:
    start = _start(line)
    words = wrap(line[len(start) :], max(_LEAST, width - len(start))) or ("",)
    for n, piece in enumerate(words):
        yield (start if n == 0 else " " * len(start)) + piece
