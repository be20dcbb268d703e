"""A finished vault in the made-up person's own folder, for programs that are started for real."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import Paths, find_paths
from companion.vault.secrets.keys import STANDARD
from tests.pty.person import NAME, PASSPHRASE

PLAN = (
    ("daily", "Took my medication"),
    ("daily", "Ate before 11"),
    ("daily", "Got outside"),
    ("early", "Not answering messages"),
    ("early", "Up past 2am"),
    ("early", "Skipping meals"),
)


@pytest.fixture(autouse=True)
def _pseudo_terminals() -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminal that a test could hold")


@pytest.fixture(scope="session")
def _finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault set up to the end, its key as light as one that ships; made once."""
    folder = tmp_path_factory.mktemp("finished")
    places = Paths(
        vault=folder / "a.vault", config=folder / "c", state=folder / "state", documents=folder / "documents"
    )
    backend = LocalBackend(places, profile=replace(STANDARD, costs=STANDARD.costs[:1]))
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.settings.change(name=NAME, now=backend.now())
    for section, text in PLAN:
        session.services.plan.add_line(section, text, new_id=backend.new_id(), now=backend.now())
    session.close()
    return places.vault


@pytest.fixture
def front(_finished: Path, home: Path) -> LocalBackend:
    """The backend of this test's own home, with that vault behind it."""
    paths = find_paths()
    paths.vault.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copy(_finished, paths.vault)
    return LocalBackend(paths)
