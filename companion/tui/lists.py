"""One of the lists that have nothing but lines, each line written in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.messages import GoTo
from companion.tui.base.record_list import LINE_KEYS, LineDrafts, Listed, WrittenLine
from companion.tui.commands import key
from companion.tui.widgets.card import Panel
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import user_text

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class KeptListPage(LineDrafts):
    """`at` is the name of a list, or "name/line"."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LINE_KEYS,
        key("undo", only="u"),
        key("archived", show=False),
        key("back", show=False),
    ]

    def __init__(self, at: str) -> None:
        super().__init__()
        name, _, self._wanted = at.partition("/")
        self._list = name
        self.LINES = Listed(
            name="line",
            of=lambda s: s.lists.of(name),
            called=lambda line: user_text(line.text),
            question="Delete this line for good?",
        )
        self.LISTS = {"lines": self.LINES}

    def body(self) -> Iterable[Widget]:
        kept = self.services.lists.named(self._list)
        empty = f"{kept.nothing} Press a to add a line."
        yield Panel(
            kept.title, PickList(id="lines", empty=empty, movable=True, enter="Edit"), LineForm(id="form")
        )
        yield Static("", id="archive-note", classes="muted")

    def focus_start(self) -> None:
        self.list_of("lines").highlight(self._wanted)
        self.list_of("lines").focus()

    def reload(self) -> None:
        lines = self.services.lists.of(self._list).in_use()
        self.list_of("lines").set_rows([PickRow(id=line.id, main=user_text(line.text)) for line in lines])
        self.query_one("#archive-note", Static).update(self.archive_words())

    def place_of(self, form: LineForm) -> str:
        return f"list/{self._list}"

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        services.lists.add(line.where, line.text, new_id=new_id, now=now)

    @on(PickList.Picked)
    def _picked(self) -> None:
        self.action_edit()

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))
