"""The keyboard while nobody asks for words in the open: what is typed is not shown, and waits for its question.

The echo is the terminal's own, on from before we are started. It is off from `begin` to `end`, but for `shown`. What
is typed meanwhile waits in the terminal, and nothing here throws it away but `forget`. On Windows a program's keys are
shown by the program alone, and it keeps them itself.

Loaded before everything else, so it loads next to nothing.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
"""As in ``typing``, which takes longer to load than all of this."""

if TYPE_CHECKING:
    from types import FrameType, TracebackType
    from typing import Any

LOCKED = "--locked"
"""Hidden option: start blank; the next key shows how to unlock. The program before left the echo off for this one."""

if sys.platform == "win32":

    def begin(*, already: bool = False) -> None:
        """Do nothing: no key is shown unless the program shows it."""

    def watch() -> None:
        """Do nothing."""

    def end() -> None:
        """Do nothing."""

    def lend() -> None:
        """Do nothing."""

    def take_back() -> None:
        """Do nothing."""

    class shown:
        """A context in which keys are shown: words are asked for in the open."""

        def __enter__(self) -> None:
            return

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            return

    def forget() -> None:
        """Forget keys pressed and not yet read, so that none of them reaches what comes next."""
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()

    def secret(prompt: str) -> str:
        """Ask for one line that is not shown. Raises EOFError at the end of what can be heard."""
        import getpass

        return getpass.getpass(prompt)

else:
    import termios

    _INPUT, _LOCAL, _CHARACTERS = 0, 3, 6
    """Where these stand in what ``tcgetattr`` returns."""

    class _Terminal:
        """The terminal behind standard input."""

        def __init__(self) -> None:
            self.number = -1
            self.before: list[Any] | None = None
            """Its modes as they were, and as they are when words are asked for in the open; None before `begin`."""
            self.now: list[Any] | None = None
            """The modes it was given last: after it was stopped the shell has given it its own."""
            self.asked = ""
            """The question that waits for a line that is not shown."""

        def read(self) -> list[Any] | None:
            """Return its modes; None where there is no terminal, or it is gone."""
            try:
                self.number = sys.stdin.fileno()
                return termios.tcgetattr(self.number)
            except (AttributeError, OSError, ValueError, termios.error):
                return None

        @property
        def is_ours(self) -> bool:
            """True when it is this program's turn: whoever sets the terminal from behind is stopped for it."""
            try:
                return os.tcgetpgrp(self.number) == os.getpgrp()
            except OSError:  # nobody takes turns there
                return True

        def set(self, modes: list[Any] | None, *, in_turn: bool = True) -> None:
            """Give it `modes` at once; nothing typed is lost by that. Not `in_turn`: be stopped until it is ours."""
            if modes is None or self.read() is None or (in_turn and not self.is_ours):
                return
            self.now = modes
            try:
                termios.tcsetattr(self.number, termios.TCSANOW, modes)
            except termios.error:
                return  # the window was closed, or we were stopped, and `_go_on` has done it

        def unseen(self) -> list[Any] | None:
            """Return its modes with the echo off. Enter stays the key that it is: a screen tells it from ^J."""
            if self.before is None:
                return None
            return _with(self.before, (_INPUT, termios.ICRNL, False), (_LOCAL, termios.ECHO, False))

    _terminal = _Terminal()

    def begin(*, already: bool = False) -> None:
        """Turn the echo off, from now until `end`.

        Where standard input is no terminal nothing is done, nor where the output goes to another program: that
        one may be setting the terminal too. `already`: the program before this one left it off.
        """
        modes = _terminal.read()
        if _terminal.before is not None or modes is None or not _terminal.is_ours or _is_piped():
            return
        seen = ((_INPUT, termios.ICRNL, True), (_LOCAL, termios.ECHO, True))
        _terminal.before = _with(modes, *seen) if already else modes
        _terminal.set(_terminal.unseen())
        watch()

    def watch() -> None:
        """Bring the echo back when the system ends or stops this program; again after another took the signals."""
        if _terminal.before is None:
            return
        import signal

        does = {signal.SIGTSTP: _stop, signal.SIGCONT: _go_on}
        does |= dict.fromkeys((signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT), _end_by)
        try:
            for number, heard in does.items():
                if signal.getsignal(number) != signal.SIG_IGN:
                    signal.signal(number, heard)
        except ValueError:  # not in the main thread: whoever runs us there looks after signals
            return

    def end() -> None:
        """Give the terminal back as it was."""
        _terminal.set(_terminal.before)
        _terminal.before = None

    def lend() -> None:
        """Give the terminal back for as long as this program is stopped."""
        _terminal.set(_terminal.before)

    def take_back() -> None:
        """Turn the echo off again: the program goes on."""
        _terminal.set(_terminal.unseen())

    class shown:
        """A context in which keys are shown: words are asked for in the open."""

        def __enter__(self) -> None:
            _terminal.set(_terminal.before)

        def __exit__(
            self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
        ) -> None:
            _terminal.set(_terminal.unseen())

    def forget() -> None:
        """Forget keys pressed and not yet read, so that none of them reaches what comes next."""
        if _terminal.read() is not None and _terminal.is_ours:
            try:
                termios.tcflush(_terminal.number, termios.TCIFLUSH)
            except termios.error:
                return

    def secret(prompt: str) -> str:
        """Ask for one line that is not shown; what was typed before it was asked for is its beginning.

        Raises EOFError at the end of what can be heard.
        """
        from companion.domain.typed_bytes import as_typed

        modes = _terminal.read()
        if modes is None:
            raise EOFError
        _write(prompt)
        _terminal.asked = prompt
        plain = _with(modes, (_LOCAL, termios.ECHO | termios.ICANON | termios.IEXTEN, False))
        plain[_CHARACTERS][termios.VMIN], plain[_CHARACTERS][termios.VTIME] = 1, 0
        try:
            _terminal.set(plain, in_turn=False)
            return as_typed(_line(modes[_CHARACTERS]))
        finally:
            _terminal.asked = ""
            _terminal.set(modes)
            _write("\n")

    def _line(keys: list[Any]) -> bytes:
        """Return what is typed up to Enter. `keys` are the ones the person takes back a letter or a line with.

        A byte at a time: what follows is for the next question. The terminal itself would not do: of what was typed
        while it knew no lines, as for a line editor, it makes one line.
        """
        line = b""
        while True:
            try:
                key = os.read(_terminal.number, 1)
            except OSError as error:  # the window was closed
                raise EOFError from error
            if key in (b"\r", b"\n"):
                return line
            if not key or (key == keys[termios.VEOF] and not line):
                raise EOFError
            if key in (b"\x7f", b"\b", keys[termios.VERASE]):
                line = _shorter(line)
            elif key == keys[termios.VKILL]:
                line = b""
            elif key not in (keys[termios.VEOF], b"\0"):
                line += key

    def _shorter(line: bytes) -> bytes:
        """Return `line` without its last symbol."""
        at = len(line) - 1
        while at > 0 and line[at] & 0xC0 == 0x80:  # not the first byte of a symbol
            at -= 1
        return line[: max(0, at)]

    def _with(modes: list[Any], *changes: tuple[int, int, bool]) -> list[Any]:
        changed = [*modes[:_CHARACTERS], [*modes[_CHARACTERS]]]
        for place, bits, on in changes:
            changed[place] = changed[place] | bits if on else changed[place] & ~bits
        return changed

    def _is_piped() -> bool:
        try:
            kind = os.fstat(1).st_mode & 0o170000
        except OSError:  # it is closed
            return False
        return kind in (0o010000, 0o140000)  # a pipe, a socket

    def _write(words: str) -> None:
        """Write to the terminal, wherever the output goes."""
        try:
            terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
        except OSError:
            sys.stderr.write(words)
            sys.stderr.flush()
            return
        try:
            os.write(terminal, words.encode("utf-8", "replace"))
        except OSError:
            return  # the window was closed
        finally:
            os.close(terminal)

    def _end_by(number: int, frame: FrameType | None) -> None:
        """End as this signal ends a program, once the terminal is as it was."""
        import signal

        forget()  # it was meant for us, and not for the shell
        end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _stop(number: int, frame: FrameType | None) -> None:
        """Stop as ^Z stops a program, the terminal being as it was."""
        import signal

        now = _terminal.read()
        _terminal.set(_terminal.before)
        _terminal.now = now
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, _stop)  # it goes on here
        _write(_terminal.asked)

    def _go_on(number: int, frame: FrameType | None) -> None:
        _terminal.set(_terminal.now)
