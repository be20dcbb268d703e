"""Vaults in memory to type at: none yet, an empty one, and one with a little of everything."""

from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.lived_in import live_in
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.person import Heard, Typing, type_lines


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The folder offered for pages."""
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def empty_backend(documents: Path) -> MemoryBackend:
    """A door to a computer without a vault."""
    return MemoryBackend(folder=documents, exists=False)


@pytest.fixture
def memory_backend(documents: Path, memory_store: MemoryStore) -> MemoryBackend:
    """A door to a vault that is set up and has nothing in it yet."""
    return MemoryBackend(folder=documents, store=memory_store)


@pytest.fixture
def lived_in(memory_backend: MemoryBackend) -> MemoryBackend:
    """A vault with a little of everything."""
    live_in(memory_backend.services)
    return memory_backend


@pytest.fixture
def typed(lived_in: MemoryBackend) -> Typing:
    """Unlock the lived-in vault, type what is given, and close with q."""

    def typing(*script: str | float) -> Heard:
        return type_lines(lived_in, PASSPHRASE, *script, "q")

    return typing
