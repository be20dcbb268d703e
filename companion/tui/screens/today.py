"""Today: one thing to do first, then the person's own plan speaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.days import day_meant
from companion.domain.plan import Section, SectionKind
from companion.domain.safety import Step
from companion.services.check_in.trends import MONTH
from companion.tui.asking import StartedPage
from companion.tui.messages import GoTo
from companion.tui.screens.today_words import (
    axis_words,
    check_in_card,
    greeting,
    mood_sentence,
    mood_title,
    someone_to_ask,
    talk_lines,
)
from companion.tui.show import styled, user_text
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.card import ActionChip, Card, Heading, Row
from companion.tui.widgets.columns import Columns, spark

CHART_FROM = 120
"""Columns a window has, at least, before the mood card shows a chart."""
CHART_DAYS = 56

WRITTEN = "written"
LEFT_BLANK = "left-blank"
"""What `Today` is opened at after a check-in was finished."""

_AFTERWARDS = {
    WRITTEN: "Thank you for writing it down.",
    LEFT_BLANK: "Nothing is written for that day, and that is all right.",
}


class CheckInChip(ActionChip):
    """The chip of the check-in card; its key stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", "Check in", key_display="enter")]


class Today(StartedPage):
    """The first page. `at` says what was just finished: `WRITTEN`, `LEFT_BLANK` or ""."""

    TAB: ClassVar[str] = "today"
    CSS_PATH = "../styles/today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "what_helps", "What helps me"),
        Binding("slash", "app.go('search')", "Search", key_display="/"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def body(self) -> Iterable[Widget]:
        yield Heading("", id="greeting")
        yield Row(
            Card("", Static(id="last-check-in"), CheckInChip("", id="check-in"), id="check-in-card"),
            Card("", Columns(id="chart"), Static(id="spark"), Static(id="mood-words"), id="mood-card"),
            id="first-row",
        )
        yield Row(
            Card("", Bullets(id="helps"), id="helps-card"),
            Card(
                "Next conversation",
                Bullets(id="talk", mark="", max_lines=3),
                hint="n prepare",
                id="talk-card",
            ),
            id="second-row",
        )

    def choose_start(self) -> None:
        self.say(_AFTERWARDS.get(self._at, ""))

    def focus_start(self) -> None:
        self.query_one("#check-in").focus()

    def on_resize(self, event: events.Resize) -> None:
        if self.is_mounted:  # the first size is told before anything is there to draw on
            self._show_mood(event.size.width)

    def reload(self) -> None:
        self.query_one("#greeting", Heading).title = greeting(self.services.settings.get().name, self.now())
        self._show_check_in()
        self._show_mood(self.app.size.width)
        self._show_helps()
        agenda = self.services.talks.agenda(self.today())
        self.query_one("#talk", Bullets).show(talk_lines(agenda, self.today()))

    def _show_check_in(self) -> None:
        check_ins, now = self.services.check_ins, self.now()
        words = check_in_card(check_ins.on(day_meant(now)), check_ins.last(self.today()), now)
        self.query_one("#check-in-card", Card).title = words.title
        self.query_one("#last-check-in", Static).update(user_text(words.text))
        self.query_one("#check-in", CheckInChip).update(words.do, words.how)

    def _show_mood(self, columns: int) -> None:
        wide = columns >= CHART_FROM
        card = self.services.lately.mood_card(self.today(), CHART_DAYS if wide else MONTH)
        any_figure = any(value is not None for value in card.values)
        chart, row = self.query_one("#chart", Columns), self.query_one("#spark", Static)
        chart.display, row.display = wide and any_figure, any_figure and not wide
        start, middle = axis_words(card)
        chart.show(card.values, start=start, middle=middle, end="today")
        row.update(styled(spark(card.values), "$c-accent"))
        self.query_one("#mood-words", Static).update(mood_sentence(card))
        sheet = self.query_one("#mood-card", Card)
        sheet.title = mood_title(card)
        # Only a plan without any scale has no name here.
        sheet.display = bool(card.name)
        self.query_one("#first-row").set_class(not card.name, "-alone")

    def _toolbox(self) -> Section | None:
        sections = self.services.plan.sections()
        return next((section for section in sections if section.kind is SectionKind.TOOLBOX), None)

    def _show_helps(self) -> None:
        plan, card = self.services.plan, self.query_one("#helps-card", Card)
        bullets = self.query_one("#helps", Bullets)
        toolbox = self._toolbox()
        lines = plan.helps_today(self.today())
        person = someone_to_ask(self.services.safety.step(Step.PEOPLE).contacts)
        card.title = user_text(toolbox.name if toolbox else "What helps me")
        card.hint = "w more" if lines else "w add"
        if lines:
            bullets.show([*(user_text(line.text) for line in lines), *person], mark="• ")
        else:
            example = plan.guide(toolbox).examples[0] if toolbox else ""
            words = user_text("Things that do you good, big or small. Press w.")
            said = [styled(f"For example: {example}", "$c-muted")] if example else []
            bullets.show([words, *said, *person], mark="")

    @on(ActionChip.Pressed, "#check-in")
    def _check_in(self) -> None:
        self.post_message(GoTo("check-in"))

    def action_what_helps(self) -> None:
        """Open the toolbox in the plan: all of it, and where to add to it."""
        toolbox = self._toolbox()
        self.post_message(GoTo("plan", toolbox.id if toolbox else ""))
