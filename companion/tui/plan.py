"""The plan: sections at the left, the lines of one at the right; everything is changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import PlanLine, Section, Visibility
from companion.errors import NothingThere
from companion.services.plan import Plans
from companion.services.wording import VISIBILITY
from companion.tui.base.dialog import Dialog
from companion.tui.base.form import OneLineForm, ask_form
from companion.tui.base.messages import GoTo
from companion.tui.base.pick import PickDialog
from companion.tui.base.record_list import (
    SHARED_LINE_KEYS,
    LineDrafts,
    Listed,
    ListPage,
    RecordLists,
    WrittenLine,
)
from companion.tui.base.visibility import WhoMaySee
from companion.tui.commands import key
from companion.tui.pages import NEW
from companion.tui.widgets.card import Panel
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, content_of, styled, user_line, user_text

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class LineCard(WhoMaySee):
    """A line and what helps, whole; Enter on a row says who may see it."""

    MEANINGS: ClassVar[Mapping[Visibility, str]] = {who: words.meaning for who, words in VISIBILITY.items()}

    def __init__(self, line: PlanLine) -> None:
        super().__init__("This line", line.id, line.audience)
        self._line = line

    def words(self) -> Iterable[Words]:
        yield user_text(self._line.text)
        if self._line.what_helps:
            yield content_of(styled("What helps  ", "bold"), user_text(self._line.what_helps))


class ArchivedLine(Dialog[tuple[str, str]]):
    """What can be done with archived things: (what to do, the id), or None."""

    def __init__(self, title: str, rows: list[PickRow], words: str = "") -> None:
        super().__init__(title, hint="enter does it   esc closes")
        self._rows, self._words = rows, words

    @classmethod
    def line(cls, line: PlanLine) -> ArchivedLine:
        """Return the choices for one archived line."""
        rows = [
            PickRow(id=f"restore {line.id}", main="Bring it back"),
            PickRow(id=f"delete {line.id}", main="Delete it for good"),
        ]
        return cls("In the archive", rows, line.text)

    @classmethod
    def sections(cls, plan: Plans) -> ArchivedLine:
        """Return the choices for the archived sections."""
        rows: list[PickRow] = []
        for section in plan.sections(archived=True):
            rows.append(
                PickRow(
                    id=f"restore-section {section.id}", main=user_line(section.name), note="bring it back"
                )
            )
            if plan.can_delete_section(section.id):
                rows.append(
                    PickRow(
                        id=f"delete-section {section.id}",
                        main=user_line(section.name),
                        note="delete for good",
                    )
                )
        return cls("Sections in the archive", rows)

    def body(self) -> Iterable[Widget]:
        if self._words:
            yield Static(user_text(self._words), classes="gap-below")
        yield PickList(self._rows, enter="Do it")

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _chosen(self, message: PickList.Picked) -> None:
        message.stop()
        do, _, id = message.id.partition(" ")
        self.dismiss((do, id))


WRITTEN = Listed(
    name="line",
    of=lambda s: s.plan.line_records,
    called=lambda line: user_text(line.text),
    question="Delete this line for good?",
    words=("text", "what_helps"),
)
SECTIONS = Listed(
    name="section", of=lambda s: s.plan.section_records, called=lambda section: user_line(section.name)
)


class PlanArchive(RecordLists):
    """The part of the plan page that asks what to do with archived lines and sections."""

    def show_archived_sections(self) -> None:
        """Ask about the sections in the archive."""
        self.app.push_screen(ArchivedLine.sections(self.services.plan), self._answered)

    def show_archived_line(self, line_id: str) -> None:
        """Ask about one line in the archive."""
        self.app.push_screen(ArchivedLine.line(self.services.plan.line(line_id)), self._answered)

    def _answered(self, answer: tuple[str, str] | None) -> None:
        """`answer`: what to do ("restore", "delete", with "-section" for a section), and the id."""
        if answer is None:
            return
        do, id = answer
        if do in ("restore", "restore-section"):
            self.bring_back(WRITTEN if do == "restore" else SECTIONS, id)
        elif do == "delete":
            self.ask_delete(WRITTEN, id)
        else:
            now, name = self.now(), self.services.plan.section(id).name
            question = "Delete this section and its lines for good?"
            self.ask_and_delete(question, name, lambda s: s.plan.delete_section(id, now=now))


class PlanNaming(ListPage):
    """The part of the plan page that asks what a section is called."""

    def section_added(self, section: Section) -> None:
        """A new section was stored."""
        raise NotImplementedError

    def add_section(self) -> None:
        """Ask for the name of a new section."""
        new_id = self.new_id()
        ask_form(
            self,
            "form/section/new",
            lambda: OneLineForm("A section of my own", placeholder="what it is called"),
            lambda s, name, now: s.plan.add_section(name, new_id=new_id, now=now),
            self.section_added,
        )

    def rename_section(self, section: Section) -> None:
        """Ask for another name, if it has one."""
        try:
            self.services.plan.section_records.get(section.id)
        except NothingThere as error:
            self.show_problem(error)
            return
        ask_form(
            self,
            f"form/section/{section.id}",
            lambda: OneLineForm("What shall this section be called?", section.name),
            lambda s, name, now: s.plan.rename_section(section.id, name, now=now),
            self.changed,
        )


ADD, ARCHIVE, BACK = "+", "archive", "back"
"""Ids of the rows that are not a section or a line; ids of records are longer."""


def section_rows(plan: Plans) -> list[PickRow]:
    """Return the sections with how many lines each has, then the two rows that are not sections."""
    rows = [
        PickRow(id=section.id, main=user_line(section.name), note=str(plan.count(section.id) or ""))
        for section in plan.sections()
    ]
    rows.append(PickRow(id=ADD, main="+ add a section"))
    archived = len(plan.sections(archived=True))
    if archived:
        rows.append(PickRow(id=ARCHIVE, main=f"{archived} in the archive"))
    return rows


def line_rows(plan: Plans, section: Section) -> list[PickRow]:
    """Return the lines of a section, each with what helps under it, and the way to its archive."""
    rows = [_line_row(line) for line in plan.lines(section.id)]
    archived = len(plan.lines(section.id, archived=True))
    if archived:
        rows.append(PickRow(id=ARCHIVE, main=f"{archived} more in the archive"))
    return rows


def archive_rows(plan: Plans, section_id: str) -> list[PickRow]:
    """Return the archived lines of a section, and the way back."""
    rows = [_line_row(line) for line in plan.lines(section_id, archived=True)]
    return [*rows, PickRow(id=BACK, main="back to the lines in use")]


def nothing_yet(examples: Sequence[str]) -> str:
    """Return what is said where a section has no lines, with examples."""
    shown = "".join(f"\n• {example}" for example in examples)
    return f"Nothing here yet, and that is all right. Examples:{shown}\nPress a to add a line."


def _line_row(line: PlanLine) -> PickRow:
    note = "" if line.audience is Visibility.ASK else VISIBILITY[line.audience].note
    return PickRow(
        id=line.id,
        main=user_text(line.text),
        sub=user_text(line.what_helps) if line.what_helps else "",
        note=note,
        strong=bool(line.what_helps),
    )


class PlanPage(LineDrafts, PlanArchive, PlanNaming):
    """`at` is "", a section's id, "section/line", or "section/+": a new line is being written there."""

    TAB: ClassVar[str] = "plan"
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "styles/plan.tcss"
    LINES = WRITTEN
    LISTS: Mapping[str, Listed] = {"lines": WRITTEN, "sections": SECTIONS}
    BINDINGS: ClassVar[list[BindingType]] = [
        *SHARED_LINE_KEYS,
        Binding("left", "to_sections", "To the sections", show=False),
        Binding("right", "to_lines", "To the lines", show=False),
        key("back", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._wanted, _, self._wanted_line = at.partition("/")
        self._section: Section | None = None
        self._in_archive = False

    def body(self) -> Iterable[Widget]:
        lines = (
            Static("", id="purpose"),
            PickList(movable=True, id="lines"),
            LineForm(with_helps=True, id="line-form"),
        )
        yield Horizontal(
            Panel("My plan", PickList(movable=True, shows=True, id="sections"), id="sections-card"),
            Panel("", *lines, id="lines-card"),
            id="plan-panes",
        )

    def choose_start(self) -> None:
        self._show_sections()
        self.query_one("#sections", PickList).highlight(self._wanted)
        self._open_section(self._wanted or self.services.plan.sections()[0].id)
        self.query_one("#lines", PickList).highlight(self._wanted_line)

    def focus_start(self) -> None:
        self.query_one("#lines" if self._wanted else "#sections", PickList).focus()

    def offer_draft(self) -> None:
        if self._wanted_line == NEW:
            self.write_line(self.query_one(LineForm), "")
        else:
            super().offer_draft()

    def reload(self) -> None:
        self._show_sections()
        if self._section is not None:
            still = self.services.plan.sections() + self.services.plan.sections(archived=True)
            here = next((s for s in still if s.id == self._section.id), still[0])
            self._open_section(here.id, keep_archive=True)

    def _show_sections(self) -> None:
        self.query_one("#sections", PickList).set_rows(section_rows(self.services.plan))

    def _open_section(self, id: str, *, keep_archive: bool = False) -> None:
        """Show the lines of a section, or its archive."""
        if id in (ADD, ARCHIVE):
            return
        plan = self.services.plan
        self._section = plan.section(id)
        self._in_archive = self._in_archive and keep_archive
        guide = plan.guide(self._section)
        lines = self.query_one("#lines", PickList)
        card = self.query_one("#lines-card", Panel)
        renamed = self._section.name != guide.name
        card.title = user_line(self._section.name if renamed else guide.heading)
        card.hint = "archive" if self._in_archive else ""
        self.query_one("#purpose", Static).update(guide.purpose)
        lines.empty = nothing_yet(guide.examples)
        rows = archive_rows(plan, id) if self._in_archive else line_rows(plan, self._section)
        lines.set_rows(rows)

    def place_of(self, form: LineForm) -> str:
        return f"plan/{self._section.id if self._section else ''}"

    def turn_to(self, place: str) -> None:
        here = {self._wanted} if self._wanted else {s.id for s in self.services.plan.sections()}
        page, _, section_id = place.partition("/")
        if page == "plan" and section_id in here:
            self._open_section(section_id)
            self.query_one("#sections", PickList).highlight(section_id)

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        services.plan.add_line(line.where, line.text, what_helps=line.what_helps, new_id=new_id, now=now)

    @on(PickList.Highlighted, "#sections")
    def _section_highlighted(self, message: PickList.Highlighted) -> None:
        if self._section is None or message.id != self._section.id:
            self.stop_line(self.query_one(LineForm))
            self._open_section(message.id)

    @on(PickList.Picked, "#sections")
    def _section_picked(self, message: PickList.Picked) -> None:
        if message.id == ADD:
            self.add_section()
        elif message.id == ARCHIVE:
            self.show_archived_sections()
        else:
            self.query_one("#lines", PickList).focus()

    @on(PickList.Picked, "#lines")
    def _line_picked(self, message: PickList.Picked) -> None:
        if message.id in (ARCHIVE, BACK):
            self._in_archive = message.id == ARCHIVE
            self.reload()
            self.query_one("#lines", PickList).cursor = 0
        elif self._in_archive:
            self.show_archived_line(message.id)
        else:
            self.app.push_screen(LineCard(self.services.plan.line(message.id)), self.audience_chosen)

    def action_add(self) -> None:
        if self.query_one("#sections").has_focus and self.query_one("#sections", PickList).highlighted == ADD:
            self.add_section()
        elif self._section is not None:
            self.write_line(self.query_one(LineForm), "")

    def action_edit(self) -> None:
        if self._sections_focused():
            if self._section is not None and self._is_under_cursor(self._section):
                self.rename_section(self._section)
        elif (line := self.record_here()) is not None:
            self.write_line(self.query_one(LineForm), line.id)

    def section_added(self, section: Section) -> None:
        self.changed(section)
        self.query_one("#sections", PickList).highlight(section.id)
        self._open_section(section.id)

    def action_move(self) -> None:
        if self._sections_focused():
            super().action_move()
        elif not self._in_archive and (line := self.record_here()) is not None:
            if ways := self.services.plan.ways_out(line.id):
                self._ask_section(line.id, ways)
            else:
                super().action_move()

    def _ask_section(self, line_id: str, sections: Iterable[Section]) -> None:
        """Ask which section a line is to go to, and put it there."""
        rows = [PickRow(id=section.id, main=user_line(section.name)) for section in sections]

        def answered(section_id: str | None) -> None:
            if section_id is not None:
                now = self.now()
                self.ask(lambda s: s.plan.put_under(line_id, section_id, now=now), self.changed)

        self.app.push_screen(
            PickDialog("Move it to", rows, "enter moves it there   esc closes", enter="Move it there"),
            answered,
        )

    def action_archive(self) -> None:
        if self._sections_focused():
            if self._section is not None and self._is_under_cursor(self._section):
                self.put_away(SECTIONS, self._section)
        else:
            super().action_archive()

    def archived(self, called: str) -> None:
        sections = self.services.plan.sections()
        if self._section is not None and self._section.id not in {section.id for section in sections}:
            self._section = next(iter(sections), None)
        super().archived(called)

    def _is_under_cursor(self, section: Section) -> bool:
        """False while the cursor is on a row that is no section: the one that was shown stays beside it."""
        return self.query_one("#sections", PickList).highlighted == section.id

    def _sections_focused(self) -> bool:
        return self.query_one("#sections").has_focus

    def action_to_sections(self) -> None:
        self.query_one("#sections").focus()

    def action_to_lines(self) -> None:
        self.query_one("#lines").focus()

    def action_leave(self) -> None:
        if self._in_archive:
            self._in_archive = False
            self.reload()
        elif self.query_one("#lines").has_focus:
            self.query_one("#sections").focus()
        else:
            self.post_message(GoTo("today"))
