"""What a key shows when the screen is hidden and the disk would not take the last words."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from companion.errors import CompanionError
from companion.tui.base.host import host_of
from companion.tui.base.locked_screen import OPENING, FirstScreen, LockedPanel, StatusText
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import user_text


class Blank(Screen[Any]):
    """A blank screen with a cursor; any key or a click wakes it. Keys that work everywhere still do.

    A letter that wakes it is the first of what is typed; Space, Enter, Esc and the arrows only wake it.

    `over_demo`: the made-up person lies beneath and comes back; else the way in is shown.
    """

    def __init__(self, over_demo: bool = False) -> None:
        super().__init__()
        self.over_demo = over_demo

    def on_key(self, event: events.Key) -> None:
        # There is no binding for "any key"; keys come one at a time, so none is overtaken.
        event.stop()
        is_typed = event.is_printable and event.key != "space"
        self.app.call_later(host_of(self).wake_up, (event.character or "") if is_typed else "")

    def on_click(self) -> None:
        self.app.call_later(host_of(self).wake_up)


KEPT = "Your last words are kept behind this screen, and nobody can read them here."
WAYS = (
    "Enter tries again. It also tries by itself, and locks as soon as they are stored.\n"
    "Your passphrase and then Enter goes back to them.\n"
    "^Q closes without them."
)


class UnsavedWords(FirstScreen):
    """Over the page with the words. `why`: what the disk said."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", "Try again", priority=True)]

    def __init__(self, why: str) -> None:
        super().__init__()
        self._why = why
        self._busy = False

    def parts(self) -> ComposeResult:
        with LockedPanel():
            yield Static("Not stored yet", classes="heading", markup=False)
            yield Static(Content(self._why), classes="space", markup=False)
            yield Static(KEPT, classes="space", markup=False)
            yield Static(WAYS, classes="space", markup=False)
            yield SecretInput(placeholder="passphrase", classes="space")
            yield StatusText(classes="space")

    def on_mount(self) -> None:
        self.set_focus(self.query_one(SecretInput))

    async def entered(self) -> None:
        if self._busy:
            return
        secret = self.query_one(SecretInput).take()
        if not secret:
            self.companion.closing.lock()
            return
        self._busy = True
        self.tell(OPENING)
        self.companion.closing.back_to_words(secret, problem=self._not_back)

    def _not_back(self, error: CompanionError) -> None:
        self._busy = False
        if self.is_attached:
            self.tell(user_text(str(error)), "problem")
