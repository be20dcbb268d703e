"""Versions of one record that can be put together, so that choosing one lets no words of the others go.

Two computers may have answered different questions of one sheet, made a card for the lock screen each, or kept
different ones of the answers that a check-in had before.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import TypeVar

from companion.domain.checkin import EARLIER, Moment
from companion.domain.edit import Record
from companion.domain.exercise import Exercise
from companion.domain.lock_card import LockCard
from companion.domain.plan import Visibility
from companion.domain.scoring import numbers_of, scores_of
from companion.domain.sheet import Answer, Sheet

R = TypeVar("R", Sheet, Moment)

ExerciseOf = Callable[[Sheet], Exercise | None]
"""The exercise that a sheet is one time through; None when it is not there."""


def joined(chosen: Record, others: Sequence[Record], exercise_of: ExerciseOf) -> Record:
    """Return `chosen` with what the `others` have beside it; `chosen` itself where nothing can be put together."""
    if isinstance(chosen, Sheet):
        sheets = [other for other in others if isinstance(other, Sheet)]
        return _joined_sheet(chosen, sheets, exercise_of(chosen))
    if isinstance(chosen, Moment) and chosen.source_key == EARLIER:
        answers = {id: n for other in others if isinstance(other, Moment) for id, n in other.answers.items()}
        return replace(chosen, answers={**answers, **chosen.answers})
    if isinstance(chosen, LockCard):
        return chosen.knowing(other for other in others if isinstance(other, LockCard))
    return chosen


def leaves_no_choice(versions: Sequence[Record | None]) -> bool:
    """Return True when nothing differs between the versions that a person would have to choose."""
    return _leaves_none(versions, Sheet, _fit) or _leaves_none(versions, Moment, _are_of_one_time)


def _leaves_none(
    versions: Sequence[Record | None], kind: type[R], go_together: Callable[[R, R], bool]
) -> bool:
    found = [version for version in versions if isinstance(version, kind)]
    return len(found) == len(versions) > 0 and all(go_together(*two) for two in permutations(found, 2))


def _fit(one: Sheet, other: Sheet) -> bool:
    return (
        (one.archived_at is None) is (other.archived_at is None)
        and (one.pack_id, one.exercise_id) == (other.pack_id, other.exercise_id)
        and all(_says_the_same(answer, other.answer(answer.key)) for answer in one.answers)
    )


def _are_of_one_time(one: Moment, other: Moment) -> bool:
    """True for earlier answers of one check-in, given at one time and kept on two computers as others came."""
    shared = {**other.answers, **one.answers} == {**one.answers, **other.answers}
    return one.source_key == EARLIER and shared and replace(one, answers=other.answers) == other


def _joined_sheet(chosen: Sheet, others: Sequence[Sheet], exercise: Exercise | None) -> Sheet:
    """Return a sheet with the answers of all, by question; where two answered one, that of `chosen`."""
    answers = {answer.key: answer for answer in chosen.answers}
    for other in others:
        for answer in other.answers:
            mine = answers.get(answer.key)
            answers[answer.key] = answer if mine is None else _joined_answer(mine, answer)
    places = {step.key: place for place, step in enumerate(exercise.steps)} if exercise else {}
    in_order = sorted(answers.values(), key=lambda answer: places.get(answer.key, len(places)))
    finished = next((sheet for sheet in (chosen, *others) if sheet.done_at is not None), None)
    all_of_it = replace(
        chosen,
        answers=tuple(in_order),
        created_at=min(sheet.created_at for sheet in (chosen, *others)),
        changed_at=max(sheet.changed_at for sheet in (chosen, *others)),
    )
    if finished is None:
        return all_of_it
    scores = finished.scores
    if exercise is not None and all_of_it.answers != finished.answers:
        scores = scores_of(exercise, numbers_of(exercise, all_of_it))
    return replace(all_of_it, done_at=finished.done_at, scores=scores, score_is_not=finished.score_is_not)


def _joined_answer(mine: Answer, other: Answer) -> Answer:
    """Return `mine` with where words of the other one were kept too; "only me" stays where it says the same."""
    kept = tuple({each.id: each for each in (*other.kept, *mine.kept)}.values())
    is_private = _says_the_same(mine, other) and Visibility.ME in (mine.audience, other.audience)
    audience = Visibility.ME if is_private else mine.audience
    return replace(mine, kept=kept, audience=audience, form=mine.form or other.form)


def _says_the_same(one: Answer, other: Answer | None) -> bool:
    if other is None:
        return True
    # A version that an earlier program wrote may have lost the form of its words.
    return replace(one, kept=(), audience=other.audience, form=other.form) == replace(other, kept=())
