"""What stands on the page of an exercise: what it is before it begins, one question, and what comes after all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.exercise import Exercise, ExerciseStep
from companion.services.learn.picking import PickOption
from companion.tui.learn.answer_box import AnswerBox, Given
from companion.tui.learn.wording import NOTHING_OWED, dots, example_words, how_many, why_words
from companion.tui.widgets.card import ActionButton, Panel
from companion.tui.widgets.text import Words, styled, user_text

ONLY_ME = "only me"


class Intro(Panel):
    """Before the first question: how much it is, and why."""

    def __init__(self) -> None:
        super().__init__(
            "",
            Static(id="intro-why"),
            Static(NOTHING_OWED, classes="muted", markup=False),
            Static(id="intro-before", classes="muted"),
            Horizontal(
                ActionButton("Begin", "press enter", id="begin"),
                ActionButton("Sitting together", id="together"),
                classes="chips",
            ),
            id="intro",
        )

    def show(self, exercise: Exercise, before: Words, *, carries_on: bool) -> None:
        """`before`: when it was begun or done, in words."""
        self.title, self.hint = how_many(exercise), f"about {exercise.minutes} minutes"
        self.query_one("#intro-why", Static).update(user_text(exercise.why))
        self.query_one("#intro-why").display = bool(exercise.why)
        self.query_one("#intro-before", Static).update(
            before if isinstance(before, Content) else user_text(before)
        )
        self.query_one("#intro-before").display = bool(before)
        self.begin.update("Carry on" if carries_on else "Begin", "press enter")

    @property
    def begin(self) -> ActionButton:
        """The chip that begins it."""
        return self.query_one("#begin", ActionButton)


class QuestionView(Vertical):
    """One question, why it is asked, and the place for the answer."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self.box = AnswerBox()
        self._example = False

    def compose(self) -> Iterable[Widget]:
        yield Static(id="dots")
        yield Horizontal(
            Panel("", Static(id="asked"), Static(id="why"), self.box, Static(id="example"), id="asked-card"),
            Panel("", Static(id="earlier"), id="earlier-card"),
            id="panes",
        )
        yield Horizontal(
            ActionButton("Next", id="next"),
            ActionButton("Back", id="back"),
            ActionButton("Example", id="show-example"),
            ActionButton("Together", id="question-together"),
            classes="chips",
        )

    def open(
        self,
        step: ExerciseStep,
        given: Given,
        options: Sequence[PickOption],
        earlier: tuple[str, Content] | None,
        *,
        hidden: bool,
        today: date,
    ) -> None:
        """Show a question, without its example. `earlier`: when it was answered before, and how."""
        card = self.query_one("#asked-card", Panel)
        card.title = styled(user_text(step.heading), "bold")
        for id, words in (("asked", user_text(step.text)), ("why", why_words(step))):
            self.query_one(f"#{id}", Static).update(words)
            self.query_one(f"#{id}").display = bool(words)
        self.query_one("#example", Static).update(example_words(step))
        self._example = False
        self.query_one("#example").display = False
        self.query_one("#show-example").display = bool(step.example)
        if earlier is not None:
            self.query_one("#earlier-card", Panel).title = earlier[0]
            self.query_one("#earlier", Static).update(earlier[1])
        self.query_one("#earlier-card").display = earlier is not None
        self.box.open(step, given, options, hidden=hidden, today=today)

    def show_place(self, exercise: Exercise, answered: Collection[str], index: int, *, only_me: bool) -> None:
        """Show how far it is, which questions have an answer, and who may see this one's."""
        row = dots(exercise, answered, index)
        self.query_one("#dots", Static).update(row)
        self.query_one("#dots").set_class(not row, "-none")
        self.query_one("#asked-card", Panel).hint = ONLY_ME if only_me else ""
        self.query_one("#back").display = index > 0

    def turn_example(self) -> None:
        """Show the example, or take it away again."""
        self._example = not self._example
        example = self.query_one("#example")
        example.display = self._example
        if self._example:
            self.call_after_refresh(example.scroll_visible, animate=False)

    @property
    def focused_first(self) -> Widget:
        """What has the cursor when the question is opened."""
        return self.box.answering or self.query_one("#next")
