"""The national lines in words, and at the foot of every step: one number big, the others without scrolling.

Apart from the page of all lines because the lock screen shows them before anything else is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from companion.domain.helpline import Helpline, Nation
from companion.domain.text import clean_line
from companion.services.safety.helplines import NATION_NAMES
from companion.tui.widgets.text import content_of, styled, user_line
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
        how = ", ".join(NATION_NAMES[place] for place in Nation if place in where)
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
    number = () if line.names_its_number else ("  ", styled(user_line(line.number), "bold"))
    head = content_of(styled(user_line(line.name), "bold"), *number)
    return content_of(head, "\n", " ".join(details(line)), "\n")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")


class HelpStrip(Horizontal):
    """The first line's number in big figures, the others, to the one for an emergency, in words.

    `strip-brief` is the first and the last on one line, for a window with few rows; stylesheets choose.
    """

    def __init__(self, lines: Sequence[LineWords], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines = lines

    def compose(self) -> ComposeResult:
        yield Static(id="strip-name")
        yield Digits(id="strip-number")
        yield Static(id="strip-rest")
        yield Static(id="strip-brief")

    def on_mount(self) -> None:
        self.show(self._lines)

    def show(self, lines: Sequence[LineWords]) -> None:
        """Show these lines instead."""
        self._lines = lines
        first = lines[0] if lines else None
        self.query_one("#strip-name", Static).update(_named(first) if first else "")
        self.query_one("#strip-number", Digits).update(first.number if first else "")
        self.query_one("#strip-rest", Static).update(Content("\n").join(in_words(line) for line in lines[1:]))
        self.query_one("#strip-brief", Static).update(_in_brief(lines))


def _named(line: LineWords) -> Content:
    return content_of(
        styled(user_line(line.name), "bold"), "\n", user_line(line.how), "\n", user_line(line.number)
    )


def _in_brief(lines: Sequence[LineWords]) -> Content:
    """Return the first line's name and number, and the number of the last, which everybody knows."""
    if not lines:
        return Content("")
    first, last = lines[0], lines[-1]
    numbers = [styled(user_line(line.number), "bold") for line in (first, last)]
    return content_of(user_line(first.name), " ", numbers[0], "   ", numbers[1])


def in_words(line: LineWords) -> Content:
    """Return one line's name, number and how, as short as it can be said."""
    number = styled(user_line(line.number), "bold")
    if line.how.startswith("text "):
        return content_of("Text ", styled(user_line(line.how.removeprefix("text ")), "bold"), " to ", number)
    if line.number in line.name:
        return content_of(
            styled(user_line(line.name), "bold"), ", ", user_line(line.how.removeprefix("choose the "))
        )
    return content_of(user_line(line.name), ": ", number)
