"""Doing an exercise: what it is, one question at a time, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from companion.services.dates import say_lately
from companion.tui.messages import GoTo
from companion.tui.screens.exercise_parts import Intro
from companion.tui.screens.exercise_questions import Questions
from companion.tui.screens.exercise_words import place_words


class ExercisePage(Questions):
    """`at` is "course/exercise", or the id of a sheet that is under way: that one opens at its question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "together", "Sitting together", show=False),
        Binding("ctrl+r", "together", "Sitting together", show=False, key_display="^R"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self.intro = Intro()

    def body(self) -> Iterable[Widget]:
        title, *rest = super().body()
        yield from (title, self.intro, *rest)

    def choose_start(self) -> None:
        super().choose_start()
        self.find(self._at)
        self.intro.display = False

    def focus_start(self) -> None:
        if self.exercise is None or self.sheet is None:
            self.set_focus(None)
            return
        if self.sheet.id == self._at:
            self.begin()
            return
        is_under_way = self._is_under_way
        self.intro.show(self.exercise, self._before(), carries_on=is_under_way)
        self.intro.display = True
        self.set_focus(self.intro.begin)

    @property
    def _is_under_way(self) -> bool:
        return self.sheet is not None and any(
            sheet.id == self.sheet.id
            for sheet in self.services.sheets.of(self.sheet.pack_id, self.sheet.exercise_id)
        )

    def _day(self, moment: datetime) -> str:
        """Return "today", "Wednesday" or "3 November"."""
        return say_lately(moment.astimezone(self.now().tzinfo).date(), self.today())

    def _before(self) -> str:
        """Return when it was begun, or done the last time."""
        if self.exercise is None or self.sheet is None:
            return ""
        if self._is_under_way:
            where = place_words(self.exercise, self.services.sheets.step_to_resume(self.sheet))
            return f"You stopped at {where}, {self._day(self.sheet.changed_at)}."
        standing = self.services.sheets.standings().get((self.sheet.pack_id, self.sheet.exercise_id))
        if standing is None or standing.last_done is None or standing.last_done.done_at is None:
            return ""
        when = self._day(standing.last_done.done_at)
        return f"Done {when}. What you wrote then stands beside each question."

    def show_step(self, index: int) -> None:
        self.intro.display = False
        super().show_step(index)

    def do(self, what: str) -> None:
        match what:
            case "begin":
                self.begin()
            case "together" | "question-together":
                self.action_together()
            case _:
                super().do(what)

    def action_together(self) -> None:
        """Show the same question big, for two people."""
        self.post_message(GoTo("together", self.place))

    def action_leave(self) -> None:
        """Leave; it can be taken up again at the same caret."""
        self.keep_words()
        self.go_to_exercises()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "together":
            return self.exercise is not None and not self.ending.display
        return super().check_action(action, parameters)
