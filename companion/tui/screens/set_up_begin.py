"""What set-up does about the recovery code: asked back once, read again, saved to a file."""

from __future__ import annotations

from textual import on
from textual.widgets import Input

from companion.services.access.recovery_code import ALL_RIGHT, SKIPPED
from companion.tui.screens.first import FirstScreen, Told
from companion.tui.screens.set_up_back import GroupsBack
from companion.tui.screens.set_up_code import RecoveryCode
from companion.tui.screens.set_up_first import Code, SetUpPart

AFTER_CODE = 2
"""The step that comes after the code."""


class CodeScreen(FirstScreen):
    """Base of set-up: gives what is done while step 1 shows the code, and asks two of its groups back."""

    def __init__(self) -> None:
        super().__init__()
        self.at: SetUpPart | None = None
        """What fills the sheet now."""
        self._asked_back = False

    async def show_part(self, number: int, part: SetUpPart | None = None, told: str = "") -> None:
        """Show step `number`, or another `part` of it; `told` is said of the one that was left."""
        raise NotImplementedError

    async def leave_for(self, number: int, told: str = "") -> None:
        """Store what is shown and show step `number`."""
        raise NotImplementedError

    async def past_code(self) -> None:
        """Go on from the code: by way of two of its groups, once in a sitting."""
        if self._asked_back:
            await self.leave_for(AFTER_CODE)
            return
        await self.show_part(1, GroupsBack(self.services.setup.recovery_code(), self.door))

    async def past_groups(self, right: bool | None) -> None:
        """Go on from the groups: they are right, or left for later; None stays there."""
        if right is not None:
            self._asked_back = True
            await self.leave_for(AFTER_CODE, ALL_RIGHT if right else SKIPPED)

    @on(Input.Changed)
    def _code_typed(self) -> None:
        if isinstance(self.at, GroupsBack):
            slip = self.at.slip()
            self.tell(slip, "problem" if slip else "info")

    async def action_code(self) -> None:
        await self.app.push_screen(RecoveryCode(self.services.setup.recovery_code(), self.door))

    def action_save_code(self) -> None:
        if isinstance(self.at, Code):
            self.at.ask_where(self.query_one(Told))
