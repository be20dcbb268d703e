"""The learning plan: four questions, a line at a time, and courses been to."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.errors import NothingThere
from companion.services.core.order import in_order, moved, next_position
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted

T = TypeVar("T")

KEEP = object()
"""Marks an argument that was not given, where None means "no day"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartGuide:
    """One of the four questions, with an example shown while it is empty."""

    part: LearningPart
    title: str
    example: str


GUIDES: tuple[PartGuide, ...] = (
    PartGuide(
        part=LearningPart.WHERE,
        title="Where I am now",
        example="I read a lot, but I have not been in a class since school",
    ),
    PartGuide(
        part=LearningPart.WANT,
        title="Where I want to be",
        example="Able to sit in a room with ten people and say something",
    ),
    PartGuide(
        part=LearningPart.HOW,
        title="How I will get there",
        example="The short course on Tuesdays, and Lin meets me at the door",
    ),
    PartGuide(
        part=LearningPart.KNOW,
        title="How I will know",
        example="I stayed to the end and I want to go again",
    ),
)


def part_title(part: LearningPart) -> str:
    """Return one of the four questions as it is shown."""
    return next(guide.title for guide in GUIDES if guide.part is part)


class LearningPlans:
    """Lines under four questions, in the person's order, each dated by when it was written; and courses."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def guides(self) -> tuple[PartGuide, ...]:
        """Return the four questions in their order."""
        return GUIDES

    def lines(self, part: LearningPart, archived: bool = False) -> tuple[LearningLine, ...]:
        """Return the lines of a part in order: those in use, or those in the archive."""
        return in_order(
            line
            for line in self._store.learning_lines.all()
            if line.part is part and (line.archived_at is not None) is archived
        )

    def line(self, id: str) -> LearningLine:
        """Return one line. Raises NothingThere."""
        return _found(self._store.learning_lines.get(id))

    def is_empty(self) -> bool:
        """True when there is no line and no course in use."""
        return not (self.courses() or any(self.lines(guide.part) for guide in GUIDES))

    def add_line(
        self,
        part: LearningPart,
        text: str,
        *,
        audience: Visibility = Visibility.ASK,
        new_id: str,
        now: datetime,
    ) -> LearningLine:
        """Add a line at the end of a part. Raises InvalidEntry when there are no words."""
        everything = (line for line in self._store.learning_lines.all() if line.part is part)
        line = LearningLine(
            id=new_id,
            part=part,
            text=text,
            audience=audience,
            position=next_position(everything),
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added {quoted(line.text)}"):
            self._store.learning_lines.put(line)
        return line

    def edit_line(
        self, id: str, *, text: str | None = None, audience: Visibility | None = None, now: datetime
    ) -> LearningLine:
        """Change what is given of a line. Raises InvalidEntry, NothingThere."""
        old = self.line(id)
        line = replace(
            old,
            text=old.text if text is None else text,
            audience=old.audience if audience is None else audience,
            changed_at=now,
        )
        with self._undo.change(f"changed {quoted(old.text)}"):
            self._store.learning_lines.put(line)
        return line

    def move_line(self, id: str, index: int, *, now: datetime) -> None:
        """Put a line at place `index` (from 0) among those in use in its part."""
        line = self.line(id)
        with self._undo.change(f"moved {quoted(line.text)}"):
            for other, position in moved(self.lines(line.part), id, index):
                self._store.learning_lines.put(replace(other, position=position, changed_at=now))

    def archive_line(self, id: str, *, now: datetime) -> None:
        """Put a line away; it can be brought back."""
        self._put_away(self.line(id), now)

    def restore_line(self, id: str, *, now: datetime) -> None:
        """Bring a line back from the archive."""
        line = self.line(id)
        with self._undo.change(f"brought back {quoted(line.text)}"):
            self._store.learning_lines.put(replace(line, archived_at=None, changed_at=now))

    def delete_line(self, id: str, *, now: datetime) -> None:
        """Delete a line for good; undo still knows it until the session ends."""
        line = self.line(id)
        with self._undo.change(f"deleted {quoted(line.text)}"):
            self._store.learning_lines.remove(id)

    def courses(self, archived: bool = False) -> tuple[AttendedCourse, ...]:
        """Return the courses, newest first, those without a day last: those in use, or in the archive."""
        found = (c for c in self._store.courses.all() if (c.archived_at is not None) is archived)
        return tuple(sorted(found, key=lambda c: (c.day or date.min, c.created_at, c.id), reverse=True))

    def course(self, id: str) -> AttendedCourse:
        """Return one course. Raises NothingThere."""
        return _found(self._store.courses.get(id))

    def add_course(
        self,
        *,
        title: str,
        where: str = "",
        day: date | None = None,
        used: str = "",
        new_id: str,
        now: datetime,
    ) -> AttendedCourse:
        """Add a course. Raises InvalidEntry without a name."""
        course = AttendedCourse(
            id=new_id, title=title, where=where, day=day, used=used, created_at=now, changed_at=now
        )
        with self._undo.change(f"added the course {quoted(course.title)}"):
            self._store.courses.put(course)
        return course

    def edit_course(
        self,
        id: str,
        *,
        title: str | None = None,
        where: str | None = None,
        day: object = KEEP,
        used: str | None = None,
        now: datetime,
    ) -> AttendedCourse:
        """Change what is given of a course; None takes the day away. Raises InvalidEntry, NothingThere."""
        old = self.course(id)
        new_day = old.day if day is KEEP else day
        course = replace(
            old,
            title=old.title if title is None else title,
            where=old.where if where is None else where,
            day=new_day if isinstance(new_day, date) else None,
            used=old.used if used is None else used,
            changed_at=now,
        )
        with self._undo.change(f"changed the course {quoted(old.title)}"):
            self._store.courses.put(course)
        return course

    def archive_course(self, id: str, *, now: datetime) -> None:
        """Put a course away; it can be brought back."""
        course = self.course(id)
        with self._undo.change(f"archived the course {quoted(course.title)}"):
            self._store.courses.put(replace(course, archived_at=now, changed_at=now))

    def restore_course(self, id: str, *, now: datetime) -> None:
        """Bring a course back from the archive."""
        course = self.course(id)
        with self._undo.change(f"brought back the course {quoted(course.title)}"):
            self._store.courses.put(replace(course, archived_at=None, changed_at=now))

    def delete_course(self, id: str, *, now: datetime) -> None:
        """Delete a course for good; undo still knows it until the session ends."""
        course = self.course(id)
        with self._undo.change(f"deleted the course {quoted(course.title)}"):
            self._store.courses.remove(id)

    def _put_away(self, line: LearningLine, now: datetime) -> None:
        with self._undo.change(f"archived {quoted(line.text)}"):
            self._store.learning_lines.put(replace(line, archived_at=now, changed_at=now))


def _found(item: T | None) -> T:
    if item is None:
        raise NothingThere("That is not in your learning plan any more.")
    return item
