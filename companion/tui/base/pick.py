"""A list to choose one row from, laid over a page; the archive's also deletes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from companion.tui.base.dialog import Dialog
from companion.tui.widgets.pick_list import PickList, PickRow

BRING_BACK = "Bring it back"


class PickDialog(Dialog[str]):
    """A list to choose one row from; the answer is its id."""

    def __init__(
        self, title: str, rows: Sequence[PickRow], hint: str, *, enter: str = "Open", at: str = ""
    ) -> None:
        """`enter`: what it does with a row; `at`: the id of the row the cursor starts on, else the first."""
        super().__init__(title, hint=hint)
        self._rows, self._enter, self._at = rows, enter, at

    def body(self) -> Iterable[Widget]:
        yield PickList(self._rows, enter=self._enter)

    def on_mount(self) -> None:
        self.query_one(PickList).highlight(self._at)
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _chosen(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class PickFromArchive(PickDialog):
    """Things in the archive; Enter brings one back, Delete (or Backspace) deletes one for good.

    Each row's id begins with "restore "; the answer is that, or the same with "delete " instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete,backspace", "delete", "Delete for good", key_display="del"),
    ]

    def __init__(self, rows: Sequence[PickRow], *, at: str = "") -> None:
        hint = "enter brings it back   del deletes   esc closes"
        super().__init__("In the archive", rows, hint, enter=BRING_BACK, at=at)

    def action_delete(self) -> None:
        here = self.query_one(PickList).highlighted
        if here is not None:
            self.dismiss(f"delete {here.partition(' ')[2]}")
