"""Today: a greeting, the last check-in, mood lately, what helps, the next talk, and the way to everything."""

from companion.plain.access.unlock import unlock
from companion.plain.check_in import check_in_another_day, check_in_today
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.daylio import bring_in_daylio
from companion.plain.learn.courses import learn_page
from companion.plain.plan import plan_page
from companion.plain.safety.safety import open_safety
from companion.plain.search import search_page
from companion.plain.settings import settings_page
from companion.plain.share import share_page
from companion.plain.talks import next_talk_page, talk_words
from companion.services.core.drafts import CODE_DRAFT
from companion.services.dates import greet, say_day, say_lately
from companion.words import say_count

DEMO = "This is a made-up person. Nothing here is kept."
WHERE_TO_CHOOSE = "Settings, Copies of my vault, is where you choose."
CODE_WAITS = "Your new recovery code waits to be written down: Settings, Passphrase and recovery code."


def today_page(visit: Visit) -> None:
    """Stand at the centre until the person closes the program. Raises Leave, EndOfInput."""
    read_today(visit)
    while True:
        visit.page(lambda: _menu(visit))


def read_today(visit: Visit) -> None:
    """Read everything on Today."""
    visit.talk.say(
        "", *([DEMO] if visit.is_demo else []), _greeting(visit), *_waiting(visit), _checked_in(visit)
    )
    card = visit.services.lately.mood_card(visit.today())
    if card.sentence:
        visit.talk.say(wording.joined(f"{wording.own(card.name)}, lately: {card.sentence}"))
    helps = visit.services.plan.helps_today(visit.today())
    if helps:
        visit.talk.say("What helps me:", *(f"- {wording.stop(wording.own(line.text))}" for line in helps))
    agenda = visit.services.talks.agenda(visit.today())
    points = f"{say_count(len(agenda.say), 'thing')} to say, {len(agenda.ask)} to ask."
    if agenda.talk is not None:
        visit.talk.say(f"Next talk: {talk_words(visit, agenda.talk)}", points)
    elif agenda.say or agenda.ask:
        visit.talk.say(f"No talk is planned yet. {points}")


def _greeting(visit: Visit) -> str:
    name = wording.own(visit.services.settings.get().name)
    return f"{greet(visit.now())}{f', {name}' if name else ''}. {say_day(visit.today())}."


def _waiting(visit: Visit) -> tuple[str, ...]:
    """Return sentences about what waits for the person: versions to choose between, a code not on paper."""
    clashes = visit.services.clashes.words()
    code = visit.services.drafts.of(CODE_DRAFT)
    return (*((f"{clashes} {WHERE_TO_CHOOSE}",) if clashes else ()), *((CODE_WAITS,) if code else ()))


def _checked_in(visit: Visit) -> str:
    last, today = visit.services.check_ins.last(visit.today()), visit.today()
    if last is None:
        return "No check-in yet. One takes about 40 seconds."
    if last.day in (visit.check_in_day(), today):
        at = wording.clock(last.changed_at.astimezone(visit.now().tzinfo))
        return f"Checked in at {at}. Checking in again changes it."
    return f"Last check-in: {say_lately(last.day, today)}. Gaps are fine; start from wherever you are."


def _menu(visit: Visit) -> Menu[Act]:
    rows: list[tuple[str, str, Act]] = [
        ("c", "Check in.", lambda: check_in_today(visit)),
        ("y", "Check in for another day.", lambda: check_in_another_day(visit)),
        ("p", "Plan.", lambda: plan_page(visit)),
        ("n", "Next talk.", lambda: next_talk_page(visit)),
        ("l", "Learn.", lambda: learn_page(visit)),
        ("h", "Share.", lambda: share_page(visit)),
        ("", "Safety plan.", lambda: open_safety(visit)),
        ("/", "Search.", lambda: search_page(visit)),
        ("", "Bring in a Daylio file.", lambda: bring_in_daylio(visit)),
        ("", "Settings.", lambda: settings_page(visit)),
        ("t", "Read Today again.", lambda: read_today(visit)),
    ]
    if not visit.is_demo:
        rows.append(("", "Lock.", lambda: _lock(visit)))
    choices = tuple(Choice(label=label, value=act, also=letter) for letter, label, act in rows)
    letters = "Letters work too: c check in, y another day, p plan, n next talk, l learn, h share, / search, t today."
    return Menu(head=("", "Today."), choices=choices, question="A number, or q to close:", more=letters)


def _lock(visit: Visit) -> None:
    visit.lock()
    visit.talk.say("Locked.")
    unlock(visit)
    read_today(visit)
