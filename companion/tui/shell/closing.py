"""How a session ends: hidden, closed, erased, told to stop, or fallen over. No word is lost by it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.worker import WorkerFailed

from companion.errors import CompanionError, kind_and_place
from companion.tui.base.keys_in_order import PATIENCE, KeysInOrder
from companion.tui.base.page import tell
from companion.tui.shell.jobs import Jobs, Locked
from companion.tui.shell.terminal import let_go, wipe

if TYPE_CHECKING:
    from companion.services.backend import Backend

LOCK, ALONE, PLAIN, QUIT, ERASED = "lock", "alone", "plain", "quit", "erased"
"""What `run` ends with: start afresh and blank; afresh, as nobody was there; go on in plain mode; closed; erased."""

CLOSE_ANYWAY = "Your words are still on the screen. ^Q again closes without them."

HELD_CHECKS = 5
"""Words that the disk refused are tried again at every so many looks at the clock."""


class Closing:
    """Stores every word before it goes, and leaves nothing on the screen.

    Where the disk refuses the words, nothing of the vault shows until the passphrase was typed again.
    """

    def __init__(
        self, app: App[str], backend: Backend, jobs: Jobs, keys: KeysInOrder, *, on_back: Callable[[], None]
    ) -> None:
        """`on_back` is called when the person has come back to words that were held."""
        self._app, self._backend, self._jobs, self._keys, self._on_back = app, backend, jobs, keys, on_back
        self.why_held = ""
        """What the disk said when it refused the last words and the screen was to be hidden; else empty. Nothing
        of the vault may be shown while it is not."""
        self.is_ending = False
        self._is_warned = False
        """True once it was said that closing leaves words behind."""
        self._is_dark = False
        """True while nothing is drawn, between hiding and what comes after it."""
        self._held_over = 1
        """How many screens there are up to the one whose words are held."""
        self._looks = 0
        self._has_fallen = False

    def _start(self, group: str, work: Callable[..., Any], *args: object, exclusive: bool = False) -> None:
        self._app.run_worker(partial(work, *args), group=group, exclusive=exclusive)

    # Leaving.

    def hide(self) -> None:
        """Hide at once and lock: drafts stored, screens and key gone, the program started afresh."""
        if self._jobs.is_open and not self._jobs.session.is_demo:
            self.lock()
            return
        from companion.tui.access.unsaved import Blank

        if not isinstance(self._app.screen, Blank):
            self._app.push_screen(Blank(over_demo=self._jobs.is_open))

    def lock_alone(self) -> None:
        """Lock because nobody was there: what comes after it says so."""
        self.lock(ALONE)

    def lock(self, result: str = LOCK) -> None:
        """Hide at once, then store the drafts, and lock when that worked."""
        if not self._is_dark:
            self._is_dark = True
            self._app._begin_batch()  # nothing is drawn from now on: the disk may take its time
            wipe(self._app._driver)
        self.leave(result)

    def leave(self, result: str, *, asked: bool = False) -> None:
        """Store everything, lock, and end with `result`.

        `asked`: by the person, who can be told when the disk refuses their words.
        """
        if not self.is_ending:
            self.is_ending = True
            asked = asked and not self._is_warned
            self._start("leave", self._close_and_exit, result, asked)

    async def _close_and_exit(self, result: str, asked: bool) -> None:
        """Store what is being typed, close the vault and end with `result`.

        When it was `asked` for and the disk refuses the words, it stays open and says so, once. Locking
        hides them at once, and keeps them behind a blank screen until they are stored.
        """
        refused = await self._jobs.refused()
        if refused and result in (LOCK, ALONE):
            await self._hold(refused)
            return
        if refused and asked:
            self.is_ending, self._is_warned = False, True
            if self.why_held:
                await self.show_held()
            else:
                tell(self._app.screen_stack, f"{refused} {CLOSE_ANYWAY}")
            return
        await self._jobs.close()
        self._app.exit(result)

    def erase(self, also: Sequence[Path] = ()) -> None:
        """Erase everything, and `also` these; the word was typed."""
        self._start("open", self._erase, also)

    async def _erase(self, also: Sequence[Path]) -> None:
        try:
            await self._jobs.erase(also)
        except CompanionError as error:
            tell(self._app.screen_stack, str(error))
        else:
            self._app.exit(ERASED)

    # Words that the disk refused, behind a blank screen.

    async def _hold(self, why: str) -> None:
        """Keep the words in memory, behind a blank screen."""
        from companion.tui.access.unsaved import Blank

        if not self.why_held:
            self._held_over = len(self._app.screen_stack)
        self.why_held = why
        await self._uncover()
        await self._app.push_screen(Blank())
        self.is_ending = False
        if self._is_dark:
            self._is_dark = False
            self._app._end_batch()

    async def _uncover(self) -> None:
        """Take away what was laid over the page with the words."""
        while len(self._app.screen_stack) > self._held_over:
            await self._app.pop_screen()

    async def show_held(self) -> None:
        """Say that words are held, and the ways on."""
        from companion.tui.access.unsaved import UnsavedWords

        self._is_warned = True  # that ^Q closes without them stands on this screen
        with self._app.batch_update():
            await self._uncover()
            await self._app.push_screen(UnsavedWords(self.why_held))

    def look(self) -> None:
        """Try again, now and then, to store the words that are held, and lock when that worked."""
        self._looks += 1
        if self._looks % HELD_CHECKS == 0:
            self.try_to_store()

    def try_to_store(self) -> None:
        """Try again to store the words that are held, and lock when that worked."""
        self._start("held", self._try_to_store, exclusive=True)

    async def _try_to_store(self) -> None:
        if not await self._jobs.refused():
            self.lock()

    def back_to_words(self, secret: str, *, problem: Callable[[CompanionError], object]) -> None:
        """Uncover the page when `secret` opens the vault as it lies on the disk."""
        self._start("open", self._back_to_words, secret, problem)

    async def _back_to_words(self, secret: str, problem: Callable[[CompanionError], object]) -> None:
        try:
            opened = await self._jobs.run(lambda: self._backend.open(secret, read_only=True))
        except CompanionError as error:
            problem(error)
            return
        opened.close()
        why, self.why_held = self.why_held, ""
        self._is_warned = False
        self._on_back()
        await self._uncover()
        tell(self._app.screen_stack, why)

    # Told to stop, or fallen over.

    def end_kindly_on_signals(self) -> None:
        """Keep every word when the terminal goes away or the system asks us to stop."""
        loop = asyncio.get_running_loop()

        def end() -> None:
            self._start("leave", self._end_after_the_keys)

        def window_closed(number: int, frame: object) -> None:
            let_go(self._app._driver)
            loop.call_soon_threadsafe(end)

        try:
            loop.add_signal_handler(signal.SIGTERM, end)
            loop.add_signal_handler(signal.SIGINT, end)  # from outside: in here ^C is a key
            if sys.platform != "win32" and not self._app.is_headless:
                # Not the loop's own way: nothing may be written to the window from this moment on.
                signal.signal(signal.SIGHUP, window_closed)
        except (AttributeError, NotImplementedError, RuntimeError, ValueError):
            return  # Windows, and an app run outside the main thread: the draft timer is the guard

    async def _end_after_the_keys(self) -> None:
        """Close, once what was typed before the signal stands where it was typed."""
        taken = asyncio.Event()
        if self._app.call_later(taken.set):  # keys that were read stand in the app's own queue first
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), PATIENCE)
                await asyncio.wait_for(self._keys.quiet(), PATIENCE)
        self.leave(QUIT)

    def is_no_bug(self, error: Exception) -> bool:
        """True for a page that was still answering a key when the vault closed."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        return self.is_ending and isinstance(cause, Locked)

    def crash_words(self, error: BaseException | None) -> str:
        """Note a crash and return what to say of it; what falls over after the first is told once: nothing.

        Textual's own report prints local variables, and those hold a person's words.
        """
        if self._has_fallen:
            return ""
        self._has_fallen = True
        self._backend.note_crash(_place(error))
        return (
            "Something went wrong in the program, so it closed. Your vault is as it was last saved.\n"
            f"For whoever mends it: {_place(error)}"
        )


def _place(error: BaseException | None) -> str:
    """Return the kind of error and where it arose; never its message, which may hold words."""
    if isinstance(error, WorkerFailed):
        error = error.error
    if error is None:
        return "unknown"
    return kind_and_place(error, passing="textual")
