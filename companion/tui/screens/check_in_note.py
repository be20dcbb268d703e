"""A page with the note of a day: drafts of it while it is written, and the note itself at every leaving."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.widgets import TextArea

from companion.errors import CompanionError
from companion.tui.asking import StartedPage, Typing
from companion.tui.messages import Ask
from companion.tui.widgets.editors import NoteEditor

if TYPE_CHECKING:
    from companion.domain.checkin import CheckIn
    from companion.services.services import Services


class NotePage(StartedPage):
    """Base of the check-in page. Put `note` into the body; give `day`, then call `show_note`."""

    def __init__(self) -> None:
        super().__init__()
        self.day = date.min
        # Held, because it is asked for its words once more when the page is already coming apart.
        self.note = NoteEditor(placeholder="Optional. One line is plenty.", id="note")
        self._kept_note = ""
        """The note as stored, or as it was last asked to be."""

    def show_note(self, check_in: CheckIn | None) -> None:
        """Show the stored note, unless other words stand there: those are being written."""
        stored = check_in.note if check_in else ""
        if self.note.text == self._kept_note and stored != self._kept_note:
            self.note.load(stored)
            self._kept_note = stored

    @property
    def _draft_id(self) -> str:
        return f"check-in/{self.day.isoformat()}/note"

    def typing(self) -> tuple[Typing, ...]:
        if not self._is_underway():
            return ()
        line, column = self.note.caret
        before = sum(len(words) + 1 for words in self.note.text.split("\n")[:line])
        return (Typing(self._draft_id, self.note.text, before + column),)

    def _is_underway(self) -> bool:
        """True when the note differs from what is stored, or a draft is kept that may be old."""
        return self.note.text != self._kept_note or self.services.drafts.of(self._draft_id) is not None

    def offer_draft(self) -> None:
        draft = self.services.drafts.of(self._draft_id)
        if draft is None or draft.text == self._kept_note:
            return
        *above, line = draft.text[: draft.caret].split("\n")
        self.note.load(draft.text, (len(above), len(line)))
        self.note.focus()
        self.say_still_here(draft)

    @on(TextArea.Changed)
    def _show_what_is_written(self) -> None:
        """The note grows with its words; what was typed last stays in the window."""
        self.call_after_refresh(self.note.scroll_visible, animate=False)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        if event.widget is self.note:
            self.store_note()

    def on_screen_suspend(self) -> None:
        self.store_note()

    def on_unmount(self) -> None:
        self.store_note()

    def store_note(self, then: Callable[[], object] | None = None) -> None:
        """Have the note stored and its draft dropped, if it differs; then, in any case, call `then`."""
        if not self.companion.is_open:
            return  # locked: the app has kept a draft
        text, before, day, id, now = self.note.text, self._kept_note, self.day, self._draft_id, self.now()
        if text == before and not self._is_underway() and then is None:
            return
        self._kept_note = text

        def keep(services: Services) -> None:
            if text != before:
                services.check_ins.write_note(day, text, now=now)
            services.drafts.drop(id)

        def kept(result: object) -> None:
            if text != before:
                self.show_saved()
            if then is not None:
                then()

        def not_kept(error: CompanionError) -> None:
            self._kept_note = before
            self.show_problem(error)
            if then is not None and self.services.read_only:
                then()

        if self.is_running and self.is_attached:
            self.ask(keep, kept, not_kept)
        else:  # the page is on its way out, and so is what it posts: straight to the app
            self.app.post_message(Ask(self, keep, kept, not_kept))
