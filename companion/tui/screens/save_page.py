"""Where to and as what: the one place where words leave the vault, said plainly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.services.sharing import FormatInfo
from companion.tui.screens.dialog import Dialog
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.choice import Choice, Option
from companion.tui.widgets.editors import LineEditor

NOT_LOCKED = "This file is not locked. Anyone who has it can read it."


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAnswers:
    """A format and a path, as typed."""

    format_id: str
    path: str


class SavePage(Dialog[SaveAnswers]):
    """Cancel comes first; Enter alone leaves everything as it is."""

    CSS_PATH = "../styles/forms.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, formats: Sequence[FormatInfo], places: Mapping[str, str]) -> None:
        """`places`: a free file name for each format."""
        super().__init__("Save this page as a file", hint="tab goes on   esc leaves")
        self._formats, self._places = formats, places

    def body(self) -> Iterable[Widget]:
        options = [Option(id=f.id, label=f.label) for f in self._formats]
        yield Choice(options, chosen=options[0].id, label="As", id="format")
        yield Static("Where", classes="label")
        yield LineEditor(self._places[options[0].id], keeps_escape=False, id="path")
        yield Static(NOT_LOCKED, markup=False)
        yield Horizontal(
            ActionChip("Cancel", quiet=True, id="cancel"),
            ActionChip("Save the file", quiet=True, id="save"),
            classes="buttons",
        )

    def on_mount(self) -> None:
        self.query_one("#format").focus()

    @on(Choice.Chosen)
    def _format_chosen(self, message: Choice.Chosen) -> None:
        message.stop()
        path = self.query_one("#path", LineEditor)
        if path.value in self._places.values():
            path.value = self._places[message.id]

    @on(LineEditor.Submitted)
    def _path_typed(self, message: LineEditor.Submitted) -> None:
        message.stop()
        self.query_one("#cancel").focus()

    @on(ActionChip.Pressed)
    def _pressed(self, message: ActionChip.Pressed) -> None:
        message.stop()
        path = self.query_one("#path", LineEditor)
        if message.control.id == "cancel":
            self.dismiss(None)
        elif not path.value:
            path.problem = "A name for the file, please."
            path.focus()
        else:
            self.dismiss(SaveAnswers(format_id=self.query_one(Choice).chosen, path=path.value))
