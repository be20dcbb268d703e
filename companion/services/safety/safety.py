"""What a person can do with their safety plan. Nothing here is scored, logged or inferred."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from companion.content import helplines as shipped
from companion.content import starter
from companion.domain.helpline import Helpline, Nation
from companion.domain.safety import CONTACT_STEPS, Contact, SafetyLine, SafetyStep
from companion.errors import NothingThere
from companion.services.core.collection import UNSET, OrderedCollection, Unset, changed
from companion.services.core.forms import Field, Form
from companion.services.core.order import in_order
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


GONE = "That is not in your safety plan any more."


CONTACT_FORM = Form(
    (
        Field(
            key="name",
            label="Name",
            example="what you call them",
            ask="Their name.",
            change="Change the name.",
            again="The new name. Enter keeps it:",
            required="A name first, so that you know whose number it is.",
        ),
        Field(
            key="who",
            label="Who they are to you",
            example="sister, friend, crisis team, ...",
            ask="Who they are to you, for example sister.",
            change="Change who they are.",
            again="Who they are. Enter keeps it, blank empties it:",
        ),
        Field(
            key="number",
            label="Number",
            example="as you would dial it",
            ask="Their number.",
            change="Change the number.",
            again="The number. Enter keeps it, blank empties it:",
        ),
        Field(
            key="hours",
            label="When they answer",
            example="9 to 5, any time, ...",
            ask="When they can be reached.",
            change="Change the hours.",
            again="The hours. Enter keeps it, blank empties it:",
        ),
    )
)


HELPLINE_FORM = Form(
    (
        Field(
            key="name",
            label="Name",
            example="who answers",
            ask="Its name.",
            change="Change the name.",
            required="A name first, so that you know whose number it is.",
        ),
        Field(
            key="number",
            label="Number",
            example="as you would dial it",
            ask="Its number.",
            change="Change the number.",
        ),
        Field(
            key="how",
            label="What to do besides ringing",
            example="text a word, choose an option, ...",
            ask="What to do besides ringing.",
            change="Change what to do besides ringing.",
        ),
        Field(
            key="hours",
            label="When they answer",
            example="any time, evenings, ...",
            ask="When they answer.",
            change="Change the hours.",
        ),
    )
)


class SafetyPlans:
    """The seven steps, the people in them, and the national lines with the person's own changes."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo
        self.line_records = lines = OrderedCollection(
            store.safety_lines,
            undo,
            gone=GONE,
            called=lambda line: quoted(line.text),
            group=lambda line: line.step,
        )
        self.contact_records = contacts = OrderedCollection(
            store.contacts,
            undo,
            gone=GONE,
            called=lambda contact: quoted(contact.name),
            group=lambda contact: contact.step,
        )
        self.line, self.archived_lines, self.move_line = lines.get, lines.archived, lines.move
        self.archive_line, self.restore_line, self.delete_line = lines.archive, lines.restore, lines.delete
        self.contact, self.archived_contacts = contacts.get, contacts.archived
        self.move_contact, self.archive_contact = contacts.move, contacts.archive
        self.restore_contact, self.delete_contact = contacts.restore, contacts.delete

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
            lines=self.line_records.all(step),
            contacts=self.contact_records.all(step),
        )

    def is_empty(self) -> bool:
        """True when nothing is written in any step."""
        return all(step.is_empty for step in self.steps())

    def add_line(self, step: SafetyStep, text: str, *, new_id: str, now: datetime) -> SafetyLine:
        """Add a line at the end of a step. Raises InvalidEntry when there are no words."""
        position = self.line_records.end(step)
        line = SafetyLine(id=new_id, step=step, text=text, position=position, created_at=now, changed_at=now)
        with self._undo.change(f"added {quoted(text)} to the safety plan"):
            return self.line_records.add(line)

    def edit_line(self, id: str, text: str, *, now: datetime) -> SafetyLine:
        """Change the words of a line."""
        return self.line_records.edit(id, text=text, now=now)

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
        return self.contact_records.add(
            Contact(
                id=new_id,
                step=step,
                name=name,
                who=who,
                number=number,
                hours=hours,
                position=self.contact_records.end(step),
                checked_on=checked_on,
                created_at=now,
                changed_at=now,
            )
        )

    def edit_contact(
        self,
        id: str,
        *,
        now: datetime,
        name: str | Unset = UNSET,
        who: str | Unset = UNSET,
        number: str | Unset = UNSET,
        hours: str | Unset = UNSET,
    ) -> Contact:
        """Change what is given of a person and leave the rest."""
        return self.contact_records.edit(id, now=now, name=name, who=who, number=number, hours=hours)

    def people(self) -> tuple[Contact, ...]:
        """Return everyone in use: step 4, then step 5, each in order."""
        return tuple(c for step in CONTACT_STEPS for c in self.step(step).contacts)

    def helplines(self, nation: Nation | None) -> tuple[Helpline, ...]:
        """Return the lines of `nation` (all four for None), with what the person changed or took out."""
        own = {line.id: line for line in self._store.helplines.all()}
        # A line that was changed stands where it is shipped now, and not where it was on that day.
        lines = [replace(own.pop(line.id, line), position=line.position) for line in shipped.HELPLINES]
        kept = [line for line in (*lines, *own.values()) if line.archived_at is None]
        return in_order(line for line in kept if nation is None or nation in line.nations)

    def helpline(self, id: str) -> Helpline:
        """Return one line, with the person's changes. Raises NothingThere."""
        found = self._store.helplines.get(id) or next((h for h in shipped.HELPLINES if h.id == id), None)
        if found is None:
            raise NothingThere(GONE)
        return found

    def edit_helpline(
        self,
        id: str,
        *,
        today: date,
        name: str | Unset = UNSET,
        number: str | Unset = UNSET,
        how: str | Unset = UNSET,
        hours: str | Unset = UNSET,
    ) -> Helpline:
        """Change a line; from then on it says that the person checked it, and when."""
        old = self.helpline(id)
        line = changed(
            old,
            name=name,
            number=number,
            how=how,
            hours=hours,
            source="changed by me",
            checked_on=today,
        )
        with self._undo.change(f"changed {quoted(old.name)}"):
            self._store.helplines.put(line)
        return line

    def hide_helpline(self, id: str, *, now: datetime) -> str:
        """Take a line out of the person's own list, and return its name; the lock screen shows the shipped ones."""
        line = self.helpline(id)
        with self._undo.change(f"took out {quoted(line.name)}"):
            self._store.helplines.put(changed(line, archived_at=now))
        return line.name

    def reset_helplines(self) -> None:
        """Bring back every line as it was shipped."""
        with self._undo.change("the helplines, as they came"):
            for line in self._store.helplines.all():
                self._store.helplines.remove(line.id)
