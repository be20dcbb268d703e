"""What every screen over an open vault can do: ask, show what is saved, keep drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen

from companion.errors import CompanionError
from companion.tui.base.host import Host, host_of
from companion.tui.base.messages import Ask
from companion.tui.base.outbox import Outbox
from companion.tui.base.outbox import Typing as Typing
from companion.tui.base.page import Page
from companion.tui.widgets.text import say

if TYPE_CHECKING:
    from companion.domain.settings import Draft
    from companion.services.backend import Backend
    from companion.services.services import Services

T = TypeVar("T")


class Asking(Screen[Any]):
    """Mixed into pages and dialogs. Reads are direct and quick; changes are asked for with `ask`."""

    @property
    def companion(self) -> Host:
        """The app, and what may be asked of it."""
        return host_of(self)

    @property
    def backend(self) -> Backend:
        """What is there before a vault is open: paths, preferences, the clock."""
        return self.companion.backend

    @property
    def services(self) -> Services:
        """The services of the open vault, for reading."""
        return self.companion.services

    def now(self) -> datetime:
        """The local time, with its offset."""
        return self.backend.now()

    def today(self) -> date:
        """The day of the calendar, by which everything goes but a check-in."""
        return self.now().date()

    def new_id(self) -> str:
        """A new record id."""
        return self.backend.new_id()

    def ask(
        self,
        do: Callable[[Services], T],
        then: Callable[[T], object] | None = None,
        problem: Callable[[CompanionError], object] | None = None,
    ) -> None:
        """Have `do` done in the vault's thread, after all that was asked before; then call `then`.

        Without `then` the time of the save is shown; without `problem` the sentence is shown.
        """
        # Straight to the app: what a screen posts on its way out does not always arrive there.
        self.app.post_message(Ask(self, do, then or self.show_saved, problem or self.show_problem))

    def show_saved(self, result: object = None) -> None:
        """Say that it is saved, and when: only ever called after the save."""

    def show_problem(self, error: CompanionError) -> None:
        """Say what did not work."""

    def typing(self) -> tuple[Typing, ...]:
        """Return the words being typed on this screen now, to be kept if anything happens."""
        return ()

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        """Return what is not known to be stored: it is asked for once more before the screen goes."""
        return ()

    def reload(self) -> None:
        """Show things as they are now: called after an undo and after coming back to this screen."""


class WorkPage(Page, Asking):
    """Base of the pages over an open vault: a `Page` that can ask."""

    CHANGES: ClassVar[frozenset[str]] = frozenset(
        ("add", "edit", "move", "shift", "archive", "audience", "said", "starters")
    )
    """Actions that change what is stored: they say so at once where nothing can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self.outbox = Outbox(self.ask, self.show_problem)
        """What was asked for and is not known to be stored."""

    def boxes(self) -> tuple[Typing, ...]:
        """Return what each box on the page holds that the vault has not."""
        return ()

    def open_boxes(self) -> frozenset[str]:
        """Return the ids of the boxes whose words are newer than what was refused of them."""
        return frozenset(box.id for box in self.boxes())

    def typing(self) -> tuple[Typing, ...]:
        return (*self.boxes(), *self.outbox.drafts(self.open_boxes()))

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        return () if self.services.read_only else self.outbox.refused(self.open_boxes())

    def leads_on(self) -> bool:
        return self.companion.may_go

    def aside(self) -> str:
        return "open for reading" if self.companion.is_for_reading else super().aside()

    def show_saved(self, result: object = None) -> None:
        self.saved_at = f"{self.now():%H:%M}"
        self.say("")  # what was said before is of another change, or is over
        self.outbox.retry()

    def show_problem(self, error: CompanionError) -> None:
        self.saved_at = None
        self.say(str(error), kind="problem")


class StartedPage(WorkPage):
    """A page that starts in one order: what it shows, the cursor, then words left half typed.

    While it is there, the words being typed are kept every `EVERY` seconds.
    """

    def on_mount(self) -> None:
        from companion.services.core.drafts import EVERY

        self.set_interval(EVERY, self.companion.keep_drafts)
        self.choose_start()
        self.reload()
        self.focus_start()
        self.offer_draft()

    def choose_start(self) -> None:
        """Settle what the page shows first."""

    def focus_start(self) -> None:
        """Put the cursor where it belongs."""

    def offer_draft(self) -> None:
        """Offer words that were being typed when the page was last left; no box has the cursor until asked for."""

    def say_still_here(self, draft: Draft, *, goes_on: str = "") -> None:
        """Say since when the words of a draft have been waiting; `goes_on`: the key that opens their box."""
        from companion.services.core.undo import quoted

        kept_at = draft.changed_at.astimezone(self.now().tzinfo)
        words = f"Your words from {kept_at:%H:%M} are still here."
        if not goes_on:
            self.say(words)
            return
        self.say(say(f"{words} [b]{goes_on}[/] goes on: $half", half=quoted(draft.text)))
