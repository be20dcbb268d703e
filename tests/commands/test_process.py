"""The program as a process of its own: pipes, closed streams, odd bytes, a terminal, a fresh start."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import companion
from companion import process, unseen
from tests.conftest import PASSPHRASE

pexpect = pytest.importorskip("pexpect", reason="needs a terminal to drive, which Windows has no module for")

COMMAND = [sys.executable, "-m", "companion"]

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what it knows about the process")


def call(*words: str | bytes, **options: object) -> "subprocess.CompletedProcess[bytes]":
    """Run the program and wait for it."""
    given = {"capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 60} | options
    return subprocess.run([*COMMAND, *words], check=False, **given)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def sam(real_vault: tuple[Path, Path]) -> tuple[str, ...]:
    """Options that open the made-up person's vault."""
    vault, passphrase = real_vault
    return ("--vault", str(vault), "--passphrase-file", str(passphrase))


def test_the_module_and_the_command_are_the_same(tmp_path: Path) -> None:
    by_module = call("--version", cwd=tmp_path)
    script = Path(sys.executable).with_name("companion")
    by_script = subprocess.run([script, "--version"], capture_output=True, check=True)
    assert by_module.stdout == by_script.stdout == f"companion {companion.__version__}\n".encode()


def test_without_a_terminal_the_demo_prints_its_page() -> None:
    ended = call("demo")
    assert ended.returncode == 0
    assert ended.stdout.startswith(b"A summary from Sam\n")
    assert ended.stderr == b""


def test_a_pipe_whose_reader_has_gone_ends_quietly(sam: tuple[str, ...]) -> None:
    for words in (("helplines",), ("plan", *sam), ("share", "--for", "me", "--format", "pdf", *sam)):
        reader, writer = os.pipe()
        os.close(reader)
        ended = call(*words, capture_output=False, stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to hand")
def test_a_full_disk_under_standard_output_is_one_sentence_and_one() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = call("helplines", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 1
    assert ended.stderr.decode() == "Not all of it could be written out. Is the disk full?\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell to close the streams")
@pytest.mark.parametrize(("closing", "printed"), [("<&-", 0), (">&-", 1), ("2>&-", 0), ("<&- >&- 2>&-", 1)])
def test_closed_streams_are_no_trouble(closing: str, printed: int, sam: tuple[str, ...]) -> None:
    for words, code in ((("helplines",), printed), (("plan", *sam), printed), ((), 1)):
        script = f'exec "$@" {closing}'
        ended = subprocess.run(["sh", "-c", script, "sh", *COMMAND, *words], capture_output=True, timeout=60)
        assert ended.returncode == code
        assert b"Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell to close the streams")
def test_a_page_with_nowhere_to_go_is_told(sam: tuple[str, ...], home: Path) -> None:
    def closed(*words: str) -> "subprocess.CompletedProcess[bytes]":
        script = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "share", "--for", "me", *sam, *words]
        return subprocess.run(script, capture_output=True, timeout=60, check=False)

    ended = closed()
    assert (ended.returncode, ended.stderr) == (
        1,
        b"There is nowhere to write it to: standard output is closed.\n",
    )
    assert closed("--out", str(home / "page.txt")).returncode == 0
    assert (home / "page.txt").stat().st_size > 0


def test_output_is_utf_8_whatever_the_locale_says(sam: tuple[str, ...]) -> None:
    poor = {
        **os.environ,
        "LC_ALL": "C",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
    }
    note = "Llŷn 🌊 أمشي"
    assert call("check-in", "--note", note, *sam).returncode == 0
    ended = call("share", "--for", "me", *sam, env=poor)
    assert note in ended.stdout.decode("utf-8")
    missing = call("plan", "--vault", "tŷ.vault", env=poor)
    assert "There is no vault at" in missing.stderr.decode("utf-8")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="arguments are always text here")
def test_bytes_that_are_not_utf_8_are_read_as_an_old_terminal_meant_them(sam: tuple[str, ...]) -> None:
    assert call("check-in", "--note", b"a\xff\x1b[31mb", *sam).returncode == 0
    page = call("share", "--for", "me", *sam).stdout.decode("utf-8")
    assert "aÿ[31mb" in page
    assert call(b"\xff\xfe").returncode == 2


@on_linux
def test_the_process_keeps_itself_to_itself() -> None:
    code = (
        "import ctypes, os, resource\n"
        "from companion.process import harden\n"
        "harden()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "0 (0, 0) 0o77\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_what_a_command_writes_is_for_its_owner_alone(sam: tuple[str, ...], home: Path) -> None:
    assert call("share", "--for", "me", "--out", str(home / "page.txt"), *sam).returncode == 0
    assert call("vault", "create", "--passphrase-file", sam[3]).returncode == 0
    open_to_others = [
        p for p in home.rglob("*") if p.is_file() and p.stat().st_mode & 0o077 and "sam" not in p.name
    ]
    assert [p.name for p in open_to_others] == ["passphrase"]


def test_a_fresh_start_repeats_none_of_the_words_it_was_started_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "argv", ["companion", "--passphrase-file", "secret"])
    monkeypatch.chdir(tmp_path)
    command = process.fresh_command(Path("a.vault"), unseen.LOCKED)
    assert command == [
        sys.executable, "-P", "-m", "companion", "--vault", os.path.realpath("a.vault"), "--locked",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="Windows starts a child instead")
def test_the_process_becomes_a_fresh_one(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from companion.process import start_over_locked as s; s(Path('v'))"
    (tmp_path / "companion.py").write_text("raise SystemExit('somebody else’s companion')", "utf-8")
    ended = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, stdin=subprocess.DEVNULL, cwd=tmp_path
    )
    assert ended.returncode == 1
    assert b"needs a terminal" in ended.stderr


def test_a_parent_starts_a_fresh_child_each_time_it_locks(tmp_path: Path) -> None:
    codes = [process.LOCK_CODE, process.ALONE_CODE, 3]
    started: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> int:
        started.append(command[command.index("--child") :])
        return codes.pop(0)

    assert process.keep_children(tmp_path / "v", locked=False, run=run) == 3
    assert started == [["--child"], ["--child", "--locked"], ["--child", "--locked", "--alone"]]


@pytest.mark.pty
def test_at_a_terminal_the_passphrase_is_asked_and_not_shown(sam: tuple[str, ...]) -> None:
    screen = pexpect.spawn(COMMAND[0], [*COMMAND[1:], "talk", *sam[:2]], encoding="utf-8", timeout=60)
    screen.expect("Passphrase: ")
    screen.sendline("not this one")
    screen.expect("did not open it")
    screen.expect("Passphrase: ")
    screen.sendline(PASSPHRASE)
    screen.expect("Next talk, with Priya")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    assert PASSPHRASE not in (screen.before or "")


@pytest.mark.pty
def test_ctrl_c_at_the_question_ends_quietly_with_130(sam: tuple[str, ...]) -> None:
    screen = pexpect.spawn(COMMAND[0], [*COMMAND[1:], "talk", *sam[:2]], encoding="utf-8", timeout=60)
    screen.expect("Passphrase: ")
    screen.sendintr()
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 130
    assert "Traceback" not in screen.before


@pytest.mark.pty
def test_a_check_in_without_options_asks_plainly(sam: tuple[str, ...]) -> None:
    screen = pexpect.spawn(COMMAND[0], [*COMMAND[1:], "check-in", *sam], encoding="utf-8", timeout=60)
    screen.expect("(?i)mood[^\\n]*: ")
    screen.sendline("7")
    screen.expect("(?i)worry[^\\n]*: ")
    screen.sendline("q")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    page = call("share", "--for", "me", *sam).stdout.decode("utf-8")
    assert "Mood 7" in page


@on_linux
@pytest.mark.pty
def test_locking_starts_a_fresh_process_that_cannot_unlock_itself(sam: tuple[str, ...]) -> None:
    screen = pexpect.spawn(
        COMMAND[0],
        [*COMMAND[1:], *sam],
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 80),
        codec_errors="replace",
    )
    command_line = Path(f"/proc/{screen.pid}/cmdline")
    screen.expect_exact("How is today?")
    screen.send("\x0c")
    screen.expect_exact("\x1b[?1049l")  # the old process leaves the screen
    screen.expect_exact("\x1b[?1049h\x1b[m\x1b[2J")  # and keeps it blank: the shell is not for whoever looks
    screen.expect_exact("\x1b[?1049h")  # the new one, of the same number, takes it
    words = command_line.read_bytes().decode().split("\0")
    assert "--locked" in words
    assert "--passphrase-file" not in words
    screen.send("x")
    screen.expect("(?i)passphrase")
    screen.send("\x11")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
