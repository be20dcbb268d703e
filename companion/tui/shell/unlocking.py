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
    from companion.services.backend import Sitting
    from companion.tui.shell.jobs import DoingApp


ASKED_ABOUT = ("older", "apart")
"""Ways a file can stand to what this computer saw last that the person is asked about."""
APART_READING = "Open it for writing to choose what to do about that."
CODE_WAITS = "Your new recovery code waits to be written down: Settings, Passphrase and recovery code."
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
        if self._sitting is None:
            return
        sitting = self._sitting
        try:
            result = await self._in_vault_thread(lambda: message.do(sitting))
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

        said = self.services.clashes.words()
        code = self.services.drafts.of(CODE_DRAFT)
        return (*((f"{said} {BOTH_KEY}",) if said else ()), *((CODE_WAITS,) if code else ()))

    async def ask_about_standing(self) -> None:
        """Lay the question over the page when an older copy was opened, or one that went its own way."""
        from companion.tui.base.page import Page

        sitting = self.sitting
        if sitting.standing not in ASKED_ABOUT or not isinstance(self.screen, Page):
            return
        from companion.services.backup.copies import standing_words

        words = standing_words(sitting.standing, sitting.seen_at, sitting.opened_as_of, self.door.now())
        if sitting.read_only:
            self.screen.say(f"{words} {APART_READING}")
            return
        from companion.tui.backup.diverged import StandingQuestion

        await self.push_screen(StandingQuestion(words, sitting.standing), self._standing_answered)

    def _standing_answered(self, answer: str | None) -> None:
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

        if self._sitting is None:
            return
        await self._in_vault_thread(self._sitting.accept)
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
        if self.door.vault_exists():
            from companion.tui.access.unlock import Unlock

            return Unlock(self.door.closed_on_its_own())
        spares = self.door.spares()
        if spares.newest:
            from companion.services.backup.copies import gone_words
            from companion.tui.access.rescue import SpareCopy

            return SpareCopy(gone_words(spares), first=True)
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
        def opening() -> Sitting:
            if message.spare:
                return self.door.open_spare(message.secret)
            opener = self.door.open_with_code if message.is_code else self.door.open
            return opener(message.secret, read_only=message.read_only)

        try:
            self._sitting = await self._in_vault_thread(opening)
        except CompanionError as error:
            message.problem(error)
            if not message.spare:
                await self._offer_spare(error)
            return
        self._forget_secrets()
        if self._is_hidden():
            self._leave(LOCK)
            return
        wants_help = self._reads_help_lines()
        await self._show_where_they_were()
        if wants_help:
            await self.action_help_now()

    async def _offer_spare(self, error: CompanionError) -> None:
        """Lay over the way in what can be done for a damaged vault: put it right, or open a copy."""
        from companion.services.backup.copies import DAMAGED

        if not isinstance(error, DAMAGED):
            return
        spares = await self._in_vault_thread(self.door.spares)
        from companion.tui.access.rescue import PutRight, SpareCopy
        from companion.tui.base.locked_screen import FirstScreen

        if spares.can_help and isinstance(self.screen, FirstScreen):
            await self.push_screen(PutRight(str(error)) if spares.mendable else SpareCopy(str(error)))

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
        if self.sitting.needs_new_passphrase:
            from companion.tui.access.unlock import NewPassphrase

            await self._only(NewPassphrase())
        elif self.services.setup.step() <= 5 and not self.sitting.read_only:
            from companion.tui.access.setup import SetUp

            await self._only(SetUp())
        else:
            await self.action_go("today")
            self._tell_notices()
            await self.ask_about_standing()
            get_ready(self)

    def _tell_notices(self) -> None:
        from companion.tui.base.page import Page

        notices = MADE_UP if self.sitting.is_demo else " ".join([*self.sitting.notices, *self.waiting()])
        if self.sitting.read_only and not notices:
            notices = LOOKING
        if notices and isinstance(self.screen, Page):
            self.screen.say(notices)

    @on(CreateAsked)
    def _create(self, message: CreateAsked) -> None:
        self._create_vault(message)

    @work(group="open")
    async def _create_vault(self, message: CreateAsked) -> None:
        try:
            self._sitting, code = await self._in_vault_thread(lambda: self.door.create(message.passphrase))
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
            sitting, now = self.sitting, self.door.now()
            await self._in_vault_thread(lambda: sitting.set_passphrase(message.passphrase, now=now))
        except CompanionError as error:
            message.problem(error)
        else:
            await self._show_where_they_were()

    @on(DemoAsked)
    async def _open_demo(self) -> None:
        self._sitting = await self._in_vault_thread(self.door.demo)
        await self.action_go("today")
        self._tell_notices()

    @on(SetUpDone)
    async def _set_up_done(self) -> None:
        from companion.tui.safety.safety import Safety

        wants_help = isinstance(self.screen, Safety)
        await self.action_go("today")
        await self.ask_about_standing()
        if wants_help:
            await self.action_help_now()

    @on(PlainAsked)
    async def _go_plain(self) -> None:
        with contextlib.suppress(CompanionError):  # it holds for this sitting; plain mode says the rest
            self.door.change_config(plain_at_start=True)
        self._leave(PLAIN)
