"""Doing an exercise: what it is, one question at a time, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import Visibility
from companion.domain.sheet import Score, Sheet
from companion.services.dates import say_trends
from companion.services.learn.sheets import draft_id
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.learn.answer_box import Entered, begin
from companion.tui.learn.answering import WritingPage
from companion.tui.learn.question import Intro
from companion.tui.learn.wording import earlier_words, place_words, scores_words
from companion.tui.widgets.card import ActionButton, Heading, Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.text import styled, user_line

if TYPE_CHECKING:
    from companion.domain.exercise import ExerciseStep
    from companion.services.services import Services


class Ending(Panel):
    """After the last question."""

    def __init__(self) -> None:
        super().__init__(
            "That is all of it.",
            Static(id="ending-words"),
            Horizontal(
                ActionButton("Keep this", "press enter", id="keep"),
                ActionButton("Leave it as it is", id="leave-it"),
                ActionButton("Back", id="ending-back"),
                classes="chips",
            ),
            id="ending",
        )

    def show(self, sheet: Sheet, scores: Sequence[Score], lines: int, *, asks_scores: bool) -> None:
        """`lines`: how many have somewhere to go; `asks_scores`: it is a questionnaire, not finished yet."""
        words = self.query_one("#ending-words", Static)
        if scores:
            words.update(scores_words(scores, sheet.score_note))
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
        keep, leave = self.query_one("#keep", ActionButton), self.query_one("#leave-it", ActionButton)
        keep.display = bool(lines) and not asks_scores
        leave.update("Finish" if asks_scores else "Leave it as it is" if lines else "Done")
        self.query_one("#ending-back").display = sheet.done_at is None

    @property
    def focused_first(self) -> ActionButton:
        """The chip with the one obvious thing."""
        keep = self.query_one("#keep", ActionButton)
        return keep if keep.display else self.query_one("#leave-it", ActionButton)


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


NOTHING_TO_MARK = "Answer it first; then it can be marked only me."
MARKED = "Marked only me: hidden while you sit together, and on no page but your own."
ON_A_LIST = " What you kept of it for a talk stays on that list."
CHANGED = "This course has changed since you began. What you wrote before is kept: i in Learn shows it."
NOT_MARKED = "No longer marked only me."


class Questions(EndingPage):
    """The questions of one sheet, and what comes after the last one."""

    TAB: ClassVar[str] = "learn"
    CHANGES = WorkPage.CHANGES | {"digit", "blank", "nudge", "put", "tick", "take", "mark"}
    CSS_PATH = "../styles/exercise.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "go_on", "Next"),
        Binding("ctrl+b", "go_back", "Back"),
        Binding("ctrl+o", "example", "Example"),
        key("example", show=False),
        Binding("ctrl+t", "mark", "Only me"),
        key("leave"),
    ]

    def body(self) -> Iterable[Widget]:
        yield Heading("", id="title")
        yield self.view
        yield self.ending

    def choose_start(self) -> None:
        self.view.display = self.ending.display = False
        if self.services.read_only:
            self.view.box.read_only()

    def begin(self) -> None:
        """Show the question where they stopped, or the first one."""
        if self.sheet is not None and self.exercise is not None:
            self._stand(self.services.sheets.step_to_resume(self.sheet))
            if self.sheet.answers and self.services.sheets.has_changed(self.sheet):
                self.say(CHANGED)

    # Where they are.

    def show_step(self, index: int) -> None:
        if self.exercise is None or self.sheet is None:
            return
        self.index, self.view.display, self.ending.display = index, True, False
        step = self.exercise.steps[index]
        earlier = self.services.sheets.earlier(self.sheet, step.key, together=self.TOGETHER)
        words = earlier_words(earlier, self.now()) if earlier else None
        self.view.open(
            step,
            self.given(step),
            self.options(step),
            words,
            hidden=self.is_hidden(step.key),
            today=self.today(),
        )
        self.shown_as = self.view.box.given
        self.show_place()
        if not self.held():
            self.say("")
        self._put_draft_back(step)
        self._look_at(self.view.focused_first)

    def show_place(self) -> None:
        title = self.query_one("#title", Heading)
        title.title = styled(user_line(self.exercise.title if self.exercise else self.gone), "bold")
        if self.exercise is None or self.sheet is None:
            return
        step = self.step
        title.hint = place_words(self.exercise, self.index) if step else ""
        if step is not None:
            answered = {a.key for a in self.sheet.answers if not a.is_blank}
            self.view.show_place(self.exercise, answered, self.index, only_me=self.is_only_me(step.key))
        elif self.ending.display:
            self.fill_ending(self.sheet)

    def _look_at(self, widget: Widget) -> None:
        """Put the cursor on `widget`, with the top of the page in sight if it fits."""
        self.query_one("#page-body").scroll_home(animate=False)
        self.set_focus(widget)
        self.refresh_bindings()

    def _put_draft_back(self, step: ExerciseStep) -> None:
        """Put words back that were being typed when this question was last left, the caret where it stood."""
        editor = self.view.box.editor
        if self.sheet is None or editor is None or self.unstored(step.key) is not None:
            return
        draft = self.services.drafts.of(draft_id(self.sheet.id, step.key))
        if draft is None:
            return
        is_new = draft.text != editor.text
        self.view.box.put_words(draft.text, draft.caret)
        if is_new:
            self.say_still_here(draft)

    # Going on.

    def action_go_on(self) -> None:
        """Keep the answer and show the next question, or what comes after the last one."""
        if self.exercise is None or self.step is None:
            return
        self.keep_words()
        if self.index + 1 < len(self.exercise.steps):
            self._stand(self.index + 1)
            return
        self.index += 1
        self.view.display, self.ending.display = False, True
        self.show_place()
        self._look_at(self.ending.focused_first)

    def action_go_back(self) -> None:
        """Keep the answer and show the question before."""
        if self.sheet is not None and self.index > 0 and self.sheet.done_at is None:
            self.keep_words()
            self._stand(self.index - 1)

    def _stand(self, index: int) -> None:
        """Show a step, and have it remembered that they are there."""
        self.show_step(index)
        if self.step is None or self.sheet is None or self.services.read_only:
            return
        sheet, key, now = self.sheet, self.step.key, self.now()

        def stand(services: Services) -> None:
            begin(services, sheet, now)
            services.sheets.stand_at(sheet.id, key, now=now)

        self.store_place(stand)

    @on(LineEditor.Submitted)
    @on(Entered)
    def _entered(self, message: Message) -> None:
        message.stop()
        self.action_go_on()

    @on(ActionButton.Pressed)
    def _pressed(self, message: ActionButton.Pressed) -> None:
        message.stop()
        self.do(message.control.id or "")

    def do(self, what: str) -> None:
        """Do what a chip says, by the chip's id."""
        match what:
            case "next":
                self.action_go_on()
            case "back" | "ending-back":
                self.action_go_back()
            case "show-example":
                self.action_example()
                self.set_focus(self.view.focused_first)  # what is typed next is an answer, not a command
            case "keep":
                self.keep_this()
            case "leave-it":
                self.leave_it()

    def action_example(self) -> None:
        """Show the example, or take it away again."""
        if self.step is not None and self.step.example:
            self.view.turn_example()

    def action_mark(self) -> None:
        """Mark the answer as for nobody else's eyes, or take the mark away."""
        step = self.step
        if step is None or self.sheet is None or self.view.box.is_hidden:
            return
        self.keep_words()
        if self.given(step).is_blank:
            self.say(NOTHING_TO_MARK)
            return
        audience = Visibility.ASK if self.is_only_me(step.key) else Visibility.ME
        id, key, now = self.sheet.id, step.key, self.now()

        def marked(sheet: Sheet) -> None:
            self.show_saved()
            self.reload()
            answer = sheet.answer(key)
            on_a_list = answer is not None and self.services.keeping.is_on_a_list(answer)
            told = MARKED + (ON_A_LIST if on_a_list else "")
            self.say(told if audience is Visibility.ME else NOT_MARKED)

        self.ask(lambda s: s.sheets.mark(id, key, audience, now=now), marked)

    def action_leave(self) -> None:
        """Leave; it can be taken up again at the same place."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hints for what can be done at this step."""
        step = self.step
        match action:
            case "go_on":
                return step is not None
            case "go_back":
                is_open = self.sheet is not None and self.sheet.done_at is None
                return is_open and self.index > 0 and (step is not None or self.ending.display)
            case "example":
                return step is not None and bool(step.example)
            case "mark":
                return step is not None and self.view.box.answering is not None
        return True


class ExercisePage(Questions):
    """`at` is "course/exercise", or the id of a sheet that is under way: that one opens at its question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("together", show=False),
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
        return say_trends(moment.astimezone(self.now().tzinfo).date(), self.today())

    def _before(self) -> str:
        """Return when it was begun, or done the last time."""
        if self.exercise is None or self.sheet is None:
            return ""
        if self._is_under_way:
            where = place_words(self.exercise, self.services.sheets.step_to_resume(self.sheet))
            return f"You stopped at {where}, {self._day(self.sheet.changed_at)}."
        progress = self.services.sheets.progresses().get((self.sheet.pack_id, self.sheet.exercise_id))
        if progress is None or progress.last_done is None or progress.last_done.done_at is None:
            return ""
        when = self._day(progress.last_done.done_at)
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
