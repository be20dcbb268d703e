"""Search: the person's own words, found again and opened where they stand."""

from functools import partial

from companion.domain.safety import Step
from companion.plain.check_in import check_in
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.learn.exercise import begin_or_carry_on
from companion.plain.learn.learning_plan import course_page, learning_line_page
from companion.plain.learn.sheet import sheet_page
from companion.plain.plan import line_page, section_page
from companion.plain.safety.edit import contact_page, step_page
from companion.plain.talks import point_page
from companion.services.dates import say_day
from companion.services.search import Hit, HitKind
from companion.words import say_count


def search_page(visit: Visit) -> None:
    """Ask for words and list where they are; a number opens one."""
    while True:
        query = visit.talk.text(("",), "Search for. Enter to go back:")
        if query is None:
            return
        _found_page(visit, query)


def _found_page(visit: Visit, query: str) -> None:
    def build() -> Menu[Act]:
        hits = visit.services.search.find(query)
        head = f"Found in {say_count(len(hits), 'place')}." if hits else "Found nowhere."
        choices = tuple(Choice(label=_words(hit), value=partial(_open, visit, hit)) for hit in hits)
        return Menu(head=(head,), choices=choices)

    if visit.services.search.find(query):
        visit.page(build)
    else:
        visit.talk.say("Found nowhere. Part of a word is enough, and the archive is not searched.")


def _words(hit: Hit) -> str:
    text = wording.own(hit.text)
    short = text if len(text) <= 200 else f"{text[:199]}…"
    return wording.joined(short, wording.own(hit.where), say_day(hit.day) if hit.day else "")


def _open(visit: Visit, hit: Hit) -> None:
    if hit.kind is HitKind.SECTION:
        section_page(visit, hit.id)
    elif hit.kind is HitKind.LINE:
        line_page(visit, hit.id)
    elif hit.kind is HitKind.POINT:
        point_page(visit, hit.id, visit.services.talks.place_of(hit.id, visit.today()) or None)
    elif hit.kind is HitKind.SAFETY:
        step_page(visit, Step(int(hit.parent)))
    elif hit.kind is HitKind.CONTACT:
        contact_page(visit, hit.id)
    elif hit.kind is HitKind.ANSWER:
        sheet_page(visit, hit.id, begin_or_carry_on)
    elif hit.kind is HitKind.LEARNING:
        learning_line_page(visit, hit.id)
    elif hit.kind is HitKind.COURSE:
        course_page(visit, hit.id)
    elif hit.day is not None:
        _read_note(visit, hit)


def _read_note(visit: Visit, hit: Hit) -> None:
    day = hit.day
    if day is None:
        return
    visit.talk.say(f"{say_day(day)}.", *wording.own_lines(hit.text))
    if hit.kind is HitKind.NOTE and day in visit.services.check_ins.days_offered(visit.now()):
        choices = (Choice(label="Change this check-in.", value=True),)
        if visit.talk.choose(Menu(choices=choices)):
            check_in(visit, day)
