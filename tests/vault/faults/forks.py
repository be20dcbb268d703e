"""Running a piece of Python in a process of its own that may be killed."""

import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import pytest

_FAILED = 86


@dataclass(frozen=True)
class Ended:
    """How the process ended."""

    signal: int
    """0 when it ended by itself."""
    said: tuple[str, ...]
    """The lines it said."""


def forked(work: Callable[[Callable[[str], None]], None]) -> Ended:
    """Fork, do `work` there, and return how it ended. What it is given says one line, at once and for sure.

    Raises AssertionError with the traceback of what it raised.
    """
    if sys.platform == "win32":
        pytest.skip("Windows has none of this")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = _FAILED
        try:
            os.close(reading)

            def say(line: str) -> None:
                os.write(writing, f"{line}\n".encode())

            work(say)
            status = 0
        except BaseException:
            os.write(writing, traceback.format_exc().encode())
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, said
    return Ended(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, tuple(said.splitlines()))
