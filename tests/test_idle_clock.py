"""The clocks behind the idle lock: they count sleep, and nobody gets more time by setting one back."""

import sys
import time

import pytest

from companion.idle import IdleClock, clocks


class Clocks:
    """Two clocks that a test sets."""

    def __init__(self) -> None:
        self.steady, self.wall = 50.0, 1_790_000_000.0

    def __call__(self) -> tuple[float, ...]:
        return (self.steady, self.wall)


def test_a_touch_starts_it_anew() -> None:
    read = Clocks()
    clock = IdleClock(read)
    read.steady += 30
    assert clock.seconds == 30
    clock.touch()
    assert clock.seconds == 0


def test_sleep_counts_where_the_steady_clock_stands_still() -> None:
    read = Clocks()
    clock = IdleClock(read)
    read.steady += 2
    read.wall += 3 * 3600
    assert clock.seconds == 3 * 3600


def test_a_wall_clock_set_back_gives_nobody_more_time() -> None:
    read = Clocks()
    clock = IdleClock(read)
    read.steady += 601
    read.wall -= 86_400
    assert clock.seconds == 601


def test_clocks_that_go_backwards_are_no_time_at_all() -> None:
    read = Clocks()
    clock = IdleClock(read)
    read.steady -= 1
    read.wall -= 1
    assert clock.seconds == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the clock that counts sleep is Linux's")
def test_on_linux_it_is_the_one_clock_that_counts_sleep_and_cannot_be_set() -> None:
    (before,) = clocks()
    with open("/proc/uptime", encoding="ascii") as file:  # noqa: PTH123 (the kernel's own, sleep included)
        uptime = float(file.read().split()[0])
    (after,) = clocks()
    assert before - 1 <= uptime <= after + 1


def test_elsewhere_it_is_the_steady_clock_and_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    steady, wall = clocks()
    assert steady <= time.monotonic()
    assert abs(wall - time.time()) < 60
