"""Answers that are not typed: what is ticked, chosen or numbered. Space answers, Enter goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from companion.tui.show import Words
from companion.tui.widgets.lines import CURSOR, fitted
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.scales import Scales
from companion.tui.widgets.tick_list import TickList

_MARK_WIDTH = 4  # "▸ ● "


class Entered(Message):
    """Enter was pressed in a list where space does the answering."""


class AnswerTicks(TickList):
    """Lines to pick. With none there is nothing to tick, and no hint that says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Next", show=False, key_display="enter")
    ]

    def action_enter(self) -> None:
        self.post_message(Entered())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.row_count > 0 if action == "tick" else True


class AnswerScale(Scales):
    """One number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enter", "Next", show=False, key_display="enter")
    ]

    def action_enter(self) -> None:
        self.post_message(Entered())


class ChoiceList(RowList):
    """One of several, on lines of their own. Space takes one, and lets it go again; posts `Chosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take", "Tick", key_display="space"),
        Binding("delete,backspace", "blank", "Blank", show=False, key_display="del"),
        Binding("enter", "enter", "Next", show=False, key_display="enter"),
    ]

    class Chosen(Message):
        """Another one was taken; None when there is none any more."""

        def __init__(self, sender: ChoiceList, choice: int | None) -> None:
            super().__init__()
            self.sender, self.choice = sender, choice

        @property
        def control(self) -> ChoiceList:
            return self.sender

    def __init__(self, *, id: str | None = None) -> None:
        self._labels: list[Words] = []
        self.chosen: int | None = None
        """Which one is taken, from 0."""
        super().__init__(id=id)

    @property
    def row_count(self) -> int:
        return len(self._labels)

    def show(self, labels: Sequence[Words], chosen: int | None) -> None:
        """Show these, with one taken or none, without posting anything."""
        self._labels, self.chosen = list(labels), chosen
        self.redraw()

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        mark = Content.styled(f"{CURSOR} " if here else "  ", "bold $c-accent")
        is_on = row == self.chosen
        dot = Content.styled("● " if is_on else "○ ", "bold $c-accent" if is_on or here else "$c-muted")
        texts = fitted(self._labels[row], width - _MARK_WIDTH, None)
        if here or is_on:
            texts = [text.stylize("$s-cursor" if here else "bold") for text in texts]
        rest = [Content.assemble(" " * _MARK_WIDTH, text) for text in texts[1:]]
        return [Content.assemble(mark, dot, texts[0]), *rest]

    def action_enter(self) -> None:
        self.post_message(Entered())

    def action_take(self) -> None:
        if self._labels:
            self._choose(None if self.chosen == self.cursor else self.cursor)

    def action_blank(self) -> None:
        if self.chosen is not None:
            self._choose(None)

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event.get_content_offset_capture(self).y)
        if row is not None:
            self.cursor = row
            if row != self.chosen:
                self._choose(row)

    def _choose(self, choice: int | None) -> None:
        self.chosen = choice
        self.redraw()
        self.post_message(self.Chosen(self, choice))
