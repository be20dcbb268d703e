"""The recovery code on screen: in groups to copy from, and saved to a file the person names."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError
from companion.services.backend import Door
from companion.tui.screens.dialog import AskLine, Dialog
from companion.tui.screens.first import Told
from companion.tui.show import joined, styled, user_line, user_text

FILE_NAME = "recovery-sheet.txt"
IN_A_ROW = 2

WHAT_FOR = (
    "It opens your file when the passphrase is gone. Write it on paper and keep the paper away from this "
    "computer. Whoever has it can read your plan."
)
ASK_FILE = "Where to? That file is not locked: a USB stick you keep elsewhere is a good place."


def in_groups(code: str) -> Content:
    """Return the code with its groups numbered and spread out, two in a row."""
    groups = [
        joined(styled(f"{number}  ", "$c-muted"), styled(" ".join(group), "bold"))
        for number, group in enumerate(code.split("-"), start=1)
    ]
    rows = [groups[start : start + IN_A_ROW] for start in range(0, len(groups), IN_A_ROW)]
    return Content("\n\n").join(Content("          ").join(row) for row in rows)


class CodeSheet(Static, can_focus=True):
    """The code, and what saving it said."""

    def __init__(self, code: str, door: Door) -> None:
        super().__init__(in_groups(code))
        self._code, self._door = code, door

    def ask_where(self, tell: Told, start: str = "") -> None:
        """Ask for a file name and write the sheet there; what came of it is told in `tell`."""
        where = start or str(self._door.documents / FILE_NAME)

        def answered(name: str | None) -> None:
            if name:
                self._save(Path(name), tell)

        self.app.push_screen(AskLine(ASK_FILE, where), answered)

    @work(group="sheet")
    async def _save(self, path: Path, tell: Told) -> None:
        try:
            saved = await asyncio.to_thread(self._door.save_recovery_sheet, path, self._code)
        except CompanionError as error:
            tell.tell(user_text(str(error)), "problem")
        else:
            tell.tell(joined("Saved as ", user_line(str(saved)), ". It is not locked."))


class RecoveryCode(Dialog[None]):
    """The code read again, over any later step; Esc goes back to the same caret."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Back", show=False),
        Binding("ctrl+e", "save", "Save to a file", key_display="^E"),
    ]

    def __init__(self, code: str, door: Door) -> None:
        super().__init__("Your recovery code", hint="^E saves it to a file   esc closes")
        self._code, self._door = code, door

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT_FOR, markup=False)
        yield CodeSheet(self._code, self._door)
        yield Told()

    def action_save(self) -> None:
        self.query_one(CodeSheet).ask_where(self.query_one(Told))
