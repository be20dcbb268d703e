"""What the top of an exercise means, once its lines are gathered."""

from collections.abc import Mapping
from dataclasses import dataclass

from companion.domain.exercise import Scoring
from companion.domain.text import clean_line
from companion.importers.pack_places import Said, goes_to
from companion.importers.pack_problems import Telling, quoted
from companion.importers.pack_values import choices_in, minutes_of, mixed_capitals, said_as, whole_number
from companion.importers.pack_words import (
    CHOICES,
    GOES_TO,
    KIND,
    KINDS,
    MINUTES,
    NOT,
    SCORE,
    SCORINGS,
    SKIP,
    TITLE,
    WHY,
)

LIKE: Mapping[str, str] = {
    TITLE: "Title: Sleep well",
    MINUTES: "Minutes: 10",
    SCORE: "Score: sum",
    NOT: "A score is not: a measure of how well you are",
}
"""How the lines that have to be there can look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The top of an exercise as it was understood."""

    title: str
    minutes: int
    why: str
    goes_to: str
    scoring: Scoring | None
    """None for an exercise."""
    may_skip: int
    score_is_not: str
    choices: tuple[Said, ...]
    """For each item of a questionnaire that has none of its own: one each, not yet read."""
    other: Mapping[str, str]
    has: frozenset[str]
    """The words that stand there, or were told to be nearly there."""
    misplaced: frozenset[str]
    """Words that stand under a heading, and are told of there."""
    has_stray_words: bool
    """True when it was told that a step may have lost its “#”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The lines of a head by their word."""

    telling: Telling
    said: Mapping[str, Said]
    listed: tuple[Said, ...]
    """Choices on lines of their own."""
    other: Mapping[str, str]
    misplaced: frozenset[str]
    has_stray_words: bool
    near: frozenset[str]
    """Words that were told of already, so that they are not told to be missing as well."""

    def value(self, name: str) -> str:
        """Return what was said, or nothing."""
        return clean_line(self.said[name].value) if name in self.said else ""

    def line(self, *names: str) -> int:
        """Return where the first of these words that is there stands, else the first line."""
        return next((self.said[name].line for name in names if name in self.said), 1)


def understood(top: Gathered) -> Head:
    """Return the head. Tells of what is missing and of values that mean nothing."""
    for name in (TITLE, MINUTES):
        if name not in top.said and name not in top.near:
            what = "title" if name == TITLE else "line with the minutes"
            top.telling.mistake(1, f"There is no {what}. Add a line like “{LIKE[name]}” at the top.")
    scoring = _scoring(top) if _is_questionnaire(top) else None
    choices = top.listed
    if not choices and top.value(CHOICES):
        line = top.line(CHOICES)
        if mixed := mixed_capitals(top.said[CHOICES].value):
            top.telling.note(line, mixed)
        choices = tuple(Said(value=words, line=line) for words in choices_in(top.value(CHOICES)))
    return Head(
        title=top.value(TITLE),
        minutes=_minutes(top),
        why=top.value(WHY),
        goes_to=goes_to(top.said.get(GOES_TO), top.telling),
        scoring=scoring,
        may_skip=_may_skip(top),
        score_is_not=top.value(NOT),
        choices=choices,
        other=top.other,
        has=frozenset(top.said) | top.near,
        misplaced=top.misplaced,
        has_stray_words=top.has_stray_words,
    )


def _minutes(top: Gathered) -> int:
    value, line = top.value(MINUTES), top.line(MINUTES)
    if not value:
        return 1
    minutes = minutes_of(value)
    if minutes is None:
        top.telling.mistake(
            line, f"“Minutes” wants a whole number, like “Minutes: 10”, and found {quoted(value)}."
        )
    elif not 1 <= minutes <= 180:
        top.telling.mistake(line, f"“Minutes” goes from 1 to 180, and found {quoted(value)}.")
    return minutes or 1


def _is_questionnaire(top: Gathered) -> bool:
    """Return True for a questionnaire. A file that has a score is one, unless its kind says otherwise."""
    value, line = top.value(KIND), top.line(KIND)
    scored = bool(top.value(SCORE)) or NOT in top.said
    if not value:
        return scored
    known = KINDS.get(said_as(value))
    if known is None:
        near = top.telling.nearest(said_as(value), KINDS, 0.6)
        is_near = near and KINDS[near]
        name = "questionnaire" if is_near else "exercise"
        meant = f"Did you mean “{name}”?" if near else "Write “exercise” or “questionnaire”."
        top.telling.mistake(line, f"I do not know the kind {quoted(value)}. {meant}")
        return bool(is_near)
    for name in (SCORE, NOT, SKIP, CHOICES):
        if name in top.said and not known:
            top.telling.note(
                top.line(name),
                f"“{name}” is for a questionnaire, and the kind says “exercise”. It does nothing.",
            )
    return known


def _scoring(top: Gathered) -> Scoring:
    value, line = top.value(SCORE), top.line(SCORE, KIND)
    scoring = SCORINGS.get(said_as(value)) if value else None
    if value and scoring is None:
        top.telling.mistake(
            line, f"“Score” is “sum” or “mean”, and found {quoted(value)}. Write one of the two."
        )
    elif not value and SCORE not in top.near:
        top.telling.mistake(
            line,
            "A questionnaire says how its numbers become one. Add a line “Score: sum” or “Score: mean”.",
        )
    if not top.value(NOT) and NOT not in top.near:
        top.telling.mistake(
            line, f"A questionnaire says what its score is not. Add a line like “{LIKE[NOT]}”."
        )
    return scoring or Scoring.SUM


def _may_skip(top: Gathered) -> int:
    value = top.value(SKIP)
    if not value or said_as(value) in ("none", "no", "nothing"):
        return 0
    number = whole_number(value)
    if number is None or number > 100:
        top.telling.mistake(
            top.line(SKIP), f"“Skip” wants a number from 0 to 100, like “Skip: 2”, and found {quoted(value)}."
        )
        return 0
    return number
