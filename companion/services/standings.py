"""How far the person is with each exercise, and what they wrote the last time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from companion.domain.sheet import Answer, Sheet

Ref = tuple[str, str]
"""Pack id and exercise id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far the person is with one exercise."""

    under_way: Sheet | None = None
    """The sheet to carry on with."""
    done: int = 0
    """How often it was done."""
    last_done: Sheet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was answered to the same question the last time."""

    answer: Answer
    done_at: datetime


def standings_of(sheets: Iterable[Sheet]) -> dict[Ref, Standing]:
    """Return how far the person is with each exercise of `sheets`, which come the one written in last first."""
    found: dict[Ref, Standing] = {}
    for sheet in sheets:
        ref = (sheet.pack_id, sheet.exercise_id)
        old = found.get(ref, Standing())
        if sheet.done_at is None:
            found[ref] = replace(old, under_way=old.under_way or sheet)
        else:
            last = max((old.last_done, sheet), key=done_order)
            found[ref] = replace(old, done=old.done + 1, last_done=last)
    return found


def done_order(sheet: Sheet | None) -> float:
    """Return when a sheet was finished as seconds, by which sheets are put in order; 0 for one that was not."""
    return sheet.done_at.timestamp() if sheet and sheet.done_at else 0.0
