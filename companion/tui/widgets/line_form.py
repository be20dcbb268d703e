"""Writing one line in place: the line, and under it what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from companion.domain.text import clean_line
from companion.tui.commands import key
from companion.tui.widgets.editors import LineEditor


def words_in(text: str, what_helps: str) -> str:
    """Return the words of a line as one draft: the line, and below it what helps, if there is any."""
    return f"{clean_line(text)}\n{what_helps}" if what_helps.strip() else text


def words_of(draft: str) -> tuple[str, str | None]:
    """Return the line and what helps with it as `words_in` put them together; None where nothing helped."""
    line, apart, helps = draft.partition("\n")
    return line, helps if apart else None


class LineForm(Vertical):
    """Closed until `open`. Enter posts `Done`; Esc posts `Stopped`, and the words stay kept."""

    # The editors do these keys themselves, in the order typed; here they are named for the key bar.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "named_only('enter')", "Keep it"),
        key("to what helps"),
        Binding("escape", "named_only('escape')", "Stop"),
    ]

    @dataclass
    class Done(Message):
        """The line is to be kept."""

        form: LineForm
        line_id: str
        text: str
        what_helps: str

    @dataclass
    class Stopped(Message):
        """The person stopped; `text` is what was typed so far."""

        form: LineForm
        line_id: str
        text: str

    def __init__(self, *, with_helps: bool = False, id: str | None = None) -> None:
        """`with_helps`: a second field under the line, for what helps with it."""
        super().__init__(id=id)
        self.with_helps = with_helps
        self.line_id = ""
        """The line being edited, or the name the page gave to a new one."""
        self._original = ""
        self._original_helps = ""

    def compose(self) -> ComposeResult:
        yield LineEditor(placeholder="in your own words", id="form-text")
        if self.with_helps:
            yield LineEditor(placeholder="what helps with it, if you know", id="form-helps")

    def on_mount(self) -> None:
        self.display = False

    @property
    def text(self) -> str:
        """The line as typed so far."""
        return self.query_one("#form-text", LineEditor).text

    @property
    def words(self) -> str:
        """What is typed so far, in both fields."""
        return words_in(self.text, self.what_helps)

    @property
    def has_new_words(self) -> bool:
        """True while it is open and holds words, in either field, that are kept nowhere else."""
        new_line = self.text.strip() and clean_line(self.text) != clean_line(self._original)
        new_helps = self.what_helps.strip() and self.what_helps != clean_line(self._original_helps)
        return self.display and bool(new_line or new_helps)

    @property
    def holds_words(self) -> bool:
        """True while it is open and something stands in it."""
        return self.display and bool(self.text.strip() or self.what_helps)

    @property
    def caret(self) -> int:
        """Characters before the caret of the line."""
        return self.query_one("#form-text", LineEditor).caret[1]

    def open(
        self,
        line_id: str,
        *,
        text: str = "",
        original: str = "",
        what_helps: str = "",
        original_helps: str = "",
        caret: int | None = None,
    ) -> None:
        """Open for a line, the caret at its end or at `caret`.

        `original` is the line as it is kept, `original_helps` what helps with it: as long as nothing else
        is typed there is nothing to lose.
        """
        self.line_id, self._original, self._original_helps = line_id, original, original_helps
        line = self.query_one("#form-text", LineEditor)
        line.value, line.problem = text, ""
        if caret is not None:
            line.caret = (0, caret)
        for helps in self.query("#form-helps").results(LineEditor):
            helps.value = what_helps
        self.display = True
        line.focus()

    def take_focus(self) -> None:
        """Put the cursor back into the line of an open form."""
        self.query_one("#form-text", LineEditor).focus()

    @property
    def what_helps(self) -> str:
        """What is typed in the second field; empty where there is none."""
        return "".join(helps.value for helps in self.query("#form-helps").results(LineEditor))

    def close(self) -> None:
        """Close without a word."""
        self.display = False

    def action_to_helps(self) -> None:
        """Go on to the second field."""
        self.query_one("#form-helps", LineEditor).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab is the screen's where there is no second field, or in it."""
        return self.with_helps and self.query_one("#form-text").has_focus if action == "to_helps" else True

    def action_named_only(self, key: str) -> None:
        """The editor has done it already."""

    @on(LineEditor.Submitted)
    def _submitted(self, message: LineEditor.Submitted) -> None:
        message.stop()
        text = self.query_one("#form-text", LineEditor)
        if text.value:
            self.post_message(self.Done(self, self.line_id, text.value, self.what_helps))
        else:
            text.problem = "A word or two first, or Esc to stop."
            text.focus()

    @on(LineEditor.Cancelled)
    def _cancelled(self, message: LineEditor.Cancelled) -> None:
        message.stop()
        self.post_message(self.Stopped(self, self.line_id, self.text))
