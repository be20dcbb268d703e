"""The program with the vault open at a place; pressing its keys, and reading what is drawn."""

from __future__ import annotations

import asyncio
import contextlib
import re
from typing import Any

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from companion.tui.app import CompanionApp
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend

FRAME = re.compile("[▌│╭╮╰╯─]")
"""The bar of what has the focus, and the frames of questions and boxes."""


class OpenApp(CompanionApp):
    """The program with the vault open already, or the made-up person's, at a place."""

    def __init__(
        self, backend: MemoryBackend, place: str = "today", at: str = "", *, demo: bool = False
    ) -> None:
        super().__init__(backend, session=backend.demo() if demo else backend.open(PASSPHRASE))
        self._place, self._at = place, at

    async def show_start(self) -> None:
        await self.action_go(self._place, self._at)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until everything asked for is done and drawn."""
    for _ in range(2):  # what was asked may ask again: a page that opens another
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press `keys` in one burst and wait until what they asked for is done and drawn."""
    app = pilot.app
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        app.post_message(events.Key(name, key if len(key) == 1 else " " if key == "space" else None))
    taken = asyncio.Event()
    if app.call_later(taken.set):
        with contextlib.suppress(TimeoutError):  # a key that closes the program is the last it takes
            await asyncio.wait_for(taken.wait(), 10)
    if isinstance(app, CompanionApp):
        await app.keys.quiet()
    await settle(pilot)


def lines(app: App[Any]) -> list[str]:
    """Return the window's lines as they are drawn."""
    return [strip.text for strip in app.screen._compositor.render_strips(app.screen.size)]


def shown(app: App[Any]) -> str:
    """Return everything the window shows, line by line."""
    return "\n".join(lines(app))


def flat(app: App[Any]) -> str:
    """Return everything the window shows with single spaces, without the bar of what has the focus and without frames.

    Wrapping does not matter then, in a window too narrow for two cards side by side.
    """
    return " ".join(FRAME.sub(" ", shown(app)).split())
