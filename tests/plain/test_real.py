"""The same over a vault on disk, and through the real command in a real pseudo-terminal."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.paths import find_paths
from companion.plain.run import run
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import LONG_NOTE
from tests.plain.console.test_cut import FIRST_RUN

NEW = "another quiet place"

NOTE = ["c", "", "", "", ""]
"""To the note of today, where the plan has nothing to tick yet."""


def typed(backend: LocalBackend, *script: str) -> tuple[int, str]:
    """Run the program over a real backend; return the exit code and everything that was said."""
    out = io.StringIO()
    stdin = io.StringIO("".join(f"{line}\n" for line in script), newline="\n")
    code = run(backend, stdin=stdin, stdout=out, stderr=out)
    return code, " ".join(out.getvalue().split())


def test_first_run_check_in_and_unlock_again_on_disk(backend: LocalBackend) -> None:
    code, said = typed(backend, *FIRST_RUN, *NOTE, "The rain stopped", "", "q")
    assert code == 0
    assert "Good evening, Alex." in said
    code, said = typed(backend, PASSPHRASE, "/", "rain", "1", "q")
    assert code == 0
    assert "Sunday 22 November 2026. The rain stopped" in said


def test_the_recovery_code_that_was_read_out_opens_it(backend: LocalBackend) -> None:
    _, said = typed(backend, "1", PASSPHRASE, PASSPHRASE, *[""] * 7, "q")
    code = "-".join(group.replace(" ", "") for group in re.findall(r"Group \d of 7: ((?:\S ){4}\S)\.", said))
    status, said = typed(backend, code.lower(), NEW, NEW, "q")
    assert status == 0
    assert "From now on the new passphrase opens it." in said
    assert typed(backend, PASSPHRASE, "q")[0] == 3
    assert typed(backend, NEW, "q")[0] == 0


def test_a_long_note_and_a_draft_outlive_the_program(backend: LocalBackend) -> None:
    typed(backend, *FIRST_RUN, *NOTE, LONG_NOTE)
    code, said = typed(backend, PASSPHRASE, *NOTE, "", "", "q")
    assert code == 0
    assert "Your words from 21:04 are still here." in said
    session = backend.open(PASSPHRASE)
    found = session.services.check_ins.on(NOW.date())
    session.close()
    assert found is not None and found.note == LONG_NOTE


def test_a_byte_order_mark_before_the_passphrase_keeps_nobody_out(backend: LocalBackend) -> None:
    typed(backend, *FIRST_RUN, "q")
    assert typed(backend, "\ufeff" + PASSPHRASE, "q")[0] == 0


def test_erasing_leaves_no_vault(backend: LocalBackend) -> None:
    typed(backend, *FIRST_RUN, "q")
    code, said = typed(backend, PASSPHRASE, "10", "11", "erase")
    assert code == 0
    assert not backend.vault_exists()
    assert said.endswith("Closed.")


def test_nothing_typed_is_readable_on_disk(backend: LocalBackend, home: Path) -> None:
    typed(backend, *FIRST_RUN, *NOTE, "canaryword half", "back", "p", "1", "a", "canaryword", "", "q")
    for file in home.rglob("*"):
        if file.is_file():
            assert b"canaryword" not in file.read_bytes(), file


def test_plain_mode_loads_no_screen() -> None:
    program = (
        "import sys, companion.plain.run as run; "
        "print(any(name.split('.')[0] in ('textual', 'rich', 'dateparser', 'jinja2') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


class Terminal:
    """The real command at the other end of a pseudo-terminal."""

    def __init__(self, *arguments: str, term: str = "xterm-256color") -> None:
        import pexpect

        environment = {**os.environ, "TERM": term, "PYTHONUTF8": "1"}
        self.child = pexpect.spawn(
            sys.executable, ["-m", "companion", *arguments], env=environment, encoding="utf-8", timeout=60
        )
        self.child.setwinsize(24, 80)
        self.heard = ""

    def until(self, words: str) -> None:
        """Wait until `words` were said."""
        self.child.expect_exact(words)
        self.heard += self.child.before or ""
        self.heard += words

    def type(self, *lines: str) -> None:
        """Type lines, each with Enter."""
        for line in lines:
            self.child.send(f"{line}\r")

    def end(self) -> int:
        """Wait for the program to end and return its exit code."""
        import pexpect

        self.child.expect(pexpect.EOF)
        self.heard += self.child.before or ""
        self.child.close()
        return int(self.child.exitstatus or 0)


@pytest.fixture
def lived_in_vault(home: Path) -> LocalBackend:
    """A vault where the real command looks for one."""
    backend = LocalBackend(find_paths())  # the real command takes no cheap key
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.close()
    return backend


pty = pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a Unix thing")


@pytest.mark.pty
@pty
def test_the_made_up_person_at_a_real_terminal() -> None:
    terminal = Terminal("demo", "--plain")
    terminal.until("q to close: ")
    # One burst, as from a paste or a fast braille keyboard: fifteen answers.
    terminal.type("c", "7", "10", "0", "5", "1 2", "1", "", "", "First line", "Second line", "")
    terminal.until("Thank you for writing it down.")
    terminal.until("q to close: ")
    terminal.type("q")
    assert terminal.end() == 0
    assert "Mood: 7." in terminal.heard and "Worry: 10." in terminal.heard and "Energy: 0." in terminal.heard
    said = re.sub(r"\x1b\[\?2004[hl]\r?", "", terminal.heard)  # a mode, for pasting into the note
    assert "\x1b" not in said, "no colour, no moving cursor"


@pytest.mark.pty
@pty
def test_a_dumb_terminal_hears_no_escape_at_all() -> None:
    terminal = Terminal("demo", term="dumb")
    terminal.until("q to close: ")
    terminal.type("c", "", "", "", "", "", "", "", "", "words", "", "q")
    assert terminal.end() == 0
    assert "\x1b" not in terminal.heard


@pytest.mark.pty
@pty
def test_a_long_note_typed_at_a_terminal_is_whole_and_in_no_history(
    lived_in_vault: LocalBackend, home: Path
) -> None:
    long = LONG_NOTE[:6000]
    terminal = Terminal("--plain", "--vault", str(lived_in_vault.vault_path))
    terminal.until("recovery code: ")
    terminal.type(PASSPHRASE)
    terminal.until("q to close: ")
    terminal.type("c", "", "", "", "")
    terminal.until("empty line. Enter to skip: ")
    terminal.child.delaybeforesend = None
    terminal.type(long, "")
    terminal.until("Thank you for writing it down.")
    terminal.type("q")
    assert terminal.end() == 0
    assert PASSPHRASE not in terminal.heard
    session = lived_in_vault.open(PASSPHRASE)
    day = session.services.check_ins.last(lived_in_vault.now().date())
    session.close()
    assert day is not None and day.note == long
    assert not [file for file in home.rglob("*") if "history" in file.name]


@pytest.mark.pty
@pty
def test_a_letter_of_an_old_terminal_ends_nothing(lived_in_vault: LocalBackend) -> None:
    terminal = Terminal("--plain", "--vault", str(lived_in_vault.vault_path))

    def type_bytes(line: bytes) -> None:
        os.write(terminal.child.child_fd, line)

    terminal.until("recovery code: ")
    type_bytes(b"caf\xe9\r")
    terminal.until("\r\nThat did not open it.")
    terminal.until(": ")
    terminal.type(PASSPHRASE)
    terminal.until("q to close: ")
    terminal.type("c", "", "", "", "")
    terminal.until("empty line. Enter to skip: ")
    type_bytes(b"caf\xe9 at noon\r\r")
    terminal.until("Thank you for writing it down.")
    terminal.type("q")
    assert terminal.end() == 0
    session = lived_in_vault.open(PASSPHRASE)
    day = session.services.check_ins.last(lived_in_vault.now().date())
    session.close()
    # GNU readline itself may drop the letter before it comes to us; what stands beside it never goes.
    assert day is not None and day.note.replace("é", "") == "caf at noon"


@pytest.mark.pty
@pty
def test_a_closed_window_keeps_the_half_written_note(lived_in_vault: LocalBackend) -> None:
    import signal

    if sys.platform == "win32":
        pytest.skip("a window that closes sends no signal there")
    terminal = Terminal("--plain", "--vault", str(lived_in_vault.vault_path))
    terminal.until("recovery code: ")
    terminal.type(PASSPHRASE)
    terminal.until("q to close: ")
    terminal.type("c", "", "", "", "")
    terminal.until("empty line. Enter to skip: ")
    terminal.type("A whole line")
    terminal.child.send("and half a\x02")
    terminal.until(
        "and half a\x08"
    )  # ^B answered by a step back: the program has the letters, not the terminal
    terminal.child.kill(signal.SIGHUP)
    assert terminal.end() == 0
    session = lived_in_vault.open(PASSPHRASE)
    drafts = session.services.drafts.all()
    session.close()
    assert [draft.text for draft in drafts] == ["A whole line\nand half a"]


@pytest.mark.pty
@pty
def test_an_exercise_at_a_real_terminal_is_left_locked_and_taken_up_again(
    lived_in_vault: LocalBackend,
) -> None:
    path = str(lived_in_vault.vault_path)
    terminal = Terminal("--plain", "--vault", path)
    terminal.until("recovery code: ")
    terminal.type(PASSPHRASE)
    terminal.until("q to close: ")
    terminal.type("l", "1", "11", "1", "I sleep badly", "The bus is loud", "stop", *["back"] * 3, "12")
    terminal.until("Locked.")
    terminal.until("recovery code: ")
    terminal.type(PASSPHRASE)
    terminal.until("q to close: ")
    terminal.type("l", "1", "", "", "1", *[""] * 5, "", "1 2", "", "q")
    assert terminal.end() == 0
    assert "Carry on: Getting ready for a conversation." in terminal.heard
    assert "I sleep badly" in terminal.heard[terminal.heard.index("are still here.") :]
    assert "Kept 2 lines in Next talk, to say." in terminal.heard
    session = LocalBackend(find_paths()).open(PASSPHRASE)
    say = session.services.talks.agenda(NOW.date()).say
    session.close()
    assert [point.text for point in say] == ["I sleep badly", "The bus is loud"]
