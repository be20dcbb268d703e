"""Opening the vault: with a passphrase, with the recovery code, for the first time, or the made-up person."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.screen import Screen

from companion.errors import CompanionError
from companion.tui.ending import LOCK, PLAIN
from companion.tui.filing import FilingApp
from companion.tui.messages import (
    CreateAsked,
    DemoAsked,
    NewPassphraseAsked,
    PlainAsked,
    SetUpDone,
    UnlockAsked,
)
from companion.tui.places import LOOKING
from companion.tui.readying import get_ready

if TYPE_CHECKING:
    from companion.services.backend import Sitting

MADE_UP = "This is a made-up person. Nothing here is kept."


class OpeningApp(FilingApp):
    """Shows the first screen, and what comes next once the vault is open."""

    def first_screen(self) -> Screen[Any]:
        """Return Unlock when there is a vault, the offer of a copy where only that is left, else Welcome."""
        if self.door.vault_exists():
            from companion.tui.screens.unlock import Unlock

            return Unlock(self.door.closed_on_its_own())
        spares = self.door.spares()
        if spares.newest:
            from companion.services.backup.copies import gone_words
            from companion.tui.screens.spare import SpareCopy

            return SpareCopy(gone_words(spares), first=True)
        from companion.tui.screens.welcome import Welcome

        return Welcome()

    async def show_first_screen(self) -> None:
        """Show the first screen alone."""
        await self._only(self.first_screen())

    async def wake_up(self) -> None:
        """Show what lies behind a blank screen: the made-up person, or the way in."""
        from companion.tui.screens.hide import Blank

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
        from companion.tui.screens.first import FirstScreen
        from companion.tui.screens.spare import PutRight, SpareCopy

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
        from companion.tui.screens.hide import Blank

        return isinstance(self.screen, Blank)

    def _reads_help_lines(self) -> bool:
        """True when help now was asked for while the vault was being opened: it is not taken away."""
        from companion.tui.screens.helplines import Helplines

        return isinstance(self.screen, Helplines)

    async def _show_where_they_were(self) -> None:
        if self.sitting.needs_new_passphrase:
            from companion.tui.screens.new_passphrase import NewPassphrase

            await self._only(NewPassphrase())
        elif self.services.setup.step() <= 5 and not self.sitting.read_only:
            from companion.tui.screens.set_up import SetUp

            await self._only(SetUp())
        else:
            await self.action_go("today")
            self._tell_notices()
            await self.ask_about_standing()
            get_ready(self)

    def _tell_notices(self) -> None:
        from companion.tui.screens.page import Page

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
        from companion.tui.screens.safety import Safety

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
