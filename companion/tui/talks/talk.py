"""The next talk: who and when, what to say and to ask, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Point, PointKind, Talk
from companion.errors import NothingThere
from companion.services.talks import TALK_FORM, Agenda
from companion.tui.base.form import ask_record
from companion.tui.base.messages import GoTo
from companion.tui.base.record_list import LineDrafts, Listed, RecordLists, WrittenLine
from companion.tui.commands import key
from companion.tui.talks.past import PastTalk, PastTalks
from companion.tui.talks.rows import (
    APART,
    PAST,
    PLAN,
    StarterQuestions,
    point_rows,
    talk_rows,
    talk_words,
)
from companion.tui.widgets.card import Panel, Row
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from companion.tui.widgets.text import user_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from companion.services.services import Services


TALKS = Listed(
    name="talk",
    of=lambda s: s.talks.talk_records,
    called=talk_words,
    note=lambda talk: "a talk",
    question="Delete this talk for good? Its points stay.",
)
POINTS = Listed(
    name="point",
    of=lambda s: s.talks.point_records,
    called=lambda point: user_text(point.text),
    note=lambda point: "to say" if point.kind is PointKind.SAY else "to ask",
    question="Delete this for good?",
)


class TalkPlanning(RecordLists):
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


NOTHING_TO_SAY = "What would you like them to know? Press a. The first three stand on page one."
SAID = key("said").description
NOTHING_TO_ASK = "What would you like to know? Press a, or w for questions to start from."


class TalkPage(LineDrafts, TalkBefore):
    """`at` is "", a talk's id or a point's id, wherever it stands."""

    TAB: ClassVar[str] = "talk"
    CSS_PATH = "../styles/talk.tcss"
    LINES = POINTS
    LISTS: Mapping[str, Listed] = {"talks": TALKS, "say": POINTS, "ask": POINTS}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("add"),
        key("edit"),
        key("said"),
        key("move"),
        key("archive"),
        key("starters", show=False),
        key("archived", show=False),
        key("next box", show=False),
        key("leave", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._talk_id: str | None = None

    def body(self) -> Iterable[Widget]:
        yield Panel("Next talk", PickList(shows=True, enter="Edit", id="talks"), id="talks-card")
        yield Row(
            Panel(
                "I want to say",
                PickList(id="say", empty=NOTHING_TO_SAY, enter=SAID, movable=True),
                LineForm(id="say-form"),
                hint="most important first",
            ),
            Panel(
                "I want to ask",
                PickList(id="ask", empty=NOTHING_TO_ASK, enter=SAID, movable=True),
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
        self.list_of("talks").highlight(self._talk_id or PLAN)
        agenda, place = self._agenda(), self._place()
        if place not in ("", self._talk_id):
            self.list_of("talks").highlight(PAST)
            self.list_of("talks").focus()
            self.open_past(place, at=self._at)
            return
        for name in ("say", "ask"):
            if self._at in {row.id for row in self.list_of(name).rows}:
                self.list_of(name).highlight(self._at)
                self.list_of(name).focus()
                return
        self.list_of("talks" if agenda.talk is None and not agenda.say else "say").focus()

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

    def reload(self) -> None:
        talks, today = self.services.talks, self.today()
        upcoming = talks.upcoming(today)
        if self._talk_id not in {talk.id for talk in upcoming}:
            self._talk_id = upcoming[0].id if upcoming else None
        past, apart = len(talks.past(today)), len(talks.said_apart(today))
        self.list_of("talks").set_rows(talk_rows(upcoming, past, apart, today))
        agenda = self._agenda()
        said = {kind: [p for p in agenda.said if p.kind is kind] for kind in PointKind}
        self.list_of("say").set_rows(point_rows(agenda.say, said[PointKind.SAY], marked=len(agenda.marked)))
        self.list_of("ask").set_rows(point_rows(agenda.ask, said[PointKind.ASK]))
        words = "1 to 3 stand on page one, more on page two. What is not said goes to the next talk."
        self.query_one("#talk-note", Static).update(f"{words}\n{self.archive_words()}".rstrip())
        self._say_keys()

    def _say_keys(self) -> None:
        """Say what Enter does with the row that the cursor is on."""
        is_talk = self.list_of("talks").highlighted not in (PLAN, PAST)
        self.query_one("#talks-card", Panel).keys = "enter changes it" if is_talk else ""

    @on(PickList.Highlighted, "#talks")
    def _talk_highlighted(self, message: PickList.Highlighted) -> None:
        self._say_keys()
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
        self.list_of("say").cursor = 0
        self.list_of("say").focus()

    def brought_back(self, result: object) -> None:
        if isinstance(result, Talk):
            self._show_talk(result.id)
        super().brought_back(result)

    def _show_talk(self, id: str) -> None:
        """Show what is now among the talks, and the cursor on it."""
        self._talk_id = id
        self.changed(None)
        self.list_of("talks").highlight(id)

    def _kind_here(self) -> PointKind:
        return PointKind.ASK if self.list_of("ask").has_focus else PointKind.SAY

    def action_add(self) -> None:
        if self.list_of("talks").has_focus and self.list_of("talks").highlighted == PLAN:
            self.open_talk_form(None)
        else:
            self.write_line(self._form(self._kind_here()), "")

    def _form(self, kind: PointKind) -> LineForm:
        return self.query_one(f"#{kind.value}-form", LineForm)

    def action_edit(self) -> None:
        record = self.record_here()
        if isinstance(record, Talk):
            self.open_talk_form(record)
        else:
            super().action_edit()

    def place_of(self, form: LineForm) -> str:
        return f"talk/{self._kind_of(form).value}"

    @staticmethod
    def _kind_of(form: LineForm) -> PointKind:
        return PointKind.ASK if form.id == "ask-form" else PointKind.SAY

    def add_line(self, services: Services, line: WrittenLine, *, new_id: str, now: datetime) -> None:
        kind, talk_id = PointKind(line.where), self._talk_id or ""
        services.talks.add_point(kind, line.text, talk_id=talk_id, new_id=new_id, now=now)

    def _point_here(self) -> Point | None:
        record = self.record_here()
        return record if isinstance(record, Point) else None

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
            super().action_move()

    def moving(self, listed: Listed, id: str, index: int) -> Callable[[Services], object]:
        now, today, talk_id = self.now(), self.today(), self._talk_id
        return lambda s: s.talks.move_point(id, index, today=today, talk_id=talk_id, now=now)

    def action_starters(self) -> None:
        self.app.push_screen(StarterQuestions(self.services.talks.starters()), self._starter_chosen)

    def _starter_chosen(self, question: str | None) -> None:
        if question:
            self.write_from(self._form(PointKind.ASK), question)

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))
