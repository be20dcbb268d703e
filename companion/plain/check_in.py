"""The check-in: one question at a time, each answer stored at once, and a blank is an answer."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from companion.domain.checkin import HIGHEST, LOWEST, CheckIn, Scale
from companion.errors import InvalidEntry
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import BLANK, Menu, MenuItem
from companion.plain.console.text_prompts import ask_note
from companion.services.check_in.check_ins import TOO_LONG_AGO, CheckInForm, LineGroup, note_place
from companion.services.dates import read_day, say_day

_SCALE_HELP = (
    "Type a whole number from 0 to 10. Enter leaves it as it is. blank empties an answer. "
    "Each answer is stored as soon as you give it."
)
_TICK_HELP = "Type the numbers with a space between them. A number that is ticked already loses its tick."


def check_in_today(context: Context) -> None:
    """Check in for the day that is meant; after midnight, which day that is gets asked."""
    meant, calendar = context.check_in_day(), context.today()
    if meant == calendar:
        check_in(context, meant)
        return
    choices = (
        MenuItem(label=f"{say_day(meant)}, the day that is ending.", value=meant),
        MenuItem(label=f"{say_day(calendar)}, the new day.", value=calendar),
    )
    menu = Menu(head=("It is after midnight. Which day?",), choices=choices, question=wording.PICK_SAFE)
    check_in(context, context.prompter.choose(menu) or meant)


def check_in_another_day(context: Context) -> None:
    """Choose one of the days that can be filled in, then check in for it."""
    check_ins = context.services.check_ins
    choices = tuple(
        MenuItem(label=_day_label(context, day), value=day) for day in check_ins.days_offered(context.now())
    )
    ahead = tuple(
        MenuItem(label=f"{say_day(found.day)}, still to come. Say which day it was for.", value=found.day)
        for found in check_ins.ahead(context.today())
    )
    other = MenuItem(key="y", label="A day before these.", value=date.max)
    picked = context.prompter.choose(Menu(head=("", "Which day?"), choices=(*choices, *ahead, other)))
    if picked == other.value:
        picked = _day_gone_by(context, "Which day, for example 3 March? Enter goes back:")
    if picked is None:
        return
    if any(item.value == picked for item in ahead):
        _ask_which_day(context, picked)
    else:
        check_in(context, picked)


def _ask_which_day(context: Context, ahead: date) -> None:
    """Ask which day a check-in for a day still to come was for, and make it that day's."""
    day = _day_gone_by(context, "Which day was it for, for example yesterday? Enter leaves it:")
    if day is None:
        context.prompter.say(wording.NOTHING_CHANGED)
        return
    new_id, now = context.backend.new_id(), context.now()
    context.keep(lambda: context.services.check_ins.was_for(ahead, day, new_id=new_id, now=now))
    context.prompter.say(f"It is for {say_day(day)} now. u takes that back.")


def _day_gone_by(context: Context, prompt: str) -> date | None:
    while (words := context.prompter.text((), prompt)) is not None:
        try:
            return read_day(words, now=context.now())
        except InvalidEntry as error:
            context.prompter.say(str(error))
    return None


def _day_label(context: Context, day: date) -> str:
    found = context.services.check_ins.on(day)
    return f"{say_day(day)}." if found is None or found.is_blank else f"{say_day(day)}, has a check-in."


def check_in(context: Context, day: date) -> None:
    """Ask everything there is to answer for `day`, in order; `back` goes to the question before."""
    if not context.services.check_ins.may_fill(day, context.now()):
        raise InvalidEntry("day", TOO_LONG_AGO)
    form, visit = context.services.check_ins.form(day), context.now()
    count = len(form.scales)
    asks: list[Act] = [
        partial(_ask_scale, context, day, scale, visit, f"Question {n} of {count}.")
        for n, scale in enumerate(form.scales, 1)
    ]
    asks += [partial(_ask_ticks, context, day, group) for group in form.ticks]
    asks += [partial(_ask_signs, context, day, group) for group in form.signs]
    asks.append(lambda: _ask_note(context, day))
    context.prompter.say("", f"Check-in for {say_day(day)}. A blank is fine.", *_head(context, form))
    with context.prompter.at("Check-in"):
        context.in_turn(asks)
    check_in_now = context.services.check_ins.on(day)
    if check_in_now is None:
        context.prompter.say("Nothing was written for this day, and nothing is owed.")
        return
    context.prompter.say(f"Thank you for writing it down. Saved at {wording.clock(context.now())}.")


def _head(context: Context, form: CheckInForm) -> list[str]:
    said = []
    if form.check_in and context.services.check_ins.added_later(form.check_in):
        said.append("This one was added later.")
    names = {scale.id: wording.own(scale.name) for scale in form.scales}
    for moment in context.services.check_ins.moments_on(form.day):
        at = f"{moment.at:%H:%M}" if moment.at else ""
        figures = ", ".join(f"{names[id]} {value}" for id, value in moment.answers.items() if id in names)
        what = wording.sentences(wording.own(moment.word), figures, wording.own(moment.note), at)
        said.append(f"A moment from this day. {what}")
    return said


def _now(context: Context, day: date) -> CheckIn | None:
    return context.services.check_ins.on(day)


def _ask_scale(context: Context, day: date, scale: Scale, visit: datetime, which: str) -> None:
    found = _now(context, day)

    def store(value: int | None) -> None:
        context.services.check_ins.answer(day, scale.id, value, visit=visit, now=context.now())

    ask_answer(context, scale, found.answers.get(scale.id) if found else None, which, store)
    if kept := context.services.check_ins.kept_words(day, visit, scale.id):
        context.prompter.say(wording.own(kept))


def ask_answer(
    context: Context, scale: Scale, have: int | None, which: str, store: Callable[[int | None], None]
) -> None:
    """Ask for one answer, 0-10, and store it; `have` is what stands there now."""
    name = wording.own(scale.name)
    question = wording.sentences(which, f"{name}, 0 {wording.own(scale.low)} to 10 {wording.own(scale.high)}")
    rest = "Enter to skip:" if have is None else f"Now {have}. Enter keeps it, blank empties it:"
    said = context.prompter.number(
        (), f"{question} {rest}", LOWEST, HIGHEST, clear=have is not None, more=_SCALE_HELP
    )
    if said is None:
        return
    value = said if isinstance(said, int) else None
    context.keep(partial(store, value))
    context.prompter.say(f"{name}: {BLANK if value is None else value}.")


def _ask_ticks(context: Context, day: date, group: LineGroup) -> None:
    found = _now(context, day)
    before = found.ticked if found else ()
    for id, on in _asked(context, group, before, state="Ticked", ask="Which of these did you do?"):
        context.keep(partial(context.services.check_ins.tick, day, id, on, now=context.now()))


def _ask_signs(context: Context, day: date, group: LineGroup) -> None:
    found = _now(context, day)
    before = found.noticed if found else ()
    for id, on in _asked(context, group, before, state="Noticed", ask="Did you notice any of these?"):
        context.keep(partial(context.services.check_ins.notice, day, id, on, now=context.now()))
        line = next(line for line in group.lines if line.id == id)
        if on and line.what_helps.strip():
            helps = " ".join(wording.own_lines(line.what_helps))
            context.prompter.say(
                f"{wording.stop(wording.own(line.text))} You wrote that this helps: {wording.stop(helps)}"
            )


def _asked(
    context: Context, group: LineGroup, before: tuple[str, ...], *, state: str, ask: str
) -> list[tuple[str, bool]]:
    """Return the lines whose tick the person turned, each with what it is now."""
    items = [
        f"{n} {wording.sentences(wording.own(line.text), state if line.id in before else '')}"
        for n, line in enumerate(group.lines, 1)
    ]
    numbers = context.prompter.numbers(
        (wording.stop(wording.own(group.heading)), *items),
        f"{ask} Numbers, for example 1 3. Enter to skip:",
        len(items),
        more=_TICK_HELP,
    )
    turned = [(line.id, line.id not in before) for line in (group.lines[n - 1] for n in numbers)]
    for (_, on), n in zip(turned, numbers, strict=True):
        context.prompter.say(
            f"{state if on else f'Not {state.lower()}'}: {wording.stop(wording.own(group.lines[n - 1].text))}"
        )
    return turned


def _ask_note(context: Context, day: date) -> None:
    found = _now(context, day)

    def store(text: str) -> None:
        context.services.check_ins.write_note(day, text, now=context.now())

    head = "A few words about the day. Nobody else sees this unless you share it."
    change_note(context, note_place(day), found.note if found else "", head, store)


def change_note(context: Context, place: str, note: str, head: str, store: Callable[[str], object]) -> None:
    """Write a note, or where there is one keep it, add to it, write it anew or empty it."""
    if not note.strip():
        ask_note(context, place, (head,), store)
        return
    choices = (
        MenuItem(label="Keep it as it is.", value="keep"),
        MenuItem(label="Add to it.", value="add"),
        MenuItem(label="Write it anew.", value="anew"),
        MenuItem(label="Empty it.", value="empty"),
    )
    said = ("Your note:", *wording.own_lines(note))
    picked = context.prompter.choose(Menu(head=said, choices=choices, question=wording.PICK_SAFE))
    if picked == "add":
        ask_note(context, place, (), lambda text: store(f"{note}\n{text}"))
    elif picked == "anew":
        ask_note(context, place, (), store)
    elif picked == "empty":
        context.keep(lambda: store(""))
