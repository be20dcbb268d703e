"""The safety plan: one step at a time, people's numbers in big figures, help lines on every step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.safety import CONTACT_STEPS, Contact, SafetyStep
from companion.services.safety.safety import StepView
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.safety.edit import SafetyEdit
from companion.tui.safety.help_strip import HelpStrip, LineWords, details, in_short, in_words
from companion.tui.safety.helplines import Helplines
from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.text import content_of, styled, user_line, user_text

HELP_LINES = 0
"""Stands for the national lines where a step has its number."""


class SafetyWhole(WorkPage):
    """Seven steps and the help lines, one below the other; Esc goes back to one at a time.

    The numbers stay where they are: the first people's, and the lines of help.
    """

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll_body(1)", "Scroll", key_display="↑ ↓"),
        key("step by step"),
        key("leave"),
    ]

    def body(self) -> Iterable[Widget]:
        parts: list[Widget] = []
        for number in (*(step.value for step in SafetyStep), HELP_LINES):
            parts += [Static(id=f"title-{number}"), Bullets(id=f"words-{number}", max_lines=None)]
        yield VerticalScroll(Vertical(*parts, id="whole"), id="whole-scroll", can_focus=False)
        yield Static(id="whole-people")
        yield HelpStrip(self._help(), id="strip")

    def _help(self) -> tuple[LineWords, ...]:
        nation = self.backend.config.nation
        return in_short(self.services.safety.helplines(nation), nation)

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < FEW_ROWS, "-few-rows")

    def action_scroll_body(self, lines: int) -> None:
        self.query_one("#whole-scroll").scroll_relative(y=lines, animate=False)

    def action_page_body(self, pages: int) -> None:
        rows = self.query_one("#whole-scroll")
        rows.scroll_relative(y=pages * max(1, rows.size.height - 1), animate=False)

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        safety = self.services.safety
        people = numbers_of(safety.people())
        self.query_one("#whole-people", Static).update(people)
        self.query_one("#whole-people").display = bool(people)
        for view in safety.steps():
            mark = "" if view.is_empty else "• "
            self._show(view.step.value, f"{view.step.value}  {view.title}", _words(view), mark)
        lines = safety.helplines(self.backend.config.nation)
        self._show(
            HELP_LINES,
            "Help lines",
            [
                content_of(
                    styled(
                        user_line(line.name if line.names_its_number else f"{line.name}  {line.number}"),
                        "bold",
                    ),
                    "  ",
                    " ".join(details(line)),
                )
                for line in lines
            ],
        )

    def _show(self, number: int, title: str, words: list[Content], mark: str = "• ") -> None:
        self.query_one(f"#title-{number}", Static).update(styled(title, "bold $c-safe"))
        self.query_one(f"#words-{number}", Bullets).show(words, mark=mark)

    def action_leave(self) -> None:
        self.dismiss()


def _words(view: StepView) -> list[Content]:
    if view.is_empty:
        return [styled("nothing written here", "$c-muted")]
    return [*(user_text(line.text) for line in view.lines), *(_person(contact) for contact in view.contacts)]


def _person(contact: Contact) -> Content:
    who = f" ({contact.who})" if contact.who else ""
    parts: list[Content | str] = [user_line(f"{contact.name}{who}")]
    if contact.number:
        parts += ["  ", styled(user_line(contact.number), "bold")]
    if contact.hours:
        parts += ["  ", user_line(contact.hours)]
    return content_of(*parts)


MOST_PEOPLE = 3
"""People whose numbers stay on every page of the plan: what one line holds of them."""

NAME_ROOM = 14
"""Cells of a name on that line, so that a long one does not push its number out of the window."""


def numbers_of(people: Sequence[Contact]) -> Content:
    """Return the first people who have a number, each with it, on one line; empty where nobody has."""
    shown = [
        content_of(
            user_line(each.name).truncate(NAME_ROOM, ellipsis=True),
            " ",
            styled(user_line(each.number), "bold"),
        )
        for each in people
        if each.number.strip()
    ]
    return Content("   ").join(shown[:MOST_PEOPLE])


FEW_ROWS = 18
"""Under this many rows the lines of help are one line, and people come before words."""

ROOMY = 72
"""Columns from which there is room to say more beside the numbers of the steps."""

NOW = "Someone to call or text now"
EMPTY_PLAN = "Your own plan is still empty. You can write it on a steady day: e starts. One line is enough."


class Safety(WorkPage):
    """Lies over whatever was there; Esc goes back to it. Nothing is asked, scored or logged here."""

    TAB: ClassVar[str] = "safety"
    STAYS_OPEN = True
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/safety.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right", "turn(1)", "Next", key_display="enter →"),
        Binding("left,backspace", "turn(-1)", "Back", key_display="←"),
        key("on one page"),
        key("edit"),
        key("add", show=False),
        key("all lines", show=False),
        Binding("up", "choose(-1)", "The number above", show=False),
        Binding("down", "choose(1)", "The number below", show=False),
        key("leave"),
        *(Binding(str(step.value), f"go({step.value})", "Go to a step", show=False) for step in SafetyStep),
    ]

    step: reactive[int] = reactive(1, init=False)
    chosen: reactive[int] = reactive(0, init=False)
    """Whose number is big, counted from 0 among the people of the step."""

    def __init__(self, step: SafetyStep | None = None) -> None:
        super().__init__()
        self.set_reactive(Safety.step, step.value if step else 1)

    def body(self) -> Iterable[Widget]:
        yield Static(id="steps")
        yield Horizontal(
            VerticalScroll(
                Static(id="step-title"),
                Static(id="step-lines"),
                Vertical(Static(id="person"), BigNumber(id="number"), Static(id="people"), id="contacts"),
                id="step-sheet",
                can_focus=False,
            ),
            id="step-row",
        )
        yield Static(id="own-people")
        yield HelpStrip(self._help(), id="strip")

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height < FEW_ROWS, "-few-rows")
        if self.is_mounted:  # the first size is told before anything is there to draw on
            self.query_one("#steps", Static).update(self._steps_line())

    def reload(self) -> None:
        self.query_one(HelpStrip).show(self._help())
        self._show()

    def watch_step(self) -> None:
        self.set_reactive(Safety.chosen, 0)
        self._show()
        self.query_one("#step-sheet").scroll_home(animate=False)

    def watch_chosen(self) -> None:
        self._show()

    def _help(self) -> tuple[LineWords, ...]:
        nation = self.backend.config.nation
        return in_short(self.services.safety.helplines(nation), nation)

    def _view(self) -> StepView:
        return self.services.safety.step(SafetyStep(self.step))

    def _show(self) -> None:
        view = self._view()
        self.query_one("#steps", Static).update(self._steps_line())
        title = NOW if self.services.safety.is_empty() else view.title
        self.query_one("#step-title", Static).update(styled(title, "bold $c-safe"))
        self.query_one("#step-lines", Static).update(self._lines(view))
        self.query_one("#step-lines").display = bool(view.lines) or view.is_empty
        self._show_contacts(view.contacts)
        others = numbers_of([each for each in self.services.safety.people() if each not in view.contacts])
        self.query_one("#own-people", Static).update(others)
        self.query_one("#own-people").display = bool(others)

    def _steps_line(self) -> Content:
        parts: list[Content | str] = [styled(f"Step {self.step} of {len(SafetyStep)}  ", "bold")]
        for step in SafetyStep:
            here = step.value == self.step
            parts.append(
                styled(
                    f"[{step.value}]" if here else f" {step.value} ",
                    "bold $c-on-safe on $c-safe" if here else "",
                )
            )
        if self.app.size.width >= ROOMY:
            parts.append(styled("   press a number to jump", "$c-muted"))
        return content_of(*parts)

    def _lines(self, view: StepView) -> Content:
        if self.services.safety.is_empty():
            numbers = Content("\n").join(in_words(line) for line in self._help())
            return content_of(numbers, "\n\n", EMPTY_PLAN)
        if view.is_empty:
            what = "someone down" if view.step in CONTACT_STEPS else "a line"
            empty = styled(f"Nothing here yet. e writes {what}.", "$c-muted")
            return content_of(user_text(view.hint), "\n\n", empty)
        gap = "\n\n" if len(view.lines) < 5 and not view.contacts else "\n"
        return Content(gap).join(
            content_of(styled("• ", "bold"), user_text(line.text)) for line in view.lines
        )

    def _show_contacts(self, contacts: tuple[Contact, ...]) -> None:
        self.query_one("#contacts").display = bool(contacts)
        if not contacts:
            return
        chosen = contacts[min(self.chosen, len(contacts) - 1)]
        self.query_one("#person", Static).update(
            content_of(styled("▸ ", "bold $c-safe"), styled(_named(chosen), "bold"))
        )
        number = self.query_one("#number", BigNumber)
        number.number = chosen.number
        number.display = bool(chosen.number.strip())
        rest = [
            content_of("  ", _named(c), "   ", styled(user_line(c.number), "bold"))
            for c in contacts
            if c is not chosen
        ]
        if rest:
            rest.append(styled("↑ ↓ make another number big", "$c-muted"))
        self.query_one("#people", Static).update(Content("\n").join(rest))

    def action_turn(self, by: int) -> None:
        self.step = max(1, min(len(SafetyStep), self.step + by))

    def action_go(self, step: int) -> None:
        self.step = step

    def action_choose(self, by: int) -> None:
        count = len(self._view().contacts)
        if count > 1:
            self.chosen = max(0, min(count - 1, self.chosen + by))
        else:
            self.query_one("#step-sheet").scroll_relative(y=by, animate=False)

    def action_whole(self) -> None:
        self.app.push_screen(SafetyWhole())

    def action_lines(self) -> None:
        self.app.push_screen(Helplines(needs_passphrase=False))

    def action_edit(self) -> None:
        """Open the step to be written, and at once the box where nothing stands in it yet."""
        self._write(adds=self._view().is_empty)

    def action_add(self) -> None:
        self._write(adds=True)

    def _write(self, *, adds: bool) -> None:
        before = self.services.card.behind()

        def edited(_: object) -> None:
            self.reload()
            if (words := self.services.card.behind()) and not before:
                self.say(words)

        self.app.push_screen(SafetyEdit(SafetyStep(self.step), adds=adds), edited)

    def action_leave(self) -> None:
        self.dismiss()


def _named(contact: Contact) -> Content:
    who = f" ({contact.who})" if contact.who else ""
    hours = f", {contact.hours}" if contact.hours else ""
    return user_line(f"{contact.name}{who}{hours}")
