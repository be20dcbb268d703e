"""A phone number that can be read from across the room, with the same in plain letters to copy."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.renderables.digits import Digits as BigDigits
from textual.widgets import Digits, Static

from companion.domain.text import clean_line
from companion.tui.widgets.text import styled

_DRAWN_BIG = frozenset("0123456789 +-()")
_GAP = 3


class BigNumber(Horizontal):
    """`number` in figures three rows high and, beside or under them, as plain text.

    Plain text alone where the figures do not fit, or when there are letters in it.
    """

    def __init__(self, number: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._number = clean_line(number)

    def compose(self) -> ComposeResult:
        yield Digits()
        yield Static(classes="plain-number")

    def on_mount(self) -> None:
        self._show()

    @property
    def number(self) -> str:
        """The number, on one line."""
        return self._number

    @number.setter
    def number(self, number: str) -> None:
        self._number = clean_line(number)
        if self.is_mounted:
            self._show()

    def on_resize(self, event: events.Resize) -> None:
        self._arrange()

    def _show(self) -> None:
        self.query_one(Digits).update(self._number if self._can_be_big else "")
        self.query_one(".plain-number", Static).update(styled(self._number, "bold"))
        self._arrange()

    def _arrange(self) -> None:
        big, plain, room = BigDigits.get_width(self._number), len(self._number), self.size.width
        self.set_class(not self._can_be_big or big > room, "-plain")
        self.set_class(big + _GAP + plain > room, "-stacked")

    @property
    def _can_be_big(self) -> bool:
        return bool(self._number) and set(self._number) <= _DRAWN_BIG
