"""The first minutes: five steps, all but the passphrase can be skipped, any can be gone back to."""

from collections.abc import Callable

from companion.config import THEMES
from companion.domain.safety import SafetyStep
from companion.domain.settings import SETUP_STEPS
from companion.domain.talk import PointKind
from companion.errors import NotSaved
from companion.plain.access.protects import read_protects
from companion.plain.access.recovery_code import ask_back, code_page, read_code
from companion.plain.access.unlock import new_passphrase, unlock_rescue_copy
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back, Leave
from companion.plain.console.prompter import Menu, MenuItem, Read
from companion.plain.console.text_prompts import ask_words
from companion.plain.safety.edit import add_contact
from companion.plain.safety.helplines import choose_nation, short_lines
from companion.plain.talks import store_point
from companion.services.access.recovery_code import UNTIL_THE_END
from companion.services.backup.copies import gone_words
from companion.services.safety.helplines import NATION_NAMES
from companion.services.wording import THEME_LABELS

_WHY_A_LOCK = (
    "A few words that you will remember work well. It is typed twice and not shown. "
    "It locks your plan on this computer, and nobody can look it up for you."
)
_TOOLBOX = "toolbox"


def first_page(context: Context) -> None:
    """Ask how to begin, until a vault or the made-up person is open. Raises Leave."""
    context.prompter.say(
        "Companion. Your plan, your words, on this computer and nowhere else.",
        "Nobody watches this program. Type s at any time for helplines, and ? for help.",
        "Need someone now?",
        *short_lines(context.backend.config.nation),
    )
    rescue = context.backend.rescue()
    lost = gone_words(rescue)
    copy = MenuItem[Act](
        label="Open the copy, with your passphrase.", value=lambda: unlock_rescue_copy(context)
    )
    full_screen = MenuItem[Act](
        label="Use the full-screen program from now on.", value=lambda: to_full_screen(context)
    )
    choices: tuple[MenuItem[Act], ...] = (
        *((copy,) if rescue.newest else ()),
        MenuItem(label="Set up my own. It takes about 3 minutes.", value=lambda: _make_vault(context)),
        MenuItem(
            label="Look round with a made-up person. Nothing is kept.", value=lambda: _look_round(context)
        ),
        MenuItem(
            label="What this can and cannot protect.", value=lambda: read_protects(context.prompter), also="w"
        ),
        *(() if context.stays else (full_screen,)),
    )
    read = Read()
    while context.session is None:
        try:
            menu = Menu(
                head=("", *filter(None, (lost,))),
                choices=choices,
                question="A number, or q to close:",
                place="Start",
            )
            act = context.prompter.choose(menu, read)
        except Back:
            continue
        if act is not None:
            context.attempt(act)


def to_full_screen(context: Context) -> None:
    """Make the full-screen program the one that starts, and close this one."""
    context.set_config(plain_at_start=False)
    context.prompter.say("The next start, without --plain, opens the full-screen program.")
    raise Leave


def carry_on(context: Context) -> None:
    """Go on with set-up where it stands. Raises Leave."""
    steps: dict[int, Callable[[Context], None]] = {
        1: _step_code,
        2: _step_name,
        3: _step_helps,
        4: _step_person,
        5: _step_say,
        6: _step_end,
    }
    at = context.services.setup.step()

    def again() -> None:
        if context.session is None:
            context.prompter.say("Your plan is locked. Its passphrase comes first.")
            return
        context.attempt(lambda: read_code(context, context.services.setup.recovery_code()))

    with context.unhurried(), context.prompter.also("code", again):
        while at <= SETUP_STEPS + 1:
            if at <= SETUP_STEPS:
                _reached(context, at)
            try:
                with context.prompter.at(_place(at)):
                    steps[at](context)
                at += 1
            except Back:
                at = max(1, at - 1)


def _place(step: int) -> str:
    return f"Set-up, step {step} of {SETUP_STEPS}" if step <= SETUP_STEPS else "Set-up, the end"


def _reached(context: Context, step: int) -> None:
    context.keep(lambda: context.services.setup.reached(step, now=context.now()))


def _make_vault(context: Context) -> None:
    with context.prompter.at(_place(1)):
        _make_and_open(context)


def _make_and_open(context: Context) -> None:
    context.prompter.say("", "Step 1 of 5. A passphrase. A few words that you will remember work well.")
    passphrase = new_passphrase(context.prompter, context.backend, "Passphrase:", _WHY_A_LOCK)
    if not passphrase:
        raise Back
    while context.session is None:
        context.prompter.say("Making your vault and opening it once. This takes a moment.")
        try:
            context.session, _ = context.backend.create(passphrase)
        except NotSaved as error:
            # What was typed is not asked for again, while the disk is seen to.
            if not context.again(str(error), leave="Make no vault now."):
                raise Back from error
    context.prompter.say("Your vault is made, and your passphrase opens it.")
    with context.unhurried():
        code_page(context)
        ask_back(context)


def _look_round(context: Context) -> None:
    context.session = context.backend.demo()


def _step_code(context: Context) -> None:
    context.prompter.say("", "Step 1 of 5. Your passphrase is set.")
    code_page(context)
    ask_back(context)


def _step_name(context: Context) -> None:
    def store_name(name: str) -> None:
        context.services.settings.change(name=name, now=context.now())

    def ask_name() -> None:
        name = context.services.settings.get().name
        head = (
            "",
            "Step 2 of 5. What shall this program call you?",
            *([f"Now: {wording.own(name)}."] if name else []),
        )
        ask_words(context, "settings/name", head, "A name. Enter to skip:", store_name)

    # Who asked for line by line at the start is not asked whether it shall be the full screen.
    screens = () if context.stays else (lambda: ask_theme(context), lambda: ask_plain(context))
    context.in_turn((ask_name, lambda: ask_nation(context), *screens))


def ask_nation(context: Context) -> None:
    """Ask where the person lives."""
    nation = choose_nation(context.prompter, context.backend.config.nation)
    if nation is not None:
        context.set_config(nation=nation.value)
        context.prompter.say(f"{NATION_NAMES[nation]}.")


def ask_theme(context: Context) -> None:
    """Ask which colours the full-screen program has."""
    now = f"{THEME_LABELS[context.backend.config.theme]}."
    choices = tuple(MenuItem(label=f"{THEME_LABELS[theme]}.", value=theme) for theme in THEMES)
    head = ("Colours, for the full-screen program.", f"Now: {now}")
    theme = context.prompter.choose(
        Menu(head=head, choices=choices, question="A number, or Enter to keep it:")
    )
    if theme is not None:
        context.set_config(theme=theme)
        context.prompter.say(f"{THEME_LABELS[theme]}.")


def ask_plain(context: Context) -> None:
    """Ask whether the program starts line by line."""
    now = "line by line" if context.backend.config.plain_at_start else "full-screen"
    choices = (
        MenuItem(label="Line by line, as now.", value=True),
        MenuItem(label="The full-screen program.", value=False),
    )
    head = ("How does the program start, when you do not say?", f"Now: {now}.")
    plain = context.prompter.choose(
        Menu(head=head, choices=choices, question="A number, or Enter to keep it:")
    )
    if plain is not None:
        context.set_config(plain_at_start=plain)
        context.prompter.say("It starts line by line." if plain else "It starts full-screen.")


def _step_helps(context: Context) -> None:
    ideas = context.services.setup.ideas()
    have = [f"You wrote: {wording.line_words(line)}" for line in context.services.plan.lines(_TOOLBOX)]

    def store(words: str) -> None:
        number = words.strip().removesuffix(".")
        chosen = int(number) if number.isdecimal() and len(number) < 3 else 0
        text = ideas[chosen - 1] if 1 <= chosen <= len(ideas) else words
        context.services.plan.add_line(_TOOLBOX, text, new_id=context.backend.new_id(), now=context.now())
        context.prompter.say(f"Kept: {wording.stop(wording.own(text))}")

    head = (
        "",
        "Step 3 of 5. One thing that helps you. It comes up on Today.",
        *have,
        "Ideas, by number:",
        *(f"{n} {wording.stop(idea)}" for n, idea in enumerate(ideas, 1)),
    )
    prompt = "Your own words, or a number. Enter to skip:"
    ask_words(context, "setup/helps", head, prompt, store, says_back=False)


def _step_person(context: Context) -> None:
    people = context.services.safety.step(SafetyStep.PEOPLE).contacts
    have = (f"You wrote: {wording.contact_words(c)}" for c in people)
    context.prompter.say("", "Step 4 of 5. One person you can ring. They go into your safety plan.", *have)
    add_contact(context, SafetyStep.PEOPLE)


def _step_say(context: Context) -> None:
    agenda = context.services.talks.agenda(context.today())
    have = (f"You wrote: {wording.stop(wording.own(p.text))}" for p in agenda.say)
    head = ("", "Step 5 of 5. One thing you want to say at your next talk.", *have)
    ask_words(
        context,
        "setup/say",
        head,
        "Your words. Enter to skip:",
        lambda text: store_point(context, PointKind.SAY, text),
    )


def _step_end(context: Context) -> None:
    head = ("", f"That is all. {UNTIL_THE_END}")
    choices = (
        MenuItem(label="End set-up and open Today.", value=False),
        MenuItem(label="Read the recovery code once more first.", value=True),
    )
    if context.prompter.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE)):
        context.attempt(lambda: read_code(context, context.services.setup.recovery_code()))
    context.keep(lambda: context.services.setup.finish(now=context.now()))
    if context.prompter.clear():
        context.prompter.say("The window was cleared, the recovery code with it.")
