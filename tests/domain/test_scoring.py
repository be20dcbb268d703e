"""Scores, tried on the published structure of a questionnaire with twelve items and three subscales.

The structure is that of STAR-P (McGuire-Snieckus and others, 2007): twelve items from 0 to 4, of which six make
one subscale, three another, and three, which are reversed, the third; the whole is from 0 to 48. The wording is
a placeholder.
"""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.exercise import AnswerKind, Choice, Exercise, ExerciseStep, Scoring
from companion.domain.scoring import scores_of

FIVE = tuple(Choice(label=label, number=n) for n, label in enumerate(("a", "b", "c", "d", "e")))
TOGETHER, INPUT, UNHELPFUL = "Together", "Input", "Unhelpful"
PARTS = {1: TOGETHER, 2: TOGETHER, 3: UNHELPFUL, 4: TOGETHER, 5: INPUT, 6: TOGETHER} | {
    7: UNHELPFUL, 8: INPUT, 9: UNHELPFUL, 10: TOGETHER, 11: TOGETHER, 12: INPUT
}  # fmt: skip
TWELVE = Exercise(
    id="twelve",
    title="Twelve",
    minutes=5,
    scoring=Scoring.SUM,
    score_is_not="No grade.",
    steps=tuple(
        ExerciseStep(
            key=f"item-{n}",
            heading=f"Placeholder {n}",
            kind=AnswerKind.CHOICE,
            choices=FIVE,
            subscale=part,
            is_reversed=part == UNHELPFUL,
        )
        for n, part in PARTS.items()
    ),
)


def numbers(**given: int) -> dict[str, int]:
    return {f"item-{n}": given.get(part, 0) for n, part in PARTS.items()}


def values(exercise: Exercise, answers: dict[str, int]) -> dict[str, float | None]:
    return {score.name: score.value for score in scores_of(exercise, answers)}


def test_the_best_and_the_worst_that_can_be() -> None:
    best = values(TWELVE, numbers(Together=4, Input=4, Unhelpful=0))
    assert best == {TOGETHER: 24, UNHELPFUL: 12, INPUT: 12, "": 48}
    worst = values(TWELVE, numbers(Together=0, Input=0, Unhelpful=4))
    assert worst == {TOGETHER: 0, UNHELPFUL: 0, INPUT: 0, "": 0}
    ends = {score.name: (score.low, score.high) for score in scores_of(TWELVE, {})}
    assert ends == {TOGETHER: (0, 24), UNHELPFUL: (0, 12), INPUT: (0, 12), "": (0, 48)}


def test_a_mixed_sheet_by_hand() -> None:
    answers = dict(zip((f"item-{n}" for n in PARTS), (3, 2, 1, 4, 3, 2, 0, 4, 2, 1, 3, 2), strict=True))
    # Together 3+2+4+2+1+3; Unhelpful (4-1)+(4-0)+(4-2); Input 3+4+2
    assert values(TWELVE, answers) == {TOGETHER: 15, UNHELPFUL: 9, INPUT: 9, "": 33}
    mean = replace(TWELVE, scoring=Scoring.MEAN)
    assert values(mean, answers) == {TOGETHER: 2.5, UNHELPFUL: 3, INPUT: 3, "": 2.75}


def test_an_item_left_out_leaves_its_scores_out_unless_the_rest_may_stand_in() -> None:
    answers = numbers(Together=3, Input=2, Unhelpful=1)
    del answers["item-5"]
    found = {score.name: score for score in scores_of(TWELVE, answers)}
    assert found[INPUT].value is None and found[""].value is None
    assert (found[INPUT].answered, found[INPUT].items) == (2, 3)
    assert found[TOGETHER].value == 18
    lenient = values(replace(TWELVE, may_skip=1), answers)
    assert lenient[INPUT] == 6  # the mean of 2 and 2, three times
    assert lenient[""] == pytest.approx((18 + 9 + 4) / 11 * 12, abs=0.005)


def test_nothing_answered_is_no_score_even_where_all_may_be_left_out() -> None:
    assert set(values(replace(TWELVE, may_skip=12), {}).values()) == {None}


def test_what_does_not_count_counts_nowhere() -> None:
    words = ExerciseStep(key="words", heading="Anything else?", kind=AnswerKind.LINES)
    plain = ExerciseStep(
        key="plain", heading="Which?", kind=AnswerKind.CHOICE, choices=(Choice(label="this"),)
    )
    more = replace(TWELVE, steps=(*TWELVE.steps, words, plain))
    answers = numbers(Together=1, Input=1, Unhelpful=1)
    assert scores_of(more, answers | {"plain": 3, "gone": 4}) == scores_of(TWELVE, answers)
    assert scores_of(replace(TWELVE, scoring=None), answers) == ()
    assert scores_of(replace(TWELVE, steps=(words, plain)), answers) == ()


def test_one_subscale_that_is_the_whole_is_told_once() -> None:
    steps = tuple(replace(step, subscale="All") for step in TWELVE.steps)
    assert [score.name for score in scores_of(replace(TWELVE, steps=steps), {})] == ["All"]


def test_a_scale_from_0_to_10_counts_and_turns_round() -> None:
    step = ExerciseStep(key="pain", heading="Pain", kind=AnswerKind.SCALE, is_reversed=True)
    one = Exercise(id="x", title="X", minutes=5, scoring=Scoring.SUM, steps=(step,))
    assert values(one, {"pain": 3}) == {"": 7}


@given(st.lists(st.integers(0, 4), min_size=12, max_size=12), st.sampled_from(Scoring))
def test_scores_lie_between_their_ends_and_parts_add_up(answers: list[int], how: Scoring) -> None:
    given_ = {f"item-{n}": answer for n, answer in enumerate(answers, start=1)}
    scores = scores_of(replace(TWELVE, scoring=how), given_)
    assert all(score.value is not None and score.low <= score.value <= score.high for score in scores)
    if how is Scoring.SUM:
        assert sum(s.value or 0 for s in scores if s.name) == scores[-1].value


def test_turning_round_twice_is_where_it_was() -> None:
    for number, is_reversed in product(range(5), (True, False)):
        step = replace(TWELVE.steps[0], is_reversed=is_reversed, subscale="")
        one = Exercise(id="x", title="X", minutes=5, scoring=Scoring.SUM, steps=(step,))
        (score,) = scores_of(one, {step.key: number})
        assert score.value == (4 - number if is_reversed else number)
