"""The next talk: who and when, what to say and to ask, in order of importance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Point, PointKind, Talk
from companion.errors import CompanionError
from companion.services.drafts import EVERY
from companion.services.talks import Agenda
from companion.services.when import say_gap, say_short
from companion.tui.asking import Typing, WorkPage
from companion.tui.messages import GoTo
from companion.tui.screens.talk_archive import PointArchive, StarterQuestions
from companion.tui.screens.talk_form import TalkAnswers, TalkForm
from companion.tui.show import joined, say, styled, user_line, user_text
from companion.tui.widgets.card import Card, Row
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList, PickRow

if TYPE_CHECKING:
    from companion.services.services import Services

PLAN, PAST = "+", "past"
MOST_PAST = 12
"""Talks that have been, shown when asked for."""

NOTHING_TO_SAY = "What would you like them to know? Press a. The first three go on the page."
NOTHING_TO_ASK = "What would you like to know? Press a, or w for questions to start from."


class TalkPage(WorkPage):
    """`at` is "", a talk's id or a point's id."""

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
        self._showing_past = False

    def body(self) -> Iterable[Widget]:
        yield Card("Next talk", PickList(id="talks"), hint="enter changes it", id="talks-card")
        yield Row(
            Card(
                "I want to say",
                PickList(id="say", empty=NOTHING_TO_SAY, movable=True),
                LineForm(id="say-form"),
                hint="most important first",
            ),
            Card(
                "I want to ask",
                PickList(id="ask", empty=NOTHING_TO_ASK, movable=True),
                LineForm(id="ask-form"),
            ),
            from_columns=96,
            id="points",
        )
        yield Static("", id="talk-note", classes="muted")

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(EVERY, self.companion.keep_drafts)
        self._choose_start()
        self.reload()
        self.query_one("#talks", PickList).highlight(self._talk_id or PLAN)
        self._focus_start()
        self._offer_draft()

    def _choose_start(self) -> None:
        upcoming = self.services.talks.upcoming(self.today())
        ids = [talk.id for talk in upcoming]
        self._talk_id = self._at if self._at in ids else next(iter(ids), None)

    def _focus_start(self) -> None:
        agenda = self._agenda()
        for name, points in (("say", agenda.say), ("ask", agenda.ask)):
            if any(point.id == self._at for point in points):
                self._list(name).highlight(self._at)
                self._list(name).focus()
                return
        self._list("talks" if agenda.talk is None and not agenda.say else "say").focus()

    def _agenda(self) -> Agenda:
        return self.services.talks.agenda(self.today(), self._talk_id)

    def _list(self, name: str) -> PickList:
        return self.query_one(f"#{name}", PickList)

    def reload(self) -> None:
        talks, today = self.services.talks, self.today()
        upcoming = talks.upcoming(today)
        if self._talk_id not in {talk.id for talk in upcoming}:
            self._talk_id = upcoming[0].id if upcoming else None
        past = talks.past(today)[:MOST_PAST]
        rows = [self._talk_row(talk) for talk in upcoming]
        rows.append(
            PickRow(
                id=PLAN, main="+ plan a talk" if upcoming else "No talk planned yet. Enter here plans one."
            )
        )
        if past and self._showing_past:
            rows += [self._talk_row(talk) for talk in past]
        elif past:
            rows.append(PickRow(id=PAST, main=f"{len(past)} talk{'' if len(past) == 1 else 's'} before"))
        self._list("talks").set_rows(rows)
        agenda = self._agenda()
        said = {kind: [p for p in agenda.said if p.kind is kind] for kind in PointKind}
        self._list("say").set_rows(_point_rows(agenda.say, said[PointKind.SAY], marked=len(agenda.marked)))
        self._list("ask").set_rows(_point_rows(agenda.ask, said[PointKind.ASK]))
        self._tell_note()

    def _tell_note(self) -> None:
        archived = len(self.services.talks.archived_points())
        words = "1 to 3 go on the page. What is not said goes along to the next talk."
        more = f"  {archived} in the archive: o opens it." if archived else ""
        self.query_one("#talk-note", Static).update(words + more)

    def _talk_row(self, talk: Talk) -> PickRow:
        today = self.today()
        when = say_short(talk.day, talk.at) if talk.day else "no day yet"
        who = [user_line(talk.with_whom)] if talk.with_whom else []
        role = [user_line(f"({talk.role})")] if talk.role else []
        parts = [styled(f"{when}", "bold")]
        for n, words in enumerate((*who, *role)):
            parts += [user_text(", " if n == 0 else " "), words]
        where = f", {talk.where}" if talk.where else ""
        gap = say_gap(talk.day, today) if talk.day else ""
        return PickRow(id=talk.id, main=joined(*parts), note=user_line(f"{gap}{where}".removeprefix(", ")))

    @on(PickList.Highlighted, "#talks")
    def _talk_highlighted(self, message: PickList.Highlighted) -> None:
        if message.id in {t.id for t in self.services.talks.upcoming(self.today())} - {self._talk_id}:
            self._talk_id = message.id
            self.call_later(self.reload)

    @on(PickList.Picked, "#talks")
    def _talk_picked(self, message: PickList.Picked) -> None:
        if message.id == PAST:
            self._showing_past = True
            self.reload()
        elif message.id == PLAN:
            self._open_talk_form(None)
        else:
            self._open_talk_form(self.services.talks.talk(message.id))

    def _open_talk_form(self, talk: Talk | None) -> None:
        def answered(answers: TalkAnswers | None) -> None:
            if answers is None:
                return
            now, new_id = self.now(), self.new_id()
            who, role, where = answers.with_whom, answers.role, answers.where
            day, at = answers.day, answers.at
            if talk is None:
                self._talk_id = new_id
                self.ask(
                    lambda s: s.talks.plan_talk(
                        with_whom=who, role=role, day=day, at=at, where=where, new_id=new_id, now=now
                    ),
                    self._changed,
                )
            else:
                self.ask(
                    lambda s: s.talks.edit_talk(
                        talk.id, with_whom=who, role=role, day=day, at=at, where=where, now=now
                    ),
                    self._changed,
                )

        self.app.push_screen(TalkForm(talk, now=self.now()), answered)

    def _kind_here(self) -> PointKind:
        return PointKind.ASK if self._list("ask").has_focus else PointKind.SAY

    def action_add(self) -> None:
        if self._list("talks").has_focus and self._list("talks").highlighted == PLAN:
            self._open_talk_form(None)
        else:
            self._form(self._kind_here()).open("")

    def _form(self, kind: PointKind) -> LineForm:
        return self.query_one(f"#{kind.value}-form", LineForm)

    def action_edit(self) -> None:
        if self._list("talks").has_focus:
            id = self._list("talks").highlighted
            if id not in (None, PLAN, PAST):
                self._open_talk_form(self.services.talks.talk(id))
        elif (point := self._point_here()) is not None:
            self._form(point.kind).open(point.id, text=point.text, original=point.text)

    @on(LineForm.Done)
    def _form_done(self, message: LineForm.Done) -> None:
        kind = PointKind.ASK if message.form.id == "ask-form" else PointKind.SAY
        now, new_id, text, id = self.now(), self.new_id(), message.text, message.line_id
        talk_id = self._talk_id or ""
        draft, form = self._draft_id(kind, id), message.form

        def keep(services: Services) -> None:
            if id:
                services.talks.edit_point(id, text, now=now)
            else:
                services.talks.add_point(kind, text, talk_id=talk_id, new_id=new_id, now=now)
            services.drafts.drop(draft)

        def not_kept(error: CompanionError) -> None:
            self.show_problem(error)
            if not form.holds_words:
                form.open(id, text=text)

        self.ask(keep, self._changed, not_kept)
        if id:
            form.close()
            self._list(kind.value).focus()
        else:
            form.open("")

    @on(LineForm.Stopped)
    def _form_stopped(self, message: LineForm.Stopped) -> None:
        kind = PointKind.ASK if message.form.id == "ask-form" else PointKind.SAY
        self.companion.keep_drafts()
        if not message.form.has_new_words:
            self._drop_draft(kind, message.line_id)
        message.form.close()
        self._list(kind.value).focus()

    def _drop_draft(self, kind: PointKind, id: str) -> None:
        draft = self._draft_id(kind, id)
        self.ask(lambda s: s.drafts.drop(draft), lambda _: None)

    @staticmethod
    def _draft_id(kind: PointKind, id: str) -> str:
        return f"talk/{kind.value}/{id}"

    def typing(self) -> tuple[Typing, ...]:
        forms = [(kind, self._form(kind)) for kind in PointKind]
        return tuple(
            Typing(f"talk/{kind.value}/{form.line_id}", form.text, form.caret)
            for kind, form in forms
            if form.has_new_words
        )

    def _offer_draft(self) -> None:
        for draft in self.services.drafts.all():
            place, _, rest = draft.id.partition("/")
            kind, _, id = rest.partition("/")
            if place == "talk" and draft.text.strip():
                self._form(PointKind(kind)).open(id, text=draft.text, caret=draft.caret)
                self.say(f"Your words from {draft.changed_at:%H:%M} are still here.")
                return

    def _point_here(self) -> Point | None:
        for name in ("say", "ask"):
            if self._list(name).has_focus and (id := self._list(name).highlighted):
                return self.services.talks.point(id)
        return None

    def action_said(self) -> None:
        point = self._point_here()
        if point is not None:
            now, today, talk_id, on = self.now(), self.today(), self._talk_id, point.said_at is None
            self.ask(
                lambda s: s.talks.say(point.id, on, today=today, talk_id=talk_id, now=now), self._changed
            )

    @on(PickList.Picked, "#say,#ask")
    def _point_picked(self) -> None:
        self.action_said()

    def action_move(self) -> None:
        point = self._point_here()
        if point is not None and point.said_at is None:
            self._list(point.kind.value).pick_up()
            self.say("Moving: ↑ ↓, Enter puts it down, Esc puts it back.")

    @on(PickList.Moved, "#say,#ask")
    def _moved(self, message: PickList.Moved) -> None:
        now, today, talk_id = self.now(), self.today(), self._talk_id
        id, index = message.id, message.new_index
        self.ask(
            lambda s: s.talks.move_point(id, index, today=today, talk_id=talk_id, now=now), self._changed
        )
        self.say("")

    @on(PickList.MoveEnded)
    def _move_ended(self) -> None:
        self.say("")

    def action_archive(self) -> None:
        now, talks = self.now(), self._list("talks")
        if talks.has_focus and talks.highlighted not in (None, PLAN, PAST):
            talk_id = talks.highlighted or ""
            self.ask(lambda s: s.talks.archive_talk(talk_id, now=now), self._archived)
        elif (point := self._point_here()) is not None:
            self.ask(lambda s: s.talks.archive_point(point.id, now=now), self._archived)

    def _archived(self, result: object) -> None:
        self._changed(result)
        self.say(say("In the archive. [b]u[/] brings it back."))

    def action_archived(self) -> None:
        points = self.services.talks.archived_points()
        if points:
            self.app.push_screen(PointArchive(points), self._archive_answered)

    def _archive_answered(self, id: str | None) -> None:
        if id:
            now = self.now()
            self.ask(lambda s: s.talks.restore_point(id, now=now), self._changed)

    def action_starters(self) -> None:
        self.app.push_screen(StarterQuestions(self.services.talks.starters()), self._starter_chosen)

    def _starter_chosen(self, question: str | None) -> None:
        if question:
            self._form(PointKind.ASK).open("", text=question)

    def _changed(self, result: object) -> None:
        self.show_saved()
        self.reload()

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))


def _point_rows(points: tuple[Point, ...], said: list[Point], marked: int = 0) -> list[PickRow]:
    """Return the unsaid points, the marked ones with their number, then the said ones ticked."""
    rows = [
        PickRow(
            id=point.id,
            main=joined(styled("[ ] ", "$c-muted"), user_text(point.text)),
            note=str(n + 1) if n < marked else "",
        )
        for n, point in enumerate(points)
    ]
    rows += [
        PickRow(id=p.id, main=joined(styled("[✓] ", "bold $c-accent"), user_text(p.text)), note="said")
        for p in said
    ]
    return rows
