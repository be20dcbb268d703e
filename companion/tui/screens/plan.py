"""The plan: sections at the left, the lines of one at the right; everything is changed in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import Section
from companion.errors import CompanionError
from companion.services.drafts import EVERY
from companion.tui.asking import Typing, WorkPage
from companion.tui.messages import GoTo
from companion.tui.screens.dialog import AskLine, Confirm
from companion.tui.screens.plan_line import ArchivedLine, LineCard
from companion.tui.screens.plan_rows import ADD, ARCHIVE, BACK, archive_rows, line_rows, section_rows
from companion.tui.show import say, user_line
from companion.tui.widgets.card import Card
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from companion.services.services import Services


class PlanPage(WorkPage):
    """`at` is "", a section's id, or "section/line"."""

    TAB: ClassVar[str] = "plan"
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/plan.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("m", "move", "Move"),
        Binding("d", "archive", "Archive"),
        Binding("u", "app.undo", "Undo"),
        Binding("left", "to_sections", "To the sections", show=False, key_display="←"),
        Binding("right", "to_lines", "To the lines", show=False, key_display="→"),
        Binding("escape", "leave", "One step back", show=False, key_display="esc"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._wanted, _, self._wanted_line = at.partition("/")
        self._section: Section | None = None
        self._in_archive = False

    def body(self) -> Iterable[Widget]:
        lines = (
            Static("", id="purpose"),
            PickList(movable=True, id="lines"),
            LineForm(with_helps=True, id="line-form"),
        )
        yield Horizontal(
            Card("My plan", PickList(movable=True, id="sections"), id="sections-card"),
            Card("", *lines, id="lines-card"),
            id="plan-panes",
        )

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(EVERY, self.companion.keep_drafts)
        self._show_sections()
        self.query_one("#sections", PickList).highlight(self._wanted)
        self._open_section(self._wanted or self.services.plan.sections()[0].id)
        self.query_one("#lines", PickList).highlight(self._wanted_line)
        self.query_one("#lines" if self._wanted else "#sections", PickList).focus()
        self._offer_draft()

    def reload(self) -> None:
        self._show_sections()
        if self._section is not None:
            still = self.services.plan.sections() + self.services.plan.sections(archived=True)
            here = next((s for s in still if s.id == self._section.id), still[0])
            self._open_section(here.id, keep_archive=True)

    def _show_sections(self) -> None:
        self.query_one("#sections", PickList).set_rows(section_rows(self.services.plan))

    def _open_section(self, id: str, *, keep_archive: bool = False) -> None:
        """Show the lines of a section, or its archive."""
        if id in (ADD, ARCHIVE):
            return
        plan = self.services.plan
        self._section = plan.section(id)
        self._in_archive = self._in_archive and keep_archive
        guide = plan.guide(self._section)
        lines = self.query_one("#lines", PickList)
        card = self.query_one("#lines-card", Card)
        renamed = self._section.name != guide.name
        card.title = user_line(self._section.name if renamed else guide.heading)
        card.hint = "archive" if self._in_archive else ""
        self.query_one("#purpose", Static).update(guide.purpose)
        examples = "".join(f"\n• {example}" for example in guide.examples)
        lines.empty = (
            f"Nothing here yet, and that is all right. Others have written:{examples}\nPress a to add a line."
        )
        rows = archive_rows(plan, id) if self._in_archive else line_rows(plan, self._section)
        lines.set_rows(rows)

    def _offer_draft(self) -> None:
        for draft in self.services.drafts.all():
            place, _, rest = draft.id.partition("/")
            if place == "plan" and draft.text.strip():
                section_id, _, line_id = rest.partition("/")
                here = {self._wanted} if self._wanted else {s.id for s in self.services.plan.sections()}
                if section_id in here:
                    self._open_section(section_id)
                    self.query_one("#sections", PickList).highlight(section_id)
                    self._open_form(line_id, text=draft.text, caret=draft.caret)
                    self.say(f"Your words from {draft.changed_at:%H:%M} are still here.")
                return

    def typing(self) -> tuple[Typing, ...]:
        form = self.query_one(LineForm)
        if not form.has_new_words or self._section is None:
            return ()
        return (Typing(f"plan/{self._section.id}/{form.line_id}", form.text, form.caret),)

    @on(PickList.Highlighted, "#sections")
    def _section_highlighted(self, message: PickList.Highlighted) -> None:
        if self._section is None or message.id != self._section.id:
            self._close_form()
            self._open_section(message.id)

    @on(PickList.Picked, "#sections")
    def _section_picked(self, message: PickList.Picked) -> None:
        if message.id == ADD:
            self._add_section()
        elif message.id == ARCHIVE:
            self.app.push_screen(ArchivedLine.sections(self.services.plan), self._archive_answered)
        else:
            self.query_one("#lines", PickList).focus()

    @on(PickList.Picked, "#lines")
    def _line_picked(self, message: PickList.Picked) -> None:
        if message.id in (ARCHIVE, BACK):
            self._in_archive = message.id == ARCHIVE
            self.reload()
            self.query_one("#lines", PickList).cursor = 0
        elif self._in_archive:
            line = self.services.plan.line(message.id)
            self.app.push_screen(ArchivedLine.line(line), self._archive_answered)
        else:
            self.app.push_screen(LineCard(self.services.plan.line(message.id)), self._audience_chosen)

    def _audience_chosen(self, chosen: object) -> None:
        if isinstance(chosen, tuple):
            line_id, audience = chosen
            now = self.now()
            self.ask(lambda s: s.plan.edit_line(line_id, audience=audience, now=now), self._changed)

    def _archive_answered(self, answer: tuple[str, str] | None) -> None:
        """`answer`: what to do ("restore", "delete", with "-section" for a section), and the id."""
        if answer is None:
            return
        do, id = answer
        now = self.now()
        plan_does = {
            "restore": "restore_line",
            "restore-section": "restore_section",
            "delete": "delete_line",
            "delete-section": "delete_section",
        }[do]
        if not do.startswith("delete"):
            self.ask(lambda s: getattr(s.plan, plan_does)(id, now=now), self._changed)
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.ask(lambda s: getattr(s.plan, plan_does)(id, now=now), self._changed)

        what = "this line" if do == "delete" else "this section and its lines"
        self.app.push_screen(Confirm(f"Delete {what} for good?", "Delete it", "Keep it"), confirmed)

    def action_add(self) -> None:
        if self.query_one("#sections").has_focus and self.query_one("#sections", PickList).highlighted == ADD:
            self._add_section()
        elif self._section is not None:
            self._open_form("")

    def action_edit(self) -> None:
        if self._sections_focused():
            self._rename_section()
        elif line_id := self._line_here():
            self._open_form(line_id)

    def _open_form(
        self, line_id: str, text: str | None = None, caret: int | None = None, what_helps: str | None = None
    ) -> None:
        """Open the in-place editor for a new line ("") or an existing one; words given here come before its own."""
        line = self.services.plan.line(line_id) if line_id else None
        form = self.query_one(LineForm)
        self.add_class("-writing")
        form.open(
            line_id,
            text=text if text is not None else line.text if line else "",
            original=line.text if line else "",
            what_helps=what_helps if what_helps is not None else line.what_helps if line else "",
            caret=caret,
        )

    @on(LineForm.Done)
    def _form_done(self, message: LineForm.Done) -> None:
        section, now, new_id = self._section, self.now(), self.new_id()
        if section is None:
            return
        text, helps, line_id = message.text, message.what_helps, message.line_id
        draft = f"plan/{section.id}/{line_id}"

        def keep(services: Services) -> None:
            if line_id:
                services.plan.edit_line(line_id, text=text, what_helps=helps, now=now)
            else:
                services.plan.add_line(section.id, text, what_helps=helps, new_id=new_id, now=now)
            services.drafts.drop(draft)

        def not_kept(error: CompanionError) -> None:
            self.show_problem(error)
            same_place = self._section is not None and self._section.id == section.id
            if same_place and not self.query_one(LineForm).holds_words:
                self._open_form(line_id, text, what_helps=helps)

        self.ask(keep, self._changed, not_kept)
        if line_id:
            self._close_form()
            self.query_one("#lines").focus()
        else:
            self._open_form("")

    @on(LineForm.Stopped)
    def _form_stopped(self, message: LineForm.Stopped) -> None:
        self.companion.keep_drafts()
        if not message.form.has_new_words and self._section is not None:
            draft = f"plan/{self._section.id}/{message.line_id}"
            self.ask(lambda s: s.drafts.drop(draft), lambda _: None)
        self._close_form()
        self.query_one("#lines").focus()

    def _close_form(self) -> None:
        self.query_one(LineForm).close()
        self.remove_class("-writing")

    def _add_section(self) -> None:
        def named(name: str | None) -> None:
            if name:
                now, new_id = self.now(), self.new_id()
                self._wanted = new_id
                self.ask(lambda s: s.plan.add_section(name, new_id=new_id, now=now), self._section_added)

        self.app.push_screen(AskLine("A section of my own", placeholder="what it is called"), named)

    def _section_added(self, section: Section) -> None:
        self._changed(section)
        self.query_one("#sections", PickList).highlight(section.id)
        self._open_section(section.id)

    def _rename_section(self) -> None:
        section = self._section
        if section is None:
            return

        def named(name: str | None) -> None:
            if name:
                now = self.now()
                self.ask(lambda s: s.plan.rename_section(section.id, name, now=now), self._changed)

        self.app.push_screen(AskLine("What shall this section be called?", section.name), named)

    def action_move(self) -> None:
        which = self.query_one("#sections" if self._sections_focused() else "#lines", PickList)
        if which.highlighted not in (None, ADD, ARCHIVE, BACK) and not self._in_archive:
            which.pick_up()
            self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved)
    def _moved(self, message: PickList.Moved) -> None:
        now, id, index = self.now(), message.id, message.new_index
        if message.control.id == "sections":
            self.ask(lambda s: s.plan.move_section(id, index, now=now), self._changed)
        else:
            self.ask(lambda s: s.plan.move_line(id, index, now=now), self._changed)
        self.say("")

    @on(PickList.MoveEnded)
    def _move_ended(self) -> None:
        self.say("")

    def action_archive(self) -> None:
        now = self.now()
        if self._sections_focused() and self._section is not None:
            id = self._section.id
            self.ask(lambda s: s.plan.archive_section(id, now=now), lambda _: self._archived(id))
        elif line_id := self._line_here():
            self.ask(lambda s: s.plan.archive_line(line_id, now=now), lambda _: self._archived(line_id))

    def _archived(self, id: str) -> None:
        if self._section is not None and self._section.id == id:
            self._section = self.services.plan.sections()[0] if self.services.plan.sections() else None
        self._changed(None)
        self.say(say("In the archive. [b]u[/] brings it back."))

    def _changed(self, result: object) -> None:
        self.show_saved()
        self.reload()

    def _sections_focused(self) -> bool:
        return self.query_one("#sections").has_focus

    def _line_here(self) -> str:
        id = self.query_one("#lines", PickList).highlighted
        return "" if self._in_archive or id in (None, ARCHIVE, BACK) else id

    def action_to_sections(self) -> None:
        self.query_one("#sections").focus()

    def action_to_lines(self) -> None:
        self.query_one("#lines").focus()

    def action_leave(self) -> None:
        if self._in_archive:
            self._in_archive = False
            self.reload()
        elif self.query_one("#lines").has_focus:
            self.query_one("#sections").focus()
        else:
            self.post_message(GoTo("today"))
