"""Where the fault tests write."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.faults.homes import Home, State, new_home, words

_MEMORY = Path("/dev/shm")


@pytest.fixture
def disk() -> Iterator[Path]:
    """A folder in memory where there is one: a kill loses nothing that was written, so syncing proves nothing."""
    folder = Path(tempfile.mkdtemp(prefix="companion-faults-", dir=_MEMORY if _MEMORY.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def computer(disk: Path) -> Home:
    """A computer with a vault."""
    return new_home(disk / "home")[0]


@pytest.fixture
def state(computer: Home) -> State:
    """What it holds."""
    vault = computer.open(read_only=True)
    found = State(words(vault))
    vault.close()
    return found
