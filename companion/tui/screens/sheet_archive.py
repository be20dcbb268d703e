"""The part of the page of a sheet that puts it away, brings it back, or deletes it for good."""

from __future__ import annotations

from companion.domain.sheet import Sheet
from companion.errors import NothingThere
from companion.tui.messages import GoTo
from companion.tui.screens.dialog import Confirm
from companion.tui.screens.list_page import ListPage
from companion.tui.screens.sheet_words import day_of

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
