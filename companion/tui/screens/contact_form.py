"""One person or service: name, who they are, number, hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import Contact
from companion.tui.screens.form import Form
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.editors import LineEditor

FIELDS = (
    ("name", "Name", "what you call them"),
    ("who", "Who they are to you", "sister, friend, crisis team, ..."),
    ("number", "Number", "as you would dial it"),
    ("hours", "When they answer", "9 to 5, any time, ..."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAnswers:
    """What was filled in; `id` is empty for a new person."""

    id: str
    name: str
    who: str
    number: str
    hours: str


class ContactForm(Form[ContactAnswers]):
    """Four lines; all but the name may stay empty."""

    CSS_PATH = "../styles/forms.tcss"

    WRITES: ClassVar[bool] = True

    def __init__(self, contact: Contact | None) -> None:
        super().__init__("A person or a service", hint="enter goes on   esc leaves it")
        self._contact = contact

    def body(self) -> Iterable[Widget]:
        for field, label, placeholder in FIELDS:
            value = getattr(self._contact, field) if self._contact else ""
            yield Static(label, classes="label", markup=False)
            yield LineEditor(value, placeholder=placeholder, keeps_escape=False, id=field)
        yield ActionChip("Keep it", "press enter", id="keep")

    def on_mount(self) -> None:
        self.query_one("#name").focus()

    @on(LineEditor.Submitted)
    def _next_field(self, message: LineEditor.Submitted) -> None:
        message.stop()
        self.app.action_focus_next()

    @on(ActionChip.Pressed)
    def _keep(self, message: ActionChip.Pressed) -> None:
        message.stop()
        value = {field: self.query_one(f"#{field}", LineEditor).value for field, _, _ in FIELDS}
        if not value["name"]:
            name = self.query_one("#name", LineEditor)
            name.problem = "A name first, so that you know whose number it is."
            name.focus()
            return
        self.dismiss(ContactAnswers(id=self._contact.id if self._contact else "", **value))
