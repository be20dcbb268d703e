"""How a help line is said: in a few words on the way in, and in full."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from companion.domain.helpline import Helpline, Nation
from companion.domain.text import clean_line
from companion.services.safety.helplines import NATION_LABELS
from companion.tui.show import joined, styled, user_line
from companion.words import say_date

EMERGENCY = "emergency"
"""The id of the line that ends the short list: what comes after it is in the full one."""


class LineWords(NamedTuple):
    """One line in few words."""

    name: str
    number: str
    how: str


def in_short(lines: Iterable[Helpline], nation: Nation | None) -> tuple[LineWords, ...]:
    """Return the first lines, to the one for an emergency, in few words.

    Without a nation, lines that share a number are one, with the nations they answer in.
    """
    first: list[Helpline] = []
    for line in lines:
        first.append(line)
        if line.id == EMERGENCY:
            break
    numbers = list(dict.fromkeys(line.number for line in first))
    return tuple(_together([line for line in first if line.number == number], nation) for number in numbers)


def _together(lines: list[Helpline], nation: Nation | None) -> LineWords:
    line = lines[0]
    name = line.name if len(lines) == 1 else line.name.split()[0]
    where = {place for each in lines for place in each.nations}
    how = _few_words(line)
    if nation is None and len(where) < len(Nation):
        how = ", ".join(NATION_LABELS[place] for place in Nation if place in where)
    return LineWords(clean_line(name), clean_line(line.number), clean_line(how))


def _few_words(line: Helpline) -> str:
    """Return what to do, or else what it costs and when it answers."""
    how = line.how.split(".")[0].split(" (")[0]
    if how and not how.startswith(("or ", "textphone")):
        return how
    if line.id == EMERGENCY:
        return how
    return ", ".join(part for part in (line.cost.split(" to ")[0], line.hours.split(",")[0]) if part)


def details(line: Helpline) -> tuple[str, ...]:
    """Return, as sentences, what to do, when it answers, what it costs, for whom, and when it was read."""
    checked = f"Checked on {say_date(line.checked_on)}" if line.checked_on else ""
    whom = f"For {line.for_whom}" if line.for_whom else ""
    parts = (line.how, line.hours, line.cost, whom, checked)
    return tuple(_sentence(clean_line(part)) for part in parts if part)


def in_full(line: Helpline) -> Content:
    """Return everything about a line: name and number in bold, then a paragraph."""
    head = joined(styled(user_line(line.name), "bold"), "  ", styled(user_line(line.number), "bold"))
    return joined(head, "\n", " ".join(details(line)), "\n")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
