"""A disk that takes its time: what is to be stored waits until the test lets it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from companion.domain.edit import Edit
from companion.tui.app import CompanionApp
from companion.tui.base import keys_in_order
from tests.memory_store import MemoryStore
from tests.tui.screens import press, settle

LIMIT = 20.0
"""Seconds after which a test that forgot to let it go on fails instead of standing still."""


class SlowDisk:
    """Under every store in memory. While it is slow no key waits for the one before it to be stored."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._goes_on = threading.Event()
        self._goes_on.set()
        real = MemoryStore.transaction

        @contextmanager
        def transaction(store: MemoryStore) -> Iterator[list[Edit]]:
            if store._depth == 0 and not self._goes_on.wait(LIMIT):
                raise TimeoutError
            with real(store) as edits:
                yield edits

        monkeypatch.setattr(MemoryStore, "transaction", transaction)
        self._monkeypatch = monkeypatch

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        """Press keys while nothing that they ask for is stored."""
        app = pilot.app
        assert isinstance(app, CompanionApp)
        self._goes_on.clear()

        async def at_once() -> None:
            """No answer is waited for: that is what a slow disk comes to, a second later."""

        with self._monkeypatch.context() as patch:
            patch.setattr(app.keys, "_answered", at_once)
            patch.setattr(keys_in_order, "PATIENCE", 0.2)
            for key in keys:
                app.post_message(events.Key(key, key if len(key) == 1 else None))
                await pilot.pause(0)
                await app.keys.quiet()

    async def go_on(self, pilot: Pilot[Any]) -> None:
        """Let everything be stored, and wait for it."""
        self._goes_on.set()
        await settle(pilot)
        await press(pilot)
