"""A program in a pseudo-terminal, and its window as pyte draws it."""

import contextlib
import os
import select
import time
import zlib
from collections.abc import Callable
from functools import cache
from itertools import groupby
from pathlib import Path

import pexpect
import pyte
from pyte.screens import Char

LOOK = 0.03
"""Seconds between two looks."""

QUIET = 10
"""Looks one after the other at which nothing was written and nothing ran: then the window is as it stays.

Longer than a program waits to tell Esc from the beginning of another key. Counted and not timed: on a busy
machine we may be kept from looking for longer than that."""

LONGEST = 60.0
"""Seconds to wait for a window that does not come to rest."""


class _Screen(pyte.Screen):
    """A window whose other screen is as blank as a real one's; pyte knows one screen alone."""

    def set_mode(self, *modes: int, **kwargs: bool) -> None:
        super().set_mode(*modes, **kwargs)
        self._blank(modes, kwargs)

    def reset_mode(self, *modes: int, **kwargs: bool) -> None:
        super().reset_mode(*modes, **kwargs)
        self._blank(modes, kwargs)

    def _blank(self, modes: tuple[int, ...], kwargs: dict[str, bool]) -> None:
        if kwargs.get("private") and 1049 in modes:
            self.erase_in_display(2)


class Window:
    """`command` in a window of `columns` by `rows`, with this environment and no other, in `folder`."""

    def __init__(
        self, command: list[str], folder: Path, environment: dict[str, str], columns: int, rows: int
    ) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = bytearray()
        """Every byte the program wrote."""
        # The clock that stands still is for the program and not for us.
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], command[1:], cwd=str(folder), env=environment, dimensions=(rows, columns), timeout=60
        )
        self._child.delaybeforesend = None
        self.ended = False
        self.code: dict[int, str] = {}
        """The groups of a recovery code as they were read off this window."""

    def send(self, burst: bytes) -> None:
        """Send all of `burst` at once."""
        with contextlib.suppress(OSError):  # it has ended; the window says so
            while burst:
                burst = burst[os.write(self._child.child_fd, burst) :]

    def wait_until(self, holds: Callable[[str], bool], patience: float) -> bool:
        """Wait until `holds` is true of the window's words, single spaces between; False if it never was."""
        end = time.monotonic() + patience
        while not holds(self.flat):
            if self.ended or time.monotonic() > end:
                return False
            self._read(LOOK)
        return True

    def rest(self) -> None:
        """Wait until the program has written nothing and been asleep for a while: a busy machine counts for nothing."""
        end = time.monotonic() + LONGEST
        still = 0
        while not self.ended and still < QUIET and time.monotonic() < end:
            still = 0 if self._read(LOOK) or not self._sleeps() else still + 1

    def close(self) -> int:
        """Wait for the end; return the exit code, or minus the signal."""
        end = time.monotonic() + LONGEST
        while not self.ended and time.monotonic() < end:
            self._read(LOOK)
        self._child.close(force=True)
        code, signal = self._child.exitstatus, self._child.signalstatus
        return int(code) if code is not None else -int(signal or 0)

    @property
    def lines(self) -> list[str]:
        """The window's lines as they stand now."""
        return list(self._screen.display)

    @property
    def flat(self) -> str:
        """Everything in the window with single spaces, so that wrapping does not matter."""
        return " ".join("\n".join(self.lines).replace("▌", " ").split())

    def drawn(self) -> list[str]:
        """Return the window: its words, then its colours row by row, then where the cursor stands.

        A run of cells of one look is ``length:look``; what the looks are is in `looks`.
        """
        screen = self._screen
        rows = [f"|{line.rstrip()}" for line in self.lines]
        looks = [
            f"~{row:02} "
            + " ".join(
                f"{len(list(run))}:{look}"
                for look, run in groupby(_look(screen.buffer[row][x]) for x in range(screen.columns))
            )
            for row in range(screen.lines)
        ]
        hidden = " hidden" if screen.cursor.hidden else ""
        return [*rows, *looks, f"cursor {screen.cursor.x},{screen.cursor.y}{hidden}"]

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._child.child_fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._child.child_fd, 65_536)
        except OSError:  # how Linux says that the other side is gone
            data = b""
        if not data:
            self.ended = True
            return False
        self.raw += data
        self._stream.feed(data)
        return True

    def _sleeps(self) -> bool:
        """True when no thread of the program runs, waits for its turn or for the disk."""
        states = []
        for task in Path(f"/proc/{self._child.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError):  # it ended as we looked
                states.append(task.read_text("utf-8").rpartition(")")[2].split()[0])
        return all(state in "SIZXTt" for state in states)


_LOOKS: dict[str, str] = {}


def _look(cell: Char) -> str:
    """Return a short name of how a cell looks, the same in every recording."""
    return _named(
        cell.fg, cell.bg, cell.bold, cell.italics, cell.underscore, cell.strikethrough, cell.reverse
    )


@cache
def _named(fg: str, bg: str, *marks: bool) -> str:
    told = "".join(letter for letter, on in zip("biusr", marks, strict=True) if on)
    full = f"{fg}/{bg} {told}".strip()
    short = f"{zlib.crc32(full.encode()) & 0xFFFFF:05x}"
    _LOOKS[short] = full
    return short


def looks(names: set[str]) -> list[str]:
    """Return what these looks are: letters on ground, then bold, italic, underlined, struck, reversed."""
    return [f"~{name} is {_LOOKS[name]}" for name in sorted(names)]
