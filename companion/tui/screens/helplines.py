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
from companion.services.national import NATION_LABELS
from companion.tui.asking import Asking
from companion.tui.screens.help_words import details
from companion.tui.screens.page import Framed, TooSmall
from companion.tui.show import joined, styled, user_line
from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.card import Card, Heading
from companion.tui.widgets.choice import Choice, Option
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.pick_list import PickList, PickRow

EVERYWHERE = "all"


class Helplines(Framed, Asking):
    """Lies over whatever was there; Esc goes back to it, to the same caret.

    `needs_passphrase`: there is a plan, and it is locked; that is said.
    """

    STAYS_OPEN = True
    CSS_PATH = "../styles/helplines.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "nation(-1)", "Nation before", priority=True, show=False),
        Binding("right", "nation(1)", "Nation", priority=True, key_display="← →"),
        Binding("escape", "leave", "Back", priority=True, key_display="esc"),
    ]

    def __init__(self, needs_passphrase: bool) -> None:
        super().__init__()
        self._needs_passphrase = needs_passphrase
        self._lines: dict[str, Helpline] = {}

    def compose(self) -> ComposeResult:
        yield Heading(
            Content.styled("Someone to call or text now", "bold"),
            "Your own plan needs the passphrase." if self._needs_passphrase else "",
        )
        yield Choice(
            [
                Option(id=EVERYWHERE, label="All"),
                *(Option(id=nation.value, label=label) for nation, label in NATION_LABELS.items()),
            ],
            label="In",
        )
        yield Card("", BigNumber(), Static(id="about"), tone="safe", id="line-card")
        yield PickList(id="help-lines")
        yield KeyBar(HIDE)
        yield TooSmall()

    def on_mount(self) -> None:
        nation = self.door.config.nation
        self.query_one(Choice).choose(nation.value if nation else EVERYWHERE)
        self._show_nation(nation)
        self.set_focus(self.query_one(PickList))

    def _show_nation(self, nation: Nation | None) -> None:
        lines = self._lines_in(nation)
        self._lines = {line.id: line for line in lines}
        self.query_one(PickList).set_rows(
            [PickRow(id=line.id, main=_named(line, nation), note=user_line(line.number)) for line in lines]
        )
        self._show_line()

    def _lines_in(self, nation: Nation | None) -> Sequence[Helpline]:
        """Return the lines as the person keeps them when their plan is open, else as they ship."""
        if self.companion.is_open:
            return self.services.safety.helplines(nation)
        from companion.services.national import national_lines

        return national_lines(nation)

    def _show_line(self) -> None:
        line = self._lines.get(self.query_one(PickList).highlighted or "")
        if line is None:
            return
        card = self.query_one("#line-card", Card)
        card.title = user_line(line.name)
        self.query_one(BigNumber).number = line.number
        self.query_one("#about", Static).update(user_line(" ".join(details(line))))

    @on(PickList.Highlighted)
    def _line_highlighted(self) -> None:
        self._show_line()

    @on(Choice.Chosen)
    def _nation_chosen(self, message: Choice.Chosen) -> None:
        self._show_nation(None if message.id == EVERYWHERE else Nation(message.id))

    def action_nation(self, step: int) -> None:
        self.query_one(Choice).action_step(step)

    async def action_leave(self) -> None:
        await self.app.pop_screen()


def _named(line: Helpline, nation: Nation | None) -> Content:
    """Return the name, and where it answers when neither the name nor a chosen nation says it."""
    where = ", ".join(NATION_LABELS[place] for place in line.nations)
    if nation is not None or len(line.nations) == len(Nation) or where in line.name:
        return user_line(line.name)
    return joined(user_line(line.name), styled(f"  {where}", "$c-muted"))
