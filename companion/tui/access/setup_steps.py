"""The steps of set-up after the passphrase: what each asks, shows again, and keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.helpline import Nation
from companion.domain.plan import PlanLine, SectionKind
from companion.domain.safety import Contact, SafetyStep
from companion.domain.talk import Point, PointKind
from companion.domain.text import clean_line, folded
from companion.errors import CompanionError
from companion.services.access.recovery_code import UNTIL_THE_END
from companion.services.backend import Backend
from companion.services.safety.helplines import EVERYWHERE, OFFERED
from companion.services.safety.safety import number_doubt
from companion.services.services import Services
from companion.services.wording import THEME_LABELS
from companion.tui.access.setup_secret import SetUpPart
from companion.tui.base.screen import Asking, Typing
from companion.tui.widgets.choice import RadioOption, RadioRow
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.tick_list import TickItem, TickList


def toolbox_lines(services: Services) -> tuple[PlanLine, ...]:
    """Return the lines of the section for what helps."""
    toolbox = _toolbox(services)
    return services.plan.lines(toolbox) if toolbox else ()


def own_help(services: Services) -> PlanLine | None:
    """Return the thing that helps in the person's own words: the first that is none of the ideas."""
    ideas = {folded(idea) for idea in services.setup.ideas()}
    return next((line for line in toolbox_lines(services) if folded(line.text) not in ideas), None)


def ticked_ideas(services: Services) -> set[str]:
    """Return the ideas that stand in the plan."""
    return {idea for idea in services.setup.ideas() if _standing(services, idea)}


def first_person(services: Services) -> Contact | None:
    """Return the first person to ask for help."""
    return next(iter(services.safety.step(SafetyStep.PEOPLE).contacts), None)


def first_point(services: Services, today: date) -> Point | None:
    """Return the first thing to say at the next talk."""
    return next(iter(services.talks.agenda(today).say), None)


def keep_name(services: Services, name: str, *, now: datetime) -> None:
    """Store what the person likes to be called."""
    if name != services.settings.get().name:
        services.settings.change(now=now, name=name)


def keep_help(services: Services, text: str, *, new_id: str, now: datetime) -> None:
    """Store one thing that helps; without words, put away what stood there."""
    old, toolbox = own_help(services), _toolbox(services)
    if text and _standing(services, text):
        return
    if old and text:
        services.plan.edit_line(old.id, text=text, now=now)
    elif old:
        services.plan.archive_line(old.id, now=now)
    elif text and toolbox:
        services.plan.add_line(toolbox, text, new_id=new_id, now=now)


def keep_idea(services: Services, idea: str, on: bool, *, new_id: str, now: datetime) -> None:
    """Put a ticked idea in the plan, or take it out again."""
    line, toolbox = _standing(services, idea), _toolbox(services)
    if on and not line and toolbox:
        services.plan.add_line(toolbox, idea, new_id=new_id, now=now)
    elif line and not on:
        services.plan.delete_line(line.id, now=now)


def keep_person(services: Services, name: str, number: str, *, new_id: str, now: datetime) -> None:
    """Store one person and their number; without either, put away who stood there."""
    old = first_person(services)
    if old and (name or number):
        if (old.name, old.number) != (name, number):
            services.safety.edit_contact(old.id, name=name, number=number, now=now)
    elif old:
        services.safety.archive_contact(old.id, now=now)
    elif name or number:
        services.safety.add_contact(step=SafetyStep.PEOPLE, name=name, number=number, new_id=new_id, now=now)


def keep_point(services: Services, text: str, today: date, *, new_id: str, now: datetime) -> None:
    """Store one thing to say; without words, put away what stood there."""
    old = first_point(services, today)
    if old and text:
        if old.text != text:
            services.talks.edit_point(old.id, text, now=now)
    elif old:
        services.talks.archive_point(old.id, now=now)
    elif text:
        services.talks.add_point(PointKind.SAY, text, new_id=new_id, now=now)


def filling(services: Services, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what stands on Today already: a heading of ours, and the person's words."""
    name = services.settings.get().name
    yield "Greeting", (f"Hello, {name}",) if name else ()
    yield "What helps me", tuple(line.text for line in toolbox_lines(services))
    people = services.safety.step(SafetyStep.PEOPLE).contacts
    yield "People I can ask", tuple(f"{person.name}  {person.number}".strip() for person in people)
    yield "Next conversation", tuple(point.text for point in services.talks.agenda(today).say)


def _toolbox(services: Services) -> str:
    kinds = {section.kind: section.id for section in reversed(services.plan.sections())}
    return kinds.get(SectionKind.TOOLBOX, "")


def _standing(services: Services, text: str) -> PlanLine | None:
    return next((line for line in toolbox_lines(services) if folded(line.text) == folded(text)), None)


Keep = Callable[[Services], None]

LEFT = {
    1: "about 3 minutes in all",
    2: "about 2 minutes left",
    3: "about 2 minutes left",
    4: "about 1 minute left",
    5: "less than a minute left",
}


class SetUpStep(SetUpPart):
    """One step. Its lines are known by the id of the place their drafts are kept for."""

    NUMBER: ClassVar[int] = 0
    PLACES: ClassVar[tuple[str, ...]] = ()
    """Where the words of its lines are kept while they are typed, in the order of the lines."""

    def __init__(self, services: Services, backend: Backend, today: date) -> None:
        super().__init__()
        self.services, self.backend, self.today = services, backend, today

    @property
    def key(self) -> str:
        """What the outbox knows it by."""
        return f"step {self.NUMBER}"

    def stored(self) -> tuple[str, ...]:
        """Return what the vault holds for each line."""
        return ()

    def keep(self, *, new_id: str, now: datetime) -> Keep:
        """Return what stores the words that stand in the lines now."""
        return lambda services: None

    def gap(self) -> tuple[LineEditor, str] | None:
        """Return a line that something is missing from, and the sentence that says what."""
        return None

    def editors(self) -> dict[str, LineEditor]:
        """Return the lines by the place of their drafts."""
        return dict(zip(self.PLACES, self.query(LineEditor), strict=False))

    def words(self) -> list[str]:
        """Return what stands in the lines now."""
        return [editor.value for editor in self.editors().values()]

    def show(self, left: Mapping[str, str]) -> str:
        """Show what was entered here before, and return what is to be said of it.

        `left`: what stood in lines that were left in this session. Else a draft, the caret where it stood,
        else what is stored.
        """
        told = ""
        for (place, editor), stored in zip(self.editors().items(), self.stored(), strict=True):
            editor.value = left.get(place, stored)
            draft = None if place in left else self.services.drafts.of(place)
            if draft and clean_line(draft.text) != stored:
                editor.value = draft.text
                editor.caret = (0, draft.caret)
                self.screen.set_focus(editor)
                told = f"Your words from {draft.changed_at:%H:%M} are still here."
        return told

    def typing(self) -> tuple[Typing, ...]:
        """Return the words that differ from what is stored, or that a draft is kept of."""
        lines = zip(self.editors().items(), self.stored(), strict=True)
        return tuple(
            Typing(place, editor.text, editor.caret[1])
            for (place, editor), stored in lines
            if editor.value != stored or self.services.drafts.of(place)
        )


def _question(words: str) -> Static:
    return Static(words, classes="question space", markup=False)


class AboutStep(SetUpStep):
    """Step 2: name, nation, colours."""

    NUMBER = 2
    PLACES = ("settings/name",)

    def compose(self) -> ComposeResult:
        yield _question("What would you like to be called?")
        yield LineEditor(placeholder="any name; leave it empty if you like", keeps_escape=False)
        yield _question("Where do you live?  It decides the help lines you see.")
        yield RadioRow([RadioOption(id=id, label=label) for id, label in OFFERED.items()], id="nation")
        yield _question("Colours  ← →")
        yield RadioRow(
            [RadioOption(id=name, label=label) for name, label in THEME_LABELS.items()], id="theme"
        )

    def stored(self) -> tuple[str, ...]:
        return (self.services.settings.get().name,)

    def on_mount(self) -> None:
        nation: Nation | None = self.backend.config.nation
        self.query_one("#nation", RadioRow).choose(nation.value if nation else EVERYWHERE)
        self.query_one("#theme", RadioRow).choose(self.backend.config.theme)

    @on(RadioRow.Chosen, "#theme")
    def _theme_chosen(self, message: RadioRow.Chosen) -> None:
        self.app.theme = message.id
        self._configure(theme=message.id)

    @on(RadioRow.Chosen, "#nation")
    def _nation_chosen(self, message: RadioRow.Chosen) -> None:
        self._configure(nation="" if message.id == EVERYWHERE else message.id)

    def _configure(self, *, theme: str | None = None, nation: str | None = None) -> None:
        try:
            self.backend.change_config(theme=theme, nation=nation)
        except CompanionError as error:
            if isinstance(self.screen, Asking):
                self.screen.show_problem(error)

    def keep(self, *, new_id: str, now: datetime) -> Keep:
        (name,) = self.words()
        return lambda services: keep_name(services, name, now=now)


class Helps(SetUpStep):
    """Step 3: one thing that helps, typed or ticked."""

    NUMBER = 3
    PLACES = ("setup/helps",)

    def compose(self) -> ComposeResult:
        yield _question("What is one thing that helps, on an ordinary day?")
        yield LineEditor(placeholder="for example a walk, the kettle, ringing someone", keeps_escape=False)
        yield Static("Ideas many people use, if you are stuck:", classes="muted space", markup=False)
        yield TickList(id="ideas")

    def stored(self) -> tuple[str, ...]:
        line = own_help(self.services)
        return (line.text if line else "",)

    def on_mount(self) -> None:
        self.show_ticks()

    def on_key(self, event: events.Key) -> None:
        """Put a letter that is typed while an idea has the keys into the box: it begins words, and ticks nothing."""
        letter = event.character or ""
        if event.is_printable and letter not in " ?/" and self.query_one("#ideas").has_focus:
            event.stop()
            box = self.query_one(LineEditor)
            box.focus()
            box.insert(letter)

    def show_ticks(self) -> None:
        """Show which ideas stand in the plan."""
        ticked = ticked_ideas(self.services)
        ideas = enumerate(self.services.setup.ideas())
        self.query_one("#ideas", TickList).set_items(
            [TickItem(id=str(number), text=idea, on=idea in ticked) for number, idea in ideas]
        )

    def keep(self, *, new_id: str, now: datetime) -> Keep:
        (text,) = self.words()
        return lambda services: keep_help(services, text, new_id=new_id, now=now)

    def keep_tick(self, id: str, on: bool, *, new_id: str, now: datetime) -> Keep:
        """Return what stores a tick just made, or taken back."""
        idea = self.services.setup.ideas()[int(id)]
        return lambda services: keep_idea(services, idea, on, new_id=new_id, now=now)


class Person(SetUpStep):
    """Step 4: one person and their number."""

    NUMBER = 4
    PLACES = ("setup/person", "setup/number")
    _asked_about = ""
    """A number that was asked about."""

    def compose(self) -> ComposeResult:
        yield _question("Who is one person you could ask for help?")
        yield LineEditor(placeholder="their name", keeps_escape=False)
        yield _question("Their number")
        yield LineEditor(placeholder="as you would dial it", keeps_escape=False)
        yield Static("It stands big in your safety plan, one key away.", classes="muted", markup=False)

    def stored(self) -> tuple[str, ...]:
        person = first_person(self.services)
        return (person.name, person.number) if person else ("", "")

    def gap(self) -> tuple[LineEditor, str] | None:
        name, number = self.words()
        if number and not name:
            return self.editors()["setup/person"], "Whose number is it? Give a name, or clear the number."
        question = number_doubt(number)
        if question and number not in (self._asked_about, self.stored()[1]):
            self._asked_about = number
            return self.editors()["setup/number"], f"{question} Enter says yes."
        return None

    def keep(self, *, new_id: str, now: datetime) -> Keep:
        name, number = self.words()
        return lambda services: keep_person(services, name, number, new_id=new_id, now=now)


class Say(SetUpStep):
    """Step 5: one thing to say at the next talk."""

    NUMBER = 5
    PLACES = ("setup/say",)

    def compose(self) -> ComposeResult:
        yield _question("What is one thing you want to say, the next time you talk?")
        yield LineEditor(placeholder="what matters most to you just now", keeps_escape=False)
        yield Static(
            f"{UNTIL_THE_END} ^O reads it once more.",
            classes="muted space",
            markup=False,
        )

    def stored(self) -> tuple[str, ...]:
        point = first_point(self.services, self.today)
        return (point.text if point else "",)

    def keep(self, *, new_id: str, now: datetime) -> Keep:
        (text,), today = self.words(), self.today
        return lambda services: keep_point(services, text, today, new_id=new_id, now=now)


class Ended(SetUpPart, can_focus=True):
    """All is stored. Words that are still being typed when the last step is left go nowhere: Enter goes on."""

    def stops(self) -> list[Widget]:
        return [self]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every letter, so that none of them is a command."""
        return character is not None and character.isprintable()

    def compose(self) -> ComposeResult:
        yield _question("That is all, and it is stored.")
        yield Static("Enter opens Today. No other key does anything here.", markup=False)


STEPS: dict[int, type[SetUpStep]] = {step.NUMBER: step for step in (AboutStep, Helps, Person, Say)}


def preview(services: Services, today: date) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what stands on Today already, without the parts that are empty."""
    return ((heading, words) for heading, words in filling(services, today) if words)
