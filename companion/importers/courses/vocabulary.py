"""The words that an exercise is written with: the names of its fields, and every way to write what they can say."""

from collections.abc import Iterable, Mapping

from companion.domain.exercise import DESTINATIONS, SOURCES, AnswerKind, Destination, Scoring

TITLE, MINUTES, WHY, GOES_TO = "Title", "Minutes", "Why", "Goes to"
KIND, SCORE, CHOICES, SKIP, NOT = "Kind", "Score", "Choices", "Skip", "A score is not"
ANSWER, EXAMPLE, FROM, LOW, HIGH = "Answer", "Example", "From", "From 0", "To 10"
PART, REVERSED = "Part", "Reversed"


KINDS: Mapping[str, bool] = {
    "exercise": False, "exercises": False, "questionnaire": True, "questionnaires": True, "survey": True,
}  # fmt: skip
"""What may follow ``Kind``; True for a questionnaire."""

SCORINGS: Mapping[str, Scoring] = {
    "sum": Scoring.SUM, "total": Scoring.SUM, "add": Scoring.SUM,
    "mean": Scoring.MEAN, "average": Scoring.MEAN,
}  # fmt: skip

ANSWERS: Mapping[str, AnswerKind] = {
    "line": AnswerKind.LINE, "one line": AnswerKind.LINE, "a line": AnswerKind.LINE, "1 line": AnswerKind.LINE,
    "lines": AnswerKind.LINES, "several lines": AnswerKind.LINES, "list": AnswerKind.LINES,
    "pick": AnswerKind.PICK, "picks": AnswerKind.PICK, "pick from my own": AnswerKind.PICK,
    "0 10": AnswerKind.SCALE, "0 to 10": AnswerKind.SCALE, "0/10": AnswerKind.SCALE,
    "scale": AnswerKind.SCALE, "zero to ten": AnswerKind.SCALE, "scale 0 10": AnswerKind.SCALE,
    "scale 0 to 10": AnswerKind.SCALE, "scale from 0 to 10": AnswerKind.SCALE,
    "choice": AnswerKind.CHOICE, "choices": AnswerKind.CHOICE, "choose": AnswerKind.CHOICE,
    "a choice": AnswerKind.CHOICE,
    "nothing": AnswerKind.NONE, "none": AnswerKind.NONE, "no answer": AnswerKind.NONE, "no": AnswerKind.NONE,
}  # fmt: skip
"""What may follow ``Answer``, with spaces for dashes."""

ANSWER_NAMES: Mapping[AnswerKind, str] = {
    AnswerKind.LINE: "line", AnswerKind.LINES: "lines", AnswerKind.PICK: "pick",
    AnswerKind.SCALE: "0-10", AnswerKind.CHOICE: "choice", AnswerKind.NONE: "nothing",
}  # fmt: skip
"""How each kind is named to a tutor."""

ANSWERS_SAID = "line, lines, pick, 0-10, choice or nothing"

YES_NO: Mapping[str, bool] = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}

NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
"""Number words; each stands at the place it counts."""


def _places(places: Iterable[Destination]) -> dict[str, Destination]:
    return {word: place for place in places for word in place.words}


TO: Mapping[str, Destination] = _places(DESTINATIONS)
"""Where an answer may go, by each of its words."""

OF: Mapping[str, Destination] = _places(SOURCES)
"""Where lines may be picked from, by each of its words."""
