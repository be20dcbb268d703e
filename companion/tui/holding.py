"""Words that the disk refused when the screen was to be hidden: in memory, and behind a blank screen."""

from __future__ import annotations

import asyncio
import time

from textual import on, work

from companion.errors import CompanionError
from companion.tui.messages import BackAsked
from companion.tui.places import PlacesApp


class HoldingApp(PlacesApp):
    """Hides without losing a word: nothing of the vault shows until the passphrase was typed again."""

    _ending = False
    _warned = False
    _dark = False
    """True while nothing is drawn, between hiding and what comes after it."""
    _held_over = 1
    """How many screens there are up to the one whose words are held."""
    _touched = (0.0, 0.0)
    """When a key was last pressed: by the steady clock and by the wall clock, in seconds."""

    def _touch(self) -> None:
        self._touched = (time.monotonic(), time.time())

    async def _refused(self) -> str:
        """Store what is being typed; return what the disk said when it did not take all of it."""
        refused = ""
        for future in self._storing_drafts():
            try:
                await asyncio.wrap_future(future)
            except CompanionError as error:
                refused = str(error)
        return refused

    async def _hold(self, why: str) -> None:
        """Keep the words in memory, behind a blank screen."""
        from companion.tui.screens.hide import Blank

        if not self.why_held:
            self._held_over = len(self.screen_stack)
        self.why_held = why
        await self._uncover()
        await self.push_screen(Blank())
        self._ending = False
        if self._dark:
            self._dark = False
            self._end_batch()

    async def _uncover(self) -> None:
        """Take away what was laid over the page with the words."""
        while len(self.screen_stack) > self._held_over:
            await self.pop_screen()

    async def show_held(self) -> None:
        """Say that words are held, and the ways on."""
        from companion.tui.screens.held import Held

        self._warned = True  # that ^Q closes without them stands on this screen
        with self.batch_update():
            await self._uncover()
            await self.push_screen(Held(self.why_held))

    @on(BackAsked)
    def _back_asked(self, message: BackAsked) -> None:
        self._back_to_words(message)

    @work(group="open")
    async def _back_to_words(self, message: BackAsked) -> None:
        """Uncover the page when the passphrase opens the vault as it lies on the disk."""
        try:
            opened = await self._in_vault_thread(lambda: self.door.open(message.secret, read_only=True))
        except CompanionError as error:
            message.problem(error)
            return
        opened.close()
        why, self.why_held = self.why_held, ""
        self._warned = False
        self._touch()
        await self._uncover()
        self._tell(why)

    def _tell(self, sentence: str) -> None:
        """Say a sentence on the page that is shown, or on the one below what lies over it."""
        from companion.tui.screens.page import Page

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                screen.say(sentence, kind="problem")
                return
