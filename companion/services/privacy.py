"""What is "only me" in a sheet: what becomes of words kept elsewhere, and which scores may be seen."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from companion.domain.plan import LineAudience
from companion.domain.sheet import Kept, Score, Sheet
from companion.services.stores import Store


def hide_kept(store: Store, kept: Iterable[Kept], now: datetime) -> None:
    """Make lines "only me" that were kept of an answer. A point is for a talk, and stays on its list."""
    for one in kept:
        if one.table == "lines" and (line := store.lines.get(one.id)) is not None:
            store.lines.put(replace(line, audience=LineAudience.ME, changed_at=now))
        elif one.table == "learning_lines" and (learning := store.learning_lines.get(one.id)) is not None:
            store.learning_lines.put(replace(learning, audience=LineAudience.ME, changed_at=now))


def scores_together(sheet: Sheet) -> tuple[Score, ...]:
    """Return the scores that may be seen while sitting together: none where an answer with a number is "only me"."""
    hidden = any(a.number is not None and a.audience is LineAudience.ME for a in sheet.answers)
    return () if hidden else sheet.scores
