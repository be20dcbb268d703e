"""One session to the program: the backend, the open vault, and the moves that all pages share."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from companion.config import Config
from companion.domain.conflict import ConflictCopy
from companion.domain.days import day_meant
from companion.errors import CompanionError, NotSaved, NotWritten
from companion.plain.console import wording
from companion.plain.console.flow import Back, Done
from companion.plain.console.prompter import Menu, MenuItem, Prompter, Read
from companion.services.backend import Backend, Session
from companion.services.services import Services

T = TypeVar("T")

Act = Callable[[], object]
"""What a choice on a page does."""

UNHURRIED_MINUTES = 30
"""Set-up and the safety plan are not locked before this many minutes without an answer."""


@dataclass(slots=True, kw_only=True)
class Context:
    """What every page is given. The session changes when the program locks, so no page holds on to it."""

    backend: Backend
    prompter: Prompter
    session: Session | None = None
    exit_code: int = 0
    in_safety: bool = False
    is_erased: bool = False
    stays: bool = False
    """True when line by line was asked for at the start: the full screen is then offered in Settings alone."""
    asked_back: bool = False
    """True once some of the recovery code was asked back in this session."""
    beside: tuple[ConflictCopy, ...] = ()
    """Files that hold, or may hold, what is not in the vault that was opened."""
    being_written: Callable[[str], None] | None = None
    """Keeps a line as a draft of what is being written just now."""
    _unhurried: int = 0

    @property
    def services(self) -> Services:
        """The services over the open vault."""
        if self.session is None:
            raise RuntimeError("a page was asked for while the vault is locked")
        return self.session.services

    @property
    def is_demo(self) -> bool:
        """True for the made-up person."""
        return self.session is not None and self.session.is_demo

    @property
    def is_kept(self) -> bool:
        """True when everything so far is on disk: not so for the made-up person, or after a refused save."""
        return not (self.is_demo or self.is_erased or self.exit_code)

    def now(self) -> datetime:
        """Return the local time."""
        return self.backend.now()

    def today(self) -> date:
        """Return the day of the calendar, by which everything goes but a check-in."""
        return self.now().date()

    def check_in_day(self) -> date:
        """Return the day a check-in is for first; before 04:00 it is yesterday."""
        return day_meant(self.now())

    def untold(self) -> tuple[str, ...]:
        """Return what came up about the file since it was opened, each sentence once."""
        return () if self.session is None else self.session.untold()

    def close(self) -> tuple[str, ...]:
        """Close the vault, and return what came up with that."""
        if self.session is None:
            return ()
        session, self.session = self.session, None
        session.close()
        return session.untold()

    def lock(self) -> None:
        """Close the vault while the program goes on, and forget what was open."""
        self.prompter.say(*self.close())
        gc.collect()  # what the session held is not left for later

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """Allow half an hour between answers for as long as this lasts."""
        self._unhurried += 1
        try:
            yield
        finally:
            self._unhurried -= 1

    def idle_after(self) -> timedelta:
        """Return how long an answer may take before the passphrase is asked first."""
        minutes = self.backend.config.idle_minutes
        return timedelta(minutes=max(minutes, UNHURRIED_MINUTES) if self._unhurried else minutes)

    def page(self, build: Callable[[], Menu[Act]], *, stays: bool = False) -> None:
        """Show a menu, afresh after each choice, until the person goes back; where it `stays`, for good.

        It is read out once; after a choice what changed is said. What cannot be done is said in its one sentence,
        and the page stands again.
        """
        read = Read()
        while True:
            try:
                menu = build()
            except CompanionError as error:  # what the page is about has gone
                self.prompter.say(str(error))
                return
            try:
                acts = self.prompter.choose_ticks(self._with_undo(menu), read)
            except Back:
                acts = ()
            if not acts and not stays:
                return
            try:
                with self.prompter.at(menu.place or wording.place_of(menu.head)):
                    for act in acts:
                        if not self.attempt(act):
                            break
            except Done:
                return

    def attempt(self, act: Act) -> bool:
        """Do `act`; False when the person went back from it, or it could not be done."""
        try:
            act()
        except Back:
            return False
        except NotSaved as error:
            self.exit_code = error.exit_code
            self.prompter.say(str(error))
            return False
        except CompanionError as error:
            self.prompter.say(str(error))
            return False
        return True

    def keep(self, save: Callable[[], T]) -> T:
        """Return what `save` returns; on a disk that refuses, offer to try again.

        Raises Back when the person lets it be, NotSaved where nothing can be saved, and what `save` raises.
        """
        while True:
            try:
                saved = save()
            except NotSaved as error:
                self.exit_code = error.exit_code
                if self.services.read_only:
                    raise
                if not self.again(str(error)):
                    raise Back from error
            else:
                self.exit_code = 0
                return saved

    def set_config(
        self,
        *,
        theme: str | None = None,
        nation: str | None = None,
        plain_at_start: bool | None = None,
        idle_minutes: int | None = None,
    ) -> Config:
        """Change a preference of this computer, and say when it will not last."""
        if self.is_demo:
            self.prompter.say("Nothing is kept here, so this computer's choices stay as they were.")
            return self.backend.config
        try:
            return self.backend.change_config(
                theme=theme, nation=nation, plain_at_start=plain_at_start, idle_minutes=idle_minutes
            )
        except NotWritten as error:
            self.prompter.say(str(error))
            return self.backend.config

    def in_turn(self, asks: Sequence[Act]) -> None:
        """Ask one after the other; `back` goes to the one before, and from the first it leaves."""
        at = 0
        while at < len(asks):
            try:
                asks[at]()
            except Back:
                if at == 0:
                    raise
                at -= 1
            else:
                at += 1

    def again(self, sentence: str, *, leave: str = "Leave it unsaved.") -> bool:
        """Say what went wrong, and return whether to try again, which Enter means too. Raises Back."""
        choices = (MenuItem(label="Try again.", value=True), MenuItem(label=leave, value=False))
        return (
            self.prompter.choose(Menu(head=(sentence,), choices=choices, question=wording.PICK_SAFE))
            is not False
        )

    def _with_undo(self, menu: Menu[Act]) -> Menu[Act]:
        words: dict[str, Act] = {"u": self._undo, "undo": self._undo, "U": self._redo, "redo": self._redo}
        extra = (MenuItem(label="", value=act, key=key, hidden=True) for key, act in words.items())
        return replace(menu, choices=(*menu.choices, *extra))

    def _undo(self) -> None:
        self.prompter.say(self.services.undo.undo() or "There is nothing to undo.")

    def _redo(self) -> None:
        self.prompter.say(self.services.undo.redo() or "There is nothing to bring back.")
