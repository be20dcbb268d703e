"""What a save and an opening cost at ten years of check-ins. Run by hand: ``python -m tests.bench.vault_save [DAYS]``.

Everything in one run, round robin, so that the ratios hold whatever else the machine does.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from companion.domain.checkin import CheckIn
from companion.vault.keys import Cost, Profile
from companion.vault.opening import open_bytes
from companion.vault.replay import replay
from companion.vault.repository import Repository
from companion.vault.vault import Vault

CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024, seconds=0.5)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WORDS = (
    "walked",
    "slept",
    "badly",
    "tired",
    "better",
    "worried",
    "sister",
    "garden",
    "tea",
    "music",
    "quiet",
)
ROUNDS = 100
PASSPHRASE = "a quiet place by the river"


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


def build(path: Path, days: int) -> Vault:
    """Make a vault with a check-in on each of so many days."""
    chance = random.Random(7)
    vault, _ = Vault.create(path, PASSPHRASE, now=NOW, profile=CHEAP)
    store = Repository(vault)
    with store.transaction():
        for number in range(days):
            store.check_ins.put(check_in(date(2016, 1, 1) + timedelta(days=number), chance))
    return vault


def plain(folder: Path, data: bytes, *, sync_folder: bool) -> None:
    """Write, fsync and replace: the least that any whole-file save can do."""
    new, target = folder / "plain.new", folder / "plain"
    fd = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    left = memoryview(data)
    while left:
        left = left[os.write(fd, left) :]
    os.fsync(fd)
    os.close(fd)
    new.replace(target)
    if sync_folder:
        fd = os.open(folder, os.O_RDONLY)
        os.fsync(fd)
        os.close(fd)


def timed(steps: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return milliseconds by step; the steps take turns."""
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for number in range(rounds + 3):
        for name, step in steps.items():
            began = time.perf_counter()
            step()
            if number >= 3:
                taken[name].append((time.perf_counter() - began) * 1000)
    return taken


def show(taken: dict[str, list[float]], base: str) -> None:
    """Print the medians, their spread, and the ratio to `base`."""
    least = statistics.median(taken[base])
    for name, values in taken.items():
        tenths = statistics.quantiles(values, n=10)
        middle = statistics.median(values)
        print(f"  {name:<44} {middle:8.2f} ms  ({tenths[0]:.2f} to {tenths[-1]:.2f})  {middle / least:5.2f}x")


def peak() -> str:
    """Return this process's peak memory so far, in MiB. Linux; elsewhere what a parent used may count too."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return f"{int(line.split()[1]) / 1024:.0f}"
    if sys.platform == "win32":
        return "?"
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def memory(path: Path) -> None:
    """Print the peak memory of a fresh process: before opening, open, and after a save."""
    said = [f"imports {peak()}"]
    vault = Vault.open(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP)
    said.append(f"open {peak()}")
    store = Repository(vault)
    last = store.check_ins.all()[-1]
    said.append(f"all records as objects {peak()}")
    store.check_ins.put(replace(last, note="x"))
    said.append(f"after a save {peak()}")
    print(f"  peak MiB: {', '.join(said)}")


def main(days: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "v" / "bench.vault"
        vault = build(path, days)
        store, chance = Repository(vault), random.Random(1)
        some_day = date(2016, 1, 1) + timedelta(days=days // 2)
        data = path.read_bytes()

        changed = [check_in(some_day, chance) for _ in range(ROUNDS + 3)]

        def save() -> None:
            store.check_ins.put(changed.pop())

        print(f"{days} check-ins, file of {len(data):,} bytes")
        steps: dict[str, Callable[[], object]] = {
            "plain write + fsync + replace": lambda: plain(path.parent, data, sync_folder=False),
            "plain write + fsync + replace + folder fsync": lambda: plain(
                path.parent, data, sync_folder=True
            ),
            "one check-in saved, all of it": save,
        }
        show(timed(steps, ROUNDS), "plain write + fsync + replace")
        key = vault._key
        snapshot = replay(key, path.read_bytes()).last
        json = bytes(snapshot.json)

        def open_all() -> None:
            opened = open_bytes(path.read_bytes(), lambda header: key, CHEAP)
            assert len(opened.contents.tables["check_ins"]) == days

        def open_and_convert() -> None:
            reader = Vault.open(path, passphrase=PASSPHRASE, now=NOW, profile=CHEAP, read_only=True)
            assert len(Repository(reader).check_ins.all()) == days
            reader.close()

        reading: dict[str, Callable[[], object]] = {
            "msgspec.json.decode of the same bytes": lambda: msgspec.json.decode(json),
            "open past key derivation": open_all,
            "the same, and every record as an object": open_and_convert,
        }
        show(timed(reading, 20), "msgspec.json.decode of the same bytes")
        vault.close()
        subprocess.run([sys.executable, "-m", "tests.bench.vault_save", "memory", str(path)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        memory(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 3650)
