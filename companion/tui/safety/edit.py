"""Writing the safety plan, on a steady day: lines and people of one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyStep
from companion.services.safety.safety import CONTACT_FORM
from companion.tui.base.form import ask_record
from companion.tui.base.record_list import LINE_KEYS, LineDrafts, Listed, WrittenLine
from companion.tui.commands import key
from companion.tui.widgets.card import Panel
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import content_of, styled, user_line, user_text

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


WRITTEN = Listed(
    name="line",
    of=lambda s: s.safety.line_records,
    called=lambda line: user_text(line.text),
    question="Delete this line for good?",
)
PEOPLE = Listed(
    name="person",
    of=lambda s: s.safety.contact_records,
    called=lambda contact: user_line(contact.name),
    question="Delete this person for good?",
)

LONG = 1.0
"""Seconds after which a page that waits for the disk says so."""


class SafetyEdit(LineDrafts):
    """A step chosen with the arrows, its lines, its people. Each change is stored at once."""

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    CSS_PATH = "../styles/safety.tcss"
    LINES = WRITTEN
    LISTS: Mapping[str, Listed] = {"lines": WRITTEN, "people": PEOPLE}
    BINDINGS: ClassVar[list[BindingType]] = [
        *LINE_KEYS,
        key("undo", only="u"),
        key("archived", show=False),
        *(Binding(str(step.value), f"go({step.value})", "Go to a step", show=False) for step in SafetyStep),
        Binding("escape", "leave", "Done"),
    ]

    def __init__(self, step: SafetyStep, *, adds: bool = False) -> None:
        """`adds`: it opens with the box for a new line, or for a new person, in a step that has those."""
        super().__init__()
        self._step, self._adds = step, adds

    def body(self) -> Iterable[Widget]:
        steps = [RadioOption(id=str(step.value), label=str(step.value)) for step in SafetyStep]
        yield RadioRow(steps, chosen=str(self._step.value), label="Step", id="which-step")
        yield Panel(
            "",
            PickList(movable=True, enter="Edit", id="lines"),
            LineForm(id="form"),
            tone="safe",
            id="lines-card",
        )
        yield Panel(
            "People and services, with their numbers",
            PickList(
                id="people",
                empty="Press a to add someone. The first one's number is shown big.",
                movable=True,
                enter="Edit",
            ),
            tone="safe",
            id="people-card",
        )
        yield Static(id="archive-note", classes="muted")

    def focus_start(self) -> None:
        people = self._step in CONTACT_STEPS
        self.query_one("#people" if people else "#lines").focus()

    def offer_draft(self) -> None:
        if not self._adds:
            super().offer_draft()
        elif self._step in CONTACT_STEPS:
            self._write_contact(None)
        else:
            self.write_line(self.query_one(LineForm), "")

    def reload(self) -> None:
        view = self.services.safety.step(self._step)
        self.query_one("#lines-card", Panel).title = view.title
        lines = self.query_one("#lines", PickList)
        lines.empty = f"{view.hint}\nPress a to add a line."
        lines.set_rows([PickRow(id=line.id, main=user_text(line.text)) for line in view.lines])
        self.query_one("#people-card").display = self._step in CONTACT_STEPS
        self.query_one("#people", PickList).set_rows([_person(contact) for contact in view.contacts])
        self.query_one("#archive-note", Static).update(self.archive_words())

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

    def action_add(self) -> None:
        if self.list_of("people").has_focus:
            self._write_contact(None)
        else:
            super().action_add()

    def action_edit(self) -> None:
        record = self.record_here()
        if isinstance(record, Contact):
            self._write_contact(record)
        else:
            super().action_edit()

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

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        services.safety.add_line(SafetyStep(int(line.where)), line.text, new_id=new_id, now=now)

    def action_leave(self) -> None:
        """Go once everything is stored; what cannot be stays on the screen, and so do we."""
        self.stop_line(self.query_one(LineForm))
        self.outbox.retry()
        self.outbox.when_quiet(self._leave)
        self.set_timer(LONG, self._say_it_waits)

    def _say_it_waits(self) -> None:
        if self.outbox.is_busy:
            self.say("The disk is slow. This closes when your words are stored.")

    def _leave(self) -> None:
        is_written = self.query_one(LineForm).holds_words  # given back, as the disk would not take it
        is_stored = self.services.read_only or not (self.outbox.holds or is_written)
        if is_stored and self.is_active:  # help asked for while we waited stays on top
            self.dismiss()


def _person(contact: Contact) -> PickRow:
    who = content_of(" ", user_line(f"({contact.who})")) if contact.who else ""
    main = content_of(styled(user_line(contact.name), "bold"), who, "   ", user_line(contact.number))
    return PickRow(id=contact.id, main=main, note=user_line(contact.hours))
