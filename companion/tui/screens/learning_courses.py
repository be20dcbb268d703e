"""The part of the learning plan that asks about courses, and what is in its archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.domain.learning import Course, LearningLine
from companion.tui.screens.course_form import CourseAnswers, CourseForm
from companion.tui.screens.form import ask_form
from companion.tui.screens.learning_rows import LearningArchive
from companion.tui.screens.list_page import ListPage

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class LearningCourses(ListPage):
    """Forms and lists over the page; what is filled in or chosen there is done here."""

    def course_is_there(self, course: Course) -> None:
        """A course was added or changed."""
        raise NotImplementedError

    def open_course_form(self, course: Course | None) -> None:
        """Ask about a course: a new one (None), or one that is there."""
        opened = self.now()

        def keep(services: Services, a: CourseAnswers, now: datetime) -> Course:
            learning = services.learning
            if course is not None:
                return learning.edit_course(
                    course.id, title=a.title, where=a.where, day=a.day, used=a.used, now=now
                )
            return learning.add_course(
                title=a.title, where=a.where, day=a.day, used=a.used, new_id=new_id, now=now
            )

        new_id = self.new_id()
        place = f"form/course/{course.id if course else 'new'}"
        ask_form(self, place, lambda: CourseForm(course, now=opened), keep, self.course_is_there)

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
