"""The check-in: one question at a time, each answer stored at once, and a blank is an answer."""

from datetime import date
from functools import partial

from companion.domain.checkin import HIGHEST, LOWEST, CheckIn, Scale
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import BLANK, Choice, Menu
from companion.plain.console.text_prompts import ask_note
from companion.services.check_in.check_ins import CheckInForm, LineGroup
from companion.services.dates import say_day

_SCALE_HELP = (
    "Type a whole number from 0 to 10. Enter leaves it as it is. blank empties an answer. "
    "Each answer is stored as soon as you give it."
)
_TICK_HELP = "Type the numbers with a space between them. A number that is ticked already loses its tick."


def check_in_today(visit: Visit) -> None:
    """Check in for the day that is meant; after midnight, which day that is gets asked."""
    meant, calendar = visit.check_in_day(), visit.today()
    if meant == calendar:
        check_in(visit, meant)
        return
    choices = (
        Choice(label=f"{say_day(meant)}, the day that is ending.", value=meant),
        Choice(label=f"{say_day(calendar)}, the new day.", value=calendar),
    )
    menu = Menu(head=("It is after midnight. Which day?",), choices=choices, question=wording.PICK_SAFE)
    check_in(visit, visit.talk.choose(menu) or meant)


def check_in_another_day(visit: Visit) -> None:
    """Choose one of the days that can be filled in, then check in for it."""
    check_ins = visit.services.check_ins
    choices = tuple(
        Choice(label=_day_label(visit, day), value=day) for day in check_ins.days_offered(visit.now())
    )
    picked = visit.talk.choose(Menu(head=("", "Which day?"), choices=choices))
    if picked is not None:
        check_in(visit, picked)


def _day_label(visit: Visit, day: date) -> str:
    found = visit.services.check_ins.on(day)
    return f"{say_day(day)}." if found is None or found.is_blank else f"{say_day(day)}, has a check-in."


def check_in(visit: Visit, day: date) -> None:
    """Ask everything there is to answer for `day`, in order; `back` goes to the question before."""
    form = visit.services.check_ins.form(day)
    count = len(form.scales)
    asks: list[Act] = [
        partial(_ask_scale, visit, day, scale, f"Question {n} of {count}.")
        for n, scale in enumerate(form.scales, 1)
    ]
    asks += [partial(_ask_ticks, visit, day, group) for group in form.ticks]
    asks += [partial(_ask_signs, visit, day, group) for group in form.signs]
    asks.append(lambda: _ask_note(visit, day))
    visit.talk.say("", f"Check-in for {say_day(day)}. A blank is fine.", *_head(visit, form))
    visit.in_turn(asks)
    check_in_now = visit.services.check_ins.on(day)
    if check_in_now is None:
        visit.talk.say("Nothing was written for this day, and nothing is owed.")
        return
    visit.talk.say(f"Thank you for writing it down. Saved at {wording.clock(visit.now())}.")


def _head(visit: Visit, form: CheckInForm) -> list[str]:
    said = []
    if form.check_in and visit.services.check_ins.added_later(form.check_in):
        said.append("This one was added later.")
    names = {scale.id: wording.own(scale.name) for scale in form.scales}
    for moment in visit.services.check_ins.moments_on(form.day):
        at = f"{moment.at:%H:%M}" if moment.at else ""
        figures = ", ".join(f"{names[id]} {value}" for id, value in moment.answers.items() if id in names)
        what = wording.joined(wording.own(moment.word), figures, wording.own(moment.note), at)
        said.append(f"A moment from this day. {what}")
    return said


def _now(visit: Visit, day: date) -> CheckIn | None:
    return visit.services.check_ins.on(day)


def _ask_scale(visit: Visit, day: date, scale: Scale, which: str) -> None:
    found = _now(visit, day)
    have = found.answers.get(scale.id) if found else None
    name = wording.own(scale.name)
    question = f"{which} {name}, 0 {wording.own(scale.low)} to 10 {wording.own(scale.high)}."
    rest = "Enter to skip:" if have is None else f"Now {have}. Enter keeps it, blank empties it:"
    said = visit.talk.number(
        (), f"{question} {rest}", LOWEST, HIGHEST, clear=have is not None, more=_SCALE_HELP
    )
    if said is None:
        return
    value = said if isinstance(said, int) else None
    visit.keep(lambda: visit.services.check_ins.answer(day, scale.id, value, now=visit.now()))
    visit.talk.say(f"{name}: {BLANK if value is None else value}.")


def _ask_ticks(visit: Visit, day: date, group: LineGroup) -> None:
    found = _now(visit, day)
    before = found.ticked if found else ()
    for id, on in _asked(visit, group, before, state="Ticked", ask="Which of these did you do?"):
        visit.keep(partial(visit.services.check_ins.tick, day, id, on, now=visit.now()))


def _ask_signs(visit: Visit, day: date, group: LineGroup) -> None:
    found = _now(visit, day)
    before = found.noticed if found else ()
    for id, on in _asked(visit, group, before, state="Noticed", ask="Did you notice any of these?"):
        visit.keep(partial(visit.services.check_ins.notice, day, id, on, now=visit.now()))
        line = next(line for line in group.lines if line.id == id)
        if on and line.what_helps.strip():
            helps = " ".join(wording.own_lines(line.what_helps))
            visit.talk.say(
                f"{wording.stop(wording.own(line.text))} You wrote that this helps: {wording.stop(helps)}"
            )


def _asked(
    visit: Visit, group: LineGroup, before: tuple[str, ...], *, state: str, ask: str
) -> list[tuple[str, bool]]:
    """Return the lines whose tick the person turned, each with what it is now."""
    items = [
        f"{n} {wording.joined(wording.own(line.text), state if line.id in before else '')}"
        for n, line in enumerate(group.lines, 1)
    ]
    numbers = visit.talk.numbers(
        (wording.stop(wording.own(group.heading)), *items),
        f"{ask} Numbers, for example 1 3. Enter to skip:",
        len(items),
        more=_TICK_HELP,
    )
    turned = [(line.id, line.id not in before) for line in (group.lines[n - 1] for n in numbers)]
    for (_, on), n in zip(turned, numbers, strict=True):
        visit.talk.say(
            f"{state if on else f'Not {state.lower()}'}: {wording.stop(wording.own(group.lines[n - 1].text))}"
        )
    return turned


def _ask_note(visit: Visit, day: date) -> None:
    place = f"check-in/{day.isoformat()}/note"
    found = _now(visit, day)
    note = found.note if found else ""

    def store(text: str) -> None:
        visit.services.check_ins.write_note(day, text, now=visit.now())

    if not note.strip():
        ask_note(
            visit, place, ("A few words about the day. Nobody else sees this unless you share it.",), store
        )
        return
    choices = (
        Choice(label="Keep it as it is.", value="keep"),
        Choice(label="Add to it.", value="add"),
        Choice(label="Write it anew.", value="anew"),
        Choice(label="Empty it.", value="empty"),
    )
    head = ("Your note:", *wording.own_lines(note))
    picked = visit.talk.choose(Menu(head=head, choices=choices, question=wording.PICK_SAFE))
    if picked == "add":
        ask_note(visit, place, (), lambda text: store(f"{note}\n{text}"))
    elif picked == "anew":
        ask_note(visit, place, (), store)
    elif picked == "empty":
        visit.keep(lambda: store(""))
