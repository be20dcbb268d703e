"""One key at a time: the next is let in when the last one has done all it does.

Textual forwards a key at once to what has the focus now; a key that moves the focus (Enter in a form, `a`
that opens a line to write in) is acted on later, when it has bubbled up. Typed in one burst, by a fast hand,
a braille keyboard or a paste, the letters after it would go to the old place, where they are commands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App

PATIENCE = 5.0
"""Seconds to wait for one widget; one that is busy for longer does not hold up the next key."""

MOMENT = 0.005
"""Seconds between two looks at a screen that is being made."""

ROUNDS = 2
"""What a key sets off may set off more: the message of an editor, then the page's answer to it."""


class KeysInOrder:
    """A queue of keys and pastes in front of an app, and the task that lets them in."""

    def __init__(
        self,
        app: App[str],
        let_in: Callable[[events.Event], Awaitable[None]],
        answered: Callable[[], Awaitable[object]],
    ) -> None:
        """`let_in` is the app's own handling of one event; `answered` waits for what the store was asked for:
        the answer may move the focus, and letters typed after it are meant for where it moves to."""
        self._app = app
        self._let_in = let_in
        self._answered = answered
        self._waiting: asyncio.Queue[events.Event] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._has_begun = False

    def add(self, event: events.Event) -> None:
        """Take the next key or paste."""
        self._waiting.put_nowait(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run(), name="keys in order")

    @property
    def is_empty(self) -> bool:
        """True when no key waits for the one before it."""
        return self._waiting.empty()

    async def quiet(self) -> None:
        """Return when every key taken so far has done all it does."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        if not self._has_begun:  # typed before there was anything to take it
            self._has_begun = True
            await self._settled()
        while not self._waiting.empty():
            event = self._waiting.get_nowait()
            try:
                await self._let_in(event)
                for _ in range(ROUNDS):
                    await self._settled()
                    await self._answered()
            except Exception as error:  # a bug: it goes where every bug goes, to the crash handler
                self._app._handle_exception(error)
                return

    async def _settled(self) -> None:
        """Wait until everything from the focused widget up to the app has seen what was sent to it."""
        app = self._app
        if not app.screen_stack:
            return
        await _started(app.screen)
        start = app.focused or app.screen
        for node in start.ancestors_with_self:
            if not await _answers(node):
                return


async def _started(screen: MessagePump) -> None:
    """Wait until a screen that was just laid on top is there to take keys."""
    waited = 0.0
    while not screen.is_running and waited < PATIENCE:
        await asyncio.sleep(MOMENT)
        waited += MOMENT


async def _answers(node: MessagePump) -> bool:
    """Return True once `node` has handled all that was in its queue; False when it is closing or busy."""
    seen = asyncio.Event()
    if not node.is_running or not node.call_later(seen.set):
        return False
    try:
        await asyncio.wait_for(seen.wait(), PATIENCE)
    except TimeoutError:
        return False
    return True
