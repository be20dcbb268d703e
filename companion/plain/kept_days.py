"""Days gone by with their words, line by line: check-ins and moments are read, changed and taken out."""

from functools import partial

from companion.domain.checkin import Scale
from companion.plain.check_in import ask_answer, change_note, check_in
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.flow import Done
from companion.plain.console.prompter import Menu, MenuItem
from companion.services.check_in.kept_days import Entry, moment_place, one_line

ONCE = 20
"""How many are read out before older ones are asked for."""

ADDED_LATER = "Added later"

LONGEST = 200
"""Characters of what an entry says that are read out in the list."""


def kept_days_page(context: Context) -> None:
    """List what is kept, the newest day first; a number opens one."""
    shown = ONCE

    def older() -> None:
        nonlocal shown
        shown += ONCE

    def build() -> Menu[Act]:
        entries = context.services.days.entries()
        choices = [
            MenuItem[Act](label=_row(entry), value=partial(kept_day_page, context, entry.id))
            for entry in entries[:shown]
        ]
        if len(entries) > shown:
            choices.append(MenuItem(key="o", label="Older ones.", value=older))
        head = "Days before." if entries else "Nothing is kept of days gone by yet."
        return Menu(head=("", head), choices=tuple(choices))

    context.page(build)


def _row(entry: Entry) -> str:
    words = wording.own(one_line(entry))
    short = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return wording.sentences(entry.title, ADDED_LATER if entry.added_later else "", short)


def kept_day_page(context: Context, id: str) -> None:
    """Read a check-in (its id is its day) or a moment, and change it or take it out."""

    def build() -> Menu[Act]:
        now = context.services.days.entry(id)
        choices = (
            MenuItem[Act](key="e", label="Change it.", value=partial(_change, context, now)),
            MenuItem[Act](key="d", label="Take it out.", value=partial(_take_out, context, now)),
        )
        words = (line for said in now.words for line in wording.own_lines(said))
        title = wording.sentences(now.title, ADDED_LATER if now.added_later else "")
        return Menu(head=("", title, *words), choices=choices)

    context.page(build)


def _change(context: Context, entry: Entry) -> None:
    if not entry.is_moment:
        check_in(context, entry.day)
        return
    moment = context.services.days.moment(entry.id)
    asks: list[Act] = [
        partial(_ask_scale, context, entry.id, scale) for scale in context.services.days.scales_of(moment)
    ]
    context.in_turn([*asks, partial(_ask_note, context, entry.id)])


def _ask_scale(context: Context, id: str, scale: Scale) -> None:
    def store(value: int | None) -> None:
        context.services.days.answer(id, scale.id, value, now=context.now())

    ask_answer(context, scale, context.services.days.moment(id).answers.get(scale.id), "", store)


def _ask_note(context: Context, id: str) -> None:
    def store(text: str) -> None:
        context.services.days.write_note(id, text, now=context.now())

    note = context.services.days.moment(id).note
    change_note(context, moment_place(id), note, "A few words about this moment.", store)


def _take_out(context: Context, entry: Entry) -> None:
    words = context.keep(lambda: context.services.days.take_out(entry, now=context.now()))
    context.prompter.say(f"{words} u brings it back.")
    raise Done
