"""Set-up: five steps, about three minutes, any of them left for later but the passphrase."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from companion.domain.settings import SETUP_STEPS
from companion.errors import CompanionError
from companion.services.access.recovery_code import ALL_RIGHT, SKIPPED
from companion.services.core.drafts import EVERY
from companion.tui.access.setup_secret import Code, GroupsBack, Passphrase, RecoveryCode, SetUpPart
from companion.tui.access.setup_steps import LEFT, STEPS, Ended, Helps, SetUpStep, preview
from companion.tui.base.locked_screen import FirstScreen, LockedPanel, Pairs, StatusText
from companion.tui.base.outbox import Outbox, Typing
from companion.tui.widgets.card import TitleLine
from companion.tui.widgets.text import Words, user_line, user_text
from companion.tui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from companion.services.services import Services


AFTER_CODE = 2
"""The step that comes after the code."""


class CodeScreen(FirstScreen):
    """Base of set-up: gives what is done while step 1 shows the code, and asks two of its groups back."""

    def __init__(self) -> None:
        super().__init__()
        self.at: SetUpPart | None = None
        """What fills the sheet now."""
        self._asked_back = False

    async def show_part(self, number: int, part: SetUpPart | None = None, told: str = "") -> None:
        """Show step `number`, or another `part` of it; `told` is said of the one that was left."""
        raise NotImplementedError

    async def leave_for(self, number: int, told: str = "") -> None:
        """Store what is shown and show step `number`."""
        raise NotImplementedError

    async def past_code(self) -> None:
        """Go on from the code: by way of two of its groups, once in a session."""
        if self._asked_back:
            await self.leave_for(AFTER_CODE)
            return
        await self.show_part(1, GroupsBack(self.services.setup.recovery_code(), self.backend))

    async def past_groups(self, right: bool | None) -> None:
        """Go on from the groups: they are right, or left for later; None stays there."""
        if right is not None:
            self._asked_back = True
            await self.leave_for(AFTER_CODE, ALL_RIGHT if right else SKIPPED)

    @on(Input.Changed)
    def _secret_typed(self, message: Input.Changed) -> None:
        if isinstance(self.at, GroupsBack):
            slip = self.at.slip()
            self.tell(slip, "problem" if slip else "info")
        elif message.value:  # what was said of the last try is of another one now
            self.tell("")

    async def action_code(self) -> None:
        await self.app.push_screen(RecoveryCode(self.services.setup.recovery_code(), self.backend))

    def action_save_code(self) -> None:
        if isinstance(self.at, Code):
            self.at.ask_where(self.query_one(StatusText))


CHANGES = "You can change or delete any of this later."
MOST_SHOWN = 3


class Filling(Vertical):
    """Headings of ours and the person's words; nothing is drawn while there are none."""

    DEFAULT_CSS = "Filling { height: auto; } Filling Pairs { padding: 0 0 0 2; }"

    def compose(self) -> ComposeResult:
        yield Static("Your Today page is filling up:", classes="question", markup=False)
        yield Pairs(max_lines=2)
        yield Static(CHANGES, classes="muted", markup=False)

    def show(self, parts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Show the first words of each part."""
        rows: list[tuple[Words, Words]] = []
        for heading, words in parts:
            for row, each in enumerate(words[:MOST_SHOWN]):
                label = Content.styled(heading if row == 0 else "", "$c-muted")
                rows.append((label, Content.assemble("• ", user_line(each))))
        self.query_one(Pairs).show(rows)
        self.display = bool(rows)


class SetUp(CodeScreen):
    """Each step is stored as it is left; the vault knows where the person stands, so a kill loses nothing."""

    STAYS_OPEN = True
    CSS_PATH = ["../styles/first.tcss", "../styles/set_up.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", priority=True),
        Binding("escape", "back", "Back", priority=True),
        Binding("f4,ctrl+n", "skip", "Skip for now", priority=True, key_display="F4"),
        Binding("ctrl+o", "code", "My code", priority=True),
        Binding("ctrl+e", "save_code", "Save to a file", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._turning = asyncio.Lock()
        self._ending = False
        self.outbox = Outbox(self.ask, self.show_problem)
        """The steps that were left and are not known to be stored."""
        self._left_words: dict[str, str] = {}
        """What stood in the lines of the steps already left: a save may still be under way."""

    def parts(self) -> ComposeResult:
        with LockedPanel():
            yield TitleLine("", id="where")
            yield Vertical(id="step")
            yield StatusText()
            yield Filling()

    async def on_mount(self) -> None:
        number = self.services.setup.step() if self.companion.is_open else 1
        await self.show_part(max(1, min(number, SETUP_STEPS)))
        self.set_interval(EVERY, self._keep_typed)

    async def show_part(self, number: int, part: SetUpPart | None = None, told: str = "") -> None:
        """Show a step with what is stored for it, and the words that were being typed there.

        `part`: what else to show at this step; `told`: what to say of the one that was left.
        """
        async with self._turning:
            holder = self.query_one("#step")
            await holder.remove_children()
            step: SetUpPart
            if part is not None:
                step = part
            elif number == 1 and not self.companion.is_open:
                step = Passphrase(self.backend)
            elif number == 1:
                step = Code(self.services.setup.recovery_code(), self.backend)
            else:
                step = STEPS[number](self.services, self.backend, self.today())
            await holder.mount(step)
            self.at = step
            place = f"Step {number} of {SETUP_STEPS}   {LEFT[number]}"
            self.query_one("#where", TitleLine).title = "" if isinstance(step, Ended) else place
            self.tell(told)
            stops = step.stops()
            self.set_focus(stops[0] if stops else None)
            if isinstance(step, SetUpStep):
                self.tell(step.show(self._left_words) or told)
            self._show_stored()
            self.refresh_bindings()

    def _show_stored(self) -> None:
        begun = isinstance(self.at, SetUpStep | Ended)
        self.query_one(Filling).show(preview(self.services, self.today()) if begun else ())
        if isinstance(self.at, Helps):
            self.at.show_ticks()

    # Moving.

    async def entered(self) -> None:
        step = self.at
        if isinstance(step, Passphrase):
            step.enter(self.tell, self._made)
        elif isinstance(step, Code):
            await self.past_code()
        elif isinstance(step, GroupsBack):
            await self.past_groups(step.enter(self.tell))
        elif isinstance(step, Ended):
            self.at = None  # a second Enter does not go there twice
            self.companion.unlocking.set_up_done()
        elif isinstance(step, SetUpStep):
            stops = step.stops()
            at = stops.index(self.focused) if self.focused in stops else len(stops) - 1
            if at + 1 < len(stops):
                self.set_focus(stops[at + 1])
            else:
                await self.leave_for(step.NUMBER + 1)

    def _made(self) -> None:
        """The vault is there: show its recovery code, and be here again if the program ends now."""
        now = self.now()
        self.ask(lambda s: s.setup.reached(1, now=now))
        self.call_later(self.show_part, 1)

    async def action_skip(self) -> None:
        if isinstance(self.at, GroupsBack):
            await self.past_groups(False)
        elif isinstance(self.at, SetUpStep):
            await self.leave_for(self.at.NUMBER + 1)

    async def action_back(self) -> None:
        if isinstance(self.at, Passphrase):
            if not self.at.is_making:
                await self.app.pop_screen()  # the first screen lies beneath
        elif isinstance(self.at, GroupsBack):
            await self.show_part(1)
        elif isinstance(self.at, SetUpStep):
            await self.leave_for(self.at.NUMBER - 1)

    async def leave_for(self, number: int, told: str = "") -> None:
        """Store the step and show another one; what cannot be stored keeps the person here."""
        if self._ending:
            return
        now, step = self.now(), self.at
        if not isinstance(step, SetUpStep):
            self.ask(lambda s: s.setup.reached(number, now=now))
            await self.show_part(number, told=told)
            return
        gap = step.gap()
        if gap:
            self.companion.keep_drafts()
            if number > step.NUMBER:
                self.set_focus(gap[0])
                self.tell(gap[1], "problem")
                return
        self._store(step, number, with_words=gap is None)
        if number <= SETUP_STEPS:
            await self.show_part(number)
        else:
            self._ending = True

    def _store(self, step: SetUpStep, number: int, *, with_words: bool) -> None:
        now = self.now()
        keep, places = step.keep(new_id=self.new_id(), now=now), step.PLACES
        self._left_words |= dict(zip(places, step.words(), strict=True))
        is_last = number > SETUP_STEPS

        def stored(result: object) -> None:
            if is_last:
                self.show_saved()
                self.call_later(self.show_part, SETUP_STEPS, Ended())
            else:
                self._stored(result)

        def problem(error: CompanionError) -> None:
            self._ending = False
            self.call_later(self._back_to, step, error)

        if not with_words:
            self.ask(lambda s: s.setup.reached(number, now=now), self._stored)
            return

        def do(services: Services) -> None:
            keep(services)
            for place in places:
                services.drafts.drop(place)
            if is_last:
                services.setup.finish(now=now)
            else:
                services.setup.reached(number, now=now)

        self.outbox.put(step.key, do, stored, problem)

    def _stored(self, result: object) -> None:
        self.show_saved()
        if not self._turning.locked():  # else the step that comes shows what is stored by then
            self._show_stored()

    async def _back_to(self, step: SetUpStep, error: CompanionError) -> None:
        """Show a step again whose words could not be stored, with the words."""
        await self.show_part(step.NUMBER)
        self.outbox.take(step.key)
        self.show_problem(error)

    def show_saved(self, result: object = None) -> None:
        self.query_one("#where", TitleLine).hint = f"saved {self.now():%H:%M}"

    def show_problem(self, error: CompanionError) -> None:
        self.tell(user_text(str(error)), "problem")

    # What is typed, ticked and chosen.

    def typing(self) -> tuple[Typing, ...]:
        # While one step makes way for another, the lines of neither are whole; nothing is typed then.
        if self._ending or self._turning.locked() or not isinstance(self.at, SetUpStep):
            return ()
        return self.at.typing()

    def refused(self) -> tuple[Callable[[Services], object], ...]:
        if not self.companion.is_open:
            return ()
        # The words of the step that is shown are newer than what was asked for when it was left.
        return self.outbox.refused(
            (self.at.key,) if isinstance(self.at, SetUpStep) and not self._ending else ()
        )

    def _keep_typed(self) -> None:
        if self.companion.is_open and self.typing():
            self.companion.keep_drafts()

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.tell("")

    @on(TickList.Toggled)
    def _ticked(self, message: TickList.Toggled) -> None:
        if isinstance(self.at, Helps):
            keep = self.at.keep_tick(message.id, message.on, new_id=self.new_id(), now=self.now())
            self.ask(keep, self._stored)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "skip":
            return isinstance(self.at, SetUpStep | GroupsBack)
        if action == "code":
            return isinstance(self.at, SetUpStep)
        if action == "save_code":
            return isinstance(self.at, Code)
        if action == "back":
            return not isinstance(self.at, Code | Ended)
        return True
