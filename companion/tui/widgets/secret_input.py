"""Where a passphrase or a recovery code is typed. It cannot be copied out, and can be cleared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from companion.tui.widgets.sent import Sent


class SecretInput(Input):
    """One hidden line. Posts `Entered` on Enter; read the secret with `take`. ^R shows what is typed.

    The stock password field copies the secret to the clipboard; this one does not, and its own messages
    do not carry the secret.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on", show=False),
        Binding("ctrl+r", "show", "Show what I type", show=False),
    ]

    @dataclass(eq=False)
    class Entered(Sent["SecretInput"]):
        """Enter was pressed."""

    def __init__(self, *, placeholder: str = "", id: str | None = None, classes: str | None = None) -> None:
        """`placeholder`: our words."""
        super().__init__(password=True, placeholder=placeholder, id=id, classes=classes)
        self.cursor_blink = False

    def take(self) -> str:
        """Return what was typed and forget it."""
        secret = self.value
        self.forget()
        return secret

    def forget(self) -> None:
        """Clear the line and hide it again."""
        self.value = ""
        self.password = True

    async def _on_key(self, event: events.Key) -> None:
        # In the order typed, as in `editors`: a backspace in a burst must not overtake a letter.
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, self):
                event.stop()
                event.prevent_default()
                return

    def action_show(self) -> None:
        """Show or hide what is typed."""
        self.password = not self.password

    async def action_submit(self) -> None:
        self.post_message(self.Entered(self))

    def action_copy(self) -> None:
        """A secret stays here."""

    def action_cut(self) -> None:
        """A secret stays here."""
