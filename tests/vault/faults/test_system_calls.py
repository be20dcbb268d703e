"""Real system calls that kill the program or fail, injected by strace: the last save or the next, never half."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.thorough import sample
from tests.vault.faults.counting import Tally, counted
from tests.vault.faults.homes import Home, State, new_home, survives
from tests.vault.faults.sittings import SITTINGS, Sitting

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "renameat2", "ftruncate", "unlink")
ERRORS = {
    "ENOSPC": ("write", "ftruncate", "rename", "renameat2"),
    "EIO": ("write", "fsync", "fdatasync", "rename", "renameat2"),
}
NAMES = ("save", "daily backup", "restore", "rotation", "torn tail")
"""Between them they make every call that the others make; each run is a program started under strace."""
_QUICK = ("--seccomp-bpf",)
_PATIENCE = 60  # seconds


def why_not() -> str:
    """Return why no call can be made to fail here; nothing when it can."""
    if sys.platform != "linux" or not shutil.which("strace"):
        return "there is no strace here"
    tried = subprocess.run(
        ["strace", *_QUICK, "-f", "-qq", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "strace may not trace or inject here"


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "strace is here")


def traced(home: Home, name: str, inject: str = "") -> tuple[int, list[str], list[str]]:
    """Have the session under strace; return how it ended, what it said, and its calls as strace shows them."""
    log = home.folder.with_suffix(".strace")
    ended = subprocess.run(
        [
            # With a filter in the kernel strace is quicker, but then it cannot send a signal.
            *("strace", *(() if "KILL" in inject else _QUICK), "-f", "-qq", "-o", str(log)),
            *("-e", f"trace={','.join(CALLS)}", *(("-e", f"inject={inject}") if inject else ())),
            # No compiled files are written, so every write is the vault's or a line that is said.
            *(sys.executable, "-B", "-m", "tests.vault.faults.a_sitting", str(home.folder), name),
        ],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert "Traceback" not in ended.stderr, ended.stderr
    calls = re.findall(r"^\d+ +(\w+\(.*)", log.read_text("utf-8", "replace"), re.MULTILINE)
    return ended.returncode, ended.stdout.splitlines(), calls


def injections(calls: list[str]) -> list[str]:
    """Return what to make fail, one call a run: killed at each, and each error at each it can come from."""
    found, count = [], Counter[str]()
    for line in calls:
        call = line.split("(")[0]
        count[call] += 1
        found.append(f"{call}:signal=KILL:when={count[call]}")
        if not line.startswith("write(1,"):
            found += [f"{call}:error={error}:when={count[call]}" for error in ERRORS if call in ERRORS[error]]
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("name", NAMES)
def test_a_system_call_that_kills_or_fails(disk: Path, name: str) -> None:
    session = SITTINGS[name]
    template, at_first = new_home(disk / "template")
    at_first = session.prepare(template, at_first)
    code, said, calls = traced(template.copied(disk / "count"), name)
    assert code == 0 and calls and len(said) == len(session.deeds)
    with counted(f"system calls: {name}") as tally:
        for number, inject in enumerate(sample(injections(calls))):
            home = template.copied(disk / f"{number}")
            with tally.case(inject):
                once(home, name, session, at_first, inject, tally)


def once(home: Home, name: str, session: Sitting, at_first: State, inject: str, tally: Tally) -> None:
    """Have one sitting with one call that fails, and check what is left."""
    code, said, _ = traced(home, name, inject)
    killed = "KILL" in inject
    assert killed == (code != 0), f"ended with {code}"
    state, unsure = at_first, list[State]()
    for deed, line in zip(session.deeds, said, strict=False):
        if line.startswith("done"):
            state, unsure = deed.after(state), []
        else:
            unsure.append(deed.after(state))
    if killed and len(said) < len(session.deeds):
        unsure.append(session.deeds[len(said)].after(state))
    found = survives(home, [state, *unsure])
    for recovery_code in (line[5:] for line in said if line.startswith("done ") and line[5:]):
        home.open(recovery_code, read_only=True).close()
    ending = "killed" if killed else "refused and told" if "refused" in said else "passed over"
    tally.saw(f"{ending}, {'the last save' if found == state else 'the one in flight'}")
