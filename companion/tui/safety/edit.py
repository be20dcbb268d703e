"""Writing the safety plan, on a steady day: lines and people of one step."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyStep
from companion.services.safety.safety import CONTACT_FORM
from companion.tui.base.form import ask_record
from companion.tui.base.pick import PickDialog
from companion.tui.base.record_list import LineDrafts, WrittenLine
from companion.tui.widgets.card import Panel
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import content_of, styled, user_line, user_text

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class SafetyEdit(LineDrafts):
    """A step chosen with the arrows, its lines, its people. Each change is stored at once."""

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    CSS_PATH = "../styles/safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("m", "move", "Move"),
        Binding("d", "archive", "Archive"),
        Binding("u", "app.undo", "Undo"),
        Binding("o", "archived", "Open the archive", show=False),
        *(Binding(str(step.value), f"go({step.value})", "Go to a step", show=False) for step in SafetyStep),
        Binding("escape", "leave", "Done", key_display="esc"),
    ]

    def __init__(self, step: SafetyStep) -> None:
        super().__init__()
        self._step = step

    def body(self) -> Iterable[Widget]:
        steps = [RadioOption(id=str(step.value), label=str(step.value)) for step in SafetyStep]
        yield RadioRow(steps, chosen=str(self._step.value), label="Step", id="which-step")
        yield Panel("", PickList(movable=True, id="lines"), LineForm(id="form"), tone="safe", id="lines-card")
        yield Panel(
            "People and services, with their numbers",
            PickList(
                id="people",
                empty="Press a to add someone. The first one's number is shown big.",
                movable=True,
            ),
            tone="safe",
            id="people-card",
        )
        yield Static(id="archive-note", classes="muted")

    def focus_start(self) -> None:
        people = self._step in CONTACT_STEPS
        self.query_one("#people" if people else "#lines").focus()

    def reload(self) -> None:
        view = self.services.safety.step(self._step)
        self.query_one("#lines-card", Panel).title = view.title
        lines = self.query_one("#lines", PickList)
        lines.empty = f"{view.hint}\nPress a to add a line."
        lines.set_rows([PickRow(id=line.id, main=user_text(line.text)) for line in view.lines])
        self.query_one("#people-card").display = self._step in CONTACT_STEPS
        self.query_one("#people", PickList).set_rows([_person(contact) for contact in view.contacts])
        count = len(self.services.safety.archived_lines()) + len(self.services.safety.archived_contacts())
        self.query_one("#archive-note", Static).update(
            f"{count} in the archive: o opens it." if count else ""
        )

    @on(RadioRow.Chosen, "#which-step")
    def _step_chosen(self, message: RadioRow.Chosen) -> None:
        self._turn_to(SafetyStep(int(message.id)))

    def action_go(self, step: int) -> None:
        self.query_one(RadioRow).choose(str(step))
        self._turn_to(SafetyStep(step))
        self.focus_start()

    def _turn_to(self, step: SafetyStep) -> None:
        if step is not self._step:
            self.stop_line(self.query_one(LineForm))
            self._step = step
            self.reload()

    def _people_here(self) -> bool:
        return self._step in CONTACT_STEPS and self.query_one("#people").has_focus

    def action_add(self) -> None:
        if self._people_here():
            self._write_contact(None)
        else:
            self.write_line(self.query_one(LineForm), "")

    def action_edit(self) -> None:
        if self._people_here():
            if id := self.query_one("#people", PickList).highlighted:
                self._write_contact(self.services.safety.contact(id))
        elif id := self.query_one("#lines", PickList).highlighted:
            self.write_line(self.query_one(LineForm), id)

    @on(PickList.Picked)
    def _picked(self) -> None:
        self.action_edit()

    def _write_contact(self, contact: Contact | None) -> None:
        step = self._step
        ask_record(
            self,
            CONTACT_FORM,
            contact,
            place=f"form/contact/{contact.id if contact else f'new-{step.value}'}",
            title="A person or a service",
            of=lambda s: s.safety.contact_records,
            add=lambda s: partial(s.safety.add_contact, step=step),
            then=self.changed,
        )

    def place_of(self, form: LineForm) -> str:
        return f"safety/{self._step.value}"

    def form_at(self, place: str) -> LineForm | None:
        form = self.query_one(LineForm)
        return form if place == self.place_of(form) else None

    def list_beside(self, form: LineForm) -> PickList:
        return self.query_one("#lines", PickList)

    def kept_words(self, line_id: str) -> tuple[str, str]:
        return self.services.safety.line(line_id).text, ""

    def store_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        if line.line_id:
            services.safety.edit_line(line.line_id, line.text, now=now)
        else:
            step = SafetyStep(int(line.place.partition("/")[2]))
            services.safety.add_line(step, line.text, new_id=new_id, now=now)

    def action_move(self) -> None:
        which = self.query_one("#people" if self._people_here() else "#lines", PickList)
        if which.highlighted:
            self.pick_up(which)

    @on(PickList.Moved)
    def _moved(self, message: PickList.Moved) -> None:
        now, id, index = self.now(), message.id, message.new_index
        if message.control.id == "people":
            self.ask(lambda s: s.safety.move_contact(id, index, now=now), self.changed)
        else:
            self.ask(lambda s: s.safety.move_line(id, index, now=now), self.changed)

    def action_archive(self) -> None:
        now, people = self.now(), self._people_here()
        id = self.query_one("#people" if people else "#lines", PickList).highlighted
        if id is None:
            return
        if people:
            self.ask(lambda s: s.safety.archive_contact(id, now=now), self.archived)
        else:
            self.ask(lambda s: s.safety.archive_line(id, now=now), self.archived)

    def action_archived(self) -> None:
        safety = self.services.safety
        rows = [PickRow(id=f"line {line.id}", main=user_text(line.text)) for line in safety.archived_lines()]
        rows += [PickRow(id=f"person {c.id}", main=user_line(c.name)) for c in safety.archived_contacts()]
        if rows:
            self.app.push_screen(
                PickDialog("In the archive", rows, "enter brings it back   esc closes"), self._restore
            )

    def _restore(self, answer: str | None) -> None:
        if answer is None:
            return
        kind, _, id = answer.partition(" ")
        now = self.now()
        if kind == "person":
            self.ask(lambda s: s.safety.restore_contact(id, now=now), self.brought_back)
        else:
            self.ask(lambda s: s.safety.restore_line(id, now=now), self.brought_back)

    def action_leave(self) -> None:
        """Go once everything is stored; what cannot be stays on the screen, and so do we."""
        self.stop_line(self.query_one(LineForm))
        self.outbox.retry()
        self.outbox.when_quiet(self._leave)

    def _leave(self) -> None:
        is_written = self.query_one(LineForm).holds_words  # given back, as the disk would not take it
        is_stored = self.services.read_only or not (self.outbox.holds or is_written)
        if is_stored and self.is_active:  # help asked for while we waited stays on top
            self.dismiss()


def _person(contact: Contact) -> PickRow:
    who = content_of(" ", user_line(f"({contact.who})")) if contact.who else ""
    main = content_of(styled(user_line(contact.name), "bold"), who, "   ", user_line(contact.number))
    return PickRow(id=contact.id, main=main, note=user_line(contact.hours))
