"""A page of lists whose rows are moved and put in the archive; what was done is stored at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from companion.tui.asking import StartedPage
from companion.tui.screens.dialog import Confirm
from companion.tui.show import Words, say
from companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from companion.services.services import Services


class ListPage(StartedPage):
    """What such pages say and do after each change."""

    def changed(self, result: object) -> None:
        """Show that it is saved, and how things are now."""
        self.show_saved()
        self.reload()

    def archived(self, result: object) -> None:
        """Show it, and say how it comes back."""
        self.changed(result)
        self.say(say("In the archive. [b]u[/] brings it back."))

    def brought_back(self, result: object) -> None:
        """Show it, and say so."""
        self.changed(result)
        self.say("Back where it was.")

    def ask_and_delete(
        self,
        question: str,
        named: Words,
        delete: Callable[[Services], object],
        then: Callable[[object], object] | None = None,
    ) -> None:
        """Delete for good what is `named` under the `question`, after a yes; then show how things are now."""

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.ask(delete, then or self.changed)

        self.app.push_screen(Confirm(question, "Delete it", "Keep it", more=named), confirmed)

    def pick_up(self, rows: PickList) -> None:
        """Let the row under the cursor travel, and say how."""
        rows.pick_up()
        self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved)
    @on(PickList.MoveEnded)
    def _put_down(self) -> None:
        self.say("")
