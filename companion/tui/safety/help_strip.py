"""The national lines at the foot of every step: one number big, the others in words, without scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from companion.tui.widgets.text import content_of, styled, user_line

if TYPE_CHECKING:
    from companion.tui.safety.helplines import LineWords


class HelpStrip(Horizontal):
    """The first line's number in big figures, the others, to the one for an emergency, in words.

    `strip-brief` is the first and the last on one line, for a window with few rows; stylesheets choose.
    """

    def __init__(self, lines: Sequence[LineWords], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Static(id="strip-name")
        yield Digits(id="strip-number")
        yield Static(id="strip-rest")
        yield Static(id="strip-brief")

    def on_mount(self) -> None:
        self.show(self._lines)

    def show(self, lines: Sequence[LineWords]) -> None:
        """Show these lines instead."""
        self._lines = lines
        first = lines[0] if lines else None
        self.query_one("#strip-name", Static).update(_named(first) if first else "")
        self.query_one("#strip-number", Digits).update(first.number if first else "")
        self.query_one("#strip-rest", Static).update(Content("\n").join(in_words(line) for line in lines[1:]))
        self.query_one("#strip-brief", Static).update(_in_brief(lines))


def _named(line: LineWords) -> Content:
    return content_of(
        styled(user_line(line.name), "bold"), "\n", user_line(line.how), "\n", user_line(line.number)
    )


def _in_brief(lines: Sequence[LineWords]) -> Content:
    """Return the first line's name and number, and the number of the last, which everybody knows."""
    if not lines:
        return Content("")
    first, last = lines[0], lines[-1]
    numbers = [styled(user_line(line.number), "bold") for line in (first, last)]
    return content_of(user_line(first.name), " ", numbers[0], "   ", numbers[1])


def in_words(line: LineWords) -> Content:
    """Return one line's name, number and how, as short as it can be said."""
    number = styled(user_line(line.number), "bold")
    if line.how.startswith("text "):
        return content_of("Text ", styled(user_line(line.how.removeprefix("text ")), "bold"), " to ", number)
    if line.number in line.name:
        return content_of(
            styled(user_line(line.name), "bold"), ", ", user_line(line.how.removeprefix("choose the "))
        )
    return content_of(user_line(line.name), ": ", number)
