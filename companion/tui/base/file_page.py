"""What pages about the vault's file share: asking something of it, and the short wait meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError
from companion.tui.base.dialog import Dialog
from companion.tui.base.locked_screen import StatusText
from companion.tui.base.messages import FileAsked, GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import Words, as_content, user_text

if TYPE_CHECKING:
    from companion.services.backend import Session

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that a key waits for an answer, at most: help now is one of them."""


class Working(Dialog[None]):
    """Lies over the page while something is written that may take a second or two. No key closes it.

    Safety can be read meanwhile: what came of it is told on coming back.
    """

    BEGINS: ClassVar[bool] = False

    def __init__(self, words: str) -> None:
        super().__init__(words, hint="")
        self._told: Callable[[], object] | None = None

    def finish(self, tell: Callable[[], object]) -> None:
        """Go away, and then `tell` what came of it."""
        self._told = tell
        self._go()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It ends by itself."""
        return action != "close"

    @on(events.ScreenResume)
    def _back(self) -> None:
        self._go()

    def _go(self) -> None:
        if self._told is not None and self.app.screen is self:
            tell, self._told = self._told, None
            self.dismiss(None)
            self.app.call_later(tell)


class AskSecret(Dialog[str]):
    """A passphrase in a hidden line. The answer is what was typed, or None when Esc was pressed."""

    CSS_PATH = "../styles/copies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(self, title: Words, why: Words, problem: str = "") -> None:
        """`why`: what it is asked for; `problem`: why the one typed before did not do."""
        super().__init__(title, hint="enter goes on   esc leaves it")
        self._why, self._problem = why, problem

    def body(self) -> Iterable[Widget]:
        yield Static(as_content(self._why))
        yield SecretInput(placeholder="type it, then Enter")
        yield Static("^R shows what you type", classes="muted", markup=False)
        if self._problem:
            yield StatusText()

    def on_mount(self) -> None:
        if self._problem:
            self.query_one(StatusText).tell(user_text(self._problem), "problem")
        self.query_one(SecretInput).focus()

    @on(SecretInput.Entered)
    def _entered(self, message: SecretInput.Entered) -> None:
        message.stop()
        secret = message.control.take()
        if secret:
            self.dismiss(secret)


class FilePage(WorkPage):
    """Asks things of the file. Esc goes back to Settings."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave")]

    def ask_file(
        self,
        do: Callable[[Session], T],
        then: Callable[[T], object],
        problem: Callable[[CompanionError], object] | None = None,
        *,
        working: str = "",
        changes: bool = False,
    ) -> None:
        """Have `do` done in the vault's thread, then call `then`; without `problem` the sentence is shown.

        `working`: what is said meanwhile, over the page, where it may take long; without it the next key waits
        for the answer. `changes`: all is shown anew.
        """
        not_done = problem or self.show_problem
        if not working:
            asked = FileAsked(self, do, then, not_done, changes=changes)
            self.post_message(asked)
            self.call_later(_answer, asked)
            return
        over = Working(working)
        self.app.push_screen(over)

        def done(result: T) -> None:
            over.finish(partial(then, result))

        def refused(error: CompanionError) -> None:
            over.finish(partial(not_done, error))

        self.post_message(FileAsked(self, do, done, refused, changes=changes))

    def action_leave(self) -> None:
        self.post_message(GoTo("settings"))


async def _answer(asked: FileAsked) -> None:
    """Keep the page busy until it has its answer: a key typed ahead is for what comes then (`KeysInOrder`)."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asked.done.wait(), PATIENCE)
