"""What is offered when the vault is gone or damaged: it is put right, or a copy of it is opened."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from companion.errors import CompanionError
from companion.tui.base.locked_screen import LockedPanel, StatusText, WayIn
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import user_text

ASKS = "Type your passphrase, or your recovery code, and then Enter: the copy opens and takes its place."
ASKS_TO_MEND = (
    "Type your passphrase, or your recovery code, and then Enter: your vault is put right and opens."
)
NOTHING_GOES = "Nothing is thrown away. F2 shows who to call."
BEGIN_ANEW = "esc goes on without it"
GO_BACK = "esc goes back"


class StandIn(WayIn):
    """Passphrase, then Enter. Esc goes back or, when this is the first screen, on to the ways to begin.

    Give `HEADING` and `ASKS`, and say in a binding what Enter does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Without it", priority=True),
    ]
    HEADING: ClassVar[str] = ""
    ASKS: ClassVar[str] = ""

    def __init__(self, words: str, *, first: bool = False) -> None:
        """`words`: what happened, and from when the copy is. `first`: there is no screen to go back to."""
        super().__init__()
        self._words, self._first = words, first

    def parts(self) -> ComposeResult:
        esc = BEGIN_ANEW if self._first else GO_BACK
        with LockedPanel():
            yield Static(self.HEADING, classes="heading", markup=False)
            yield Static(Content(self._words), classes="space", markup=False)
            yield Static(self.ASKS, classes="space", markup=False)
            yield SecretInput(placeholder="type it, then Enter", classes="space")
            yield Static(f"^R shows what you type    {esc}", classes="muted", markup=False)
            yield StatusText(classes="space")
            yield Static(NOTHING_GOES, classes="muted space", markup=False)

    def on_mount(self) -> None:
        self.set_focus(self.query_one(SecretInput))

    async def entered(self) -> None:
        field = self.query_one(SecretInput)
        if field.value and not self.is_opening:
            self.try_opening(field.take(), rescue_copy=True)

    def not_opened(self, secret: str, error: CompanionError) -> None:
        self.tell(user_text(str(error)), "problem")

    async def action_leave(self) -> None:
        if not self._first:
            await self.app.pop_screen()
            return
        from companion.tui.access.welcome import Welcome

        await self.app.push_screen(Welcome())


class RescueScreen(StandIn):
    """For a vault that is gone or damaged: what was saved before is here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Open the copy", priority=True),
    ]
    HEADING = "A copy of your vault"
    ASKS = ASKS


class PutRight(StandIn):
    """For a vault that one small fault keeps from opening: nothing of it is lost."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Put it right", priority=True),
    ]
    HEADING = "Your vault can be put right"
    ASKS = ASKS_TO_MEND
