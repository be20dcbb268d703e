"""A monkey at the keyboard of a disk that comes and goes: whatever it was told is saved is somewhere at the end.

Random keys and bytes, ``kill -9``, the folder unmounted and mounted again, a sync program that puts another computer's
file there and keeps what it replaces, as real ones do.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.errors import CompanionError
from companion.paths import Paths
from companion.vault.access import open_bytes, way_in
from companion.vault.disk.atomic_file import new_path
from companion.vault.disk.fs import Fs
from companion.vault.rescue import remembering
from companion.vault.secrets.keys import STANDARD
from tests.pty.person import PASSPHRASE
from tests.pty.terminal import (
    BACKSPACE,
    DOWN,
    ENTER,
    ESC,
    F2,
    LEFT,
    RIGHT,
    SHIFT_TAB,
    TAB,
    UP,
    Terminal,
    ctrl,
)
from tests.thorough import is_whole, sample

pytestmark = [pytest.mark.pty, pytest.mark.thorough]

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Cannot be caught."""
RUNS = 20
WORDS = 18 if is_whole() else 4
"""What the monkey tries to write in one run."""
SOON = 20.0
"""Seconds within which a screen answers, also on a busy machine; what takes longer counts as not told."""

PAUSE = 0.2
"""Seconds that a terminal program waits after Esc for the rest of a longer key."""

# No key that takes back, puts away, changes or stores: what it takes away is not lost but gone.
NOISE: tuple[bytes, ...] = (
    *(UP, DOWN, LEFT, RIGHT, TAB, SHIFT_TAB, ESC, F2, b" ", b"?", b"/"),
    *(bytes([byte]) for byte in b"cpnls0123456789"),
    *(b"\xe4", b"\xff", b"\x80", b"\xc3", "é".encode(), "🌊".encode(), b"\xe2\x82"),
)


def why_no_mount() -> str:
    """Return why no folder can be mounted here; nothing when it can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "only root mounts"
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder, "at")
        at.mkdir()
        if subprocess.run(["mount", "--bind", folder, at], check=False, capture_output=True).returncode:
            return "mounting is not allowed here"
        subprocess.run(["umount", at], check=True)
    return ""


class Stick:
    """A folder that can be pulled and put back; without mounts it stays where it is."""

    def __init__(self, folder: Path) -> None:
        self.real, self.at = folder / "real", folder / "stick"
        for each in (self.real, self.at):
            each.mkdir()
        self.can_be_pulled = not why_no_mount()
        self.is_in = False
        if not self.can_be_pulled:
            self.at.rmdir()
            self.at.symlink_to(self.real)
        self.put_in()

    def pull(self) -> None:
        """Take it out under whoever uses it."""
        if self.can_be_pulled and self.is_in:
            subprocess.run(["umount", "-l", self.at], check=True)
            self.is_in = False

    def put_in(self) -> None:
        """Put it back."""
        if self.can_be_pulled and not self.is_in:
            subprocess.run(["mount", "--bind", self.real, self.at], check=True)
            self.is_in = True


class SyncProgram:
    """Brings the file of another computer, and keeps what it replaces as its conflict copy."""

    def __init__(self, vault: Path, elsewhere: Path) -> None:
        self._vault, self._elsewhere = vault, elsewhere
        self.told: list[str] = []
        """Words that the other computer saved."""
        self._count = 0

    def bring(self) -> None:
        """Have another computer go on from the file as it is, and put its file there."""
        there = self._elsewhere / f"{self._count}.vault"
        shutil.copyfile(self._vault, there)
        paths = Paths(
            vault=there,
            config=self._elsewhere / "c",
            state=self._elsewhere / f"state {self._count}",
            documents=self._elsewhere,
        )
        word = f"theirs{self._count}"
        backend = LocalBackend(paths)
        session = backend.open(PASSPHRASE)
        session.services.plan.add_line("toolbox", word, new_id=backend.new_id(), now=backend.now())
        session.close()
        arriving = self._vault.with_name(".sync-part")
        shutil.copyfile(there, arriving)
        # It looks what is there and replaces it in one step: what it does in between is not ours to lose.
        if new_path(self._vault).exists() or not Fs().exchange(arriving, self._vault):
            arriving.unlink()
            return
        arriving.rename(self._vault.with_name(f"companion (conflicted copy {self._count}).vault"))
        self._count += 1
        self.told.append(word)


class Monkey:
    """One run: the program is started again whenever it ended."""

    def __init__(self, folder: Path, number: int) -> None:
        self.rng, self.number = random.Random(number), number
        self.stick = Stick(folder)
        self.vault = self.stick.at / "companion.vault"
        (folder / "elsewhere").mkdir()
        self.sync = SyncProgram(self.stick.real / "companion.vault", folder / "elsewhere")
        self.told: list[str] = []
        self.did: Counter[str] = Counter()

    def run(self) -> None:
        """Write until all words were tried."""
        left = [f"word{self.number}x{n}" for n in range(WORDS)]
        for _ in range(2 * WORDS):  # a program that never starts ends the run, and shows in the count
            if not left:
                return
            with Terminal("--vault", str(self.vault)) as window, contextlib.suppress(AssertionError, OSError):
                self._sit(window, left)
                window.send(ctrl("q"))
                window.wait_for_end()
                self.did["closed"] += 1

    def _sit(self, window: Terminal, left: list[str]) -> None:
        if not seen(window, "type it, then Enter"):
            return
        window.send(PASSPHRASE, ENTER)
        if not seen(window, "How is today?", "older copy", "went on by themselves"):
            return
        while left:
            self._make_noise(window)
            trouble = self.rng.choice(["none", "none", "kill", "pull", "sync", "sync in the save"])
            if trouble == "sync":
                self.sync.bring()
                self.did["a file that came"] += 1
            if not self._goes_to_plan(window):
                self.did["lost its way"] += 1
                return
            word = left.pop(0)
            with self._during(window, trouble):
                if self._writes(window, word):
                    self.told.append(word)
                    self.did["told"] += 1
                else:
                    self.did["not told"] += 1
            if trouble == "kill":
                return

    def _make_noise(self, window: Terminal) -> None:
        window.send(ESC)
        window.listen(PAUSE)
        window.send(*(self.rng.choice(NOISE) for _ in range(self.rng.randrange(12))))
        self.did["bursts of keys"] += 1

    def _goes_to_plan(self, window: Terminal) -> bool:
        for _ in range(6):
            window.send(ESC)
            window.listen(PAUSE)  # Esc and a letter in one burst are another key
            window.send("p")
            if seen(window, "add a section", patience=SOON / 4):
                window.send("a")
                window.listen(PAUSE)
                window.send(BACKSPACE * 60)  # a draft of noise
                return seen(window, "in your own words", patience=SOON / 2)
        return False

    @contextlib.contextmanager
    def _during(self, window: Terminal, trouble: str) -> Iterator[None]:
        wait = self.rng.random() * 0.3
        timer = None
        if trouble == "kill":
            timer = threading.Timer(wait, lambda: window.signal(KILL))
            self.did["killed"] += 1
        elif trouble == "pull" and self.stick.can_be_pulled:
            timer = threading.Timer(wait, self.stick.pull)
            self.did["pulled"] += 1
        elif trouble == "sync in the save":
            timer = threading.Timer(wait, self.sync.bring)
            self.did["a file that came"] += 1
        if timer:
            timer.start()
        try:
            yield
        finally:
            if timer:
                timer.join()
            self.stick.put_in()

    def _writes(self, window: Terminal, word: str) -> bool:
        """Type the word into a new line of the plan, and return whether it was shown as stored."""
        window.send(word, ENTER)
        patience = time.monotonic() + SOON / 4
        while time.monotonic() < patience:
            if not seen(window, word, patience=SOON / 4):
                return False
            if (
                f"│ {word}" not in window.text
                and "saved" in window.flat
                and "in your own words" in window.flat
            ):
                return True
            try:
                window.listen(0.05)
            except EOFError:
                return False
        return False


def seen(window: Terminal, *words: str, patience: float = SOON) -> bool:
    """Wait until one of `words` stands in the window; False when none came in time, or the program ended."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if any(word in window.flat for word in words):
            return True
        try:
            window.listen(0.05)
        except EOFError:
            return False
    return False


def everything(folder: Path) -> str:
    """Return all that can be read in any file of the folder that opens."""
    unlock, said = remembering(way_in(PASSPHRASE, None)[0]), []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with contextlib.suppress(CompanionError):
                opened = open_bytes(path.read_bytes(), unlock, STANDARD)
                said += [
                    bytes(raw).decode() for table in opened.contents.tables.values() for raw in table.values()
                ]
    return "\n".join(said)


@pytest.mark.timeout(7200)
def test_every_word_that_was_told_saved_is_there_at_the_end(tmp_path: Path) -> None:
    total: Counter[str] = Counter()
    lost = []
    runs = sample(range(RUNS))
    for number in runs if is_whole() else runs[:1]:
        folder = tmp_path / f"{number}"
        folder.mkdir()
        monkey = Monkey(folder, number)
        try:
            places = Paths(
                vault=monkey.vault,
                config=folder / "c",
                state=folder / "state",
                documents=folder / "documents",
            )
            backend = LocalBackend(
                places,
                profile=replace(STANDARD, costs=STANDARD.costs[:1]),
                clock=lambda: datetime.now(UTC).astimezone(),
            )
            backend.create(PASSPHRASE, setup_step=6)[0].close()
            monkey.run()
        finally:
            monkey.stick.put_in()
            held = everything(monkey.stick.real)
            if monkey.stick.can_be_pulled:
                subprocess.run(["umount", "-l", monkey.stick.at], check=False)
        assert not any(monkey.stick.at.iterdir()) or not monkey.stick.can_be_pulled, (
            "made where the stick was"
        )
        told = [*monkey.told, *monkey.sync.told]
        lost += [word for word in told if f'"{word}"' not in held]
        total += monkey.did + Counter({"told elsewhere": len(monkey.sync.told)})
        print(f"run {number}: {monkey.did['told']} told, {len(lost)} lost so far", flush=True)
    print("monkey:", ", ".join(f"{count} {what}" for what, count in sorted(total.items())))
    assert not lost, f"{lost} of {dict(total)}"
    assert total["told"] >= (200 if is_whole() else 1), dict(total)
