"""What was answered to the same question before: the last time, or to an earlier version of the step."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from companion.domain.plan import LineAudience
from companion.domain.sheet import Answer, Sheet
from companion.services.answering import earlier_key
from companion.services.standings import Earlier, done_order


def earlier_answer(
    sheet: Sheet, key: str, question: str, others: Iterable[Sheet], shown: Callable[[Answer], Answer | None]
) -> Earlier | None:
    """Return what was answered before to the step of that key, or to the same `question`, as `shown` lets it be.

    First comes an answer of this sheet that an earlier version of the step asked for, then `others`, which are
    the finished sheets of the exercise, the newest first.
    """
    for answer in sheet.answers:
        if not answer.is_blank and answer.key == earlier_key(replace(answer, key=key)):
            seen = shown(answer)
            return Earlier(answer=seen, done_at=sheet.changed_at) if seen else None
    before = [s for s in others if sheet.done_at is None or done_order(s) < done_order(sheet)]
    for old in sorted(before, key=done_order, reverse=True):
        found = old.answer(key) or next((a for a in old.answers if a.question == question), None)
        if found is not None and old.done_at is not None and not found.is_blank:
            seen = shown(found)
            return Earlier(answer=seen, done_at=old.done_at) if seen else None
    return None


def seen_together(answer: Answer, mine: Collection[str]) -> Answer | None:
    """Return an answer as it may be seen while sitting together, or None; `mine` are ids of lines "only me" now."""
    if answer.audience is LineAudience.ME:
        return None
    picks = tuple(pick for pick in answer.picks if not (pick.is_only_mine or pick.id in mine))
    if picks == answer.picks:
        return answer
    return replace(answer, picks=picks, text="\n".join(pick.text for pick in picks)) if picks else None
