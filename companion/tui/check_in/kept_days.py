"""Days gone by with their words: check-ins and moments in a list, each opened to be changed or taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.checkin import Moment
from companion.errors import NothingThere
from companion.services.check_in.kept_days import Entry, moment_place, one_line
from companion.services.dates import say_when
from companion.tui.base.dialog import Dialog
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import WorkPage
from companion.tui.check_in.check_in import PRESS, NotePage
from companion.tui.commands import key
from companion.tui.widgets.card import Heading, Panel
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.scales import ScaleRow, Scales
from companion.tui.widgets.text import say, user_line, user_text

if TYPE_CHECKING:
    from companion.services.services import Services

EDIT, TAKE_OUT = "edit", "take out"
EMPTY = "Nothing is kept of days gone by yet."


class DayCard(Dialog[str]):
    """A check-in or a moment, read whole; the answer is EDIT, TAKE_OUT or None."""

    BEGINS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", "Change it", show=False),
        key("edit"),
        key("take out"),
    ]

    def __init__(self, entry: Entry) -> None:
        later = "added later   " if entry.added_later else ""
        super().__init__(user_line(entry.title), hint=f"{later}esc closes")
        self._words = entry.words

    def body(self) -> Iterable[Widget]:
        yield Static(user_text("\n".join(self._words)), id="day-words")

    def action_edit(self) -> None:
        self.dismiss(EDIT)

    def action_take_out(self) -> None:
        self.dismiss(TAKE_OUT)


def open_day(page: WorkPage, id: str) -> None:
    """Read a check-in (its id is its day) or a moment over `page`, and do what is asked for there."""
    try:
        entry = page.services.days.entry(id)
    except NothingThere as error:
        page.show_problem(error)
        return

    def answered(what: str | None) -> None:
        if what == EDIT:
            page.post_message(GoTo("moment" if entry.is_moment else "check-in", entry.id))
        elif what == TAKE_OUT:
            take_out(page, entry)

    page.app.push_screen(DayCard(entry), answered)


def take_out(page: WorkPage, entry: Entry) -> None:
    """Have an entry taken out, and say so."""
    now = page.now()

    def taken_out(words: str) -> None:
        page.show_saved()
        page.reload()
        page.say(user_line(f"{words} u brings it back."))

    page.ask(lambda s: s.days.take_out(entry, now=now), taken_out)


class KeptDaysPage(WorkPage):
    """`at` is the id of what the cursor starts on: a moment, or the ISO day of a check-in."""

    TAB: ClassVar[str] = "check-in"
    SCROLLS: ClassVar[bool] = False
    CHANGES = WorkPage.CHANGES | {"take_out"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("edit"),
        key("take out"),
        key("leave"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._entries: dict[str, Entry] = {}

    def body(self) -> Iterable[Widget]:
        yield Panel(
            "Days before", PickList(empty=EMPTY, id="kept-days"), id="kept-days-card", classes="-full"
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()
        days = self.query_one("#kept-days", PickList)
        days.highlight(self._at)
        days.focus()

    def reload(self) -> None:
        self._entries = {entry.id: entry for entry in self.services.days.entries()}
        rows = [
            PickRow(
                id=entry.id,
                main=user_line(entry.title),
                sub=user_line(one_line(entry)),
                note="added later" if entry.added_later else "",
            )
            for entry in self._entries.values()
        ]
        self.query_one("#kept-days", PickList).set_rows(rows)
        self.query_one("#kept-days-card", Panel).hint = "enter opens it" if rows else ""

    @on(PickList.Picked, "#kept-days")
    def _picked(self, message: PickList.Picked) -> None:
        open_day(self, message.id)

    def action_edit(self) -> None:
        if entry := self._here():
            self.post_message(GoTo("moment" if entry.is_moment else "check-in", entry.id))

    def action_take_out(self) -> None:
        if entry := self._here():
            take_out(self, entry)

    def _here(self) -> Entry | None:
        return self._entries.get(self.query_one("#kept-days", PickList).highlighted or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened where there is nothing."""
        return bool(self._entries) or action not in ("edit", "take_out")

    def action_leave(self) -> None:
        self.post_message(GoTo("check-in"))


class MomentPage(NotePage):
    """One moment, to be read whole and changed; `at` is its id."""

    TAB: ClassVar[str] = "check-in"
    CHANGES = NotePage.CHANGES | {"digit", "blank", "nudge", "put"}
    CSS_PATH = "../styles/check_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("leave"),
        key("undo", only="ctrl+z"),
    ]

    def __init__(self, at: str) -> None:
        super().__init__()
        self._moment_id = at

    def body(self) -> Iterable[Widget]:
        yield Heading("", "", id="question")
        yield Panel(PRESS, Scales(id="scales"), hint="a blank is fine", id="scales-card")
        yield Panel("Its words", self.note, id="note-card")

    def place(self) -> str:
        return moment_place(self._moment_id)

    def reader(self) -> Callable[[Services], str]:
        id = self._moment_id
        return lambda s: s.days.moment(id).note

    def writer(self, text: str, now: datetime) -> Callable[[Services], object]:
        id = self._moment_id
        return lambda s: s.days.write_note(id, text, now=now)

    def reload(self) -> None:
        if self.waits():
            return
        try:
            moment = self.services.days.moment(self._moment_id)
        except NothingThere:  # an undo took it
            self.post_message(GoTo("days"))
            return
        self.query_one("#question", Heading).title = _title(moment)
        self.query_one("#scales", Scales).set_rows(
            [
                ScaleRow(id=s.id, name=s.name, low=s.low, high=s.high, value=moment.answers.get(s.id))
                for s in self.services.days.scales_of(moment)
            ]
        )
        self.show_note(moment.note)

    @on(Scales.Answered)
    def _answered(self, message: Scales.Answered) -> None:
        id, scale, value, now = self._moment_id, message.scale_id, message.value, self.now()
        self.store(scale, lambda s: s.days.answer(id, scale, value, now=now))

    def action_leave(self) -> None:
        self.store_note()
        self.outbox.retry()
        self.outbox.when_quiet(self._gone)

    def _gone(self) -> None:
        if self.services.read_only or not self.outbox.holds:
            self.post_message(GoTo("days", self._moment_id))


def _title(moment: Moment) -> Content:
    when = say_when(moment.day, moment.at)
    return say("[b]$when[/]  $word", when=when, word=moment.word)
