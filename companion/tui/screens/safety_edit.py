"""Writing the safety plan, on a steady day: lines and people of one step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import CONTACT_STEPS, Contact, Step
from companion.errors import CompanionError
from companion.services.drafts import EVERY
from companion.tui.asking import Typing, WorkPage
from companion.tui.screens.contact_form import ContactAnswers, ContactForm
from companion.tui.screens.talk_archive import Pick
from companion.tui.show import joined, say, styled, user_line, user_text
from companion.tui.widgets.card import Card
from companion.tui.widgets.choice import Choice, Option
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow

if TYPE_CHECKING:
    from companion.services.services import Services


class SafetyEdit(WorkPage):
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
        *(Binding(str(step.value), f"go({step.value})", "Go to a step", show=False) for step in Step),
        Binding("escape", "leave", "Done", key_display="esc"),
    ]

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step

    def body(self) -> Iterable[Widget]:
        steps = [Option(id=str(step.value), label=str(step.value)) for step in Step]
        yield Choice(steps, chosen=str(self._step.value), label="Step", id="which-step")
        yield Card("", PickList(movable=True, id="lines"), LineForm(id="form"), tone="safe", id="lines-card")
        yield Card(
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

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(EVERY, self.companion.keep_drafts)
        self.reload()
        self._focus_first()
        draft = self.services.drafts.of(f"safety/{self._step.value}/")
        if draft is not None and draft.text.strip():
            self.query_one(LineForm).open("", text=draft.text, caret=draft.caret)
            self.say(f"Your words from {draft.changed_at:%H:%M} are still here.")

    def _focus_first(self) -> None:
        people = self._step in CONTACT_STEPS
        self.query_one("#people" if people else "#lines").focus()

    def reload(self) -> None:
        view = self.services.safety.step(self._step)
        self.query_one("#lines-card", Card).title = view.title
        lines = self.query_one("#lines", PickList)
        lines.empty = f"{view.hint}\nPress a to add a line."
        lines.set_rows([PickRow(id=line.id, main=user_text(line.text)) for line in view.lines])
        self.query_one("#people-card").display = self._step in CONTACT_STEPS
        self.query_one("#people", PickList).set_rows([_person(contact) for contact in view.contacts])
        count = len(self.services.safety.archived_lines()) + len(self.services.safety.archived_contacts())
        self.query_one("#archive-note", Static).update(
            f"{count} in the archive: o opens it." if count else ""
        )

    @on(Choice.Chosen, "#which-step")
    def _step_chosen(self, message: Choice.Chosen) -> None:
        self._turn_to(Step(int(message.id)))

    def action_go(self, step: int) -> None:
        self.query_one(Choice).choose(str(step))
        self._turn_to(Step(step))
        self._focus_first()

    def _turn_to(self, step: Step) -> None:
        if step is not self._step:
            self.companion.keep_drafts()
            self.query_one(LineForm).close()
            self._step = step
            self.reload()

    def _people_here(self) -> bool:
        return self._step in CONTACT_STEPS and self.query_one("#people").has_focus

    def action_add(self) -> None:
        if self._people_here():
            self.app.push_screen(ContactForm(None), self._contact_written)
        else:
            self.query_one(LineForm).open("")

    def action_edit(self) -> None:
        if self._people_here():
            if id := self.query_one("#people", PickList).highlighted:
                self.app.push_screen(ContactForm(self.services.safety.contact(id)), self._contact_written)
        elif id := self.query_one("#lines", PickList).highlighted:
            text = self.services.safety.line(id).text
            self.query_one(LineForm).open(id, text=text, original=text)

    @on(PickList.Picked)
    def _picked(self) -> None:
        self.action_edit()

    def _contact_written(self, answers: ContactAnswers | None) -> None:
        if answers is None:
            return
        now, new_id, step = self.now(), self.new_id(), self._step
        a = answers
        if a.id:
            self.ask(
                lambda s: s.safety.edit_contact(
                    a.id, name=a.name, who=a.who, number=a.number, hours=a.hours, now=now
                ),
                self._changed,
            )
        else:
            self.ask(
                lambda s: s.safety.add_contact(
                    step=step, name=a.name, who=a.who, number=a.number, hours=a.hours, new_id=new_id, now=now
                ),
                self._changed,
            )

    @on(LineForm.Done)
    def _line_written(self, message: LineForm.Done) -> None:
        now, new_id, step, text, id = self.now(), self.new_id(), self._step, message.text, message.line_id
        draft, form = self._draft_id(id), message.form

        def keep(services: Services) -> None:
            if id:
                services.safety.edit_line(id, text, now=now)
            else:
                services.safety.add_line(step, text, new_id=new_id, now=now)
            services.drafts.drop(draft)

        def not_kept(error: CompanionError) -> None:
            self.show_problem(error)
            if self._step is step and not form.holds_words:
                form.open(id, text=text)

        self.ask(keep, self._changed, not_kept)
        if id:
            form.close()
            self.query_one("#lines").focus()
        else:
            form.open("")

    @on(LineForm.Stopped)
    def _stopped(self, message: LineForm.Stopped) -> None:
        self.companion.keep_drafts()
        if not message.form.has_new_words:
            self._drop_draft(message.line_id)
        message.form.close()
        self.query_one("#lines").focus()

    def _drop_draft(self, line_id: str) -> None:
        draft = self._draft_id(line_id)
        self.ask(lambda s: s.drafts.drop(draft), lambda _: None)

    def _draft_id(self, line_id: str) -> str:
        return f"safety/{self._step.value}/{line_id}"

    def typing(self) -> tuple[Typing, ...]:
        form = self.query_one(LineForm)
        return (Typing(self._draft_id(form.line_id), form.text, form.caret),) if form.has_new_words else ()

    def action_move(self) -> None:
        which = self.query_one("#people" if self._people_here() else "#lines", PickList)
        if which.highlighted:
            which.pick_up()
            self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved)
    def _moved(self, message: PickList.Moved) -> None:
        now, id, index = self.now(), message.id, message.new_index
        if message.control.id == "people":
            self.ask(lambda s: s.safety.move_contact(id, index, now=now), self._changed)
        else:
            self.ask(lambda s: s.safety.move_line(id, index, now=now), self._changed)
        self.say("")

    @on(PickList.MoveEnded)
    def _move_ended(self) -> None:
        self.say("")

    def action_archive(self) -> None:
        now, people = self.now(), self._people_here()
        id = self.query_one("#people" if people else "#lines", PickList).highlighted
        if id is None:
            return
        if people:
            self.ask(lambda s: s.safety.archive_contact(id, now=now), self._archived)
        else:
            self.ask(lambda s: s.safety.archive_line(id, now=now), self._archived)

    def _archived(self, result: object) -> None:
        self._changed(result)
        self.say(say("In the archive. [b]u[/] brings it back."))

    def action_archived(self) -> None:
        safety = self.services.safety
        rows = [PickRow(id=f"line {line.id}", main=user_text(line.text)) for line in safety.archived_lines()]
        rows += [PickRow(id=f"person {c.id}", main=user_line(c.name)) for c in safety.archived_contacts()]
        if rows:
            self.app.push_screen(
                Pick("In the archive", rows, "enter brings it back   esc closes"), self._restore
            )

    def _restore(self, answer: str | None) -> None:
        if answer is None:
            return
        kind, _, id = answer.partition(" ")
        now = self.now()
        if kind == "person":
            self.ask(lambda s: s.safety.restore_contact(id, now=now), self._changed)
        else:
            self.ask(lambda s: s.safety.restore_line(id, now=now), self._changed)

    def _changed(self, result: object) -> None:
        self.show_saved()
        self.reload()

    def action_leave(self) -> None:
        self.companion.keep_drafts()
        self.dismiss()


def _person(contact: Contact) -> PickRow:
    who = joined(" ", user_line(f"({contact.who})")) if contact.who else ""
    main = joined(styled(user_line(contact.name), "bold"), who, "   ", user_line(contact.number))
    return PickRow(id=contact.id, main=main, note=user_line(contact.hours))
