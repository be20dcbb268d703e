"""Pages over lists: what is done with a record of one, and lines written in place.

A line is stored when entered, kept as a draft until then, and held when the disk refuses it. Of several lines that
were pasted into the box for one it is asked what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.binding import Binding

from companion.domain.plan import Visibility
from companion.domain.settings import Draft
from companion.domain.text import clean_line
from companion.errors import CompanionError, NothingThere
from companion.services.core.collection import Archivable, Collection, OrderedCollection
from companion.services.core.undo import quoted
from companion.services.wording import VISIBILITY
from companion.tui.base.dialog import Confirm
from companion.tui.base.pick import BRING_BACK, PickDialog, PickFromArchive
from companion.tui.base.screen import StartedPage, Typing
from companion.tui.commands import capital, key
from companion.tui.widgets.line_form import LineForm, words_in, words_of
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, say
from companion.words import say_count, say_many

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


LINE_KEYS = (key("add"), key("edit"), key("move"), key("archive"))
"""What every page with lines of the person's binds, in the order of the footer."""

SHARED_LINE_KEYS = (
    key("add"),
    key("edit"),
    Binding("1", "audience('me')", "Who sees", key_display="1 2 3"),
    Binding("2", "audience('ask')", "Ask me first", show=False),
    Binding("3", "audience('team')", "My team", show=False),
    key("archive"),
    key("move"),
)
"""The same where lines may stand on a page for others: 1 is for me alone, 2 ask me first, 3 my team."""


class ListPage(StartedPage):
    """What such pages say and do after each change."""

    def changed(self, result: object) -> None:
        """Show that it is saved, and how things are now."""
        self.show_saved()
        self.reload()

    def archived(self, called: str) -> None:
        """Show it, name what was put away, and say how it comes back."""
        self.changed(called)
        self.say(say("In the archive: $what. [b]u[/] brings it back.", what=called))

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What stands in a list: where it is kept, and how it is named once it is put away."""

    name: str
    """What the archive's answer calls it: "line", "course"."""
    of: Callable[[Services], Collection[Any]]
    called: Callable[[Any], Words]
    """A record in the archive, and under the question."""
    note: Callable[[Any], Words] = lambda record: ""
    """What the archive says beside it."""
    question: str = ""
    """What is asked before one is deleted for good; empty where the page's archive only brings back."""
    archived: Callable[[Services], Iterable[Any]] | None = None
    """Those in the archive, where the page has an order of its own for them."""
    words: tuple[str, ...] = ("text",)
    """What of a line is written in its form."""

    def in_archive(self, services: Services) -> tuple[Any, ...]:
        """Return the records in the archive, as they are listed there."""
        return tuple(self.archived(services) if self.archived else self.of(services).archived())


class RecordLists(ListPage):
    """Base of the pages with lists of records: put in order, put away, brought back, deleted for good."""

    LISTS: Mapping[str, Listed] = {}
    """What stands in each list, by the list's id; the first is meant where none has the cursor."""

    def list_of(self, id: str) -> PickList:
        """Return one of the lists."""
        return self.query_one(f"#{id}", PickList)

    def list_here(self) -> PickList:
        """Return the list the cursor is in."""
        lists = [self.list_of(id) for id in self.LISTS]
        return next((rows for rows in lists if rows.has_focus), lists[0])

    def record_here(self) -> Archivable | None:
        """Return the record the cursor is on; None on a row that is something else, or in the archive."""
        rows = self.list_here()
        try:
            record: Archivable = self._listed(rows).of(self.services).get(rows.highlighted or "")
        except NothingThere:
            return None
        return record if record.archived_at is None else None

    def _listed(self, rows: PickList) -> Listed:
        return self.LISTS[rows.id or ""]

    def action_move(self) -> None:
        rows = self.list_here()
        is_ordered = isinstance(self._listed(rows).of(self.services), OrderedCollection)
        if is_ordered and self.record_here() is not None:
            self.pick_up(rows)

    @on(PickList.Moved)
    def _row_moved(self, message: PickList.Moved) -> None:
        listed = self._listed(message.control)
        self.ask(self.moving(listed, message.id, message.new_index), self.changed)

    def moving(self, listed: Listed, id: str, index: int) -> Callable[[Services], object]:
        """Return what puts a record at place `index` of its list."""
        now = self.now()

        def move(services: Services) -> None:
            records = listed.of(services)
            if isinstance(records, OrderedCollection):
                records.move(id, index, now=now)

        return move

    def action_archive(self) -> None:
        if (record := self.record_here()) is not None:
            self.put_away(self._listed(self.list_here()), record)

    def put_away(self, listed: Listed, record: Archivable) -> None:
        """Put a record into the archive."""
        id, now = record.id, self.now()
        self.ask(lambda s: listed.of(s).archive(id, now=now), self.archived)

    # The archive.

    def in_archive(self) -> list[tuple[Listed, Any]]:
        """Return what is in the archive, a kind at a time."""
        kinds = dict.fromkeys(self.LISTS.values())
        return [(listed, each) for listed in kinds for each in listed.in_archive(self.services)]

    def archive_words(self) -> str:
        """Return how much there is in the archive, or nothing."""
        count = len(self.in_archive())
        return f"{count} in the archive: o opens it." if count else ""

    def action_archived(self) -> None:
        self.open_archive()

    def open_archive(self, at: str = "") -> None:
        """List what is in the archive; `at` is the record the cursor starts on."""
        rows = [
            PickRow(id=f"restore {listed.name} {each.id}", main=listed.called(each), note=listed.note(each))
            for listed, each in self.in_archive()
        ]
        if not rows:
            return
        here = next((row.id for row in rows if at and row.id.endswith(f" {at}")), "")
        can_delete = any(listed.question for listed in self.LISTS.values())
        archive = (
            PickFromArchive(rows, at=here)
            if can_delete
            else PickDialog(
                "In the archive", rows, "enter brings it back   esc closes", enter=BRING_BACK, at=here
            )
        )
        self.app.push_screen(archive, self._archive_answered)

    def _archive_answered(self, answer: str | None) -> None:
        do, name, id = (answer or "  ").split(" ", 2)
        for listed in self.LISTS.values():
            if listed.name == name:
                (self.ask_delete if do == "delete" else self.bring_back)(listed, id)
                return

    def bring_back(self, listed: Listed, id: str) -> None:
        """Take a record out of the archive."""
        now = self.now()
        self.ask(
            lambda s: listed.of(s).restore(id, now=now),
            lambda _: self.brought_back(listed.of(self.services).get(id)),
        )

    def ask_delete(self, listed: Listed, id: str) -> None:
        """Delete a record for good, after a yes."""
        now, named = self.now(), listed.called(listed.of(self.services).get(id))
        self.ask_and_delete(listed.question, named, lambda s: listed.of(s).delete(id, now=now))


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
    more: tuple[str, ...] = ()
    """Lines that come after it, pasted together with it."""
    is_entered: bool = True
    """False: the person stopped, so that it is kept as a draft and not as a line."""

    @property
    def words(self) -> str:
        """What is kept as its draft."""
        return words_in(" ".join((self.text, *self.more)), self.what_helps)

    @property
    def where(self) -> str:
        """The place without the page: "early", "say", "2"."""
        return self.place.partition("/")[2]

    @property
    def draft(self) -> str:
        """The id of its draft."""
        return f"{self.place}/{self.line_id}"

    @property
    def key(self) -> str:
        """What the outbox knows it by: a draft never takes the place of what was entered."""
        return entered(self.draft) if self.is_entered else self.draft


def entered(draft: str) -> str:
    """Return what the outbox knows the line of a draft by, once it was entered."""
    return f"{draft} entered"


class LineDrafts(RecordLists):
    """Base of the pages with a `LineForm`. Words typed in one are in it, in the vault, or in the outbox.

    A page gives `LINES`, `place_of` and `add_line`, and has each form in the panel of its list. What its keys do where
    something else stands in a list (`action_add`, `action_edit`), and what Enter on a row does, it says itself.
    """

    LINES: Listed
    """The lines that are written in the forms."""

    def place_of(self, form: LineForm) -> str:
        """Return the place of what is written in `form`."""
        raise NotImplementedError

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        """Add a new line to the vault. Raises CompanionError."""
        raise NotImplementedError

    def turn_to(self, place: str) -> None:
        """Show a place, if it is one of this page."""

    def form_at(self, place: str) -> LineForm | None:
        """Return the form of a place, if the page shows it now."""
        return next((form for form in self.query(LineForm) if self.place_of(form) == place), None)

    def form_beside(self, rows: PickList) -> LineForm:
        """Return the form the lines of a list are written in."""
        return next(each for each in rows.siblings if isinstance(each, LineForm))

    def list_beside(self, form: LineForm) -> PickList:
        """Return the list its lines stand in."""
        return next(each for each in form.siblings if isinstance(each, PickList))

    def _kept(self, line_id: str) -> tuple[str, str] | None:
        """Return a line, and what helps with it, as they are stored; None for a new one."""
        try:
            line = self.LINES.of(self.services).get(line_id)
        except NothingThere:
            return None
        return line.text, getattr(line, "what_helps", "")

    def audience_chosen(self, chosen: tuple[str, Visibility] | None) -> None:
        """Store who may see a line."""
        if chosen is not None:
            (id, audience), now = chosen, self.now()
            self.ask(lambda s: self.LINES.of(s).edit(id, audience=audience, now=now), self.changed)

    def action_audience(self, who: str) -> None:
        """Say who may see the line under the cursor."""
        record, visibility = self.record_here(), Visibility(who)
        if record is None or self._listed(self.list_here()) is not self.LINES:
            return
        words, now, id = VISIBILITY[visibility], self.now(), record.id

        def stored(result: object) -> None:
            self.changed(result)
            self.say(f"{capital(words.note)}: {words.meaning}.")

        self.ask(lambda s: self.LINES.of(s).edit(id, audience=visibility, now=now), stored)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who may see is said of a line alone."""
        if action != "audience":
            return super().check_action(action, parameters)
        rows = self.focused
        return isinstance(rows, PickList) and self.LISTS.get(rows.id or "") is self.LINES and bool(rows.rows)

    # Opening.

    def action_add(self) -> None:
        self.write_line(self.form_beside(self.list_here()), "")

    def action_edit(self) -> None:
        if (record := self.record_here()) is not None:
            self.write_line(self.form_beside(self.list_here()), record.id)

    def offer_draft(self) -> None:
        for draft in self.services.drafts.all():
            place, _, line_id = draft.id.rpartition("/")
            if not draft.text.strip() or line_id in NOT_LINES:
                continue
            self.turn_to(place)
            if (form := self.form_at(place)) is not None:
                self._offer(form, draft, line_id)
                return

    def _offer(self, form: LineForm, draft: Draft, line_id: str) -> None:
        """Say which words wait, with the cursor where one key goes on with them; a letter pressed now is a command."""
        rows = self.list_beside(form)
        is_new = self._kept(line_id) is None
        if not is_new and line_id not in {row.id for row in rows.rows}:
            self._open_draft(form, draft)  # a line put away since: no key leads to it
            return
        rows.highlight(line_id)
        rows.focus()
        self.say_still_here(draft, goes_on="a" if is_new else "e")

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
            self.outbox.take(line.key)
            self._open(form, line.line_id, " ".join((line.text, *line.more)), line.what_helps)
            return
        draft = self._draft_for(place, line_id)
        if draft is None:
            self._open(form, line_id or self.new_id())
        else:
            self._open_draft(form, draft)

    def write_from(self, form: LineForm, text: str) -> None:
        """Open `form` for a new line that begins with `text`; a draft of another new line stays."""
        if form.display:
            self.stop_line(form)
        self._open(form, self.new_id(), text)

    def _unstored(self, place: str, line_id: str) -> WrittenLine | None:
        """Return the words of a line, or of a new one (""), that are in no box and not on their way to a line."""
        for line in self.outbox.items(WrittenLine):
            is_meant = line.line_id == line_id or (not line_id and self._kept(line.line_id) is None)
            is_on_its_way = line.is_entered and self.outbox.is_under_way(line.key)
            if line.place == place and is_meant and line.words.strip() and not is_on_its_way:
                return line
        return None

    def _draft_for(self, place: str, line_id: str) -> Draft | None:
        """Return the draft of a line; for a new line, the newest of those that belong to none."""
        for draft in self.services.drafts.all():
            where, _, which = draft.id.rpartition("/")
            is_on_its_way = any(map(self.outbox.is_under_way, (draft.id, entered(draft.id))))
            if where != place or not draft.text.strip() or is_on_its_way:
                continue
            is_new = which not in NOT_LINES and self._kept(which) is None
            if which == line_id or (is_new and not line_id):
                return draft
        return None

    def _open_draft(self, form: LineForm, draft: Draft) -> None:
        text, what_helps = words_of(draft.text) if form.with_helps else (draft.text, None)
        self._open(form, draft.id.rpartition("/")[2], text, what_helps, draft.caret)
        self.say_still_here(draft)

    def _open(
        self,
        form: LineForm,
        line_id: str,
        text: str | None = None,
        what_helps: str | None = None,
        caret: int | None = None,
    ) -> None:
        """Open `form`; words given here come before those of the line."""
        self.begin()
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
        self._enter(message.form, (message.text,))

    @on(LineForm.Several)
    def _several_pasted(self, message: LineForm.Several) -> None:
        """Ask whether they are lines of their own; whatever the answer, the words are in the box until then."""
        form, count = message.form, say_many(len(message.lines))
        rows = [PickRow(id="many", main=f"{count} lines"), PickRow(id="one", main="One line")]

        def answered(answer: str | None) -> None:
            is_as_it_was = form.display and (form.line_id, form.text) == (message.line_id, message.text)
            if answer is not None and is_as_it_was:
                self._enter(form, message.lines if answer == "many" else (clean_line(form.text),))

        hint = "enter keeps them so   esc leaves the words in the box"
        self.app.push_screen(PickDialog(f"{count} lines or one?", rows, hint, enter="Keep them so"), answered)

    def _enter(self, form: LineForm, lines: tuple[str, ...]) -> None:
        """Store what stands in `form`, as one line or as several, and go on to the next or back to the list."""
        self.begin()
        line_id, place = form.line_id, self.place_of(form)
        text, *more = lines
        self._store(
            WrittenLine(
                place=place,
                line_id=line_id,
                text=text,
                what_helps=form.what_helps,
                caret=len(text),
                more=tuple(more),
            )
        )
        if self._kept(line_id) is None:
            form.open(self.new_id())
        else:
            self._close(form)
            self.list_beside(form).focus()

    def _store(self, line: WrittenLine) -> None:
        now, new_id = self.now(), self.new_id()
        new_ids = [self.new_id() for _ in line.more]
        is_new = self._kept(line.line_id) is None

        def keep_first(services: Services) -> None:
            if is_new:
                self.add_line(services, line, new_id=new_id, now=now)
            else:
                words = {word: getattr(line, word) for word in self.LINES.words}
                self.LINES.of(services).edit(line.line_id, now=now, **words)

        def keep(services: Services) -> None:
            if line.more:
                with services.undo.change(f"added {say_count(1 + len(line.more), 'line')}"):
                    keep_first(services)
                    self._add_below(services, line, new_id if is_new else line.line_id, new_ids, now)
            else:
                keep_first(services)
            services.drafts.drop(line.draft)

        self._put(line, keep, self.changed)

    def _add_below(
        self, services: Services, line: WrittenLine, above: str, new_ids: Sequence[str], now: datetime
    ) -> None:
        """Add what was pasted with a line under it, in order."""
        records = self.LINES.of(services)
        for new_id, text in zip(new_ids, line.more, strict=True):
            self.add_line(services, replace(line, text=text, what_helps="", more=()), new_id=new_id, now=now)
            if isinstance(records, OrderedCollection):
                places = [record.id for record in records.beside(new_id)]
                if above in places and places.index(new_id) != places.index(above) + 1:
                    records.move(new_id, places.index(above) + 1, now=now)
            above = new_id

    def _put(
        self,
        line: WrittenLine,
        do: Callable[[Services], None],
        then: Callable[[object], object] | None = None,
    ) -> None:
        typed = Typing(line.draft, line.words, line.caret)
        self.outbox.put(line.key, do, then, partial(self._put_back, line), item=line, draft=typed)

    def _put_back(self, line: WrittenLine, error: CompanionError) -> None:
        """Give refused words back to the form; the outbox holds them while others stand or are typed there.

        Several lines it holds anyway: in the box they would be one.
        """
        form = self.form_at(line.place)
        is_free = form is not None and not form.holds_words and self.companion.keys.is_empty
        if form is not None and is_free and line.is_entered and not line.more:
            self.outbox.take(line.key)
            self._open(form, line.line_id, line.text, line.what_helps)
        elif not line.words.strip():
            self.outbox.take(line.key)
        self.show_problem(error)

    def show_problem(self, error: CompanionError) -> None:
        super().show_problem(error)
        if held := self.outbox.held(WrittenLine):
            words = ", ".join(quoted(line.text or line.what_helps) for line in held)
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
        self.begin()
        is_new = form.has_new_words
        line = WrittenLine(
            place=self.place_of(form),
            line_id=self._written_as(form),
            text=form.text if is_new else "",
            what_helps=form.what_helps if is_new else "",
            caret=form.caret,
            is_entered=False,
        )
        self._close(form)
        if not self.services.read_only:
            now = self.now()
            self._put(line, lambda s: s.drafts.keep(line.draft, line.words, line.caret, now=now))

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
            if form.display and not form.has_new_words and form not in self.focused.ancestors:
                self.stop_line(form)

    def boxes(self) -> tuple[Typing, ...]:
        forms = [form for form in self.query(LineForm) if form.has_new_words]
        return tuple(
            Typing(f"{self.place_of(form)}/{self._written_as(form)}", form.words, form.caret)
            for form in forms
        )

    def _written_as(self, form: LineForm) -> str:
        """Return the line that is written in `form`: a new one while what was entered for its own is not stored.

        The box may hold words that were typed over the line as it was before; both are to be found again.
        """
        is_open = self.outbox.item(entered(f"{self.place_of(form)}/{form.line_id}"), WrittenLine) is not None
        return f"{form.line_id}+" if is_open else form.line_id
