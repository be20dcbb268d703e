"""My learning plan: four questions with a line at a time under each, and the courses been to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.services.dates import say_trends
from companion.services.learn.learning_plan import COURSE_FORM, GUIDES, PartGuide, part_title
from companion.services.wording import VISIBILITY
from companion.tui.base.form import ask_record
from companion.tui.base.messages import GoTo
from companion.tui.base.pick import PickFromArchive
from companion.tui.base.record_list import LineDrafts, ListPage, WrittenLine
from companion.tui.base.visibility import ASKED_FIRST, WhoMaySee
from companion.tui.learn.courses import LEARNING, long_day
from companion.tui.plan import ADD
from companion.tui.widgets.card import Heading, Panel, Row
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, say, styled, user_line, user_text

if TYPE_CHECKING:
    from companion.services.services import Services


NO_COURSE = "No course yet. Enter here adds one."


def line_rows(lines: Sequence[LearningLine], now: datetime) -> list[PickRow]:
    """Return the lines of a part, each with the day it was written, and who may see it where nobody else may."""
    return [
        PickRow(id=line.id, main=user_text(line.text), note=", ".join(_notes(line, now))) for line in lines
    ]


def nothing_yet(guide: PartGuide) -> str:
    """Return what is said where a part has no lines, with an example."""
    return f"Nothing here yet. For example: {guide.example}. Press a to add a line."


def course_rows(courses: Sequence[AttendedCourse], now: datetime) -> list[PickRow]:
    """Return the courses, each with where and when it was and what is used from it, then the way to add one."""
    rows = [_course_row(course, now) for course in courses]
    return [*rows, PickRow(id=ADD, main="+ add a course" if rows else NO_COURSE)]


class LearningLineCard(WhoMaySee):
    """A line of the learning plan, whole, with its day; Enter on a row says who may see it."""

    MEANINGS = ASKED_FIRST | {
        Visibility.ASK: "ticked on a tutor's page; for others not until you tick it",
    }

    def __init__(self, line: LearningLine, now: datetime) -> None:
        super().__init__(part_title(line.part), line.id, line.audience)
        self._line, self._written = line, long_day(line.created_at, now)

    def words(self) -> Iterable[Words]:
        yield user_text(self._line.text)
        yield styled(f"Written on {self._written}.", "$c-muted")


class LearningArchive(PickFromArchive):
    """Lines and courses in the archive; an id is "restore line" or "restore course", and the record's."""

    def __init__(
        self, lines: Sequence[LearningLine], courses: Sequence[AttendedCourse], *, at: str = ""
    ) -> None:
        rows = [
            PickRow(id=f"restore line {line.id}", main=user_text(line.text), note=part_title(line.part))
            for line in lines
        ]
        rows += [
            PickRow(id=f"restore course {course.id}", main=user_text(course.title), note="a course")
            for course in courses
        ]
        here = next((row.id for row in rows if row.id.endswith(f" {at}")), "")
        super().__init__(rows, at=here)


def _notes(line: LearningLine, now: datetime) -> list[str]:
    who = [VISIBILITY[line.audience].note] if line.audience is not Visibility.ASK else []
    return [*who, long_day(line.created_at, now)]


def _course_row(course: AttendedCourse, now: datetime) -> PickRow:
    day = say_trends(course.day, now.date()) if course.day else ""
    where_when = ", ".join(part for part in (course.where, day) if part)
    return PickRow(
        id=course.id,
        main=user_text(course.title),
        sub=user_text(course.used),
        note=user_line(where_when),
        strong=True,
    )


class LearningCourses(ListPage):
    """Forms and lists over the page; what is filled in or chosen there is done here."""

    def course_is_there(self, course: AttendedCourse) -> None:
        """A course was added or changed."""
        raise NotImplementedError

    def open_course_form(self, course: AttendedCourse | None) -> None:
        """Ask about a course: a new one (None), or one that is there."""
        ask_record(
            self,
            COURSE_FORM,
            course,
            place=f"form/course/{course.id if course else 'new'}",
            title="The course" if course else "A course I went to",
            of=lambda s: s.learning.course_records,
            add=lambda s: s.learning.add_course,
            then=self.course_is_there,
        )

    def archived_lines(self) -> tuple[LearningLine, ...]:
        """Return the lines in the archive, part by part."""
        learning = self.services.learning
        return tuple(
            line for guide in learning.guides() for line in learning.lines(guide.part, archived=True)
        )

    def open_archive(self, at: str = "") -> None:
        """List what is in the archive; `at` is the record the cursor starts on."""
        lines, courses = self.archived_lines(), self.services.learning.courses(archived=True)
        if lines or courses:
            self.app.push_screen(LearningArchive(lines, courses, at=at), self._archive_answered)

    def _archive_answered(self, answer: str | None) -> None:
        do, what, id = (answer or "  ").split(" ", 2)
        now = self.now()
        if do == "delete":
            self._delete(id, is_course=what == "course")
        elif what == "course":
            self.ask(lambda s: s.learning.restore_course(id, now=now), self.brought_back)
        elif what == "line":
            self.ask(lambda s: s.learning.restore_line(id, now=now), self.brought_back)

    def _delete(self, id: str, *, is_course: bool) -> None:
        now, learning = self.now(), self.services.learning
        if is_course:
            question, named = "Delete this course for good?", learning.course(id).title
            self.ask_and_delete(question, named, lambda s: s.learning.delete_course(id, now=now))
        else:
            question, named = "Delete this line for good?", learning.line(id).text
            self.ask_and_delete(question, named, lambda s: s.learning.delete_line(id, now=now))


LISTS = ", ".join(f"#{part}" for part in LearningPart)


class LearningPlanPage(LineDrafts, LearningCourses):
    """`at` is "", or the id of a line or a course, in use or in the archive."""

    TAB: ClassVar[str] = "learn"
    CSS_PATH = "../styles/learning_plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("m", "move", "Move"),
        Binding("d", "archive", "Archive"),
        Binding("v", "whole", "Read it whole"),
        Binding("u", "app.undo", "Undo"),
        Binding("o", "archived", "Open the archive", show=False),
        Binding("tab", "app.focus_next", "Next box", show=False),
        Binding("escape", "leave", "One step back", show=False, key_display="esc"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]My learning plan[/]"), id="learning-heading")
        cards = [self._card(guide.part, guide.title) for guide in GUIDES]
        yield Row(*cards[:2], from_columns=96, classes="parts")
        yield Row(*cards[2:], from_columns=96, classes="parts")
        yield Panel("Courses I have been to", PickList(id="courses"), id="courses-card")
        yield Static("", id="learning-note", classes="muted")

    @staticmethod
    def _card(part: LearningPart, title: str) -> Panel:
        return Panel(title, PickList(id=part.value, movable=True), LineForm(id=f"{part.value}-form"))

    def focus_start(self) -> None:
        for rows in self.query(PickList).results(PickList):
            if self._at in {row.id for row in rows.rows}:
                rows.highlight(self._at)
                rows.focus()
                return
        self._list(LearningPart.WHERE).focus()
        lines, courses = self.archived_lines(), self.services.learning.courses(archived=True)
        if self._at in {*(line.id for line in lines), *(course.id for course in courses)}:
            self.open_archive(self._at)

    def _list(self, part: LearningPart) -> PickList:
        return self.query_one(f"#{part.value}", PickList)

    @property
    def _courses(self) -> PickList:
        return self.query_one("#courses", PickList)

    def reload(self) -> None:
        learning, now = self.services.learning, self.now()
        for guide in learning.guides():
            rows = self._list(guide.part)
            rows.empty = nothing_yet(guide)
            rows.set_rows(line_rows(learning.lines(guide.part), now))
        self._courses.set_rows(course_rows(learning.courses(), now))
        archived = len(self.archived_lines()) + len(learning.courses(archived=True))
        words = f"{archived} in the archive: o opens it." if archived else ""
        self.query_one("#learning-note", Static).update(words)

    @on(LineForm.Stopped)
    def _show_again(self) -> None:
        # Two turns: lists further up change their height in the turn in which the form closes.
        self.call_after_refresh(self.call_after_refresh, self._show_focus)

    # What the cursor is on.

    def _part_here(self) -> LearningPart:
        return next((part for part in LearningPart if self._list(part).has_focus), LearningPart.WHERE)

    def _line_here(self) -> LearningLine | None:
        id = self._list(self._part_here()).highlighted
        return self.services.learning.line(id) if id and not self._courses.has_focus else None

    def _course_here(self) -> AttendedCourse | None:
        id = self._courses.highlighted
        is_course = self._courses.has_focus and id not in (None, ADD)
        return self.services.learning.course(id or "") if is_course else None

    # Writing, as `LineDrafts` asks for it.

    def place_of(self, form: LineForm) -> str:
        return f"learning/{self._part_of(form).value}"

    def form_at(self, place: str) -> LineForm | None:
        return next((form for form in self.query(LineForm) if self.place_of(form) == place), None)

    def list_beside(self, form: LineForm) -> PickList:
        return self._list(self._part_of(form))

    @staticmethod
    def _part_of(form: LineForm) -> LearningPart:
        return LearningPart((form.id or "").removesuffix("-form"))

    def kept_words(self, line_id: str) -> tuple[str, str]:
        return self.services.learning.line(line_id).text, ""

    def store_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        if line.line_id:
            services.learning.edit_line(line.line_id, text=line.text, now=now)
        else:
            part = LearningPart(line.place.partition("/")[2])
            services.learning.add_line(part, line.text, new_id=new_id, now=now)

    # Keys.

    def action_add(self) -> None:
        if self._courses.has_focus:
            self.open_course_form(None)
        else:
            self.write_line(self._form(self._part_here()), "")

    def _form(self, part: LearningPart) -> LineForm:
        return self.query_one(f"#{part.value}-form", LineForm)

    def action_edit(self) -> None:
        if (course := self._course_here()) is not None:
            self.open_course_form(course)
        elif (line := self._line_here()) is not None:
            self.write_line(self._form(line.part), line.id)

    @on(PickList.Picked, LISTS)
    def _line_picked(self) -> None:
        self.action_edit()

    @on(PickList.Picked, "#courses")
    def _course_picked(self, message: PickList.Picked) -> None:
        self.open_course_form(None if message.id == ADD else self.services.learning.course(message.id))

    def course_is_there(self, course: AttendedCourse) -> None:
        self.changed(course)
        self._courses.highlight(course.id)

    def action_whole(self) -> None:
        if (line := self._line_here()) is not None:
            self.app.push_screen(LearningLineCard(line, self.now()), self._audience_chosen)

    def _audience_chosen(self, chosen: tuple[str, Visibility] | None) -> None:
        if chosen is not None:
            (id, audience), now = chosen, self.now()
            self.ask(lambda s: s.learning.edit_line(id, audience=audience, now=now), self.changed)

    def action_move(self) -> None:
        if (line := self._line_here()) is not None:
            self.pick_up(self._list(line.part))

    @on(PickList.Moved, LISTS)
    def _moved(self, message: PickList.Moved) -> None:
        now, id, index = self.now(), message.id, message.new_index
        self.ask(lambda s: s.learning.move_line(id, index, now=now), self.changed)

    def action_archive(self) -> None:
        now, line, course = self.now(), self._line_here(), self._course_here()
        if course is not None:
            self.ask(lambda s: s.learning.archive_course(course.id, now=now), self.archived)
        elif line is not None:
            self.ask(lambda s: s.learning.archive_line(line.id, now=now), self.archived)

    def action_archived(self) -> None:
        self.open_archive()

    def action_leave(self) -> None:
        self.post_message(GoTo("learn", LEARNING))
