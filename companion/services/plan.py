"""What a person can do with their plan."""

from datetime import UTC, date, datetime

from companion.content import starter
from companion.domain.plan import NO_HEADING, SIGN_KINDS, PlanLine, Section, SectionKind, Visibility
from companion.errors import NothingThere
from companion.services.core.collection import UNSET, OrderedCollection, Unset
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted
from companion.words import say_count

GONE = "That is not in your plan any more."

NO_SECTION = (
    "These lines have no section, so there is no heading to change. Each can be moved to a section of yours."
)

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class _Sections(OrderedCollection[Section]):
    """The sections that are kept; what is asked of the place for lines without one gets an answer of its own."""

    def get(self, id: str) -> Section:
        if id == NO_HEADING:
            raise NothingThere(NO_SECTION)
        return super().get(id)


class Plans:
    """The plan: sections and lines, in the person's order. Nothing is deleted without their word."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store, self._undo = store, undo
        self.section_records = sections = _Sections(
            store.sections,
            undo,
            gone=GONE,
            called=lambda section: quoted(section.name),
            whole=lambda section: f"{section.name}, {say_count(self.count(section.id), 'line')}",
        )
        self.line_records = lines = OrderedCollection(
            store.lines,
            undo,
            gone=GONE,
            called=lambda line: quoted(line.text),
            group=self.place_of,
        )
        self.move_section = sections.move
        self.archive_section, self.restore_section = sections.archive, sections.restore
        self.line, self.move_line = lines.get, lines.move
        self.archive_line, self.restore_line, self.delete_line = lines.archive, lines.restore, lines.delete

    def sections(self, archived: bool = False) -> tuple[Section, ...]:
        """Return the sections in order: those in use, or those in the archive.

        Behind those in use stands a place for lines whose section is not there, while there are any.
        """
        found = self.section_records.all(archived=archived)
        return found if archived or not self._has_lines_without() else (*found, self._without_heading())

    def section(self, id: str) -> Section:
        """Return one section, or the place for lines without one. Raises NothingThere."""
        return self._without_heading() if id == NO_HEADING else self.section_records.get(id)

    def place_of(self, line: PlanLine) -> str:
        """Return the id of what a line stands under: its section, or the place for lines without one."""
        return line.section_id if self._store.sections.get(line.section_id) else NO_HEADING

    def ways_out(self, line_id: str) -> tuple[Section, ...]:
        """Return the sections that a line without one can be put under; none for other lines. Raises NothingThere."""
        return self.section_records.all() if self.place_of(self.line(line_id)) == NO_HEADING else ()

    def put_under(self, line_id: str, section_id: str, *, now: datetime) -> PlanLine:
        """Move a line to the end of a section. Raises NothingThere."""
        line, section = self.line(line_id), self.section_records.get(section_id)
        with self._undo.change(f"moved {quoted(line.text)} to {quoted(section.name)}"):
            at = self.line_records.end(section.id)
            return self.line_records.edit(line_id, section_id=section.id, position=at, now=now)

    def lines(self, section_id: str, archived: bool = False) -> tuple[PlanLine, ...]:
        """Return the lines of a section in order: those in use, or those in the archive."""
        return self.line_records.all(section_id, archived)

    def count(self, section_id: str) -> int:
        """Return how many lines of the section are in use."""
        return len(self.lines(section_id))

    def guide(self, section: Section) -> starter.SectionGuide:
        """Return the one-line purpose and the three examples shown while the section is empty."""
        return starter.NO_HEADING_GUIDE if section.id == NO_HEADING else starter.guide(section.kind)

    def asks_what_helps(self, section_id: str) -> bool:
        """Return True where what helps is asked for beside a line: with signs and triggers. Raises NothingThere.

        A line elsewhere that says it already keeps it, and it can be changed there.
        """
        return self.section(section_id).kind in SIGN_KINDS

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
            position=self.section_records.end(),
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added the section {quoted(section.name)}"):
            return self.section_records.add(section)

    def rename_section(self, id: str, name: str, *, now: datetime) -> Section:
        """Give a section, built-in ones too, the person's own heading."""
        with self._undo.change(f"renamed {quoted(self.section(id).name)}"):
            return self.section_records.edit(id, name=name, now=now)

    def can_delete_section(self, id: str) -> bool:
        """True for a section of the person's own; any other came with the program. Raises NothingThere."""
        return id != NO_HEADING and self.section(id).kind is SectionKind.OWN

    def delete_section(self, id: str, *, now: datetime) -> None:
        """Delete a section and its lines for good. Raises NothingThere where `can_delete_section` says no."""
        section = self.section(id)
        if not self.can_delete_section(id):
            raise NothingThere("This section came with the program: it can be archived, not deleted.")
        with self._undo.change(f"deleted {quoted(section.name)}"):
            for line in (*self.lines(id), *self.lines(id, archived=True)):
                self.delete_line(line.id, now=now)
            self.section_records.delete(id, now=now)

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
        return self.line_records.add(
            PlanLine(
                id=new_id,
                section_id=self.section(section_id).id,
                text=text,
                what_helps=what_helps,
                audience=audience,
                position=self.line_records.end(section_id),
                created_at=now,
                changed_at=now,
            )
        )

    def edit_line(
        self,
        id: str,
        *,
        now: datetime,
        text: str | Unset = UNSET,
        what_helps: str | Unset = UNSET,
        audience: Visibility | Unset = UNSET,
    ) -> PlanLine:
        """Change what is given of a line and leave the rest."""
        return self.line_records.edit(id, now=now, text=text, what_helps=what_helps, audience=audience)

    def _has_lines_without(self) -> bool:
        return any(self.place_of(line) == NO_HEADING for line in self._store.lines.all())

    def _without_heading(self) -> Section:
        return Section(
            id=NO_HEADING,
            kind=SectionKind.OWN,
            name=starter.NO_HEADING_GUIDE.name,
            position=self.section_records.end(),
            created_at=_LONG_AGO,
            changed_at=_LONG_AGO,
        )
