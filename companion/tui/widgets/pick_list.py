"""A list to choose from and to put in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from companion.tui.widgets.lines import CURSOR, KEPT, fitted, fitted_beside, one_line, spread
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words

_GRIP = "↑↓"


@dataclass(frozen=True, slots=True, kw_only=True)
class PickRow:
    """One row: what it is, a quieter line under it, and a quiet word at the right edge.

    A note too long to stand there stands under what it is about, shortened if need be.
    """

    id: str
    main: Words
    sub: Words = ""
    note: Words = ""
    how: Words = ""
    """What Enter does, said after it while the row has the keys."""
    strong: bool = False
    """Bold even when the cursor is elsewhere; for rows with a line under them."""


class PickList(RowList):
    """Rows to choose with Enter or a click, and to move with `pick_up` or alt and the arrows.

    Posts `Picked`, `Highlighted` and, when a row was put down in a new place, `Moved`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Open", show=False),
        Binding("alt+up", "shift(-1)", "Move it at once", show=False),
        Binding("alt+down", "shift(1)", "Move it at once", show=False),
        Binding("escape", "put_back", "Put it back"),
    ]

    moving: reactive[bool] = reactive(False, repaint=False, bindings=True)
    """True while a row is picked up."""

    @dataclass(eq=False)
    class Picked(Sent["PickList"]):
        """A row was chosen."""

        id: str

    @dataclass(eq=False)
    class Highlighted(Sent["PickList"]):
        """The cursor came to a row. Not a `Picked`: `on` would take the one for the other."""

        id: str

    @dataclass(eq=False)
    class Moved(Sent["PickList"]):
        """A row was put down at `new_index`, counted from 0 in the new order."""

        id: str
        new_index: int

    @dataclass(eq=False)
    class MoveEnded(Sent["PickList"]):
        """A picked-up row was put down where it was, or put back."""

    def __init__(
        self,
        rows: Sequence[PickRow] = (),
        *,
        empty: Words = "",
        max_lines: int = 2,
        movable: bool = False,
        shows: bool = False,
        enter: str = "Open",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`max_lines`: how many lines a text may take while the cursor is elsewhere.

        `enter`: what Enter does with a row, for the bar of keys.
        `movable`: alt and the arrows put the row under the cursor elsewhere; `shows`: the cursor's row is shown
        beside the list, and so has a quiet mark while the keys go elsewhere.
        """
        self._rows = list(rows)
        self._before_move: list[PickRow] = []
        self._max_lines, self._movable, self._shows, self._enter = max_lines, movable, shows, enter
        super().__init__(empty=empty, id=id, classes=classes)

    @property
    def row_count(self) -> int:
        return len(self._rows)

    @property
    def enter_does(self) -> str:
        """What Enter does now, for the bar of keys; "" when there is no row."""
        return "Put it down" if self.moving else self._enter if self._rows else ""

    @property
    def rows(self) -> tuple[PickRow, ...]:
        """The rows in the order they are shown."""
        return tuple(self._rows)

    @property
    def highlighted(self) -> str | None:
        """The id of the row under the cursor."""
        return self._rows[self.cursor].id if self._rows else None

    def set_rows(self, rows: Sequence[PickRow]) -> None:
        """Show these rows instead; the cursor stays on the row it was on, if that is still there."""
        kept = self.highlighted
        self._rows, self.moving = list(rows), False
        places = {row.id: place for place, row in enumerate(self._rows)}
        self.cursor = places.get(kept or "", self.cursor)
        self.redraw()

    def highlight(self, id: str) -> None:
        """Put the cursor on a row; an unknown id changes nothing."""
        for place, row in enumerate(self._rows):
            if row.id == id:
                self.cursor = place

    def pick_up(self) -> None:
        """Let the row under the cursor travel with the arrows until Enter or Esc."""
        if self._rows and not self.moving:
            self._before_move, self.moving = list(self._rows), True
            self.redraw()

    def draw_row(self, row: int, width: int, *, here: bool) -> list[Content]:
        entry = self._rows[row]
        words = Content.assemble(entry.main, " ", entry.how) if here and entry.how else entry.main
        kept = KEPT if self._shows and row == self.cursor else " "
        mark = Content.styled(f"{(_GRIP if self.moving else CURSOR) if here else kept} ", "bold $c-accent")
        note, under = one_line(entry.note).stylize("$c-muted"), Content("")
        limit = None if here else self._max_lines
        room = width - mark.cell_length
        if note.cell_length > width // 3 and one_line(words).cell_length + 2 + note.cell_length > room:
            note, under = Content(""), note
        beside = note.cell_length + 2 if note else 0
        style = "$s-cursor" if here else "bold" if entry.strong else ""
        mains = fitted_beside(words, room - beside, room, limit)
        mains = [main.stylize(style) if style else main for main in mains]
        lines = [spread(Content.assemble(mark, mains[0]), note, width)]
        lines += [Content.assemble("  ", main) for main in mains[1:]]
        for quiet, most in ((under, self._max_lines), (entry.sub, limit)):
            if quiet:
                lines += [Content.assemble("    ", sub) for sub in fitted(quiet, width - 4, most)]
        return lines

    def on_highlight(self) -> None:
        if self.highlighted is not None and not self.moving:
            self.post_message(self.Highlighted(self, self.highlighted))

    def action_step(self, step: int) -> None:
        if self.moving:
            self._carry(step)
        else:
            super().action_step(step)

    def action_jump(self, row: int) -> None:
        if self.moving:
            self._carry((row if row >= 0 else self.row_count - 1) - self.cursor)
        else:
            super().action_jump(row)

    def action_page(self, step: int) -> None:
        if not self.moving:
            super().action_page(step)

    def action_choose(self) -> None:
        if self.moving:
            self._put_down()
        elif self.highlighted is not None:
            self.post_message(self.Picked(self, self.highlighted))

    def action_put_back(self) -> None:
        carried = self.highlighted
        self._rows = self._before_move
        self.moving = False
        self.highlight(carried or "")
        self.redraw()
        self.post_message(self.MoveEnded(self))

    def action_shift(self, step: int) -> None:
        """Move the row one place at once: picked up, carried and put down in one key."""
        if self._rows and not self.moving:
            self.pick_up()
            self._carry(step)
            self._put_down()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc belongs to the screen unless a row is picked up."""
        if action == "shift":
            return self._movable
        return self.moving if action == "put_back" else True

    def on_click(self, event: events.Click) -> None:
        row = self.row_at(event.get_content_offset_capture(self).y)
        if row is None:
            return
        if self.moving:
            self._carry(row - self.cursor)
            self._put_down()
        else:
            self.cursor = row
            self.action_choose()

    def _carry(self, step: int) -> None:
        target = max(0, min(self.cursor + step, self.row_count - 1))
        if target != self.cursor:
            self._rows.insert(target, self._rows.pop(self.cursor))
            self.cursor = target

    def _put_down(self) -> None:
        self.moving = False
        self.redraw()
        carried = self._rows[self.cursor].id
        if [row.id for row in self._rows] == [row.id for row in self._before_move]:
            self.post_message(self.MoveEnded(self))
        else:
            self.post_message(self.Moved(self, carried, self.cursor))
