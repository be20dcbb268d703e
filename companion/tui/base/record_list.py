"""Lines written in place: stored when entered, kept as drafts until then, held when the disk refuses them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on

from companion.domain.settings import Draft
from companion.errors import CompanionError, NothingThere
from companion.services.core.undo import quoted
from companion.tui.base.dialog import Confirm
from companion.tui.base.screen import StartedPage, Typing
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from companion.tui.widgets.text import Words, say

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class ListPage(StartedPage):
    """What such pages say and do after each change."""

    def changed(self, result: object) -> None:
        """Show that it is saved, and how things are now."""
        self.show_saved()
        self.reload()

    def archived(self, result: object) -> None:
        """Show it, and say how it comes back."""
        self.changed(result)
        self.say(say("In the archive. [b]u[/] brings it back."))

    def brought_back(self, result: object) -> None:
        """Show it, and say so."""
        self.changed(result)
        self.say("Back where it was.")

    def ask_and_delete(
        self,
        question: str,
        named: Words,
        delete: Callable[[Services], object],
        then: Callable[[object], object] | None = None,
    ) -> None:
        """Delete for good what is `named` under the `question`, after a yes; then show how things are now."""

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.ask(delete, then or self.changed)

        self.app.push_screen(Confirm(question, "Delete it", "Keep it", more=named), confirmed)

    def pick_up(self, rows: PickList) -> None:
        """Let the row under the cursor travel, and say how."""
        rows.pick_up()
        self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved)
    @on(PickList.MoveEnded)
    def _put_down(self) -> None:
        self.say("")


NOT_LINES = {"new-contact"}
"""Drafts the plain mode keeps in the same places, of other things than lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """A line as it was typed, and where it belongs."""

    place: str
    """As drafts are named: "plan/early", "talk/say", "safety/2"."""
    line_id: str
    """The line it changes; of a new line, what tells its draft from the others of the place."""
    text: str
    what_helps: str = ""
    caret: int = 0
    is_entered: bool = True
    """False: the person stopped, so that it is kept as a draft and not as a line."""

    @property
    def draft(self) -> str:
        """The id of its draft, by which it is known in the outbox too."""
        return f"{self.place}/{self.line_id}"


class LineDrafts(ListPage):
    """Base of the pages with a `LineForm`. Words typed in one are in it, in the vault, or in the outbox.

    A page gives `place_of`, `form_at`, `list_beside`, `kept_words` and `store_line`.
    """

    def place_of(self, form: LineForm) -> str:
        """Return the place of what is written in `form`."""
        raise NotImplementedError

    def form_at(self, place: str) -> LineForm | None:
        """Return the form of a place, if the page shows it now."""
        raise NotImplementedError

    def list_beside(self, form: LineForm) -> PickList:
        """Return the list its lines stand in."""
        raise NotImplementedError

    def kept_words(self, line_id: str) -> tuple[str, str]:
        """Return a line, and what helps with it, as they are stored. Raises NothingThere."""
        raise NotImplementedError

    def store_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        """Change the line in the vault, or add it if its `line_id` is empty. Raises CompanionError."""
        raise NotImplementedError

    def turn_to(self, place: str) -> None:
        """Show a place, if it is one of this page."""

    def _kept(self, line_id: str) -> tuple[str, str] | None:
        """Return the stored words of a line; None for a new one."""
        try:
            return self.kept_words(line_id) if line_id else None
        except NothingThere:
            return None

    # Opening.

    def offer_draft(self) -> None:
        for draft in self.services.drafts.all():
            place, _, line_id = draft.id.rpartition("/")
            if not draft.text.strip() or line_id in NOT_LINES:
                continue
            self.turn_to(place)
            if (form := self.form_at(place)) is not None:
                self._open(form, line_id, draft.text, caret=draft.caret)
                self.say_still_here(draft)
                return

    def write_line(self, form: LineForm, line_id: str) -> None:
        """Open `form` for a line, or a new one (""), with the words that wait for it or those it has."""
        is_new = self._kept(line_id) is None
        if form.display and is_new == (self._kept(form.line_id) is None) and line_id in ("", form.line_id):
            form.take_focus()
            return
        if form.display:
            self.stop_line(form)
        place = self.place_of(form)
        line = self._unstored(place, "" if is_new else line_id)
        if line is not None:
            self.outbox.take(line.draft)
            self._open(form, line.line_id, line.text, line.what_helps)
            return
        draft = self._draft_for(place, line_id)
        if draft is None:
            self._open(form, line_id or self.new_id())
        else:
            self._open(form, draft.id.rpartition("/")[2], draft.text, caret=draft.caret)
            self.say_still_here(draft)

    def write_from(self, form: LineForm, text: str) -> None:
        """Open `form` for a new line that begins with `text`; a draft of another new line stays."""
        if form.display:
            self.stop_line(form)
        self._open(form, self.new_id(), text)

    def _unstored(self, place: str, line_id: str) -> WrittenLine | None:
        """Return the words of a line, or of a new one (""), that are in no box and not on their way to a line."""
        for line in self.outbox.items(WrittenLine):
            is_meant = line.line_id == line_id or (not line_id and self._kept(line.line_id) is None)
            is_on_its_way = line.is_entered and self.outbox.is_under_way(line.draft)
            if line.place == place and is_meant and line.text.strip() and not is_on_its_way:
                return line
        return None

    def _draft_for(self, place: str, line_id: str) -> Draft | None:
        """Return the draft of a line; for a new line, the newest of those that belong to none."""
        for draft in self.services.drafts.all():
            where, _, which = draft.id.rpartition("/")
            if where != place or not draft.text.strip() or self.outbox.is_under_way(draft.id):
                continue
            is_new = which not in NOT_LINES and self._kept(which) is None
            if which == line_id or (is_new and not line_id):
                return draft
        return None

    def _open(
        self,
        form: LineForm,
        line_id: str,
        text: str | None = None,
        what_helps: str | None = None,
        caret: int | None = None,
    ) -> None:
        """Open `form`; words given here come before those of the line."""
        kept, kept_helps = self._kept(line_id) or ("", "")
        form.open(
            line_id,
            text=kept if text is None else text,
            original=kept,
            what_helps=kept_helps if what_helps is None else what_helps,
            original_helps=kept_helps,
            caret=caret,
        )
        self.add_class("-writing")

    # Entering.

    @on(LineForm.Done)
    def _line_entered(self, message: LineForm.Done) -> None:
        form, line_id = message.form, message.line_id
        place = self.place_of(form)
        text = message.text
        self._store(
            WrittenLine(
                place=place, line_id=line_id, text=text, what_helps=message.what_helps, caret=len(text)
            )
        )
        if self._kept(line_id) is None:
            form.open(self.new_id())
        else:
            self._close(form)
            self.list_beside(form).focus()

    def _store(self, line: WrittenLine) -> None:
        now, new_id = self.now(), self.new_id()
        named = line if self._kept(line.line_id) is not None else replace(line, line_id="")

        def keep(services: Services) -> None:
            self.store_line(services, named, new_id=new_id, now=now)
            services.drafts.drop(line.draft)

        self._put(line, keep, self.changed)

    def _put(
        self,
        line: WrittenLine,
        do: Callable[[Services], None],
        then: Callable[[object], object] | None = None,
    ) -> None:
        typed = Typing(line.draft, line.text, line.caret)
        self.outbox.put(line.draft, do, then, partial(self._put_back, line), item=line, draft=typed)

    def _put_back(self, line: WrittenLine, error: CompanionError) -> None:
        """Give refused words back to the form; the outbox holds them while others stand or are typed there."""
        form = self.form_at(line.place)
        is_free = form is not None and not form.holds_words and self.companion.keys.is_empty
        if form is not None and is_free and line.is_entered:
            self.outbox.take(line.draft)
            self._open(form, line.line_id, line.text, line.what_helps)
        elif not line.text.strip():
            self.outbox.take(line.draft)
        self.show_problem(error)

    def show_problem(self, error: CompanionError) -> None:
        super().show_problem(error)
        if held := self.outbox.held(WrittenLine):
            words = ", ".join(quoted(line.text) for line in held)
            self.say(f"{error} Still to be kept: {words}", kind="problem")

    # Stopping.

    @on(LineForm.Stopped)
    def _line_stopped(self, message: LineForm.Stopped) -> None:
        self.stop_line(message.form)
        self.list_beside(message.form).focus()

    def stop_line(self, form: LineForm) -> None:
        """Close `form` if it is open; new words are kept as a draft, and without any there is no draft."""
        if not form.display:
            return  # what it was last open for is none of its business any more
        text, caret = form.text if form.has_new_words else "", form.caret
        line = WrittenLine(
            place=self.place_of(form),
            line_id=form.line_id,
            text=text,
            what_helps=form.what_helps,
            caret=caret,
            is_entered=False,
        )
        self._close(form)
        if not self.services.read_only:
            now = self.now()
            self._put(line, lambda s: s.drafts.keep(line.draft, text, caret, now=now))

    def _close(self, form: LineForm) -> None:
        form.close()
        self.set_class(any(other.display for other in self.query(LineForm)), "-writing")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        self.call_after_refresh(self._close_what_was_left)

    def _close_what_was_left(self) -> None:
        """Close a form the cursor has left with nothing written in it."""
        if self.focused is None:  # another window has the keys now
            return
        for form in self.query(LineForm):
            if form.display and form.is_untouched and form not in self.focused.ancestors:
                self.stop_line(form)

    def boxes(self) -> tuple[Typing, ...]:
        forms = [form for form in self.query(LineForm) if form.has_new_words]
        return tuple(Typing(f"{self.place_of(form)}/{form.line_id}", form.text, form.caret) for form in forms)
