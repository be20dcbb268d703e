"""The national help lines in full, by nation, with one number big enough to read across a room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from companion.domain.helpline import Helpline, Nation
from companion.services.safety.helplines import EVERYWHERE, NATION_NAMES, OFFERED
from companion.services.safety.lock_card_file import UNCHECKED
from companion.tui.base.page import Framed, TooSmall
from companion.tui.base.screen import Asking
from companion.tui.commands import key
from companion.tui.safety.help_strip import details
from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.card import Heading, Panel
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import content_of, styled, user_line, user_text

CARD = "card"
"""The row of the card that may be read without a passphrase."""
PLAN_LOCKED = "Your own plan needs the passphrase."
BEGINNING = 5
"""Lines of the card that stand here; F5 shows all of it."""


class Helplines(Framed, Asking):
    """Lies over whatever was there; Esc goes back to it, to the same caret.

    `needs_passphrase`: there is a plan, and it is locked; that is said.
    """

    STAYS_OPEN = True
    CSS_PATH = "../styles/helplines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "nation(-1)", "Nation before", priority=True, show=False),
        Binding("right", "nation(1)", "Nation", priority=True, key_display="← →"),
        Binding("f5,ctrl+o", "card", "My card", priority=True, key_display="F5"),
        key("edit"),
        Binding("escape", "leave", "Back", priority=True),
    ]

    def __init__(self, needs_passphrase: bool) -> None:
        super().__init__()
        self._needs_passphrase = needs_passphrase
        self._card = ""
        """What the card says that may be read without a passphrase; empty while the plan is open."""
        self._lines: dict[str, Helpline] = {}
        self._nation: Nation | None = None

    def compose(self) -> ComposeResult:
        self._card = self.backend.read_card() if self._needs_passphrase else ""
        yield Heading(
            Content.styled("Someone to call or text now", "bold"),
            "F5 shows your card" if self._card else PLAN_LOCKED if self._needs_passphrase else "",
        )
        yield RadioRow(
            [RadioOption(id=id, label=label) for id, label in OFFERED.items()],
            label="In",
        )
        yield Panel("", BigNumber(), Static(id="about"), tone="safe", id="line-card")
        yield PickList(shows=True, enter="", id="help-lines")
        yield KeyBar(HIDE)
        yield TooSmall()

    def on_mount(self) -> None:
        nation = self.backend.config.nation
        self.query_one(RadioRow).choose(nation.value if nation else EVERYWHERE)
        self._show_nation(nation)
        self.set_focus(self.query_one(PickList))

    def _show_nation(self, nation: Nation | None) -> None:
        self._nation = nation
        lines = self._lines_in(nation)
        self._lines = {line.id: line for line in lines}
        rows = [PickRow(id=line.id, main=_named(line, nation), note=user_line(line.number)) for line in lines]
        mine = [PickRow(id=CARD, main="My card", note="F5")] if self._card else []
        picks, here = self.query_one(PickList), self.query_one(PickList).highlighted
        picks.set_rows([*mine, *rows])
        if mine and here is None:
            picks.highlight(rows[0].id)  # a number that answers comes first
        self._show_line()

    def _lines_in(self, nation: Nation | None) -> Sequence[Helpline]:
        """Return the lines as the person keeps them when their plan is open, else as they ship."""
        if self.companion.is_open:
            return self.services.safety.helplines(nation)
        from companion.services.safety.helplines import national_lines

        return national_lines(nation)

    def _show_line(self) -> None:
        here = self.query_one(PickList).highlighted or ""
        line, card = self._lines.get(here), self.query_one("#line-card", Panel)
        self.query_one(BigNumber).display = line is not None
        if here == CARD:
            card.title = "My card"
            beginning = self._card.split("\n")[:BEGINNING]
            self.query_one("#about", Static).update(user_text("\n".join([UNCHECKED, *beginning])))
        if line is None:
            return
        card.title = user_line(line.name)
        self.query_one(BigNumber).number = line.number
        self.query_one("#about", Static).update(user_line(" ".join(details(line))))

    @on(PickList.Highlighted)
    def _line_highlighted(self) -> None:
        self._show_line()

    @on(RadioRow.Chosen)
    def _nation_chosen(self, message: RadioRow.Chosen) -> None:
        self._show_nation(None if message.id == EVERYWHERE else Nation(message.id))

    @on(PickList.Picked)
    async def _picked(self, message: PickList.Picked) -> None:
        if message.id == CARD:
            await self.action_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "edit":
            return self.companion.is_open
        return bool(self._card) if action == "card" else True

    def action_edit(self) -> None:
        """Change the lines, as the person keeps them."""
        from companion.tui.safety.own_lines import OwnLines

        self.app.push_screen(OwnLines(), lambda _: self._show_nation(self._nation))

    async def action_card(self) -> None:
        from companion.tui.safety.lock_card import CardShown

        await self.app.push_screen(CardShown(self._card))

    def action_nation(self, step: int) -> None:
        self.query_one(RadioRow).action_step(step)

    async def action_leave(self) -> None:
        await self.app.pop_screen()


def _named(line: Helpline, nation: Nation | None) -> Content:
    """Return the name, and where it answers when neither the name nor a chosen nation says it."""
    where = ", ".join(NATION_NAMES[place] for place in line.nations)
    if nation is not None or len(line.nations) == len(Nation) or where in line.name:
        return user_line(line.name)
    return content_of(user_line(line.name), styled(f"  {where}", "$c-muted"))
