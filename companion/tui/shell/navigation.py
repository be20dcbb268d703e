"""Where one can go, and what lies over it: pages, safety, help, the list of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen

from companion.tui.base import cursor
from companion.tui.base.host import LOOKING
from companion.tui.base.messages import GoTo
from companion.tui.shell.ascii_glyphs import AsciiSet
from companion.tui.shell.jobs import DoingApp
from companion.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

_WHILE_HELD = {"help_now", "hide", "close_program", "nothing"}
"""What keys may do while words are held behind a hidden screen."""


class PlacesApp(DoingApp):
    """Opens places. Safety is laid on top of whatever is there; Esc comes back to it."""

    draws_ascii = False
    """True where our glyphs are to be drawn in ASCII."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        found = super().get_line_filters()
        return [*found, AsciiSet()] if self.draws_ascii else found

    @property
    def is_for_reading(self) -> bool:
        """True while the vault is open and nothing in it can be changed from here."""
        return self._session is not None and self._session.services.read_only

    def say_for_reading(self) -> None:
        """Say, on the page in front, that nothing can be changed."""
        self._tell(LOOKING)

    def _tell(self, sentence: str) -> None:
        """Say a sentence on the page that is shown, or on the one below what lies over it."""
        from companion.tui.base.page import Page

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                screen.say(sentence, kind="problem")
                return

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; where nothing can be changed, a key that changes things says so at once."""
        from companion.tui.base.screen import WorkPage

        page = self.screen
        if self.is_for_reading and isinstance(page, WorkPage) and isinstance(action, str):
            here = default_namespace is not None and page in default_namespace.ancestors_with_self
            if here and action.partition("(")[0] in page.CHANGES:
                self.say_for_reading()
                return True
        return await super().run_action(action, default_namespace, namespaces)

    async def action_go(self, place: str, at: str = "") -> None:
        """Open a place, fresh; whatever lies over the page is closed first.

        What the disk does not take stays on the page where it was written, and so does the person.
        """
        from companion.tui.pages import make_page

        if self._session is None:
            return
        if refused := await self._refused():
            self._tell(refused)
            return
        await self._only(make_page(place, at))

    @on(GoTo)
    async def _go_to(self, message: GoTo) -> None:
        await self.action_go(message.place, message.at)

    @on(TabBar.Chosen)
    async def _tab_chosen(self, message: TabBar.Chosen) -> None:
        if self.may_go:
            await self.action_go(message.name)

    @on(TabBar.SafetyWanted)
    async def _chip_clicked(self) -> None:
        await self.action_help_now()

    @on(TabBar.MenuWanted)
    def _menu_clicked(self) -> None:
        self.action_command_palette()

    async def action_help_now(self) -> None:
        """Lay Safety, or the helplines while locked, on top of whatever is there; Esc comes back to it."""
        from companion.tui.safety.helplines import Helplines

        self.keep_drafts()
        if self._session is None or self.why_held:
            if not isinstance(self.screen, Helplines):
                await self.push_screen(Helplines(needs_passphrase=self.backend.vault_exists()))
            return
        from companion.tui.safety.safety import Safety, SafetyWhole

        if not isinstance(self.screen, Safety | SafetyWhole | Helplines):
            await self.push_screen(Safety())

    async def action_safety_letter(self) -> None:
        """``s`` when nothing is being typed."""
        await self.action_help_now()

    async def action_help(self) -> None:
        """Show the keys of this screen and those that work everywhere."""
        from companion.tui.shell.help import Help

        if not isinstance(self.screen, Help):
            await self.push_screen(Help.for_screen(self.screen))

    async def action_protects(self) -> None:
        """Say what the program can and cannot protect, over whatever is there."""
        from companion.tui.shell.protects import Protects

        await self.push_screen(Protects())

    def action_nothing(self) -> None:
        """Ctrl+C neither copies a person's words nor closes: it does nothing."""

    async def _only(self, screen: Screen[Any]) -> None:
        """Show `screen` over the first one, which holds no words: pop what lies over the page, and the page."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        if len(self.screen_stack) > 1:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)
        self.call_after_refresh(cursor.follow_focus, self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that go somewhere do nothing while locked, in set-up, or under a question."""
        if self.why_held:
            return action in _WHILE_HELD
        if action in {"go", "undo", "redo", "safety_letter"}:
            from companion.tui.base.page import Page

            return self.may_go and isinstance(self.screen, Page)
        return True

    @property
    def may_go(self) -> bool:
        """True when pages can be opened: not over set-up, nor before a new passphrase was given."""
        from companion.tui.base.page import Page

        return self.is_open and len(self.screen_stack) > 1 and isinstance(self.screen_stack[1], Page)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Ours only: Textual's own offer writes the screen, unencrypted, to a file."""
        return ()

    def action_command_palette(self) -> None:
        """Lay the list of commands over the page; while locked, or in set-up, there is nothing to find."""
        from companion.tui.shell.palette import Palette

        if self.may_go and not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(placeholder="type a few letters: plan, settings, undo"))

    def get_key_display(self, binding: Binding) -> str:
        """Name keys as they stand on the keyboard; the arrows' and return's own signs are in few fonts."""
        shown = super().get_key_display(binding)
        return {"⏎": "enter", "⌫": "backspace"}.get(shown, shown)
