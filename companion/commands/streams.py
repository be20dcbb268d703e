"""Standard output for content, standard error for messages: always UTF-8, never a control character."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from companion.domain.text import clean_text
from companion.domain.wrapping import wrap
from companion.errors import NotWritten

WIDTH = 78
"""Columns of a printed line."""


def listed(text: str, *, mark: str = "-", indent: int = 0) -> list[str]:
    """Return `text` as wrapped lines: a mark before the first, the others standing under its words."""
    before = " " * indent + (f"{mark} " if mark else "")
    lines = wrap(text, WIDTH - len(before))
    return [f"{before if n == 0 else ' ' * len(before)}{line}" for n, line in enumerate(lines)]


CLOSED = "There is nowhere to write it to: standard output is closed."


class Nowhere(io.TextIOWrapper):
    """Stands for an output that was closed before we were started. Content written to it is refused."""

    def __init__(self) -> None:
        super().__init__(open(os.devnull, "wb"), encoding="utf-8")  # noqa: PTH123, SIM115


def make_ready() -> None:
    """Make the three streams safe to use, whatever started us: closed ones, odd encodings."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, encoding="utf-8") if mode == "r" else Nowhere())  # noqa: PTH123, SIM115
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def put(text: str) -> None:
    """Write a line of content. Raises as `finish` and, as do the others, NotWritten with no output."""
    _need_output()
    with _told_when_full():
        sys.stdout.write(clean_text(text) + "\n")


def put_json(content: object) -> None:
    """Write content for a program to read."""
    import json

    put(json.dumps(content, ensure_ascii=False, indent=2))


def put_bytes(data: bytes) -> None:
    """Write a whole file as content, as it is."""
    _need_output()
    with _told_when_full():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


def tell(sentence: str) -> None:
    """Write a message for the person. With nowhere to write it, it is dropped."""
    try:
        sys.stderr.write(clean_text(sentence) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        return


def finish() -> None:
    """Have what was written leave. Raises BrokenPipeError, and NotWritten for a full disk."""
    with _told_when_full():
        sys.stdout.flush()


def _need_output() -> None:
    if isinstance(sys.stdout, Nowhere):
        raise NotWritten(CLOSED)


@contextmanager
def _told_when_full() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence(sys.stdout)
        raise NotWritten("Not all of it could be written out. Is the disk full?") from error


def silence(stream: IO[str]) -> None:
    """Point a stream that broke at nothing, so that Python's own last flush says nothing either."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, stream.fileno())
    except (OSError, ValueError):
        pass  # not a file of the system's (a test's stand-in): there is nothing to point elsewhere
    finally:
        os.close(nothing)


def can_ask() -> bool:
    """True when somebody sits at the keyboard."""
    return _is_terminal(sys.stdin)


def has_screen() -> bool:
    """True when the full-screen program has a terminal to read from and to draw on."""
    return all(map(_is_terminal, (sys.stdin, sys.stdout, sys.stderr)))


def shows_on_screen() -> bool:
    """True when standard output is a terminal."""
    return _is_terminal(sys.stdout)


def _is_terminal(stream: IO[str]) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # it was closed
        return False
