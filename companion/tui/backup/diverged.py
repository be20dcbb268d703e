"""The question after unlocking an older copy of the vault, or one that went on by itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.dialog import Dialog
from companion.tui.widgets.pick_list import PickList, PickRow

USE, COPIES, JOIN, CLOSE, LATER = "use", "copies", "join", "close", "later"

OLDER_ROWS = (
    PickRow(id=COPIES, main="See the copies", sub="nothing is changed by looking", strong=True),
    PickRow(id=USE, main="Use it", sub="you go on from this one; the copies stay as they are", strong=True),
    PickRow(
        id=CLOSE, main="Close the program", sub="nothing is changed; it asks again next time", strong=True
    ),
)
APART_ROWS = (
    PickRow(
        id=JOIN,
        main="Put the two together",
        sub="asks for the other file first; nothing is lost",
        strong=True,
    ),
    PickRow(id=USE, main="Use this one", sub="the other file stays where it is", strong=True),
    PickRow(id=LATER, main="Later", sub="you can do it from Settings, Copies of my vault", strong=True),
)

LATER_WORDS = "Left for later. Settings, Copies of my vault is where you find it."
USED_WORDS = "You go on from this one."


class DivergedQuestion(Dialog[str]):
    """The answer is one of the ids above, or None for later. The cursor is on what changes nothing."""

    BEGINS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Later")]

    def __init__(self, words: str, relation: str) -> None:
        """`words`: what is so, in a sentence; `standing`: "older" or "apart"."""
        is_older = relation == "older"
        super().__init__(
            "An older copy of your vault" if is_older else "Two copies went on apart", "esc later"
        )
        self._words, self._rows = words, OLDER_ROWS if is_older else APART_ROWS

    def body(self) -> Iterable[Widget]:
        yield Static(Content(self._words))
        yield PickList(self._rows, enter="Choose")

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)
