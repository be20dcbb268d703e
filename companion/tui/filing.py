"""What is done with the vault's file, and what is asked about it once it is open."""

from __future__ import annotations

from textual import on, work

from companion.errors import CompanionError
from companion.tui.idling import IdlingApp
from companion.tui.messages import FileAsked, GoTo

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
        from companion.tui.asking import Asking

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
        from companion.tui.screens.page import Page

        sitting = self.sitting
        if sitting.standing not in ASKED_ABOUT or not isinstance(self.screen, Page):
            return
        from companion.services.backup.copies import standing_words

        words = standing_words(sitting.standing, sitting.seen_at, sitting.opened_as_of, self.door.now())
        if sitting.read_only:
            self.screen.say(f"{words} {APART_READING}")
            return
        from companion.tui.screens.standing import StandingQuestion

        await self.push_screen(StandingQuestion(words, sitting.standing), self._standing_answered)

    def _standing_answered(self, answer: str | None) -> None:
        from companion.tui.screens.standing import CLOSE, COPIES, JOIN, LATER_WORDS, USE

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
        from companion.tui.screens.standing import USED_WORDS

        if self._sitting is None:
            return
        await self._in_vault_thread(self._sitting.accept)
        if self.is_open:
            self._say_on_page(USED_WORDS)

    def _say_on_page(self, words: str) -> None:
        from companion.tui.screens.page import Page

        if isinstance(self.screen, Page):
            self.screen.say(words)
