"""Opening the vault: with a passphrase, with the recovery code, for the first time, or the made-up person."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from companion.errors import CompanionError
from companion.tui.base.messages import (
    CreateAsked,
    DemoAsked,
    FileAsked,
    GoTo,
    NewPassphraseAsked,
    PlainAsked,
    SetUpDone,
    UnlockAsked,
)
from companion.tui.shell.closing import LOCK, PLAIN
from companion.tui.shell.idle_lock import IdlingApp
from companion.tui.shell.navigation import LOOKING
from companion.tui.widgets.tab_bar import TABS

if TYPE_CHECKING:
    from companion.services.backend import Session
    from companion.tui.shell.jobs import DoingApp


ASKED_ABOUT = ("older", "apart")
"""Ways a file can stand to what this computer saw last that the person is asked about."""
APART_READING = "Open it for writing to choose what to do about that."
BOTH_KEY = "b shows them."


class FilingApp(IdlingApp):
    """Does what pages ask of the file, in the vault's thread, and shows every page as things are after it."""

    @on(FileAsked)
    def _file_asked(self, message: FileAsked) -> None:
        self._do_with_file(message)

    @work(group="vault")
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
            result = await self._in_vault_thread(lambda: message.do(session))
        except CompanionError as error:
            if self._still_shows(message.asker):
                message.problem(error)
            elif self.is_open:
                self._tell(str(error))
            return
        if message.changes and self.is_open:
            self._show_anew()
        if self._still_shows(message.asker):
            message.then(result)

    def _show_anew(self) -> None:
        """Have every screen show things as they are now."""
        from companion.tui.base.screen import Asking

        for screen in self.screen_stack:
            if isinstance(screen, Asking) and screen.is_mounted:
                screen.reload()

    def waiting(self) -> tuple[str, ...]:
        """Return sentences about what waits for the person: two versions of a thing, a code not written down."""
        from companion.services.core.drafts import CODE_DRAFT
        from companion.services.wording import CODE_WAITS

        said = self.services.conflicts.words()
        code = self.services.drafts.of(CODE_DRAFT)
        return (*((f"{said} {BOTH_KEY}",) if said else ()), *((CODE_WAITS,) if code else ()))

    async def ask_about_relation(self) -> None:
        """Lay the question over the page when an older copy was opened, or one that went its own way."""
        from companion.tui.base.page import Page

        session = self.session
        if session.relation not in ASKED_ABOUT or not isinstance(self.screen, Page):
            return
        from companion.services.backup.copies import relation_words

        words = relation_words(session.relation, session.seen_at, session.opened_as_of, self.backend.now())
        if session.read_only:
            self.screen.say(f"{words} {APART_READING}")
            return
        from companion.tui.backup.diverged import DivergedQuestion

        await self.push_screen(DivergedQuestion(words, session.relation), self._relation_answered)

    def _relation_answered(self, answer: str | None) -> None:
        from companion.tui.backup.diverged import CLOSE, COPIES, JOIN, LATER_WORDS, USE

        if answer == USE:
            self._accept()
        elif answer in (COPIES, JOIN):
            self.post_message(GoTo("copies", answer))
        elif answer == CLOSE:
            self.action_close_program()
        else:
            self._say_on_page(LATER_WORDS)

    @work(group="vault")
    async def _accept(self) -> None:
        from companion.tui.backup.diverged import USED_WORDS

        if self._session is None:
            return
        await self._in_vault_thread(self._session.accept)
        if self.is_open:
            self._say_on_page(USED_WORDS)

    def _say_on_page(self, words: str) -> None:
        from companion.tui.base.page import Page

        if isinstance(self.screen, Page):
            self.screen.say(words)


SOON = 0.6
"""Seconds after the first page was shown: it is drawn by then, and the person is reading."""

BETWEEN = 0.05
"""Seconds between two pieces."""


def get_ready(app: DoingApp) -> None:
    """Have the pages behind the tabs fetched soon."""
    app.set_timer(SOON, lambda: _next(app, _pieces(app)))


def _next(app: DoingApp, pieces: Iterator[None]) -> None:
    if not app.is_open:
        return
    try:
        next(pieces)
    except StopIteration:
        return
    app.set_timer(BETWEEN, lambda: _next(app, pieces))


def _pieces(app: DoingApp) -> Iterator[None]:
    """Fetch one thing, then another."""
    from companion.tui.pages import make_page

    app.fetch_courses()
    yield
    paths: list[PurePath] = []
    for tab in TABS:
        paths += make_page(tab.name).css_path
        yield
    for path in paths:
        if not app.stylesheet.has_source(str(path), ""):
            app.stylesheet.read(path)
    app.stylesheet.parse()


MADE_UP = "This is a made-up person. Nothing here is kept."


class OpeningApp(FilingApp):
    """Shows the first screen, and what comes next once the vault is open."""

    def first_screen(self) -> Screen[Any]:
        """Return Unlock when there is a vault, the offer of a copy where only that is left, else Welcome."""
        if self.backend.vault_exists():
            from companion.tui.access.unlock import UnlockScreen

            return UnlockScreen(self.backend.closed_on_its_own())
        rescue = self.backend.rescue()
        if rescue.newest:
            from companion.services.backup.copies import gone_words
            from companion.tui.access.rescue import RescueScreen

            return RescueScreen(gone_words(rescue), first=True)
        from companion.tui.access.welcome import Welcome

        return Welcome()

    async def show_first_screen(self) -> None:
        """Show the first screen alone."""
        await self._only(self.first_screen())

    async def wake_up(self) -> None:
        """Show what lies behind a blank screen: the made-up person, or the way in."""
        from companion.tui.access.unsaved import Blank

        if not isinstance(self.screen, Blank):
            return
        if self.why_held:
            await self.show_held()
        elif self.screen.over_demo:
            await self.pop_screen()
        else:
            await self.show_first_screen()

    @on(UnlockAsked)
    async def _unlock(self, message: UnlockAsked) -> None:
        self._open(message)

    @work(group="open")
    async def _open(self, message: UnlockAsked) -> None:
        def opening() -> Session:
            if message.rescue_copy:
                return self.backend.open_rescue_copy(message.secret)
            opener = self.backend.open_with_code if message.is_code else self.backend.open
            return opener(message.secret, read_only=message.read_only)

        try:
            self._session = await self._in_vault_thread(opening)
        except CompanionError as error:
            message.problem(error)
            if not message.rescue_copy:
                await self._offer_rescue_copy(error)
            return
        self._forget_secrets()
        if self._is_hidden():
            self._leave(LOCK)
            return
        wants_help = self._reads_help_lines()
        await self._show_where_they_were()
        if wants_help:
            await self.action_help_now()

    async def _offer_rescue_copy(self, error: CompanionError) -> None:
        """Lay over the way in what can be done for a damaged vault: put it right, or open a copy."""
        from companion.services.backup.copies import DAMAGED

        if not isinstance(error, DAMAGED):
            return
        rescue = await self._in_vault_thread(self.backend.rescue)
        from companion.tui.access.rescue import PutRight, RescueScreen
        from companion.tui.base.locked_screen import FirstScreen

        if rescue.can_help and isinstance(self.screen, FirstScreen):
            await self.push_screen(PutRight(str(error)) if rescue.mendable else RescueScreen(str(error)))

    def _forget_secrets(self) -> None:
        """Clear what is typed in the hidden lines of every screen: it opened, and that is all it was for."""
        from companion.tui.widgets.secret_input import SecretInput

        for screen in self.screen_stack:
            for line in screen.query(SecretInput):
                line.forget()

    def _is_hidden(self) -> bool:
        """True when ^L came while the vault was being opened: nothing of it may show."""
        from companion.tui.access.unsaved import Blank

        return isinstance(self.screen, Blank)

    def _reads_help_lines(self) -> bool:
        """True when help now was asked for while the vault was being opened: it is not taken away."""
        from companion.tui.safety.helplines import Helplines

        return isinstance(self.screen, Helplines)

    async def _show_where_they_were(self) -> None:
        if self.session.needs_new_passphrase:
            from companion.tui.access.unlock import NewPassphrase

            await self._only(NewPassphrase())
        elif self.services.setup.step() <= 5 and not self.session.read_only:
            from companion.tui.access.setup import SetUp

            await self._only(SetUp())
        else:
            await self.action_go("today")
            self._tell_notices()
            await self.ask_about_relation()
            get_ready(self)

    def _tell_notices(self) -> None:
        from companion.tui.base.page import Page

        notices = MADE_UP if self.session.is_demo else " ".join([*self.session.notices, *self.waiting()])
        if self.session.read_only and not notices:
            notices = LOOKING
        if notices and isinstance(self.screen, Page):
            self.screen.say(notices)

    @on(CreateAsked)
    def _create(self, message: CreateAsked) -> None:
        self._create_vault(message)

    @work(group="open")
    async def _create_vault(self, message: CreateAsked) -> None:
        try:
            self._session, code = await self._in_vault_thread(lambda: self.backend.create(message.passphrase))
        except CompanionError as error:
            message.problem(error)
        else:
            if self._is_hidden():
                self._leave(LOCK)
            else:
                message.made(code)

    @on(NewPassphraseAsked)
    def _new_passphrase(self, message: NewPassphraseAsked) -> None:
        self._set_passphrase(message)

    @work(group="open")
    async def _set_passphrase(self, message: NewPassphraseAsked) -> None:
        try:
            session, now = self.session, self.backend.now()
            await self._in_vault_thread(lambda: session.set_passphrase(message.passphrase, now=now))
        except CompanionError as error:
            message.problem(error)
        else:
            await self._show_where_they_were()

    @on(DemoAsked)
    async def _open_demo(self) -> None:
        self._session = await self._in_vault_thread(self.backend.demo)
        await self.action_go("today")
        self._tell_notices()

    @on(SetUpDone)
    async def _set_up_done(self) -> None:
        from companion.tui.safety.safety import Safety

        wants_help = isinstance(self.screen, Safety)
        await self.action_go("today")
        await self.ask_about_relation()
        if wants_help:
            await self.action_help_now()

    @on(PlainAsked)
    async def _go_plain(self) -> None:
        with contextlib.suppress(CompanionError):  # it holds for this session; plain mode says the rest
            self.backend.change_config(plain_at_start=True)
        self._leave(PLAIN)
