"""Asking for a day and a time, read as a person writes them and said back in full for a yes."""

from collections.abc import Sequence

from companion.errors import InvalidEntry
from companion.plain.talker import BLANK, Choice, Menu
from companion.plain.visit import Visit
from companion.services.dates import When, read_when, say_when

_HELP = "For example: tomorrow at 2 pm. Next Thursday. 26 November at 14:30. The time can be left out."
_HELP_PAST = "For example: last Monday. 3 November. Three weeks ago."


def ask_when(
    visit: Visit,
    head: Sequence[str],
    *,
    clear: bool,
    future: bool = True,
    example: str = "next Thursday 2 pm",
) -> When | str | None:
    """Return the day and time a person said yes to, None for Enter, or BLANK where `clear` is set."""
    rest = "Enter keeps it, blank empties it:" if clear else "Enter to skip:"
    while True:
        words = visit.talk.text(
            head, f"When, for example {example}? {rest}", clear=clear, more=_HELP if future else _HELP_PAST
        )
        if words is None:
            return None
        if not words:
            return BLANK
        try:
            found = read_when(words, now=visit.now(), future=future)
        except InvalidEntry as error:
            visit.talk.say(str(error))
            continue
        choices = (Choice(label="Yes.", value=True), Choice(label="No, ask me again.", value=False))
        echo = f"{say_when(found.day, found.at)}. Is that right?"
        if (
            visit.talk.choose(Menu(head=(echo,), choices=choices, question="A number, or Enter for 1:"))
            is not False
        ):
            return found
