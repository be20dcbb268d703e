"""The first step of set-up: a passphrase, and the recovery code for the day it is gone."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry
from companion.services.backend import Door
from companion.tui.messages import CreateAsked
from companion.tui.screens.first import Told
from companion.tui.screens.set_up_code import WHAT_FOR, CodeSheet
from companion.tui.screens.set_up_twice import PassphraseTwice
from companion.tui.show import user_text

MAKING = "Making your file and opening it once. This takes a moment ..."
WHY = (
    "Choose a passphrase. It locks your plan on this computer, and nobody can look it up for you. A few "
    "words that you will remember work well."
)
AGAIN = "^O shows it again in every later step. ^E saves it to a file you name."


class SetUpPart(Vertical):
    """What fills the sheet of set-up at one step."""

    DEFAULT_CSS = "SetUpPart { height: auto; }"

    def stops(self) -> list[Widget]:
        """Return what can have the focus here, in order."""
        return [widget for widget in self.query("*") if widget.can_focus]


class Passphrase(SetUpPart):
    """Typed twice; the vault is made by the app, and proven by opening it."""

    def __init__(self, door: Door) -> None:
        super().__init__()
        self._door = door
        self.is_making = False

    def compose(self) -> ComposeResult:
        yield Static(WHY, markup=False, classes="space")
        yield PassphraseTwice(classes="space")

    def on_mount(self) -> None:
        self.run_worker(self._get_ready, thread=True, exit_on_error=False, group="ready")

    def _get_ready(self) -> None:
        """Load the code that makes keys while the person types."""
        with contextlib.suppress(CompanionError):
            self._door.check_passphrase("")

    def enter(self, tell: Callable[..., None], made: Callable[[], None]) -> None:
        """Do what Enter does: go to the second line, or have the vault made and call `made`."""
        if self.is_making:
            return
        try:
            passphrase = self.query_one(PassphraseTwice).enter(self._door.check_passphrase)
        except InvalidEntry as error:
            tell(user_text(str(error)), "problem")
            return
        tell("")
        if passphrase is None:
            return

        def problem(error: CompanionError) -> None:
            self.is_making = False
            tell(user_text(str(error)), "problem")

        def done(code: str) -> None:
            self.query_one(PassphraseTwice).forget()
            made()

        self.is_making = True
        tell(MAKING)
        self.post_message(CreateAsked(passphrase, made=done, problem=problem))


class Code(SetUpPart):
    """The recovery code, right after the vault was made, and whenever step 1 is gone back to."""

    def __init__(self, code: str, door: Door) -> None:
        super().__init__()
        self._sheet = CodeSheet(code, door)

    def compose(self) -> ComposeResult:
        yield Static("Your recovery code", classes="question space", markup=False)
        yield Static(WHAT_FOR, markup=False)
        self._sheet.add_class("space")
        yield self._sheet
        yield Static(AGAIN, classes="muted space", markup=False)

    def ask_where(self, tell: Told) -> None:
        """Ask for a file name and write the code there."""
        self._sheet.ask_where(tell)
