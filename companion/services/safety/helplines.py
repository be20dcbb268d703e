"""What is known without a vault: the nations by name, and the lines that answer in each.

Apart from the other services because the lock screen shows it before anything else is loaded.
"""

from collections.abc import Sequence

from companion.content import helplines as shipped
from companion.domain.helpline import Helpline, Nation

NATION_NAMES = shipped.NATION_NAMES
EVERYWHERE = "all"
"""Chosen where it was not said which nation, or none is meant in particular."""
OFFERED = {EVERYWHERE: "All", **{nation.value: name for nation, name in NATION_NAMES.items()}}
"""What is called what where a nation is chosen."""


EMERGENCY = "emergency"
"""The id of the line for a life in danger."""


def as_read_out(lines: Sequence[Helpline]) -> tuple[Helpline, ...]:
    """Return `lines` with 999 second where it was further on: whoever hears them one by one may not hear the last."""
    others = [line for line in lines if line.id != EMERGENCY]
    found = [line for line in lines if line.id == EMERGENCY]
    return (*others[:1], *found, *others[1:])


def national_lines(nation: Nation | None) -> tuple[Helpline, ...]:
    """Return the shipped lines that answer in `nation`, or all four nations' for None."""
    return tuple(line for line in shipped.HELPLINES if nation is None or nation in line.nations)
