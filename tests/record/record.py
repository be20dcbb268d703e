"""Record all that the installed program shows and says, from outside, to compare a commit with a later one.

``python -m tests.record --companion PATH/TO/companion --out FOLDER`` from the repository's root, once for each
commit, each installed with ``pip install '.[pdf]'`` in an environment of its own. Then
``python -m tests.record --compare BEFORE AFTER`` prints every difference, those of one kind together, and ends
with 1 if there is one. Two recordings of one commit are equal. ``--only lines`` or ``--only screens/80x24/plan``
records a part: the files in whose path that regular expression is found. ``--thorough`` also exports
every vault after its walk, which takes twice as long.

It needs gcc (the clock stands still and chance is the same each time: fixed.c), pyte, bash and, for pages in
PDF, pdftotext. It knows nothing of the program but its command: the keys and lines typed are data beside it.
One recording at a time on a computer: every path it uses is the same each time, so that nothing need be rewritten.

- ``commands/``: commands.toml, each with its exit code, both streams, and what changed on the disk;
- ``lines/``: plain mode through a pipe: the parity list (parity.json) and others (lines.toml), with --thorough
  also what is then other in the vault, as exported;
- ``screens/80x24`` and ``screens/140x40``: screens/*.txt, the window after every step, drawn by pyte, with the
  cursor and the colours.

Nothing that is written down is changed first. Two things are left out: between the steps of a screen, that the
vault was saved (a draft is, each half second of typing; at the end it is told); and what is inside a sealed file.
Chance and the wall clock are held, hash order is fixed, and a command that makes a vault is made to find the
machine slow, so that it takes the lightest key however busy the machine is.
"""

import argparse
import fcntl
import json
import re
import shutil
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from pathlib import Path

from tests.record.compare import compare
from tests.record.lines import record_case, record_commands
from tests.record.machine import HERE, PLACE, Start, build_clock
from tests.record.screens import SIZES, read_walks, record_screens
from tests.record.starts import make_starts

Job = Callable[[], tuple[str, list[str]]]
"""Returns the text to write, and the words that were waited for and did not come."""


def main() -> int:
    """Record, or compare two recordings."""
    parser = argparse.ArgumentParser(prog="python -m tests.record", description=__doc__.partition("\n")[0])
    parser.add_argument("--companion", type=Path, help="the program that is installed")
    parser.add_argument("--out", type=Path, help="the folder to write to; what is in it is replaced")
    parser.add_argument("--only", default="", help="a part: a regular expression for the paths of its files")
    parser.add_argument("--again", action="store_true", help="with the vaults that the last recording made")
    parser.add_argument(
        "--thorough", action="store_true", help="also what is then other in the vault, a second for each walk"
    )
    parser.add_argument(
        "--at-once", type=int, default=4, help="walks at a time: they wait more than they run"
    )
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    args = parser.parse_args()
    if args.compare:
        return compare(*args.compare)
    if not (args.companion and args.out):
        parser.error("give --companion and --out, or --compare")
    if sys.platform == "win32":
        parser.error("a recording needs pseudo-terminals and LD_PRELOAD; Windows has neither")
    PLACE.mkdir(exist_ok=True, mode=0o700)
    with (PLACE / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            parser.error(f"another recording is under way in {PLACE}")
        return record(Path.cwd() / args.companion, args.out, args)


def record(companion: Path, out: Path, asked: argparse.Namespace) -> int:
    """Record into `out` what was asked for; return 1 if something waited for did not come."""
    began = time.monotonic()
    for left in PLACE.iterdir():
        if not asked.again and left.is_dir():
            shutil.rmtree(left)
    build_clock()
    starts = make_starts(companion, again=asked.again)
    jobs = {
        name: job for name, job in _jobs(companion, starts, asked.thorough) if re.search(asked.only, name)
    }
    if not asked.only:
        shutil.rmtree(out, ignore_errors=True)
    missed: dict[str, list[str]] = {}
    out.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(asked.at_once) as pool:
        running = {pool.submit(job): name for name, job in jobs.items()}
        for work in as_completed(running):
            (text, absent), name = work.result(), running[work]
            path = out / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            if absent:
                missed[name] = absent
    for name, words in sorted(missed.items()):
        print(f"{name}: did not come: {words}")
    print(f"{len(jobs)} recorded in {time.monotonic() - began:.0f} s, {len(missed)} not as expected.")
    return int(bool(missed))


def _jobs(companion: Path, starts: dict[str, Start], thorough: bool) -> Iterator[tuple[str, Job]]:
    """Yield what there is to record: the name of the file, and what makes its text."""
    for size in SIZES:
        for walk in read_walks():
            name = f"screens/{size[0]}x{size[1]}/{walk.name}"
            yield name, partial(record_screens, companion, walk, starts[walk.start], size, thorough=thorough)
    for name, scenario in tomllib.loads((HERE / "commands.toml").read_text("utf-8")).items():
        yield (
            f"commands/{name}",
            partial(record_commands, companion, name, scenario, starts[scenario["start"]]),
        )
    cases = json.loads((HERE / "parity.json").read_text("utf-8"))
    others = tomllib.loads((HERE / "lines.toml").read_text("utf-8"))["walk"]
    for case in (*cases, *others):
        name = f"{case['group']}/{''.join(c if c.isalnum() else '-' for c in case['name'])}"
        computer = name.replace("/", "-")
        start = starts[case["start"]]
        yield f"lines/{name}", partial(record_case, companion, computer, case, start, thorough=thorough)


if __name__ == "__main__":
    sys.exit(main())
