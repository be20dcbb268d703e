"""One question at a time: going on, going back, the example, and the mark for nobody else's eyes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from companion.domain.plan import LineAudience
from companion.domain.sheet import Sheet
from companion.services.learn.sheets import draft_id
from companion.tui.asking import WorkPage
from companion.tui.screens.exercise_ending import EndingPage
from companion.tui.screens.exercise_given import begin
from companion.tui.screens.exercise_lists import Entered
from companion.tui.screens.exercise_words import earlier_words, place_words
from companion.tui.show import styled, user_line
from companion.tui.widgets.card import ActionChip, Heading
from companion.tui.widgets.editors import LineEditor

if TYPE_CHECKING:
    from companion.domain.exercise import Step
    from companion.services.services import Services

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
        Binding("ctrl+n", "go_on", "Next", key_display="^N"),
        Binding("ctrl+b", "go_back", "Back", key_display="^B"),
        Binding("ctrl+o", "example", "An example", key_display="^O"),
        Binding("w", "example", "An example", show=False),
        Binding("ctrl+t", "mark", "Only me", key_display="^T"),
        Binding("escape", "leave", "Leave", key_display="esc"),
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
        self.view.open(step, self.given(step), self.options(step), words, hidden=self.is_hidden(step.key))
        self.shown_as = self.view.box.given
        self.show_place()
        if not self.holds_answers:
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

    def _put_draft_back(self, step: Step) -> None:
        """Put words back that were being typed when this question was last left, the caret where it stood."""
        editor = self.view.box.editor
        if self.sheet is None or editor is None or self.given_to(step.key) is not None:
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

    @on(ActionChip.Pressed)
    def _pressed(self, message: ActionChip.Pressed) -> None:
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
        audience = LineAudience.ASK if self.is_only_me(step.key) else LineAudience.ME
        id, key, now = self.sheet.id, step.key, self.now()

        def marked(sheet: Sheet) -> None:
            self.show_saved()
            self.reload()
            answer = sheet.answer(key)
            on_a_list = answer is not None and self.services.keeping.is_on_a_list(answer)
            told = MARKED + (ON_A_LIST if on_a_list else "")
            self.say(told if audience is LineAudience.ME else NOT_MARKED)

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
