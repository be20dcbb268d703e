"""Answers on their way to the vault: shown as given, held while the disk refuses them, asked for again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from companion.errors import CompanionError, NothingThere
from companion.services.core.undo import quoted
from companion.tui.asking import StartedPage, Typing
from companion.tui.screens.exercise_given import Given, Reply

if TYPE_CHECKING:
    from companion.services.services import Services


class StoringPage(StartedPage):
    """Base of the pages with questions. What is given stands on the screen, whatever the disk says."""

    TOGETHER = False
    """True while somebody sits beside the person: nothing that is marked "only me" is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._on_their_way: dict[str, Reply] = {}
        """What was given to each step and is not known to be stored."""
        self._refused: dict[str, Reply] = {}
        """What the disk refused of it."""
        self._unsaid_place: Callable[[Services], object] | None = None
        """Where they are now, when the disk refused to remember it."""

    def stored(self) -> None:
        """Show things as the vault has them now."""
        raise NotImplementedError

    @property
    def key_typed(self) -> str:
        """The step whose answer is being typed now: its words are a draft, newer than what was refused."""
        raise NotImplementedError

    def given_to(self, key: str) -> Given | None:
        """Return what was given to a step that the vault may not have yet."""
        reply = self._on_their_way.get(key)
        return reply.given if reply else None

    def store_reply(self, reply: Reply, then: Callable[[], object] | None = None) -> None:
        """Have an answer stored; a newer one takes the place of one that was refused."""
        self._on_their_way[reply.key] = reply
        self._refused.pop(reply.key, None)

        def kept(result: object) -> None:
            if self._on_their_way.get(reply.key) is reply:
                del self._on_their_way[reply.key]
            self._is_stored()
            if then is not None:
                then()

        self.ask(reply.store, kept, partial(self._not_stored, reply))

    def _is_stored(self) -> None:
        self.show_saved()
        self.stored()
        for reply in tuple(self._refused.values()):
            self.store_reply(reply)

    def _not_stored(self, reply: Reply, error: CompanionError) -> None:
        is_newest = self._on_their_way.get(reply.key) is reply
        if self.services.read_only or isinstance(error, NothingThere):
            self._on_their_way.pop(reply.key, None)
            self.stored()
            self._keep_as_draft(reply)
        elif is_newest:
            self._refused[reply.key] = reply
        self.show_problem(error)

    def _keep_as_draft(self, reply: Reply) -> None:
        """Keep the words of an answer whose question is gone from the exercise."""
        text, now = reply.given.text, self.now()
        if text.strip() and not self.services.read_only:
            self.ask(lambda s: s.drafts.keep(reply.draft, text, len(text), now=now), lambda _: None)

    def store_place(self, stand: Callable[[Services], object]) -> None:
        """Have the place in the exercise remembered."""

        def stood(result: object) -> None:
            if self._unsaid_place is stand:
                self._unsaid_place = None

        self._unsaid_place = stand
        self.ask(stand, stood, self.show_problem)

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        if self.services.read_only:
            return ()
        place = () if self._unsaid_place is None else (self._unsaid_place,)
        return (*(reply.store for reply in self._refused.values() if reply.key != self.key_typed), *place)

    def typing(self) -> tuple[Typing, ...]:
        """The disk may take as a draft what it did not take as an answer."""
        held = [reply for reply in self._refused.values() if reply.given.text.strip()]
        return tuple(Typing(reply.draft, reply.given.text, len(reply.given.text)) for reply in held)

    def held(self) -> tuple[Reply, ...]:
        """Return the answers that the disk refused, to be stored with what comes next."""
        return tuple(self._refused.values())

    def let_go(self, replies: Collection[Reply]) -> None:
        """Note that these are stored now."""
        for kept in (self._refused, self._on_their_way):
            for key in [key for key, reply in kept.items() if reply in replies]:
                del kept[key]

    @property
    def holds_answers(self) -> bool:
        """True while something that was answered is nowhere but on this screen."""
        return bool(self._refused)

    def show_problem(self, error: CompanionError) -> None:
        super().show_problem(error)
        words = [quoted(reply.given.text) for reply in self._refused.values() if reply.given.text.strip()]
        if words:
            self.say(f"{error} Still to be kept: {', '.join(words)}", kind="problem")
