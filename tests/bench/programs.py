"""Which installed programs are measured, and the made-up person's vault that each of them opens.

Nothing of the program is imported: a bench that does not know its rooms can run the same on two commits. The vault
is made by the program under test, and filled with years of check-ins by what FORMAT.md says.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import statistics
import struct
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.bench.driven import environment
from tests.vault.format.second_frames import SNAPSHOT, Keys
from tests.vault.format.second_reader import Tables, read
from tests.vault.format.second_secrets import expand

PASSPHRASE = "a quiet place by the river"
TODAY = r"How (?:is today|was \w+)\?"
"""Words that Today alone has, at any hour: between midnight and 4 it asks for the day before."""
VAULT = "companion.vault"
WRITER = "b0b0b0b0b0b0b0b0"
WORDS = ("walked", "slept", "badly", "tired", "better", "worried", "sister", "garden", "tea", "music")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """An installed program, by the letter that it has in the table."""

    letter: str
    path: Path


def asked(about: str, *, rounds: int) -> tuple[list[Program], int, int]:
    """Return programs, rounds and days of check-ins, from the command line. One program is run against itself."""
    parser = argparse.ArgumentParser(description=about)
    beside = Path(sys.executable).with_name("companion")
    parser.add_argument("--companion", type=Path, action="append", metavar="PATH", help="once or twice: A, B")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--days", type=int, default=3650, help="check-ins in the vault, where it has years")
    given = parser.parse_args()
    paths = (given.companion or [beside])[:2]
    programs = [
        Program(letter=letter, path=path.absolute())
        for letter, path in zip("AB", paths if len(paths) == 2 else paths * 2, strict=True)
    ]
    return programs, given.rounds, given.days


def called(program: Program, home: Path, *words: str, said: str = "") -> str:
    """Run a command of the program to its end and return what it printed."""
    argv = [str(program.path), *words]
    done = subprocess.run(
        argv, env=environment(home), input=said, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


def made(program: Program, home: Path, *, days: int = 0) -> Path:
    """Let the program make the made-up person's vault in `home`, add check-ins up to `days`, and return it."""
    home.mkdir(parents=True, exist_ok=True)
    vault = home / VAULT
    with_passphrase = ("--passphrase-file", "-")
    called(program, home, *with_passphrase, "demo", "--write", str(vault), said=PASSPHRASE + "\n")
    if days:
        vault.write_bytes(_filled(vault.read_bytes(), days))
        # Elsewhere, so that no note of this opening lies beside the vault.
        told = called(
            program,
            home / "looked",
            *with_passphrase,
            "--vault",
            str(vault),
            "vault",
            "info",
            "--json",
            said=PASSPHRASE + "\n",
        )
        kept = json.loads(told)["counts"]["check_ins"]
        if kept < days:
            raise RuntimeError(f"The vault has {kept} check-ins, not {days}.")
    return vault


def fresh(vault: Path, home: Path) -> Path:
    """Return a home that holds nothing but a copy of the vault."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    shutil.copy(vault, home / VAULT)
    return home


def _filled(raw: bytes, days: int) -> bytes:
    """Return the vault with check-ins on `days` days, going back from yesterday; days that have one keep it."""
    found = read(raw, passphrase=PASSPHRASE)
    document, seq, today = found.document, found.seq + 1, date.today()  # noqa: DTZ011  the person's own day
    chance = random.Random(7)
    check_ins = document["tables"].setdefault("check_ins", {})
    check_ins.pop(today.isoformat(), None)
    for back in range(1, days * 2):
        if len(check_ins) >= days:
            break
        day = (today - timedelta(days=back)).isoformat()
        check_ins.setdefault(day, _check_in(day, document["tables"], chance) | {"dot": [WRITER, seq]})
    document["meta"]["w"] = WRITER
    document["meta"].setdefault("vv", {})[WRITER] = seq
    return found.keys.header + _sealed(found.keys, seq, json.dumps(document, ensure_ascii=False).encode())


def _check_in(day: str, tables: Tables, chance: random.Random) -> dict[str, object]:
    ticks = [id for id, line in tables["lines"].items() if line["section_id"] == "daily"]
    signs = [id for id, line in tables["lines"].items() if line["section_id"] == "early"]
    return {
        "day": day,
        "answers": {scale: chance.randrange(11) for scale in tables["scales"]},
        "ticked": chance.sample(ticks, 2),
        "noticed": chance.sample(signs, 1),
        "note": " ".join(chance.choice(WORDS) for _ in range(30)),
        "created_at": f"{day}T20:00:00+00:00",
        "changed_at": f"{day}T20:00:00+00:00",
    }


def _sealed(keys: Keys, seq: int, text: bytes) -> bytes:
    """Return a snapshot frame, as part 3 of FORMAT.md has it."""
    length = -(-(112 + len(text)) // 4096) * 4096
    front = struct.pack("<4sBBHQQ", b"CVfr", SNAPSHOT, 1, 0, seq, length - 88)
    salt = random.SystemRandom().randbytes(32)
    out = expand(keys.root, b"companion v1 frame" + keys.vault_id + front + salt, 76)
    body = (struct.pack("<Q", len(text)) + text).ljust(length - 104, b"\0")
    bound = hashlib.sha256(keys.header).digest() + front + bytes(16)
    return front + salt + out[44:] + AESGCM(out[:32]).encrypt(out[32:44], body, bound)


Taken = Mapping[str, list[list[float]]]
"""Figures by program, one list a round."""


def show(name: str, taken: Taken, unit: str = "ms") -> None:
    """Print p50 and p95 of each program, how p50 differed from round to round, and both ratios of A to B."""
    parts, found = [], {}
    for letter, rounds in taken.items():
        every = [value for values in rounds for value in values]
        middle, high = statistics.median(every), _high(every)
        found[letter] = middle, high
        middles = [statistics.median(values) for values in rounds]
        parts.append(f"{letter} {middle:7.1f} {high:7.1f} ({min(middles):.1f} to {max(middles):.1f})")
    line = f"{name:<24}" + "".join(f"{part:<38} " for part in parts)
    if len(found) == 2:
        (a, high_a), (b, high_b) = found.values()
        line += f"{_ratio(a, b)} {_ratio(high_a, high_b)}  "
    print(line + unit)


def heading() -> None:
    """Print what the columns of `show` are."""
    print(f"{'':<24}{'p50, p95 (p50 by round)':<78}A/B of p50 and of p95")


def _high(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _ratio(a: float, b: float) -> str:
    return f"{a / b:5.2f}x" if b else "     -"
