"""The place for an answer: one box with every kind of it, of which one is shown.

All are made once. A question that made its own would be there only a moment later, and what is typed in one
burst after the key that led to it would go astray.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import on
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from companion.domain.exercise import AnswerKind, Step
from companion.services.learn.picking import Option
from companion.tui.screens.exercise_editors import AnswerLine, AnswerNote
from companion.tui.screens.exercise_given import TYPED, Given
from companion.tui.screens.exercise_lists import AnswerScale, AnswerTicks, ChoiceList
from companion.tui.screens.exercise_words import ONLY_ME_HIDDEN, empty_words, option_hint
from companion.tui.show import user_line
from companion.tui.widgets.scales import ScaleRow, Scales
from companion.tui.widgets.tick_list import TickItem, TickList

_IDS = {
    AnswerKind.LINE: "line",
    AnswerKind.LINES: "lines",
    AnswerKind.PICK: "ticks",
    AnswerKind.SCALE: "scale",
    AnswerKind.CHOICE: "choices",
}


class AnswerBox(Vertical):
    """Shows the answer to one step and gives back what was given. Nothing is stored from here."""

    @dataclass
    class Answered(Message):
        """Something was ticked, chosen or numbered: it can be stored at once."""

        given: Given

    def __init__(self) -> None:
        super().__init__(id="answer")
        self.line, self.note = AnswerLine(id="line"), AnswerNote(id="lines")
        self._ticks, self._scale = AnswerTicks(id="ticks", max_lines=4), AnswerScale(id="scale")
        self._choices = ChoiceList(id="choices")
        self._kind = AnswerKind.NONE
        self.is_hidden = False
        """True when an answer stands there that is not shown."""

    def compose(self) -> Iterable[Widget]:
        yield from (self.line, self.note, self._ticks, self._scale, self._choices)
        yield Static(id="ends", classes="muted")
        yield Static(ONLY_ME_HIDDEN, id="hidden", classes="muted", markup=False)

    @property
    def editor(self) -> AnswerLine | AnswerNote | None:
        """What is typed in; None where the answer is not typed."""
        if self._kind is AnswerKind.LINE:
            return self.line
        return self.note if self._kind is AnswerKind.LINES else None

    @property
    def answering(self) -> Widget | None:
        """What has the cursor while this step is answered; None where there is nothing to answer."""
        widgets: dict[AnswerKind, Widget] = {
            AnswerKind.PICK: self._ticks,
            AnswerKind.SCALE: self._scale,
            AnswerKind.CHOICE: self._choices,
        }
        return self.editor or widgets.get(self._kind)

    @property
    def given(self) -> Given:
        """What stands there now. A line is taken as it is typed, with its outer spaces."""
        editor = self.editor
        if editor is not None:
            return Given(text=editor.value if isinstance(editor, AnswerLine) else editor.text)
        return Given(
            number=self._scale.rows[0].value if self._kind is AnswerKind.SCALE else None,
            choice=self._choices.chosen if self._kind is AnswerKind.CHOICE else None,
            picked=self._ticks.on_ids if self._kind is AnswerKind.PICK else (),
        )

    @property
    def caret(self) -> int:
        """Characters before the caret of what is typed."""
        if self.editor is None:
            return 0
        line, column = self.editor.caret
        return sum(len(words) + 1 for words in self.editor.text.split("\n")[:line]) + column

    def open(self, step: Step, given: Given, options: Sequence[Option], *, hidden: bool) -> None:
        """Show the place for the answer to `step`, with the cursor at its beginning, or a text's end.

        `hidden`: the answer is not for the eyes of whoever sits beside the person, and nothing is shown of it.
        """
        self.is_hidden = hidden
        self._kind = AnswerKind.NONE if hidden else step.kind
        for kind, id in _IDS.items():
            self.query_one(f"#{id}").display = kind is self._kind
        ends = [user_line(f"{n} {words}") for n, words in ((0, step.low), (10, step.high)) if words]
        self.query_one("#ends", Static).update(Content("  ·  ").join(ends))
        self.query_one("#ends").display = bool(ends) and self._kind is AnswerKind.SCALE
        self.query_one("#hidden").display = hidden
        self.display = hidden or self._kind is not AnswerKind.NONE
        self.refill(step, given, options)
        self._ticks.cursor, self._choices.cursor = 0, given.choice or 0  # only now are there rows to stand on

    def refill(self, step: Step, given: Given, options: Sequence[Option]) -> None:
        """Show another answer to the step that is shown; the cursor of a list stays."""
        match self._kind:
            case AnswerKind.LINE | AnswerKind.LINES:
                self.put_words(given.text, len(given.text))
            case AnswerKind.PICK:
                self._ticks.empty = empty_words(step)
                self._ticks.set_items(
                    [
                        TickItem(
                            id=option.id,
                            text=option.text,
                            on=option.id in given.picked,
                            hint=option_hint(option),
                        )
                        for option in options
                    ]
                )
            case AnswerKind.SCALE:
                self._scale.set_rows(
                    [ScaleRow(id=step.key, name="0 to 10", low="", high="", value=given.number)]
                )
            case AnswerKind.CHOICE:
                self._choices.show([choice.label for choice in step.choices], given.choice)

    def put_words(self, text: str, caret: int) -> None:
        """Show `text` in the editor, with `caret` characters before the caret; nothing was typed."""
        editor = self.editor
        if editor is not None:
            words = editor.cleaned(text)
            editor.replace_all(words)
            *above, line = words[:caret].split("\n")
            editor.caret = (len(above), len(line))

    def read_only(self) -> None:
        """Let nothing be typed."""
        self.line.read_only = self.note.read_only = True

    @on(TickList.Toggled)
    @on(Scales.Answered)
    @on(ChoiceList.Chosen)
    def _answered(self, message: Message) -> None:
        message.stop()
        self.post_message(self.Answered(self.given))

    @on(TextArea.Changed)
    def _show_what_is_written(self) -> None:
        """A note grows with its words; what was typed last stays in the window."""
        if self._kind in TYPED and self.editor is not None:
            self.call_after_refresh(self.editor.scroll_visible, animate=False)
