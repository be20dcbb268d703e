"""What the screens ask for is done: in one thread, in the order it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from companion.errors import CompanionError
from companion.tui.base.messages import Ask, FileAsked
from companion.tui.base.page import tell
from companion.tui.base.screen import Asking

if TYPE_CHECKING:
    from companion.services.backend import Session

T = TypeVar("T")
Work = Callable[[], Coroutine[Any, Any, None]]

ANSWER = 1.0
"""Seconds that the next key waits, at most, for what the last one had stored."""


class Locked(LookupError):
    """Something asked for the open vault, and there is none."""


class Jobs:
    """Holds the open vault and the one thread that changes it."""

    def __init__(
        self,
        session: Session | None,
        *,
        now: Callable[[], datetime],
        start: Callable[[Work], object],
        screens: Callable[[], Sequence[Screen[Any]]],
    ) -> None:
        """`start` begins work that nobody waits for; a bug in it goes where bugs go. `screens`: what is shown,
        the one in front last."""
        self._session = session
        self._now, self._start, self._screens = now, start, screens
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self.left_to_say: tuple[str, ...] = ()
        """What came up while the vault was closed."""
        self._under_way: set[asyncio.Future[None]] = set()
        self._asked: set[asyncio.Future[None]] = set()
        """Those of `_under_way` that a key waits for; for what is done to the file, the page itself waits."""

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
    def is_for_reading(self) -> bool:
        """True while the vault is open and nothing in it can be changed from here."""
        return self._session is not None and self._session.services.read_only

    def take_over(self, session: Session) -> None:
        """Hold this vault open from now on."""
        self._session = session

    async def run(self, do: Callable[[], T]) -> T:
        """Run `do` after everything asked before it. One thread: one write at a time, none dropped."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, do)

    async def erase(self, also: Sequence[Path]) -> None:
        """Erase everything, and `also` these; nothing is open then. Raises CompanionError when the disk refuses."""
        session = self.session
        await self.run(lambda: session.erase(also))
        self._session = None

    async def close(self) -> None:
        """Close the vault, and end the thread."""
        session, self._session = self._session, None
        if session is not None:
            await self.run(session.close)
            self.left_to_say = session.untold()
        self._thread.shutdown(wait=True)

    def add(self, message: Ask) -> None:
        """Do what a screen asks of the services."""
        self.begin(partial(self._do, message), self._asked)

    def add_file(self, message: FileAsked) -> None:
        """Do what a page asks of the file, and show every page as things are after it."""
        self.begin(partial(self._do_with_file, message))

    def begin(self, work: Work, *kinds: set[asyncio.Future[None]]) -> None:
        """Have `work` done; what hides or leaves waits for it."""
        done = asyncio.get_running_loop().create_future()
        sets = (self._under_way, *kinds)

        async def run() -> None:
            try:
                await work()
            finally:
                for waiting in sets:
                    waiting.discard(done)
                done.set_result(None)

        for waiting in sets:
            waiting.add(done)
        self._start(run)

    async def answered(self) -> None:
        """Return when everything asked of the services was answered, or after `ANSWER` seconds: a disk may hang."""
        if self._asked:
            await asyncio.wait(tuple(self._asked), timeout=ANSWER)

    async def _do(self, message: Ask) -> None:
        if self._session is None:
            return
        services = self._session.services
        try:
            result = await self.run(lambda: message.do(services))
        except CompanionError as error:
            if self._still_shows(message.asker):
                message.problem(error)
        else:
            if self._still_shows(message.asker):
                message.then(result)
        self._tell_untold()

    def _tell_untold(self) -> None:
        """Say on the page what came up about the file, in place of what was said there: it matters more."""
        if self._session is not None and (words := self._session.untold()):
            tell(self._screens(), " ".join(words))

    async def _do_with_file(self, message: FileAsked) -> None:
        try:
            await self._do_and_tell(message)
        finally:
            message.done.set()

    async def _do_and_tell(self, message: FileAsked) -> None:
        if self._session is None:
            return
        session = self._session
        try:
            result = await self.run(lambda: message.do(session))
        except CompanionError as error:
            if self._still_shows(message.asker):
                message.problem(error)
            elif self.is_open:
                tell(self._screens(), str(error))
            return
        if message.changes and self.is_open:
            for screen in self._asking():
                screen.reload()
        if self._still_shows(message.asker):
            message.then(result)
        self._tell_untold()

    def _still_shows(self, asker: Screen[Any]) -> bool:
        """True while answers can be drawn: a screen that was left has no widgets, or soon none."""
        return self.is_open and asker in self._screens() and asker.is_attached

    def _asking(self) -> list[Asking]:
        """Return the screens that can ask; one that is still being made holds no words yet."""
        return [s for s in self._screens() if isinstance(s, Asking) and s.is_mounted]

    def fetch_courses(self) -> None:
        """Have the courses of exercises read, after all that was asked for before."""
        if self._session is not None:
            self._thread.submit(self._session.services.packs.all)

    # Words being typed, and words the disk refused.

    def keep_drafts(self) -> None:
        """Have the words being typed on any screen stored; a disk that refuses is told on the page."""
        stored = self._storing_drafts()
        if stored:
            self.begin(partial(self._wait_for_drafts, stored))

    async def refused(self) -> str:
        """Store what is being typed, and what the disk refused before; return why when it did not take it all."""
        if self._under_way:
            await asyncio.wait(tuple(self._under_way))
        refused = ""
        storing: list[Future[Any]] = [*self._storing_drafts(), *self._storing_refused()]
        for future in storing:
            try:
                await asyncio.wrap_future(future)
            except CompanionError as error:
                refused = str(error)
        return refused

    def _storing_drafts(self) -> list[Future[None]]:
        """Hand the words being typed to the vault's thread, as they stand now."""
        if self._session is None or self._session.read_only:
            return []
        drafts, now = self._session.services.drafts, self._now()
        typed = [t for screen in self._asking() for t in screen.typing()]
        return [self._thread.submit(drafts.keep, t.id, t.text, t.caret, now=now) for t in typed]

    def _storing_refused(self) -> list[Future[object]]:
        """Hand what the disk refused, and a screen still shows, to the vault's thread once more."""
        if self._session is None:
            return []
        services = self._session.services
        return [self._thread.submit(do, services) for screen in self._asking() for do in screen.refused()]

    async def _wait_for_drafts(self, stored: Sequence[Future[None]]) -> None:
        for future in stored:
            try:
                await asyncio.wrap_future(future)
            except CompanionError as error:
                in_front = self._screens()[-1]
                if self.is_open and isinstance(in_front, Asking):
                    in_front.show_problem(error)
        self._tell_untold()
