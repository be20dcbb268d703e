"""The first minutes: five steps, all but the passphrase can be skipped, any can be gone back to."""

from collections.abc import Callable

from companion.config import THEMES
from companion.domain.safety import Step
from companion.domain.settings import SETUP_STEPS
from companion.domain.talk import PointKind
from companion.plain.access.protects import read_protects
from companion.plain.access.recovery_code import ask_back, code_page, read_code
from companion.plain.access.unlock import new_passphrase, unlock_spare
from companion.plain.console import wording
from companion.plain.console.context import Visit
from companion.plain.console.flow import Back, Leave
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.text_prompts import ask_words
from companion.plain.safety.edit import add_contact
from companion.plain.safety.helplines import choose_nation, short_lines
from companion.plain.talks import store_point
from companion.services.backup.copies import gone_words

THEME_NAMES = {
    "calm-light": "Calm and light.",
    "calm-dark": "Calm and dark.",
    "high-contrast": "High contrast.",
    "terminal": "My terminal's own colours.",
}
_WHY_A_LOCK = (
    "A few words that you will remember work well. It is typed twice and not shown. "
    "It locks your plan on this computer, and nobody can look it up for you."
)
_TOOLBOX = "toolbox"


def first_page(visit: Visit) -> None:
    """Ask how to begin, until a vault or the made-up person is open. Raises Leave."""
    visit.talk.say(
        "Companion. Your plan, your words, on this computer and nowhere else.",
        "Nobody watches this program. Type s at any time for helplines, and ? for help.",
        "Need someone now?",
        *short_lines(visit.door.config.nation),
    )
    spares = visit.door.spares()
    lost = gone_words(spares)
    copy = Choice(label="Open the copy, with your passphrase.", value=lambda: unlock_spare(visit))
    choices = (
        *((copy,) if spares.newest else ()),
        Choice(label="Set up my own. It takes about 3 minutes.", value=lambda: _make_vault(visit)),
        Choice(label="Look round with a made-up person. Nothing is kept.", value=lambda: _look_round(visit)),
        Choice(label="Use the full-screen program from now on.", value=lambda: to_full_screen(visit)),
        Choice(label="What this can and cannot protect.", value=lambda: read_protects(visit.talk), also="w"),
    )
    while visit.sitting is None:
        try:
            act = visit.talk.choose(
                Menu(head=("", *filter(None, (lost,))), choices=choices, question="A number, or q to close:")
            )
        except Back:
            continue
        if act is not None:
            visit.attempt(act)


def to_full_screen(visit: Visit) -> None:
    """Make the full-screen program the one that starts, and close this one."""
    visit.set_config(plain_at_start=False)
    visit.talk.say("The next start, without --plain, opens the full-screen program.")
    raise Leave


def carry_on(visit: Visit) -> None:
    """Go on with set-up where it stands. Raises Leave."""
    steps: dict[int, Callable[[Visit], None]] = {
        1: _step_code,
        2: _step_name,
        3: _step_helps,
        4: _step_person,
        5: _step_say,
        6: _step_end,
    }
    at = visit.services.setup.step()

    def again() -> None:
        if visit.sitting is None:
            visit.talk.say("Your plan is locked. Its passphrase comes first.")
            return
        visit.attempt(lambda: read_code(visit, visit.services.setup.recovery_code()))

    with visit.unhurried(), visit.talk.also("code", again):
        while at <= SETUP_STEPS + 1:
            if at <= SETUP_STEPS:
                _reached(visit, at)
            try:
                steps[at](visit)
                at += 1
            except Back:
                at = max(1, at - 1)


def _reached(visit: Visit, step: int) -> None:
    visit.keep(lambda: visit.services.setup.reached(step, now=visit.now()))


def _make_vault(visit: Visit) -> None:
    visit.talk.say("", "Step 1 of 5. A passphrase. A few words that you will remember work well.")
    passphrase = new_passphrase(visit.talk, visit.door, "Passphrase:", _WHY_A_LOCK)
    if not passphrase:
        raise Back
    visit.talk.say("Making your vault and opening it once. This takes a moment.")
    visit.sitting, _ = visit.door.create(passphrase)
    visit.talk.say("Your vault is made, and your passphrase opens it.")
    with visit.unhurried():
        code_page(visit)
        ask_back(visit)


def _look_round(visit: Visit) -> None:
    visit.sitting = visit.door.demo()


def _step_code(visit: Visit) -> None:
    visit.talk.say("", "Step 1 of 5. Your passphrase is set.")
    code_page(visit)
    ask_back(visit)


def _step_name(visit: Visit) -> None:
    def store_name(name: str) -> None:
        visit.services.settings.change(name=name, now=visit.now())

    def ask_name() -> None:
        name = visit.services.settings.get().name
        head = (
            "",
            "Step 2 of 5. What shall this program call you?",
            *([f"Now: {wording.own(name)}."] if name else []),
        )
        ask_words(visit, "settings/name", head, "A name. Enter to skip:", store_name)

    visit.in_turn((ask_name, lambda: ask_nation(visit), lambda: ask_theme(visit), lambda: ask_plain(visit)))


def ask_nation(visit: Visit) -> None:
    """Ask where the person lives."""
    nation = choose_nation(visit.talk, visit.door.config.nation)
    if nation is not None:
        visit.set_config(nation=nation.value)
        visit.talk.say(f"{wording.NATIONS[nation]}.")


def ask_theme(visit: Visit) -> None:
    """Ask which colours the full-screen program has."""
    now = THEME_NAMES[visit.door.config.theme]
    choices = tuple(Choice(label=THEME_NAMES[theme], value=theme) for theme in THEMES)
    head = ("Colours, for the full-screen program.", f"Now: {now}")
    theme = visit.talk.choose(Menu(head=head, choices=choices, question="A number, or Enter to keep it:"))
    if theme is not None:
        visit.set_config(theme=theme)
        visit.talk.say(THEME_NAMES[theme])


def ask_plain(visit: Visit) -> None:
    """Ask whether the program starts line by line."""
    now = "line by line" if visit.door.config.plain_at_start else "full-screen"
    choices = (
        Choice(label="Line by line, as now.", value=True),
        Choice(label="The full-screen program.", value=False),
    )
    head = ("How does the program start, when you do not say?", f"Now: {now}.")
    plain = visit.talk.choose(Menu(head=head, choices=choices, question="A number, or Enter to keep it:"))
    if plain is not None:
        visit.set_config(plain_at_start=plain)
        visit.talk.say("It starts line by line." if plain else "It starts full-screen.")


def _step_helps(visit: Visit) -> None:
    ideas = visit.services.setup.ideas()
    have = [f"You wrote: {wording.line_words(line)}" for line in visit.services.plan.lines(_TOOLBOX)]

    def store(words: str) -> None:
        number = words.strip().removesuffix(".")
        chosen = int(number) if number.isdecimal() and len(number) < 3 else 0
        text = ideas[chosen - 1] if 1 <= chosen <= len(ideas) else words
        visit.services.plan.add_line(_TOOLBOX, text, new_id=visit.door.new_id(), now=visit.now())
        visit.talk.say(f"Kept: {wording.stop(wording.own(text))}")

    head = (
        "",
        "Step 3 of 5. One thing that helps you. It comes up on Today.",
        *have,
        "Ideas, by number:",
        *(f"{n} {wording.stop(idea)}" for n, idea in enumerate(ideas, 1)),
    )
    ask_words(visit, "setup/helps", head, "Your own words, or a number. Enter to skip:", store)


def _step_person(visit: Visit) -> None:
    people = visit.services.safety.step(Step.PEOPLE).contacts
    have = (f"You wrote: {wording.contact_words(c)}" for c in people)
    visit.talk.say("", "Step 4 of 5. One person you can ring. They go into your safety plan.", *have)
    add_contact(visit, Step.PEOPLE)


def _step_say(visit: Visit) -> None:
    agenda = visit.services.talks.agenda(visit.today())
    have = (f"You wrote: {wording.stop(wording.own(p.text))}" for p in agenda.say)
    head = ("", "Step 5 of 5. One thing you want to say at your next talk.", *have)
    ask_words(
        visit,
        "setup/say",
        head,
        "Your words. Enter to skip:",
        lambda text: store_point(visit, PointKind.SAY, text),
    )


def _step_end(visit: Visit) -> None:
    head = (
        "",
        "That is all. When set-up ends, this program forgets the recovery code: you alone have it.",
    )
    choices = (
        Choice(label="End set-up and open Today.", value=False),
        Choice(label="Read the recovery code once more first.", value=True),
    )
    if visit.talk.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE)):
        visit.attempt(lambda: read_code(visit, visit.services.setup.recovery_code()))
    visit.keep(lambda: visit.services.setup.finish(now=visit.now()))
