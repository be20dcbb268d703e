"""The words that an exercise is written with: the names of its fields, and every way to write what they can say."""

from collections.abc import Iterable, Mapping

from companion.domain.exercise import DESTINATIONS, SOURCES, Destination, Scoring, Wanted

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

ANSWERS: Mapping[str, Wanted] = {
    "line": Wanted.LINE, "one line": Wanted.LINE, "a line": Wanted.LINE, "1 line": Wanted.LINE,
    "lines": Wanted.LINES, "several lines": Wanted.LINES, "list": Wanted.LINES,
    "pick": Wanted.PICK, "picks": Wanted.PICK, "pick from my own": Wanted.PICK,
    "0 10": Wanted.SCALE, "0 to 10": Wanted.SCALE, "0/10": Wanted.SCALE,
    "scale": Wanted.SCALE, "zero to ten": Wanted.SCALE, "scale 0 10": Wanted.SCALE,
    "scale 0 to 10": Wanted.SCALE, "scale from 0 to 10": Wanted.SCALE,
    "choice": Wanted.CHOICE, "choices": Wanted.CHOICE, "choose": Wanted.CHOICE,
    "a choice": Wanted.CHOICE, "choose one": Wanted.CHOICE, "tick one": Wanted.CHOICE, "one choice": Wanted.CHOICE,
    "tick all that apply": Wanted.TICKS, "tick all": Wanted.TICKS, "tick": Wanted.TICKS, "ticks": Wanted.TICKS,
    "tick any": Wanted.TICKS, "tick any that apply": Wanted.TICKS, "tick what applies": Wanted.TICKS,
    "tick as many as you like": Wanted.TICKS, "tick as many as apply": Wanted.TICKS,
    "all that apply": Wanted.TICKS, "any that apply": Wanted.TICKS, "choose all that apply": Wanted.TICKS,
    "select all that apply": Wanted.TICKS, "check all that apply": Wanted.TICKS, "mark all that apply": Wanted.TICKS,
    "choose any": Wanted.TICKS, "several choices": Wanted.TICKS, "more than one": Wanted.TICKS,
    "tick box": Wanted.TICKS, "tick boxes": Wanted.TICKS, "tickboxes": Wanted.TICKS,
    "checkbox": Wanted.TICKS, "checkboxes": Wanted.TICKS,
    "date": Wanted.DATE, "a date": Wanted.DATE, "day": Wanted.DATE, "a day": Wanted.DATE, "the date": Wanted.DATE,
    "number": Wanted.NUMBER, "a number": Wanted.NUMBER, "numbers": Wanted.NUMBER, "how many": Wanted.NUMBER,
    "whole number": Wanted.NUMBER, "figure": Wanted.NUMBER, "amount": Wanted.NUMBER,
    "nothing": Wanted.NONE, "none": Wanted.NONE, "no answer": Wanted.NONE, "no": Wanted.NONE,
}  # fmt: skip
"""What may follow ``Answer``, with spaces for dashes. A range such as 1 to 5 is read by `values.range_of`."""

ANSWER_NAMES: Mapping[Wanted, str] = {
    Wanted.LINE: "line", Wanted.LINES: "lines", Wanted.PICK: "pick",
    Wanted.SCALE: "0-10", Wanted.CHOICE: "choice", Wanted.TICKS: "tick all that apply",
    Wanted.DATE: "date", Wanted.NUMBER: "number", Wanted.NONE: "nothing",
}  # fmt: skip
"""How each kind is named to a tutor."""

ANSWERS_SAID = "line, lines, pick, 0-10, 1 to 5, choice, tick all that apply, date, number or nothing"

YES_NO: Mapping[str, bool] = {
    "yes": True, "y": True, "true": True, "x": True, "✓": True, "✔": True, "reversed": True, "reverse": True,
    "no": False, "n": False, "false": False, "not reversed": False,
}  # fmt: skip

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
