"""The next talk: who and when, what to say and to ask, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Point, PointKind, Talk
from companion.errors import NothingThere
from companion.services.talks import TALK_FORM, Agenda
from companion.tui.base.form import ask_record
from companion.tui.base.messages import GoTo
from companion.tui.base.record_list import LineDrafts, ListPage, WrittenLine
from companion.tui.talks.past import PastTalk, PastTalks
from companion.tui.talks.rows import (
    APART,
    PAST,
    PLAN,
    StarterQuestions,
    TalkArchive,
    point_rows,
    talk_rows,
    talk_words,
)
from companion.tui.widgets.card import Panel, Row
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from datetime import datetime

    from companion.services.services import Services


class TalkPlanning(ListPage):
    """The part of the talk page that asks who, when and where."""

    def planned(self, talk: Talk) -> None:
        """A new talk was stored."""
        raise NotImplementedError

    def open_talk_form(self, talk: Talk | None) -> None:
        """Ask who, when and where: of a new talk (None), or of one that is planned."""
        ask_record(
            self,
            TALK_FORM,
            talk,
            place=f"form/talk/{talk.id if talk else 'new'}",
            title="The talk" if talk else "Plan a talk",
            hint="anything may stay empty   esc leaves it",
            of=lambda s: s.talks.talk_records,
            add=lambda s: s.talks.plan_talk,
            then=self.changed if talk else self.planned,
        )


class TalkBefore(TalkPlanning):
    """Lists over the page; what is chosen in them is done here."""

    def talk_is_back(self, id: str) -> None:
        """A talk came back from the archive."""
        raise NotImplementedError

    def open_past_talks(self, at: str = "") -> None:
        """List the talks that have been; `at` is the one the cursor starts on."""
        talks, today = self.services.talks, self.today()
        past, apart = talks.past(today), len(talks.said_apart(today))

        def chosen(id: str | None) -> None:
            if id is not None:
                self.open_past(id, listed=True)

        if past or apart:
            self.app.push_screen(PastTalks(past, apart, today, at=at), chosen)

    def open_past(self, id: str, *, at: str = "", listed: bool = False) -> None:
        """Show a talk that has been, or with APART what was said in no talk there is.

        `at` is the point the cursor starts on; `listed`: Esc goes back to the list of talks.
        """
        talks, today = self.services.talks, self.today()
        if id == APART:
            view = PastTalk.apart(talks.said_apart(today), at=at)
        else:
            view = PastTalk.of(talks.agenda(today, id), at=at)

        def answered(answer: tuple[str, str] | None) -> None:
            if answer is None:
                if listed:
                    self.open_past_talks(id)
            elif answer[0] == "tick":
                self._tick(id, answer[1], listed=listed)
            elif answer[0] == "edit":
                self.open_talk_form(talks.talk(id))
            else:
                now = self.now()
                self.ask(lambda s: s.talks.archive_talk(id, now=now), self.archived)

        self.app.push_screen(view, answered)

    def _tick(self, id: str, point_id: str, *, listed: bool) -> None:
        """Tick a point as said in the talk shown, or take its tick back; then show the talk again."""
        now, today = self.now(), self.today()
        on = self.services.talks.point(point_id).said_at is None

        def ticked(result: object) -> None:
            self.changed(result)
            if id != APART or self.services.talks.said_apart(today):
                self.open_past(id, at=point_id, listed=listed)

        talk_id = None if id == APART else id
        self.ask(lambda s: s.talks.say(point_id, on, today=today, talk_id=talk_id, now=now), ticked)

    def action_archived(self) -> None:
        talks = self.services.talks
        called_off, points = talks.archived(), talks.archived_points()
        if called_off or points:
            self.app.push_screen(TalkArchive(called_off, points), self._archive_answered)

    def _archive_answered(self, answer: str | None) -> None:
        do, what, id = (answer or "  ").split(" ", 2)
        now = self.now()
        if do == "delete":
            self._delete(id, is_talk=what == "talk")
        elif what == "talk":
            self.ask(lambda s: s.talks.restore_talk(id, now=now), lambda _: self.talk_is_back(id))
        elif what == "point":
            self.ask(lambda s: s.talks.restore_point(id, now=now), self.brought_back)

    def _delete(self, id: str, *, is_talk: bool) -> None:
        now, talks = self.now(), self.services.talks
        if is_talk:
            question, named = "Delete this talk for good? Its points stay.", talk_words(talks.talk(id))
            self.ask_and_delete(question, named, lambda s: s.talks.delete_talk(id, now=now))
        else:
            words = talks.point(id).text
            self.ask_and_delete("Delete this for good?", words, lambda s: s.talks.delete_point(id, now=now))


NOTHING_TO_SAY = "What would you like them to know? Press a. The first three go on the page."
NOTHING_TO_ASK = "What would you like to know? Press a, or w for questions to start from."


class TalkPage(LineDrafts, TalkBefore):
    """`at` is "", a talk's id or a point's id, wherever it stands."""

    TAB: ClassVar[str] = "talk"
    CSS_PATH = "../styles/talk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "Add"),
        Binding("e", "edit", "Edit"),
        Binding("space", "said", "Said it", key_display="space"),
        Binding("m", "move", "Move"),
        Binding("d", "archive", "Archive"),
        Binding("w", "starters", "Questions to start from", show=False),
        Binding("o", "archived", "Open the archive", show=False),
        Binding("tab", "app.focus_next", "Next box", show=False),
        Binding("escape", "leave", "Leave", show=False, key_display="esc"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._talk_id: str | None = None

    def body(self) -> Iterable[Widget]:
        yield Panel("Next talk", PickList(id="talks"), hint="enter changes it", id="talks-card")
        yield Row(
            Panel(
                "I want to say",
                PickList(id="say", empty=NOTHING_TO_SAY, movable=True),
                LineForm(id="say-form"),
                hint="most important first",
            ),
            Panel(
                "I want to ask",
                PickList(id="ask", empty=NOTHING_TO_ASK, movable=True),
                LineForm(id="ask-form"),
            ),
            from_columns=96,
            id="points",
        )
        yield Static("", id="talk-note", classes="muted")

    def choose_start(self) -> None:
        """Show the talk that was asked for, or that has the point asked for; else the next one."""
        ids = [talk.id for talk in self.services.talks.upcoming(self.today())]
        self._talk_id = next((id for id in (self._place(), *ids) if id in ids), None)

    def focus_start(self) -> None:
        self._list("talks").highlight(self._talk_id or PLAN)
        agenda, place = self._agenda(), self._place()
        if place not in ("", self._talk_id):
            self._list("talks").highlight(PAST)
            self._list("talks").focus()
            self.open_past(place, at=self._at)
            return
        for name in ("say", "ask"):
            if self._at in {row.id for row in self._list(name).rows}:
                self._list(name).highlight(self._at)
                self._list(name).focus()
                return
        self._list("talks" if agenda.talk is None and not agenda.say else "say").focus()

    def _place(self) -> str:
        """Return the id of the talk `at` is or stands with, APART, or "" when that is no talk."""
        talks, today = self.services.talks, self.today()
        if self._at in {talk.id for talk in (*talks.upcoming(today), *talks.past(today))}:
            return self._at
        try:
            place = talks.place_of(self._at, today)
        except NothingThere:
            return ""
        return APART if place is None else place

    def _agenda(self) -> Agenda:
        return self.services.talks.agenda(self.today(), self._talk_id)

    def _list(self, name: str) -> PickList:
        return self.query_one(f"#{name}", PickList)

    def reload(self) -> None:
        talks, today = self.services.talks, self.today()
        upcoming = talks.upcoming(today)
        if self._talk_id not in {talk.id for talk in upcoming}:
            self._talk_id = upcoming[0].id if upcoming else None
        past, apart = len(talks.past(today)), len(talks.said_apart(today))
        self._list("talks").set_rows(talk_rows(upcoming, past, apart, today))
        agenda = self._agenda()
        said = {kind: [p for p in agenda.said if p.kind is kind] for kind in PointKind}
        self._list("say").set_rows(point_rows(agenda.say, said[PointKind.SAY], marked=len(agenda.marked)))
        self._list("ask").set_rows(point_rows(agenda.ask, said[PointKind.ASK]))
        archived = len(talks.archived()) + len(talks.archived_points())
        words = "1 to 3 go on the page. What is not said goes along to the next talk."
        more = f"\n{archived} in the archive: o opens it." if archived else ""
        self.query_one("#talk-note", Static).update(words + more)

    @on(PickList.Highlighted, "#talks")
    def _talk_highlighted(self, message: PickList.Highlighted) -> None:
        if message.id in {t.id for t in self.services.talks.upcoming(self.today())} - {self._talk_id}:
            self._talk_id = message.id
            self.call_later(self.reload)

    @on(PickList.Picked, "#talks")
    def _talk_picked(self, message: PickList.Picked) -> None:
        if message.id == PAST:
            self.open_past_talks()
        elif message.id == PLAN:
            self.open_talk_form(None)
        else:
            self.open_talk_form(self.services.talks.talk(message.id))

    def planned(self, talk: Talk) -> None:
        """Show the new talk, and put the cursor where what there is to say begins."""
        self._show_talk(talk.id)
        self._list("say").cursor = 0
        self._list("say").focus()

    def talk_is_back(self, id: str) -> None:
        self._show_talk(id)
        self.say("Back where it was.")

    def _show_talk(self, id: str) -> None:
        """Show what is now among the talks, and the cursor on it."""
        self._talk_id = id
        self.changed(None)
        self._list("talks").highlight(id)

    def _kind_here(self) -> PointKind:
        return PointKind.ASK if self._list("ask").has_focus else PointKind.SAY

    def action_add(self) -> None:
        if self._list("talks").has_focus and self._list("talks").highlighted == PLAN:
            self.open_talk_form(None)
        else:
            self.write_line(self._form(self._kind_here()), "")

    def _form(self, kind: PointKind) -> LineForm:
        return self.query_one(f"#{kind.value}-form", LineForm)

    def action_edit(self) -> None:
        if self._list("talks").has_focus:
            id = self._list("talks").highlighted
            if id not in (None, PLAN, PAST):
                self.open_talk_form(self.services.talks.talk(id))
        elif (point := self._point_here()) is not None:
            self.write_line(self._form(point.kind), point.id)

    def place_of(self, form: LineForm) -> str:
        return f"talk/{self._kind_of(form).value}"

    def form_at(self, place: str) -> LineForm | None:
        forms = {self.place_of(form): form for form in self.query(LineForm)}
        return forms.get(place)

    def list_beside(self, form: LineForm) -> PickList:
        return self._list(self._kind_of(form).value)

    @staticmethod
    def _kind_of(form: LineForm) -> PointKind:
        return PointKind.ASK if form.id == "ask-form" else PointKind.SAY

    def kept_words(self, line_id: str) -> tuple[str, str]:
        return self.services.talks.point(line_id).text, ""

    def store_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        if line.line_id:
            services.talks.edit_point(line.line_id, line.text, now=now)
        else:
            kind = PointKind(line.place.partition("/")[2])
            services.talks.add_point(kind, line.text, talk_id=self._talk_id or "", new_id=new_id, now=now)

    def _point_here(self) -> Point | None:
        for name in ("say", "ask"):
            if self._list(name).has_focus and (id := self._list(name).highlighted):
                return self.services.talks.point(id)
        return None

    def action_said(self) -> None:
        point = self._point_here()
        if point is not None:
            now, today, talk_id, on = self.now(), self.today(), self._talk_id, point.said_at is None
            self.ask(lambda s: s.talks.say(point.id, on, today=today, talk_id=talk_id, now=now), self.changed)

    @on(PickList.Picked, "#say,#ask")
    def _point_picked(self) -> None:
        self.action_said()

    def action_move(self) -> None:
        point = self._point_here()
        if point is not None and point.said_at is None:
            self.pick_up(self._list(point.kind.value))

    @on(PickList.Moved, "#say,#ask")
    def _moved(self, message: PickList.Moved) -> None:
        now, today, talk_id = self.now(), self.today(), self._talk_id
        id, index = message.id, message.new_index
        self.ask(lambda s: s.talks.move_point(id, index, today=today, talk_id=talk_id, now=now), self.changed)

    def action_archive(self) -> None:
        now, talks = self.now(), self._list("talks")
        if talks.has_focus and talks.highlighted not in (None, PLAN, PAST):
            talk_id = talks.highlighted or ""
            self.ask(lambda s: s.talks.archive_talk(talk_id, now=now), self.archived)
        elif (point := self._point_here()) is not None:
            self.ask(lambda s: s.talks.archive_point(point.id, now=now), self.archived)

    def action_starters(self) -> None:
        self.app.push_screen(StarterQuestions(self.services.talks.starters()), self._starter_chosen)

    def _starter_chosen(self, question: str | None) -> None:
        if question:
            self.write_from(self._form(PointKind.ASK), question)

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))
