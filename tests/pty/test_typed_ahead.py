"""What is typed before it is asked for is never shown, and is taken by the question it was meant for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from companion.vault.secrets.keys import STANDARD
from tests.pty import held as held_program
from tests.pty.person import GROUPS, PASSPHRASE, close, kept, unlock
from tests.pty.terminal import ENTER, ESC, F2, F3, Terminal, ctrl

FIRST = "companion.commands.parser"
"""What is loaded first of all, whatever was asked."""

WRONG = "blue goats at low tide"

ASKED = "How is today?"
PLAIN_ASKED = "A number, or q to close:"

pytestmark = pytest.mark.pty


if sys.platform == "win32":
    pytest.skip("Windows has no terminal to hold a program in", allow_module_level=True)


class Held(Terminal):
    """The program with `arguments`, held at the door to `module`."""

    def __init__(self, folder: Path, *arguments: str, module: str = FIRST) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)
        os.mkfifo(folder / "go")
        door = (sys.executable, str(held_program.__file__), str(folder), module)
        super().__init__(*arguments, command=door)
        self.wait_for_file((folder / "held").exists)

    def let_in(self, word: str = "go") -> None:
        """Let it go on with its start."""
        (self._folder / "go").write_text(word, "utf-8")


@contextmanager
def held(folder: Path, *arguments: str, module: str = FIRST) -> Iterator[Held]:
    """Yield the program held at its door, where the terminal shows nothing; it must show keys again at the end."""
    window = Held(folder, *arguments, module=module)
    with window:
        assert not window.echoes
        yield window
        window.wait_for_end()
        assert window.echoes and window.takes_enter


def unseen(window: Terminal, *words: str) -> bool:
    """Return whether none of `words` was ever written to the terminal."""
    return not any(word.encode() in window.output for word in words)


def test_help_now_and_then_the_passphrase_before_there_is_a_screen(front: LocalBackend, home: Path) -> None:
    with held(home / "door", module="companion.tui.access.unlock") as window:
        window.send(F2)
        window.let_in()
        window.wait_for("esc Back", "116 123")
        window.send(ESC)
        window.wait_until_gone("esc Back")
        window.send(PASSPHRASE, ENTER)
        window.wait_for(ASKED)
        close(window)
    assert unseen(window, PASSPHRASE)


def test_half_of_it_waits_in_the_box_for_the_rest(front: LocalBackend, home: Path) -> None:
    with held(home / "door") as window:
        window.send("x" * 3, b"\x7f" * 3, PASSPHRASE[:9])
        window.let_in()
        window.wait_for("•" * 9)
        window.send(PASSPHRASE[9:], ENTER)
        window.wait_for(ASKED)
        close(window)
    assert unseen(window, PASSPHRASE[:9])


def test_a_wrong_first_try_and_the_next_on_the_full_screen(front: LocalBackend, home: Path) -> None:
    with held(home / "door") as window:
        window.send(WRONG, ENTER, f"{WRONG}s", ENTER, PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for(ASKED)
        close(window)
    assert unseen(window, PASSPHRASE, WRONG)


def test_f3_and_the_code(home: Path) -> None:
    session, code = LocalBackend(find_paths(), profile=replace(STANDARD, costs=STANDARD.costs[:1])).create(
        PASSPHRASE, setup_step=6
    )
    session.close()
    with held(home / "door") as window:
        window.send(F3, code, ENTER)
        window.let_in()
        window.wait_for("A new passphrase")
        window.send(ctrl("q"))


def test_set_up_on_the_full_screen(home: Path) -> None:
    with held(home / "door") as window:
        window.send(ENTER, PASSPHRASE, ENTER, PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for("Your recovery code")
        window.send(ctrl("q"))
    assert unseen(window, PASSPHRASE)
    with kept():
        pass  # it opens


def test_after_the_lock_the_fresh_program_gives_the_echo_back(front: LocalBackend) -> None:
    with Terminal() as window:
        unlock(window)
        since = len(window.output)
        window.send(ctrl("l"))
        window.wait_until_hidden(since)
        unlock_hidden = len(window.output)
        window.send(PASSPHRASE, ENTER)
        window.wait_for(ASKED)
        assert PASSPHRASE.encode() not in window.output[unlock_hidden:]
        close(window)
        assert window.echoes and window.takes_enter


def test_line_by_line_takes_it(front: LocalBackend, home: Path) -> None:
    with held(home / "door", "--plain", module="companion.plain.run") as window:
        window.send(PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for(PLAIN_ASKED)
        window.send("q", ENTER)
    assert unseen(window, PASSPHRASE)
    assert "Passphrase, or your recovery code:" in window.flat


def test_a_wrong_first_try_and_the_next_line_by_line(front: LocalBackend, home: Path) -> None:
    with held(home / "door", "--plain") as window:
        window.send(WRONG, ENTER, "goats", b"\x7f" * 5, PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for("That did not open it.", PLAIN_ASKED)
        window.send("q", ENTER)
    assert unseen(window, PASSPHRASE, WRONG)


def test_set_up_line_by_line(home: Path) -> None:
    with held(home / "door", "--plain") as window:
        window.send("1", ENTER, PASSPHRASE, ENTER, PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for(f"Group 1 of {GROUPS}")
        window.send("q", ENTER)
    assert unseen(window, PASSPHRASE)
    with kept():
        pass  # it opens


def test_words_in_the_open_are_seen_and_the_secret_after_them_is_not(front: LocalBackend) -> None:
    with Terminal("--plain") as window:
        window.wait_for("recovery code:")
        window.send(PASSPHRASE, ENTER)
        window.wait_for(PLAIN_ASKED)
        window.send("wellies")
        window.wait_for("wellies")
        window.send(b"\x7f" * 7, "12", ENTER)
        window.wait_for("Locked.", "recovery code:")
        assert not window.echoes
        window.send(PASSPHRASE, ENTER)
        window.wait_until(lambda _: window.output.count(b"Good ") == 2)
        window.send("q", ENTER)
        assert window.wait_for_end() == 0
        assert window.echoes and window.takes_enter
    assert unseen(window, PASSPHRASE)


def test_a_command_that_asks_takes_it(front: LocalBackend, home: Path) -> None:
    with held(home / "door", "plan") as window:
        window.send(WRONG, ENTER, PASSPHRASE, ENTER)
        window.let_in()
        window.wait_for("did not open it", "Up past 2am")
    assert unseen(window, PASSPHRASE, WRONG)


@pytest.mark.parametrize("words", [(), ("--plain",), ("plan",)])
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_the_echo_comes_back_when_it_is_told_to_end_at_its_start(
    front: LocalBackend, home: Path, words: tuple[str, ...], number: str
) -> None:
    sent = getattr(signal, number)
    with Held(home / "door", *words) as window:
        assert not window.echoes
        window.signal(sent)
        assert window.wait_for_end() in (130, -sent)
        assert window.echoes and window.takes_enter


@pytest.mark.parametrize(
    ("words", "question", "number"),
    [
        ("", "type it, then Enter", "SIGTERM"),
        ("--plain", "recovery code:", "SIGHUP"),
        ("--plain", "recovery code:", "SIGINT"),
        ("plan", "Passphrase:", "SIGTERM"),
    ],
)
def test_the_echo_comes_back_when_it_is_told_to_end_at_the_question(
    front: LocalBackend, words: str, question: str, number: str
) -> None:
    with Terminal(*words.split()) as window:
        window.wait_for(question)
        window.signal(getattr(signal, number))
        window.wait_for_end()
        assert window.echoes and window.takes_enter


def test_the_echo_comes_back_after_a_bug_and_after_an_error(front: LocalBackend, home: Path) -> None:
    with held(home / "a", module="companion.tui.app") as window:
        window.let_in("fall")
    assert "ValueError" in window.flat and "a bug at the start" not in window.flat
    with held(home / "b", "plna") as window:
        window.let_in()
    with held(home / "c", "plan", "--vault", str(home / "none.vault")) as window:
        window.let_in()


@contextmanager
def shell() -> Iterator[Terminal]:
    """A shell with job control, as a person has it."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs a shell")
    with Terminal(command=(bash, "--norc", "--noprofile", "-i"), columns=200, rows=50) as window:
        window.wait_for("$" if os.getuid() else "#")
        yield window


def is_as_a_shell_has_it(said: str) -> bool:
    """Return whether `said`, from ``stty -a``, has the echo on, and Enter as the end of a line."""
    return all(f" {mode}" in said and f"-{mode}" not in said for mode in ("echo ", "icrnl", "icanon"))


def at_a_door(folder: Path) -> str:
    """Return the words that start the program in a shell, held at its first door."""
    folder.mkdir()
    os.mkfifo(folder / "go")
    return f"{sys.executable} {held_program.__file__} {folder} {FIRST}"


def test_a_passphrase_that_nobody_asked_for_does_not_go_to_the_shell(home: Path) -> None:
    """The shell would show it, and keep it in its history."""
    with shell() as window:
        door = home / "door"
        window.send(f"{at_a_door(door)} plan --vault {home}/none.vault", ENTER)
        window.wait_for_file((door / "held").exists)
        window.send(PASSPHRASE, ENTER)
        (door / "go").write_text("go", "utf-8")
        window.wait_for("There is no vault")
        window.send("echo do''ne", ENTER)
        window.wait_for("done")
    assert unseen(window, PASSPHRASE)


@pytest.mark.parametrize(
    ("words", "question", "opened", "last"),
    [("--plain", "recovery code:", PLAIN_ASKED, "q\r"), ("plan", "Passphrase:", "Up past 2am", "")],
)
def test_stopped_and_brought_back(
    front: LocalBackend, words: str, question: str, opened: str, last: str
) -> None:
    with shell() as window:
        window.send(f"{sys.executable} -m companion {words}", ENTER)
        window.wait_for(question)
        window.send(ctrl("z"))
        window.wait_for("Stopped")
        window.send("stty -a; echo se''en", ENTER)
        window.wait_for("seen")
        assert is_as_a_shell_has_it(window.flat)
        window.send("fg", ENTER)
        window.wait_for_file(lambda: not window.echoes)
        window.wait_until(lambda said: said.count(question) == 2)  # it is asked again
        window.send(PASSPHRASE, ENTER)
        window.wait_for(opened)
        window.send(last, "echo do''ne", ENTER)
        window.wait_for("done")
    assert unseen(window, PASSPHRASE)


def test_killed_outright_the_shell_brings_it_back(home: Path) -> None:
    with shell() as window:
        door = home / "door"
        window.send(f"{at_a_door(door)} --plain", ENTER)
        window.wait_for_file((door / "held").exists)
        assert not window.echoes
        window.wait_for_file(lambda: bool((door / "held").read_text("utf-8")))
        os.kill(int((door / "held").read_text("utf-8")), signal.SIGKILL)
        window.wait_for("Killed")
        window.send("stty -a; echo se''en", ENTER)
        window.wait_for("seen")
        assert is_as_a_shell_has_it(window.flat)


def test_where_another_program_shares_the_terminal_it_is_left_alone_but_for_the_question(
    front: LocalBackend, home: Path
) -> None:
    door = home / "door"
    with Terminal(command=("sh", "-c", f"{at_a_door(door)} plan | cat")) as window:
        window.wait_for_file((door / "held").exists)
        assert window.echoes
        (door / "go").write_text("go", "utf-8")
        window.wait_for("Passphrase:")
        window.wait_for_file(lambda: not window.echoes)
        window.send(PASSPHRASE, ENTER)
        window.wait_for("Up past 2am")
        window.wait_for_end()
        assert window.echoes and window.takes_enter
    assert unseen(window, PASSPHRASE)


def test_what_asks_for_nothing_loads_nothing_for_it() -> None:
    program = (
        "import sys; from companion.cli import main; main(sys.argv[1:]);"
        "print('termios' in sys.modules, 'companion.unseen' in sys.modules, file=sys.stderr)"
    )
    for words in (("--version",), ("helplines",)):
        ended = subprocess.run(
            [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True
        )
        assert ended.stderr == "False False\n"
