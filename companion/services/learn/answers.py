"""An answer to a step, made from what was typed, numbered, chosen, ticked or picked."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from companion.domain.exercise import AnswerKind, ExerciseStep, Wanted
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, PickedLine, Score, fits
from companion.domain.text import clean_line
from companion.errors import InvalidEntry
from companion.services.dates import read_day_words, say_day
from companion.services.learn.picking import PickOption, lines_in
from companion.words import SMALL

_LONGEST_DAY = 60
"""Characters; anything longer is no day."""
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,6})?")
_THOUSANDS = re.compile(r"(?<=\d)[, ](?=\d{3}(?:\D|$))")
_IN_WORDS = {word: str(number) for number, word in enumerate(("none", *SMALL))}

AS_WRITTEN = {
    Wanted.DATE: "I cannot read a day in that. It is kept as you wrote it.",
    Wanted.NUMBER: "I cannot read a number in that. It is kept as you wrote it.",
}
"""Said of words where a day or a number was asked for: nobody has to know the day."""


def format_answer(answer: Answer) -> str:
    """Return what was answered: the words, or ``7 of 10 (0 not at all, 10 very)``."""
    if answer.kind is AnswerKind.SCALE and answer.number is not None:
        ends = clean_line(answer.ends)
        return f"{answer.number} of 10{f' ({ends})' if ends else ''}"
    return answer.text


def score_words(score: Score) -> str:
    """Return ``Rest: 3 (from 0 to 4), 2 of 2 answered``, and how those that were left out were counted."""
    name = clean_line(score.name) or "In all"
    answered = answered_words(score)
    if score.value is None:
        return f"{name}: {answered}, too few for a number."
    figure = (
        f"{name}: {_figure(score.value)} (from {_figure(score.low)} to {_figure(score.high)}), {answered}"
    )
    rest = score.items - score.answered
    return f"{figure}. {left_out_words(score)}" if rest else figure


def answered_words(score: Score) -> str:
    """Return ``5 of 7 answered``."""
    return f"{score.answered} of {score.items} answered"


def left_out_words(score: Score) -> str:
    """Return how the questions that were left out were counted; empty where none was."""
    rest = score.items - score.answered
    if not rest:
        return ""
    average = "that one" if score.answered == 1 else f"the average of those {score.answered}"
    return f"The {'one' if rest == 1 else rest} left out {'counts' if rest == 1 else 'count'} as {average}."


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
    ticked: Sequence[int] = (),
    today: date,
) -> Answer:
    """Return the answer to `step`, holding the question as it stands; what its kind does not use is left out.

    `number` is 0-10, `choice` and `ticked` count from 0, `picked` are ids of `options`; words for a day are read
    as seen from `today`. Raises InvalidEntry for a number or a choice that is not there.
    """
    words, counts, ends, picks = "", None, "", tuple[PickedLine, ...]()
    match step.wants:
        case Wanted.LINE | Wanted.LINES:
            words = text
        case Wanted.DATE:
            day = day_in(text, today)
            words = say_day(day) if day else text
        case Wanted.NUMBER:
            words = number_in(text) or text
        case Wanted.SCALE:
            counts, ends = _of_ten(number), _ends(step)
        case Wanted.CHOICE if choice is not None:
            taken = _choice(step, choice)
            words, counts = step.choices[taken].label, step.choices[taken].number
        case Wanted.TICKS:
            words = "\n".join(step.choices[_choice(step, place)].label for place in sorted(set(ticked)))
        case Wanted.PICK:
            picks = _picks(picked, options)
            words = "\n".join(pick.text for pick in picks)
    return Answer(
        key=step.key,
        question=step.heading,
        asked=step.text,
        kind=step.kind,
        form=step.form,
        text=words,
        number=counts,
        ends=ends,
        picks=picks,
        goes_to=step.goes_to,
        pick_from=step.pick_from,
    )


def ticked_in(answer: Answer | None, step: ExerciseStep) -> tuple[int, ...]:
    """Return which choices an answer has ticked, from 0."""
    lines = set(lines_in(answer.text)) if answer is not None else set()
    return tuple(place for place, choice in enumerate(step.choices) if choice.label.strip() in lines)


def day_in(text: str, today: date) -> date | None:
    """Return the day that words say, of those that fit the one nearest to `today`; None where they say none."""
    words = clean_line(text).lower()
    if not words or len(words) > _LONGEST_DAY:
        return None
    found = []
    for forward in (True, False):
        try:
            found.append(read_day_words(words, today=today, forward=forward))
        except InvalidEntry:
            continue
    return min(found, key=lambda day: abs(day - today), default=None)


def number_in(text: str) -> str:
    """Return the number that words say, in figures with a point; empty where they say none."""
    words = unicodedata.normalize("NFKC", clean_line(text)).replace("−", "-").lower()
    if words in _IN_WORDS:
        return _IN_WORDS[words]
    figures = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in words)
    plain = _THOUSANDS.sub("", figures).replace(",", ".")
    return plain.removeprefix("+") if _NUMBER.fullmatch(plain) else ""


def read_back(step: ExerciseStep, text: str, today: date) -> str:
    """Return in a sentence what words for a day or a number were taken for; empty for other words, and for none."""
    if step.wants not in AS_WRITTEN or not text.strip():
        return ""
    day = day_in(text, today) if step.wants is Wanted.DATE else None
    said = say_day(day) if day else number_in(text) if step.wants is Wanted.NUMBER else ""
    return f"{said}." if said else AS_WRITTEN[step.wants]


def _choice(step: ExerciseStep, place: int) -> int:
    if not 0 <= place < len(step.choices):
        raise InvalidEntry("choice", f"There are {len(step.choices)} to choose from.")
    return place


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
    step = next((step for step in steps if step.key == answer.key), None)
    old = next((a for a in answers if a.key == answer.key and not (step and fits(a, step))), None)
    others = [a for a in answers if a.key != answer.key]
    if old is not None and not old.is_blank:
        others.append(replace(old, key=earlier_key(old)))
    stays = answer.kept or answer.audience is Visibility.ME or not answer.is_blank
    kept = [*others, answer] if stays else others
    return tuple(sorted(kept, key=lambda a: places.get(a.key, len(places))))


def earlier_key(answer: Answer) -> str:
    """Return the key of an answer whose step wants another kind of answer now."""
    return f"{answer.key}~{answer.kind}"
