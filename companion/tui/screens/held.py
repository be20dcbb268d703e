"""What a key shows when the screen is hidden and the disk would not take the last words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from companion.errors import CompanionError
from companion.tui.messages import BackAsked, LockAsked
from companion.tui.screens.first import OPENING, FirstScreen, Sheet, Told
from companion.tui.show import user_text
from companion.tui.widgets.secret_input import SecretInput

KEPT = "Your last words are kept behind this screen, and nobody can read them here."
WAYS = (
    "Enter tries again. It also tries by itself, and locks as soon as they are stored.\n"
    "Your passphrase and then Enter goes back to them.\n"
    "^Q closes without them."
)


class Held(FirstScreen):
    """Over the page with the words. `why`: what the disk said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Try again", priority=True, key_display="enter")
    ]

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why
        self._busy = False

    def parts(self) -> ComposeResult:
        with Sheet():
            yield Static("Not stored yet", classes="heading", markup=False)
            yield Static(Content(self._why), classes="space", markup=False)
            yield Static(KEPT, classes="space", markup=False)
            yield Static(WAYS, classes="space", markup=False)
            yield SecretInput(placeholder="passphrase", classes="space")
            yield Told(classes="space")

    def on_mount(self) -> None:
        self.set_focus(self.query_one(SecretInput))

    async def entered(self) -> None:
        if self._busy:
            return
        secret = self.query_one(SecretInput).take()
        if not secret:
            self.post_message(LockAsked())
            return
        self._busy = True
        self.tell(OPENING)
        self.post_message(BackAsked(secret, problem=self._not_back))

    def _not_back(self, error: CompanionError) -> None:
        self._busy = False
        if self.is_attached:
            self.tell(user_text(str(error)), "problem")
