"""Lists of lines that a person keeps, each described once: every front end shows them from this.

For a list that has nothing but lines, without sections and without fields. One entry here, its kind of record in
``companion/domain/kinds.py`` and its row in FORMAT.md are all that a list is.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptList:
    """A list of lines, and what it is called."""

    name: str
    """What the command line, the page and a draft call it."""
    table: str
    """The kind of its lines; their class is one of its own, made from `Line`."""
    title: str
    """What stands over it: ``Things I am proud of``."""
    one: str
    """What a line of it is called where records are counted: ``thing to be proud of``."""
    many: str
    nothing: str = "Nothing here yet, and that is all right."
    """What is said while it is empty."""


LISTS: tuple[KeptList, ...] = ()
