"""The help lines as one's own: each changed, taken out of the list, or all of them as they came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import NothingThere
from companion.services.safety.safety import HELPLINE_FORM
from companion.tui.base.form import RecordForm, ask_form
from companion.tui.base.record_list import ListPage
from companion.tui.commands import key
from companion.tui.widgets.card import Panel
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import say, user_line

NOTE = "While it is locked, the lines stand there as they came: these are yours, and read once it is open."


class OwnLines(ListPage):
    """The lines of the person's nation, or of all four; Esc goes back to where they are read."""

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    CSS_PATH = "../styles/safety.tcss"
    CHANGES = ListPage.CHANGES | {"take_out", "as_they_came"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("edit"),
        key("take out"),
        key("as they came"),
        key("leave"),
    ]

    def body(self) -> Iterable[Widget]:
        lines = PickList(enter=key("edit").description, id="own-lines", empty="o brings the lines back.")
        yield Panel("Help lines, as you keep them", lines, tone="safe")
        yield Static(NOTE, classes="muted", markup=False)

    def focus_start(self) -> None:
        self.query_one(PickList).focus()

    def reload(self) -> None:
        lines = self.services.safety.helplines(self.backend.config.nation)
        rows = [PickRow(id=each.id, main=user_line(each.name), note=user_line(each.number)) for each in lines]
        self.query_one(PickList).set_rows(rows)

    @on(PickList.Picked)
    def action_edit(self) -> None:
        """Ask for the words of the line under the cursor."""
        if (id := self.query_one(PickList).highlighted) is None:
            return
        try:
            line = self.services.safety.helpline(id)
        except NothingThere as error:
            self.show_problem(error)
            return
        opened, hint = self.now(), "enter goes on   esc leaves it"
        ask_form(
            self,
            f"form/helpline/{id}",
            lambda: RecordForm(HELPLINE_FORM, line, title="A help line", hint=hint, now=opened),
            lambda s, values, now: s.safety.edit_helpline(id, today=now.date(), **values),
            self.changed,
        )

    def action_take_out(self) -> None:
        """Take the line under the cursor out of the list."""
        if (id := self.query_one(PickList).highlighted) is None:
            return
        now = self.now()

        def gone(name: str) -> None:
            self.changed(name)
            self.say(say("Taken out: $name. [b]u[/] brings it back.", name=name))

        self.ask(lambda s: s.safety.hide_helpline(id, now=now), gone)

    def action_as_they_came(self) -> None:
        """Bring back every line as it was shipped; undo takes that back."""

        def back(result: object) -> None:
            self.changed(result)
            self.say("All lines are as they came. u takes that back.")

        self.ask(lambda s: s.safety.reset_helplines(), back)

    def action_leave(self) -> None:
        """Go once everything is stored; what cannot be stays, and so does the page."""
        self.outbox.retry()
        self.outbox.when_quiet(self._leave)

    def _leave(self) -> None:
        if (self.services.read_only or not self.outbox.holds) and self.is_active:
            self.dismiss()
