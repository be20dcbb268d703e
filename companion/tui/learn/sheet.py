"""A sheet to be read: what was asked and answered, what was kept from it, and the other times."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, Sheet
from companion.errors import NothingThere
from companion.tui.base.dialog import Confirm
from companion.tui.base.messages import GoTo
from companion.tui.base.record_list import ListPage
from companion.tui.base.visibility import WhoMaySee
from companion.tui.commands import key
from companion.tui.learn.sheet_rows import (
    ANSWER,
    BRING_BACK,
    CARRY_ON,
    DELETE,
    KEEP,
    KEPT,
    SHEET,
    Rows,
    SheetList,
    answer_words,
    archive_rows,
    day_of,
    is_here,
    other_times,
    place_of_kept,
    sheet_rows,
)
from companion.tui.plan import ARCHIVE, BACK
from companion.tui.widgets.card import Panel
from companion.tui.widgets.pick_list import PickList
from companion.tui.widgets.text import Words, say, styled, user_text

if TYPE_CHECKING:
    from companion.services.services import Services


STAYS = "What was kept from it stays where it is."


class SheetArchive(ListPage):
    """Of one sheet, in use or in the archive."""

    def __init__(self, sheet_id: str) -> None:
        super().__init__()
        self.sheet_id = sheet_id

    @property
    def sheet(self) -> Sheet | None:
        """The sheet as it is now; None when it is gone."""
        try:
            return self.services.sheets.sheet(self.sheet_id)
        except NothingThere:
            return None

    def way_back(self) -> GoTo:
        """Return the way to its exercise."""
        sheet = self.sheet
        return GoTo("learn", f"{sheet.pack_id}/{sheet.exercise_id}" if sheet else "")

    def ask_and_archive(self) -> None:
        """Put the sheet in the archive after a yes."""
        id, now = self.sheet_id, self.now()

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.ask(lambda s: s.sheets.archive(id, now=now), self.archived)

        if self.sheet is not None and self.sheet.archived_at is None:
            question = "Put this sheet in the archive?"
            self.app.push_screen(Confirm(question, "Archive it", "Keep it here", more=STAYS), confirmed)

    def bring_back(self) -> None:
        """Bring the sheet back from the archive."""
        id, now = self.sheet_id, self.now()
        self.ask(lambda s: s.sheets.restore(id, now=now), self.brought_back)

    def delete_for_good(self) -> None:
        """Delete the sheet for good after a yes, and leave."""
        id, now, sheet, back = self.sheet_id, self.now(), self.sheet, self.way_back()
        if sheet is not None:
            self.ask_and_delete(
                "Delete this sheet for good?",
                f"{sheet.title}, {day_of(sheet, now)}. {STAYS}",
                lambda s: s.sheets.delete(id, now=now),
                lambda _: self.post_message(back),
            )


class AnswerCard(WhoMaySee):
    """The question as it was asked, and the answer; the result names the answer by its key."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("This answer", answer.key, answer.audience)
        self._answer = answer

    def words(self) -> Iterable[Words]:
        yield styled(user_text(self._answer.question), "bold")
        if self._answer.asked.strip():
            yield styled(user_text(self._answer.asked), "$c-muted")
        yield answer_words(self._answer)


AGAIN = (
    "It has a new day when you finish it again. To keep this one as it is, press a and do the exercise anew."
)
GONE = "The exercise is not here any more. What you wrote in it is."
NONE_YET = "Nothing is answered here yet."
NOT_HERE = "That sheet is not here any more. Esc goes back to Learn."


class SheetPage(SheetArchive):
    """`at` is the id of a sheet, in use or in the archive."""

    TAB: ClassVar[str] = "learn"
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/sheet.tcss"
    CHANGES: ClassVar[frozenset[str]] = SheetArchive.CHANGES | {"take_out"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("again"),
        key("edit"),
        key("earlier", "others"),
        key("whole", show=False),
        key("archive"),
        key("back", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._in_archive = False
        self._is_done = True

    def body(self) -> Iterable[Widget]:
        yield Panel("", Static("", id="sheet-gone", classes="muted"), SheetList(id="sheet"), id="sheet-card")

    def focus_start(self) -> None:
        self._list.focus()

    @property
    def _list(self) -> SheetList:
        return self.query_one("#sheet", SheetList)

    @on(SheetList.Resized)
    def reload(self) -> None:
        sheet, now = self.sheet, self.now()
        card, gone = self.query_one("#sheet-card", Panel), self.query_one("#sheet-gone", Static)
        if sheet is None:
            card.title, card.hint = "A sheet", ""
            self._list.empty = NOT_HERE
            self._list.show(Rows())
            return
        self._is_done = sheet.done_at is not None
        self.refresh_bindings()
        self._in_archive = self._in_archive and bool(other_times(self.services, sheet, archived=True))
        show = archive_rows if self._in_archive else sheet_rows
        card.title = user_text(sheet.title)
        card.hint = "archive" if self._in_archive or sheet.archived_at else day_of(sheet, now)
        gone.display = not is_here(self.services, sheet)
        gone.update(GONE)
        self._list.empty = NONE_YET
        self._list.show(show(self.services, sheet, now, self._list.room))

    # The row under the cursor.

    def _here(self) -> tuple[str, str]:
        """Return what the cursor is on, and its id: ("answer", its key), ("keep", "")."""
        what, _, id = (self._list.highlighted or "").partition(" ")
        return what, id

    def _answer_here(self) -> Answer | None:
        what, key = self._here()
        return self.sheet.answer(key) if self.sheet is not None and what == ANSWER else None

    @on(PickList.Picked, "#sheet")
    def _picked(self) -> None:
        what, id = self._here()
        if what == SHEET:
            self.post_message(GoTo("sheet", id))
        elif what == KEEP:
            self.post_message(GoTo("keep", self.sheet_id))
        elif what == KEPT:
            self._open_kept(id)
        elif what in (ARCHIVE, BACK):
            self._in_archive = what == ARCHIVE
            self.reload()
            self._list.cursor = 0
        else:
            do = {CARRY_ON: self.action_edit, BRING_BACK: self.bring_back, DELETE: self.delete_for_good}
            do.get(what, self.action_whole)()

    def _open_kept(self, id: str) -> None:
        """Go to where a kept line stands."""
        line = next((line for line in self.services.keeping.kept(self.sheet_id) if line.kept.id == id), None)
        if line is not None and line.is_there:
            self.post_message(place_of_kept(self.services, line))

    def action_whole(self) -> None:
        answer = self._answer_here()
        if answer is not None:
            self.app.push_screen(AnswerCard(answer), self._audience_chosen)

    def _audience_chosen(self, chosen: tuple[str, Visibility] | None) -> None:
        if chosen is not None:
            (key, audience), id, now = chosen, self.sheet_id, self.now()
            self.ask(lambda s: s.sheets.mark(id, key, audience, now=now), self.changed)

    @on(SheetList.TakeOut)
    def _take_out(self) -> None:
        (_, kept_id), id, now = self._here(), self.sheet_id, self.now()
        self.ask(lambda s: s.keeping.take_out(id, kept_id, now=now), self._taken_out)

    def _taken_out(self, result: object) -> None:
        self.changed(result)
        self.say(say("Taken out. It is still in this sheet. [b]u[/] puts it back."))

    # The whole sheet.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One that is under way is carried on with, not done again."""
        return self._is_done or action != "again"

    def action_again(self) -> None:
        if (sheet := self._sheet_to_do()) is not None:
            self.post_message(GoTo("exercise", f"{sheet.pack_id}/{sheet.exercise_id}"))

    def action_edit(self) -> None:
        """Take the sheet up where it was left, or at the answer under the cursor; a finished one asks first."""
        sheet, answer, now = self._sheet_to_do(), self._answer_here(), self.now()
        if sheet is None:
            return

        def take_up(services: Services) -> None:
            if sheet.done_at is not None:
                services.sheets.open_again(sheet.id, now=now)
            if answer is not None:
                services.sheets.stand_at(sheet.id, answer.key, now=now)

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.ask(take_up, lambda _: self.post_message(GoTo("exercise", sheet.id)))

        if sheet.done_at is None:
            confirmed(True)
        else:
            question = "Take this sheet up again to change it?"
            self.app.push_screen(Confirm(question, "Take it up", "Leave it as it is", more=AGAIN), confirmed)

    def _sheet_to_do(self) -> Sheet | None:
        """Return the sheet if its exercise can be done from here; else say why not."""
        sheet = self.sheet
        if sheet is not None and sheet.archived_at is not None:
            self.say("It is in the archive. Bring it back first.")
        elif sheet is not None and is_here(self.services, sheet):
            return sheet
        return None

    def action_others(self) -> None:
        """Put the cursor on the other times through the exercise."""
        here = next((row.id for row in self._list.rows if row.id.startswith(f"{SHEET} ")), None)
        if here is None:
            self.say("There are no other times yet.")
        else:
            self._list.highlight(here)
            self._list.focus()

    def action_archive(self) -> None:
        if not self._in_archive:
            self.ask_and_archive()

    def archived(self, called: str) -> None:
        super().archived(called)
        self._list.cursor = 0

    def action_leave(self) -> None:
        if self._in_archive:
            self._in_archive = False
            self.reload()
        else:
            self.post_message(self.way_back())
