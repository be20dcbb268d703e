"""What is "only me": in a sheet, in what was kept or picked of it, in its scores; and that it stays out of pages."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from companion.domain.learning import LearningLine
from companion.domain.plan import LineAudience, PlanLine
from companion.domain.sheet import Answer, Kept, Pick, Score, Sheet
from companion.services.stores import Store
from companion.words import say_count


def hide_kept(store: Store, kept: Iterable[Kept], now: datetime) -> None:
    """Make lines "only me" that were kept of an answer. A point is for a talk, and stays on its list."""
    for one in kept:
        if one.table == "lines" and (line := store.lines.get(one.id)) is not None:
            store.lines.put(replace(line, audience=LineAudience.ME, changed_at=now))
        elif one.table == "learning_lines" and (learning := store.learning_lines.get(one.id)) is not None:
            store.learning_lines.put(replace(learning, audience=LineAudience.ME, changed_at=now))


def is_only_mine(store: Store, sheet: Sheet, answer: Answer) -> bool:
    """True for an answer that is marked, or holds words that are marked where they were kept or picked."""
    return _is_marked(store, answer) or any(_is_marked_pick(store, sheet, pick) for pick in answer.picks)


def scores_are_only_mine(store: Store, sheet: Sheet) -> bool:
    """True when a number that may be in the scores of the sheet is "only me"."""
    return any(a.number is not None and is_only_mine(store, sheet, a) for a in sheet.answers)


def kept_line(store: Store, kept: Kept) -> PlanLine | LearningLine | None:
    """Return the line that was kept of an answer, as it is now; None for a point and for what is gone."""
    if kept.table == "lines":
        return store.lines.get(kept.id)
    return store.learning_lines.get(kept.id) if kept.table == "learning_lines" else None


def stays_out(count: int) -> str:
    """Return how many things stay out of a page for somebody else; empty for none."""
    if not count:
        return ""
    return f"{say_count(count, 'thing')} marked only me {'stays' if count == 1 else 'stay'} out."


def _is_marked(store: Store, answer: Answer) -> bool:
    kept = (kept_line(store, one) for one in answer.kept)
    return answer.audience is LineAudience.ME or any(
        line is not None and line.audience is LineAudience.ME for line in kept
    )


def _is_marked_pick(store: Store, sheet: Sheet, pick: Pick) -> bool:
    written = sheet.answer(pick.key) if pick.key else None
    line = store.lines.get(pick.id)
    return (
        pick.is_only_mine
        or (line is not None and line.audience is LineAudience.ME)
        or (written is not None and _is_marked(store, written))
    )


def scores_together(sheet: Sheet) -> tuple[Score, ...]:
    """Return the scores that may be seen while sitting together: none where an answer with a number is "only me"."""
    hidden = any(a.number is not None and a.audience is LineAudience.ME for a in sheet.answers)
    return () if hidden else sheet.scores
