"""The terminal's driver on Linux and macOS: Textual's own, but that no byte a terminal sends can end it."""

from __future__ import annotations

import os
import selectors
import unicodedata
from collections.abc import Iterator

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from companion import unseen
from companion.domain.typed_bytes import TypedBytes
from companion.tui.base.cursor import SHOW_CURSOR

REST = 0.1
"""Seconds that the beginning of a symbol waits for its rest, at most."""

_AT_ONCE = 4096


class Keyboard:
    """Makes keys, pastes and the terminal's answers of the bytes that a terminal sends."""

    def __init__(self, *, debug: bool = False) -> None:
        self._typed = TypedBytes()
        self._parser = XTermParser(debug)

    def read(self, data: bytes) -> Iterator[Message]:
        """Yield what `data` comes to, with what was begun before."""
        yield from self._parse(self._typed.read(data))

    def pause(self) -> Iterator[Message]:
        """Yield what was begun and not gone on with for `REST` seconds, as it stands."""
        yield from self._parse(self._typed.rest())

    def end(self) -> Iterator[Message]:
        """Yield what was begun; nothing more comes."""
        yield from self.pause()
        try:
            for _ in self._parser.feed(""):
                pass
        except (EOFError, ParseError):
            return

    def _parse(self, text: str) -> Iterator[Message]:
        if text:  # nothing at all would be the end, to the parser
            yield from map(_whole, self._parser.feed(text))
        yield from map(_whole, self._parser.tick())


_UNDRAWN = frozenset(("Zs", "Cf", "Co", "Cn"))
"""Kinds of letters that Python does not call printable: the space that does not break, what joins letters, and more."""


def _whole(message: Message) -> Message:
    """Return `message`, or a letter that the boxes would take for a key as what was pasted, which they keep."""
    letter = message.character if isinstance(message, events.Key) else None
    if letter and not letter.isprintable() and unicodedata.category(letter) in _UNDRAWN:
        return events.Paste(letter)
    return message


class TypedDriver(LinuxDriver):
    """Reads the keyboard through `Keyboard`: Textual's reader is strict, and its thread ends at an odd byte."""

    def start_application_mode(self) -> None:
        """Take the terminal over, at the start and again after it was stopped, with its own cursor to be seen."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no types here
        self.write(SHOW_CURSOR)
        self.flush()

    def suspend_application_mode(self) -> None:
        """Give the terminal back to the shell, as it was before the program was started."""
        super().suspend_application_mode()
        unseen.lend()

    def resume_application_mode(self) -> None:
        """Take it over again.

        After a stop that no program hears of (SIGSTOP) it was never given back, and somebody reads the keys still: two
        would take each other's.
        """
        if self._key_thread is not None and self._key_thread.is_alive():
            super().suspend_application_mode()
        unseen.take_back()
        super().resume_application_mode()

    def _run_input_thread(self) -> None:
        # Textual's own way out prints a traceback with the values of variables, the keys just pressed among them.
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until the driver is told to stop."""
        keyboard = Keyboard(debug=self._debug)
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                self._hear(keyboard, ready=bool(selector.select(REST)))
            if selector.select(0):  # what was typed until now
                self._hear(keyboard, ready=True)
        for message in keyboard.end():
            self.process_message(message)

    def _hear(self, keyboard: Keyboard, *, ready: bool) -> None:
        data = self._typed() if ready else b""
        if ready and not data:
            self.exit_event.wait(REST)  # the window is gone, and the system says so by a signal of its own
        for message in keyboard.read(data) if data else keyboard.pause():
            self.process_message(message)

    def _typed(self) -> bytes:
        """Return what was typed; nothing where the window is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""
