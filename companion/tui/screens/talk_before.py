"""The part of the talk page that opens talks that have been, and the archive."""

from __future__ import annotations

from companion.tui.screens.talk_archive import TalkArchive
from companion.tui.screens.talk_past import PastTalk, PastTalks
from companion.tui.screens.talk_planning import TalkPlanning
from companion.tui.screens.talk_rows import APART, talk_words


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
