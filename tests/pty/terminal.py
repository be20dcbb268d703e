"""The real program in a real pseudo-terminal, and what its window shows."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Mapping
from types import TracebackType

import pexpect
import pyte

if sys.platform != "win32":
    import termios

UP, DOWN, RIGHT, LEFT = b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D"
ENTER, TAB, SHIFT_TAB, ESC, DELETE, BACKSPACE = b"\r", b"\t", b"\x1b[Z", b"\x1b", b"\x1b[3~", b"\x7f"
F2, F3, F4 = b"\x1bOQ", b"\x1bOR", b"\x1bOS"

PATIENCE = 60.0
"""Seconds to wait for something that will come; a slow machine needs them, a quick one never does."""

_AT_ONCE = 65_536

_LOOK = 0.02
"""Seconds to listen to the program between two looks at the disk."""

ALTERNATE = b"\x1b[?1049h"
"""What a full-screen program says when it takes the window."""


def ctrl(letter: str) -> bytes:
    """Return the byte that a terminal sends for ctrl and `letter`."""
    return bytes([ord(letter.upper()) - 64])


def _as_from_a_shell() -> None:
    """Take every signal as a shell's child does, also where the tests run in the background and take none."""
    for number in (
        signal.SIGINT,
        signal.SIGTERM,
        *(getattr(signal, n) for n in ("SIGHUP", "SIGQUIT") if hasattr(signal, n)),
    ):
        signal.signal(number, signal.SIG_DFL)


class _Window(pyte.Screen):
    """A window whose other screen is as blank as a real one's; pyte knows one screen alone."""

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        super().set_mode(*modes, **kwargs)
        self._clear_for(modes, kwargs)

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        super().reset_mode(*modes, **kwargs)
        self._clear_for(modes, kwargs)

    def _clear_for(self, modes: tuple[int, ...], kwargs: dict[str, bool]) -> None:
        if kwargs.get("private") and 1049 in modes:
            self.erase_in_display(2)


class Terminal:
    """``python -m companion`` with `arguments`, in a window of `columns` by `rows`; a context manager.

    Reading waits for output and never for time. `environment` is added to this process's own, in which
    a test's ``COMPANION_HOME`` stands. `command` is another program to run instead.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        command: tuple[str, ...] = (sys.executable, "-m", "companion"),
    ) -> None:
        # COLUMNS and LINES would speak louder than the window itself.
        own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        variables = {**own, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self._screen = _Window(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = bytearray()
        """Every byte the program wrote."""
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0],
            [*command[1:], *arguments],
            dimensions=(rows, columns),
            env=variables,
            timeout=PATIENCE,
            preexec_fn=_as_from_a_shell,
        )
        self._child.delaybeforesend = None
        self._master = vars(self._child)["ptyproc"].fileobj

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """The window's lines as they stand now."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """Everything in the window, line by line."""
        return "\n".join(self.lines)

    @property
    def flat(self) -> str:
        """Everything in the window with single spaces, so that wrapping does not matter."""
        return " ".join(self.text.replace("▌", " ").split())

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the hardware cursor stands: column and row, from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def echoes(self) -> bool:
        """True when the terminal itself shows each key that is pressed."""
        if sys.platform != "win32":
            return bool(termios.tcgetattr(self._child.child_fd)[3] & termios.ECHO)
        return False

    @property
    def takes_enter(self) -> bool:
        """True when Enter ends a line for whoever reads the terminal, as a shell's programs expect."""
        if sys.platform != "win32":
            modes = termios.tcgetattr(self._child.child_fd)
            return bool(modes[0] & termios.ICRNL and modes[3] & termios.ICANON)
        return False

    def place_of(self, words: str) -> tuple[int, int]:
        """Return the column and row where `words` stand in the window. Raises StopIteration if nowhere."""
        return next((line.index(words), row) for row, line in enumerate(self.lines) if words in line)

    @property
    def process_id(self) -> int:
        """The number of the process, for sending it a signal."""
        return int(self._child.pid or 0)

    def send(self, *keys: bytes | str) -> None:
        """Send all of `keys` in one burst."""
        burst = b"".join(key.encode() if isinstance(key, str) else key for key in keys)
        while burst:  # a pseudo-terminal takes some kilobytes at a time
            burst = burst[os.write(self._child.child_fd, burst) :]

    def paste(self, text: str) -> None:
        """Send `text` as a terminal sends what is pasted, when the program has asked to be told."""
        self.send(b"\x1b[200~", text, b"\x1b[201~")

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        self._child.kill(number)

    def hang_up(self) -> None:
        """Close the window: the program loses its terminal and is sent SIGHUP."""
        self._master.close()

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def wait_for(self, *words: str) -> str:
        """Wait until all of `words` stand in the window (wrapping does not matter); return the window."""
        return self.wait_until(lambda window: all(word in window for word in words), str(words))

    def wait_until_gone(self, *words: str) -> str:
        """Wait until none of `words` stands in the window; return the window."""
        return self.wait_until(lambda window: not any(word in window for word in words), f"no {words}")

    def wait_until(self, holds: Callable[[str], bool], what: str = "what was waited for") -> str:
        """Wait until `holds` is true of the flat window; return the window as lines."""
        end = time.monotonic() + PATIENCE
        while not holds(self.flat):
            left = end - time.monotonic()
            try:
                self._take(self._child.read_nonblocking(_AT_ONCE, timeout=max(0.0, left)))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f"{type(error).__name__}: {what} did not come.\n{self.text}") from None
        return self.text

    def listen(self, seconds: float) -> None:
        """Take in what the program draws for so long. Raises EOFError when it has ended."""
        try:
            self._take(self._child.read_nonblocking(_AT_ONCE, timeout=seconds))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            raise EOFError from None

    def wait_for_caret(self, place: tuple[int, int]) -> None:
        """Wait until the hardware cursor stands at column and row `place`."""
        self.wait_until(lambda window: self.cursor == place, f"the caret at {place}")

    def wait_for_output(self, words: bytes, since: int = 0) -> None:
        """Wait until the program has written `words` after byte `since` of its output."""
        self.wait_until(lambda window: words in self.output[since:], repr(words))

    def wait_until_hidden(self, since: int) -> None:
        """Wait until the program has begun afresh after ^L, blank; a key sent before that is dropped, as meant."""
        # The window is taken twice: by the one that goes, so that it stays blank, and by the fresh one.
        self.wait_until(lambda window: self.output[since:].count(ALTERNATE) >= 2, "a fresh, blank program")

    def wait_for_file(self, holds: Callable[[], bool]) -> None:
        """Wait until `holds` is true of something on disk, reading what is drawn meanwhile."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"Nothing came on disk.\n{self.text}"
            with contextlib.suppress(pexpect.TIMEOUT):
                self._take(self._child.read_nonblocking(_AT_ONCE, timeout=_LOOK))

    def wait_for_end(self) -> int:
        """Wait until the program has ended; return its exit code, or minus the signal that ended it."""
        while not self._master.closed:
            try:
                self._take(self._child.read_nonblocking(_AT_ONCE, timeout=PATIENCE))
            except pexpect.EOF:
                break
            except pexpect.TIMEOUT:
                raise AssertionError(f"The program did not end.\n{self.text}") from None
        self._wait_for_death()
        if self._child.exitstatus is None:
            return -int(self._child.signalstatus or 0)
        return int(self._child.exitstatus)

    def _wait_for_death(self) -> None:
        if sys.platform == "linux" and self._child.isalive():
            process = os.pidfd_open(self.process_id)
            ended, _, _ = select.select([process], [], [], PATIENCE)
            os.close(process)
            assert ended, "The program let go of its window and did not end."
        self._child.wait()

    def _take(self, data: bytes) -> None:
        self.output += data
        self._stream.feed(data)
