"""A program driven from outside, in a real pseudo-terminal, and when what it wrote arrived.

Nothing of the program is imported and no window is drawn here, so that reading takes next to no time: words are
looked for in the text that the program wrote since the key, its escape sequences taken out. A frame writes whole
runs of one style, so such words have to stand on one line and in one style.
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pexpect

PATIENCE = 60.0
"""Seconds to wait for an answer."""
STILL = 0.1
"""Seconds without output after which all is drawn. The next key is pressed only then, so that what is left over of
the key before it is not taken for its answer."""
CLOSE = b"\x11"
"""Ctrl+Q, in the program and in every Textual app."""
ANYTHING = r"\S"
"""Any character drawn: the caret moved and no more is no answer."""

_AT_ONCE = 65_536
_STYLE = re.compile(rb"\x1b\[[\d;:]*m")
_ESCAPE = re.compile(
    rb"\x1b(?:\[[\d;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[ -~])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How long a key took, in milliseconds."""

    first: float
    """Until the output that answers it was here."""
    whole: float
    """Until the last output before the program was still."""


class Driven:
    """A program in a window of 80 by 24, from its start to the output that has `words` in it, a pattern.

    A context manager: at its end the program is asked to close. Raises TimeoutError or EOFError with what was
    written, where an answer does not come.
    """

    def __init__(self, argv: list[str], home: Path, words: str) -> None:
        self._since = bytearray()
        began = time.perf_counter()
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            argv[0], argv[1:], dimensions=(24, 80), env=dict(environment(home)), timeout=PATIENCE
        )
        self.start = self._answer(words, began)
        """How long the program took to start, as an answer."""

    def __enter__(self) -> Driven:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            os.write(self._child.child_fd, CLOSE)
            while self._take(PATIENCE):
                pass
        self._child.close(force=True)

    def press(self, keys: bytes, words: str = ANYTHING) -> Answer:
        """Write `keys` in one burst, wait for output with `words` in it, a pattern, and then for stillness."""
        while self._take(0):
            pass
        self._since.clear()
        began = time.perf_counter()
        os.write(self._child.child_fd, keys)
        return self._answer(words, began)

    def resident(self) -> float:
        """Return the memory that the program holds now, in MiB; 0 where no /proc tells."""
        status = Path(f"/proc/{self._child.pid}/status")
        if sys.platform != "linux":
            return 0.0
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def _answer(self, words: str, began: float) -> Answer:
        pattern = re.compile(words)
        first = 0.0
        while not first:
            arrived = self._take(began + PATIENCE - time.perf_counter())
            if not arrived:
                raise TimeoutError(f"{words} did not come. Since the key came:\n{self._text()}")
            if pattern.search(self._text()):
                first = arrived
        last = first
        while arrived := self._take(STILL):
            last = arrived
        return Answer(first=(first - began) * 1000, whole=(last - began) * 1000)

    def _take(self, seconds: float) -> float:
        """Read once; return when it arrived, or 0 where nothing came in that time or the program has ended."""
        ready, _, _ = select.select([self._child.child_fd], [], [], max(0.0, seconds))
        if not ready:
            return 0.0
        try:
            data = os.read(self._child.child_fd, _AT_ONCE)
        except OSError:  # how Linux says that the other side is closed
            data = b""
        if not data:
            return 0.0
        self._since += data
        return time.perf_counter()

    def _text(self) -> str:
        return _ESCAPE.sub(b"\n", _STYLE.sub(b"", bytes(self._since))).decode("utf-8", "replace")


def environment(home: Path) -> dict[str, str]:
    """Return what a program is started with: its own home, and bytecode kept, or every import reads too slow."""
    unwanted = ("COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE", "COMPANION_VAULT")
    own = {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted and not name.startswith("TEXTUAL")
    }
    return {**own, "COMPANION_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
