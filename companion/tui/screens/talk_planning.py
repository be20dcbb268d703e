"""A talk is planned, or changed, in a form over the page."""

from __future__ import annotations

from companion.domain.talk import Talk
from companion.tui.screens.list_page import ListPage
from companion.tui.screens.talk_form import TalkAnswers, TalkForm


class TalkPlanning(ListPage):
    """The part of the talk page that asks who, when and where."""

    def planned(self, talk: Talk) -> None:
        """A new talk was stored."""
        raise NotImplementedError

    def open_talk_form(self, talk: Talk | None) -> None:
        """Ask who, when and where: of a new talk (None), or of one that is planned."""

        def answered(answers: TalkAnswers | None) -> None:
            if answers is None:
                return
            if talk is None:
                self._plan_talk(answers)
            else:
                self._edit_talk(talk.id, answers)

        self.app.push_screen(TalkForm(talk, now=self.now()), answered)

    def _plan_talk(self, a: TalkAnswers) -> None:
        now, new_id = self.now(), self.new_id()
        self.ask(
            lambda s: s.talks.plan_talk(
                with_whom=a.with_whom, role=a.role, day=a.day, at=a.at, where=a.where, new_id=new_id, now=now
            ),
            self.planned,
        )

    def _edit_talk(self, id: str, a: TalkAnswers) -> None:
        now = self.now()
        self.ask(
            lambda s: s.talks.edit_talk(
                id, with_whom=a.with_whom, role=a.role, day=a.day, at=a.at, where=a.where, now=now
            ),
            self.changed,
        )
