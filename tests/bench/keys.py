"""How quickly keys are answered with ten years of check-ins, two installed programs taking turns.

Run by hand: ``python -m tests.bench.keys [--companion A] [--companion B] [--rounds N] [--days N]``. Each is driven
from outside, so A and B may be two commits, or one against itself, which tells how much the figures spread. Beside
them stands a stock Textual app, an OptionList with a Footer, in the same run. Close other programs first.

A key is answered when output with the page's words, or after an arrow or a digit any output, has arrived; it is
wholly answered with the last output before a tenth of a second without any.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.bench.driven import ANYTHING, Answer, Driven
from tests.bench.programs import PASSPHRASE, TODAY, Program, asked, fresh, heading, made, show
from tests.bench.timing import busy

ROUNDS, VISITS = 5, 6
UP, DOWN, ESC = b"\x1b[A", b"\x1b[B", b"\x1b"
ARROWS = (DOWN,) * 10 + (UP,) * 10 + (DOWN,) * 10 + (UP,) * 10
DIGITS = b"34567892" * 5
"""None equal to the one before it, and no 1, which waits for a 0."""

PAGES = (
    ("Plan", b"p", r"My plan"),
    ("Next talk", b"n", r"I want to say"),
    ("Learn", b"l", r"What recovery means to me"),
    ("Share, page drawn", b"h", r"A summary from Sam"),
    ("Check-in", b"c", r"drained"),
    ("Today", b"t", TODAY),
    ("Safety plan", b"s", r"I stop caring what happens"),
    ("Search", b"/", r"Search my words"),
    ("Settings", b",", r"About me"),
    ("Keys (help)", b"?", r"Keys for this screen"),
)
"""What is looked for is on no other page: the made-up person's own words where there are any."""
OVER = frozenset(("Safety plan", "Search", "Settings", "Keys (help)"))
"""Pages that Esc leaves; the others are left by the next one's key."""

STOCK = """
from textual.app import App
from textual.widgets import Footer, OptionList
class Stock(App):
    BINDINGS = [("a", "bell", "Add"), ("e", "bell", "Edit"), ("m", "bell", "Move"), ("d", "bell", "Archive")]
    def compose(self):
        yield OptionList(*(f"Option {n} of a stock list" for n in range(40)))
        yield Footer()
Stock().run()
"""

Figures = dict[str, list[float]]


def walk(program: Program, home: Path) -> Figures:
    """Return milliseconds by what was done, and resident MiB, of one sitting from start to end."""
    figures: Figures = defaultdict(list)

    def note(name: str, answer: Answer) -> None:
        figures[name].append(answer.first)
        figures[f"  {name}, whole"].append(answer.whole)

    with Driven([str(program.path)], home, "Passphrase") as window:
        figures["Unlock, first words"].append(window.start.first)
        note("Today after Enter", window.press(PASSPHRASE.encode() + b"\r", TODAY))
        for visit in range(VISITS):
            for name, key, words in PAGES:
                answer = window.press(key, words)
                note(name, answer)
                figures["every page, first time" if visit == 0 else "every page, later"].append(answer.first)
                if name in OVER:
                    window.press(ESC, TODAY)
        figures["resident, pages visited"].append(window.resident())
        window.press(b"p", r"My plan")
        for key in ARROWS:
            note("arrow on Plan", window.press(key, ANYTHING))
        window.press(b"c", r"drained")
        for digit in DIGITS:
            note("digit on Check-in", window.press(bytes([digit]), ANYTHING))
        figures["resident, at the end"].append(window.resident())
    return figures


def stock(home: Path) -> Figures:
    """Return the same of the stock app, run by the Python that runs this."""
    figures: Figures = defaultdict(list)
    with Driven([sys.executable, "-c", STOCK], home, "Option 1") as window:
        figures["first words"].append(window.start.first)
        for key in ARROWS:
            answer = window.press(key, ANYTHING)
            figures["arrow"].append(answer.first)
            figures["  arrow, whole"].append(answer.whole)
        figures["resident, at the end"].append(window.resident())
    return figures


def table(taken: dict[str, list[Figures]]) -> None:
    """Print a line for each thing done; `taken` is by program, a round after the other."""
    names = next(iter(taken.values()))[0]
    for name in sorted(names, key=_place):
        rounds = {letter: [figures[name] for figures in each] for letter, each in taken.items()}
        show(name, rounds, "MiB" if name.startswith("resident") else "ms")


def _place(name: str) -> int:
    """Order the lines: sums and single keys, then each page, then memory; the rest as it came."""
    if name.startswith("resident"):
        return 3
    plain = name.strip().removesuffix(", whole")
    return 2 if any(plain == page for page, _, _ in PAGES) else 1


def main() -> None:
    """Measure and print the tables."""
    programs, rounds, days = asked("How quickly keys are answered.", rounds=ROUNDS)
    taken: dict[str, list[Figures]] = {program.letter: [] for program in programs}
    peer: dict[str, list[Figures]] = {"stock": []}
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        home = Path(folder)
        vault = made(programs[0], home / "made", days=days)
        for program in programs:  # writes the bytecode, and warms the disk
            with Driven([str(program.path)], fresh(vault, home / "home"), "Passphrase") as window:
                window.press(PASSPHRASE.encode() + b"\r", TODAY)
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}, {busy()}", file=sys.stderr, flush=True)
            for program in programs:
                taken[program.letter].append(walk(program, fresh(vault, home / "home")))
            peer["stock"].append(stock(home))
    for program in programs:
        print(f"{program.letter} = {program.path}")
    print(f"{days} check-ins, {rounds} rounds, {busy()}")
    heading()
    table(taken)
    print("A stock OptionList of 40 with a Footer, in the same run:")
    table(peer)


if __name__ == "__main__":
    main()
