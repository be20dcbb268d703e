"""A form that asks for a day among other things, and says it back in full before it is kept."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, TypeVar

from textual import on
from textual.widgets import Static

from companion.errors import InvalidEntry
from companion.services.dates import read_when, say_when
from companion.tui.screens.form import Form
from companion.tui.show import say, user_text
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.editors import LineEditor

T = TypeVar("T")


class DayForm(Form[T]):
    """Base of forms with a line "when", a Static "echo" under it, and a chip "keep" that says the day back."""

    TO_COME = True
    """False where a day gone by is meant, as a rule."""

    def __init__(
        self, *args: Any, day: date | None, at: time | None = None, now: datetime, **options: Any
    ) -> None:
        """`day` and `at`: what the line begins with; as long as it stands there it is taken as it is."""
        super().__init__(*args, **options)
        self._day, self._at, self._now = day, at, now

    @property
    def day_words(self) -> str:
        """What the line begins with."""
        return say_when(self._day, self._at) if self._day else ""

    def words_put_back(self) -> None:
        self.echo()

    @on(LineEditor.Submitted)
    def _next_field(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.control.id == "when" and not self.echo():
            return
        self.app.action_focus_next()

    def on_descendant_blur(self) -> None:
        self.echo()

    def echo(self) -> bool:
        """Say the day back in full, or say what is not clear; True when there is no problem with it."""
        line = self.query_one("#when", LineEditor)
        try:
            day, at = self.read()
        except InvalidEntry as error:
            self.query_one("#echo", Static).update(user_text(str(error)))
            self.query_one("#keep", ActionChip).update("Look at the day again")
            return False
        words = say_when(day, at) if day else ""
        self.query_one("#echo", Static).update(say("That is [b]$when[/].", when=words) if words else "")
        self.query_one("#keep", ActionChip).update(f"Keep it{': ' + words if words else ''}", "press enter")
        line.problem = ""
        return True

    def read(self) -> tuple[date | None, time | None]:
        """Return the day and time typed; what stood there at first keeps its day. Raises InvalidEntry."""
        typed = self.query_one("#when", LineEditor).value
        if not typed:
            return None, None
        if typed == self.day_words:
            return self._day, self._at
        when = read_when(typed, now=self._now, future=self.TO_COME)
        return when.day, when.at

    @on(ActionChip.Pressed)
    def _keep(self, message: ActionChip.Pressed) -> None:
        message.stop()
        if not self.echo():
            self.query_one("#when").focus()
            return
        self.keep()

    def keep(self) -> None:
        """Close with what was filled in; the day is clear."""
        raise NotImplementedError
