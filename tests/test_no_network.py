"""Nothing leaves by a wire: no module could, and no command does."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import companion

HOME = Path(companion.__file__).parent

WIRES = {
    "socket", "socketserver", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib",
    "xmlrpc", "webbrowser", "asyncore", "requests", "httpx", "aiohttp", "urllib3",
}  # fmt: skip
TEXT_ALONE = {"urllib.parse"}
"""Takes the text of an address apart, and opens nothing."""

WATCH = """
import asyncio, os, socket, sys
INTERNET = {int(socket.AF_INET), int(socket.AF_INET6)}
REACHING = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
            "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.getservbyname"}
def watch(event, args):
    if event in REACHING or event == "socket.__new__" and int(args[1]) in INTERNET:
        os.write(2, f"REACHED OUT: {event} {args!r}\\n".encode())
        os._exit(97)
sys.addaudithook(watch)
"""

COMMAND = WATCH + "from companion.cli import main\nsys.exit(main(sys.argv[1:]))"

SCREENS = (
    WATCH
    + """
from companion.paths import find_paths
from companion.tui.app import CompanionApp
from companion.backend.local import LocalBackend
async def walk():
    async with CompanionApp(LocalBackend(find_paths()), demo=True).run_test(notifications=True) as pilot:
        for key in ("c", "7", "p", "n", "h", "s", "escape", "t", "question_mark", "escape", "ctrl+q"):
            await pilot.pause()
            await pilot.press(key)
asyncio.run(walk())
"""
)


def run(code: str, *words: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run `code` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *words], input=stdin, capture_output=True, timeout=120, check=False
    )


def test_no_module_of_ours_imports_a_wire() -> None:
    found = []
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [
                f"{path.name} imports {name}"
                for name in names
                if name.partition(".")[0] in WIRES and name not in TEXT_ALONE
            ]
    assert found == []


@pytest.mark.parametrize(
    "reach",
    [
        "socket.socket(socket.AF_INET)",
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "socket.socket(socket.AF_UNIX).connect('nowhere')",
    ],
)
def test_the_watch_sees_what_it_is_to_see(reach: str) -> None:
    assert run(WATCH + reach).returncode == 97


def test_the_watch_lets_an_event_loop_be() -> None:
    assert run(WATCH + "asyncio.run(asyncio.sleep(0))").returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("--help",),
        ("helplines", "--nation", "wales"),
        ("where",),
        ("demo",),
        ("plan",),
        ("talk", "--json"),
        ("safety",),
        ("check-in", "--day", "yesterday", "--set", "mood=4", "--note", "words"),
        ("share", "--for", "care-coordinator"),
        ("share", "--for", "me", "--format", "html"),
        ("share", "--for", "me", "--format", "pdf"),
        ("vault", "info"),
        ("vault", "verify"),
    ],
    ids=" ".join,
)
def test_no_command_reaches_out(real_vault: tuple[Path, Path], words: tuple[str, ...]) -> None:
    vault, passphrase = real_vault
    ended = run(COMMAND, *words, "--vault", str(vault), "--passphrase-file", str(passphrase))
    assert (ended.returncode, b"REACHED OUT" in ended.stderr) == (0, False), ended.stderr


def test_an_import_does_not_either(real_vault: tuple[Path, Path], tmp_path: Path) -> None:
    vault, passphrase = real_vault
    file = tmp_path / "daylio.csv"
    file.write_text(
        "full_date,date,weekday,time,mood,activities,note_title,note\n2020-05-02,,,22:10,good,,,\n"
    )
    ended = run(
        COMMAND, "import", "daylio", str(file), "--vault", str(vault), "--passphrase-file", str(passphrase)
    )
    assert (ended.returncode, b"1 moment on 1 day came in" in ended.stdout) == (0, True), ended.stderr


def test_plain_mode_does_not_either() -> None:
    ended = run(COMMAND, "demo", "--plain", stdin=b"1\n7\n\n\n\n\n\n\n\nq\n")
    assert ended.returncode == 0, ended.stderr


def test_the_screens_do_not_either() -> None:
    ended = run(SCREENS)
    assert ended.returncode == 0, ended.stderr[-2000:]
