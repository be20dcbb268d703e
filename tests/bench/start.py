"""How quick the program is on its feet, each figure beside a peer measured in the same run.

Run by hand: ``python -m tests.bench.start [ROUNDS]``. Everything runs in a real pseudo-terminal, the cases
taking turns, so that a busy machine slows all of them. Bytecode must be there: unset
PYTHONDONTWRITEBYTECODE first, or every import reads several times too slow.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pexpect

from companion.paths import Paths
from companion.vault.vault import Vault
from companion.wiring import FrontDoor

ROUNDS = 11
PASSPHRASE = "a quiet place by the river"
HELLO = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Hello(App):\n    def compose(self):\n        yield Static('Hello there')\nHello().run()\n"
)


def until(words: str, argv: list[str], home: Path, send: str = "", then: str = "") -> tuple[float, float]:
    """Return milliseconds from start until `words` show, and from `send` until `then` shows."""
    environment = {**os.environ, "COMPANION_HOME": str(home), "TERM": "xterm-256color"}
    start = time.perf_counter()
    child = pexpect.spawn(argv[0], argv[1:], dimensions=(24, 80), env=environment, timeout=60)
    child.expect(words)
    first = time.perf_counter()
    second = first
    if send:
        child.send(send)
        child.expect(then)
        second = time.perf_counter()
    child.sendcontrol("q")
    child.close(force=True)
    return (first - start) * 1000, (second - first) * 1000


def wall(argv: list[str]) -> float:
    """Return milliseconds for a whole process."""
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000


def derivation(path: Path) -> float:
    """Return milliseconds for opening the vault in this process: nearly all of it key derivation."""
    start = time.perf_counter()
    Vault.open(path, passphrase=PASSPHRASE, now=datetime.now().astimezone(), read_only=True).close()
    return (time.perf_counter() - start) * 1000


def say(name: str, values: list[float]) -> float:
    """Print the median and the spread of `values`, in milliseconds, and return the median."""
    middle = statistics.median(values)
    print(f"{name:<44} {middle:7.1f} ms   ({min(values):.1f} to {max(values):.1f})")
    return middle


def main(rounds: int) -> None:
    """Measure and print the table."""
    home = Path(tempfile.mkdtemp(prefix="companion-bench-"))
    paths = Paths(
        vault=home / "companion.vault", config=home / "config.toml", state=home / "state", documents=home
    )
    sitting, _ = FrontDoor(paths).create_demo(PASSPHRASE)
    sitting.close()
    python = sys.executable
    program = [python, "-m", "companion"]
    cases: dict[str, list[float]] = {
        name: []
        for name in ("hello", "unlock", "enter to Today", "key derivation", "version", "pass", "helplines")
    }
    for _ in range(rounds):
        cases["hello"].append(until("Hello there", [python, "-c", HELLO], home)[0])
        unlock, today = until("Passphrase", program, home, PASSPHRASE + "\r", "How is today")
        cases["unlock"].append(unlock)
        cases["enter to Today"].append(today)
        cases["key derivation"].append(derivation(paths.vault))
        cases["version"].append(wall([*program, "--version"]))
        cases["helplines"].append(wall([*program, "helplines"]))
        cases["pass"].append(wall([python, "-c", "pass"]))
    hello = say("Textual hello-world, first words", cases["hello"])
    unlock = say("companion, Unlock readable", cases["unlock"])
    enter = say("Enter on the passphrase to Today", cases["enter to Today"])
    key = say("  of which opening the vault (key derivation)", cases["key derivation"])
    nothing = say("python -c pass", cases["pass"])
    version = say("companion --version", cases["version"])
    say("companion helplines", cases["helplines"])
    print(f"Unlock against hello-world: {unlock / hello:.2f}")
    print(f"Today after key derivation: {enter - key:.0f} ms")
    print(f"--version against pass:     {version / nothing:.2f}")
    if sys.platform != "win32":
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"Peak memory of any child (key derivation included): {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
