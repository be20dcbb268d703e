"""Lines of a sheet: those that could go somewhere, and those that were put there."""

from collections.abc import Iterator
from dataclasses import dataclass

from companion.domain.exercise import AnswerKind
from companion.domain.sheet import Answer, Kept
from companion.services.picking import lines_in
from companion.services.said_answers import answer_words

NO_LONGER_MINE = "(it would no longer be only me)"
"""Said of what is "only me" and could go to the list for a talk, which is there for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One line of an answer, and where it would go."""

    id: str
    key: str
    """The step it answers."""
    text: str
    goes_to: str
    place: str
    """Where that is, in words: "Plan, Early signs"."""
    is_there: bool
    """True when the same words stand there already: it is not offered again."""
    is_only_mine: bool = False
    """True for what is marked "only me", or picked from what is. It stays so in plan and learning plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """One line that was kept from a sheet, as it is now."""

    kept: Kept
    key: str
    place: str
    text: str
    """The words as they are there now; those that were kept when it is gone."""
    is_there: bool
    """False when it is archived or was deleted since."""


def lines_to_keep(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield each line of an answer that can go somewhere, with the id of the line it was picked from, if it was."""
    if answer.kind is AnswerKind.PICK:
        yield from ((pick.text.strip(), pick.id) for pick in answer.picks if pick.text.strip())
    elif answer.kind is not AnswerKind.SCALE:
        yield from ((line, "") for line in lines_in(answer.text))
    elif answer.number is not None:
        yield f"{answer.question} {answer_words(answer)}", ""
