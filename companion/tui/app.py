"""The full-screen program: it opens the vault, shows screens, does what they ask, and locks.

Built up in parts, each on the one before: doing, places, holding, ending, idling, filing, opening. Here are the
keys and the start.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from companion.tui.base import cursor, themes
from companion.tui.base.keys_in_order import KeysInOrder
from companion.tui.shell.ascii_glyphs import is_needed
from companion.tui.shell.closing import ERASED, LOCK, PLAIN, QUIT
from companion.tui.shell.idle_lock import IDLE_CHECK
from companion.tui.shell.terminal import neutral_title
from companion.tui.shell.unlocking import OpeningApp
from companion.tui.widgets.scroll_bar import SpacedBar
from companion.tui.widgets.tab_bar import TABS

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver

    from companion.services.backend import Backend, Session

__all__ = ["ERASED", "LOCK", "PLAIN", "QUIT", "CompanionApp", "run"]


def _commands() -> type[Provider]:
    from companion.tui.shell.palette import Commands

    return Commands


class CompanionApp(OpeningApp):
    """One window over one backend. Screens are made fresh and hold nothing once the vault is locked."""

    TITLE = "notes"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "help_now", "Safety", priority=True, show=False),
        Binding("ctrl+g", "help_now", "Safety", priority=True, show=False),
        Binding("ctrl+l", "hide", "Hide", priority=True, show=False, key_display="^L"),
        Binding("ctrl+q", "close_program", "Close", priority=True, show=False, key_display="^Q"),
        Binding("ctrl+c", "nothing", show=False),
        *(Binding(tab.letter, f"go('{tab.name}')", tab.label, show=False) for tab in TABS),
        Binding("s", "safety_letter", "Safety", show=False),
        Binding("comma", "go('settings')", "Settings", show=False, key_display=","),
        Binding("b", "go('choices')", "Two versions", show=False),
        Binding("slash", "go('search')", "Search", show=False, key_display="/"),
        Binding("question_mark", "help", "Help", show=False, key_display="?"),
        Binding("u,ctrl+z", "undo", "Undo", show=False),
        Binding("U,ctrl+y", "redo", "Bring back", show=False),
    ]

    def __init__(
        self, backend: Backend, *, demo: bool = False, hidden: bool = False, session: Session | None = None
    ) -> None:
        super().__init__(backend, session)
        self.animation_level = "none"
        themes.install(self, backend.config.theme)
        ScrollBar.renderer = SpacedBar
        self._starts_as_demo, self._starts_hidden = demo, hidden
        opens_locked = hidden or (not demo and session is None and backend.vault_exists())
        self.css_path = themes.stylesheets(widgets=not opens_locked)
        self.keys = KeysInOrder(self, self._let_in, self.answered)
        self.safety_place: tuple[int, float] = (1, float("-inf"))
        """The safety step read last, and when (monotonic seconds)."""
        self._touch()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def get_driver_class(self) -> type[Driver]:
        stock = super().get_driver_class()
        if sys.platform == "win32" or stock.__name__ != "LinuxDriver":
            return stock  # Windows gives characters and no bytes; another was asked for by TEXTUAL_DRIVER
        from companion.tui.shell.driver import TypedDriver

        return TypedDriver

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen itself: one screen fewer to lay out before there is something to read."""
        if self._starts_hidden:
            from companion.tui.access.unsaved import Blank

            return Blank()
        if self._starts_as_demo or self._session is not None:
            return super().get_default_screen()
        return self.first_screen()

    async def on_mount(self) -> None:
        cursor.show_hardware_cursor(self)
        self.set_interval(IDLE_CHECK, self._tick)
        self._end_kindly_on_signals()
        self.call_after_refresh(cursor.follow_focus, self)
        self.call_after_refresh(self._started)
        if self._starts_as_demo:
            await self._open_demo()
        elif self._session is not None:
            await self._show_where_they_were()

    def _started(self) -> None:
        """Do what could wait until there was something to read."""
        themes.read_widget_styles(self)
        gc.freeze()  # what the start made stays until the end: looking through it is of no use
        gc.enable()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.add(event)
            return
        await self._let_in(event)

    async def _let_in(self, event: events.Event) -> None:
        """Handle one event; keys and pastes come here one at a time, through `KeysInOrder`."""
        if self._ending and isinstance(event, events.Key | events.MouseEvent | events.Paste):
            return  # what was pressed after ^L or ^Q is for nobody
        if self._is_for_nobody(event):
            return
        await super().on_event(event)
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.call_after_refresh(cursor.follow_focus, self)


def run(
    backend: Backend, *, demo: bool = False, hidden: bool = False, session: Session | None = None
) -> str | None:
    """Run the full-screen program; return LOCK, PLAIN, QUIT or ERASED, or None after a crash.

    A `session` is a vault that was opened already, by words in a file.
    """
    stream = sys.__stderr__ or sys.stderr
    with neutral_title(stream.write, stream.flush):
        app = CompanionApp(backend, demo=demo, hidden=hidden, session=session)
        app.draws_ascii = is_needed(os.environ)
        try:
            return app.run()
        finally:
            gc.unfreeze()  # where the program goes on after it, what this window held is garbage
