"""Trouble, told in one plain sentence on the screen, with the right exit code, and nothing lost."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend, local_now
from companion.domain.days import day_meant
from companion.paths import find_paths
from companion.vault.format.header import HEADER_LEN
from tests.pty.person import NAME, PASSPHRASE, close, kept, start_set_up, unlock, wait_at_the_lock
from tests.pty.terminal import DOWN, ENTER, F4, Terminal, ctrl

MIN_READER_AT = 10
"""Where a vault says, in two bytes, which format a program must know to read it."""

ELSEWHERE = "Your vault is open in another Companion window. Close it there, then try again."
FULL = "The disk is full, so this is not saved yet. Your last saved file is unchanged."
NOT_ALLOWED = (
    "Companion may not write in this folder, so the vault is open for reading. Nothing can be changed."
)

pytestmark = pytest.mark.pty


def command(*arguments: str, passphrase: str = PASSPHRASE) -> tuple[int, str]:
    """Run the program as a command; return its exit code and everything it said."""
    done = subprocess.run(
        [sys.executable, "-m", "companion", *arguments, "--passphrase-file", "-"],
        input=passphrase,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def answers() -> dict[str, int]:
    """Return what the vault holds for today."""
    with kept() as services:
        check_in = services.check_ins.on(day_meant(local_now()))
        return dict(check_in.answers) if check_in else {}


def test_a_wrong_passphrase(front: LocalBackend) -> None:
    with Terminal() as window:
        wait_at_the_lock(window)
        window.send("blue goats at low tide", ENTER)
        window.wait_for("! That did not open it. Try again; nothing is lost.", "type it, then Enter")
        unlock(window)
        close(window)
    assert command("plan", passphrase="blue goats") == (
        3,
        "That did not open it. Try again; nothing is lost.",
    )


def test_open_in_another_window(front: LocalBackend) -> None:
    with Terminal() as first, Terminal() as second:
        unlock(first)
        wait_at_the_lock(second)
        second.send(PASSPHRASE, ENTER)
        second.wait_for(ELSEWHERE, "F4 opens it here for reading.")
        assert command("check-in", "--set", "mood=3") == (5, ELSEWHERE)
        code, said = command("plan")
        assert code == 0 and "Up past 2am" in said and "open in another window too" in said

        second.send(F4)
        second.wait_for("How is today?", f"{NAME}.", "Open for reading: nothing can be changed")
        second.send("c7")
        second.wait_for("! Open for reading: nothing can be changed from this")
        second.wait_for("Mood")
        first.send("c4")
        first.wait_for("[4]", "saved ")
        close(second)
        close(first)
    assert answers() == {"mood": 4}


def spoil_newer(raw: bytearray) -> None:
    """Make it a vault that a program of the next format wrote, its own checksum right."""
    raw[MIN_READER_AT - 2 : MIN_READER_AT + 2] = (2).to_bytes(2, "little") * 2
    raw[HEADER_LEN - 32 : HEADER_LEN] = hashlib.sha256(raw[: HEADER_LEN - 32]).digest()


def spoil_header(raw: bytearray) -> None:
    raw[100] ^= 1


def spoil_contents(raw: bytearray) -> None:
    raw[-100] ^= 1


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (spoil_newer, "This file was made by a newer Companion than this one. Nothing is lost"),
        (spoil_header, "The beginning of this file is damaged, so it cannot be opened."),
        (spoil_contents, "The passphrase is right, but what the file holds was changed or damaged."),
    ],
)
def test_a_file_that_cannot_be_read(
    front: LocalBackend, spoil: Callable[[bytearray], None], sentence: str
) -> None:
    raw = bytearray(front.vault_path.read_bytes())
    spoil(raw)
    front.vault_path.write_bytes(raw)
    with Terminal() as window:
        wait_at_the_lock(window)
        window.send(PASSPHRASE, ENTER)
        window.wait_for(sentence)
        assert "116 123" in window.flat
        close(window)
    code, said = command("plan")
    assert code == 4 and said.startswith(sentence)
    assert front.vault_path.read_bytes() == raw


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def no_writing_as_root() -> tuple[str, ...]:
    """Return what starts a program that a read-only folder holds for, even as root."""
    if not is_root():
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root may write anywhere, and there is no setpriv to take that away")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--")


@pytest.fixture
def read_only_home(home: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A folder for the vault that cannot be written in, and how to start a program it holds for."""
    start = no_writing_as_root()
    folder = find_paths().vault.parent
    folder.mkdir(parents=True, exist_ok=True)
    yield folder, (*start, sys.executable, "-m", "companion")
    folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_in(
    read_only_home: tuple[Path, tuple[str, ...]], front: LocalBackend
) -> None:
    folder, program = read_only_home
    before = front.vault_path.read_bytes()
    folder.chmod(0o500)
    with Terminal(command=program) as window:
        unlock(window)
        window.wait_for(NOT_ALLOWED.partition(", ")[0])
        window.send("c7")
        window.wait_for("! Open for reading")
        close(window)
    assert front.vault_path.read_bytes() == before
    assert [path.name for path in folder.iterdir()] == [front.vault_path.name]


def test_set_up_in_a_folder_that_cannot_be_written_in(
    read_only_home: tuple[Path, tuple[str, ...]],
) -> None:
    folder, program = read_only_home
    folder.chmod(0o500)
    with Terminal(command=program) as window:
        start_set_up(window)
        window.send(PASSPHRASE, ENTER, PASSPHRASE, ENTER)
        window.wait_for("Companion may not write in this folder")
        folder.chmod(0o700)
        window.send(ENTER)
        window.wait_for("Your recovery code")
        close(window)


class FullDisk:
    """A disk that can be filled and emptied while a program runs."""

    def __init__(self, folder: Path) -> None:
        self._filler = folder / "filler"

    def fill(self, window: Terminal) -> None:
        with self._filler.open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(65_536))
            except OSError:
                return

    def empty(self, window: Terminal) -> None:
        self._filler.unlink()


class LimitedFiles(FullDisk):
    """Files that may not grow: what can be had without mounting anything."""

    def fill(self, window: Terminal) -> None:
        self._limit(window, 1024)

    def empty(self, window: Terminal) -> None:
        self._limit(window, None)

    def _limit(self, window: Terminal, size: int | None) -> None:
        if sys.platform == "linux":
            import resource

            _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
            now = most if size is None else size
            resource.prlimit(window.process_id, resource.RLIMIT_FSIZE, (now, most))


@pytest.fixture
def small_disk(home: Path) -> Iterator[FullDisk]:
    """A small disk under the vault: a real one where it can be mounted."""
    folder = find_paths().vault.parent
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs", str(folder)]
    if is_root() and shutil.which("mount") and subprocess.run(mount, check=False).returncode == 0:
        yield FullDisk(folder)
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
    elif sys.platform == "linux":
        yield LimitedFiles(folder)
    else:
        pytest.skip("no small disk can be mounted here")


def test_a_full_disk(small_disk: FullDisk, front: LocalBackend) -> None:
    """It is said, the last saved file stays whole, and once there is room all of it is stored."""
    with Terminal() as window:
        unlock(window)
        window.send("c7")
        window.wait_for("[7]", "saved ")
        saved = front.vault_path.read_bytes()
        small_disk.fill(window)
        window.send(ENTER, "3")
        window.wait_for(FULL, "[3]")
        window.send(DOWN, "5")
        window.wait_for(FULL, "[5]")
        assert front.vault_path.read_bytes() == saved
        small_disk.empty(window)
        window.send(ctrl("s"))
        window.wait_for("Thank you for writing it down.", "Checked in at")
        close(window)
    assert answers() == {"mood": 7, "worry": 3, "energy": 5}


def woken(window: Terminal, words: str) -> bool:
    """Press a key that does nothing but wake a blank screen; what is pressed while it locks is for nobody."""
    if words not in window.text:
        window.send(DOWN)
    return words in window.text


def test_hiding_on_a_full_disk_keeps_the_words(small_disk: FullDisk, front: LocalBackend) -> None:
    """The screen is empty at once; the words stay behind it until there is room, and then it locks."""
    with Terminal() as window:
        unlock(window)
        small_disk.fill(window)
        window.send("p", ENTER, "a", "Ring Robin")
        window.wait_for("Ring Robin")
        window.send(ctrl("l"))
        window.wait_until(lambda shown: not shown.strip())
        window.wait_for_file(lambda: woken(window, "Not stored yet"))
        window.wait_for(FULL)
        assert "Robin" not in window.text
        small_disk.empty(window)
        window.send(ENTER)
        window.wait_until(lambda shown: not shown.strip())
        window.wait_for_file(lambda: woken(window, "Need someone now?"))
        unlock(window)
        close(window)
    with kept() as services:
        assert [draft.text for draft in services.drafts.all()] == ["Ring Robin"]


@pytest.mark.parametrize("stop", ["SIGTSTP", "SIGSTOP"])
def test_the_terminal_s_own_cursor_is_there_again_after_a_stop(front: LocalBackend, stop: str) -> None:
    """Magnifiers, screen readers and input methods follow it."""
    if sys.platform != "linux":
        pytest.skip("what stands still cannot be waited for like that there")
    with Terminal() as window:
        wait_at_the_lock(window)
        unlock(window)
        since = len(window.output)
        os.kill(window.process_id, getattr(signal, stop))
        os.waitid(os.P_PID, window.process_id, os.WSTOPPED | os.WNOWAIT)
        os.kill(window.process_id, signal.SIGCONT)
        window.wait_for_output(b"\x1b[?25h", since)
        window.send("?")
        window.wait_for("Keys for this screen")
        window.wait_until(lambda _: window.output.rindex(b"\x1b[?25h") > window.output.rindex(b"\x1b[?25l"))
        window.send("\x1b")
        close(window)
