"""The recovery code in place of a passphrase that is gone."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from companion.errors import CompanionError, WrongRecoveryCode
from companion.services.access.recovery_code import GROUP_LENGTH, GROUPS, wrong_words
from companion.tui.screens.first import Sheet, Told, WayIn
from companion.tui.widgets.secret_input import SecretInput

ASKS = (
    "Type the recovery code from your sheet: seven groups of five letters and numbers. Small or capital "
    "letters, spaces or dashes, all are fine."
)
NO_SHEET = "Without the passphrase or the code nobody can open it. Take your time to look for the sheet."


def group_place(typed: str, number: int) -> tuple[int, int]:
    """Return where group `number` (1-7) stands in `typed`, as start and end.

    As the code is read: seven pieces are seven groups, else the symbols are counted off in fives.
    """
    pieces = [match.span() for match in re.finditer(r"[^\W_]+", typed)]
    if len(pieces) == GROUPS:
        return pieces[number - 1]
    symbols = [place for place, letter in enumerate(typed) if letter.isalnum()]
    group = symbols[(number - 1) * GROUP_LENGTH : number * GROUP_LENGTH]
    return (group[0], group[-1] + 1) if group else (len(typed), len(typed))


class Forgot(WayIn):
    """Lies over Unlock; Esc goes back to it. The code stays in the line until it opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Open", priority=True, key_display="enter"),
        Binding("escape", "leave", "Back", priority=True, key_display="esc"),
    ]

    def parts(self) -> ComposeResult:
        with Sheet():
            yield Static("If you forgot it", classes="heading", markup=False)
            yield Static(ASKS, classes="space", markup=False)
            yield SecretInput(placeholder="the code, then Enter", classes="space")
            yield Static("^R hides what you type    esc goes back", classes="muted", markup=False)
            yield Told(classes="space")
            yield Static(NO_SHEET, classes="muted space", markup=False)

    def on_mount(self) -> None:
        field = self.query_one(SecretInput)
        field.password = False  # copied from paper, group by group: it has to be seen
        self.set_focus(field)

    async def entered(self) -> None:
        self._open()

    @on(Input.Changed)
    def _typed(self) -> None:
        """Name the group with a slip in it as soon as it is finished."""
        if not self.is_opening:
            wrong = self.door.wrong_group(self.query_one(SecretInput).value)
            self.tell(wrong_words(wrong) if wrong else "", "problem" if wrong else "info")

    async def read(self) -> None:
        self._open(read_only=True)

    def _open(self, *, read_only: bool = False) -> None:
        code = self.query_one(SecretInput).value
        if code.strip() and not self.is_opening:
            self.try_opening(code, is_code=True, read_only=read_only)

    def not_opened(self, secret: str, error: CompanionError) -> None:
        super().not_opened(secret, error)
        if isinstance(error, WrongRecoveryCode) and error.groups and len(error.groups) < GROUPS:
            field = self.query_one(SecretInput)
            field.selection = Selection(*group_place(field.value, error.groups[0]))

    async def action_leave(self) -> None:
        await self.app.pop_screen()
