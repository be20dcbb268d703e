"""The way in. It knows nothing of the person, and the help lines stand on it before any passphrase."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from companion.errors import CompanionError, OpenElsewhere
from companion.tui.screens.first import Pairs, Told, WayIn
from companion.tui.screens.help_words import LineWords, in_full, in_short
from companion.tui.show import Words, as_content, joined, styled
from companion.tui.widgets.card import TitleLine
from companion.tui.widgets.secret_input import SecretInput

LOCKED_PLAN = "Your own plan needs the passphrase."
CARD_HINT = "F5 shows your card."


class Unlock(WayIn):
    """Passphrase, then Enter. `notice`: one sentence shown once, or nothing."""

    BARE = True
    CSS_PATH = ["../styles/first.tcss", "../styles/unlock.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Open", priority=True, key_display="enter", show=False),
        Binding("f3,ctrl+f", "forgot", "I forgot it", priority=True, key_display="F3"),
        Binding("f5,ctrl+o", "card", "My card", priority=True, key_display="F5"),
        Binding("up", "scroll_lines(-1)", "Help lines up", show=False),
        Binding("down", "scroll_lines(1)", "Help lines down", show=False),
        Binding("pageup", "page_lines(-1)", "Help lines up a page", show=False),
        Binding("pagedown", "page_lines(1)", "Help lines down a page", show=False),
    ]

    def __init__(self, notice: str = "") -> None:
        super().__init__()
        self._notice = notice
        self._waiting = ""
        """What was entered while the first was being tried."""
        self._has_card = False

    def parts(self) -> ComposeResult:
        from companion.services.safety.helplines import national_lines

        nation = self.door.config.nation
        lines = national_lines(nation)
        yield Vertical(
            Static("companion", classes="heading", markup=False),
            Static("Your plan, your words, on this computer only.", classes="muted centred", markup=False),
            Static("Passphrase", classes="question space", markup=False),
            SecretInput(placeholder="type it, then Enter"),
            Static("^R shows what you type    F3 if you forgot it", classes="muted", markup=False),
            Told(as_content(self._notice)),
            id="way-in",
        )
        yield VerticalScroll(
            TitleLine("Need someone now?  No passphrase needed to call.", "F2 bigger"),
            Pairs(_table(in_short(lines, nation))),
            Static(self._locked_words(), markup=False, id="needs-passphrase"),
            Static("Every line in full   ↓", classes="question space", markup=False),
            Static(Content("\n").join(in_full(line) for line in lines)),
            id="lines",
            can_focus=False,
        )

    def on_mount(self) -> None:
        self.set_focus(self.query_one(SecretInput))
        self.call_after_refresh(
            self.run_worker, self._get_ready, thread=True, exit_on_error=False, group="ready"
        )

    def _get_ready(self) -> None:
        """Load, while the person types, the code that opens a vault and that shows the first page."""
        with contextlib.suppress(CompanionError):
            self.door.check_passphrase("")
        import companion.services.services  # noqa: F401

    async def entered(self) -> None:
        secret = self.query_one(SecretInput).take()
        if not secret:
            return
        if self.is_opening:
            self._waiting = secret
        else:
            self.try_opening(secret)

    async def read(self) -> None:
        if secret := self.query_one(SecretInput).take():
            self.try_opening(secret, read_only=True)

    def not_opened(self, secret: str, error: CompanionError) -> None:
        waiting, self._waiting = self._waiting, ""
        if waiting:
            self.try_opening(waiting)
            return
        super().not_opened(secret, error)
        if isinstance(error, OpenElsewhere):
            field = self.query_one(SecretInput)
            field.value = field.value or secret
            field.select_all()  # F4 takes it as it stands; typing starts it anew

    async def action_forgot(self) -> None:
        from companion.tui.screens.forgot import Forgot

        await self.app.push_screen(Forgot())

    def _locked_words(self) -> str:
        self._has_card = bool(self.door.read_card())
        return f"{LOCKED_PLAN} {CARD_HINT}" if self._has_card else LOCKED_PLAN

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "card":
            return self._has_card
        return super().check_action(action, parameters)

    async def action_card(self) -> None:
        from companion.tui.screens.card_shown import CardShown

        if words := self.door.read_card():
            await self.app.push_screen(CardShown(words))
        else:
            self.tell("The card is not there any more.", "problem")

    def action_scroll_lines(self, rows: int) -> None:
        self.query_one("#lines").scroll_relative(y=rows, animate=False)

    def action_page_lines(self, pages: int) -> None:
        lines = self.query_one("#lines")
        lines.scroll_relative(y=pages * max(1, lines.size.height - 1), animate=False)


def _table(rows: Sequence[LineWords]) -> list[tuple[Words, Words]]:
    """Return the names and numbers, and what to do beside them."""
    names = max((len(row.name) for row in rows), default=0) + 2
    return [(joined(row.name.ljust(names), styled(row.number, "bold")), row.how) for row in rows]
