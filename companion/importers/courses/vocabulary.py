"""The words that an exercise is written with, and the other ways people write them."""

from collections.abc import Iterable, Mapping

from companion.domain.exercise import DESTINATIONS, SOURCES, AnswerKind, Destination, Scoring

TITLE, MINUTES, WHY, GOES_TO = "Title", "Minutes", "Why", "Goes to"
KIND, SCORE, CHOICES, SKIP, NOT = "Kind", "Score", "Choices", "Skip", "A score is not"
ANSWER, EXAMPLE, FROM, LOW, HIGH = "Answer", "Example", "From", "From 0", "To 10"
PART, REVERSED = "Part", "Reversed"


def _named(*names: str, **also: Iterable[str]) -> dict[str, str]:
    """Return the name for each way it is written; `also` has `Goes_to` for "Goes to"."""
    ways = {name.casefold(): name for name in names}
    return ways | {way: name.replace("_", " ") for name, more in also.items() for way in more}


HEAD: Mapping[str, str] = _named(
    TITLE, MINUTES, WHY, GOES_TO, KIND, SCORE, CHOICES, SKIP, NOT,
    Minutes=("minute", "mins", "min", "time", "takes", "how long", "duration"),
    Why=("why this", "why do this"),
    Goes_to=("goes", "go to", "goesto", "goes into"),
    Kind=("type",),
    Score=("scoring",),
    Choices=("choice", "options"),
    Skip=("may skip", "can skip"),
    A_score_is_not=("score is not", "a score isn't", "the score is not", "what a score is not"),
)  # fmt: skip
"""The words at the top of an exercise."""

STEP: Mapping[str, str] = _named(
    ANSWER, WHY, EXAMPLE, GOES_TO, FROM, LOW, HIGH, CHOICES, PART, REVERSED,
    Answer=("answers", "answer type"),
    Example=("examples",),
    Goes_to=("goes", "go to", "goesto", "goes into"),
    From=("pick from",),
    From_0=("from zero", "from nought", "from0"),
    To_10=("to ten", "to10"),
    Choices=("choice", "options"),
    Part=("subscale",),
    Reversed=("reverse",),
)  # fmt: skip
"""The words of a step."""

COUNTED = (PART, REVERSED)
"""Words of a step that mean something in a questionnaire alone."""

IN_STEPS_ALONE = tuple(name for name in dict.fromkeys(STEP.values()) if name not in HEAD.values())

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
