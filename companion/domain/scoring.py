"""Scores of a questionnaire: sums or means of its items, reversed ones turned round, by subscale and as a whole.

The rules are those that published short questionnaires share: an item counts the number of the choice taken; a
reversed item counts lowest plus highest minus that; where a few items may be left out, the mean of those
answered stands in for them (a person-mean).
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from companion.domain.exercise import AnswerKind, Exercise, ExerciseStep, Scoring
from companion.domain.sheet import Score, Sheet

DECIMALS = 2
"""Places after the point that a score is rounded to."""


def scores_of(exercise: Exercise, numbers: Mapping[str, int]) -> tuple[Score, ...]:
    """Return the score of each subscale, in the order they first stand in, then of the whole.

    `numbers`: `ExerciseStep.key` -> what the choice taken counts, unreversed; a key that is absent was left out. With
    no `scoring`, or no item that counts, there is none.
    """
    items = [step for step in exercise.steps if ends_of(step) is not None]
    if exercise.scoring is None or not items:
        return ()
    names = dict.fromkeys(step.subscale for step in items if step.subscale)
    groups = [(name, [step for step in items if step.subscale == name]) for name in names]
    if len(groups) != 1 or len(groups[0][1]) < len(items):
        groups.append(("", items))
    return tuple(_score(name, steps, numbers, exercise.scoring, exercise.may_skip) for name, steps in groups)


def numbers_of(exercise: Exercise, sheet: Sheet) -> dict[str, int]:
    """Return what each item of a sheet counts, by key; answers to an earlier version of an item are left out."""
    found = {}
    for step in exercise.steps:
        ends, answer = ends_of(step), sheet.answer(step.key)
        if ends is None or answer is None or answer.kind is not step.kind or answer.number is None:
            continue
        if ends[0] <= answer.number <= ends[1]:
            found[step.key] = answer.number
    return found


def ends_of(step: ExerciseStep) -> tuple[int, int] | None:
    """Return the least and the most that an item counts; None for a step that does not count."""
    if step.kind is AnswerKind.SCALE:
        return 0, 10
    numbers = [choice.number for choice in step.choices if choice.number is not None]
    if step.kind is not AnswerKind.CHOICE or not numbers:
        return None
    return min(numbers), max(numbers)


def _score(
    name: str, steps: Sequence[ExerciseStep], numbers: Mapping[str, int], how: Scoring, may_skip: int
) -> Score:
    counted, lows, highs = [], 0, 0
    for step in steps:
        low, high = ends_of(step) or (0, 0)
        lows, highs = lows + low, highs + high
        if step.key in numbers:
            number = numbers[step.key]
            counted.append(low + high - number if step.is_reversed else number)
    size = len(steps)
    is_enough = counted and size - len(counted) <= may_skip
    mean = sum(counted) / len(counted) if is_enough else None
    times = size if how is Scoring.SUM else 1
    over = 1 if how is Scoring.SUM else size
    return Score(
        name=name,
        value=None if mean is None else _rounded(mean * times),
        low=_rounded(lows / over),
        high=_rounded(highs / over),
        answered=len(counted),
        items=size,
    )


def _rounded(value: float) -> float:
    """Return `value` as tables are rounded: a half goes up, away from 0 for a negative one."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP))
