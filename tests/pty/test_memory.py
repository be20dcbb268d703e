"""After a lock none of the person's words are in the process's own memory; and none ever gets into a core dump."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.pty.person import PASSPHRASE, unlock, wait_at_the_lock
from tests.pty.terminal import ALTERNATE, ENTER, RIGHT, Terminal, ctrl

CANARY = "kanarienvogel"
"""A word that stands in nothing of ours."""

PIECE, OVERLAP = 16 * 1024 * 1024, 256
"""Bytes of memory looked at in one go, and how many of the next piece come with them."""

KERNELS = ("[vvar]", "[vsyscall]", "[vvar_vclock]")
"""Memory that belongs to the system."""

pytestmark = [
    pytest.mark.pty,
    pytest.mark.skipif(sys.platform != "linux", reason="no other system shows a process's memory as a file"),
]


def memory(process: int) -> Iterator[bytes]:
    """Yield what is in the memory of a process, piece by piece; skips the test where that is not allowed."""
    maps = Path(f"/proc/{process}/maps")
    try:
        regions = [line.split() for line in maps.read_text("ascii", "replace").splitlines()]
        with Path(f"/proc/{process}/mem").open("rb", buffering=0) as file:
            for region in regions:
                if "r" in region[1] and region[-1] not in KERNELS:
                    yield from pieces(file, *(int(address, 16) for address in region[0].split("-")))
    except PermissionError:
        pytest.skip("this process keeps its memory from whoever runs the tests, as it should; root may look")


def pieces(file: FileIO, start: int, end: int) -> Iterator[bytes]:
    """Yield what is in memory from one address to another; pieces overlap, so that no word is cut in two."""
    for at in range(start, end, PIECE):
        try:
            file.seek(at)
            yield file.read(min(PIECE + OVERLAP, end - at))
        except (OSError, ValueError, OverflowError):
            return  # mapped, and not to be read: a guard page, a device


def found(process: int, *words: str) -> set[str]:
    """Return which of the words are in the memory of a process, in any of the ways Python keeps text."""
    forms = {word: [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-32-le")] for word in words}
    return {
        word for piece in memory(process) for word, ways in forms.items() if any(way in piece for way in ways)
    }


def core_limit(process: int) -> list[str]:
    """Return the lowest and highest size of a core dump that the system would write."""
    lines = Path(f"/proc/{process}/limits").read_text("ascii").splitlines()
    (line,) = [line for line in lines if line.startswith("Max core file size")]
    return line.split()[4:6]


def command_line(process: int) -> list[str]:
    """Return the words a process was started with."""
    return Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")


def write_the_canary(window: Terminal) -> None:
    """Unlock, keep a line with the canary, and begin another."""
    unlock(window)
    window.send("p")
    window.wait_for("My plan")
    window.send(RIGHT, "a", f"{CANARY} kept", ENTER, f"{CANARY} half")
    window.wait_for(f"{CANARY} half", "saved")


def test_after_hiding_no_word_is_left_in_memory(front: LocalBackend) -> None:
    with Terminal() as window:
        write_the_canary(window)
        process = window.process_id
        # The passphrase goes as soon as it opened the vault, or later: Python does not say.
        assert CANARY in found(process, CANARY)
        assert core_limit(process) == ["0", "0"]
        start = len(window.output)
        window.send(ctrl("l"))
        window.wait_for_file(lambda: "--locked" in command_line(process))
        assert found(process, CANARY, PASSPHRASE) == set()
        window.wait_until_hidden(start)
        window.send(" ")
        wait_at_the_lock(window)
        assert window.process_id == process
        assert found(process, CANARY, PASSPHRASE) == set()
        assert core_limit(process) == ["0", "0"]
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0


def test_a_parent_that_starts_children_never_holds_a_word(front: LocalBackend) -> None:
    """The way of systems where a process cannot become another; here it is asked for by hand."""
    code = (
        "import subprocess, sys; from pathlib import Path; from companion.process import harden, keep_children; "
        "harden(); sys.exit(keep_children(Path(sys.argv[1]), locked=False, run=subprocess.call))"
    )
    with Terminal(str(front.vault_path), command=(sys.executable, "-c", code)) as window:
        write_the_canary(window)
        parent = window.process_id
        (first,) = children(parent)
        assert "--child" in command_line(first)
        assert CANARY in found(first, CANARY)
        assert found(parent, CANARY, PASSPHRASE) == set()
        start = len(window.output)
        window.send(ctrl("l"))
        window.wait_for_file(lambda: children(parent) not in ([], [first]))
        (second,) = children(parent)
        assert not Path(f"/proc/{first}/maps").exists()
        window.wait_for_output(ALTERNATE, since=start)
        window.send(" ")
        wait_at_the_lock(window)
        assert "--locked" in command_line(second)
        assert found(second, CANARY, PASSPHRASE) == found(parent, CANARY, PASSPHRASE) == set()
        assert core_limit(second) == ["0", "0"]
        window.send(ctrl("q"))
        assert window.wait_for_end() == 0


def children(process: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found = []
    for each in Path("/proc").iterdir():
        if not each.name.isdecimal():
            continue
        try:
            stat = (each / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(stat[1]) == process and stat[0] != "Z":
            found.append(int(each.name))
    return found
