"""The learning plan: four questions, a line at a time, and courses been to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.services.core.collection import UNSET, Collection, OrderedCollection, Unset
from companion.services.core.forms import Field, FieldKind, Form
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted

GONE = "That is not in your learning plan any more."


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


_AGAIN = "The new words. Enter keeps the old ones, blank empties them:"

COURSE_FORM = Form(
    (
        Field(
            key="title",
            label="What it is called",
            example="a word or two",
            ask="What was it called?",
            change="Change what it is called.",
            again="The new words. Enter keeps the old ones:",
            required="A name first. A word or two is enough.",
        ),
        Field(
            key="where",
            label="Where",
            example="the college, or the place",
            ask="Where was it?",
            change="Change where.",
            again=_AGAIN,
        ),
        Field(
            key="day",
            line_id="when",
            kind=FieldKind.DAY,
            label="When",
            example="{gone}, {long_gone}, ...",
            ask="When, for example last March?",
            change="Change when.",
        ),
        Field(
            key="used",
            label="What I use from it",
            example="in your own words",
            ask="What do you use from it?",
            change="Write what I use from it.",
            again=_AGAIN,
        ),
    )
)


def _newest_first(courses: Iterable[AttendedCourse]) -> tuple[AttendedCourse, ...]:
    return tuple(sorted(courses, key=lambda c: (c.day or date.min, c.created_at, c.id), reverse=True))


class LearningPlans:
    """Lines under four questions, in the person's order, each dated by when it was written; and courses."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self.line_records = lines = OrderedCollection(
            store.learning_lines,
            undo,
            gone=GONE,
            called=lambda line: quoted(line.text),
            group=lambda line: line.part,
        )
        self.course_records = courses = Collection(
            store.courses,
            undo,
            gone=GONE,
            called=lambda course: f"the course {quoted(course.title)}",
            order=_newest_first,
        )
        self.line, self.move_line = lines.get, lines.move
        self.archive_line, self.restore_line, self.delete_line = lines.archive, lines.restore, lines.delete
        self.course, self.archive_course = courses.get, courses.archive
        self.restore_course, self.delete_course = courses.restore, courses.delete

    def guides(self) -> tuple[PartGuide, ...]:
        """Return the four questions in their order."""
        return GUIDES

    def lines(self, part: LearningPart, archived: bool = False) -> tuple[LearningLine, ...]:
        """Return the lines of a part in order: those in use, or those in the archive."""
        return self.line_records.all(part, archived)

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
        return self.line_records.add(
            LearningLine(
                id=new_id,
                part=part,
                text=text,
                audience=audience,
                position=self.line_records.end(part),
                created_at=now,
                changed_at=now,
            )
        )

    def edit_line(
        self, id: str, *, text: str | Unset = UNSET, audience: Visibility | Unset = UNSET, now: datetime
    ) -> LearningLine:
        """Change what is given of a line. Raises InvalidEntry, NothingThere."""
        return self.line_records.edit(id, text=text, audience=audience, now=now)

    def courses(self, archived: bool = False) -> tuple[AttendedCourse, ...]:
        """Return the courses, newest first, those without a day last: those in use, or in the archive."""
        return self.course_records.archived() if archived else self.course_records.in_use()

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
        stamps = {"created_at": now, "changed_at": now}
        return self.course_records.add(
            AttendedCourse(id=new_id, title=title, where=where, day=day, used=used, **stamps)
        )

    def edit_course(
        self,
        id: str,
        *,
        title: str | Unset = UNSET,
        where: str | Unset = UNSET,
        day: date | Unset | None = UNSET,
        used: str | Unset = UNSET,
        now: datetime,
    ) -> AttendedCourse:
        """Change what is given of a course; None takes the day away. Raises InvalidEntry, NothingThere."""
        return self.course_records.edit(id, title=title, where=where, day=day, used=used, now=now)
