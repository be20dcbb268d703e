"""No byte a terminal sends ends the thread that reads the keyboard."""

from __future__ import annotations

import asyncio
import os
import queue
import sys
import threading

import pytest
from textual import events
from textual.message import Message

from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp

if sys.platform == "win32":
    pytest.skip("Windows gives characters and no bytes", allow_module_level=True)

from textual.drivers.linux_driver import LinuxDriver

from companion.tui.shell.driver import REST, Keyboard

PATIENCE = 60.0


def typed(*messages: Message) -> str:
    return "".join(
        message.text if isinstance(message, events.Paste) else message.character or ""
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    )


def heard(*bursts: bytes) -> str:
    """Return what the app's own driver makes of `bursts`, each sent once the one before was heard."""
    messages: queue.Queue[Message | BaseException] = queue.Queue()
    chosen = OpenApp(MemoryBackend()).driver_class
    assert issubclass(chosen, LinuxDriver)

    class Listening(chosen):  # type: ignore[valid-type, misc]
        def process_message(self, message: Message) -> None:
            messages.put(message)

    async def made() -> LinuxDriver:
        return Listening(OpenApp(MemoryBackend()))

    keys, terminal = os.pipe()
    driver = asyncio.run(made())
    driver.fileno = keys

    def run() -> None:
        try:
            driver.run_input_thread()
        except BaseException as error:  # shown by the test, in its own thread
            messages.put(error)

    thread = threading.Thread(target=run)
    thread.start()
    said = ""
    try:
        for burst in bursts:
            os.write(terminal, burst)
            message = messages.get(timeout=PATIENCE)
            if isinstance(message, BaseException):
                raise message
            said += typed(message)
    finally:
        driver.exit_event.set()
        thread.join()
        os.close(keys)
        os.close(terminal)
    # What was typed with the last burst.
    while not messages.empty():
        message = messages.get()
        if isinstance(message, BaseException):
            raise message
        said += typed(message)
    return said


def test_a_letter_of_an_old_terminal_is_there_without_another_key() -> None:
    assert heard(b"\xe9", b"a", b"\xc3\xa9", b"\x81", b"z") == "éaé\ufffdz"


def test_every_byte_above_ascii_goes_through_and_the_keys_after_it() -> None:
    between = b"".join(bytes([byte, 0x2E]) for byte in range(0x80, 0x100))
    assert heard(between) == between.decode("cp1252", "replace")
    assert heard(bytes(range(0x80, 0x100)) + b"end").endswith("end")


def test_a_symbol_cut_into_two_reads_waits_for_its_rest() -> None:
    data = "a🌊é€z".encode()
    for at in range(len(data) + 1):
        keyboard = Keyboard()
        assert typed(*keyboard.read(data[:at]), *keyboard.read(data[at:])) == "a🌊é€z"


def test_a_key_and_a_paste_with_such_bytes_are_what_they_are() -> None:
    keyboard = Keyboard()
    up, paste, letter = [
        *keyboard.read(b"\x1b[A"),
        *keyboard.read(b"\x1b[200~caf\xe9 \xe2\x82"),
        *keyboard.read(b"\xac\x1b[201~q"),
    ]
    assert isinstance(up, events.Key) and up.key == "up"
    assert isinstance(paste, events.Paste) and paste.text == "café €"
    assert typed(letter) == "q"


def test_a_letter_that_is_not_called_printable_is_typed_all_the_same() -> None:
    for letter in "\xa0\xad\u200c\u200d\u202f\ue000":
        assert typed(*Keyboard().read(f"a{letter}b".encode())) == f"a{letter}b"
    family = "👨\u200d👩\u200d👧"
    assert typed(*Keyboard().read(family.encode())) == family


def test_a_symbol_that_is_not_gone_on_with_is_heard_after_a_tenth_of_a_second() -> None:
    assert REST <= 0.1
    assert heard(b"\xe2", b"a") == "âa"


def test_what_was_begun_is_heard_at_the_end() -> None:
    keyboard = Keyboard()
    assert typed(*keyboard.read(b"a\xe9")) == "a"
    assert typed(*keyboard.end()) == "é"
