"""Sitting together: the same question big, for two people, without what is for the person alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.sheet import Sheet
from companion.tui.base.messages import GoTo
from companion.tui.commands import key
from companion.tui.learn.exercise import Questions
from companion.tui.learn.wording import SITTING


class TogetherPage(Questions):
    """`at` is "course/exercise". It stays open while two people talk, and no tabs are drawn."""

    TOGETHER = True
    STAYS_OPEN = True
    BINDINGS: ClassVar[list[BindingType]] = [
        key("alone", show=False),
        key("leave"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def leads_on(self) -> bool:
        return False

    def body(self) -> Iterable[Widget]:
        title, *rest = super().body()
        yield from (title, Static(SITTING, id="sitting", classes="muted", markup=False), *rest)

    def choose_start(self) -> None:
        super().choose_start()
        self.find(self._at)
        self.query_one("#question-together").display = False

    def focus_start(self) -> None:
        self.begin()

    def go_to_keep(self, sheet: Sheet) -> None:
        self.post_message(GoTo("keep", f"{sheet.id}/together"))

    def action_leave(self) -> None:
        """Go back to the same question as it is for the person alone."""
        at = self.sheet.id if self.step is not None and self.sheet is not None else self._at
        self.post_message(GoTo("exercise", at))
