"""The hour for programs that are started for real: a time zone in which it is that hour now."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

_DAY = 24 * 60
"""Minutes."""


def zone_where_it_is(hour: int, minute: int = 0) -> str:
    """Return the value of ``TZ`` for a place where it is `hour`:`minute` now (0-23, 0-59), within a minute."""
    utc = datetime.now(UTC)
    ahead = (hour * 60 + minute - utc.hour * 60 - utc.minute) % _DAY
    ahead -= _DAY if ahead > _DAY // 2 else 0
    # POSIX counts westwards.
    return f"<here>{'-' if ahead >= 0 else '+'}{abs(ahead) // 60:02}:{abs(ahead) % 60:02}"


@contextmanager
def at_hour(hour: int, minute: int = 0) -> Iterator[None]:
    """Let it be that time in this process and in those it starts. Windows, which cannot, keeps its own."""
    before = os.environ.get("TZ")
    let_it_be(hour, minute)
    try:
        yield
    finally:
        _move_to(before)


def let_it_be(hour: int, minute: int = 0) -> None:
    """Let it be that time from now on."""
    _move_to(zone_where_it_is(hour, minute))


def _move_to(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    if sys.platform != "win32":
        time.tzset()


if __name__ == "__main__":  # TZ=$(python -m tests.clock 02:30) pytest
    print(zone_where_it_is(*map(int, sys.argv[1].split(":"))))
