"""Forms over a page: what is typed is kept as a draft, and given back when the disk refuses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on
from textual.await_complete import AwaitComplete
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry
from companion.services.core.drafts import EVERY
from companion.services.dates import read_when, say_when
from companion.tui.base.dialog import Dialog, DialogSheet, OneLine
from companion.tui.base.locked_screen import StatusText
from companion.tui.base.screen import Asking, Typing, WorkPage
from companion.tui.widgets.card import ActionButton, TitleLine
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.text import say, user_text

if TYPE_CHECKING:
    from companion.services.services import Services


T = TypeVar("T")
R = TypeVar("R")


class Form(Dialog[T], Asking):
    """A dialog with lines to write in. Give it its `place` before it is shown, best with `ask_form`."""

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
        for key, line in self.lines().items():
            self._first[key] = line.text
            draft = self.services.drafts.of(f"{self.place}/{key}")
            if key in self.words:
                line.value = self.words[key]
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


class DayForm(Form[T]):
    """Base of forms with a line "when", a Static "echo" under it, and a chip "keep" that says the day back."""

    TO_COME = True
    """False where a day gone by is meant, as a rule."""

    def __init__(
        self, *args: Any, day: date | None, at: time | None = None, now: datetime, **options: Any
    ) -> None:
        """`day` and `at`: what the line begins with; as long as it stands there it is taken as it is."""
        super().__init__(*args, **options)
        self._day, self._at, self._now = day, at, now

    @property
    def day_words(self) -> str:
        """What the line begins with."""
        return say_when(self._day, self._at) if self._day else ""

    def words_put_back(self) -> None:
        self.echo()

    @on(LineEditor.Submitted)
    def _next_field(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.control.id == "when" and not self.echo():
            return
        self.app.action_focus_next()

    def on_descendant_blur(self) -> None:
        self.echo()

    def echo(self) -> bool:
        """Say the day back in full, or say what is not clear; True when there is no problem with it."""
        line = self.query_one("#when", LineEditor)
        try:
            day, at = self.read()
        except InvalidEntry as error:
            self.query_one("#echo", Static).update(user_text(str(error)))
            self.query_one("#keep", ActionButton).update("Look at the day again")
            return False
        words = say_when(day, at) if day else ""
        self.query_one("#echo", Static).update(say("That is [b]$when[/].", when=words) if words else "")
        self.query_one("#keep", ActionButton).update(f"Keep it{': ' + words if words else ''}", "press enter")
        line.problem = ""
        return True

    def read(self) -> tuple[date | None, time | None]:
        """Return the day and time typed; what stood there at first keeps its day. Raises InvalidEntry."""
        typed = self.query_one("#when", LineEditor).value
        if not typed:
            return None, None
        if typed == self.day_words:
            return self._day, self._at
        when = read_when(typed, now=self._now, future=self.TO_COME)
        return when.day, when.at

    @on(ActionButton.Pressed)
    def _keep(self, message: ActionButton.Pressed) -> None:
        message.stop()
        if not self.echo():
            self.query_one("#when").focus()
            return
        self.keep()

    def keep(self) -> None:
        """Close with what was filled in; the day is clear."""
        raise NotImplementedError
