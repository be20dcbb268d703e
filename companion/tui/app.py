"""The full-screen program: one window. It has what opens the vault, moves about in it, and closes it.

The work is done by its parts; Textual looks for actions and handlers here, so they stand here.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events, on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from companion.errors import tell_bug
from companion.idle import IdleClock
from companion.tui.base import cursor, themes
from companion.tui.base.keys_in_order import KeysInOrder
from companion.tui.base.messages import Ask, FileAsked, GoTo
from companion.tui.commands import everywhere
from companion.tui.shell.ascii_glyphs import AsciiSet, is_needed
from companion.tui.shell.closing import ALONE, ERASED, LOCK, PLAIN, QUIT, Closing
from companion.tui.shell.idle_lock import EXEMPT_MINUTES, IDLE_CHECK, IdleLock, WarningLine
from companion.tui.shell.jobs import Jobs
from companion.tui.shell.navigation import Navigator
from companion.tui.shell.terminal import neutral_title
from companion.tui.shell.unlocking import Unlocking
from companion.tui.widgets.scroll_bar import SpacedBar
from companion.tui.widgets.tab_bar import TabBar

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.driver import Driver

    from companion.domain.exercise import CoursePack
    from companion.services.backend import Backend, Session
    from companion.services.services import Services

__all__ = ["ALONE", "ERASED", "LOCK", "PLAIN", "QUIT", "CompanionApp", "run"]


def _commands() -> type[Provider]:
    from companion.tui.shell.palette import Commands

    return Commands


class CompanionApp(App[str]):
    """One window over one backend. Screens are made fresh and hold nothing once the vault is locked."""

    TITLE = "notes"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}
    draws_ascii = False
    """True where our glyphs are to be drawn in ASCII."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *everywhere(),
        Binding("ctrl+c", "nothing", show=False),
    ]

    def __init__(
        self,
        backend: Backend,
        *,
        demo: bool = False,
        hidden: bool = False,
        alone: bool = False,
        session: Session | None = None,
        course: CoursePack | None = None,
    ) -> None:
        """`hidden`: blank at first; `alone`: it locked by itself, and the way in says so; `course`: to be tried."""
        super().__init__()
        self.animation_level = "none"
        themes.install(self, backend.config.theme)
        ScrollBar.renderer = SpacedBar
        self._course = course
        self._starts_as_demo, self._starts_hidden, self._starts_alone = demo, hidden, alone
        opens_locked = hidden or (not demo and session is None and backend.vault_exists())
        self.css_path = themes.stylesheets(widgets=not opens_locked)
        self.backend = backend
        self.jobs = Jobs(
            session,
            now=backend.now,
            start=partial(self.run_worker, group="vault"),
            screens=lambda: self.screen_stack,
        )
        self.keys = KeysInOrder(self, self._let_in, self.jobs.answered)
        self.closing = Closing(
            self, backend, self.jobs, self.keys, on_back=lambda: self.idle_lock.clock.touch()
        )
        self.idle_lock = IdleLock(
            IdleClock(),
            allowed=self._seconds_alone,
            focused=lambda: self.focused,
            on_warn=WarningLine(self).show,
            on_lock=self.closing.lock_alone,
        )
        self.navigator = Navigator(self, backend, self.jobs, self.closing)
        self.unlocking = Unlocking(self, backend, self.jobs, self.closing, self.navigator)
        self.unlocking.after_lock = hidden

    # What a screen may ask: see `Host`.

    @property
    def is_open(self) -> bool:
        return self.jobs.is_open

    @property
    def session(self) -> Session:
        return self.jobs.session

    @property
    def services(self) -> Services:
        return self.jobs.session.services

    @property
    def may_go(self) -> bool:
        return self.navigator.may_go

    @property
    def is_for_reading(self) -> bool:
        return self.jobs.is_for_reading

    def say_for_reading(self) -> None:
        self.navigator.say_for_reading()

    def keep_drafts(self) -> None:
        self.jobs.keep_drafts()

    async def wake_up(self, typed: str = "") -> None:
        await self.unlocking.wake_up(typed)

    # The start.

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def get_line_filters(self) -> Sequence[LineFilter]:
        found = super().get_line_filters()
        return [*found, AsciiSet()] if self.draws_ascii else found

    def get_driver_class(self) -> type[Driver]:
        stock = super().get_driver_class()
        if sys.platform == "win32" or stock.__name__ != "LinuxDriver":
            return stock  # Windows gives characters and no bytes; another was asked for by TEXTUAL_DRIVER
        from companion.tui.shell.driver import TypedDriver

        return TypedDriver

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen itself: one screen fewer to lay out before there is something to read."""
        if self._starts_alone and self.backend.vault_exists():
            from companion.tui.access.unlock import UnlockScreen

            return UnlockScreen(alone=True)
        if self._starts_hidden:
            from companion.tui.access.unsaved import Blank

            return Blank()
        if self._starts_as_demo or self.is_open:
            return super().get_default_screen()
        return self.unlocking.first_screen()

    async def on_mount(self) -> None:
        # What the loop itself would print of a bug that nobody waits for may hold a person's words.
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: tell_bug(context.get("exception")))
        cursor.show_hardware_cursor(self)
        self.set_interval(IDLE_CHECK, self._tick)
        self.closing.end_kindly_on_signals()
        self.call_after_refresh(cursor.follow_focus, self)
        self.call_after_refresh(self._started)
        if self._starts_as_demo:
            await self.unlocking.show_demo(self._course)
        elif self.is_open:
            await self.show_start()

    async def show_start(self) -> None:
        """Show what comes first in a vault that was opened already."""
        await self.unlocking.show_where_they_were()

    def _started(self) -> None:
        """Do what could wait until there was something to read."""
        themes.read_widget_styles(self)
        gc.freeze()  # what the start made stays until the end: looking through it is of no use
        gc.enable()

    # The clock.

    def _tick(self) -> None:
        """Look at the clock; while words are held, try to store them."""
        (self.closing if self.closing.why_held else self.idle_lock).look()

    def _seconds_alone(self) -> float | None:
        """Return the seconds that may pass without a touch; None where it does not lock by itself."""
        if not self.is_open or self.session.is_demo or self.closing.why_held or self.closing.is_ending:
            return None
        if not self.screen_stack:  # the program is ending
            return None
        minutes: int = self.backend.config.idle_minutes
        if getattr(self.screen, "STAYS_OPEN", False):
            minutes = max(minutes, EXEMPT_MINUTES)
        return minutes * 60

    # Keys and messages.

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.add(event)
            return
        await self._let_in(event)

    async def _let_in(self, event: events.Event) -> None:
        """Handle one event; keys and pastes come here one at a time, through `KeysInOrder`."""
        if self.closing.is_ending and isinstance(event, events.Key | events.MouseEvent | events.Paste):
            return  # what was pressed after ^L or ^Q is for nobody
        if self.idle_lock.is_for_nobody(event):
            return
        await super().on_event(event)
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.call_after_refresh(cursor.follow_focus, self)

    @on(Ask)
    def _asked(self, message: Ask) -> None:
        self.jobs.add(message)

    @on(FileAsked)
    def _file_asked(self, message: FileAsked) -> None:
        self.jobs.add_file(message)

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

    # Actions.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.navigator.allows(action)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key asks for; where nothing can be changed, a key that changes things says so at once."""
        if isinstance(action, str) and self.navigator.only_reads(action, default_namespace):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    async def action_go(self, place: str, at: str = "") -> None:
        await self.navigator.go(place, at)

    async def action_help_now(self, step: int = 1) -> None:
        await self.navigator.help_now(step)

    async def action_safety_letter(self) -> None:
        """``s`` when nothing is being typed."""
        await self.action_help_now()

    async def action_help(self) -> None:
        await self.navigator.show_help()

    async def action_protects(self) -> None:
        await self.navigator.show_protects()

    def action_command_palette(self) -> None:
        self.navigator.show_palette()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Ours only: Textual's own offer writes the screen, unencrypted, to a file."""
        return ()

    async def action_undo(self) -> None:
        """Take back the last change, across screens, and name it."""
        self.navigator.change_back(lambda services: services.undo.undo(), "There is nothing to undo.")

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        self.navigator.change_back(lambda services: services.undo.redo(), "There is nothing to bring back.")

    def action_nothing(self) -> None:
        """Ctrl+C neither copies a person's words nor closes: it does nothing."""

    def action_hide(self) -> None:
        self.closing.hide()

    def action_close_program(self) -> None:
        """Store everything, lock and close."""
        self.closing.leave(QUIT, asked=True)

    async def action_quit(self) -> None:
        self.action_close_program()

    # Bugs.

    def _handle_exception(self, error: Exception) -> None:
        if not self.closing.is_no_bug(error):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Close calmly after a bug, with a sentence of ours."""
        if words := self.closing.crash_words(self._exception):
            self.panic(Text(words))


def run(
    backend: Backend,
    *,
    say: Callable[[str], None],
    demo: bool = False,
    hidden: bool = False,
    alone: bool = False,
    session: Session | None = None,
    course: CoursePack | None = None,
) -> str | None:
    """Run the full-screen program; return LOCK, ALONE, PLAIN, QUIT or ERASED, or None after a crash.

    `say` says a sentence once the terminal is the person's again. `hidden` and `alone` are as for `CompanionApp`. A
    `session` is a vault that was opened already, by words in a file. A `course` is tried by the made-up person.
    """
    stream = sys.__stderr__ or sys.stderr
    with neutral_title(stream.write, stream.flush):
        app = CompanionApp(backend, demo=demo, hidden=hidden, alone=alone, session=session, course=course)
        app.draws_ascii = is_needed(os.environ)
        themes.install(app, backend.config.theme, colours=app.console.color_system)
        try:
            result = app.run()
            for sentence in app.jobs.left_to_say if result == QUIT else ():
                say(sentence)
            return result
        finally:
            gc.unfreeze()  # where the program goes on after it, what this window held is garbage
