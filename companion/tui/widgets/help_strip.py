"""The national lines at the foot of every step: one number big, three in words, all without scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from companion.domain.safety import Helpline
from companion.tui.show import joined, styled, user_line

IN_WORDS = 3
"""Lines beside the big number."""


class HelpStrip(Horizontal):
    """The first line's number in big figures, the next three in words."""

    def __init__(self, lines: Sequence[Helpline], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Static(id="strip-name")
        yield Digits(id="strip-number")
        yield Static(id="strip-rest")

    def on_mount(self) -> None:
        self.show(self._lines)

    def show(self, lines: Sequence[Helpline]) -> None:
        """Show these lines instead."""
        self._lines = lines
        first, rest = (lines[0], lines[1 : 1 + IN_WORDS]) if lines else (None, ())
        self.query_one("#strip-name", Static).update(_named(first) if first else "")
        self.query_one("#strip-number", Digits).update(first.number if first else "")
        self.query_one("#strip-rest", Static).update(Content("\n").join(in_words(line) for line in rest))


def _named(line: Helpline) -> Content:
    free = line.cost.split(",")[0].removesuffix(" to call")
    hours = line.hours.split(",")[0]
    about = ", ".join(part for part in (free, hours) if part)
    return joined(styled(user_line(line.name), "bold"), "\n", user_line(about), "\n", user_line(line.number))


def in_words(line: Helpline) -> Content:
    """Return one line's name, number and how, as short as it can be said."""
    how = line.how.split(".")[0].split(" (")[0]
    if how.startswith("text "):
        word = how.removeprefix("text ")
        return joined(
            "Text ", styled(user_line(word), "bold"), " to ", styled(user_line(line.number), "bold")
        )
    if line.number in line.name:
        return joined(styled(user_line(line.name), "bold"), user_line(f", {how}" if how else ""))
    return joined(user_line(f"{line.name}: "), styled(user_line(line.number), "bold"))
