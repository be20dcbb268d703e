"""Answers and scores in words, the same on every screen and page."""

from companion.domain.exercise import AnswerKind
from companion.domain.sheet import Answer, Score
from companion.domain.text import clean_line


def answer_words(answer: Answer) -> str:
    """Return what was answered: the words, or ``7 of 10 (0 not at all, 10 very)``."""
    if answer.kind is AnswerKind.SCALE and answer.number is not None:
        ends = clean_line(answer.ends)
        return f"{answer.number} of 10{f' ({ends})' if ends else ''}"
    return answer.text


def score_words(score: Score) -> str:
    """Return ``Rest: 3 (from 0 to 4)``, or that too little was answered for a number."""
    name = clean_line(score.name) or "In all"
    if score.value is None:
        return f"{name}: {score.answered} of {score.items} answered, too few for a number."
    return f"{name}: {_figure(score.value)} (from {_figure(score.low)} to {_figure(score.high)})"


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
