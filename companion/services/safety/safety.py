"""What a person can do with their safety plan. Nothing here is scored, logged or inferred."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from companion.content import helplines as shipped
from companion.content import starter
from companion.domain.helpline import Helpline, Nation
from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, SafetyStep
from companion.errors import NothingThere
from companion.services.core.order import in_order, moved, next_position
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted

__all__ = ["SafetyPlans", "StepView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step as it is read: its title, a hint for an empty one, lines, and people with numbers."""

    step: SafetyStep
    title: str
    hint: str
    lines: tuple[SafetyLine, ...]
    contacts: tuple[Contact, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing is written in this step."""
        return not (self.lines or self.contacts)


T = TypeVar("T")


class SafetyPlans:
    """The seven steps, the people in them, and the national lines with the person's own changes."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def steps(self) -> tuple[StepView, ...]:
        """Return all seven steps in order."""
        return tuple(self.step(step) for step in SafetyStep)

    def step(self, step: SafetyStep) -> StepView:
        """Return one step as it is read."""
        guide = starter.SAFETY_STEPS[step - 1]
        return StepView(
            step=step,
            title=guide.title,
            hint=guide.hint,
            lines=in_order(
                line
                for line in self._store.safety_lines.all()
                if line.step == step and line.archived_at is None
            ),
            contacts=in_order(
                c for c in self._store.contacts.all() if c.step == step and c.archived_at is None
            ),
        )

    def is_empty(self) -> bool:
        """True when nothing is written in any step."""
        return all(step.is_empty for step in self.steps())

    def archived_lines(self) -> tuple[SafetyLine, ...]:
        """Return the lines in the archive."""
        return in_order(line for line in self._store.safety_lines.all() if line.archived_at is not None)

    def archived_contacts(self) -> tuple[Contact, ...]:
        """Return the people in the archive."""
        return in_order(c for c in self._store.contacts.all() if c.archived_at is not None)

    def line(self, id: str) -> SafetyLine:
        """Return one line. Raises NothingThere."""
        return _found(self._store.safety_lines.get(id))

    def contact(self, id: str) -> Contact:
        """Return one person or service. Raises NothingThere."""
        return _found(self._store.contacts.get(id))

    def add_line(self, step: SafetyStep, text: str, *, new_id: str, now: datetime) -> SafetyLine:
        """Add a line at the end of a step. Raises InvalidEntry when there are no words."""
        position = next_position(line for line in self._store.safety_lines.all() if line.step == step)
        line = SafetyLine(id=new_id, step=step, text=text, position=position, created_at=now, changed_at=now)
        with self._undo.change(f"added {quoted(text)} to the safety plan"):
            self._store.safety_lines.put(line)
        return line

    def edit_line(self, id: str, text: str, *, now: datetime) -> SafetyLine:
        """Change the words of a line."""
        old = self.line(id)
        line = replace(old, text=text, changed_at=now)
        with self._undo.change(f"changed {quoted(old.text)}"):
            self._store.safety_lines.put(line)
        return line

    def move_line(self, id: str, index: int, *, now: datetime) -> None:
        """Put a line at place `index` (from 0) in its step."""
        line = self.line(id)
        with self._undo.change(f"moved {quoted(line.text)}"):
            for other, position in moved(self.step(line.step).lines, id, index):
                self._store.safety_lines.put(replace(other, position=position, changed_at=now))

    def archive_line(self, id: str, *, now: datetime) -> None:
        """Put a line away; it can be brought back."""
        line = self.line(id)
        with self._undo.change(f"archived {quoted(line.text)}"):
            self._store.safety_lines.put(replace(line, archived_at=now, changed_at=now))

    def restore_line(self, id: str, *, now: datetime) -> None:
        """Bring a line back from the archive."""
        line = self.line(id)
        with self._undo.change(f"brought back {quoted(line.text)}"):
            self._store.safety_lines.put(replace(line, archived_at=None, changed_at=now))

    def delete_line(self, id: str, *, now: datetime) -> None:
        """Delete a line for good."""
        with self._undo.change(f"deleted {quoted(self.line(id).text)}"):
            self._store.safety_lines.remove(id)

    def add_contact(
        self,
        *,
        step: SafetyStep = SafetyStep.PEOPLE,
        name: str,
        who: str = "",
        number: str = "",
        hours: str = "",
        checked_on: date | None = None,
        new_id: str,
        now: datetime,
    ) -> Contact:
        """Add a person (step 4) or a service (step 5). Raises InvalidEntry without a name."""
        position = next_position(c for c in self._store.contacts.all() if c.step == step)
        contact = Contact(
            id=new_id,
            step=step,
            name=name,
            who=who,
            number=number,
            hours=hours,
            position=position,
            checked_on=checked_on,
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added {quoted(name)}"):
            self._store.contacts.put(contact)
        return contact

    def edit_contact(
        self,
        id: str,
        *,
        now: datetime,
        name: str | None = None,
        who: str | None = None,
        number: str | None = None,
        hours: str | None = None,
        step: SafetyStep | None = None,
    ) -> Contact:
        """Change what is given of a person and leave the rest."""
        old = self.contact(id)
        contact = replace(
            old,
            name=old.name if name is None else name,
            who=old.who if who is None else who,
            number=old.number if number is None else number,
            hours=old.hours if hours is None else hours,
            step=old.step if step is None else step,
            changed_at=now,
        )
        with self._undo.change(f"changed {quoted(old.name)}"):
            self._store.contacts.put(contact)
        return contact

    def move_contact(self, id: str, index: int, *, now: datetime) -> None:
        """Put a person at place `index` (from 0) in their step: the first one's number is big."""
        contact = self.contact(id)
        with self._undo.change(f"moved {quoted(contact.name)}"):
            for other, position in moved(self.step(contact.step).contacts, id, index):
                self._store.contacts.put(replace(other, position=position, changed_at=now))

    def archive_contact(self, id: str, *, now: datetime) -> None:
        """Put a person away; they can be brought back."""
        contact = self.contact(id)
        with self._undo.change(f"archived {quoted(contact.name)}"):
            self._store.contacts.put(replace(contact, archived_at=now, changed_at=now))

    def restore_contact(self, id: str, *, now: datetime) -> None:
        """Bring a person back from the archive."""
        contact = self.contact(id)
        with self._undo.change(f"brought back {quoted(contact.name)}"):
            self._store.contacts.put(replace(contact, archived_at=None, changed_at=now))

    def delete_contact(self, id: str, *, now: datetime) -> None:
        """Delete a person for good."""
        with self._undo.change(f"deleted {quoted(self.contact(id).name)}"):
            self._store.contacts.remove(id)

    def people(self) -> tuple[Contact, ...]:
        """Return everyone in use: step 4, then step 5, each in order."""
        return tuple(c for step in CONTACT_STEPS for c in self.step(step).contacts)

    def helplines(self, nation: Nation | None) -> tuple[Helpline, ...]:
        """Return the lines of `nation` (all four for None), with what the person changed or took out."""
        own = {line.id: line for line in self._store.helplines.all()}
        lines = [own.pop(line.id, line) for line in shipped.HELPLINES]
        kept = [line for line in (*lines, *own.values()) if line.archived_at is None]
        return in_order(line for line in kept if nation is None or nation in line.nations)

    def helpline(self, id: str) -> Helpline:
        """Return one line, with the person's changes. Raises NothingThere."""
        shipped_line = next((line for line in shipped.HELPLINES if line.id == id), None)
        return _found(self._store.helplines.get(id) or shipped_line)

    def edit_helpline(
        self,
        id: str,
        *,
        today: date,
        name: str | None = None,
        number: str | None = None,
        how: str | None = None,
        hours: str | None = None,
    ) -> Helpline:
        """Change a line; from then on it says that the person checked it, and when."""
        old = self.helpline(id)
        line = replace(
            old,
            name=old.name if name is None else name,
            number=old.number if number is None else number,
            how=old.how if how is None else how,
            hours=old.hours if hours is None else hours,
            source="changed by me",
            checked_on=today,
        )
        with self._undo.change(f"changed {quoted(old.name)}"):
            self._store.helplines.put(line)
        return line

    def hide_helpline(self, id: str, *, now: datetime) -> None:
        """Take a line out of the person's own list; the lock screen still shows the shipped ones."""
        line = self.helpline(id)
        with self._undo.change(f"took out {quoted(line.name)}"):
            self._store.helplines.put(replace(line, archived_at=now))

    def reset_helplines(self) -> None:
        """Bring back every line as it was shipped."""
        with self._undo.change("the helplines, as they came"):
            for line in self._store.helplines.all():
                self._store.helplines.remove(line.id)


def _found(item: T | None) -> T:
    if item is None:
        raise NothingThere("That is not in your safety plan any more.")
    return item
