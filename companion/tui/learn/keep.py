"""Keep this: where each line of an exercise would go. Nothing goes anywhere that is not ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.sheet import Sheet
from companion.errors import NothingThere
from companion.tui.base.dialog import Confirm
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import StartedPage
from companion.tui.commands import key
from companion.tui.learn.answer_box import Entered
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.card import ActionButton, Heading, Panel
from companion.tui.widgets.text import content_of, say, styled, user_line
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList

if TYPE_CHECKING:
    from companion.services.learn.keeping import Candidate, KeptLine

ABOUT = (
    "Here is what you wrote, and where it would go. Tick what you want to keep. The rest stays in this sheet."
)
NOTHING_TICKED = "Nothing is ticked. Space ticks a line; esc leaves everything in the sheet."
NOTHING_TO_KEEP = (
    "None of these answers has somewhere to go. They stay in the sheet, and you can read them again."
)
ALL_THERE = "Everything that has somewhere to go is there already."


class KeepTicks(TickList):
    """Lines to keep; Enter keeps those that are ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "enter", "Keep it")]

    def action_enter(self) -> None:
        self.post_message(Entered())


class KeepPage(StartedPage):
    """`at` is a sheet's id, or that and "/together" while somebody sits beside the person."""

    TAB: ClassVar[str] = "learn"
    CHANGES = StartedPage.CHANGES | {"enter"}
    CSS_PATH = "../styles/exercise.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [key("leave")]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._sheet_id, _, together = at.partition("/")
        self._together = bool(together)
        self.STAYS_OPEN = self._together
        self._candidates: tuple[Candidate, ...] = ()
        self._sheet: Sheet | None = None

    def leads_on(self) -> bool:
        return not self._together and super().leads_on()

    def body(self) -> Iterable[Widget]:
        yield Heading(styled("Keep this", "bold"), id="title")
        yield Static(ABOUT, id="about", markup=False)
        yield Panel(
            "Where it would go",
            KeepTicks(id="keep-ticks", max_lines=4),
            keys="space ticks, enter keeps",
            id="keep-card",
        )
        yield Panel("There already", Bullets(id="there", max_lines=4), id="there-card")
        yield Static(NOTHING_TO_KEEP, id="nothing", markup=False)
        yield ActionButton("Read the sheet", "press enter", id="read")

    def reload(self) -> None:
        try:
            self._sheet = self.services.sheets.sheet(self._sheet_id)
            found = self.services.keeping.candidates(self._sheet_id, together=self._together)
        except NothingThere as error:
            found = ()
            self.query_one("#nothing", Static).update(user_line(str(error)))
        self._candidates = found
        if self._sheet is not None:
            self.query_one("#title", Heading).hint = user_line(self._sheet.title)
        ticks, there = self.query_one(KeepTicks), [c for c in self._candidates if c.is_there]
        ticks.set_items(self._groups(ticks.on_ids))
        self.query_one("#there", Bullets).show([content_of(user_line(c.place), ": ", c.text) for c in there])
        is_open = bool(ticks.row_count)
        self.query_one("#about").display = self.query_one("#keep-card").display = is_open
        self.query_one("#there-card").display = bool(there)
        nothing = self.query_one("#nothing", Static)
        nothing.display = self.query_one("#read").display = not is_open
        if there:
            nothing.update(ALL_THERE)

    def focus_start(self) -> None:
        ticks = self.query_one(KeepTicks)
        self.set_focus(ticks if ticks.row_count else self.query_one("#read"))

    def _groups(self, on: Sequence[str]) -> list[TickGroup]:
        """Return what can be kept, by the place it goes to."""
        places: dict[str, list[TickItem]] = {}
        for candidate in self._candidates:
            if not candidate.is_there:
                hint = "only me" if candidate.is_only_mine else ""
                item = TickItem(id=candidate.id, text=candidate.text, on=candidate.id in on, hint=hint)
                places.setdefault(candidate.place, []).append(item)
        return [TickGroup(heading=place, items=items) for place, items in places.items()]

    @on(Entered)
    def _entered(self) -> None:
        """Keep what is ticked, in one save; with somebody there it is asked first."""
        ids = self.query_one(KeepTicks).on_ids
        if not ids:
            self.say(NOTHING_TICKED)
        elif not self._together:
            self._keep(ids)
        else:
            places = _by_place([c.place for c in self._candidates if c.id in ids])
            question = f"Keep {_lines(len(ids))}?"

            def confirmed(yes: bool | None) -> None:
                if yes:
                    self._keep(ids)

            more = user_line(f"{places[0].upper()}{places[1:]}.")
            self.app.push_screen(
                Confirm(question, f"Keep {_lines(len(ids))}", "Not now", more=more), confirmed
            )

    def _keep(self, ids: Sequence[str]) -> None:
        sheet_id, new_ids, now = self._sheet_id, [self.new_id() for _ in ids], self.now()
        self.ask(lambda s: s.keeping.keep(sheet_id, ids, new_id=new_ids.pop, now=now), self._kept)

    def _kept(self, lines: Sequence[KeptLine]) -> None:
        self.show_saved()
        self.reload()
        self.focus_start()
        if lines:
            words = f"Kept {_lines(len(lines))}: {_by_place([line.place for line in lines])}."
            back = "it" if len(lines) == 1 else "them"
            self.say(content_of(user_line(words), say(f" [b]u[/] takes {back} back out.")))

    @on(ActionButton.Pressed, "#read")
    def _read(self) -> None:
        self.action_leave()

    def action_leave(self) -> None:
        """Go to the sheet, or back to the exercise while it is under way.

        While somebody sits there the sheet is not opened: it shows all that was answered.
        """
        if self._together and self._sheet is not None:
            self.post_message(GoTo("learn", f"{self._sheet.pack_id}/{self._sheet.exercise_id}"))
            return
        is_done = self._sheet is None or self._sheet.done_at is not None
        self.post_message(GoTo("sheet" if is_done else "exercise", self._sheet_id))


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _by_place(places: Sequence[str]) -> str:
    """Return "1 in Plan, Early signs; 2 in Next talk, to say"."""
    return "; ".join(f"{places.count(place)} in {place}" for place in dict.fromkeys(places))
