"""What the vault costs, each figure beside a peer measured in the same run, taking turns with it.

Run by hand: ``python -m tests.bench.vault [DAYS ...]``. Bytecode must be there: unset PYTHONDONTWRITEBYTECODE
first. ``tests/bench/peers.py`` says how the peers are found.

A busy machine slows all that take turns, so ratios are given of medians, and of minimums beside them.
"""

import argparse
import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from companion.domain.checkin import CheckIn
from companion.services.access.setup import prepare
from companion.vault.access import open_bytes
from companion.vault.format.header import read_header
from companion.vault.format.replay import replay
from companion.vault.records.repository import Repository
from companion.vault.secrets.keys import STANDARD, Cost, Profile, open_with_passphrase
from companion.vault.vault import MemoryVault, Vault
from tests.bench import peers
from tests.bench.timing import WARM, Goal, Step, busy, peak, ratio, show, show_goals, timed

CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024 * 1024, seconds=0.5)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LAST = date(2026, 11, 23)
WORDS = ("walked", "slept", "badly", "tired", "better", "worried", "sister", "garden", "tea", "music")
PASSPHRASE = "a quiet place by the river"
SIZES = (365, 3650, 18250)
MEMORY_DAYS = 3650
"""The goal for memory is for so many check-ins."""


def check_in(day: date, chance: random.Random) -> CheckIn:
    """Return a check-in of about 530 bytes of JSON."""
    return CheckIn(
        day=day,
        answers={name: chance.randrange(11) for name in ("mood", "worry", "energy", "sleep")},
        ticked=tuple(f"{chance.getrandbits(128):032x}" for _ in range(2)),
        noticed=(f"{chance.getrandbits(128):032x}",),
        note=" ".join(chance.choice(WORDS) for _ in range(30)),
        created_at=NOW,
        changed_at=NOW,
    )


def build(path: Path, days: int, *, profile: Profile | None = CHEAP, seen: Path | None = None) -> Vault:
    """Make a vault, ready for use, with a check-in on each of so many days."""
    vault, _ = Vault.create(path, PASSPHRASE, now=NOW, profile=profile, seen=seen)
    store = Repository(vault)
    prepare(store, setup_step=6, now=NOW)
    chance = random.Random(7)
    with store.transaction():
        for number in range(days):
            store.check_ins.put(check_in(LAST - timedelta(days=days - 1 - number), chance))
    return vault


def saving(vault: Vault, folder: Path, days: int, rounds: int) -> list[Goal]:
    """Measure one check-in saved: a day of any age changed, and every third time a day that is new."""
    store, chance = Repository(vault), random.Random(1)
    everything = store.check_ins.all()
    turns = [
        check_in(LAST + timedelta(days=n + 1 if n % 3 == 0 else -chance.randrange(days)), chance)
        for n in range(rounds + WARM)
    ]

    def step(save: peers.Save) -> Step:
        left = iter(turns)
        return lambda: save(next(left))

    steps = {"bare append of 4 KiB + fdatasync": step(peers.bare_append(folder))}
    steps["one check-in saved in the vault"] = step(store.check_ins.put)
    fresh, worn = peers.sqlcipher(folder, everything), peers.sqlcipher(folder, everything, worn=True)
    if fresh and worn:
        steps["the same in SQLCipher, WAL, synchronous=FULL"] = step(fresh)
        steps["the same there, its log being written over"] = step(worn)
    else:
        print("  SQLCipher is not here")
    steps["the same in TinyDB's JSONStorage, in the clear"] = step(peers.tinydb(folder, everything))
    bare, ours, *others = steps
    taken = timed(steps, rounds, seldom=others[-1])
    show(taken, bare)
    goals = [ratio(taken, ours, bare, days, 2.0, "a save / bare append")]
    for name, what in zip(
        others[:-1], ("a save / SQLCipher", "a save / SQLCipher, log reused"), strict=False
    ):
        goals.append(ratio(taken, ours, name, days, 1.0, what))
    return goals


def compacting(vault: Vault, folder: Path, days: int, rounds: int) -> list[Goal]:
    """Measure writing everything anew after one save."""
    store, chance = Repository(vault), random.Random(2)
    vault.compact()
    data = vault.path.read_bytes()
    steps: dict[str, Step] = {
        "write + fsync + replace + fsync folder": lambda: peers.write_and_replace(folder, data),
        "compaction": vault.compact,
    }
    limit, ours = steps
    taken = timed(steps, rounds, before=lambda: store.check_ins.put(check_in(LAST, chance)))
    show(taken, limit)
    return [ratio(taken, ours, limit, days, 2.0, "compaction / its physical limit")]


def opening(vault: Vault, days: int, rounds: int) -> list[Goal]:
    """Measure opening past key derivation, and looking at the last 30 days."""
    path, key = vault.path, vault.key
    json = bytes(replay(key, path.read_bytes()).snapshot.json)
    first_looks = []

    def opened() -> MemoryVault:
        return MemoryVault(open_bytes(path.read_bytes(), lambda header: key, CHEAP).contents)

    def objects() -> None:
        found = Repository(opened())
        began = time.perf_counter()
        found.check_ins.between(LAST - timedelta(days=29), LAST)
        first_looks.append((time.perf_counter() - began) * 1000)

    steps: dict[str, Step] = {
        "msgspec.json.decode of the same bytes": lambda: msgspec.json.decode(json),
        "open past key derivation": opened,
        "the same, and every check-in made an object": objects,
    }
    taken = timed(steps, rounds)
    base, ours, _ = steps
    show(taken, base)
    store = Repository(vault)
    store.check_ins.all()
    looks = timed({"last 30 days": lambda: store.check_ins.between(LAST - timedelta(days=29), LAST)}, 200)
    later = looks["last 30 days"]
    show({"last 30 days, the first look": first_looks, "last 30 days, later looks": later})
    now, least = statistics.median(later), min(later)
    return [
        ratio(taken, ours, base, days, 1.35, "open / msgspec.json.decode"),
        Goal(days=days, what="last 30 days", is_now=now, at_least=least, goal=0.1, unit=" ms"),
    ]


def memory(path: Path) -> None:
    """Print the peak memory over imports of this fresh process: open, everything read, a save, compacted."""
    imports = peak()
    vault = Vault.open(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    peaks = [peak()]
    store = Repository(vault)
    last = store.check_ins.all()[-1]
    peaks.append(peak())
    store.check_ins.put(replace(last, note="x"))
    peaks.append(peak())
    vault.compact()
    peaks.append(peak())
    print(" ".join(f"{value - imports:.1f}" for value in peaks), f"{imports:.1f}")


def measure_memory(path: Path, days: int) -> list[Goal]:
    """Measure peak memory in a fresh process."""
    if sys.platform != "linux":
        print("  peak memory is measured on Linux alone")
        return []
    argv = [sys.executable, "-m", "tests.bench.vault", "--memory", str(path)]
    said = subprocess.run(argv, check=True, capture_output=True, text=True).stdout.split()
    opened, read, saved, compacted, imports = map(float, said)
    print(
        f"  peak MiB over the {imports} of imports: open {opened}, every record an object {read}, "
        f"a save {saved}, compacted {compacted}"
    )
    if days > MEMORY_DAYS:
        return []
    return [Goal(days=days, what="peak memory", is_now=compacted, at_least=compacted, goal=25.0, unit=" MiB")]


def command_line(folder: Path, days: int, rounds: int) -> None:
    """Measure a check-in from the command line, a whole process, with the real cost of key derivation."""
    home, secret = folder / "home", folder / "passphrase"
    home.mkdir()
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    vault = build(home / "companion.vault", days, profile=None, seen=home / "state")
    everything, path = Repository(vault).check_ins.all(), vault.path
    vault.close()
    header = read_header(path.read_bytes(), STANDARD.least_kib, STANDARD.most_kib)
    environment = os.environ | {"COMPANION_HOME": str(home)}
    options = ["--note", "Walked.", "--passphrase-file", str(secret)]
    argv = [sys.executable, "-m", "companion", "check-in", *options]

    steps: dict[str, Step] = {
        "python -c pass": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        "companion check-in --note": lambda: subprocess.run(
            argv, check=True, env=environment, capture_output=True
        ),
        "  of which key derivation (Argon2id), in here": lambda: open_with_passphrase(header, PASSPHRASE),
    }
    journal = peers.jrnl(folder, PASSPHRASE, everything)
    if journal:
        steps["jrnl, an encrypted entry"] = journal
        steps["  of which key derivation (PBKDF2), in here"] = lambda: hashlib.pbkdf2_hmac(
            "sha256", PASSPHRASE.encode(), bytes(16), peers.JRNL_ITERATIONS
        )
    else:
        print("  jrnl is not here")
    taken = timed(steps, rounds)
    show(taken)
    medians = [statistics.median(values) for values in taken.values()]
    said = [f"companion {medians[1] - medians[2]:.0f} ms"]
    if journal:
        said.append(f"jrnl {medians[3] - medians[4]:.0f} ms")
    print(f"  without key derivation: {', '.join(said)}")


def main(sizes: list[int], rounds: int) -> None:
    """Measure and print, and end with the goals."""
    goals: list[Goal] = []
    for days in sizes:
        with tempfile.TemporaryDirectory(prefix="companion-bench-") as name:
            folder = Path(name)
            vault = build(folder / "v" / "bench.vault", days, seen=folder / "state")
            vault.compact()
            print(f"\n{days} check-ins, a file of {vault.path.stat().st_size:,} bytes ({busy()})")
            goals += opening(vault, days, rounds // 10)
            goals += saving(vault, folder, days, rounds)
            goals += compacting(vault, folder, days, rounds // 10)
            vault.close()
            goals += measure_memory(vault.path, days)
            command_line(folder, days, max(rounds // 30, 3))
    print()
    show_goals(goals)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.vault")
    parser.add_argument("days", nargs="*", type=int, metavar="DAYS")
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--memory", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.memory:
        memory(given.memory)
    else:
        main(given.days or list(SIZES), given.rounds)
