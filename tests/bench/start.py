"""How quick the program is on its feet, two installed programs taking turns, each figure beside a peer.

Run by hand: ``python -m tests.bench.start [--companion A] [--companion B] [--rounds N]``. Each is driven from
outside, in a real pseudo-terminal where it has screens, so A and B may be two commits, or one against itself,
which tells how much the figures spread. All take turns, so that a busy machine slows all of them; what the machine
was warmed by is not measured.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from tests.bench.driven import Driven, environment
from tests.bench.programs import PASSPHRASE, TODAY, Program, asked, fresh, heading, made, show
from tests.bench.timing import busy
from tests.vault.format.second_secrets import Limits, checked_header, secret_of, unlocked

ROUNDS = 11
HELLO = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Hello(App):\n    def compose(self):\n        yield Static('Hello there')\nHello().run()\n"
)
UNLOCK, ENTER, VERSION, HELPLINES = "Unlock readable", "Enter to Today", "--version", "helplines"
GREETED, KEY, NOTHING = "Textual hello-world", "key derivation", "python -c pass"

Figures = dict[str, list[float]]


def of_program(program: Program, home: Path) -> Figures:
    """Return milliseconds of one program, once each."""
    figures: Figures = {}
    with Driven([str(program.path)], home, "Passphrase") as window:
        figures[UNLOCK] = [window.start.first]
        enter = window.press(PASSPHRASE.encode() + b"\r", TODAY)
        figures[ENTER] = [enter.first]
        figures[f"  {ENTER}, whole"] = [enter.whole]
        figures["resident on Today"] = [window.resident()]
    for words in (VERSION, HELPLINES):
        figures[words] = [wall([str(program.path), words], home)]
    return figures


def of_peers(vault: Path, home: Path) -> Figures:
    """Return milliseconds of what the program is measured against."""
    with Driven([sys.executable, "-c", HELLO], home, "Hello there") as window:
        greeted = window.start.first
    return {
        GREETED: [greeted],
        KEY: [derivation(vault)],
        NOTHING: [wall([sys.executable, "-c", "pass"], home)],
    }


def wall(argv: list[str], home: Path) -> float:
    """Return milliseconds for a whole process."""
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, env=environment(home))
    return (time.perf_counter() - start) * 1000


def derivation(vault: Path) -> float:
    """Return milliseconds for getting at the root key as FORMAT.md says: nearly all of it key derivation."""
    header = checked_header(vault.read_bytes(), Limits())
    start = time.perf_counter()
    unlocked(header, secret_of(PASSPHRASE, None))
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Measure and print the tables."""
    programs, rounds, _ = asked("How quick the program is on its feet.", rounds=ROUNDS)
    taken: dict[str, list[Figures]] = defaultdict(list)
    peers: list[Figures] = []
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        home = Path(folder)
        vault = made(programs[0], home / "made")
        for program in programs:  # writes the bytecode, and warms the disk
            of_program(program, fresh(vault, home / "home"))
        for _ in range(rounds):
            for program in programs:
                taken[program.letter].append(of_program(program, fresh(vault, home / "home")))
            peers.append(of_peers(vault, home / "home"))
    for program in programs:
        print(f"{program.letter} = {program.path}")
    print(f"{rounds} rounds, {busy()}")
    heading()
    for name in taken["A"][0]:
        by_program = {letter: [figures[name] for figures in each] for letter, each in taken.items()}
        show(name, by_program, "MiB" if name.startswith("resident") else "ms")
    for name in peers[0]:
        show(name, {"peer": [figures[name] for figures in peers]})
    against(taken, peers)


def against(taken: dict[str, list[Figures]], peers: list[Figures]) -> None:
    """Print how each program stands to its peers, by medians."""

    def middle(each: list[Figures], name: str) -> float:
        return statistics.median(figures[name][0] for figures in each)

    def said(what: str, figure: Callable[[list[Figures]], str]) -> None:
        print(f"{what:<30}" + "   ".join(f"{letter} {figure(each)}" for letter, each in taken.items()))

    said("Unlock against hello-world", lambda each: f"{middle(each, UNLOCK) / middle(peers, GREETED):.2f}x")
    said("Today after key derivation", lambda each: f"{middle(each, ENTER) - middle(peers, KEY):.0f} ms")
    said("--version against pass", lambda each: f"{middle(each, VERSION) / middle(peers, NOTHING):.2f}x")
    if sys.platform != "win32":
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"Peak memory of any child (key derivation included): {peak:.0f} MiB")


if __name__ == "__main__":
    main()
