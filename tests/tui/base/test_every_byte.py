"""Every byte a terminal can send, through our decoder, on every screen: none ends one, and no letter is lost."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from companion.domain.text import clean_text
from companion.domain.typed_bytes import TypedBytes
from companion.tui.app import ERASED, LOCK, PLAIN, QUIT, CompanionApp
from companion.tui.widgets.editors import OrderedTextArea
from tests.tui.screens import press, settle
from tests.tui.visits import VISITS, Visit, program

if sys.platform == "win32":
    pytest.skip("Windows gives characters and no bytes", allow_module_level=True)

from companion.tui.shell.driver import Keyboard

ABOVE = [bytes([byte]) for byte in range(0x80, 0x100)]
NOISE = [*(bytes([byte]) for byte in range(0x20, 0x7F)), *ABOVE]

SYMBOLS = "é€🌊ŵ\u0301".encode()

CUT = (
    *(SYMBOLS[:at] for at in range(1, len(SYMBOLS))),
    *(b"\x1b[", b"\x1bO", b"\x1b[1;", b"\x1b[<0;5", b"\x1b[<0;999;999M\x1b[<0;999;999m", b"\x1b[?2026;"),
    *(
        b"\x1b[48;0;0;0;0t",
        b"\x1b[48;24;80;480;800t",
        b"\x1b\xe9",
        b"\x1b[\xff",
        b"\x1b[200~caf\xe9\x1b[201~",
    ),
)

OWN_ENDS = (LOCK, QUIT, PLAIN, ERASED)


async def send(pilot: Pilot[Any], *bursts: bytes) -> None:
    """Send `bursts` through the decoder of the app's own driver, with a pause after each; wait until all is done."""
    app, keyboard = pilot.app, Keyboard()
    for burst in bursts:
        for message in (*keyboard.read(burst), *keyboard.pause()):
            app.post_message(message)
    for message in keyboard.end():
        app.post_message(message)
    taken = asyncio.Event()
    if app.call_later(taken.set):
        await asyncio.wait_for(taken.wait(), 30)
    assert isinstance(app, CompanionApp)
    await app.keys.quiet()
    await settle(pilot)


@pytest.mark.thorough(cases=True)
@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_bytes_above_ascii_and_cut_sequences_end_no_screen(visit: Visit, tmp_path: Path) -> None:
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        await send(pilot, *ABOVE, *CUT)
        await press(pilot, "f2")
        assert app.is_running and app.return_value is None


def boxes(visit: Visit) -> bool:
    """Return whether something is written on this screen."""
    return bool(visit.keys) and len(visit.keys[-1]) == 1 and visit.keys[-1].isalpha()


def written(app: CompanionApp) -> str | None:
    """Return what stands in the box that takes what is typed; None where nothing is written."""
    match app.focused:
        case OrderedTextArea() as editor:
            return editor.text
        case Input() as line:
            return line.value
        case _:
            return None


def as_read(noise: bytes) -> str:
    """Return the words that `noise` comes to, but for what is no letter at all."""
    typed = TypedBytes()
    return clean_text(typed.read(noise) + typed.rest())


@pytest.mark.thorough(cases=True)
@pytest.mark.parametrize("visit", [visit for visit in VISITS if boxes(visit)], ids=str)
async def test_no_letter_of_noise_is_lost_in_a_box(visit: Visit, tmp_path: Path) -> None:
    chance = Random(str(visit))
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys, "end")
        before = written(app)
        if before is None:
            pytest.skip("nothing is written here")
        noise = b"".join(chance.choices(NOISE, k=120))
        await send(pilot, noise)
        assert written(app) == before + as_read(noise)


@pytest.mark.thorough(cases=True)
@pytest.mark.parametrize("run", range(20))
async def test_all_bytes_end_it_by_its_own_ways_alone(run: int, tmp_path: Path) -> None:
    chance = Random(run)
    visit = chance.choice(VISITS)
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        for _ in range(20):
            await send(pilot, chance.randbytes(20))
            if not app.is_running:
                break
    assert app.return_value in (None, *OWN_ENDS)
