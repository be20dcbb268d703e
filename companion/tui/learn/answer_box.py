"""The place for an answer: one box with every kind of it, of which one is shown.

All are made once. A question that made its own would be there only a moment later, and what is typed in one
burst after the key that led to it would go astray.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from companion.domain.exercise import ExerciseStep, Wanted
from companion.domain.sheet import fits
from companion.errors import NothingThere
from companion.services.learn.answers import read_back, ticked_in
from companion.services.learn.picking import PickOption
from companion.services.learn.sheets import draft_id
from companion.tui.base.host import host_of
from companion.tui.commands import key
from companion.tui.learn.wording import ONLY_ME_HIDDEN, empty_words, option_hint
from companion.tui.widgets.editors import LineEditor, NoteEditor
from companion.tui.widgets.lines import CURSOR, fitted
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.scales import ScaleRow, Scales
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words, user_line
from companion.tui.widgets.tick_list import TickItem, TickList

if TYPE_CHECKING:
    from companion.domain.sheet import Answer, Sheet
    from companion.services.services import Services


_CHANGES = frozenset(("backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+d"))


class AnswerLine(LineEditor):
    """One line; Enter posts `Submitted`, Esc is left to the page."""

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="in your own words", keeps_escape=False, enter="Next", id=id)

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "enter":
            refuse(self, event)


class AnswerNote(NoteEditor):
    """Several lines; Enter begins a new one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="in your own words, a line for each thing", id=id)

    async def _on_key(self, event: events.Key) -> None:
        refuse(self, event)


def refuse(editor: TextArea, event: events.Key) -> None:
    """Say that nothing can be changed, where that is so and a key would change something."""
    if not editor.read_only or event.key == "question_mark":
        return
    if event.is_printable or event.key == "enter" or event.key in _CHANGES:
        host_of(editor).say_for_reading()
        event.stop()
        event.prevent_default()


_MARK_WIDTH = 4  # "▸ ● "


class Entered(Message):
    """Enter was pressed in a list where space does the answering."""


_DIGITS: list[BindingType] = [
    Binding(str(digit), f"digit({digit})", "The one with that number", show=False) for digit in range(10)
]


class AnswerTicks(TickList):
    """Lines to pick, or choices to tick by their numbers. With none there is no hint that something can be ticked."""

    enter_does = "Next"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter", "Next", show=False), *_DIGITS]

    numbers: tuple[str, ...] = ()
    """The number of each row, where rows have one."""

    def action_enter(self) -> None:
        self.post_message(Entered())

    def action_digit(self, digit: int) -> None:
        if str(digit) in self.numbers:
            self.cursor = self.numbers.index(str(digit))
            self.action_tick()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.row_count > 0 if action == "tick" else True


class AnswerScale(Scales):
    """One number."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter", "Next", show=False)]

    def action_enter(self) -> None:
        self.post_message(Entered())


class ChoiceList(RowList):
    """One of several, on lines of their own. Space or its number takes one; space lets it go. Posts `Chosen`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("tick", "take"),
        Binding("delete,backspace", "blank", "Blank", show=False, key_display="del"),
        Binding("enter", "enter", "Next", show=False),
        *_DIGITS,
    ]

    @dataclass(eq=False)
    class Chosen(Sent["ChoiceList"]):
        """Another one was taken; None when there is none any more."""

        choice: int | None

    def __init__(self, *, id: str | None = None) -> None:
        self._labels: list[Words] = []
        self._numbers: list[str] = []
        self._typed = ""
        """The figure typed last, while another one may make a number of two."""
        self.chosen: int | None = None
        """Which one is taken, from 0."""
        super().__init__(id=id)

    @property
    def row_count(self) -> int:
        return len(self._labels)

    def show(self, choices: Sequence[tuple[str, str]], chosen: int | None) -> None:
        """Show these, each a number and words, with one taken or none, without posting anything."""
        self._labels = [f"{number} {words}".strip() for number, words in choices]
        self._numbers, self._typed, self.chosen = [number for number, _ in choices], "", chosen
        self.redraw()

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        mark = Content.styled(f"{CURSOR} " if here else "  ", "bold $c-accent")
        is_on = row == self.chosen
        dot = Content.styled("● " if is_on else "○ ", "bold $c-accent" if is_on or here else "$c-muted")
        texts = fitted(self._labels[row], width - _MARK_WIDTH, None)
        if here or is_on:
            texts = [text.stylize("$s-cursor" if here else "bold") for text in texts]
        rest = [Content.assemble(" " * _MARK_WIDTH, text) for text in texts[1:]]
        return [Content.assemble(mark, dot, texts[0]), *rest]

    def action_enter(self) -> None:
        self.post_message(Entered())

    def action_digit(self, digit: int) -> None:
        number = next((n for n in (f"{self._typed}{digit}", str(digit)) if n in self._numbers), None)
        self._typed = str(digit)
        if number is not None:
            self.cursor = self._numbers.index(number)
            self._choose(self.cursor)

    def on_highlight(self) -> None:
        super().on_highlight()
        if self._numbers and self._numbers[self.cursor] != self._typed:
            self._typed = ""

    def action_take(self) -> None:
        if self._labels:
            self._choose(None if self.chosen == self.cursor else self.cursor)

    def action_blank(self) -> None:
        if self.chosen is not None:
            self._choose(None)

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event.get_content_offset_capture(self).y)
        if row is not None:
            self.cursor = row
            if row != self.chosen:
                self._choose(row)

    def _choose(self, choice: int | None) -> None:
        self.chosen = choice
        self.redraw()
        self.post_message(self.Chosen(self, choice))


TYPED = (Wanted.LINE, Wanted.LINES, Wanted.DATE, Wanted.NUMBER)
"""Kinds of answer that are typed."""

HINTS = {
    Wanted.DATE: "A day, like 3 May, last Tuesday or 2019-04-01. Words will do if you do not know it.",
    Wanted.NUMBER: "A number, like 3 or 7.5. Words will do if you do not know it.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer of any kind; what its kind does not use is left out."""

    text: str = ""
    number: int | None = None
    choice: int | None = None
    """Which of the choices, from 0."""
    picked: tuple[str, ...] = ()
    ticked: tuple[int, ...] = ()
    """Which of the choices, from 0."""

    @property
    def is_blank(self) -> bool:
        """True when nothing was answered."""
        is_empty = not self.text.strip() and not self.picked and not self.ticked
        return is_empty and self.number is None and self.choice is None


def given_in(answer: Answer | None, step: ExerciseStep) -> Given:
    """Return what an answer in the vault says, as `step` asks now."""
    if answer is None or answer.is_blank or not fits(answer, step):
        return Given()
    match step.wants:
        case Wanted.LINE | Wanted.LINES | Wanted.DATE | Wanted.NUMBER:
            return Given(text=answer.text)
        case Wanted.SCALE:
            return Given(number=answer.number)
        case Wanted.PICK:
            return Given(picked=answer.picked)
        case Wanted.TICKS:
            return Given(ticked=ticked_in(answer, step))
        case Wanted.CHOICE:
            same = [n for n, choice in enumerate(step.choices) if choice.label == answer.text]
            exact = [n for n in same if step.choices[n].number == answer.number]
            return Given(choice=next(iter(exact or same), None))
    return Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer on its way to the vault."""

    sheet: Sheet
    key: str
    given: Given
    together: bool
    now: datetime
    goes_on_from: int | None = None

    @property
    def draft(self) -> str:
        """The name of the draft of its words."""
        return draft_id(self.sheet.id, self.key)

    def store(self, services: Services) -> None:
        """Put it in its sheet, and begin the sheet if the disk refused that before. Raises NothingThere, NotSaved."""
        sheets, given = services.sheets, self.given
        begin(services, self.sheet, self.now)
        sheets.answer(
            self.sheet.id,
            self.key,
            text=given.text,
            number=given.number,
            choice=given.choice,
            picked=given.picked,
            ticked=given.ticked,
            together=self.together,
            goes_on_from=self.goes_on_from,
            now=self.now,
        )


def begin(services: Services, sheet: Sheet, now: datetime) -> None:
    """Have a sheet in the vault that may be on the screen alone. Raises NothingThere, NotSaved."""
    try:
        services.sheets.sheet(sheet.id)
    except NothingThere:
        services.sheets.begin(sheet.pack_id, sheet.exercise_id, new_id=sheet.id, now=now)


_IDS = {
    Wanted.LINE: "line",
    Wanted.DATE: "line",
    Wanted.NUMBER: "line",
    Wanted.LINES: "lines",
    Wanted.PICK: "ticks",
    Wanted.TICKS: "ticks",
    Wanted.SCALE: "scale",
    Wanted.CHOICE: "choices",
}


class AnswerBox(Vertical):
    """Shows the answer to one step and gives back what was given. Nothing is stored from here."""

    @dataclass
    class Answered(Message):
        """Something was ticked, chosen or numbered: it can be stored at once."""

        given: Given
        goes_on_from: int | None = None
        """The number it was before the key that this one goes with."""

    def __init__(self) -> None:
        super().__init__(id="answer")
        self.line, self.note = AnswerLine(id="line"), AnswerNote(id="lines")
        self._ticks, self._scale = AnswerTicks(id="ticks", max_lines=4), AnswerScale(id="scale")
        self._choices = ChoiceList(id="choices")
        self._kind = Wanted.NONE
        self._step: ExerciseStep | None = None
        self._today = date.min
        self.is_hidden = False
        """True when an answer stands there that is not shown."""

    def compose(self) -> Iterable[Widget]:
        yield from (self.line, self.note, self._ticks, self._scale, self._choices)
        yield Static(id="ends", classes="muted")
        yield Static(ONLY_ME_HIDDEN, id="hidden", classes="muted", markup=False)

    @property
    def editor(self) -> AnswerLine | AnswerNote | None:
        """What is typed in; None where the answer is not typed."""
        if _IDS.get(self._kind) == "line":
            return self.line
        return self.note if self._kind is Wanted.LINES else None

    @property
    def answering(self) -> Widget | None:
        """What has the cursor while this step is answered; None where there is nothing to answer."""
        widgets: dict[Wanted, Widget] = {
            Wanted.PICK: self._ticks,
            Wanted.TICKS: self._ticks,
            Wanted.SCALE: self._scale,
            Wanted.CHOICE: self._choices,
        }
        return self.editor or widgets.get(self._kind)

    @property
    def given(self) -> Given:
        """What stands there now. A line is taken as it is typed, with its outer spaces."""
        editor = self.editor
        if editor is not None:
            return Given(text=editor.value if isinstance(editor, AnswerLine) else editor.text)
        return Given(
            number=self._scale.rows[0].value if self._kind is Wanted.SCALE else None,
            choice=self._choices.chosen if self._kind is Wanted.CHOICE else None,
            picked=self._ticks.on_ids if self._kind is Wanted.PICK else (),
            ticked=tuple(map(int, self._ticks.on_ids)) if self._kind is Wanted.TICKS else (),
        )

    @property
    def caret(self) -> int:
        """Characters before the caret of what is typed."""
        if self.editor is None:
            return 0
        line, column = self.editor.caret
        return sum(len(words) + 1 for words in self.editor.text.split("\n")[:line]) + column

    def open(
        self, step: ExerciseStep, given: Given, options: Sequence[PickOption], *, hidden: bool, today: date
    ) -> None:
        """Show the place for the answer to `step`, with the cursor at its beginning, or a text's end.

        `hidden`: the answer is not for the eyes of whoever sits beside the person, and nothing is shown of it.
        """
        self.is_hidden = hidden
        self._kind = Wanted.NONE if hidden else step.wants
        self._step, self._today = step, today
        for id in set(_IDS.values()):
            self.query_one(f"#{id}").display = id == _IDS.get(self._kind)
        self.query_one("#hidden").display = hidden
        self.display = hidden or self._kind is not Wanted.NONE
        self.refill(step, given, options)
        self._show_below()
        self._ticks.cursor, self._choices.cursor = 0, given.choice or 0  # only now are there rows to stand on

    def refill(self, step: ExerciseStep, given: Given, options: Sequence[PickOption]) -> None:
        """Show another answer to the step that is shown; the cursor of a list stays."""
        self._ticks.numbers = ()
        match self._kind:
            case Wanted.LINE | Wanted.LINES | Wanted.DATE | Wanted.NUMBER:
                self.put_words(given.text, len(given.text))
            case Wanted.TICKS:
                self._ticks.numbers = tuple(number for number, _ in step.numbered)
                self._ticks.set_items(
                    [
                        TickItem(id=str(place), text=f"{number} {words}".strip(), on=place in given.ticked)
                        for place, (number, words) in enumerate(step.numbered)
                    ]
                )
            case Wanted.PICK:
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
            case Wanted.SCALE:
                self._scale.set_rows(
                    [ScaleRow(id=step.key, name="0 to 10", low="", high="", value=given.number)]
                )
            case Wanted.CHOICE:
                self._choices.show(step.numbered, given.choice)

    def _show_below(self) -> None:
        """Show what the ends of a scale mean, or what the words for a day or a number are taken for."""
        step, below = self._step, self.query_one("#ends", Static)
        ends: list[Content] = []
        if step is not None and self._kind is Wanted.SCALE:
            ends = [user_line(f"{n} {words}") for n, words in ((0, step.low), (10, step.high)) if words]
        elif step is not None and self._kind in HINTS:
            back = read_back(step, self.line.value, self._today)
            ends = [user_line(back or HINTS[self._kind])]
        below.update(Content("  ·  ").join(ends))
        below.display = bool(ends)

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
        goes_on_from = message.goes_on_from if isinstance(message, Scales.Answered) else None
        self.post_message(self.Answered(self.given, goes_on_from))

    @on(TextArea.Changed)
    def _show_what_is_written(self) -> None:
        """A note grows with its words; what was typed last stays in the window."""
        if self._kind in HINTS:
            self._show_below()
        if self._kind in TYPED and self.editor is not None:
            self.call_after_refresh(self.editor.scroll_visible, animate=False)
