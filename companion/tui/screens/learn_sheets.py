"""What an exercise leads to besides doing it: the sheets there are of it, and one on paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from companion.domain.exercise import Exercise, Pack
from companion.domain.sheet import Sheet
from companion.services.services import Services
from companion.tui.messages import GoTo
from companion.tui.screens.learn_rows import sheet_rows
from companion.tui.screens.list_page import ListPage
from companion.tui.screens.pick import Pick
from companion.tui.screens.save_page import SavePage
from companion.tui.show import Words, user_line
from companion.tui.widgets.pick_list import PickRow

ON_PAPER = "A sheet with room for a pen. Nothing that you wrote is on it."
NONE_YET = "Nothing from this exercise yet. Enter opens it."


class EarlierSheets(Pick):
    """The sheets of one exercise, the one written in last first; the answer is the id of one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("i", "close", "Close", show=False)]

    def __init__(self, rows: Sequence[PickRow]) -> None:
        super().__init__("Earlier ones", rows, "enter opens it   esc closes")


class LearnSheets(ListPage):
    """The part of the Learn page that shows earlier sheets and saves one to print."""

    def show_earlier(self, sheets: tuple[Sheet, ...]) -> None:
        """Open the sheet there is of an exercise, or have one chosen."""
        if not sheets:
            self.say(NONE_YET)
        elif len(sheets) == 1:
            self.post_message(GoTo("sheet", sheets[0].id))
        else:
            self.app.push_screen(EarlierSheets(sheet_rows(sheets, self.now())), self._sheet_chosen)

    def _sheet_chosen(self, id: str | None) -> None:
        if id is not None:
            self.post_message(GoTo("sheet", id))

    def save_worksheet(self, exercise: Exercise, pack: Pack) -> None:
        """Ask where to, and write the exercise as a sheet with room for a pen."""
        worksheets = self.services.worksheets
        folder = self.door.documents
        formats = worksheets.formats()
        places = {f.id: str(worksheets.default_path(folder, exercise, f.id)) for f in formats}

        def write(services: Services, format_id: str, path: Path, force: bool) -> Path:
            data = services.worksheets.render(exercise, pack, format_id)
            return services.worksheets.save(path, data, force=force)

        page = SavePage(formats, places, write, title=_paper_title(exercise), about=ON_PAPER)
        self.app.push_screen(page, self._worksheet_saved)

    def _worksheet_saved(self, path: Path | None) -> None:
        if path is not None:
            self.say(user_line(f"Saved, to print: {path}"))


def _paper_title(exercise: Exercise) -> Words:
    return user_line(f"On paper: {exercise.title}")
