"""My learning plan: four questions with a line at a time under each, and the courses been to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.services.dates import say_trends
from companion.services.learn.learning_plan import COURSE_FORM, GUIDES, PartGuide, part_title
from companion.services.wording import VISIBILITY
from companion.tui.base.form import ask_record
from companion.tui.base.messages import GoTo
from companion.tui.base.record_list import SHARED_LINE_KEYS, LineDrafts, Listed, WrittenLine
from companion.tui.base.visibility import ASKED_FIRST, WhoMaySee
from companion.tui.commands import key
from companion.tui.learn.courses import LEARNING, long_day
from companion.tui.plan import ADD
from companion.tui.widgets.card import Heading, Panel, Row
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, say, styled, user_line, user_text

if TYPE_CHECKING:
    from companion.services.services import Services


NO_COURSE = PickRow(id=ADD, main="No course yet.", how="Enter here adds one.")


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
    return [*rows, PickRow(id=ADD, main="+ add a course") if rows else NO_COURSE]


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


def _archived_lines(services: Services) -> Iterable[LearningLine]:
    """Return the lines in the archive, part by part."""
    learning = services.learning
    return (line for guide in learning.guides() for line in learning.lines(guide.part, archived=True))


WRITTEN = Listed(
    name="line",
    of=lambda s: s.learning.line_records,
    called=lambda line: user_text(line.text),
    note=lambda line: part_title(line.part),
    question="Delete this line for good?",
    archived=_archived_lines,
)
COURSES = Listed(
    name="course",
    of=lambda s: s.learning.course_records,
    called=lambda course: user_text(course.title),
    note=lambda course: "a course",
    question="Delete this course for good?",
)
PARTS = ", ".join(f"#{part}" for part in LearningPart)


class LearningPlanPage(LineDrafts):
    """`at` is "", or the id of a line or a course, in use or in the archive."""

    TAB: ClassVar[str] = "learn"
    CSS_PATH = "../styles/learning_plan.tcss"
    LINES = WRITTEN
    LISTS: Mapping[str, Listed] = {
        **{part.value: WRITTEN for part in LearningPart},
        "courses": COURSES,
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *SHARED_LINE_KEYS[:-1],
        key("move", show=False),
        key("whole", show=False),
        key("archived", show=False),
        key("next box", show=False),
        key("back", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]My learning plan[/]"), id="learning-heading")
        cards = [self._card(guide.part, guide.title) for guide in GUIDES]
        yield Row(*cards[:2], from_columns=96, classes="parts")
        yield Row(*cards[2:], from_columns=96, classes="parts")
        yield Panel("Courses I have been to", PickList(enter="Edit", id="courses"), id="courses-card")
        yield Static("", id="learning-note", classes="muted")

    @staticmethod
    def _card(part: LearningPart, title: str) -> Panel:
        return Panel(
            title, PickList(id=part.value, movable=True, enter="Edit"), LineForm(id=f"{part.value}-form")
        )

    def focus_start(self) -> None:
        for rows in self.query(PickList).results(PickList):
            if self._at in {row.id for row in rows.rows}:
                rows.highlight(self._at)
                rows.focus()
                return
        self.list_of(LearningPart.WHERE.value).focus()
        if self._at in {record.id for _, record in self.in_archive()}:
            self.open_archive(self._at)

    def reload(self) -> None:
        learning, now = self.services.learning, self.now()
        for guide in learning.guides():
            rows = self.list_of(guide.part.value)
            rows.empty = nothing_yet(guide)
            rows.set_rows(line_rows(learning.lines(guide.part), now))
        self.list_of("courses").set_rows(course_rows(learning.courses(), now))
        self.query_one("#learning-note", Static).update(self.archive_words())

    @on(LineForm.Stopped)
    def _show_again(self) -> None:
        # Two turns: lists further up change their height in the turn in which the form closes.
        self.call_after_refresh(self.call_after_refresh, self._show_focus)

    # Writing.

    def place_of(self, form: LineForm) -> str:
        return f"learning/{self.list_beside(form).id}"

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        services.learning.add_line(LearningPart(line.where), line.text, new_id=new_id, now=now)

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
            then=self._course_is_there,
        )

    def _course_is_there(self, course: AttendedCourse) -> None:
        self.changed(course)
        self.list_of("courses").highlight(course.id)

    # Keys.

    def action_add(self) -> None:
        if self.list_of("courses").has_focus:
            self.open_course_form(None)
        else:
            super().action_add()

    def action_edit(self) -> None:
        record = self.record_here()
        if isinstance(record, AttendedCourse):
            self.open_course_form(record)
        else:
            super().action_edit()

    @on(PickList.Picked, PARTS)
    def _line_picked(self) -> None:
        self.action_edit()

    @on(PickList.Picked, "#courses")
    def _course_picked(self, message: PickList.Picked) -> None:
        self.open_course_form(None if message.id == ADD else self.services.learning.course(message.id))

    def action_whole(self) -> None:
        line = self.record_here()
        if isinstance(line, LearningLine):
            self.app.push_screen(LearningLineCard(line, self.now()), self.audience_chosen)

    def action_leave(self) -> None:
        self.post_message(GoTo("learn", LEARNING))
