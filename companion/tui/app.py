"""The full-screen program: it opens the vault, shows screens, does what they ask, and locks."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from rich.text import Text
from textual import events, on, work
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from companion.errors import CompanionError
from companion.tui import cursor, themes
from companion.tui.keys_in_order import KeysInOrder
from companion.tui.messages import (
    Ask,
    CreateAsked,
    DemoAsked,
    EraseAsked,
    GoTo,
    NewPassphraseAsked,
    PlainAsked,
    SetUpDone,
    UnlockAsked,
)
from companion.tui.terminal import let_go, neutral_title
from companion.tui.widgets.tab_bar import TABS, TabBar

if TYPE_CHECKING:
    from textual.command import Provider

    from companion.services.door import Door, Sitting
    from companion.services.services import Services

T = TypeVar("T")

LOCK, PLAIN, QUIT, ERASED = "lock", "plain", "quit", "erased"
"""What `run` ends with: start afresh and blank; go on in plain mode; closed; everything was erased."""

IDLE_CHECK = 5.0
"""Seconds between two looks at the idle clock."""

MADE_UP = "This is a made-up person. Nothing here is kept."

EXEMPT_MINUTES = 30
"""Safety, the big view and set-up stay open this long without a key, whatever the setting."""


def _commands() -> type[Provider]:
    from companion.tui.palette import Commands

    return Commands


class CompanionApp(App[str]):
    """One window over one door. Screens are made fresh and hold nothing once the vault is locked."""

    TITLE = "notes"
    CSS_PATH = [*themes.stylesheets()]
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
        Binding("slash", "go('search')", "Search", show=False, key_display="/"),
        Binding("question_mark", "help", "Help", show=False, key_display="?"),
        Binding("u,ctrl+z", "undo", "Undo", show=False),
        Binding("U,ctrl+y", "redo", "Bring back", show=False),
    ]

    def __init__(
        self, door: Door, *, demo: bool = False, hidden: bool = False, sitting: Sitting | None = None
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        themes.install(self, door.config.theme)
        self.door = door
        self._starts_as_demo, self._starts_hidden = demo, hidden
        self._sitting: Sitting | None = sitting
        self._vault_thread = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self._touched = (time.monotonic(), time.time())
        self.keys = KeysInOrder(self, self._let_in)
        self._ending = False
        self._fallen = False
        self.safety_place: tuple[int, float] = (1, float("-inf"))
        """The safety step read last, and when (monotonic seconds)."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen itself: one screen fewer to lay out before there is something to read."""
        if self._starts_hidden:
            from companion.tui.screens.hide import Blank

            return Blank()
        if self._starts_as_demo or self._sitting is not None:
            return super().get_default_screen()
        return self.first_screen()

    async def on_mount(self) -> None:
        cursor.show_hardware_cursor(self)
        self.set_interval(IDLE_CHECK, self._look_at_the_clock)
        self._end_kindly_on_signals()
        if self._starts_as_demo:
            await self._open_demo()
        elif self._sitting is not None:
            await self._show_where_they_were()

    def first_screen(self) -> Screen[Any]:
        """Return Unlock when there is a vault, else the first step of set-up."""
        if self.door.vault_exists():
            from companion.tui.screens.unlock import Unlock

            return Unlock(self.door.closed_on_its_own())
        from companion.tui.screens.welcome import Welcome

        return Welcome()

    async def show_first_screen(self) -> None:
        """Show the first screen alone."""
        await self._only(self.first_screen())

    def _end_kindly_on_signals(self) -> None:
        """Keep every word when the terminal goes away or the system asks us to stop."""
        loop = asyncio.get_running_loop()

        def window_closed(number: int, frame: object) -> None:
            let_go(self._driver)
            loop.call_soon_threadsafe(self._leave, QUIT)

        try:
            loop.add_signal_handler(signal.SIGTERM, lambda: self._leave(QUIT))
            if sys.platform != "win32" and not self.is_headless:
                # Not the loop's own way: nothing may be written to the window from this moment on.
                signal.signal(signal.SIGHUP, window_closed)
        except (AttributeError, NotImplementedError, RuntimeError, ValueError):
            return  # Windows, and an app run outside the main thread: the draft timer is the guard

    @property
    def is_open(self) -> bool:
        """True while a vault, or the made-up person, is open."""
        return self._sitting is not None

    @property
    def sitting(self) -> Sitting:
        """The open vault. Raises LookupError when it is locked (a bug in the caller)."""
        if self._sitting is None:
            raise LookupError("locked")
        return self._sitting

    @property
    def services(self) -> Services:
        """The services of the open vault."""
        return self.sitting.services

    @on(UnlockAsked)
    async def _unlock(self, message: UnlockAsked) -> None:
        opener = self.door.open_with_code if message.is_code else self.door.open
        self._open(lambda: opener(message.secret, read_only=message.read_only), message.problem)

    @work(group="open")
    async def _open(
        self, opening: Callable[[], Sitting], problem: Callable[[CompanionError], object]
    ) -> None:
        try:
            self._sitting = await self._in_vault_thread(opening)
        except CompanionError as error:
            problem(error)
            return
        self._forget_secrets()
        if self._is_hidden():
            self._leave(LOCK)
            return
        wants_help = self._reads_help_lines()
        if self.sitting.needs_new_passphrase:
            from companion.tui.screens.new_passphrase import NewPassphrase

            await self._only(NewPassphrase())
        else:
            await self._show_where_they_were()
        if wants_help:
            await self.action_help_now()

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
        if self.services.setup.step() <= 5 and not self.sitting.read_only:
            from companion.tui.screens.set_up import SetUp

            await self._only(SetUp())
        else:
            await self.action_go("today")
            self._tell_notices()

    def _tell_notices(self) -> None:
        from companion.tui.screens.page import Page

        notices = MADE_UP if self.sitting.is_demo else " ".join(self.sitting.notices)
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
        if wants_help:
            await self.action_help_now()

    @on(PlainAsked)
    async def _go_plain(self) -> None:
        with contextlib.suppress(CompanionError):  # it holds for this sitting; plain mode says the rest
            self.door.change_config(plain_at_start=True)
        self._leave(PLAIN)

    @on(Ask)
    def _asked(self, message: Ask) -> None:
        self._do(message)

    @work(group="vault")
    async def _do(self, message: Ask) -> None:
        if self._sitting is None:
            return
        services = self._sitting.services
        try:
            result = await self._in_vault_thread(lambda: message.do(services))
        except CompanionError as error:
            if message.asker.is_attached:
                message.problem(error)
        else:
            if message.asker.is_attached:
                message.then(result)

    async def _in_vault_thread(self, do: Callable[[], T]) -> T:
        """Run `do` after everything asked before it. One thread: one write at a time, none dropped."""
        return await asyncio.get_running_loop().run_in_executor(self._vault_thread, do)

    def keep_drafts(self) -> None:
        """Have the words being typed on any screen stored."""
        from companion.tui.asking import Asking

        if self._sitting is None or self._sitting.read_only:
            return
        drafts, now = self._sitting.services.drafts, self.door.now()
        for screen in self.screen_stack:
            for typed in screen.typing() if isinstance(screen, Asking) else ():
                self._vault_thread.submit(drafts.keep, typed.id, typed.text, typed.caret, now=now)

    async def action_undo(self) -> None:
        """Take back the last change, across screens, and name it."""
        self._change_back(lambda services: services.undo.undo(), "There is nothing to undo.")

    async def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._change_back(lambda services: services.undo.redo(), "There is nothing to bring back.")

    def _change_back(self, do: Callable[[Services], str | None], nothing: str) -> None:
        from companion.tui.asking import WorkPage

        page = self.screen
        if not isinstance(page, WorkPage):
            return

        def told(sentence: str | None) -> None:
            page.reload()
            page.say(sentence or nothing)

        page.ask(do, told)

    async def action_go(self, place: str, at: str = "") -> None:
        """Open a place, fresh; whatever lies over the page is closed first."""
        from companion.tui.screens import make_page

        if self._sitting is None:
            return
        self.keep_drafts()
        await self._only(make_page(place, at))

    @on(GoTo)
    async def _go_to(self, message: GoTo) -> None:
        await self.action_go(message.place, message.at)

    @on(TabBar.Chosen)
    async def _tab_chosen(self, message: TabBar.Chosen) -> None:
        if self._may_go():
            await self.action_go(message.name)

    @on(TabBar.SafetyWanted)
    async def _chip_clicked(self) -> None:
        await self.action_help_now()

    @on(TabBar.MenuWanted)
    def _menu_clicked(self) -> None:
        self.action_command_palette()

    async def action_help_now(self) -> None:
        """Lay Safety, or the helplines while locked, on top of whatever is there; Esc comes back to it."""
        from companion.tui.screens.helplines import Helplines

        self.keep_drafts()
        if self._sitting is None:
            if not isinstance(self.screen, Helplines):
                await self.push_screen(Helplines(needs_passphrase=self.door.vault_exists()))
            return
        from companion.tui.screens.safety import Safety
        from companion.tui.screens.safety_whole import SafetyWhole

        if not isinstance(self.screen, Safety | SafetyWhole | Helplines):
            await self.push_screen(Safety())

    async def action_safety_letter(self) -> None:
        """``s`` when nothing is being typed."""
        await self.action_help_now()

    async def action_help(self) -> None:
        """Show the keys of this screen and those that work everywhere."""
        from companion.tui.screens.help import Help

        if not isinstance(self.screen, Help):
            await self.push_screen(Help.for_screen(self.screen))

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that go somewhere do nothing while locked, in set-up, or under a question."""
        if action in {"go", "undo", "redo", "safety_letter"}:
            from companion.tui.screens.page import Page

            return self._may_go() and isinstance(self.screen, Page)
        return True

    def _may_go(self) -> bool:
        """True when pages can be opened: not over set-up, nor before a new passphrase was given."""
        from companion.tui.screens.page import Page

        return self.is_open and len(self.screen_stack) > 1 and isinstance(self.screen_stack[1], Page)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Ours only: Textual's own offer writes the screen, unencrypted, to a file."""
        return ()

    def action_command_palette(self) -> None:
        """Lay the list of commands over the page; while locked, or in set-up, there is nothing to find."""
        from textual.command import CommandPalette

        if self._may_go() and not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(CommandPalette(placeholder="type a few letters: plan, settings, undo"))

    def get_key_display(self, binding: Binding) -> str:
        """Name keys as they stand on the keyboard; the arrows' and return's own signs are in few fonts."""
        shown = super().get_key_display(binding)
        return {"⏎": "enter", "⌫": "backspace"}.get(shown, shown)

    def action_hide(self) -> None:
        """Hide at once and lock: drafts stored, screens and key gone, the program started afresh."""
        if self._sitting is not None and not self._sitting.is_demo:
            self._leave(LOCK)
            return
        from companion.tui.screens.hide import Blank

        if not isinstance(self.screen, Blank):
            self.push_screen(Blank(over_demo=self._sitting is not None))

    async def wake_up(self) -> None:
        """Show what lies behind a blank screen: the made-up person, or the way in."""
        from companion.tui.screens.hide import Blank

        if not isinstance(self.screen, Blank):
            return
        if self.screen.over_demo:
            await self.pop_screen()
        else:
            await self.show_first_screen()

    def action_close_program(self) -> None:
        """Store everything, lock and close."""
        self._leave(QUIT)

    async def action_quit(self) -> None:
        self._leave(QUIT)

    @on(EraseAsked)
    def _erase(self) -> None:
        self._erase_everything()

    @work(group="open")
    async def _erase_everything(self) -> None:
        sitting = self.sitting
        await self._in_vault_thread(sitting.erase)
        self._sitting = None
        self.exit(ERASED)

    def _leave(self, result: str) -> None:
        if not self._ending:
            self._ending = True
            self.keep_drafts()
            self._close_and_exit(result)

    @work(group="leave")
    async def _close_and_exit(self, result: str) -> None:
        sitting, self._sitting = self._sitting, None
        if sitting is not None:
            await self._in_vault_thread(sitting.close)
        self._vault_thread.shutdown(wait=True)
        self.exit(result)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.keys.add(event)
            return
        await self._let_in(event)

    async def _let_in(self, event: events.Event) -> None:
        """Handle one event; keys and pastes come here one at a time, through `KeysInOrder`."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste | events.MouseScrollDown):
            self._touched = (time.monotonic(), time.time())
        await super().on_event(event)
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.call_after_refresh(cursor.follow_focus, self)

    def _look_at_the_clock(self) -> None:
        """Lock when nobody has touched anything for long enough; the wall clock counts sleep as well."""
        if self._sitting is None or self._sitting.is_demo:
            return
        minutes: int = self.door.config.idle_minutes
        if getattr(self.screen, "STAYS_OPEN", False):
            minutes = max(minutes, EXEMPT_MINUTES)
        idle = max(time.monotonic() - self._touched[0], time.time() - self._touched[1])
        if idle >= minutes * 60:
            self._leave(LOCK)

    def _fatal_error(self) -> None:
        """Close calmly: Textual's own report prints local variables, and those hold a person's words."""
        if self._fallen:
            return  # what falls over after the first is told once, and never by Textual
        self._fallen = True
        self.door.note_crash(_place(self._exception))
        self.panic(
            Text(
                "Something went wrong in the program, so it closed. Your vault is as it was last saved.\n"
                f"For whoever mends it: {_place(self._exception)}"
            )
        )


def _place(error: BaseException | None) -> str:
    """Return the kind of error and where it arose; never its message, which may hold words."""
    if isinstance(error, WorkerFailed):
        error = error.error
    if error is None:
        return "unknown"
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {where}"


def run(
    door: Door, *, demo: bool = False, hidden: bool = False, sitting: Sitting | None = None
) -> str | None:
    """Run the full-screen program; return LOCK, PLAIN, QUIT or ERASED, or None after a crash.

    A `sitting` is a vault that was opened already, by words in a file.
    """
    stream = sys.__stderr__ or sys.stderr
    with neutral_title(stream.write, stream.flush):
        return CompanionApp(door, demo=demo, hidden=hidden, sitting=sitting).run()
