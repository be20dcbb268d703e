"""Finding one's own words again: plan, points, notes, safety plan, people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from companion.domain.learning import LearningPart
from companion.domain.talk import PointKind
from companion.domain.text import folded
from companion.services.core.store import Store
from companion.services.learn.learning_plan import part_title


class HitKind(StrEnum):
    """What was found."""

    SECTION = "section"
    LINE = "line"
    POINT = "point"
    NOTE = "note"
    MOMENT = "moment"
    SAFETY = "safety"
    CONTACT = "contact"
    ANSWER = "answer"
    LEARNING = "learning"
    COURSE = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place where the words are. `where` says it in words; `day` is set for notes."""

    kind: HitKind
    id: str
    where: str
    text: str
    parent: str = ""
    """The section of a line, the step of a safety line, the part of a learning line, else empty."""
    day: date | None = None


class Search:
    """Looks through what is in use; the archive is not searched."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: str, limit: int = 100) -> tuple[Hit, ...]:
        """Return up to `limit` places that hold every word of `query`, ignoring case; newest notes first."""
        words = folded(query).split()
        if not words:
            return ()
        found: list[Hit] = []
        for hit in self._everything():
            if all(word in folded(f"{hit.text} {hit.where}") for word in words):
                found.append(hit)
                if len(found) == limit:
                    break
        return tuple(found)

    def _everything(self) -> Iterator[Hit]:
        yield from self._plan()
        for point in self._store.points.all():
            if point.archived_at is None:
                where = "To say" if point.kind is PointKind.SAY else "To ask"
                yield Hit(kind=HitKind.POINT, id=point.id, where=where, text=point.text)
        for line in self._store.safety_lines.all():
            if line.archived_at is None:
                where = f"Safety plan, step {line.step.value}"
                yield Hit(
                    kind=HitKind.SAFETY, id=line.id, where=where, text=line.text, parent=str(line.step.value)
                )
        for contact in self._store.contacts.all():
            if contact.archived_at is None:
                text = " ".join(p for p in (contact.name, contact.who, contact.number) if p)
                yield Hit(
                    kind=HitKind.CONTACT,
                    id=contact.id,
                    where="People",
                    text=text,
                    parent=str(contact.step.value),
                )
        yield from self._learning()
        yield from self._notes()

    def _learning(self) -> Iterator[Hit]:
        """Yield answers under the id of their sheet, the learning plan and courses."""
        for sheet in sorted(self._store.sheets.all(), key=lambda s: s.changed_at, reverse=True):
            for answer in sheet.answers if sheet.archived_at is None else ():
                if answer.text:
                    where = f"{sheet.title}: {answer.question}"
                    yield Hit(kind=HitKind.ANSWER, id=sheet.id, where=where, text=answer.text)
        parts = list(LearningPart)
        for line in sorted(self._store.learning_lines.all(), key=lambda x: (parts.index(x.part), x.position)):
            if line.archived_at is None:
                where = f"Learning plan, {part_title(line.part)}"
                yield Hit(
                    kind=HitKind.LEARNING, id=line.id, where=where, text=line.text, parent=line.part.value
                )
        for course in self._store.courses.all():
            if course.archived_at is None:
                text = "\n".join(p for p in (course.title, course.where, course.used) if p)
                yield Hit(kind=HitKind.COURSE, id=course.id, where="Courses", text=text)

    def _plan(self) -> Iterator[Hit]:
        sections = {s.id: s for s in self._store.sections.all() if s.archived_at is None}
        for section in sections.values():
            yield Hit(kind=HitKind.SECTION, id=section.id, where="Plan", text=section.name)
        for line in self._store.lines.all():
            if line.archived_at is None and line.section_id in sections:
                text = f"{line.text}\n{line.what_helps}" if line.what_helps else line.text
                where = sections[line.section_id].name
                yield Hit(kind=HitKind.LINE, id=line.id, where=where, text=text, parent=line.section_id)

    def _notes(self) -> Iterator[Hit]:
        for check_in in sorted(self._store.check_ins.all(), key=lambda c: c.day, reverse=True):
            if check_in.note:
                yield Hit(
                    kind=HitKind.NOTE, id=check_in.id, where="Check-in", text=check_in.note, day=check_in.day
                )
        for moment in sorted(self._store.moments.all(), key=lambda m: m.day, reverse=True):
            if moment.note and moment.archived_at is None:
                yield Hit(kind=HitKind.MOMENT, id=moment.id, where="Moment", text=moment.note, day=moment.day)
