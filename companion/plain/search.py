"""Search: the person's own words, found again and opened where they stand."""

from collections.abc import Callable
from functools import partial

from companion.domain.safety import SafetyStep
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.kept_days import kept_day_page
from companion.plain.learn.exercise import begin_or_carry_on
from companion.plain.learn.learning_plan import course_page, learning_line_page
from companion.plain.learn.sheet import sheet_page
from companion.plain.lists import kept_line_page
from companion.plain.plan import line_page, section_page
from companion.plain.safety.edit import contact_page, step_page
from companion.plain.talks import point_page
from companion.services.dates import say_day
from companion.services.search import Hit
from companion.words import say_count


def search_page(context: Context) -> None:
    """Ask for words and list where they are; a number opens one."""
    while True:
        with context.prompter.at("Search"):
            query = context.prompter.text(("",), "Words to look for. Enter to go back:")
        if query is None:
            return
        _found_page(context, query)


def _found_page(context: Context, query: str) -> None:
    def build() -> Menu[Act]:
        hits = context.services.search.find(query)
        head = f"Found in {say_count(len(hits), 'place')}." if hits else "Found nowhere."
        choices = tuple(MenuItem(label=_words(hit), value=partial(_open, context, hit)) for hit in hits)
        return Menu(head=(head,), choices=choices)

    if context.services.search.find(query):
        context.page(build)
    else:
        context.prompter.say("Found nowhere. Part of a word is enough, and the archive is not searched.")


def _words(hit: Hit) -> str:
    text = wording.own(hit.text)
    short = text if len(text) <= 200 else f"{text[:199]}…"
    return wording.sentences(short, wording.own(hit.where), say_day(hit.day) if hit.day else "")


def _open_point(context: Context, hit: Hit) -> None:
    point_page(context, hit.id, context.services.talks.place_of(hit.id, context.today()) or None)


def _open(context: Context, hit: Hit) -> None:
    if kept := context.services.lists.of_table(hit.table):
        kept_line_page(context, kept, hit.id)
    else:
        OPENS[hit.table](context, hit)


OPENS: dict[str, Callable[[Context, Hit], None]] = {
    "sections": lambda context, hit: section_page(context, hit.id),
    "lines": lambda context, hit: line_page(context, hit.id),
    "points": _open_point,
    "safety_lines": lambda context, hit: step_page(context, SafetyStep(int(hit.parent))),
    "contacts": lambda context, hit: contact_page(context, hit.id),
    "sheets": lambda context, hit: sheet_page(context, hit.id, begin_or_carry_on),
    "learning_lines": lambda context, hit: learning_line_page(context, hit.id),
    "courses": lambda context, hit: course_page(context, hit.id),
    "check_ins": lambda context, hit: kept_day_page(context, hit.id),
    "moments": lambda context, hit: kept_day_page(context, hit.id),
}
"""Table -> what opens a record of it that was found; lists open otherwise."""
