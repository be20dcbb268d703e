"""Where answers come from: a terminal with line editing, a bare terminal, or a pipe.

Own code: ``input()`` on a bare terminal cuts a line at 4,095 bytes without a word, and a line editor
keeps what was typed in a history. Here a cut line is noticed, and nothing is kept.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Protocol, TextIO

from companion import unseen
from companion.domain.typed_bytes import as_typed
from companion.plain.console.flow import EndOfInput, HideKey, LineCut

LONGEST_TYPED = 1023 if sys.platform == "darwin" else 4095
"""Bytes of a line that a terminal without line editing lets through."""


_HIDE = "\x1e"
"""What Ctrl+L puts into a line before it ends it; nobody types or pastes it."""


class Input(Protocol):
    """Gives one line at a time, without its line end. Raises EndOfInput."""

    @property
    def is_terminal(self) -> bool:
        """True when a prompt is shown by the source itself, on the line where the answer is typed."""
        ...

    @property
    def can_fill(self) -> bool:
        """True when a line can be given with words in it, to be edited."""
        ...

    def line(self, prompt: str, *, paste: bool = False, fill: str = "") -> str:
        """Return the next line. `paste`: words pasted over several lines come as one answer.

        `fill`: words that stand in the line already, where it `can_fill`. Raises LineCut when its end is missing,
        HideKey for Ctrl+L.
        """
        ...

    def secret(self, prompt: str) -> str:
        """Return the next line; what is typed at a terminal is not shown."""
        ...


class Interruptions:
    """Signals that end the program, let in only while it waits, so that no save is ever cut short."""

    def __init__(self) -> None:
        self._waiting = False
        self._came = False
        self.half: Callable[[], str] = str
        """Returns what was typed of the line so far."""

    @contextmanager
    def heeded(self) -> Iterator[None]:
        """Catch closing the window, being told to end, and ^C, and put the handlers back afterwards."""
        numbers = [signal.SIGINT, signal.SIGTERM]
        if sys.platform != "win32":
            numbers.append(signal.SIGHUP)
        try:
            before = {number: signal.signal(number, self._heard) for number in numbers}
        except ValueError:  # not in the main thread: whoever runs us there looks after signals
            before = {}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Let a signal in for as long as this lasts. Raises EndOfInput when one came before."""
        if self._came:
            raise EndOfInput
        self._waiting = True
        try:
            yield
        finally:
            self._waiting = False

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self._came = True
        if self._waiting:
            self._waiting = False
            raise EndOfInput(self.half())


class Piped:
    """Lines from a pipe or a file."""

    is_terminal = False
    can_fill = False

    def __init__(self, stdin: TextIO, interruptions: Interruptions) -> None:
        self._stdin = stdin
        self._interruptions = interruptions

    def line(self, prompt: str, *, paste: bool = False, fill: str = "") -> str:
        """Return the next line; the prompt was said already. A byte order mark is no part of a passphrase."""
        return _read(self._stdin, self._interruptions).removeprefix("\ufeff")

    def secret(self, prompt: str) -> str:
        """Return the next line as it is."""
        return self.line(prompt)


class Bare:
    """A terminal without line editing: it cuts long lines, and that is noticed."""

    is_terminal = True
    can_fill = False

    def __init__(self, stdin: TextIO, stdout: TextIO, interruptions: Interruptions) -> None:
        self._stdin = stdin
        self._stdout = stdout
        self._interruptions = interruptions

    def line(self, prompt: str, *, paste: bool = False, fill: str = "") -> str:
        """Return the next line. Raises LineCut when it is as long as the terminal lets through."""
        self._stdout.write(prompt)
        self._stdout.flush()
        with unseen.shown():
            line = _read(self._stdin, self._interruptions)
        if sys.platform != "win32" and len(line.encode("utf-8", "surrogateescape")) >= LONGEST_TYPED:
            raise LineCut
        return line

    def secret(self, prompt: str) -> str:
        """Return the next line, which is not shown."""
        return _secret(prompt, self._interruptions)


class Edited:
    """A terminal with line editing: lines of any length, no history, no names of files at Tab."""

    is_terminal = True

    def __init__(self, readline: ModuleType, interruptions: Interruptions) -> None:
        self._readline = readline
        self._interruptions = interruptions
        # A dumb terminal would show the mode that makes a paste one answer as stray letters.
        self._takes_modes = os.environ.get("TERM", "dumb") != "dumb"
        readline.set_auto_history(False)
        readline.clear_history()
        readline.set_completer(None)
        readline.parse_and_bind("tab: self-insert")
        readline.parse_and_bind("set enable-active-region off")  # it would paint what was pasted
        # Wherever the cursor stands: the mark as a letter of the line, and the line ends.
        readline.parse_and_bind(f'"\\C-l": "\\C-v{_HIDE}\\C-m"')

    @property
    def can_fill(self) -> bool:
        """True where this line editor can be given words to begin with."""
        return hasattr(self._readline, "set_pre_input_hook")

    def line(self, prompt: str, *, paste: bool = False, fill: str = "") -> str:
        """Return the next line. Raises HideKey."""
        # Switching it on sends the terminal a mode; screen readers never hear of it, but it is kept to
        # where it matters: words pasted with an empty line in them would else end early.
        self._readline.parse_and_bind(
            f"set enable-bracketed-paste {'on' if paste and self._takes_modes else 'off'}"
        )
        with self._typing(fill), unseen.shown(), self._interruptions.waiting():
            try:
                line = input(prompt)
            except EOFError as error:
                raise EndOfInput from error
        if _HIDE in line:
            raise HideKey(line.replace(_HIDE, ""))
        return line

    def secret(self, prompt: str) -> str:
        """Return the next line, which is not shown."""
        return _secret(prompt, self._interruptions)

    @contextmanager
    def _typing(self, fill: str) -> Iterator[None]:
        if fill and self.can_fill:
            self._readline.set_pre_input_hook(lambda: self._begin_with(fill))
        self._interruptions.half = lambda: as_typed(os.fsencode(self._readline.get_line_buffer()))
        try:
            yield
        finally:
            self._interruptions.half = str
            if self.can_fill:
                self._readline.set_pre_input_hook(None)

    def _begin_with(self, words: str) -> None:
        self._readline.insert_text(words)
        self._readline.redisplay()


def source_of(stdin: TextIO, stdout: TextIO, interruptions: Interruptions) -> Input:
    """Return the best source there is for these streams."""
    if not stdin.isatty():
        return Piped(stdin, interruptions)
    # Line editing works on the program's own streams only.
    if stdin is sys.stdin and stdout is sys.stdout and stdout.isatty():
        try:
            import readline
        except ImportError:
            pass
        else:
            return Edited(readline, interruptions)
    return Bare(stdin, stdout, interruptions)


def _read(stdin: TextIO, interruptions: Interruptions) -> str:
    with interruptions.waiting():
        line = stdin.readline()
    if not line:
        raise EndOfInput
    return line.removesuffix("\n").removesuffix("\r")


def _secret(prompt: str, interruptions: Interruptions) -> str:
    with interruptions.waiting():
        try:
            return unseen.secret(prompt)
        except EOFError as error:
            raise EndOfInput from error
