"""Where to and as what: the one place where words leave the vault, said plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import AlreadyThere, CompanionError
from companion.services.files import FormatInfo, path_of
from companion.services.services import Services
from companion.tui.base.dialog import Confirm, Dialog
from companion.tui.base.locked_screen import StatusText
from companion.tui.base.screen import Asking
from companion.tui.widgets.card import ActionButton
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.text import Words, user_line, user_text
from companion.words import NOT_LOCKED

Write = Callable[[Services, str, Path, bool], Path]
"""Writes the page: as which format, where to, and whether a file there may be replaced."""


class SavePage(Dialog[Path], Asking):
    """Enter goes from box to box and ends on the deed; what would replace a file asks first, and ends on keeping it.

    It stays open until the file is written, with the path as typed and the sentence that says why not; the
    answer is where the file is.
    """

    CSS_PATH = "../styles/forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(
        self,
        formats: Sequence[FormatInfo],
        places: Mapping[str, str],
        write: Write,
        *,
        title: Words = "Save this page as a file",
        about: str = NOT_LOCKED,
    ) -> None:
        """`places`: a free file name for each format; `about`: what to know about the file."""
        super().__init__(title, hint="enter goes on   esc leaves it")
        self._formats, self._places, self._write = formats, places, write
        self._about = about
        self._is_writing = False

    def body(self) -> Iterable[Widget]:
        options = [RadioOption(id=f.id, label=f.label) for f in self._formats]
        yield RadioRow(options, chosen=options[0].id, label="As", id="format")
        yield Static("Where", classes="label")
        yield LineEditor(self._places[options[0].id], keeps_escape=False, id="path")
        yield Static(self._about, markup=False)
        yield Horizontal(
            ActionButton("Cancel", id="cancel"),
            ActionButton("Save the file", id="save"),
            classes="buttons",
        )
        yield StatusText()

    def on_mount(self) -> None:
        self.query_one("#format").focus()

    @on(RadioRow.Chosen)
    def _format_chosen(self, message: RadioRow.Chosen) -> None:
        message.stop()
        path = self.query_one("#path", LineEditor)
        if path.value in self._places.values():
            path.value = self._places[message.id]

    @on(LineEditor.Submitted)
    def _path_typed(self, message: LineEditor.Submitted) -> None:
        message.stop()
        self.query_one("#save").focus()

    @on(ActionButton.Pressed)
    def _pressed(self, message: ActionButton.Pressed) -> None:
        message.stop()
        path = self.query_one("#path", LineEditor)
        if message.control.id == "cancel":
            self.dismiss(None)
        elif not path.value:
            path.problem = "A name for the file, please."
            path.focus()
        else:
            self._save(self.query_one(RadioRow).chosen, path.value)

    def _save(self, format_id: str, typed: str, *, force: bool = False) -> None:
        if self._is_writing:
            return
        self._is_writing = True
        self.query_one(StatusText).tell("Writing the page ...")
        write, offered = self._write, Path(self._places[format_id])
        self.ask(
            lambda s: write(s, format_id, _place(typed, offered), force),
            self.dismiss,
            lambda error: self._not_written(error, format_id, typed),
        )

    def _not_written(self, error: CompanionError, format_id: str, typed: str) -> None:
        self._is_writing = False
        self.show_problem(error)
        if isinstance(error, AlreadyThere):

            def confirmed(yes: bool | None) -> None:
                if yes:
                    self._save(format_id, typed, force=True)

            name = path_of(typed).name
            question = user_line(f"There is a file called {name} already.")
            self.app.push_screen(Confirm(question, "Replace it", "Keep it"), confirmed)

    def show_problem(self, error: CompanionError) -> None:
        told = self.query_one(StatusText)
        told.tell(user_text(str(error)), "problem")
        self.call_after_refresh(told.scroll_visible, animate=False)


def _place(typed: str, offered: Path) -> Path:
    """Return the file that is meant: a folder is taken with the name that was offered."""
    path = path_of(typed)
    try:
        return path / offered.name if path.is_dir() else path
    except (OSError, ValueError):  # too long to be a name: saving says so
        return path
