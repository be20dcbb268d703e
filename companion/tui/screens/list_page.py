"""A page of lists whose rows are moved and put in the archive; what was done is stored at once."""

from __future__ import annotations

from textual import on

from companion.tui.asking import StartedPage
from companion.tui.show import say
from companion.tui.widgets.pick_list import PickList


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

    def pick_up(self, rows: PickList) -> None:
        """Let the row under the cursor travel, and say how."""
        rows.pick_up()
        self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved)
    @on(PickList.MoveEnded)
    def _put_down(self) -> None:
        self.say("")
