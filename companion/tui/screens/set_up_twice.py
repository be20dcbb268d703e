"""A new passphrase, typed twice so that a slip of the finger locks nobody out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from companion.errors import InvalidEntry
from companion.services.access import passphrases
from companion.tui.screens.made_passphrase import MadePassphrase
from companion.tui.widgets.secret_input import SecretInput

AGAIN, FROM_PAPER = "The same again", "The same again, from your paper"
MAKES = "^T makes six words for you, to write down and keep"
NOT_THE_SAME = "The two are not the same. Type it here once more, or press ↑ to change the first one."


class PassphraseTwice(Vertical):
    """Two hidden lines. `enter` does what Enter does in the one that has the focus."""

    DEFAULT_CSS = "PassphraseTwice { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "The first line", show=False),
        Binding("down", "step(1)", "The second line", show=False),
        Binding("ctrl+t", "make", "Make one for me", key_display="^T"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Passphrase", classes="question", markup=False)
        yield SecretInput(placeholder="a few words you will remember", id="first")
        yield Static(AGAIN, classes="question", markup=False, id="again")
        yield SecretInput(placeholder="so that a slip of the finger locks nobody out", id="second")
        yield Static("^R shows what you type    Capitals and spaces count", classes="muted", markup=False)
        if passphrases.is_offered():
            yield Static(MAKES, classes="muted", markup=False)

    def start(self) -> None:
        """Put the focus on the first line."""
        self.screen.set_focus(self._first)

    def forget(self) -> None:
        """Clear both lines."""
        self._first.forget()
        self._second.forget()

    def action_step(self, step: int) -> None:
        """Move to the second line (1) or the first (-1)."""
        self.screen.set_focus(self._second if step > 0 else self._first)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "make" or passphrases.is_offered()

    def action_make(self) -> None:
        """Show a passphrase to write down; it stands in the first line then, and is typed in the second."""

        def written(passphrase: str | None) -> None:
            if passphrase:
                self._first.value = passphrase
                self._second.forget()
                self.query_one("#again", Static).update(FROM_PAPER)
                self.screen.set_focus(self._second)

        made = passphrases.make_passphrase()
        if made:
            self.app.push_screen(MadePassphrase(made), written)

    def enter(self, check: Callable[[str], None]) -> str | None:
        """Return the passphrase when it was typed the same twice, else move on and return None.

        Raises InvalidEntry with what to do when it cannot be one, or when the two differ.
        """
        try:
            check(self._first.value)
        except InvalidEntry:
            self.start()
            raise
        if self.screen.focused is not self._second:
            self.screen.set_focus(self._second)
            return None
        if self._second.value != self._first.value:
            self._second.forget()
            raise InvalidEntry("passphrase", NOT_THE_SAME)
        return self._first.value

    @property
    def _first(self) -> SecretInput:
        return self.query_one("#first", SecretInput)

    @property
    def _second(self) -> SecretInput:
        return self.query_one("#second", SecretInput)
