"""Adds up what the fault tests counted, over all processes that ran them, and prints it at the end.

A plugin of its own, because the process that prints loads the conftest of no folder but the first.
"""

from collections import Counter
from typing import Any

import pytest

from tests.thorough import extent
from tests.vault.faults.counting import TOTALS, table

_KEY = "vault fault counts"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the counts of a worker to the process that prints them."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = {row: dict(counts) for row, counts in TOTALS.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take the counts of a worker that ended."""
    for row, counts in getattr(node, "workeroutput", {}).get(_KEY, {}).items():
        TOTALS.setdefault(row, Counter()).update(counts)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table."""
    if TOTALS:
        terminalreporter.section(f"vault faults: {extent()}")
        for line in table(TOTALS):
            terminalreporter.write_line(line)
