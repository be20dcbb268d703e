"""Words that the disk refused when the screen was to be hidden: in memory, and behind a blank screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from companion.errors import CompanionError
from companion.idle import IdleClock
from companion.tui.messages import BackAsked
from companion.tui.places import PlacesApp

if TYPE_CHECKING:
    from companion.services.backend import Door, Sitting


class HoldingApp(PlacesApp):
    """Hides without losing a word: nothing of the vault shows until the passphrase was typed again."""

    _ending = False
    _warned = False
    _dark = False
    """True while nothing is drawn, between hiding and what comes after it."""
    _held_over = 1
    """How many screens there are up to the one whose words are held."""

    def __init__(self, door: Door, sitting: Sitting | None) -> None:
        super().__init__(door, sitting)
        self.idle = IdleClock()
        """How long nobody has touched anything."""

    def _touch(self) -> None:
        self.idle.touch()

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
