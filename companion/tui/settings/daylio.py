"""Bringing in a file from another program: look first, map the words, then a yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import NotReadable
from companion.services.daylio import LARGEST
from companion.services.files import path_of, read_named
from companion.tui.base.dialog import AskNumber
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton, Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import say, user_text

if TYPE_CHECKING:
    from companion.services.daylio import ImportReport
    from companion.services.services import Services

FIRST = (
    "In Daylio: More, Export entries, CSV. Put the file on this computer and type its name here. "
    "Nothing is changed until you say so."
)


class BringInPage(WorkPage):
    """A file name, what is in it, a number for each mood word that has none, and a button."""

    CSS_PATH = "../styles/bring_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [key("leave")]

    def __init__(self) -> None:
        super().__init__()
        self._data = b""
        self._mapping: dict[str, int] = {}

    def body(self) -> Iterable[Widget]:
        yield Panel(
            "Bring in a Daylio file",
            LineEditor(
                placeholder="for example ~/Downloads/daylio.csv", keeps_escape=False, enter="Look at it"
            ),
            keys="enter looks at it",
        )
        yield Panel("What is in it", Static(FIRST, markup=False, id="report"), id="report-card")
        yield Panel(
            "Mood words without a number",
            PickList(id="words"),
            keys="enter gives one a number; none is fine too",
            id="words-card",
        )
        yield ActionButton("Bring it in", "press enter", id="bring")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#words-card").display = False
        self.query_one("#bring").display = False
        self.query_one(LineEditor).focus()

    @on(LineEditor.Submitted)
    def _look(self, message: LineEditor.Submitted) -> None:
        try:
            if not message.text:
                raise NotReadable("Type the name of the file first.")
            self._data = read_named(path_of(message.text), most=LARGEST + 1)
        except NotReadable as error:
            self.show_problem(error)
            return
        self._try()

    def _try(self) -> None:
        self.ask(self._importing(dry_run=True), self._show_report)

    def _importing(self, *, dry_run: bool) -> Callable[[Services], ImportReport]:
        data, mapping, now, new_id = self._data, dict(self._mapping), self.now(), self.backend.new_id

        def do(services: Services) -> ImportReport:
            return services.imports.daylio(data, mapping=mapping, dry_run=dry_run, new_id=new_id, now=now)

        return do

    def _show_report(self, report: ImportReport) -> None:
        self.say("")
        self.query_one("#report", Static).update(user_text(_said(report)))
        words = [
            PickRow(id=word, main=word, note=f"{count} time{'' if count == 1 else 's'}, no number")
            for word, count in report.unmapped.items()
        ]
        words += [PickRow(id=word, main=word, note=str(number)) for word, number in self._mapping.items()]
        self.query_one("#words-card").display = bool(words)
        self.query_one("#words", PickList).set_rows(words)
        chip = self.query_one("#bring", ActionButton)
        chip.display = True
        chip.focus()

    @on(PickList.Picked, "#words")
    def _word_picked(self, message: PickList.Picked) -> None:
        word = message.id

        def answered(text: str | None) -> None:
            if text is None:
                return
            if text:
                self._mapping[word] = int(text)
            else:
                self._mapping.pop(word, None)
            self._try()

        question = say("Which number stands for “$word”, 0 very low to 10 very good?", word=word)
        self.app.push_screen(AskNumber(question, low=0, high=10, may_be_empty=True), answered)

    @on(ActionButton.Pressed, "#bring")
    def _bring(self) -> None:
        self.ask(self._importing(dry_run=False), self._brought)

    def _brought(self, report: ImportReport) -> None:
        self.show_saved()
        self.query_one("#report", Static).update(user_text(_said(report)))
        self.query_one("#bring").display = False
        self.say("Done. u takes it all back.")

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))


def _said(report: ImportReport) -> str:
    """Return the report in sentences; the words without a number stand in the list below it."""
    return "\n".join(replace(report, unmapped={}).sentences())
