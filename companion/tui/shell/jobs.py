"""The app does what the screens ask: in one thread, in the order it was asked."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on, work
from textual.app import App
from textual.screen import Screen
from textual.worker import WorkerError

from companion.errors import CompanionError
from companion.tui.base.keys_in_order import MOMENT
from companion.tui.base.messages import Ask

if TYPE_CHECKING:
    from companion.services.backend import Backend, Session
    from companion.services.services import Services

T = TypeVar("T")

ASKED = "asked"
"""Name of the workers that do what a screen asked for; files are taken in by others, which nobody waits for."""

ANSWER = 1.0
"""Seconds that the next key waits, at most, for what the last one had stored."""


class Locked(LookupError):
    """Something asked for the open vault, and there is none."""


class DoingApp(App[str]):
    """Holds the open vault and the one thread that changes it."""

    why_held = ""
    """What the disk said when it refused the last words and the screen was to be hidden; else empty. Nothing
    of the vault may be shown while it is not."""

    def __init__(self, backend: Backend, session: Session | None) -> None:
        super().__init__()
        self.backend = backend
        self._session = session
        self._vault_thread = ThreadPoolExecutor(1, thread_name_prefix="vault")

    @property
    def is_open(self) -> bool:
        """True while a vault, or the made-up person, is open."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The open vault. Raises Locked when there is none: a bug in the caller, unless we are ending."""
        if self._session is None:
            raise Locked
        return self._session

    @property
    def services(self) -> Services:
        """The services of the open vault."""
        return self.session.services

    @on(Ask)
    def _asked(self, message: Ask) -> None:
        self._do(message)

    @work(group="vault", name=ASKED)
    async def _do(self, message: Ask) -> None:
        if self._session is None:
            return
        services = self._session.services
        try:
            result = await self._in_vault_thread(lambda: message.do(services))
        except CompanionError as error:
            if self._still_shows(message.asker):
                message.problem(error)
        else:
            if self._still_shows(message.asker):
                message.then(result)

    def _still_shows(self, asker: Screen[Any]) -> bool:
        """True while answers can be drawn: a screen that was left has no widgets, or soon none."""
        return self.is_open and asker in self.screen_stack and asker.is_attached

    async def answered(self) -> None:
        """Return when everything asked of the store was answered, or after `ANSWER` seconds: a disk may hang."""
        under_way = [worker for worker in self.workers if worker.name == ASKED]
        waited = 0.0
        while waited < ANSWER and not all(worker.is_finished for worker in under_way):
            await asyncio.sleep(MOMENT)  # to wait for a worker and to stop waiting would be to cancel it
            waited += MOMENT

    async def _in_vault_thread(self, do: Callable[[], T]) -> T:
        """Run `do` after everything asked before it. One thread: one write at a time, none dropped."""
        return await asyncio.get_running_loop().run_in_executor(self._vault_thread, do)

    def fetch_courses(self) -> None:
        """Have the courses of exercises read, after all that was asked for before."""
        if self._session is not None:
            self._vault_thread.submit(self._session.services.packs.all)

    def keep_drafts(self) -> None:
        """Have the words being typed on any screen stored; a disk that refuses is told on the page."""
        stored = self._storing_drafts()
        if stored:
            self._wait_for_drafts(stored)

    def _storing_drafts(self) -> list[Future[None]]:
        """Hand the words being typed to the vault's thread, as they stand now."""
        from companion.tui.base.screen import Asking

        if self._session is None or self._session.read_only:
            return []
        drafts, now = self._session.services.drafts, self.backend.now()
        # A screen that is still being made holds no words yet.
        asking = [s for s in self.screen_stack if isinstance(s, Asking) and s.is_mounted]
        typed = [t for screen in asking for t in screen.typing()]
        return [self._vault_thread.submit(drafts.keep, t.id, t.text, t.caret, now=now) for t in typed]

    async def _refused(self) -> str:
        """Store what is being typed, and what the disk refused before; return why when it did not take it all."""
        for worker in [w for w in self.workers if w.group == "vault"]:
            with contextlib.suppress(WorkerError):  # a bug goes where every bug goes
                await worker.wait()
        refused = ""
        storing: list[Future[Any]] = [*self._storing_drafts(), *self._storing_refused()]
        for future in storing:
            try:
                await asyncio.wrap_future(future)
            except CompanionError as error:
                refused = str(error)
        return refused

    def _storing_refused(self) -> list[Future[object]]:
        """Hand what the disk refused, and a screen still shows, to the vault's thread once more."""
        from companion.tui.base.screen import Asking

        if self._session is None:
            return []
        services = self._session.services
        asking = [s for s in self.screen_stack if isinstance(s, Asking) and s.is_mounted]
        return [self._vault_thread.submit(do, services) for screen in asking for do in screen.refused()]

    @work(group="vault")
    async def _wait_for_drafts(self, stored: Sequence[Future[None]]) -> None:
        from companion.tui.base.screen import Asking

        for future in stored:
            try:
                await asyncio.wrap_future(future)
            except CompanionError as error:
                with contextlib.suppress(LookupError):
                    if isinstance(self.screen, Asking):
                        self.screen.show_problem(error)

    async def action_undo(self) -> None:
        """Take back the last change, across screens, and name it."""
        self._change_back(lambda services: services.undo.undo(), "There is nothing to undo.")

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._change_back(lambda services: services.undo.redo(), "There is nothing to bring back.")

    def _change_back(self, do: Callable[[Services], str | None], nothing: str) -> None:
        from companion.tui.base.screen import WorkPage

        page = self.screen
        if not isinstance(page, WorkPage):
            return

        def told(sentence: str | None) -> None:
            page.reload()
            page.say(sentence or nothing)

        page.ask(do, told)
