"""Who, when and where; the day is said back in full before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Talk
from companion.tui.screens.day_form import DayForm
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.editors import LineEditor

FIELDS = ("who", "role", "when", "where")


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkAnswers:
    """What was filled in; anything may be empty."""

    with_whom: str
    role: str
    day: date | None
    at: time | None
    where: str


class TalkForm(DayForm[TalkAnswers]):
    """Four lines and a chip that says the day back; Enter on the chip is the yes."""

    CSS_PATH = "../styles/forms.tcss"

    WRITES: ClassVar[bool] = True

    def __init__(self, talk: Talk | None, *, now: datetime) -> None:
        super().__init__(
            "The talk" if talk else "Plan a talk",
            hint="anything may stay empty   esc leaves it",
            day=talk.day if talk else None,
            at=talk.at if talk else None,
            now=now,
        )
        self._talk = talk

    def body(self) -> Iterable[Widget]:
        talk = self._talk
        yield Static("Who with", classes="label")
        yield LineEditor(talk.with_whom if talk else "", placeholder="a name", keeps_escape=False, id="who")
        yield Static("What they are to you", classes="label")
        yield LineEditor(
            talk.role if talk else "", placeholder="care coordinator, GP, ...", keeps_escape=False, id="role"
        )
        yield Static("When", classes="label")
        yield LineEditor(
            self.day_words, placeholder="next Thursday 2pm, 26/11, ...", keeps_escape=False, id="when"
        )
        yield Static("", id="echo")
        yield Static("Where", classes="label")
        yield LineEditor(
            talk.where if talk else "", placeholder="a place, or by phone", keeps_escape=False, id="where"
        )
        yield ActionChip("Keep it", "press enter", id="keep")

    def on_mount(self) -> None:
        self.query_one("#who").focus()

    def keep(self) -> None:
        day, at = self.read()
        self.dismiss(
            TalkAnswers(
                with_whom=self.query_one("#who", LineEditor).value,
                role=self.query_one("#role", LineEditor).value,
                day=day,
                at=at,
                where=self.query_one("#where", LineEditor).value,
            )
        )
