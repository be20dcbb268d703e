"""Today: a greeting, the last check-in, mood lately, what helps, the next talk, and the way to everything."""

from functools import partial

from companion.plain.access.unlock import hide
from companion.plain.backup.copies import look_beside, tell_what_lies_beside
from companion.plain.check_in import check_in_another_day, check_in_today
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.daylio import bring_in_daylio
from companion.plain.kept_days import kept_days_page
from companion.plain.learn.courses import learn_page
from companion.plain.lists import kept_list_page
from companion.plain.plan import plan_page
from companion.plain.safety.safety import open_safety
from companion.plain.search import search_page
from companion.plain.settings import settings_page
from companion.plain.share import share_page
from companion.plain.talks import next_talk_page, talk_words
from companion.services.access.on_paper import ASKED, IS_WRITTEN, NOT_YET
from companion.services.check_in.check_ins import ahead_words
from companion.services.core.drafts import CODE_DRAFT
from companion.services.dates import greet, say_day, say_trends
from companion.services.wording import CODE_WAITS
from companion.words import say_count

DEMO = "This is a made-up person. Nothing here is kept."
WHERE_TO_MOVE = "y, Check in for another day, is where you say which day it was for."
AT_FIRST = 7
"""Choices that are read out before `more` is typed: up to the safety plan."""
WHERE_TO_CHOOSE = "Settings, Copies of my vault, is where you choose."


def today_page(context: Context) -> None:
    """Stand at the centre until the person closes the program. Raises Leave, EndOfInput."""
    _arrive(context)
    context.page(lambda: _menu(context), stays=True)


def read_today(context: Context) -> None:
    """Read everything on Today."""
    context.prompter.say(
        "", *([DEMO] if context.is_demo else []), _greeting(context), *_waiting(context), _checked_in(context)
    )
    card = context.services.trends.mood_card(context.today())
    if card.sentence:
        context.prompter.say(wording.sentences(f"{wording.own(card.name)}, lately: {card.sentence}"))
    helps = context.services.plan.helps_today(context.today())
    if helps:
        context.prompter.say(
            "What helps me:", *(f"- {wording.stop(wording.own(line.text))}" for line in helps)
        )
    agenda = context.services.talks.agenda(context.today())
    points = f"{say_count(len(agenda.say), 'thing')} to say, {len(agenda.ask)} to ask."
    if agenda.talk is not None:
        context.prompter.say(f"Next talk: {talk_words(context, agenda.talk)}", points)
    elif agenda.say or agenda.ask:
        context.prompter.say(f"No talk is planned yet. {points}")


def _greeting(context: Context) -> str:
    name = wording.own(context.services.settings.get().name)
    return f"{greet(context.now())}{f', {name}' if name else ''}. {say_day(context.today())}."


def _waiting(context: Context) -> tuple[str, ...]:
    """Return sentences about what waits for the person: versions to choose between, a code not on paper."""
    conflicts = context.services.conflicts.words()
    code = context.services.drafts.of(CODE_DRAFT)
    ahead = ahead_words(context.services.check_ins.ahead(context.today()))
    asked = context.services.on_paper.is_asked(context.today())
    return (
        *((f"{conflicts} {WHERE_TO_CHOOSE}",) if conflicts else ()),
        *((CODE_WAITS,) if code else ()),
        *((f"{ahead} {WHERE_TO_MOVE}",) if ahead else ()),
        *((f"{ASKED} It is among the choices below, after more.",) if asked else ()),
    )


def _checked_in(context: Context) -> str:
    last, today = context.services.check_ins.last(context.today()), context.today()
    if last is None:
        return "No check-in yet. One takes about 40 seconds."
    if last.day in (context.check_in_day(), today):
        at = wording.clock(last.changed_at.astimezone(context.now().tzinfo))
        return f"Checked in at {at}. Checking in again changes it."
    return f"Last check-in: {say_trends(last.day, today)}. Gaps are fine; start from wherever you are."


def _menu(context: Context) -> Menu[Act]:
    rows: list[tuple[str, str, Act]] = [
        ("c", "Check in.", lambda: check_in_today(context)),
        ("y", "Check in for another day.", lambda: check_in_another_day(context)),
        ("p", "Plan.", lambda: plan_page(context)),
        ("n", "Next talk.", lambda: next_talk_page(context)),
        ("l", "Learn.", lambda: learn_page(context)),
        ("h", "Share.", lambda: share_page(context)),
        ("", "Safety plan.", lambda: open_safety(context)),
        ("/", "Search.", lambda: search_page(context)),
        ("", "Bring in a Daylio file.", lambda: _bring_in(context)),
        ("", "Settings.", lambda: settings_page(context)),
        ("t", "Read Today again.", lambda: read_today(context)),
    ]
    rows += [
        ("", f"{kept.title}.", partial(kept_list_page, context, kept)) for kept in context.services.lists
    ]
    if context.beside:
        rows.append(("o", "Look into the other copy of your vault.", lambda: look_beside(context)))
    if not context.is_demo:
        rows.append(("", "Lock.", lambda: _lock(context)))
    if context.services.on_paper.is_asked(context.today()):
        rows.append(("", ASKED, lambda: _answer_on_paper(context)))
    rows.append(("i", "Days before, to read or change.", lambda: kept_days_page(context)))
    choices = tuple(MenuItem(label=label, value=act, also=letter) for letter, label, act in rows)
    letters = (
        "Letters work too: c check in, y another day, i days before, p plan, n next talk, l learn, h share, "
        "/ search, t today."
    )
    return Menu(
        head=("", "Today."),
        choices=choices,
        question="A number, or q to close:",
        more=letters,
        at_first=AT_FIRST,
    )


def _bring_in(context: Context) -> None:
    with context.prompter.at("Bring in"):
        bring_in_daylio(context)


def _answer_on_paper(context: Context) -> None:
    choices = (MenuItem(label=f"{IS_WRITTEN}.", value=True), MenuItem(label=f"{NOT_YET}.", value=False))
    is_written = context.prompter.choose(Menu(head=("", ASKED), choices=choices))
    if is_written is not None:
        said = context.services.on_paper.answer(
            is_written, new_id=context.backend.new_id(), now=context.now()
        )
        context.prompter.say(said)


def _lock(context: Context) -> None:
    context.prompter.clear()
    hide(context)
    _arrive(context)


def _arrive(context: Context) -> None:
    """Read Today, and then look for what is not in it: nobody waits for a file before the first page."""
    read_today(context)
    tell_what_lies_beside(context)
