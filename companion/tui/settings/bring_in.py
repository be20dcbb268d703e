"""Bringing in a file from another program: look first, answer what it leaves open, then a yes; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.imported import Stopped
from companion.errors import CompanionError, NotReadable
from companion.services.files import path_of
from companion.services.imports.questions import Asked, Asking
from companion.tui.base.dialog import AskNumber, Confirm
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton, Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import say, user_line, user_text

if TYPE_CHECKING:
    from companion.domain.imported import Progress
    from companion.services.imports.files import ImportFile
    from companion.services.imports.report import ImportReport
    from companion.services.services import Services

FIRST = (
    "Export a file in Daylio, jrnl, Day One, Bearable or another program, put it on this computer and type its name "
    "here, or drag it in. Any table saved as CSV can be read too. Nothing is changed until you say so."
)

SHOWN = 200
"""Moments of an earlier import that are listed."""

PATIENCE = 0.5
"""Seconds between two looks at how far it is."""


class Reading:
    """How far the reading of a file is, told in one thread and seen in another; and whether it is to stop."""

    def __init__(self) -> None:
        self.done, self.whole, self.stops = 0, 0, False

    def __call__(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole
        if self.stops:
            raise Stopped

    @property
    def words(self) -> str:
        """How far it is, and which key stops it; empty where it is not told."""
        return f"Reading: {self.done * 100 // self.whole} percent. Esc stops it." if self.whole else ""


class BringInPage(WorkPage):
    """A file name, what is in it, what it leaves open, a number for each mood word that has none, and a button."""

    CSS_PATH = "../styles/bring_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [key("leave")]

    def __init__(self) -> None:
        super().__init__()
        self._file: ImportFile | None = None
        self._source = ""
        self._asking = Asking()
        self._asked: Asked | None = None
        self._reading: Reading | None = None
        self._earlier = ""

    def body(self) -> Iterable[Widget]:
        yield Panel(
            "Bring in a file of another program",
            LineEditor(
                placeholder="for example ~/Downloads/daylio.csv", keeps_escape=False, enter="Look at it"
            ),
            keys="enter looks at it",
        )
        yield Panel("What is in it", Static(FIRST, markup=False, id="report"), id="report-card")
        yield Panel(
            "A question first",
            Static("", markup=False, id="question"),
            PickList(id="choices", max_lines=3),
            keys="enter answers",
            id="question-card",
        )
        yield Panel(
            "Mood words without a number",
            PickList(id="words"),
            keys="enter gives one a number; none is fine too",
            id="words-card",
        )
        yield ActionButton("Bring it in", "press enter", id="bring")
        yield ActionButton("Take it back", "press enter", id="back")
        yield Panel("Brought in before", PickList(id="earlier"), keys="enter looks at it", id="earlier-card")

    def on_mount(self) -> None:
        super().on_mount()
        self._only(None)
        self.reload()
        self.set_interval(PATIENCE, self._tell_how_far)
        self.query_one(LineEditor).focus()

    def reload(self) -> None:
        imports = self.services.imports
        rows = [PickRow(id=record.id, main=user_line(imports.said(record))) for record in imports.history()]
        self.query_one("#earlier-card").display = bool(rows) and self._asked is None
        self.query_one("#earlier", PickList).set_rows(rows)

    def _only(self, shown: str | None) -> None:
        """Show the question, or what comes after the last one, or neither."""
        self.query_one("#question-card").display = shown == "question"
        self.query_one("#report-card").display = shown != "question"
        self.query_one("#words-card").display = False
        self.query_one("#bring").display = shown == "bring"
        self.query_one("#back").display = shown == "back"

    # The file.

    @on(LineEditor.Submitted)
    def _look(self, message: LineEditor.Submitted) -> None:
        from companion.services.imports.files import looks_like, open_file

        if self._reading is not None:
            return
        self._only(None)
        self._asked = None
        self.reload()
        try:
            if not message.text:
                raise NotReadable("Type the name of the file first.")
            file = open_file(path_of(message.text))
            found = looks_like(file)
            if not found.source:
                raise NotReadable(found.sentence)
        except NotReadable as error:
            self.show_problem(error)
            return
        self._file, self._source = file, found.source
        self._asking = Asking(scales=[scale.name for scale in self.services.check_ins.scales()])
        self._try()

    def _try(self) -> None:
        self._ask(self._show_report, dry_run=True)

    def _ask(self, then: Callable[[ImportReport], object], *, dry_run: bool) -> None:
        self._reading = Reading()
        self.ask(
            self._importing(self._reading, dry_run=dry_run),
            lambda report: self._done(then, report),
            self._not_done,
        )

    def _done(self, then: Callable[[ImportReport], object], report: ImportReport) -> None:
        self._reading = None
        then(report)

    def _not_done(self, error: CompanionError) -> None:
        self._reading = None
        self.show_problem(error)

    def _importing(self, progress: Progress, *, dry_run: bool) -> Callable[[Services], ImportReport]:
        file, source, answers = self._file, self._source, self._asking.answers
        now, new_id = self.now(), self.backend.new_id

        def do(services: Services) -> ImportReport:
            if file is None:
                raise NotReadable("Type the name of the file first.")
            return services.imports.bring_in(
                file, source, answers, dry_run=dry_run, new_id=new_id, now=now, progress=progress
            )

        return do

    def _tell_how_far(self) -> None:
        if self._reading is not None and (words := self._reading.words):
            self.say(words)

    # What is asked.

    def _show_report(self, report: ImportReport) -> None:
        self.say("")
        self._asked = self._asking.next(report)
        if self._asked is not None:
            self._show_question(self._asked)
            return
        self.reload()
        self.query_one("#report", Static).update(user_text("\n".join(report.sentences())))
        words = [
            PickRow(id=word, main=user_line(word), note=f"{count} time{'' if count == 1 else 's'}, no number")
            for word, count in report.unmapped.items()
        ]
        words += [PickRow(id=word, main=user_line(word), note=str(n)) for word, n in report.mapped.items()]
        self._only("bring")
        self.query_one("#words-card").display = bool(words)
        self.query_one("#words", PickList).set_rows(words)
        self.query_one("#bring", ActionButton).focus()

    def _show_question(self, asked: Asked) -> None:
        self._only("question")
        self.query_one("#earlier-card").display = False
        self.query_one("#question", Static).update(user_text("\n".join(asked.head)))
        choices = self.query_one("#choices", PickList)
        choices.set_rows(
            [PickRow(id=str(n), main=user_line(each.label)) for n, each in enumerate(asked.choices)]
        )
        choices.highlight("0")
        choices.focus()

    @on(PickList.Picked, "#choices")
    def _chosen(self, message: PickList.Picked) -> None:
        message.stop()
        if self._asked is not None and self._reading is None:
            self._asking.take(self._asked, self._asked.choices[int(message.id)])
            self._try()

    @on(PickList.Picked, "#words")
    def _word_picked(self, message: PickList.Picked) -> None:
        message.stop()
        word = message.id

        def answered(text: str | None) -> None:
            if text is not None:
                self._asking.number(word, int(text) if text else None)
                self._try()

        question = say("Which number stands for “$word”, 0 very low to 10 very good?", word=word)
        self.app.push_screen(AskNumber(question, low=0, high=10, may_be_empty=True), answered)

    @on(ActionButton.Pressed, "#bring")
    def _bring(self) -> None:
        if self._reading is None:
            self._ask(self._brought, dry_run=False)

    def _brought(self, report: ImportReport) -> None:
        self.show_saved()
        self.query_one("#report", Static).update(user_text("\n".join(report.sentences())))
        self._only(None)
        self.reload()
        self.say("Done. u takes it all back, and so does the list below, also tomorrow.")
        self.query_one("#earlier" if report.import_id else LineEditor).focus()

    # What was brought in before.

    @on(PickList.Picked, "#earlier")
    def _earlier_picked(self, message: PickList.Picked) -> None:
        message.stop()
        try:
            lines = self.services.imports.brought(message.id)
        except CompanionError as error:
            self.show_problem(error)
            return
        self._earlier = message.id
        more = f"\nAnd {len(lines) - SHOWN} more." if len(lines) > SHOWN else ""
        said = "\n".join(lines[:SHOWN]) or "Nothing of it is here any more."
        self._only("back")
        self.query_one("#report", Static).update(user_text(said + more))
        self.query_one("#back").focus()

    @on(ActionButton.Pressed, "#back")
    def _back(self) -> None:
        id = self._earlier
        try:
            would = self.services.imports.take_back(id, dry_run=True)
        except CompanionError as error:
            self.show_problem(error)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.ask(lambda services: services.imports.take_back(id), lambda _: self._taken_back())

        more = user_text("\n".join(would.sentences(would=True)))
        self.app.push_screen(Confirm("Take this back?", "Take it back", "Keep it", more=more), answered)

    def _taken_back(self) -> None:
        self.show_saved()
        self._only(None)
        self.reload()
        self.query_one("#report", Static).update(FIRST)
        self.say("Taken back. It may come in again. u brings it back.")
        self.query_one(LineEditor).focus()

    def action_leave(self) -> None:
        if self._reading is not None and self._reading.whole:
            self._reading.stops = True
            return
        self.post_message(GoTo("today"))
