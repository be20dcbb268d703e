"""Things the person puts in order: adding at the end, moving one."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with an id and a position."""

    @property
    def id(self) -> str: ...
    @property
    def position(self) -> int: ...


P = TypeVar("P", bound=Placed)


def in_order(items: Iterable[P]) -> tuple[P, ...]:
    """Return `items` by position; equal positions by id, so that the order never wavers."""
    return tuple(sorted(items, key=lambda item: (item.position, item.id)))


def next_position(items: Iterable[Placed]) -> int:
    """Return the position after the last of `items`, archived ones included."""
    return max((item.position for item in items), default=-1) + 1


def moved(items: Sequence[P], id: str, index: int) -> tuple[tuple[P, int], ...]:
    """Return (item, new position) for each item whose position changes when `id` moves to `index`.

    `index` counts among `items` as shown, from 0, and is brought into range. The positions in use are
    dealt out again, so that things not shown (archived ones) keep theirs.
    """
    rest = [item for item in items if item.id != id]
    mover = [item for item in items if item.id == id]
    if not mover:
        return ()
    index = max(0, min(index, len(rest)))
    wanted = [*rest[:index], mover[0], *rest[index:]]
    slots = sorted(item.position for item in items)
    for n in range(1, len(slots)):  # two records may share a position after an import or a merge
        slots[n] = max(slots[n], slots[n - 1] + 1)
    return tuple((item, slot) for item, slot in zip(wanted, slots, strict=True) if item.position != slot)
