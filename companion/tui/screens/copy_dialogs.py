"""What lies over the page of copies: which file to take in, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.services.backup.copies import copy_rows, other_words
from companion.tui.places import LOOKING
from companion.tui.screens.dialog import Dialog
from companion.tui.show import user_line, user_text
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow

if TYPE_CHECKING:
    from companion.services.backup.copies import OtherFile

LEAVE, JOIN, RESTORE = "leave", "join", "restore"

LEAVE_ROW = PickRow(id=LEAVE, main="Leave it as it is", sub="nothing is changed", strong=True)
JOIN_ROW = PickRow(
    id=JOIN,
    main="Put the two together",
    sub="what is in one of them comes in; what was changed in both waits for you to choose",
    strong=True,
)
RESTORE_ROW = PickRow(
    id=RESTORE,
    main="Bring it back",
    sub="everything is then as it is in this copy; what is here now is kept first, as a copy beside your vault",
    strong=True,
)


class CopyCard(Dialog[str]):
    """What is in another file, and what can be done with it. The answer is `JOIN`, `RESTORE` or `LEAVE`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Leave it", key_display="esc")]

    def __init__(self, other: OtherFile, now: datetime, *, is_copy: bool, can_change: bool) -> None:
        """`is_copy`: it was made from this vault, so bringing it back comes first; else it went on by itself."""
        super().__init__(_name(other.path, now), hint="esc leaves it")
        ways = (RESTORE_ROW, JOIN_ROW) if is_copy else (JOIN_ROW, RESTORE_ROW)
        self._words = other_words(other, now)
        self._rows = (LEAVE_ROW, *ways) if can_change else (LEAVE_ROW,)
        self._can_change = can_change

    def body(self) -> Iterable[Widget]:
        yield Static(user_text(self._words))
        if not self._can_change:
            yield Static(LOOKING, markup=False)
        yield PickList(self._rows, max_lines=3)

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class WhichFile(Dialog[str]):
    """The file to take in, by name where some lie beside the vault, else typed. The answer is its path."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Leave it", key_display="esc")]

    def __init__(self, beside: Sequence[Path]) -> None:
        super().__init__("Which file?", hint="enter looks into it   esc leaves it")
        self._beside = beside

    def body(self) -> Iterable[Widget]:
        if self._beside:
            yield Static("These lie beside your vault:", markup=False)
            yield PickList([PickRow(id=str(path), main=user_line(path.name)) for path in self._beside])
            yield Static("Or type where another one is:", markup=False)
        else:
            yield Static("Type where the other file of your vault is. Nothing is changed yet.", markup=False)
        yield LineEditor(placeholder="for example a file on a stick", keeps_escape=False)

    def on_mount(self) -> None:
        self.query_one(PickList if self._beside else LineEditor).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)

    @on(LineEditor.Submitted)
    def _typed(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.text:
            self.dismiss(message.text)
        else:
            message.control.problem = "Type where it is first, or press Esc."


def _name(path: Path, now: datetime) -> str:
    """Return what to call a file: its day in words, or its name."""
    (row,) = copy_rows([path], now.date())
    return row.words
