"""What a score is not never stands as its opposite, whatever was written after the colon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.domain.denial import LIKE, Denial, denial, whole_denial
from tests.thorough import many

PARTS = {
    "a measure.": "A score is not a measure.",
    "a measure of how well you are": "A score is not a measure of how well you are.",
    "A measure of how well you are.": "A score is not a measure of how well you are.",
    "a measure of how well you are, and not a grade": "A score is not a measure of how well you are, and not a grade.",
    "not a diagnosis": "A score is not a diagnosis.",
    "no mark for you": "A score is no mark for you.",
    "how well you are": "A score is not how well you are.",
    "to be shared": "A score is not to be shared.",
    "It's not a test": "A score is not a test.",
    "proof that you are ill!": "A score is not proof that you are ill!",
}
WHOLE = (
    LIKE,
    "The number says how today’s session was for you. It is not a mark for you or for anybody else.",
    "It is no grade, and nobody sees it.",
    "It isn’t a diagnosis.",
    "This doesn’t measure you",
    "The number, like any other, is not a mark.",
    "It says nothing about how well you are.",
    "A high score does not mean that you are ill.",
    "Nid yw’r sgôr yn fesur o ba mor dda ydych chi.",
)
UNCLEAR = (
    "The number tells how you are.",
    "A measure of how well you are, and it is not a grade.",
    "the score is a measure of wellness",
    "Nobody’s business",
    "a mark; it isn’t a grade",
)


@pytest.mark.parametrize("written", PARTS)
def test_part_of_a_sentence_gets_its_beginning(written: str) -> None:
    assert denial(written) is Denial.PART
    assert whole_denial(written) == PARTS[written]
    assert whole_denial(PARTS[written]) == PARTS[written]


@pytest.mark.parametrize("written", WHOLE)
def test_a_whole_sentence_stays_as_it_is(written: str) -> None:
    assert denial(written) is Denial.WHOLE
    assert whole_denial(written) == written


@pytest.mark.parametrize("written", UNCLEAR)
def test_what_says_no_such_thing_is_never_printed_alone(written: str) -> None:
    assert denial(written) is Denial.UNCLEAR
    assert whole_denial(written) == f"A score is not: {written}"


@many(200)
@given(st.text(max_size=80))
def test_whatever_is_written_comes_through(text: str) -> None:
    assert bool(whole_denial(text)) == bool(whole_denial(text).strip())
    denial(text)
