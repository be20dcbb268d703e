"""An answer to a step, made from what was typed, numbered, chosen or picked."""

from collections.abc import Sequence

from companion.domain.exercise import AnswerKind, Step
from companion.domain.sheet import Answer
from companion.errors import InvalidEntry
from companion.services.picking import Option


def reply(
    step: Step,
    options: Sequence[Option],
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
    words, counts, ends, ids = "", None, "", tuple[str, ...]()
    match step.kind:
        case AnswerKind.LINE | AnswerKind.LINES:
            words = text
        case AnswerKind.SCALE:
            if number is not None and not 0 <= number <= 10:
                raise InvalidEntry("number", "A number from 0 to 10 fits here.")
            counts = number
            ends = ", ".join(f"{n} {said}" for n, said in ((0, step.low), (10, step.high)) if said)
        case AnswerKind.CHOICE if choice is not None:
            if not 0 <= choice < len(step.choices):
                raise InvalidEntry("choice", f"There are {len(step.choices)} to choose from.")
            words, counts = step.choices[choice].label, step.choices[choice].number
        case AnswerKind.PICK:
            known = {option.id: option.text for option in options}
            ids = tuple(dict.fromkeys(id for id in picked if id in known))
            words = "\n".join(known[id] for id in ids)
    return Answer(
        key=step.key,
        question=step.heading,
        asked=step.text,
        kind=step.kind,
        text=words,
        number=counts,
        ends=ends,
        picked=ids,
    )


def with_answer(answers: Sequence[Answer], answer: Answer, steps: Sequence[Step]) -> tuple[Answer, ...]:
    """Return `answers` with this one in its place; a blank one goes, unless words of it were kept somewhere."""
    places = {step.key: place for place, step in enumerate(steps)}
    others = [a for a in answers if a.key != answer.key]
    kept = [*others, answer] if answer.kept or not answer.is_blank else others
    return tuple(sorted(kept, key=lambda a: places.get(a.key, len(places))))
