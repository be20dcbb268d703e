"""How records read on the page: a plan line, a person with a number, a day, a moment."""

from collections.abc import Sequence
from datetime import time

from companion.content.helplines import NATION_NAMES
from companion.domain.checkin import CheckIn, Moment, Scale
from companion.domain.helpline import Helpline, Nation
from companion.domain.plan import PlanLine
from companion.domain.safety import Contact
from companion.domain.summary import Item
from companion.domain.text import clean_line
from companion.services.lately import say_on_days
from companion.words import say_date


def plan_item(line: PlanLine, days: int = 0) -> Item:
    """Return a plan line, with on how many days it was noticed where it was, and what helps under it."""
    counted = f" ({say_on_days(days)})" if days else ""
    helps = f"What helps: {line.what_helps}" if line.what_helps.strip() else ""
    return Item(text=line.text + counted, detail=helps)


def contact_item(contact: Contact) -> Item:
    """Return a person or service with the number on the same line, so that it is found at a glance."""
    who = f"{contact.name} ({contact.who})" if contact.who.strip() else contact.name
    number = f": {contact.number}" if contact.number.strip() else ""
    return Item(text=who + number, detail=contact.hours)


def helpline_item(line: Helpline, nation: Nation | None) -> Item:
    """Return a national line with how and when it answers; where it answers too when no nation is set."""
    where = ""
    if nation is None and len(line.nations) < len(Nation):
        places = ", ".join(NATION_NAMES[n] for n in line.nations)
        where = "" if places in line.name else f" ({places})"
    checked = f"checked {say_date(line.checked_on)}" if line.checked_on else ""
    said = [part for part in (line.how, line.hours, line.cost, checked) if part.strip()]
    detail = "; ".join(said)
    return Item(
        text=f"{line.name}{where}: {line.number}",
        detail=f"{detail[:1].upper()}{detail[1:]}." if detail else "",
    )


def say_answers(answers: dict[str, int], scales: Sequence[Scale]) -> str:
    """Return ``Mood 6, Worry 3`` in the order of the scales; empty for no answer."""
    return ", ".join(f"{clean_line(s.name)} {answers[s.id]}" for s in scales if s.id in answers)


def say_clock(at: time) -> str:
    """Return the 24-hour clock: ``20:39``."""
    return f"{at:%H:%M}"


def day_lines(
    check_in: CheckIn | None, moments: Sequence[Moment], scales: Sequence[Scale], lines: dict[str, PlanLine]
) -> str:
    """Return one day in words, a line of text for each thing recorded; notes are a part of their own.

    `lines` has the plan lines that may be named.
    """
    said: list[str] = []
    if check_in is not None:
        said.append(say_answers(check_in.answers, scales))
        said.append(_named("Did: ", check_in.ticked, lines))
        said.append(_named("Noticed: ", check_in.noticed, lines))
    said += [_say_moment(moment, scales, lines) for moment in moments]
    return "\n".join(part for part in said if part)


def _say_moment(moment: Moment, scales: Sequence[Scale], lines: dict[str, PlanLine]) -> str:
    at = f"At {say_clock(moment.at)}" if moment.at else "A moment"
    parts = (clean_line(moment.word), say_answers(moment.answers, scales), _named("", moment.ticked, lines))
    said = "; ".join(part for part in parts if part)
    return f"{at}: {said}" if said else ""


def _named(label: str, ids: Sequence[str], lines: dict[str, PlanLine]) -> str:
    names = [clean_line(lines[id].text) for id in ids if id in lines]
    return f"{label}{', '.join(names)}" if names else ""
