"""Where one can go, and what lies over it: pages, safety, help, the list of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

from companion.tui.base import cursor
from companion.tui.base.host import LOOKING
from companion.tui.base.page import Page, tell
from companion.tui.base.screen import WorkPage

if TYPE_CHECKING:
    from companion.services.backend import Backend
    from companion.services.services import Services
    from companion.tui.shell.closing import Closing
    from companion.tui.shell.jobs import Jobs

_WHILE_HELD = {"help_now", "hide", "close_program", "nothing"}
"""What keys may do while words are held behind a hidden screen."""


class Navigator:
    """Opens places. Safety is laid on top of whatever is there; Esc comes back to it."""

    def __init__(self, app: App[str], backend: Backend, jobs: Jobs, closing: Closing) -> None:
        self._app, self._backend, self._jobs, self._closing = app, backend, jobs, closing

    @property
    def may_go(self) -> bool:
        """True when pages can be opened: not over set-up, nor before a new passphrase was given."""
        stack = self._app.screen_stack
        return self._jobs.is_open and len(stack) > 1 and isinstance(stack[1], Page)

    def allows(self, action: str) -> bool:
        """Say which keys do something: those that go somewhere not while locked, in set-up, or under a question."""
        if self._closing.why_held:
            return action in _WHILE_HELD
        if action in {"go", "undo", "redo", "safety_letter"}:
            return self.may_go and isinstance(self._app.screen, Page)
        return True

    def only_reads(self, action: str, namespace: DOMNode | None) -> bool:
        """Say so, and return True, when `action` would change things on a page where nothing can be changed."""
        page = self._app.screen
        if not self._jobs.is_for_reading or not isinstance(page, WorkPage):
            return False
        is_here = namespace is not None and page in namespace.ancestors_with_self
        if not is_here or action.partition("(")[0] not in page.CHANGES:
            return False
        self.say_for_reading()
        return True

    def say_for_reading(self) -> None:
        """Say, on the page in front, that nothing can be changed."""
        tell(self._app.screen_stack, LOOKING)

    async def go(self, place: str, at: str = "") -> None:
        """Open a place, fresh; whatever lies over the page is closed first.

        What the disk does not take stays on the page where it was written, and so does the person.
        """
        from companion.tui.pages import make_page

        if not self._jobs.is_open:
            return
        if refused := await self._jobs.refused():
            tell(self._app.screen_stack, refused)
            return
        await self.only(make_page(place, at))

    async def only(self, screen: Screen[Any]) -> None:
        """Show `screen` over the first one, which holds no words: pop what lies over the page, and the page."""
        app = self._app
        while len(app.screen_stack) > 2:
            await app.pop_screen()
        if len(app.screen_stack) > 1:
            await app.switch_screen(screen)
        else:
            await app.push_screen(screen)
        app.call_after_refresh(cursor.follow_focus, app)

    async def help_now(self, step: int = 1) -> None:
        """Lay Safety, or the helplines while locked, on top of whatever is there; Esc comes back to it.

        `step`: the step (1-7) at which Safety opens.
        """
        from companion.tui.safety.helplines import Helplines

        self._jobs.keep_drafts()
        in_front = self._app.screen
        if not self._jobs.is_open or self._closing.why_held:
            if not isinstance(in_front, Helplines):
                await self._app.push_screen(Helplines(needs_passphrase=self._backend.vault_exists()))
            return
        from companion.domain.safety import SafetyStep
        from companion.tui.safety.safety import Safety, SafetyWhole

        if not isinstance(in_front, Safety | SafetyWhole | Helplines):
            await self._app.push_screen(Safety(SafetyStep(step)))

    async def show_help(self) -> None:
        """Show the keys of this screen and those that work everywhere."""
        from companion.tui.shell.help import Help

        if not isinstance(self._app.screen, Help):
            await self._app.push_screen(Help.for_screen(self._app.screen))

    async def show_helplines(self) -> None:
        """Show every help line, over whatever is there."""
        from companion.tui.safety.helplines import Helplines

        await self._app.push_screen(Helplines(needs_passphrase=False))

    async def show_protects(self) -> None:
        """Say what the program can and cannot protect, over whatever is there."""
        from companion.tui.shell.protects import Protects

        await self._app.push_screen(Protects())

    def show_palette(self) -> None:
        """Lay the list of commands over the page; while locked, or in set-up, there is nothing to find."""
        from companion.tui.shell.palette import Palette

        if self.may_go and not any(isinstance(screen, Palette) for screen in self._app.screen_stack):
            self._app.push_screen(Palette(placeholder="a name, or what it does: plan, dark, undo"))

    def change_back(self, do: Callable[[Services], str | None], nothing: str) -> None:
        """Undo or redo, across screens, and name what was changed; `nothing` is said where there is none."""
        page = self._app.screen
        if not isinstance(page, WorkPage):
            return

        def told(sentence: str | None) -> None:
            page.reload()
            page.say(sentence or nothing)

        page.ask(do, told)
