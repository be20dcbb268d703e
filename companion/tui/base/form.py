"""Forms over a page: what is typed is kept as a draft, and given back when the disk refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry
from companion.services.core import forms
from companion.services.core.collection import Archivable, Collection
from companion.services.core.drafts import EVERY
from companion.services.dates import read_when, say_when, with_days
from companion.tui.base.dialog import Dialog, DialogSheet, OneLine
from companion.tui.base.locked_screen import StatusText
from companion.tui.base.screen import Asking, Typing, WorkPage
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton, TitleLine
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.text import say, user_text

if TYPE_CHECKING:
    from companion.services.services import Services


T = TypeVar("T")
R = TypeVar("R")
A = TypeVar("A", bound=Archivable)

Values: TypeAlias = dict[str, Any]
"""What was filled in, by the record's fields."""


class Form(Dialog[T], Asking):
    """A dialog with lines to write in. Give it its `place` before it is shown, best with `ask_form`."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    place = ""
    """As drafts are named, without the line: "form/talk/+"."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.words: dict[str, str] = {}
        """What stands in the lines by their id; set when the form is left, or before it is shown again."""
        self.trouble: CompanionError | None = None
        """Why it is shown again."""
        self.take_words: Callable[[], object] = lambda: None
        """Called when they stand there, and are held nowhere else."""
        self._first: dict[str, str] = {}

    def on_mount(self) -> None:
        if self.is_attached and not self.companion.is_for_reading:
            self._put_words_back()
            self.set_interval(EVERY, self.companion.keep_drafts)

    def _put_words_back(self) -> None:
        for id, line in self.lines().items():
            self._first[id] = line.text
            draft = self.services.drafts.of(f"{self.place}/{id}")
            if id in self.words:
                line.value = self.words[id]
            elif draft is not None and draft.text != line.text:
                line.value = draft.text
                kept_at = draft.changed_at.astimezone(self.now().tzinfo)
                self.query_one(TitleLine).hint = f"Your words from {kept_at:%H:%M} are still here."
        self.words = {}
        self.take_words()
        self.words_put_back()
        if self.trouble is not None:
            self.show_problem(self.trouble)

    def words_put_back(self) -> None:
        """Show what goes with the words that stand in the lines now."""

    def lines(self) -> dict[str, LineEditor]:
        """Return the lines by their id."""
        return {line.id or "line": line for line in self.query(LineEditor)}

    def typing(self) -> tuple[Typing, ...]:
        return tuple(
            Typing(
                f"{self.place}/{key}", "" if line.text == self._first.get(key) else line.text, line.caret[1]
            )
            for key, line in self.lines().items()
            if line.text != self._first.get(key) or self.services.drafts.of(f"{self.place}/{key}") is not None
        )

    def show_problem(self, error: CompanionError) -> None:
        told = self.query(StatusText)
        if told:
            told.first().tell(user_text(str(error)), "problem")
            return
        line = StatusText()
        line.tell(user_text(str(error)), "problem")
        self.query_one(DialogSheet).mount(line, after=self.query_one(TitleLine))

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close; what was typed is kept, in the vault until the page has stored the answer."""
        self.words = {key: line.text for key, line in self.lines().items()}
        if self._first:
            self.companion.keep_drafts()
        return super().dismiss(result)


class OneLineForm(Form[str], OneLine):
    """One line that is stored in the vault."""


def ask_form(
    page: WorkPage,
    place: str,
    make: Callable[[], Form[T]],
    do: Callable[[Services, T, datetime], R],
    then: Callable[[R], object],
) -> None:
    """Show the form that `make` makes and have its answer stored by `do`; then call `then`.

    What cannot be stored comes back in the form, with the reason.
    """

    def show(form: Form[T]) -> None:
        form.place = place
        key = f"{place} {id(form)}"  # two new things of a kind are both kept

        def answered(answer: T | None) -> None:
            if answer is None:
                return
            typed, now = form.words, page.now()

            def keep(services: Services) -> R:
                result = do(services, answer, now)
                for line in typed:
                    services.drafts.drop(f"{place}/{line}")
                return result

            def refused(error: CompanionError) -> None:
                again = make()
                again.words, again.trouble, again.take_words = typed, error, partial(page.outbox.take, key)
                show(again)

            page.outbox.put(key, keep, then, refused)

        page.app.push_screen(form, answered)

    show(make())


class RecordForm(Form[Values]):
    """A line for each field of a record; Enter goes on to the next, and on the chip keeps them.

    A day is said back in full, under its line and on the chip.
    """

    CSS_PATH = "../styles/forms.tcss"
    WRITES: ClassVar[bool] = True

    def __init__(
        self, fields: forms.Form, record: object | None, *, title: str, hint: str, now: datetime
    ) -> None:
        """`record`: what the lines begin with; None for a new one."""
        super().__init__(title, hint=hint)
        self._fields, self._record, self._now = fields.fields, record, now
        self._when = next((f for f in self._fields if f.kind is not forms.FieldKind.LINE), None)

    def body(self) -> Iterable[Widget]:
        for field in self._fields:
            is_day = field is self._when
            words = self._day_words if is_day else getattr(self._record, field.key, "")
            yield Static(field.label, classes="label", markup=False)
            yield LineEditor(
                words, placeholder=with_days(field.example, self._now.date()), keeps_escape=False, id=field.id
            )
            if is_day:
                yield Static("", id="echo")
        yield ActionButton("Keep it", "press enter", id="keep")

    def on_mount(self) -> None:
        self._line(self._fields[0]).focus()

    def _line(self, field: forms.Field) -> LineEditor:
        return self.query_one(f"#{field.id}", LineEditor)

    @on(LineEditor.Submitted)
    def _next_field(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if self._when is None or message.control.id != self._when.id or self._echo():
            self.app.action_focus_next()

    @on(ActionButton.Pressed)
    def _keep(self, message: ActionButton.Pressed) -> None:
        message.stop()
        if self._when is not None and not self._echo():
            self._line(self._when).focus()
            return
        for field in self._fields:
            line = self._line(field)
            if field.required and not line.value:
                line.problem = field.required
                line.focus()
                return
        self.dismiss(self._values())

    def _values(self) -> Values:
        values: Values = {}
        for field in self._fields:
            if field.kind is forms.FieldKind.LINE:
                values[field.key] = self._line(field).value
                continue
            values[field.key], at = self._read(field)
            if field.kind is forms.FieldKind.WHEN:
                values["at"] = at
        return values

    # The day.

    @property
    def _stored(self) -> tuple[date | None, time | None]:
        day = getattr(self._record, self._when.key, None) if self._when else None
        return day, getattr(self._record, "at", None)

    @property
    def _day_words(self) -> str:
        day, at = self._stored
        return say_when(day, at) if day else ""

    def words_put_back(self) -> None:
        self._echo()

    def on_descendant_blur(self) -> None:
        self._echo()

    def _echo(self) -> bool:
        """Say the day back in full, or say what is not clear; True when there is no problem with it."""
        if self._when is None:
            return True
        try:
            day, at = self._read(self._when)
        except InvalidEntry as error:
            self.query_one("#echo", Static).update(user_text(str(error)))
            self.query_one("#keep", ActionButton).update("Look at the day again")
            return False
        words = say_when(day, at) if day else ""
        self.query_one("#echo", Static).update(say("That is [b]$when[/].", when=words) if words else "")
        self.query_one("#keep", ActionButton).update(f"Keep it{': ' + words if words else ''}", "press enter")
        self._line(self._when).problem = ""
        return True

    def _read(self, field: forms.Field) -> tuple[date | None, time | None]:
        """Return the day and time typed; what stood there at first keeps its day. Raises InvalidEntry."""
        typed = self._line(field).value
        if not typed:
            return None, None
        if typed == self._day_words:
            return self._stored
        when = read_when(typed, now=self._now, future=field.kind is forms.FieldKind.WHEN)
        return when.day, when.at


def ask_record(
    page: WorkPage,
    fields: forms.Form,
    record: A | None,
    *,
    place: str,
    title: str,
    hint: str = "enter goes on   esc leaves it",
    of: Callable[[Services], Collection[A]],
    add: Callable[[Services], Callable[..., A]],
    then: Callable[[A], object],
) -> None:
    """Ask for the fields of a record, or of a new one (None), and store them; then call `then`.

    `place`: as its drafts are named; `add`: what a new one is added with.
    """
    opened, new_id = page.now(), page.new_id()

    def keep(services: Services, values: Values, now: datetime) -> A:
        if record is None:
            return add(services)(**values, new_id=new_id, now=now)
        return of(services).edit(record.id, now=now, **values)

    ask_form(page, place, lambda: RecordForm(fields, record, title=title, hint=hint, now=opened), keep, then)
