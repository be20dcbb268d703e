"""Names as they are typed: exactly, ignoring case, else by a beginning that fits one thing alone."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from companion.domain.text import clean_line, folded
from companion.errors import InvalidEntry, UnknownName

T = TypeVar("T")

LISTED = 40
"""At most this many names are listed when one did not fit."""


def find_named(given: str, things: Sequence[T], names: Callable[[T], Sequence[str]], what: str) -> T:
    """Return the one of `things` that `given` means; the first of its `names` is how it is listed.

    `what` says what is looked for ("scale"). Raises UnknownName with the list.
    """
    wanted = folded(given)
    exact = [t for t in things if any(folded(name) == wanted for name in names(t))]
    beginning = [t for t in things if any(folded(name).startswith(wanted) for name in names(t))]
    found = exact or (beginning if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        opening = f"More than one {what} fits “{clean_line(given)}”:"
    elif things:
        opening = f"There is no {what} “{clean_line(given)}”. There are:"
    else:
        raise UnknownName(what, f"There is no {what} “{clean_line(given)}”: there are none yet.")
    lines = [f"  {clean_line(names(t)[0])}" for t in (found or things)[:LISTED]]
    more = len(found or things) - len(lines)
    raise UnknownName(what, "\n".join([opening, *lines, *([f"  and {more} more"] if more else [])]))


def split_value(given: str, option: str) -> tuple[str, str]:
    """Return the two sides of ``NAME=N``, parted at the last equals sign. Raises InvalidEntry."""
    name, sign, value = given.rpartition("=")
    if not sign or not name.strip():
        raise InvalidEntry(
            option, f"{option} takes a name, an equals sign and a number, as in {option} mood=4."
        )
    return name.strip(), value.strip()


def read_number(text: str, option: str) -> int:
    """Return a whole number from 0 to 10. Raises InvalidEntry."""
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and int(text) <= 10):
        raise InvalidEntry(option, f"{option} takes a whole number from 0 to 10 after the equals sign.")
    return int(text)
