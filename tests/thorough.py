"""Long runs: a seeded tenth of their cases, or with ``pytest -m thorough`` all of them.

The seed is the commit's, so that each commit tries another tenth; it is printed, and ``COMPANION_SEED`` gives one back.
"""

import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import settings

Case = TypeVar("Case")

_IN = 10
"""One in so many."""
_UNMARKED = "a test that takes a tenth is to be marked thorough"
_NO_COMMIT = "companion"
"""The seed where there is no repository."""


class _Run:
    """What this run of pytest is."""

    seed = _NO_COMMIT
    whole = False
    test = ""
    """The long run that runs now."""


def is_whole() -> bool:
    """Return True when long runs try all of their cases."""
    return _Run.whole


def extent() -> str:
    """Return in words how much of the long runs is run."""
    return "all of the long runs" if _Run.whole else f"a tenth of the long runs, COMPANION_SEED={_Run.seed}"


def sample(cases: Iterable[Case], always: Collection[Case] = ()) -> list[Case]:
    """Return one case out of each ten, and those of `always`, in their order; all of them when the run is whole.

    Raises AssertionError in a test that ``-m thorough`` would not run.
    """
    assert _Run.test, _UNMARKED
    found = list(cases)
    if _Run.whole:
        return found
    taken = _tenth(len(found), _Run.test)
    return [case for number, case in enumerate(found) if number in taken or case in always]


def sieve() -> Callable[[], bool]:
    """Return what says of each case as it comes whether it is tried: of one in each ten; of all when the run is whole.

    Raises AssertionError in a test that ``-m thorough`` would not run.
    """
    assert _Run.test, _UNMARKED
    if _Run.whole:
        return lambda: True
    return _ones_in_ten(_chance(_Run.test)).__next__


def _ones_in_ten(chance: Random) -> Iterator[bool]:
    while True:
        taken = chance.randrange(_IN)
        yield from (number == taken for number in range(_IN))


def many(examples: int, **more: Any) -> Callable[[Any], Any]:
    """Mark a property as a long run of so many examples; `more` goes to Hypothesis's settings."""

    def marked(test: Any) -> Any:
        return pytest.mark.thorough(examples_of(examples, **more)(test))

    return marked


def examples_of(examples: int, **more: Any) -> settings:
    """Return Hypothesis's settings for so many examples, or a tenth of them."""
    return settings(max_examples=examples if _Run.whole else -(-examples // _IN), deadline=None, **more)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Find out what is to be run, before any test is read; Hypothesis gets the same seed."""
    _Run.whole = "thorough" in config.option.markexpr
    # The processes of one run have one seed.
    _Run.seed = os.environ["COMPANION_SEED"] = os.environ.get("COMPANION_SEED") or _commit()
    if config.getoption("hypothesis_seed", None) is None:
        config.option.hypothesis_seed = str(_chance("").getrandbits(64))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep one in ten of the cases that pytest itself was given: ``@pytest.mark.thorough(cases=True)``."""
    groups: defaultdict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        mark = item.get_closest_marker("thorough")
        if mark and mark.kwargs.get("cases"):
            groups[item.nodeid.partition("[")[0]].append(item)
    if _Run.whole:
        return
    left: set[str] = set()
    for name, group in groups.items():
        keep = _tenth(len(group), name)
        left |= {item.nodeid for number, item in enumerate(group) if number not in keep}
    if left:
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left])
        items[:] = [item for item in items if item.nodeid not in left]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Note which long run runs."""
    _Run.test = item.nodeid if item.get_closest_marker("thorough") else ""


def pytest_report_header() -> str:
    """Say at the beginning how much is run."""
    return f"companion: {extent()}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say it at the end too."""
    terminalreporter.section("how much was run")
    terminalreporter.write_line(extent())


def _tenth(length: int, what: str) -> set[int]:
    """Return one number out of each ten below `length`; always the same ones for this seed and `what`."""
    chance = _chance(what)
    return {chance.randrange(at, min(at + _IN, length)) for at in range(0, length, _IN)}


def _chance(what: str) -> Random:
    return Random(f"{_Run.seed} {what}")


def _commit() -> str:
    """Return the commit that is checked out."""
    git = ["git", "rev-parse", "--short=12", "HEAD"]
    try:
        found = subprocess.run(git, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except OSError:
        return _NO_COMMIT
    return found.stdout.strip() or _NO_COMMIT
