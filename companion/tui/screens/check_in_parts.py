"""What belongs to the check-in page: the list of days, what helps with a sign, and the note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import PlanLine
from companion.tui.screens.dialog import Dialog
from companion.tui.show import say, user_text
from companion.tui.widgets.pick_list import PickList, PickRow


class OtherDay(Dialog[str]):
    """Choose the day to fill in; the answer is its ISO form, or None."""

    def __init__(self, rows: Sequence[PickRow], at: str) -> None:
        super().__init__("Which day?", hint="enter opens it   esc closes")
        self._rows, self._at = rows, at

    def body(self) -> Iterable[Widget]:
        yield PickList(self._rows, id="days")
        yield Static("Written after its day, it is marked “added later”.", classes="muted", markup=False)

    def on_mount(self) -> None:
        days = self.query_one("#days", PickList)
        days.highlight(self._at)
        days.focus()

    @on(PickList.Picked, "#days")
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class WhatHelps(VerticalScroll, can_focus=True):
    """What the person wrote helps with a sign, opened under the signs; scrolls when it is long."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
    ]

    def compose(self) -> Iterable[Widget]:
        yield Static(id="what-helps-words")

    def on_mount(self) -> None:
        self.display = False

    @property
    def is_open(self) -> bool:
        """True while it is shown."""
        return bool(self.display)

    def open(self, line: PlanLine) -> None:
        """Show the words of `line`, or say that there are none."""
        if line.what_helps.strip():
            words = say("[b $c-accent]What I wrote helps[/]\n[i]$helps[/]", helps=line.what_helps)
        else:
            words = user_text("Nothing is written here yet. p opens your plan, and e on this line adds it.")
        self.query_one("#what-helps-words", Static).update(words)
        self.scroll_home(animate=False)
        self.display = True

    def close(self) -> None:
        """Close it again."""
        self.display = False
