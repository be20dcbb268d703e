"""The safety plan, read one step at a time from any question, and back to that question."""

from companion.domain.safety import Step
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.flow import Back, Done
from companion.plain.console.prompter import Choice, Menu
from companion.plain.safety.edit import step_page
from companion.plain.safety.helplines import helplines_page, read_national
from companion.plain.safety.lock_card import read_locked
from companion.plain.share import save_page
from companion.services.safety.safety import StepView

_HELP = (
    "Enter reads the next step. A number from 1 to 7 jumps to that step. a reads all steps on one page. "
    "e changes this step. h reads the helplines. f saves the safety plan as a file. "
    "back goes one step back, and from step 1 to where you were."
)
_QUESTION = "Enter for next, 1 to 7, a all, e change, h helplines, f file, back:"


def open_safety(visit: Visit) -> None:
    """Read the safety plan; without an open vault, the national lines. Comes back to whoever asked."""
    if visit.in_safety:
        visit.talk.say("You are in your safety plan.")
        return
    if visit.sitting is None:
        read_national(visit.talk, visit.door.config.nation)
        read_locked(visit)
        return
    visit.in_safety = True
    try:
        with visit.unhurried():
            _read_steps(visit)
    finally:
        visit.in_safety = False


def _read_steps(visit: Visit) -> None:
    lines = visit.services.safety.helplines(visit.door.config.nation)
    numbers = " ".join(wording.stop(f"{wording.own(x.name)} {wording.own(x.number)}") for x in lines)
    visit.talk.say("", "Safety plan.", numbers)
    if visit.services.safety.is_empty():
        visit.talk.say("Nothing is written yet. You can write this on a steady day. One line is enough.")
    at = 1
    while at <= len(Step):
        try:
            picked = visit.talk.choose(_step_menu(visit, Step(at)))
        except Back:
            if at == 1:
                return
            at -= 1
            continue
        if isinstance(picked, Step):
            at = picked.value
        elif picked is None:
            at += 1
        else:
            _do(visit, picked)
    visit.talk.say("That was the last step.")


def _do(visit: Visit, act: Act) -> None:
    try:
        visit.attempt(act)
    except Done:
        return


def _step_menu(visit: Visit, step: Step) -> Menu[Act | Step]:
    jumps = tuple(Choice(label="", value=s, key=str(s.value), hidden=True) for s in Step)
    acts: tuple[tuple[str, Act], ...] = (
        ("a", lambda: read_whole(visit)),
        ("e", lambda: _edit(visit, step)),
        ("h", lambda: helplines_page(visit)),
        ("f", lambda: _save(visit)),
    )
    letters = tuple(Choice(label="", value=act, key=key, hidden=True) for key, act in acts)
    head = (
        f"Step {step.value} of {len(Step)}. {_title(visit, step)}",
        *_step_lines(visit.services.safety.step(step)),
    )
    return Menu(head=head, choices=(*jumps, *letters), question=_QUESTION, more=_HELP)


def _edit(visit: Visit, step: Step) -> None:
    """Change a step; say so when the card on the lock screen does not show it yet."""
    card = visit.services.card
    before = card.behind()
    step_page(visit, step)
    if (words := card.behind()) and not before:
        visit.talk.say(words)


def _title(visit: Visit, step: Step) -> str:
    return wording.stop(visit.services.safety.step(step).title)


def _step_lines(view: StepView) -> tuple[str, ...]:
    if view.is_empty:
        return (f"Nothing here yet. {view.hint}",)
    people = (f"- {wording.contact_words(contact)}" for contact in view.contacts)
    return (*people, *(f"- {wording.stop(wording.own(line.text))}" for line in view.lines))


def read_whole(visit: Visit) -> None:
    """Read all seven steps and the national lines, without a question in between."""
    for view in visit.services.safety.steps():
        visit.talk.say("", f"Step {view.step.value}. {wording.stop(view.title)}", *_step_lines(view))
    nation = visit.door.config.nation
    visit.talk.say("", "Helplines.", *map(wording.helpline_words, visit.services.safety.helplines(nation)))


def _save(visit: Visit) -> None:
    sharing = visit.services.sharing
    page = sharing.safety_page(nation=visit.door.config.nation, now=visit.now())
    save_page(visit, page)
