"""How long nobody has touched anything, by clocks that go on while the machine sleeps."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress


def clocks() -> tuple[float, ...]:
    """Return, in seconds, the clocks of this system of which the one that went furthest is right.

    Linux has one that counts sleep and that nobody can set. Elsewhere the steady clock may stand still while
    the machine sleeps and the wall clock may be set back, so it takes both.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # a kernel older than the clock
            return (time.clock_gettime(time.CLOCK_BOOTTIME),)
    return (time.monotonic(), time.time())


class IdleClock:
    """Seconds since the last touch."""

    def __init__(self, read: Callable[[], tuple[float, ...]] = clocks) -> None:
        self._read = read
        self._touched = read()

    def touch(self) -> None:
        """Start from nothing again."""
        self._touched = self._read()

    @property
    def seconds(self) -> float:
        """How long ago the last touch was, sleep included; never below zero."""
        passed = (now - then for now, then in zip(self._read(), self._touched, strict=False))
        return max(0.0, *passed)
