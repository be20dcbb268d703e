"""What is said around the questions of an exercise: where one is, what was answered before, what it comes to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from companion.domain.exercise import SOURCES, AnswerKind, Exercise, ExerciseStep
from companion.services.dates import say_trends
from companion.services.learn.answers import format_answer, score_words
from companion.services.learn.picking import PickOption
from companion.tui.widgets.text import content_of, say, styled, user_line, user_text

if TYPE_CHECKING:
    from companion.domain.sheet import Score
    from companion.services.learn.sheets import Earlier

NOTHING_OWED = "Nothing has to be answered. You can stop anywhere; it will be here."
ONLY_ME_HIDDEN = "What you wrote here is marked only me. It is hidden while you sit together."
SITTING = "Sitting together: what is marked only me is hidden."
PRIVATE = "Nobody sees this unless you tick it in Share."

MOST_DOTS = 40
"""Questions that a row of dots can stand for; with more, the number alone says where one is."""

_FROM = {
    "here": "Nothing is written in this exercise yet. ^B goes back to it.",
    "say": "What you want to say stands under Next talk, and can be picked here.",
    "ask": "What you want to ask stands under Next talk, and can be picked here.",
    "safety": "The lines of your safety plan can be picked here. F2 opens it.",
}


def _noun(exercise: Exercise) -> str:
    """Return what its steps are called: not each of them asks something."""
    return "question" if all(step.kind is not AnswerKind.NONE for step in exercise.steps) else "step"


def how_many(exercise: Exercise) -> str:
    """Return "6 questions", or "7 steps" when some are there to read."""
    count = len(exercise.steps)
    return f"{count} {_noun(exercise)}{'' if count == 1 else 's'}"


def place_words(exercise: Exercise, index: int) -> str:
    """Return "question 3 of 6" for the step at `index`, counted from 0."""
    return f"{_noun(exercise)} {index + 1} of {len(exercise.steps)}"


def dots(exercise: Exercise, answered: Collection[str], index: int) -> Content:
    """Return a quiet row: full for what has an answer, empty for what is blank, in brackets where one is."""
    if len(exercise.steps) > MOST_DOTS:
        return Content("")
    marks = []
    for place, step in enumerate(exercise.steps):
        mark = "●" if step.key in answered else "○"
        here = place == index
        marks.append(styled(f"[{mark}]", "bold $c-accent") if here else styled(mark, "$c-muted"))
    return Content(" ").join(marks)


def why_words(step: ExerciseStep) -> Content:
    return say("[$c-muted]Why: $why[/]", why=step.why) if step.why else Content("")


def example_words(step: ExerciseStep) -> Content:
    return content_of(styled("An example, from somebody made up: ", "$c-muted"), user_text(step.example))


def empty_words(step: ExerciseStep) -> str:
    """Return where the lines that could be picked are written, when there are none."""
    if step.pick_from in _FROM:
        return _FROM[step.pick_from]
    name = next((place.words[0] for place in SOURCES if place.id == step.pick_from), "")
    where = f": see {name[0].upper()}{name[1:]}" if name else ""
    return f"There is nothing to pick from yet. p opens your plan{where}."


def earlier_words(earlier: Earlier, now: datetime) -> tuple[str, Content]:
    """Return when it was answered the last time, and how, in the person's own words."""
    when = say_trends(earlier.done_at.astimezone(now.tzinfo).date(), now.date())
    return f"Last time ({when})", styled(user_text(format_answer(earlier.answer)), "italic $c-muted")


def scores_words(scores: Sequence[Score], note: str) -> Content:
    """Return what a questionnaire came to, and what that is not."""
    lines = [user_line(score_words(score)) for score in scores]
    if note:
        lines += [Content(""), user_text(note)]
    return Content("\n").join([*lines, Content(""), styled(PRIVATE, "$c-muted")])


def option_hint(option: PickOption) -> str:
    """Return what stands beside a line that can be picked."""
    gone = "not there any more" if option.is_gone else ""
    return ", ".join(filter(None, (gone, "only me" if option.is_only_mine else "")))
