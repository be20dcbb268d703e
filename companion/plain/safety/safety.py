"""The safety plan, read one step at a time from any question, and back to that question."""

from collections.abc import Sequence
from contextlib import suppress

from companion.domain.helpline import Helpline
from companion.domain.safety import CONTACT_STEPS, Contact, SafetyStep
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Back, Done, Out
from companion.plain.console.prompter import Menu, MenuItem, Read
from companion.plain.safety.edit import step_page
from companion.plain.safety.helplines import helplines_page, read_national
from companion.plain.safety.lock_card import read_locked
from companion.plain.share import save_page
from companion.services.safety.safety import StepView

_HELP = (
    "Enter reads the next step. A number from 1 to 7 jumps to that step. a reads all steps on one page. "
    "e changes this step. h reads the helplines. f saves the safety plan as a file. "
    "back goes one step back. out leaves the safety plan at once, from anywhere in it, to where you were."
)
_LETTERS = "a reads all of it, e changes a step, h is the helplines, f saves a file, out leaves."
_QUESTION = "Enter for next, a number or letter, or out:"
OUT_WORD = "out"
"""Typed anywhere in the safety plan to leave it."""


def open_safety(context: Context) -> None:
    """Read the safety plan; without an open vault, the national lines. Comes back to whoever asked."""
    if context.in_safety:
        context.prompter.say("You are in your safety plan.")
        return
    if context.session is None:
        read_national(context.prompter, context.backend.config.nation)
        read_locked(context)
        return
    context.in_safety = True
    try:
        with context.unhurried(), context.prompter.also(OUT_WORD, _out, here=True), suppress(Out):
            _read_steps(context)
    finally:
        context.in_safety = False


def _out() -> None:
    raise Out


def _read_steps(context: Context) -> None:
    safety = context.services.safety
    mine = [c for step in CONTACT_STEPS for c in safety.step(step).contacts if c.number.strip()]
    lines = safety.helplines(context.backend.config.nation)
    context.prompter.say("", "Safety plan.", *(_numbers(found) for found in (mine, lines) if found))
    if context.services.safety.is_empty():
        context.prompter.say(
            "Nothing is written yet. You can write it on a steady day: e starts. One line is enough."
        )
    context.prompter.say(_LETTERS)
    at, read = 1, Read()
    while at <= len(SafetyStep):
        try:
            picked = context.prompter.choose(_step_menu(context, SafetyStep(at)), read)
        except Back:
            if at == 1:
                return
            at, read = at - 1, Read()
            continue
        if isinstance(picked, SafetyStep):
            at, read = picked.value, Read()
        elif picked is None:
            at, read = at + 1, Read()
        else:
            _do(context, picked)
    context.prompter.say("That was the last step.")


def _numbers(found: Sequence[Contact] | Sequence[Helpline]) -> str:
    return " ".join(wording.stop(wording.name_and_number(each)) for each in found)


def _do(context: Context, act: Act) -> None:
    try:
        context.attempt(act)
    except Done:
        return


def _step_menu(context: Context, step: SafetyStep) -> Menu[Act | SafetyStep]:
    jumps = tuple(MenuItem(label="", value=s, key=str(s.value), hidden=True) for s in SafetyStep)
    acts: tuple[tuple[str, Act], ...] = (
        ("a", lambda: read_whole(context)),
        ("e", lambda: _edit(context, step)),
        ("h", lambda: helplines_page(context)),
        ("f", lambda: _save(context)),
    )
    letters = tuple(MenuItem(label="", value=act, key=key, hidden=True) for key, act in acts)
    head = (
        f"Step {step.value} of {len(SafetyStep)}. {_title(context, step)}",
        *_step_lines(context.services.safety.step(step)),
    )
    place = f"Step {step.value}"
    return Menu(head=head, choices=(*jumps, *letters), question=_QUESTION, more=_HELP, place=place)


def _edit(context: Context, step: SafetyStep) -> None:
    """Change a step; say so when the card on the lock screen does not show it yet."""
    card = context.services.card
    before = card.behind()
    step_page(context, step)
    if (words := card.behind()) and not before:
        context.prompter.say(words)


def _title(context: Context, step: SafetyStep) -> str:
    return wording.stop(context.services.safety.step(step).title)


def _step_lines(view: StepView) -> tuple[str, ...]:
    if view.is_empty:
        return (f"Nothing here yet. {view.hint}",)
    people = (f"- {wording.contact_words(contact)}" for contact in view.contacts)
    return (*people, *(f"- {wording.stop(wording.own(line.text))}" for line in view.lines))


def read_whole(context: Context) -> None:
    """Read all seven steps and the national lines, without a question in between."""
    for view in context.services.safety.steps():
        context.prompter.say("", f"Step {view.step.value}. {wording.stop(view.title)}", *_step_lines(view))
    nation = context.backend.config.nation
    context.prompter.say(
        "", "Helplines.", *map(wording.helpline_words, context.services.safety.helplines(nation))
    )


def _save(context: Context) -> None:
    sharing = context.services.sharing
    page = sharing.safety_page(nation=context.backend.config.nation, now=context.now())
    save_page(context, page)
