"""Two groups of the recovery code, asked back once: the paper is there, and can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.widgets import Static

from companion.services.access.recovery_code import ask_words, groups_to_ask, is_whole, wrong_words
from companion.services.backend import Door
from companion.tui.screens.set_up_first import SetUpPart
from companion.tui.widgets.secret_input import SecretInput

LATER = "Not to hand? esc shows the code once more. F4 goes on without it."


class GroupsBack(SetUpPart):
    """One line for each group asked for. Nothing here blocks: F4, or Enter on an empty line, goes on."""

    def __init__(self, code: str, door: Door) -> None:
        super().__init__()
        self._groups, self._door = code.split("-"), door
        self._numbers = groups_to_ask()

    def compose(self) -> ComposeResult:
        yield Static("Is it on paper?", classes="question space", markup=False)
        yield Static(ask_words(self._numbers), markup=False)
        for number in self._numbers:
            yield Static(f"Group {number}", classes="question space", markup=False)
            yield SecretInput(placeholder="five letters and numbers", id=f"group-{number}")
        yield Static(LATER, classes="muted space", markup=False)

    def on_mount(self) -> None:
        for line in self.query(SecretInput):
            line.password = False  # copied from paper: it has to be seen

    def slip(self) -> str:
        """Return what is to be said of the groups that were typed whole so far; empty where they are right."""
        return next(
            (wrong_words(n) for n, line in self._lines() if is_whole(line.value) and not self._fits(n)), ""
        )

    def enter(self, tell: Callable[..., None]) -> bool | None:
        """Do what Enter does: True when all are right, False when this is left for later, None to stay."""
        here = self.screen.focused
        for number, line in self._lines():
            if line.value.strip() and not self._fits(number):
                tell(f"{wrong_words(number)} F4 goes on without it.", "problem")
                self.screen.set_focus(line)
                return None
        empty = [line for _, line in self._lines() if not line.value.strip()]
        if not empty:
            return True
        if here in empty:
            return False
        self.screen.set_focus(empty[0])
        return None

    def _lines(self) -> Iterator[tuple[int, SecretInput]]:
        for number in self._numbers:
            yield number, self.query_one(f"#group-{number}", SecretInput)

    def _fits(self, number: int) -> bool:
        typed = self.query_one(f"#group-{number}", SecretInput).value
        return self._door.same_group(typed, self._groups[number - 1])
