"""What every test gets: a home of its own, a fixed time, a vault that opens at once."""

import gc
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from companion.backend.local import LocalBackend
from companion.backend.session import VaultSession
from companion.paths import Paths, find_paths
from companion.services.access.setup import prepare
from companion.services.services import Services, services_over
from companion.vault.secrets.keys import STANDARD, Cost, Profile
from tests.clock import let_it_be
from tests.memory_store import MemoryStore

# No timed test: on a busy machine a good example can take any time.
settings.register_profile("companion", deadline=None)
settings.load_profile("companion")

pytest_plugins = ["tests.thorough", "tests.vault.faults.totals"]

NOW = datetime(2026, 11, 22, 21, 4, tzinfo=UTC)
"""Sunday evening; what the clock of a test says."""

PASSPHRASE = "a quiet place by the river"

CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024 * 1024, seconds=0.5)
"""A key that costs nothing. It gets in through a constructor's argument; nothing shipped can choose it."""


def pytest_configure() -> None:
    """Begin in the morning, wherever and whenever that is: a real program greets and asks by the machine's clock."""
    let_it_be(10)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every path of the program, and the person's home, in this test's own folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("COMPANION_HOME", str(folder / "companion"))
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for name in list(os.environ):
        if name.startswith(("XDG_", "TEXTUAL")) or name in {"COMPANION_PLAIN", "ACCESSIBLE", "NO_COLOR"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TERM", "xterm-256color")
    return folder


@pytest.fixture(autouse=True)
def _process() -> Iterator[None]:
    """What a program that started does to its process, for as long as that is there, ends with the test."""
    mask = os.umask(0o022)
    os.umask(mask)
    hooks = threading.excepthook, sys.unraisablehook
    yield
    gc.unfreeze()
    os.umask(mask)
    threading.excepthook, sys.unraisablehook = hooks


@pytest.fixture(scope="session")
def _sam(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The made-up person's vault with a real key, as light as a shipped program opens; made once."""
    folder = tmp_path_factory.mktemp("sam")
    places = Paths(
        vault=folder / "sam.vault",
        config=folder / "c",
        state=folder / "state",
        documents=folder / "documents",
    )
    light = replace(STANDARD, costs=STANDARD.costs[:1])
    LocalBackend(places, profile=light).create_demo(PASSPHRASE)[0].close()
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    return places.vault, secret


@pytest.fixture
def real_vault(_sam: tuple[Path, Path], home: Path) -> tuple[Path, Path]:
    """A vault that the program opens when started for real, and the file with its passphrase."""
    vault, secret = _sam
    return Path(shutil.copy(vault, home)), Path(shutil.copy(secret, home))


@pytest.fixture
def cheap_profile() -> Profile:
    """A key that costs nothing."""
    return CHEAP


@pytest.fixture
def backend(home: Path) -> LocalBackend:
    """The real backend over this test's home, at `NOW`."""
    return LocalBackend(find_paths(), profile=CHEAP, clock=lambda: NOW)


@pytest.fixture
def session(backend: LocalBackend) -> Iterator[VaultSession]:
    """A new vault on disk, set up and open."""
    made, _ = backend.create(PASSPHRASE, setup_step=6)
    yield made
    made.close()


@pytest.fixture
def services(session: VaultSession) -> Services:
    """Services over a vault on disk."""
    return session.services


@pytest.fixture
def memory_store() -> MemoryStore:
    """A store in memory, with the built-in sections and scales."""
    store = MemoryStore()
    prepare(store, setup_step=6, now=NOW)
    return store


@pytest.fixture
def memory_services(memory_store: MemoryStore) -> Services:
    """Services over a store in memory."""
    return services_over(memory_store)


@pytest.fixture
def code(backend: LocalBackend) -> str:
    """The recovery code of a closed vault of 23 November with a copy of the day before."""
    session, code = backend.create(PASSPHRASE, setup_step=6)
    session.close()
    backend.clock = lambda: NOW + timedelta(days=1)
    later = backend.open(PASSPHRASE)
    later.services.plan.add_line("toolbox", "The kettle", new_id="a", now=backend.now())
    later.close()
    return code
