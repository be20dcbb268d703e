"""Questions that lie over a page: a choice between two verbs, and one line of text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.host import host_of
from companion.tui.base.page import Framed, TooSmall
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton, TitleLine
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.tab_bar import SafetyChip
from companion.tui.widgets.text import Words, as_content

T = TypeVar("T")


class DialogSheet(VerticalScroll, can_focus=False):
    """The sheet a dialog is written on; scrolls when the window is small."""


class Dialog(Framed, ModalScreen[T]):
    """Base of what lies over a page: a sheet with a title and `body()`. Esc closes it with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("up", "scroll_sheet(-1)", show=False),
        Binding("down", "scroll_sheet(1)", show=False),
        Binding("pageup", "page_sheet(-1)", show=False),
        Binding("pagedown", "page_sheet(1)", show=False),
    ]

    BEGINS: ClassVar[bool] = True
    """It begins the next thing: what the page beneath said of the one before is over. Not of what is only read."""

    WRITES: ClassVar[bool] = False
    """True for what is filled in to be stored: it does not open where nothing can be changed."""

    def __init__(self, title: Words, hint: Words = "esc closes") -> None:
        super().__init__()
        self._heading, self._hint = title, hint
        self.writes = self.WRITES

    def on_mount(self) -> None:
        if self.writes and host_of(self).is_for_reading:
            host_of(self).say_for_reading()
            self.dismiss(None)

    def compose(self) -> ComposeResult:
        with DialogSheet():
            yield TitleLine(self._heading, self._hint)
            yield from self.body()
        yield SafetyChip()
        yield self.key_bar()
        yield TooSmall()

    def key_bar(self) -> KeyBar:
        """Return the bar of this sheet's keys; it lies over the one of the page beneath."""
        return KeyBar()

    def body(self) -> Iterable[Widget]:
        """Yield the widgets under the title."""
        return ()

    def action_close(self) -> None:
        self.dismiss(None)

    def action_scroll_sheet(self, lines: int) -> None:
        self.query_one(DialogSheet).scroll_relative(y=lines, animate=False)

    def action_page_sheet(self, pages: int) -> None:
        sheet = self.query_one(DialogSheet)
        sheet.scroll_relative(y=pages * max(1, sheet.size.height - 1), animate=False)


class Confirm(Dialog[bool]):
    """Ask before something that cannot be brought back; the answer is True only for `do`.

    The buttons are verbs that name the thing ("Delete 1 line", "Keep it"). The safe one has the focus
    at first, so Enter alone never destroys; Esc keeps; there are no letters to hit by chance.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "turn(-1)", "Choose", show=False, key_display="←"),
        Binding("right,down", "turn(1)", "Choose", show=False, key_display="→"),
        Binding("escape", "close", "Keep"),
    ]

    def __init__(self, question: Words, do: str, keep: str, *, more: Words = "") -> None:
        """`more`: what else to know, in plain words under the question."""
        super().__init__(question, hint="")
        self._do, self._keep, self._more = do, keep, more

    def body(self) -> Iterable[Widget]:
        if self._more:
            yield Static(as_content(self._more))
        yield Horizontal(
            ActionButton(self._keep, id="keep"),
            ActionButton(self._do, id="do"),
            classes="buttons",
        )
        yield Static("← → choose   enter does it   esc keeps", classes="muted", markup=False)

    def on_mount(self) -> None:
        self.query_one("#keep").focus()

    @on(ActionButton.Pressed)
    def _answered(self, message: ActionButton.Pressed) -> None:
        message.stop()
        self.dismiss(message.control.id == "do")

    def action_turn(self, by: int) -> None:
        """Go to the other button."""
        (self.focus_next if by > 0 else self.focus_previous)()

    def action_close(self) -> None:
        self.dismiss(False)


class OneLine(Dialog[str]):
    """Base of what asks for one line of text. The answer is the line, trimmed, or None when Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(
        self,
        title: Words,
        value: str = "",
        *,
        placeholder: str = "",
        may_be_empty: bool = False,
        writes: bool = True,
    ) -> None:
        """`writes`: the line is stored in the vault."""
        super().__init__(title, hint="enter keeps it   esc leaves it")
        self._value, self._placeholder, self._may_be_empty = value, placeholder, may_be_empty
        self.writes = writes

    def body(self) -> Iterable[Widget]:
        yield LineEditor(self._value, placeholder=self._placeholder, enter="Keep it")

    def on_mount(self) -> None:
        self.query_one(LineEditor).focus()

    def problem_in(self, text: str) -> str:
        """Return why `text` is no answer, as a sentence; empty when it is one."""
        return "" if text or self._may_be_empty else "Type something first, or press Esc."

    @on(LineEditor.Submitted)
    def _submitted(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if problem := self.problem_in(message.text):
            message.control.problem = problem
        else:
            self.dismiss(message.text)

    @on(LineEditor.Cancelled)
    def _cancelled(self, message: LineEditor.Cancelled) -> None:
        message.stop()
        self.dismiss(None)


class AskLine(OneLine):
    """One line that is used at once."""


class AskNumber(OneLine):
    """A whole number from `low` to `high`, as it was typed; anything else is told on the line, and stays there."""

    def __init__(
        self,
        title: Words,
        value: str = "",
        *,
        low: int,
        high: int,
        unit: str = "",
        may_be_empty: bool = False,
    ) -> None:
        """`unit`: what the number counts. With `may_be_empty`, "" is an answer too."""
        empty = f"{low} to {high}, empty for none" if may_be_empty else ""
        super().__init__(title, value, placeholder=empty, may_be_empty=may_be_empty, writes=False)
        self._low, self._high = low, high
        what = f"a whole number of {unit}" if unit else "a whole number"
        self._else = f"Choose {what} from {low} to {high}{', or leave it empty' if may_be_empty else ''}."

    def problem_in(self, text: str) -> str:
        if not text:
            return "" if self._may_be_empty else super().problem_in(text)
        fits = text.isascii() and text.isdecimal() and len(text) < 5 and self._low <= int(text) <= self._high
        return "" if fits else self._else
