"""After the last question: what is there to keep, what a questionnaire comes to, and the day it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widgets import Static

from companion.domain.sheet import Score, Sheet
from companion.tui.messages import GoTo
from companion.tui.screens.exercise_given import begin
from companion.tui.screens.exercise_words import scores_words
from companion.tui.screens.exercise_writing import WritingPage
from companion.tui.widgets.card import ActionChip, Card

if TYPE_CHECKING:
    from companion.services.services import Services


class Ending(Card):
    """After the last question."""

    def __init__(self) -> None:
        super().__init__(
            "That is all of it.",
            Static(id="ending-words"),
            Horizontal(
                ActionChip("Keep this", "press enter", id="keep"),
                ActionChip("Leave it as it is", quiet=True, id="leave-it"),
                ActionChip("Back", quiet=True, id="ending-back"),
                classes="chips",
            ),
            id="ending",
        )

    def show(self, sheet: Sheet, scores: Sequence[Score], lines: int, *, asks_scores: bool) -> None:
        """`lines`: how many have somewhere to go; `asks_scores`: it is a questionnaire, not finished yet."""
        words = self.query_one("#ending-words", Static)
        if scores:
            words.update(scores_words(scores, sheet.score_is_not))
        elif sheet.scores:
            words.update("An answer is marked only me, so the scores are on the sheet, for you to read.")
        elif asks_scores:
            words.update("Enter finishes it and shows what it comes to. ^B goes back to the questions.")
        elif lines:
            count = "One line" if lines == 1 else f"{lines} lines"
            words.update(
                f"{count} could go into your plan, your next talk or your learning plan. You choose which."
            )
        else:
            words.update("It stays here, and you can read it again under Learn.")
        keep, leave = self.query_one("#keep", ActionChip), self.query_one("#leave-it", ActionChip)
        keep.display = bool(lines) and not asks_scores
        leave.update("Finish" if asks_scores else "Leave it as it is" if lines else "Done")
        self.query_one("#ending-back").display = sheet.done_at is None

    @property
    def focused_first(self) -> ActionChip:
        """The chip with the one obvious thing."""
        keep = self.query_one("#keep", ActionChip)
        return keep if keep.display else self.query_one("#leave-it", ActionChip)


class EndingPage(WritingPage):
    """Base of `Questions`: how a sheet is finished."""

    def __init__(self) -> None:
        super().__init__()
        self.ending = Ending()

    def fill_ending(self, sheet: Sheet) -> None:
        """Show what there is to do with the answers."""
        is_scored = self.exercise is not None and self.exercise.scoring is not None
        lines = 0
        if sheet.answers:
            found = self.services.keeping.candidates(sheet.id, together=self.TOGETHER)
            lines = sum(not candidate.is_there for candidate in found)
        scores = self.services.sheets.scores(sheet, together=self.TOGETHER)
        self.ending.show(sheet, scores, lines, asks_scores=is_scored and sheet.done_at is None)
        self.refresh_bindings()  # a finished one has no way back to its questions

    def keep_this(self) -> None:
        """Finish, and show where each answer would go."""
        if self.sheet is not None and self.sheet.done_at is not None:
            self.go_to_keep(self.sheet)
        else:
            self._finish(self.go_to_keep)

    def leave_it(self) -> None:
        """Finish, and go; a questionnaire first shows what it came to."""
        if self.sheet is None or self.sheet.done_at is not None or self.services.read_only:
            self.go_to_exercises()
        else:
            self._finish(self._finished)

    def go_to_exercises(self) -> None:
        """Go back to the list of exercises."""
        self.post_message(GoTo("learn", self.place))

    def go_to_keep(self, sheet: Sheet) -> None:
        """Show where each answer would go."""
        self.post_message(GoTo("keep", sheet.id))

    def _finish(self, then: Callable[[Sheet], object]) -> None:
        """Finish the sheet, with all that the disk refused before; what it refuses now stays on the screen."""
        if self.sheet is None:
            return
        if self.services.read_only:
            self.companion.say_for_reading()
            return
        sheet, replies, now = self.sheet, self.held(), self.now()

        def finish(services: Services) -> Sheet:
            for reply in replies:
                reply.store(services)
            begin(services, sheet, now)
            return services.sheets.finish(sheet.id, now=now)

        def finished(done: Sheet) -> None:
            self.let_go(replies)
            self.show_saved()
            self.reload()
            then(done)

        self.ask(finish, finished)

    def _finished(self, sheet: Sheet) -> None:
        if sheet.scores:
            self.set_focus(self.ending.focused_first)
        else:
            self.go_to_exercises()
