"""A talk is planned, or changed, in a form over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from companion.domain.talk import Talk
from companion.tui.screens.form import ask_form
from companion.tui.screens.list_page import ListPage
from companion.tui.screens.talk_form import TalkAnswers, TalkForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from companion.services.services import Services


class TalkPlanning(ListPage):
    """The part of the talk page that asks who, when and where."""

    def planned(self, talk: Talk) -> None:
        """A new talk was stored."""
        raise NotImplementedError

    def open_talk_form(self, talk: Talk | None) -> None:
        """Ask who, when and where: of a new talk (None), or of one that is planned."""
        opened = self.now()
        if talk is None:
            ask_form(self, "form/talk/new", lambda: TalkForm(None, now=opened), self._plan_talk, self.planned)
        else:
            place = f"form/talk/{talk.id}"
            edit = self._edit_talk(talk.id)
            ask_form(self, place, lambda: TalkForm(talk, now=opened), edit, self.changed)

    def _plan_talk(self, services: Services, a: TalkAnswers, now: datetime) -> Talk:
        return services.talks.plan_talk(
            with_whom=a.with_whom,
            role=a.role,
            day=a.day,
            at=a.at,
            where=a.where,
            new_id=self.new_id(),
            now=now,
        )

    @staticmethod
    def _edit_talk(id: str) -> Callable[[Services, TalkAnswers, datetime], Talk]:
        def edit(services: Services, a: TalkAnswers, now: datetime) -> Talk:
            return services.talks.edit_talk(
                id, with_whom=a.with_whom, role=a.role, day=a.day, at=a.at, where=a.where, now=now
            )

        return edit
