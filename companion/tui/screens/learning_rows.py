"""What the lists of the learning plan show, and the dialogs over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from companion.domain.learning import Course, LearningLine
from companion.domain.plan import LineAudience
from companion.services.dates import say_lately
from companion.services.learn.learning_plan import PartGuide, part_title
from companion.tui.screens.learn_rows import long_day
from companion.tui.screens.pick import PickFromArchive
from companion.tui.screens.plan_rows import ADD, AUDIENCES
from companion.tui.screens.who_may_see import ASKED_FIRST, WhoMaySee
from companion.tui.show import Words, styled, user_line, user_text
from companion.tui.widgets.pick_list import PickRow

NO_COURSE = "No course yet. Enter here adds one."


def line_rows(lines: Sequence[LearningLine], now: datetime) -> list[PickRow]:
    """Return the lines of a part, each with the day it was written, and who may see it where nobody else may."""
    return [
        PickRow(id=line.id, main=user_text(line.text), note=", ".join(_notes(line, now))) for line in lines
    ]


def nothing_yet(guide: PartGuide) -> str:
    """Return what is said where a part has no lines, with an example."""
    return f"Nothing here yet. For example: {guide.example}. Press a to add a line."


def course_rows(courses: Sequence[Course], now: datetime) -> list[PickRow]:
    """Return the courses, each with where and when it was and what is used from it, then the way to add one."""
    rows = [_course_row(course, now) for course in courses]
    return [*rows, PickRow(id=ADD, main="+ add a course" if rows else NO_COURSE)]


class LearningLineCard(WhoMaySee):
    """A line of the learning plan, whole, with its day; Enter on a row says who may see it."""

    MEANINGS = ASKED_FIRST | {
        LineAudience.ASK: "ticked on a tutor's page; for others not until you tick it",
    }

    def __init__(self, line: LearningLine, now: datetime) -> None:
        super().__init__(part_title(line.part), line.id, line.audience)
        self._line, self._written = line, long_day(line.created_at, now)

    def words(self) -> Iterable[Words]:
        yield user_text(self._line.text)
        yield styled(f"Written on {self._written}.", "$c-muted")


class LearningArchive(PickFromArchive):
    """Lines and courses in the archive; an id is "restore line" or "restore course", and the record's."""

    def __init__(self, lines: Sequence[LearningLine], courses: Sequence[Course], *, at: str = "") -> None:
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
    who = [AUDIENCES[line.audience]] if line.audience is not LineAudience.ASK else []
    return [*who, long_day(line.created_at, now)]


def _course_row(course: Course, now: datetime) -> PickRow:
    day = say_lately(course.day, now.date()) if course.day else ""
    where_when = ", ".join(part for part in (course.where, day) if part)
    return PickRow(
        id=course.id,
        main=user_text(course.title),
        sub=user_text(course.used),
        note=user_line(where_when),
        strong=True,
    )
