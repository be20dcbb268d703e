"""The way in. It knows nothing of the person, and the help lines stand on it before any passphrase."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.widgets.input import Selection

from companion.errors import CompanionError, NotReadable, NotSaved, OpenElsewhere, WrongRecoveryCode
from companion.services.access.recovery_code import GROUP_LENGTH, GROUPS, wrong_words
from companion.tui.base.locked_screen import LockedPanel, Pairs, StatusText, WayIn
from companion.tui.safety.help_strip import LineWords, in_full, in_short
from companion.tui.widgets.card import TitleLine
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import Words, as_content, content_of, styled

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
        Binding("enter", "go_on", "Open", priority=True),
        Binding("escape", "leave", "Back", priority=True),
    ]

    def parts(self) -> ComposeResult:
        with LockedPanel():
            yield Static("If you forgot it", classes="heading", markup=False)
            yield Static(ASKS, classes="space", markup=False)
            yield SecretInput(placeholder="the code, then Enter", classes="space")
            yield Static("^R hides what you type    esc goes back", classes="muted", markup=False)
            yield StatusText(classes="space")
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
            wrong = self.backend.wrong_group(self.query_one(SecretInput).value)
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


LOCKED_ALONE = "Locked. Type your passphrase. F2: help now."
LOCKED_PLAN = "Your own plan needs the passphrase."
CARD_HINT = "F5 shows your card."


class UnlockScreen(WayIn):
    """Passphrase, then Enter. `notice`: one sentence shown once, or nothing.

    Drawn again from outside after the first frame, when `CompanionApp` reads the styles that are not needed yet, and by
    `base.cursor.follow_focus`, which has the terminal's own cursor follow the caret.
    """

    BARE = True
    CSS_PATH = ["../styles/first.tcss", "../styles/unlock.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Open", priority=True, show=False),
        Binding("f3,ctrl+f", "forgot", "I forgot it", priority=True, key_display="F3"),
        Binding("f5,ctrl+o", "card", "My card", priority=True, key_display="F5"),
        Binding("up", "scroll_lines(-1)", "Help lines up", show=False),
        Binding("down", "scroll_lines(1)", "Help lines down", show=False),
        Binding("pageup", "page_lines(-1)", "Help lines up a page", show=False),
        Binding("pagedown", "page_lines(1)", "Help lines down a page", show=False),
    ]

    def __init__(self, notice: str = "", *, alone: bool = False) -> None:
        """`alone`: it locked by itself while nobody was there; who passes by is told no more than that."""
        super().__init__()
        self._notice, self._alone = notice, alone
        self._waiting: list[str] = []
        """What was entered while the first was being tried, in turn."""
        self._has_card = False

    def parts(self) -> ComposeResult:
        if self._alone:
            yield Vertical(
                Static(LOCKED_ALONE, classes="question", markup=False),
                SecretInput(classes="space"),
                StatusText(),
                id="way-in",
            )
            return
        from companion.services.safety.helplines import national_lines

        nation = self.backend.config.nation
        lines = national_lines(nation)
        yield Vertical(
            Static("companion", classes="heading", markup=False),
            Static("Your plan, your words, on this computer only.", classes="muted centred", markup=False),
            Static("Passphrase", classes="question space", markup=False),
            SecretInput(placeholder="type it, then Enter"),
            Static("^R shows what you type    F3 if you forgot it", classes="muted", markup=False),
            StatusText(as_content(self._notice)),
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
            self.backend.check_passphrase("")
        import companion.services.services  # noqa: F401

    async def entered(self) -> None:
        secret = self.query_one(SecretInput).take()
        if not secret:
            return
        if self.is_opening:
            self._waiting.append(secret)
        else:
            self.try_opening(secret)

    async def read(self) -> None:
        if secret := self.query_one(SecretInput).take():
            self.try_opening(secret, read_only=True)

    def not_opened(self, secret: str, error: CompanionError) -> None:
        if self._waiting:
            self.try_opening(self._waiting.pop(0))
            return
        super().not_opened(secret, error)
        if isinstance(error, OpenElsewhere | NotReadable | NotSaved):  # it may be the right one all the same
            field = self.query_one(SecretInput)
            field.value = field.value or secret
            field.select_all()  # Enter and F4 take it as it stands; typing starts it anew

    async def action_forgot(self) -> None:

        await self.app.push_screen(Forgot())

    def _locked_words(self) -> str:
        self._has_card = bool(self.backend.read_card())
        return f"{LOCKED_PLAN} {CARD_HINT}" if self._has_card else LOCKED_PLAN

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "card":
            return self._has_card
        if action in ("scroll_lines", "page_lines"):
            return not self._alone
        return super().check_action(action, parameters)

    async def action_card(self) -> None:
        from companion.tui.safety.lock_card import CardShown

        if words := self.backend.read_card():
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
    return [(content_of(row.name.ljust(names), styled(row.number, "bold")), row.how) for row in rows]
