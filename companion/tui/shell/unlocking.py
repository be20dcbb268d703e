"""Opening the vault: with a passphrase, with the recovery code, for the first time, or the made-up person."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from companion.errors import CompanionError
from companion.tui.base.host import LOOKING
from companion.tui.base.messages import GoTo
from companion.tui.base.page import Page
from companion.tui.shell.closing import LOCK, PLAIN, QUIT
from companion.tui.widgets.tab_bar import TABS

if TYPE_CHECKING:
    from pathlib import Path

    from companion.domain.conflict import ConflictCopy
    from companion.domain.exercise import CoursePack
    from companion.services.backend import Backend, Session
    from companion.tui.shell.closing import Closing
    from companion.tui.shell.jobs import Jobs
    from companion.tui.shell.navigation import Navigator

ASKED_ABOUT = ("older", "apart")
"""Ways a file can stand to what this computer saw last that the person is asked about."""
APART_READING = "Open it for writing to choose what to do about that."
BOTH_KEY = "b shows them."
MADE_UP = "This is a made-up person. Nothing here is kept."

SOON = 0.6
"""Seconds after the first page was shown: it is drawn by then, and the person is reading."""

BETWEEN = 0.05
"""Seconds between two pieces of what is got ready then."""

Problem = Callable[[CompanionError], object]


class Unlocking:
    """Shows the first screen, and what comes next once the vault is open."""

    def __init__(
        self, app: App[str], backend: Backend, jobs: Jobs, closing: Closing, navigator: Navigator
    ) -> None:
        self._app, self._backend, self._jobs = app, backend, jobs
        self._closing, self._navigator = closing, navigator
        self._told = self._untold = ""
        self.after_lock = False
        """True when the program was started afresh by a lock."""
        """What was said of the vault when it was opened, and what is still to be said of a file beside it."""
        self._lies_beside: Path | None = None

    def first_screen(self) -> Screen[Any]:
        """Return Unlock when there is a vault, the offer of a copy where only that is left, else Welcome."""
        if self._backend.vault_exists():
            from companion.tui.access.unlock import UnlockScreen

            return UnlockScreen(self._backend.closed_on_its_own())
        rescue = self._backend.rescue()
        if rescue.newest:
            from companion.services.backup.copies import gone_words
            from companion.tui.access.rescue import RescueScreen

            return RescueScreen(gone_words(rescue), first=True)
        from companion.tui.access.welcome import Welcome

        return Welcome()

    async def show_first_screen(self) -> None:
        """Show the first screen alone."""
        await self._navigator.only(self.first_screen())

    async def wake_up(self, typed: str = "") -> None:
        """Show what lies behind a blank screen: the made-up person, or the way in with `typed` in its box."""
        from companion.tui.access.unsaved import Blank

        blank = self._app.screen
        if not isinstance(blank, Blank):
            return
        if self._closing.why_held:
            await self._closing.show_held()
        elif blank.over_demo:
            await self._app.pop_screen()
            return
        else:
            await self.show_first_screen()
        from companion.tui.widgets.secret_input import SecretInput

        for box in self._app.screen.query(SecretInput):
            box.insert_text_at_cursor(typed)

    # Ways in.

    def unlock(
        self,
        secret: str,
        *,
        is_code: bool = False,
        read_only: bool = False,
        rescue_copy: bool = False,
        problem: Problem,
    ) -> None:
        """Open the vault with what was typed: a passphrase, or a recovery code when `is_code`.

        `read_only`: open it beside another window; `rescue_copy`: open the copy that stands in for it. What
        comes next is shown, or `problem` told why it did not open.
        """

        def opening() -> Session:
            if rescue_copy:
                return self._backend.open_rescue_copy(secret)
            opener = self._backend.open_with_code if is_code else self._backend.open
            return opener(secret, read_only=read_only)

        self._start(self._unlock, opening, problem, rescue_copy)

    async def _unlock(self, opening: Callable[[], Session], problem: Problem, rescue_copy: bool) -> None:
        try:
            self._jobs.take_over(await self._jobs.run(opening))
        except CompanionError as error:
            problem(error)
            if not rescue_copy:
                await self._offer_rescue_copy(error)
            return
        self._forget_secrets()
        if self._is_hidden():
            self._closing.leave(LOCK)
            return
        wants_help = self._reads_help_lines()
        await self.show_where_they_were()
        if wants_help:
            await self._navigator.help_now()

    async def _offer_rescue_copy(self, error: CompanionError) -> None:
        """Lay over the way in what can be done for a damaged vault: put it right, or open a copy."""
        from companion.services.backup.copies import DAMAGED

        if not isinstance(error, DAMAGED):
            return
        rescue = await self._jobs.run(self._backend.rescue)
        from companion.tui.access.rescue import PutRight, RescueScreen
        from companion.tui.base.locked_screen import FirstScreen

        if rescue.can_help and isinstance(self._app.screen, FirstScreen):
            offer = PutRight if rescue.mendable else RescueScreen
            await self._app.push_screen(offer(str(error)))

    def _forget_secrets(self) -> None:
        """Clear what is typed in the hidden lines of every screen: it opened, and that is all it was for."""
        from companion.tui.widgets.secret_input import SecretInput

        for screen in self._app.screen_stack:
            for line in screen.query(SecretInput):
                line.forget()

    def _is_hidden(self) -> bool:
        """True when ^L came while the vault was being opened: nothing of it may show."""
        from companion.tui.access.unsaved import Blank

        return isinstance(self._app.screen, Blank)

    def _reads_help_lines(self) -> bool:
        """True when help now was asked for while the vault was being opened: it is not taken away."""
        from companion.tui.safety.helplines import Helplines

        return isinstance(self._app.screen, Helplines)

    def create(self, passphrase: str, *, made: Callable[[str], object], problem: Problem) -> None:
        """Make a vault with this passphrase (set-up, step 1); `made` gets the recovery code."""
        self._start(self._create, passphrase, made, problem)

    async def _create(self, passphrase: str, made: Callable[[str], object], problem: Problem) -> None:
        try:
            session, code = await self._jobs.run(lambda: self._backend.create(passphrase))
        except CompanionError as error:
            problem(error)
            return
        self._jobs.take_over(session)
        if self._is_hidden():
            self._closing.leave(LOCK)
        else:
            made(code)

    def set_passphrase(self, passphrase: str, *, problem: Problem) -> None:
        """Give the open vault this passphrase, after the recovery code opened it."""
        self._start(self._set_passphrase, passphrase, problem)

    async def _set_passphrase(self, passphrase: str, problem: Problem) -> None:
        try:
            session, now = self._jobs.session, self._backend.now()
            await self._jobs.run(lambda: session.set_passphrase(passphrase, now=now))
        except CompanionError as error:
            problem(error)
        else:
            await self.show_where_they_were()

    def open_demo(self) -> None:
        """Look round with the made-up person."""
        self._app.call_later(self.show_demo)  # the screen that asks goes, and may not wait for that

    async def show_demo(self, course: CoursePack | None = None) -> None:
        """Open the made-up person, and show their day; with a `course` to try, that."""
        self._jobs.take_over(await self._jobs.run(lambda: self._backend.demo(course)))
        if course is None:
            await self._navigator.go("today")
        else:
            await self._navigator.go("learn", f"{course.id}/{course.exercises[0].id}")
        self._tell_notices()

    def set_up_done(self) -> None:
        """Set-up was finished or left: go to Today."""
        self._app.call_later(self._set_up_done)

    async def _set_up_done(self) -> None:
        from companion.tui.safety.safety import Safety

        wants_help = isinstance(self._app.screen, Safety)
        await self._navigator.go("today")
        await self._ask_about_relation()
        if wants_help:
            await self._navigator.help_now()

    def go_plain(self) -> None:
        """Go on in plain mode, and remember that."""
        with contextlib.suppress(CompanionError):  # it holds for this session; plain mode says the rest
            self._backend.change_config(plain_at_start=True)
        self._closing.leave(PLAIN)

    def _start(self, work: Callable[..., Any], *args: object) -> None:
        self._app.run_worker(partial(work, *args), group="open")

    # What is shown first.

    async def show_where_they_were(self) -> None:
        """Show what comes next in a vault that was just opened."""
        session = self._jobs.session
        if session.needs_new_passphrase:
            from companion.tui.access.setup_secret import NewPassphrase

            await self._navigator.only(NewPassphrase())
        elif session.services.setup.step() <= 5 and not session.read_only:
            from companion.tui.access.setup import SetUp

            await self._navigator.only(SetUp())
        else:
            await self._navigator.go("today")
            self._tell_notices()
            await self._ask_about_relation()
            self.look_beside()
            self._app.set_timer(SOON, lambda: self._get_ready(self._pieces()))

    def _tell_notices(self) -> None:
        session = self._jobs.session
        notices = MADE_UP if session.is_demo else " ".join([*session.notices, *self._waiting()])
        if session.read_only and not notices:
            notices = LOOKING
        self._told = notices
        if notices:
            self._say_on_page(notices)

    def _waiting(self) -> tuple[str, ...]:
        """Return sentences about what waits for the person: two versions of a thing, a code not written down."""
        from companion.services.check_in.check_ins import ahead_words
        from companion.services.core.drafts import CODE_DRAFT
        from companion.services.wording import CODE_WAITS

        services = self._jobs.session.services
        said = services.conflicts.words()
        code = services.drafts.of(CODE_DRAFT)
        ahead = ahead_words(services.check_ins.ahead(self._backend.now().date()))
        return (
            *((f"{said} {BOTH_KEY}",) if said else ()),
            *((CODE_WAITS,) if code else ()),
            *((f"{ahead} c, then y, says which day it was for.",) if ahead else ()),
        )

    # What lies beside the vault.

    @property
    def lies_beside(self) -> Path | None:
        """The first file beside the vault that holds, or may hold, what is not here."""
        return self._lies_beside

    def take_untold(self) -> str:
        """Return what is still to be said of it, once: on Today, where the key for it is."""
        words, self._untold = self._untold, ""
        return words

    def take_lock(self) -> bool:
        """Return, once, whether it was locked before this opening."""
        was, self.after_lock = self.after_lock, False
        return was

    def look_beside(self) -> None:
        """Look for such a file, and say so on Today.

        Read in a thread of its own, which nothing waits for: a sync program may have still to fetch the file.
        """
        from companion.services.backup.copies import conflict_words

        session, loop = self._jobs.session, asyncio.get_running_loop()

        def found(copies: Sequence[ConflictCopy]) -> None:
            if not self._jobs.is_open:
                return
            words = conflict_words(copies)
            self._lies_beside = copies[0].path if copies else None
            self._untold = f"{words} o shows it." if words else ""
            page = self._app.screen
            if isinstance(page, Page) and page.TAB == "today":
                page.refresh_bindings()
                if words:
                    told = self._told if page.said == self._told else ""
                    page.say(" ".join(filter(None, (told, self.take_untold()))))

        def look() -> None:
            copies = session.conflict_copies()
            with contextlib.suppress(RuntimeError):  # the program was closed meanwhile
                loop.call_soon_threadsafe(found, copies)

        threading.Thread(target=look, daemon=True).start()

    async def _ask_about_relation(self) -> None:
        """Lay the question over the page when an older copy was opened, or one that went its own way."""
        session = self._jobs.session
        if session.relation not in ASKED_ABOUT or not isinstance(self._app.screen, Page):
            return
        from companion.services.backup.copies import relation_words

        words = relation_words(session.relation, session.seen_at, session.opened_as_of, self._backend.now())
        if session.read_only:
            self._told = f"{words} {APART_READING}"
            self._say_on_page(self._told)
            return
        from companion.tui.backup.diverged import DivergedQuestion

        await self._app.push_screen(DivergedQuestion(words, session.relation), self._relation_answered)

    def _relation_answered(self, answer: str | None) -> None:
        from companion.tui.backup.diverged import CLOSE, COPIES, JOIN, LATER_WORDS, USE

        if answer == USE:
            self._jobs.begin(self._accept)
        elif answer in (COPIES, JOIN):
            self._app.post_message(GoTo("copies", answer))
        elif answer == CLOSE:
            self._closing.leave(QUIT, asked=True)
        else:
            self._say_on_page(LATER_WORDS)

    async def _accept(self) -> None:
        from companion.tui.backup.diverged import USED_WORDS

        if not self._jobs.is_open:
            return
        await self._jobs.run(self._jobs.session.accept)
        if self._jobs.is_open:
            self._say_on_page(USED_WORDS)

    def _say_on_page(self, words: str) -> None:
        if isinstance(self._app.screen, Page):
            self._app.screen.say(" ".join(filter(None, (words, self.take_untold()))))

    # What is got ready while the first page is read.

    def _get_ready(self, pieces: Iterator[None]) -> None:
        """Fetch one thing, and soon the next."""
        if not self._jobs.is_open:
            return
        with contextlib.suppress(StopIteration):
            next(pieces)
            self._app.set_timer(BETWEEN, lambda: self._get_ready(pieces))

    def _pieces(self) -> Iterator[None]:
        """Fetch the courses, and the pages behind the tabs with their styles, a piece at a time."""
        from companion.tui.pages import make_page

        self._jobs.fetch_courses()
        yield
        paths: list[PurePath] = []
        for tab in TABS:
            paths += make_page(tab.name).css_path
            yield
        styles = self._app.stylesheet
        for path in paths:
            if not styles.has_source(str(path), ""):
                styles.read(path)
        styles.parse()
