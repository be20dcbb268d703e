"""Two computers with one vault each, for the tests of the screens."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from companion.tui.app import CompanionApp
from tests.conftest import CHEAP, NOW, PASSPHRASE

HERE, THERE = "Walk to the pier [/b]", "Walk to the lighthouse [b]"
ONLY_THERE = "The long way home"
LINE = "a" * 32


class Computer:
    """One of the two: its own home, its own clock."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COMPANION_HOME", str(home))
        self.time = NOW
        self.backend = LocalBackend(find_paths(), profile=CHEAP, clock=lambda: self.time)
        self.vault = self.backend.vault_path

    def write(self, text: str, *, at: datetime, id: str = LINE) -> None:
        """Open the vault, write a line into the first section or change the one of that id, and close."""
        self.time = at
        session = self.backend.open(PASSPHRASE)
        plan = session.services.plan
        if any(line.id == id for line in plan.lines("toolbox")):
            plan.edit_line(id, text=text, now=at)
        else:
            plan.add_line("toolbox", text, new_id=id, now=at)
        session.close()

    def lines(self) -> set[str]:
        """Return what stands in the first section now."""
        session = self.backend.open(PASSPHRASE)
        try:
            return {line.text for line in session.services.plan.lines("toolbox")}
        finally:
            session.close()

    def app(self) -> CompanionApp:
        """Return the program just after unlocking."""
        return CompanionApp(self.backend, session=self.backend.open(PASSPHRASE))


def two_computers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Computer, Computer]:
    """Return two computers that have the same vault."""
    here = Computer(folder / "here", monkeypatch)
    here.backend.create(PASSPHRASE, setup_step=6)[0].close()
    here.write("Walk", at=NOW)
    there = Computer(folder / "there", monkeypatch)
    carry(here.vault, there.vault)
    return here, there


def went_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Computer, Path]:
    """Return a computer whose vault went on by itself, and the file of the other one, on a stick."""
    here, there = two_computers(folder, monkeypatch)
    there.write(THERE, at=NOW + timedelta(hours=1))
    there.write(ONLY_THERE, at=NOW + timedelta(hours=2), id="b" * 32)
    here.write(HERE, at=NOW + timedelta(hours=3))
    stick = folder / "stick" / "other.vault"
    carry(there.vault, stick)
    return here, stick


def carry(vault: Path, to: Path) -> None:
    """Copy a vault as a person or a sync program would."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(vault, to)
