"""What a person can do with their plan."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from companion.content import starter
from companion.domain.plan import PlanLine, Section, SectionKind, Visibility
from companion.errors import NothingThere
from companion.services.core.order import in_order, moved, next_position
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted

T = TypeVar("T")


class Plans:
    """The plan: sections and lines, in the person's order. Nothing is deleted without their word."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def sections(self, archived: bool = False) -> tuple[Section, ...]:
        """Return the sections in order: those in use, or those in the archive."""
        return in_order(s for s in self._store.sections.all() if (s.archived_at is not None) is archived)

    def section(self, id: str) -> Section:
        """Return one section. Raises NothingThere."""
        return _found(self._store.sections.get(id))

    def lines(self, section_id: str, archived: bool = False) -> tuple[PlanLine, ...]:
        """Return the lines of a section in order: those in use, or those in the archive."""
        return in_order(
            line
            for line in self._store.lines.all()
            if line.section_id == section_id and (line.archived_at is not None) is archived
        )

    def line(self, id: str) -> PlanLine:
        """Return one line. Raises NothingThere."""
        return _found(self._store.lines.get(id))

    def count(self, section_id: str) -> int:
        """Return how many lines of the section are in use."""
        return len(self.lines(section_id))

    def guide(self, section: Section) -> starter.SectionGuide:
        """Return the one-line purpose and the three examples shown while the section is empty."""
        return starter.guide(section.kind)

    def helps_today(self, day: date, count: int = 3) -> tuple[PlanLine, ...]:
        """Return up to `count` toolbox lines: another beginning each day, the same all day long."""
        lines = [line for s in self.sections() if s.kind is SectionKind.TOOLBOX for line in self.lines(s.id)]
        start = day.toordinal() % len(lines) if lines else 0
        return tuple((lines[start:] + lines[:start])[:count])

    def add_section(self, name: str, *, new_id: str, now: datetime) -> Section:
        """Add a section of the person's own at the end. Raises InvalidEntry without a name."""
        section = Section(
            id=new_id,
            kind=SectionKind.OWN,
            name=name,
            position=next_position(self._store.sections.all()),
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added the section {quoted(section.name)}"):
            self._store.sections.put(section)
        return section

    def rename_section(self, id: str, name: str, *, now: datetime) -> Section:
        """Give a section, built-in ones too, the person's own heading."""
        old = self.section(id)
        section = replace(old, name=name, changed_at=now)
        with self._undo.change(f"renamed {quoted(old.name)}"):
            self._store.sections.put(section)
        return section

    def move_section(self, id: str, index: int, *, now: datetime) -> None:
        """Put a section at place `index` (from 0) among those in use."""
        changes = moved(self.sections(), id, index)
        with self._undo.change(f"moved {quoted(self.section(id).name)}"):
            for section, position in changes:
                self._store.sections.put(replace(section, position=position, changed_at=now))

    def archive_section(self, id: str, *, now: datetime) -> None:
        """Put a section, with its lines, away. It can be brought back as it was."""
        section = self.section(id)
        with self._undo.change(f"archived {quoted(section.name)}"):
            self._store.sections.put(replace(section, archived_at=now, changed_at=now))

    def restore_section(self, id: str, *, now: datetime) -> None:
        """Bring a section back from the archive."""
        section = self.section(id)
        with self._undo.change(f"brought back {quoted(section.name)}"):
            self._store.sections.put(replace(section, archived_at=None, changed_at=now))

    def can_delete_section(self, id: str) -> bool:
        """True for a section of the person's own; any other came with the program. Raises NothingThere."""
        return self.section(id).kind is SectionKind.OWN

    def delete_section(self, id: str, *, now: datetime) -> None:
        """Delete a section and its lines for good. Raises NothingThere where `can_delete_section` says no."""
        section = self.section(id)
        if not self.can_delete_section(id):
            raise NothingThere("This section came with the program: it can be archived, not deleted.")
        with self._undo.change(f"deleted {quoted(section.name)}"):
            for line in (*self.lines(id), *self.lines(id, archived=True)):
                self._store.lines.remove(line.id)
            self._store.sections.remove(id)

    def add_line(
        self,
        section_id: str,
        text: str,
        *,
        what_helps: str = "",
        audience: Visibility = Visibility.ASK,
        new_id: str,
        now: datetime,
    ) -> PlanLine:
        """Add a line at the end of a section. Raises InvalidEntry when there are no words."""
        self.section(section_id)
        everything = (*self.lines(section_id), *self.lines(section_id, archived=True))
        line = PlanLine(
            id=new_id,
            section_id=section_id,
            text=text,
            what_helps=what_helps,
            audience=audience,
            position=next_position(everything),
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added {quoted(line.text)}"):
            self._store.lines.put(line)
        return line

    def edit_line(
        self,
        id: str,
        *,
        now: datetime,
        text: str | None = None,
        what_helps: str | None = None,
        audience: Visibility | None = None,
    ) -> PlanLine:
        """Change what is given of a line and leave the rest."""
        old = self.line(id)
        line = replace(
            old,
            text=old.text if text is None else text,
            what_helps=old.what_helps if what_helps is None else what_helps,
            audience=old.audience if audience is None else audience,
            changed_at=now,
        )
        with self._undo.change(f"changed {quoted(old.text)}"):
            self._store.lines.put(line)
        return line

    def move_line(self, id: str, index: int, *, now: datetime) -> None:
        """Put a line at place `index` (from 0) among those in use in its section."""
        line = self.line(id)
        with self._undo.change(f"moved {quoted(line.text)}"):
            for other, position in moved(self.lines(line.section_id), id, index):
                self._store.lines.put(replace(other, position=position, changed_at=now))

    def archive_line(self, id: str, *, now: datetime) -> None:
        """Put a line away. It stays in the archive at the section's foot."""
        line = self.line(id)
        with self._undo.change(f"archived {quoted(line.text)}"):
            self._store.lines.put(replace(line, archived_at=now, changed_at=now))

    def restore_line(self, id: str, *, now: datetime) -> None:
        """Bring a line back from the archive."""
        line = self.line(id)
        with self._undo.change(f"brought back {quoted(line.text)}"):
            self._store.lines.put(replace(line, archived_at=None, changed_at=now))

    def delete_line(self, id: str, *, now: datetime) -> None:
        """Delete a line for good; undo still knows it until the session ends."""
        line = self.line(id)
        with self._undo.change(f"deleted {quoted(line.text)}"):
            self._store.lines.remove(id)


def _found(item: T | None) -> T:
    if item is None:
        raise NothingThere("That is not in your plan any more.")
    return item
