"""The check-in of one day: each answer is stored at once, nothing is filled in, and a blank is an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from companion.domain.days import day_meant
from companion.domain.plan import PlanLine
from companion.errors import CompanionError
from companion.tui.messages import GoTo
from companion.tui.screens.check_in_note import NotePage
from companion.tui.screens.check_in_parts import OtherDay, WhatHelps
from companion.tui.screens.check_in_words import (
    day_rows,
    moment_lines,
    question,
    scale_rows,
    tick_groups,
)
from companion.tui.screens.today import LEFT_BLANK, WRITTEN
from companion.tui.show import say
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.card import Card, Heading, Row
from companion.tui.widgets.scales import Scales
from companion.tui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from companion.services.services import Services

PRESS = "Press a number, or ← →"
NO_TICKS = "Small things that keep you steady can stand here. p opens your plan: see Every day."
NO_SIGNS = "Signs you notice first can stand here. p opens your plan: see Early signs."


class CheckInPage(NotePage):
    """`at` is the ISO day to fill in; "" is the day that is meant now."""

    TAB: ClassVar[str] = "check-in"
    CHANGES = NotePage.CHANGES | {"digit", "blank", "nudge", "put", "tick"}
    CSS_PATH = "../styles/check_in.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "what_helps", "What helps"),
        Binding("ctrl+s", "done", "Done", key_display="^S"),
        Binding("escape", "leave", "Leave", key_display="esc"),
        Binding("ctrl+z", "app.undo", "Undo", key_display="^Z"),
        Binding("y", "other_day", "Another day", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._signs: dict[str, PlanLine] = {}
        self._waiting = 0
        """How many answers were asked for and are not stored yet."""
        self._is_stale = False
        """True when the page is to be shown anew once nothing is waiting."""
        self._unsaved: dict[str, Callable[[Services], object]] = {}
        """What the disk refused, by the scale or line it is about, to be asked for again."""
        self._afterwards: Callable[[], object] | None = None
        """What is to happen once nothing is waiting."""

    def body(self) -> Iterable[Widget]:
        yield Heading("", "y another day", id="question")
        yield Card(PRESS, Scales(id="scales"), hint="a blank is fine", id="scales-card")
        signs = (TickList(id="signs", empty=NO_SIGNS), WhatHelps(id="what-helps"))
        yield Row(
            Card("What keeps me well", TickList(id="ticks", empty=NO_TICKS), id="ticks-card"),
            Card("Signs I noticed", *signs, id="signs-card"),
            id="lists",
        )
        yield Card("A few words", self.note, hint="only I see this unless I share it", id="note-card")
        yield Card("Also from that day", Bullets(id="moments", mark=""), id="moments-card")

    def choose_start(self) -> None:
        self.day = self._day_asked_for()
        self.query_one("#question", Heading).title = question(self.day, self.now())
        if self.services.read_only:
            self.note.read_only, self.note.can_focus = True, False

    def focus_start(self) -> None:
        self.query_one("#scales").focus()

    def _day_asked_for(self) -> date:
        days = self._days()
        return next((day for day in days if day.isoformat() == self._at), day_meant(self.now()))

    def _days(self) -> tuple[date, ...]:
        """The days that can be filled in: after midnight, the new one as well."""
        offered, now = self.services.check_ins.days_offered(self.now()), self.now()
        return offered if now.date() in offered else (now.date(), *offered)

    def reload(self) -> None:
        # What is still on its way to the vault stands on the screen and not in the services.
        self._is_stale = bool(self._waiting)
        if self._is_stale:
            return
        form = self.services.check_ins.form(self.day)
        ticked = form.check_in.ticked if form.check_in else ()
        noticed = form.check_in.noticed if form.check_in else ()
        self.query_one("#scales", Scales).set_rows(scale_rows(form))
        self.query_one("#ticks", TickList).set_items(tick_groups(form.ticks, ticked))
        self.query_one("#signs", TickList).set_items(tick_groups(form.signs, noticed))
        self.query_one("#signs-card", Card).hint = "o what helps" if form.signs else ""
        self._signs = {line.id: line for group in form.signs for line in group.lines}
        self.show_note(form.check_in)
        moments = self.services.check_ins.moments_on(self.day)
        self.query_one("#moments", Bullets).show(moment_lines(moments, form.scales))
        self.query_one("#moments-card").display = bool(moments)

    # Answers.

    @on(Scales.Answered)
    def _answered(self, message: Scales.Answered) -> None:
        day, scale, value, now = self.day, message.scale_id, message.value, self.now()
        self._store(scale, lambda s: s.check_ins.answer(day, scale, value, now=now))

    @on(TickList.Toggled, "#ticks")
    def _ticked(self, message: TickList.Toggled) -> None:
        day, line, ticked, now = self.day, message.id, message.on, self.now()
        self._store(line, lambda s: s.check_ins.tick(day, line, ticked, now=now))

    @on(TickList.Toggled, "#signs")
    def _noticed(self, message: TickList.Toggled) -> None:
        day, line, noticed, now = self.day, message.id, message.on, self.now()
        self._store(line, lambda s: s.check_ins.notice(day, line, noticed, now=now))

    def _store(self, about: str, do: Callable[[Services], object]) -> None:
        """Ask for `do`; a newer answer about the same scale or line takes the place of one refused."""
        self._unsaved.pop(about, None)
        self._waiting += 1

        def not_stored(error: CompanionError) -> None:
            if self.services.read_only:
                self._is_stale = True  # what was refused does not stand there as if it were stored
            else:
                self._unsaved.setdefault(about, do)
            self.show_problem(error)
            self._one_less()

        self.ask(do, self._stored, not_stored)

    def _stored(self, result: object) -> None:
        self.show_saved()
        self._store_refused()
        self._one_less()

    def _one_less(self) -> None:
        self._waiting -= 1
        if self._is_stale:
            self.reload()
        if self._afterwards is not None and not self._waiting:
            self._afterwards()

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        return () if self.services.read_only else tuple(self._unsaved.values())

    def _store_refused(self) -> None:
        for about, do in tuple(self._unsaved.items()):
            self._store(about, do)

    @on(Scales.RowChanged)
    def _scale_changed(self, message: Scales.RowChanged) -> None:
        row = message.row
        words = say("$name: 0 $low, 10 $high", name=row.name, low=row.low, high=row.high)
        self.query_one("#scales-card", Card).title = PRESS if message.words_shown else words

    # Leaving, another day, what helps.

    def action_done(self) -> None:
        """Leave once everything is stored, with a word of thanks where something was written."""
        self._go(self._thanks)

    def action_leave(self) -> None:
        """One step back: close what is open on the page, else leave it."""
        if self.query_one(WhatHelps).is_open:
            self._close_what_helps()
        else:
            self._go(lambda: "")

    def _go(self, with_words: Callable[[], str]) -> None:
        """Go to Today once everything is stored; what cannot be stays on the screen, and so do we."""

        def stored() -> None:
            self._afterwards = stored if self._waiting else None
            if not self._waiting and (not self._unsaved or self.services.read_only):
                self.post_message(GoTo("today", with_words()))

        self._store_refused()
        self.store_note(then=stored)

    def _thanks(self) -> str:
        check_in = self.services.check_ins.on(self.day)
        return LEFT_BLANK if check_in is None or check_in.is_blank else WRITTEN

    def action_other_day(self) -> None:
        """Choose one of the days that can be filled in."""
        rows = day_rows(self.services.check_ins, self._days(), self.now())
        self.app.push_screen(OtherDay(rows, self.day.isoformat()), self._day_chosen)

    def _day_chosen(self, day: str | None) -> None:
        if day and day != self.day.isoformat():
            self.post_message(GoTo("check-in", day))

    def action_what_helps(self) -> None:
        """Open what helps with the sign under the cursor, or close it again."""
        signs = self.query_one("#signs", TickList)
        if self.query_one(WhatHelps).is_open:
            self._close_what_helps()
        elif signs.highlighted in self._signs:
            self._open_what_helps(signs.highlighted)

    def _open_what_helps(self, sign: str | None) -> None:
        if sign in self._signs:
            helps = self.query_one(WhatHelps)
            helps.open(self._signs[sign])
            self.query_one("#signs-card").add_class("-open")
            helps.call_after_refresh(helps.scroll_visible, animate=False)
            self.call_after_refresh(self.query_one("#signs", TickList).show_cursor_row)

    def _close_what_helps(self) -> None:
        helps = self.query_one(WhatHelps)
        if helps.has_focus:
            self.query_one("#signs").focus()
        helps.close()
        self.query_one("#signs-card").remove_class("-open")

    @on(TickList.Highlighted, "#signs")
    def _sign_changed(self, message: TickList.Highlighted) -> None:
        if self.query_one(WhatHelps).is_open:
            self._open_what_helps(message.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hints for what can be done from the box the cursor is in."""
        if action == "what_helps":
            return self.focused is not None and self.focused.id in ("signs", "what-helps")
        return True
