"""How a session ends: hidden, closed, erased, told to stop, or fallen over."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.worker import WorkerFailed

from companion.errors import CompanionError
from companion.idle import IdleClock
from companion.tui.base.keys_in_order import PATIENCE, KeysInOrder
from companion.tui.base.messages import BackAsked, EraseAsked, LockAsked
from companion.tui.shell.jobs import Locked
from companion.tui.shell.navigation import PlacesApp
from companion.tui.shell.terminal import let_go, wipe

if TYPE_CHECKING:
    from companion.services.backend import Backend, Session


class HoldingApp(PlacesApp):
    """Hides without losing a word: nothing of the vault shows until the passphrase was typed again."""

    _ending = False
    _warned = False
    _dark = False
    """True while nothing is drawn, between hiding and what comes after it."""
    _held_over = 1
    """How many screens there are up to the one whose words are held."""

    def __init__(self, backend: Backend, session: Session | None) -> None:
        super().__init__(backend, session)
        self.idle = IdleClock()
        """How long nobody has touched anything."""

    def _touch(self) -> None:
        self.idle.touch()

    async def _hold(self, why: str) -> None:
        """Keep the words in memory, behind a blank screen."""
        from companion.tui.access.unsaved import Blank

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
        from companion.tui.access.unsaved import UnsavedWords

        self._warned = True  # that ^Q closes without them stands on this screen
        with self.batch_update():
            await self._uncover()
            await self.push_screen(UnsavedWords(self.why_held))

    @on(BackAsked)
    def _back_asked(self, message: BackAsked) -> None:
        self._back_to_words(message)

    @work(group="open")
    async def _back_to_words(self, message: BackAsked) -> None:
        """Uncover the page when the passphrase opens the vault as it lies on the disk."""
        try:
            opened = await self._in_vault_thread(lambda: self.backend.open(message.secret, read_only=True))
        except CompanionError as error:
            message.problem(error)
            return
        opened.close()
        why, self.why_held = self.why_held, ""
        self._warned = False
        self._touch()
        await self._uncover()
        self._tell(why)


LOCK, PLAIN, QUIT, ERASED = "lock", "plain", "quit", "erased"
"""What `run` ends with: start afresh and blank; go on in plain mode; closed; everything was erased."""

CLOSE_ANYWAY = "Your words are still on the screen. ^Q again closes without them."


class EndingApp(HoldingApp):
    """Stores every word before it goes, and leaves nothing on the screen."""

    keys: KeysInOrder

    _fallen = False

    def _end_kindly_on_signals(self) -> None:
        """Keep every word when the terminal goes away or the system asks us to stop."""
        loop = asyncio.get_running_loop()

        def window_closed(number: int, frame: object) -> None:
            let_go(self._driver)
            loop.call_soon_threadsafe(self._end_after_the_keys)

        try:
            loop.add_signal_handler(signal.SIGTERM, self._end_after_the_keys)
            if sys.platform != "win32" and not self.is_headless:
                # Not the loop's own way: nothing may be written to the window from this moment on.
                signal.signal(signal.SIGHUP, window_closed)
        except (AttributeError, NotImplementedError, RuntimeError, ValueError):
            return  # Windows, and an app run outside the main thread: the draft timer is the guard

    @work(group="leave")
    async def _end_after_the_keys(self) -> None:
        """Close, once what was typed before the signal stands where it was typed."""
        taken = asyncio.Event()
        if self.call_later(taken.set):  # keys that were read stand in the app's own queue first
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), PATIENCE)
                await asyncio.wait_for(self.keys.quiet(), PATIENCE)
        self._leave(QUIT)

    def action_hide(self) -> None:
        """Hide at once and lock: drafts stored, screens and key gone, the program started afresh."""
        if self._session is not None and not self._session.is_demo:
            self._lock()
            return
        from companion.tui.access.unsaved import Blank

        if not isinstance(self.screen, Blank):
            self.push_screen(Blank(over_demo=self._session is not None))

    @on(LockAsked)
    def _lock(self) -> None:
        """Hide at once, then store the drafts, and lock when that worked."""
        if not self._dark:
            self._dark = True
            self._begin_batch()  # nothing is drawn from now on: the disk may take its time
            wipe(self._driver)
        self._leave(LOCK)

    def action_close_program(self) -> None:
        """Store everything, lock and close."""
        self._leave(QUIT, asked=True)

    async def action_quit(self) -> None:
        self._leave(QUIT, asked=True)

    @on(EraseAsked)
    def _erase(self) -> None:
        self._erase_everything()

    @work(group="open")
    async def _erase_everything(self) -> None:
        try:
            await self._in_vault_thread(self.session.erase)
        except CompanionError as error:
            self._tell(str(error))
            return
        self._session = None
        self.exit(ERASED)

    def _leave(self, result: str, *, asked: bool = False) -> None:
        """`asked`: by the person, who can be told when the disk refuses their words."""
        if not self._ending:
            self._ending = True
            self._close_and_exit(result, asked=asked and not self._warned)

    @work(group="leave")
    async def _close_and_exit(self, result: str, *, asked: bool) -> None:
        """Store what is being typed, close the vault and end with `result`.

        When it was `asked` for and the disk refuses the words, it stays open and says so, once. Locking
        hides them at once, and keeps them behind a blank screen until they are stored.
        """
        refused = await self._refused()
        if refused and result == LOCK:
            await self._hold(refused)
            return
        if refused and asked:
            self._ending, self._warned = False, True
            if self.why_held:
                await self.show_held()
            else:
                self._tell(f"{refused} {CLOSE_ANYWAY}")
            return
        session, self._session = self._session, None
        if session is not None:
            await self._in_vault_thread(session.close)
        self._vault_thread.shutdown(wait=True)
        self.exit(result)

    @work(group="held", exclusive=True)
    async def _try_to_store(self) -> None:
        if not await self._refused():
            self._lock()

    def _handle_exception(self, error: Exception) -> None:
        """Close calmly after a bug; a page that was still answering a key when the vault closed is none."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (self._ending and isinstance(cause, Locked)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close calmly: Textual's own report prints local variables, and those hold a person's words."""
        if self._fallen:
            return  # what falls over after the first is told once, and never by Textual
        self._fallen = True
        self.backend.note_crash(_place(self._exception))
        self.panic(
            Text(
                "Something went wrong in the program, so it closed. Your vault is as it was last saved.\n"
                f"For whoever mends it: {_place(self._exception)}"
            )
        )


def _place(error: BaseException | None) -> str:
    """Return the kind of error and where it arose; never its message, which may hold words."""
    if isinstance(error, WorkerFailed):
        error = error.error
    if error is None:
        return "unknown"
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "textual" not in Path(frame.filename).parts] or frames
    where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {where}"
