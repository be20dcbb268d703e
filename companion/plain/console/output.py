"""How sentences are said: lines of at most 80 columns, no colour, no box, no moving cursor."""

import os
import re
import sys
from pathlib import Path
from typing import TextIO

from companion.domain.text import clean_text
from companion.domain.wrapping import columns, cut, wrap
from companion.plain.console.flow import EndOfInput

WIDTH = 80
"""Columns of a line."""

_BESIDE = WIDTH - 20
"""Columns of a question at most, in the line where the answer is typed: a line editor that has to go on in the next
line draws both again, and a screen reader reads them again."""

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""To the corner, clear the window, and then what has scrolled out of it (xterm's ED 3): clearing may scroll."""

_SIMPLER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "•": "-", "·": "-"}
)


class Output:
    """Writes to one stream. A stream that has gone ends the conversation, once."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._gone = False

    def say(self, *paragraphs: str) -> None:
        """Say each paragraph, wrapped; an empty one is an empty line."""
        for paragraph in paragraphs:
            self._write("".join(f"{line}\n" for line in wrap(paragraph, WIDTH) or ("",)))

    def exactly(self, text: str) -> None:
        """Write `text` line for line as it is; a line wider than a page is cut, not folded."""
        for line in text.split("\n"):
            for piece in cut(line, WIDTH) if columns(line) > WIDTH else [line]:
                self._write(f"{piece}\n")

    def path(self, path: Path) -> None:
        """Write a path in full; a long one goes on in the next line, where a folder's name ends."""
        line = ""
        for piece in re.findall(r"[^/\\]*[/\\]?", re.sub(r"\s", " ", clean_text(str(path)))):
            if line and columns(line + piece) > WIDTH:
                self.exactly(line)
                line = ""
            line += piece
        self.exactly(line)

    def clear(self) -> bool:
        """Clear the window and what scrolled out of it; False where there is no window, or it has no way to."""
        if not self._out.isatty() or not _takes_escapes():
            return False
        self._write(_CLEAR)
        return True

    def prompt(self, words: str) -> str:
        """Say a prompt but for its last line, and return that one, for the answer to stand beside.

        Where it is long that is its last sentence, which says what Enter does.
        """
        if columns(words) > _BESIDE:
            *before, words = re.split(r"(?<=[.?!…]) (?=[^.?!]+$)", words)
            self.say(*before)
        *lines, last = wrap(words, _BESIDE)
        self.say(*lines)
        return self._fitting(f"{last} ")

    def _write(self, text: str) -> None:
        if self._gone:
            return
        try:
            self._out.write(self._fitting(text))
            self._out.flush()
        except (OSError, ValueError) as error:  # the window was closed, or the pipe's reader left
            self._gone = True
            raise EndOfInput from error

    def _fitting(self, text: str) -> str:
        """Return `text` as the stream can write it; a letter it lacks becomes a question mark."""
        encoding = getattr(self._out, "encoding", None)
        if not encoding:
            return text
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return text.translate(_SIMPLER).encode(encoding, "replace").decode(encoding)
        return text


def _takes_escapes() -> bool:
    if sys.platform != "win32":
        return os.environ.get("TERM", "dumb") != "dumb"
    import ctypes

    windows, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    window = windows.GetStdHandle(-11)  # standard output
    # 4: the window takes escapes, which it does from Windows 10 on when it is told to.
    return bool(
        windows.GetConsoleMode(window, ctypes.byref(mode)) and windows.SetConsoleMode(window, mode.value | 4)
    )
