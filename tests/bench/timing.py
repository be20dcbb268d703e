"""Steps that take turns, and what is printed of them."""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Step = Callable[[], object]
WARM = 3
"""Turns that do not count."""
SELDOM = 10
"""A slow step has its turn once in so many rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A ratio, or a figure, and how large it may be."""

    days: int
    what: str
    is_now: float
    at_least: float
    """The same from the minimums."""
    goal: float
    unit: str = "x"


def timed(
    steps: dict[str, Step], rounds: int, *, before: Step | None = None, seldom: str = ""
) -> dict[str, list[float]]:
    """Return milliseconds by step. The steps take turns, `seldom` in one round of `SELDOM`; `before` is not timed.

    What ran just before changes what a step costs (the file system's journal, the processor's caches), so each
    round has an order of its own.
    """
    taken: dict[str, list[float]] = {name: [] for name in steps}
    order, chance = list(steps.items()), random.Random(3)
    for number in range(rounds + WARM):
        chance.shuffle(order)
        for name, step in order:
            if name == seldom and number % SELDOM:
                continue
            if before:
                before()
            began = time.perf_counter()
            step()
            if number >= WARM:
                taken[name].append((time.perf_counter() - began) * 1000)
    return taken


def show(taken: dict[str, list[float]], base: str = "") -> None:
    """Print medians, their spread, minimums, and both ratios to `base`."""
    for name, values in taken.items():
        tenths = statistics.quantiles(values, n=10, method="inclusive")
        middle, least = statistics.median(values), min(values)
        line = f"  {name:<50} {middle:9.3f} ms  ({tenths[0]:.3f} to {tenths[-1]:.3f}; least {least:.3f})"
        if base:
            line += f"  {middle / statistics.median(taken[base]):6.2f}x  {least / min(taken[base]):6.2f}x"
        print(line)


def ratio(taken: dict[str, list[float]], name: str, base: str, days: int, goal: float, what: str) -> Goal:
    """Return how `name` stands to `base`."""
    return Goal(
        days=days,
        what=what,
        is_now=statistics.median(taken[name]) / statistics.median(taken[base]),
        at_least=min(taken[name]) / min(taken[base]),
        goal=goal,
    )


def peak() -> float:
    """Return this process's peak memory so far, in MiB. Linux."""
    status = Path("/proc/self/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def busy() -> str:
    """Return how busy the machine is, in words."""
    if sys.platform == "win32":
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def show_goals(goals: Iterable[Goal]) -> None:
    """Print how each figure stands to its goal."""
    print("goals, by medians (by minimums)")
    for one in goals:
        said = (
            "met" if one.is_now <= one.goal else "met by minimums" if one.at_least <= one.goal else "MISSED"
        )
        print(
            f"  {one.days:>6} {one.what:<34} {one.is_now:8.3f}{one.unit} ({one.at_least:.3f})"
            f"   goal {one.goal:g}{one.unit}   {said}"
        )
