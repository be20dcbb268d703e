"""How far the reading of a long file is, said now and then and never more often."""

import time
from collections.abc import Callable

from companion.domain.imported import Stopped


def no() -> bool:
    """Nobody wants it to stop."""
    return False


class TellsNowAndThen:
    """Progress that is told by `tell`, the first time after `seconds`; it stops once `stops` says so."""

    def __init__(
        self,
        tell: Callable[[str], object],
        *,
        seconds: float,
        stops: Callable[[], bool] = no,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tell, self._seconds, self._stops, self._clock = tell, seconds, stops, clock
        self._told = clock()

    def __call__(self, done: int, whole: int) -> None:
        """Take in how far it is. Raises Stopped."""
        if self._stops():
            raise Stopped
        if whole and self._clock() - self._told >= self._seconds:
            self._told = self._clock()
            self._tell(f"Reading: {done * 100 // whole} percent.")
