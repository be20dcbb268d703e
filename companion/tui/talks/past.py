"""Talks that have been, and what was said in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.talk import Point, PointKind, Talk
from companion.services.dates import say_day, say_when
from companion.services.talks import Agenda
from companion.tui.base.dialog import Dialog
from companion.tui.base.pick import PickDialog
from companion.tui.commands import key
from companion.tui.talks.rows import APART, box, talk_row
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import content_of, styled, user_text
from companion.words import say_count

WAITS = "What is not ticked goes along to the next talk."
NOTHING = "Nothing was said here, and nothing waits."


class PastTalks(PickDialog):
    """All talks that have been, newest first, and what was said apart from them; the answer is an id or APART."""

    def __init__(self, talks: Sequence[Talk], apart: int, today: date, *, at: str = "") -> None:
        rows = [talk_row(talk, today) for talk in talks]
        if apart:
            rows.append(PickRow(id=APART, main="Said at other times", note=say_count(apart, "thing")))
        super().__init__("Talks before", rows, "enter opens one   esc closes", at=at)


class PastTalk(Dialog[tuple[str, str]]):
    """One talk that has been: when, who, where, and its points, the said ones ticked.

    The answer is what to do ("tick" and a point's id, "edit" or "archive" and the talk's), or None.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("said", "tick"),
        key("edit"),
        key("archive"),
    ]

    def __init__(self, title: str, talk: Talk | None, points: Sequence[Point], *, at: str = "") -> None:
        super().__init__(title, hint="esc closes")
        self._talk, self._points, self._at = talk, points, at

    @classmethod
    def of(cls, agenda: Agenda, *, at: str = "") -> PastTalk:
        """Return the view of the talk of `agenda`; `at` is the point the cursor starts on."""
        both = (*agenda.said, *agenda.say, *agenda.ask)
        points = [p for kind in PointKind for p in both if p.kind is kind]
        return cls("A talk before", agenda.talk, points, at=at)

    @classmethod
    def apart(cls, points: Sequence[Point], *, at: str = "") -> PastTalk:
        """Return the view of what was said in none of the talks there are."""
        return cls("Said at other times", None, points, at=at)

    def body(self) -> Iterable[Widget]:
        if self._talk is not None:
            yield Static(_who_and_when(self._talk), classes="gap-below")
        yield PickList(
            [self._row(point) for point in self._points], empty=NOTHING, enter=key("said").description
        )
        if any(point.said_at is None for point in self._points):
            yield Static(WAITS, classes="muted")

    def _row(self, point: Point) -> PickRow:
        kind = "to say" if point.kind is PointKind.SAY else "to ask"
        said = point.said_at is not None
        day = say_day(point.said_at.date()) if point.said_at is not None and self._talk is None else ""
        note = ", ".join(part for part in (kind, day) if part)
        return PickRow(id=point.id, main=content_of(box(said), user_text(point.text)), note=note)

    def on_mount(self) -> None:
        points = self.query_one(PickList)
        points.highlight(self._at)
        points.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a talk there is no talk to change."""
        return self._talk is not None or action not in ("edit", "archive")

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.action_tick()

    def action_tick(self) -> None:
        here = self.query_one(PickList).highlighted
        if here is not None:
            self.dismiss(("tick", here))

    def action_edit(self) -> None:
        self._answer("edit")

    def action_archive(self) -> None:
        self._answer("archive")

    def _answer(self, do: str) -> None:
        if self._talk is not None:
            self.dismiss((do, self._talk.id))


def _who_and_when(talk: Talk) -> Content:
    """Return the parts of a talk that were filled in, each on its own line."""
    parts = (
        ("When", say_when(talk.day, talk.at) if talk.day else ""),
        ("Who with", talk.with_whom),
        ("What they are", talk.role),
        ("Where", talk.where),
    )
    lines = [content_of(styled(f"{name}  ", "bold"), user_text(words)) for name, words in parts if words]
    return Content("\n").join(lines)
