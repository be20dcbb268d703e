"""An answer to a step, made from what was typed, numbered, chosen or picked."""

from collections.abc import Sequence
from dataclasses import replace

from companion.domain.exercise import AnswerKind, ExerciseStep
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, PickedLine, Score
from companion.domain.text import clean_line
from companion.errors import InvalidEntry
from companion.services.learn.picking import PickOption


def format_answer(answer: Answer) -> str:
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


def reply(
    step: ExerciseStep,
    options: Sequence[PickOption],
    *,
    text: str = "",
    number: int | None = None,
    choice: int | None = None,
    picked: Sequence[str] = (),
) -> Answer:
    """Return the answer to `step`, holding the question as it stands; what its kind does not use is left out.

    `number` is 0-10, `choice` counts from 0, `picked` are ids of `options`. Raises InvalidEntry for a number
    or a choice that is not there.
    """
    words, counts, ends, picks = "", None, "", tuple[PickedLine, ...]()
    match step.kind:
        case AnswerKind.LINE | AnswerKind.LINES:
            words = text
        case AnswerKind.SCALE:
            counts, ends = _of_ten(number), _ends(step)
        case AnswerKind.CHOICE if choice is not None:
            if not 0 <= choice < len(step.choices):
                raise InvalidEntry("choice", f"There are {len(step.choices)} to choose from.")
            words, counts = step.choices[choice].label, step.choices[choice].number
        case AnswerKind.PICK:
            picks = _picks(picked, options)
            words = "\n".join(pick.text for pick in picks)
    return Answer(
        key=step.key,
        question=step.heading,
        asked=step.text,
        kind=step.kind,
        text=words,
        number=counts,
        ends=ends,
        picks=picks,
        goes_to=step.goes_to,
        pick_from=step.pick_from,
    )


def _of_ten(number: int | None) -> int | None:
    if number is not None and not 0 <= number <= 10:
        raise InvalidEntry("number", "A number from 0 to 10 fits here.")
    return number


def _ends(step: ExerciseStep) -> str:
    return ", ".join(f"{n} {said}" for n, said in ((0, step.low), (10, step.high)) if said)


def _picks(picked: Sequence[str], options: Sequence[PickOption]) -> tuple[PickedLine, ...]:
    known = {option.id: option for option in options}
    return tuple(
        PickedLine(id=id, text=known[id].text, key=known[id].key, is_only_mine=known[id].is_only_mine)
        for id in dict.fromkeys(picked)
        if id in known
    )


def with_answer(
    answers: Sequence[Answer], answer: Answer, steps: Sequence[ExerciseStep]
) -> tuple[Answer, ...]:
    """Return `answers` with this one in its place; a blank one goes, unless it is marked or words of it were kept.

    One of another kind under its key, from an earlier version of the step, stays beside it under another key.
    """
    places = {step.key: place for place, step in enumerate(steps)}
    old = next((a for a in answers if a.key == answer.key and a.kind is not answer.kind), None)
    others = [a for a in answers if a.key != answer.key]
    if old is not None and not old.is_blank:
        others.append(replace(old, key=earlier_key(old)))
    stays = answer.kept or answer.audience is Visibility.ME or not answer.is_blank
    kept = [*others, answer] if stays else others
    return tuple(sorted(kept, key=lambda a: places.get(a.key, len(places))))


def earlier_key(answer: Answer) -> str:
    """Return the key of an answer whose step wants another kind of answer now."""
    return f"{answer.key}~{answer.kind}"
