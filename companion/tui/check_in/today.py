"""Today: one thing to do first, then the person's own plan speaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.checkin import CheckIn
from companion.domain.days import day_meant
from companion.domain.plan import Section, SectionKind
from companion.domain.safety import Contact, SafetyStep
from companion.domain.talk import Talk
from companion.domain.text import clean_line
from companion.services.access.on_paper import ASKED, IS_WRITTEN, NOT_YET
from companion.services.check_in.trends import MONTH, MoodCard
from companion.services.dates import greet, say_gap, say_short, say_trends, weekday_name
from companion.services.talks import Agenda
from companion.tui.base.messages import GoTo
from companion.tui.base.screen import StartedPage
from companion.tui.commands import key
from companion.tui.pages import NEW
from companion.tui.widgets.bullets import Bullets
from companion.tui.widgets.card import ActionButton, Heading, Panel, Row
from companion.tui.widgets.columns import GAP, Columns, spark
from companion.tui.widgets.text import content_of, styled, user_line, user_text
from companion.words import MONTHS, WEEKDAYS, say_count, say_day_month

ABOUT_SECONDS = 40
"""How long a check-in takes, as said on the chip; measured with four answers and three ticks."""


class CheckInCard(NamedTuple):
    """The words of the check-in card: its title, what stands under it, and the chip."""

    title: str
    text: str
    do: str
    how: str


def greeting(name: str, now: datetime) -> Content:
    """Return "Good evening, Sam.  Sunday 22 November"."""
    part, who = greet(now), user_line(name)
    hello = content_of(part, ", ", who, ".") if who else content_of(part, ".")
    day = f"{WEEKDAYS[now.weekday()]} {say_day_month(now.date())}"
    return content_of(styled(hello, "bold"), "  ", day)


def check_in_card(today: CheckIn | None, last: CheckIn | None, now: datetime) -> CheckInCard:
    """Return the words of the check-in card. `today` is the check-in of the day meant at `now`."""
    day = day_meant(now)
    title, night = "How is today?", ""
    if day != now.date():
        title = f"How was {weekday_name(day)}?"
        night = f"Past midnight: until 4 this is still for {weekday_name(day)}. "
    if today is not None and not today.is_blank:
        at = today.changed_at.astimezone(now.tzinfo)
        return CheckInCard(title, f"{night}Checked in at {at:%H:%M}. enter changes it.", "Change it", "")
    do, how = "Check in", f"press enter, about {ABOUT_SECONDS} seconds"
    if last is None:
        first = "A few numbers, a few ticks. Skip anything you like; a blank is an answer."
        return CheckInCard(title, night + first, do, how)
    when = say_trends(last.day, now.date())
    gaps = "" if (day - last.day).days <= 1 else " Gaps are fine; start from wherever you are."
    return CheckInCard(title, f"{night}Last check-in: {when}.{gaps}", do, how)


def mood_title(card: MoodCard) -> Content:
    """Return "Mood, lately" with the person's own name for the scale."""
    return content_of(user_line(card.name), ", lately")


def mood_sentence(card: MoodCard) -> Content:
    """Return the computed sentence with its figures in bold, and what the dot means where there is one."""
    figures = r"(?<=mostly )\d+( to \d+)?"
    sentence = user_text(card.sentence).highlight_regex(figures, style="bold $c-text").stylize("$c-muted")
    if None in card.values and any(value is not None for value in card.values):
        return content_of(sentence, "\n", styled(f"{GAP} is a day without one", "$c-muted"))
    return sentence


def axis_words(card: MoodCard) -> tuple[str, str]:
    """Return the days under the start and the middle of the chart: "28 Sep", "25 Oct"."""
    middle = date.fromordinal(card.first.toordinal() + (len(card.values) - 1) // 2)
    return _short(card.first), _short(middle)


def _short(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def talk_lines(agenda: Agenda, today: date) -> list[Content]:
    """Return what stands on the card of the next conversation, one item a line."""
    if agenda.talk is None and not (agenda.say or agenda.ask):
        return [
            user_text("Who do you see next, and what do you want them to know? Press n."),
            styled("For example: the new tablets make my mornings foggy.", "$c-muted"),
        ]
    waiting = f"{say_count(len(agenda.say), 'thing')} to say · {len(agenda.ask)} to ask"
    points = [
        content_of(styled(f"{n}. ", "$c-muted"), user_line(p.text)) for n, p in enumerate(agenda.marked, 1)
    ]
    if agenda.talk is None:
        return [user_text("No talk is planned yet."), user_text(waiting), *points]
    place = _place(agenda.talk, today)
    return [
        _talk_line(agenda.talk),
        *([styled(place, "$c-muted")] if place else []),
        user_text(waiting),
        *points,
    ]


def someone_to_ask(contacts: Sequence[Contact]) -> list[Content]:
    """Return the first person of the safety plan and their number as one item, or none."""
    return [
        content_of(styled("Ask ", "$c-muted"), user_line(f"{person.name} {person.number}".strip()))
        for person in contacts[:1]
    ]


def _talk_line(talk: Talk) -> Content:
    when = say_short(talk.day, talk.at) if talk.day else "No day yet"
    return content_of(styled(when, "bold"), " ", _listed(talk.with_whom, talk.role))


def _place(talk: Talk, today: date) -> Content:
    gap = say_gap(talk.day, today) if talk.day else ""
    return _listed(gap, talk.where)


def _listed(*words: str) -> Content:
    """Return those of `words` that say anything, each on one line, with commas between."""
    return user_text(", ".join(filter(None, map(clean_line, words))))


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


class Today(StartedPage):
    """The first page. `at` says what was just finished: `WRITTEN`, `LEFT_BLANK` or ""."""

    TAB: ClassVar[str] = "today"
    CSS_PATH = "../styles/today.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("what helps me"),
        key("search"),
        key("other copy", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at

    def body(self) -> Iterable[Widget]:
        yield Heading("", id="greeting")
        yield Row(
            Panel("", Static(id="last-check-in"), ActionButton("", id="check-in"), id="check-in-card"),
            Panel("", Columns(id="chart"), Static(id="spark"), Static(id="mood-words"), id="mood-card"),
            id="first-row",
        )
        yield Panel(
            ASKED,
            Horizontal(
                ActionButton(IS_WRITTEN, id="on-paper"), ActionButton(NOT_YET, id="not-yet"), classes="chips"
            ),
            hint="tab, then enter",
            id="paper-card",
        )
        yield Row(
            Panel("", Bullets(id="helps"), id="helps-card"),
            Panel(
                "Next conversation",
                Bullets(id="talk", mark="", max_lines=3),
                hint="n prepare",
                id="talk-card",
            ),
            id="second-row",
        )

    def choose_start(self) -> None:
        words = (_AFTERWARDS.get(self._at, ""), self.companion.unlocking.take_untold())
        self.say(" ".join(filter(None, words)))

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
        self.query_one("#paper-card").display = self.services.on_paper.is_asked(self.today())
        agenda = self.services.talks.agenda(self.today())
        self.query_one("#talk", Bullets).show(talk_lines(agenda, self.today()))

    def _show_check_in(self) -> None:
        check_ins, now = self.services.check_ins, self.now()
        words = check_in_card(check_ins.on(day_meant(now)), check_ins.last(self.today()), now)
        self.query_one("#check-in-card", Panel).title = words.title
        self.query_one("#last-check-in", Static).update(user_text(words.text))
        self.query_one("#check-in", ActionButton).update(words.do, words.how)

    def _show_mood(self, columns: int) -> None:
        wide = columns >= CHART_FROM
        card = self.services.trends.mood_card(self.today(), CHART_DAYS if wide else MONTH)
        any_figure = any(value is not None for value in card.values)
        chart, row = self.query_one("#chart", Columns), self.query_one("#spark", Static)
        chart.display, row.display = wide and any_figure, any_figure and not wide
        start, middle = axis_words(card)
        chart.show(card.values, start=start, middle=middle, end="today")
        row.update(styled(spark(card.values), "$c-accent"))
        self.query_one("#mood-words", Static).update(mood_sentence(card))
        sheet = self.query_one("#mood-card", Panel)
        sheet.title = mood_title(card)
        # Only a plan without any scale has no name here.
        sheet.display = bool(card.name)
        self.query_one("#first-row").set_class(not card.name, "-alone")

    def _toolbox(self) -> Section | None:
        sections = self.services.plan.sections()
        return next((section for section in sections if section.kind is SectionKind.TOOLBOX), None)

    def _show_helps(self) -> None:
        plan, card = self.services.plan, self.query_one("#helps-card", Panel)
        bullets = self.query_one("#helps", Bullets)
        toolbox = self._toolbox()
        lines = plan.helps_today(self.today())
        person = someone_to_ask(self.services.safety.step(SafetyStep.PEOPLE).contacts)
        card.title = user_text(toolbox.name if toolbox else "What helps me")
        card.hint = "w more" if lines else "w add"
        if lines:
            bullets.show([*(user_text(line.text) for line in lines), *person], mark="• ")
        else:
            example = plan.guide(toolbox).examples[0] if toolbox else ""
            words = user_text("Things that do you good, big or small. Press w.")
            said = [styled(f"For example: {example}", "$c-muted")] if example else []
            bullets.show([words, *said, *person], mark="")

    @on(ActionButton.Pressed, "#on-paper,#not-yet")
    def _answer_on_paper(self, message: ActionButton.Pressed) -> None:
        is_written, new_id, now = message.control.id == "on-paper", self.new_id(), self.now()

        def answered(said: str) -> None:
            self.show_saved()
            self.query_one("#check-in").focus()
            self.reload()
            self.say(said)

        self.ask(lambda s: s.on_paper.answer(is_written, new_id=new_id, now=now), answered)

    @on(ActionButton.Pressed, "#check-in")
    def _check_in(self) -> None:
        self.post_message(GoTo("check-in"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "other_copy":
            return self.companion.unlocking.lies_beside is not None
        return super().check_action(action, parameters)

    def action_other_copy(self) -> None:
        """Go to the file that lies beside the vault and holds what is not here."""
        self.post_message(GoTo("copies", str(self.companion.unlocking.lies_beside)))

    def action_what_helps(self) -> None:
        """Open the toolbox in the plan: all of it, or while it is empty the box to write in."""
        toolbox = self._toolbox()
        at = toolbox.id if toolbox else ""
        if toolbox and not self.services.plan.lines(toolbox.id) and not self.services.read_only:
            at = f"{at}/{NEW}"
        self.post_message(GoTo("plan", at))
