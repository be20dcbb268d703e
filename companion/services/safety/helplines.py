"""What is known without a vault: the nations by name, and the lines that answer in each.

Apart from the other services because the lock screen shows it before anything else is loaded.
"""

from companion.content import helplines as shipped
from companion.domain.helpline import Helpline, Nation

NATION_NAMES = shipped.NATION_NAMES
EVERYWHERE = "all"
"""Chosen where it was not said which nation, or none is meant in particular."""
OFFERED = {EVERYWHERE: "All", **{nation.value: name for nation, name in NATION_NAMES.items()}}
"""What is called what where a nation is chosen."""


def national_lines(nation: Nation | None) -> tuple[Helpline, ...]:
    """Return the shipped lines that answer in `nation`, or all four nations' for None."""
    return tuple(line for line in shipped.HELPLINES if nation is None or nation in line.nations)
