"""Who, when and where; the day is said back in full before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Talk
from companion.errors import InvalidEntry
from companion.services.when import read_when, say_when
from companion.tui.screens.form import Form
from companion.tui.show import say, user_text
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


class TalkForm(Form[TalkAnswers]):
    """Four lines and a chip that says the day back; Enter on the chip is the yes."""

    CSS_PATH = "../styles/forms.tcss"

    WRITES: ClassVar[bool] = True

    def __init__(self, talk: Talk | None, *, now: datetime) -> None:
        super().__init__(
            "The talk" if talk else "Plan a talk", hint="anything may stay empty   esc leaves it"
        )
        self._talk, self._now = talk, now

    def body(self) -> Iterable[Widget]:
        talk = self._talk
        when = say_when(talk.day, talk.at) if talk and talk.day else ""
        yield Static("Who with", classes="label")
        yield LineEditor(talk.with_whom if talk else "", placeholder="a name", keeps_escape=False, id="who")
        yield Static("What they are to you", classes="label")
        yield LineEditor(
            talk.role if talk else "", placeholder="care coordinator, GP, ...", keeps_escape=False, id="role"
        )
        yield Static("When", classes="label")
        yield LineEditor(when, placeholder="next Thursday 2pm, 26/11, ...", keeps_escape=False, id="when")
        yield Static("", id="echo")
        yield Static("Where", classes="label")
        yield LineEditor(
            talk.where if talk else "", placeholder="a place, or by phone", keeps_escape=False, id="where"
        )
        yield ActionChip("Keep it", "press enter", id="keep")

    def on_mount(self) -> None:
        self.query_one("#who").focus()

    def words_put_back(self) -> None:
        self._echo()

    @on(LineEditor.Submitted)
    def _next_field(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.control.id == "when" and not self._echo():
            return
        self.app.action_focus_next()

    def on_descendant_blur(self) -> None:
        self._echo()

    def _echo(self) -> bool:
        """Say the day back in full, or say what is not clear; True when there is no problem with it."""
        line = self.query_one("#when", LineEditor)
        try:
            day, at = self._read()
        except InvalidEntry as error:
            self.query_one("#echo", Static).update(user_text(str(error)))
            self.query_one("#keep", ActionChip).update("Look at the day again")
            return False
        words = say_when(day, at) if day else ""
        self.query_one("#echo", Static).update(say("That is [b]$when[/].", when=words) if words else "")
        self.query_one("#keep", ActionChip).update(f"Keep it{': ' + words if words else ''}", "press enter")
        line.problem = ""
        return True

    def _read(self) -> tuple[date | None, time | None]:
        """Return the day and time typed. A past talk keeps its day. Raises InvalidEntry."""
        typed = self.query_one("#when", LineEditor).value
        if not typed:
            return None, None
        if self._talk and self._talk.day and typed == say_when(self._talk.day, self._talk.at):
            return self._talk.day, self._talk.at
        when = read_when(typed, now=self._now)
        return when.day, when.at

    @on(ActionChip.Pressed)
    def _keep(self, message: ActionChip.Pressed) -> None:
        message.stop()
        if not self._echo():
            self.query_one("#when").focus()
            return
        day, at = self._read()
        self.dismiss(
            TalkAnswers(
                with_whom=self.query_one("#who", LineEditor).value,
                role=self.query_one("#role", LineEditor).value,
                day=day,
                at=at,
                where=self.query_one("#where", LineEditor).value,
            )
        )
