"""An exercise on paper, before it has a format: each question, and the room for a pen under it."""

import re
from dataclasses import dataclass
from itertools import groupby

from companion.domain.exercise import CoursePack, Exercise, ExerciseStep, Wanted
from companion.domain.text import clean_line, clean_text
from companion.domain.wrapping import columns, lines_of

ENGLISH = "en-GB"
"""The language of the words of ours on a sheet."""

LINE_RULES, PICK_RULES, LINES_RULES = 2, 4, 6
"""Ruled lines for an answer of a line, of some lines of their own, and of several."""

SHORT = 30
"""Columns. Boxes whose words are no longer can stand beside each other."""

GRID_COLUMNS = 46
"""Columns of a line that the heads of a grid may take, of about 70; the rest is for the questions."""

MOST_IN_GRID = 11
"""Columns of boxes."""

SCALE = tuple(range(11))
"""The numbers of a 0-10 row."""

NAME, DATE = "Name (if you like)", "Date"
LEAVE_OUT = "Leave out anything you like."
TICK_EACH = "Tick one box for each."
TICK, TICK_ALL, RING = "Tick one box.", "Tick all that apply.", "Ring one number."
DAY, NUMBER = "A day, as well as you know it.", "A number."
WHY = "Why:"
YOURS = "Yours to keep. Nobody has to see it."

_FROM = "Write some of your own, from: "
_FROM_HERE = "Write some of your own, from what you wrote on this sheet."

_NAMES = {
    "toolbox": "What helps me",
    "well": "When I’m well",
    "daily": "Every day",
    "now-and-then": "Now and then",
    "triggers": "Triggers",
    "early": "Early signs",
    "breaking": "Breaking down",
    "crisis": "In a crisis",
    "after": "Coming back",
    "team": "For my team",
    "matters": "What matters to me",
    "say": "Things to say",
    "ask": "Things to ask",
    "safety": "My safety plan",
}
"""Id of a `Source` -> what stands over those lines in the program to begin with."""

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The words for 0 and for 10; each may be empty."""

    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where the pen goes. With no rules, boxes or scale there is nothing to write."""

    ask: str = ""
    """What to do there, in a sentence of ours; empty where it is plain."""
    rules: int = 0
    """How many ruled lines."""
    boxes: tuple[str, ...] = ()
    """What stands beside each box: its number, as on screen, and its words."""
    in_a_row: bool = False
    """True where the boxes stand beside each other: in a questionnaire, where their words are short."""
    scale: Ends | None = None
    """A row of the numbers 0-10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One step of the exercise, numbered as it is on screen."""

    number: int
    """From 1."""
    heading: str
    text: tuple[str, ...] = ()
    """Lines."""
    why: tuple[str, ...] = ()
    room: Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Questions with the same boxes, one under the other, the boxes in columns."""

    heads: tuple[tuple[str, str], ...]
    """The number and the words over each column."""
    is_wide: bool
    """True where the words have room over the columns; else they stand above the grid, and numbers over the columns."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A neutral document. Each string in it is one line; formats live in ``companion.export``."""

    title: str
    byline: tuple[str, ...]
    """Course and author, minutes, licence."""
    why: tuple[str, ...] = ()
    how: str
    """How to fill it in, in a sentence or two of ours."""
    language: str
    """A language tag (BCP 47) of the words that came with the exercise."""
    questions: tuple[Question, ...]
    score_is_not: tuple[str, ...] = ()
    """What a score is not, for a questionnaire. There is no room for a score."""

    @property
    def blocks(self) -> tuple[Question | Grid, ...]:
        """The questions in order, those in a row that have the same boxes as one grid."""
        found: list[Question | Grid] = []
        for boxes, group in groupby(self.questions, _in_grid):
            questions = tuple(group)
            if boxes and len(questions) > 1:
                found.append(_grid(boxes, questions))
            else:
                found += questions
        return tuple(found)


def _in_grid(question: Question) -> tuple[str, ...]:
    """Return the boxes of a question that can stand in a grid; none for any other."""
    boxes = question.room.boxes
    return boxes if not question.room.ask and len(boxes) <= MOST_IN_GRID else ()


def _grid(boxes: tuple[str, ...], questions: tuple[Question, ...]) -> Grid:
    split = (box.partition(" ") for box in boxes)
    heads = tuple((number, words) for number, _, words in split)
    widths = (max(map(columns, (number, *words.split()))) + 2 for number, words in heads)
    return Grid(heads=heads, is_wide=sum(widths) <= GRID_COLUMNS, questions=questions)


def worksheet_of(exercise: Exercise, pack: CoursePack) -> Worksheet:
    """Return the sheet of an exercise. A language tag that is none becomes our own."""
    is_questionnaire = exercise.scoring is not None
    tag = pack.language.strip().replace("_", "-")
    return Worksheet(
        title=clean_line(exercise.title),
        byline=tuple(_byline(exercise, pack)),
        why=_lines(exercise.why),
        how=f"{TICK_EACH} {LEAVE_OUT}" if is_questionnaire else LEAVE_OUT,
        language=tag if _TAG.fullmatch(tag) else ENGLISH,
        questions=tuple(
            Question(
                number=number,
                heading=clean_line(step.heading),
                text=_lines(step.text),
                why=_lines(step.why),
                room=_room(step, is_questionnaire),
            )
            for number, step in enumerate(exercise.steps, start=1)
        ),
        score_is_not=_lines(exercise.score_note) if is_questionnaire else (),
    )


def _byline(exercise: Exercise, pack: CoursePack) -> list[str]:
    title, author, licence = map(clean_line, (pack.title, pack.author, pack.licence))
    minutes = f"About {exercise.minutes} {'minute' if exercise.minutes == 1 else 'minutes'}"
    course = f"Course: {title}" if title else ""
    by = f"By: {author}" if author else ""
    return [line for line in (course, by, minutes, f"Licence: {licence}" if licence else "") if line]


def _room(step: ExerciseStep, is_questionnaire: bool) -> Room:
    labels = tuple(clean_line(f"{number} {words}") for number, words in step.numbered)
    match step.wants:
        case Wanted.NONE:
            return Room()
        case Wanted.SCALE:
            return Room(ask=RING, scale=Ends(low=clean_line(step.low), high=clean_line(step.high)))
        case Wanted.TICKS:
            return Room(ask=TICK_ALL, boxes=labels)
        case Wanted.DATE:
            return Room(ask=DAY, rules=1)
        case Wanted.NUMBER:
            return Room(ask=NUMBER, rules=1)
        case Wanted.CHOICE if step.choices:
            if not is_questionnaire:
                return Room(ask=TICK, boxes=labels)
            return Room(boxes=labels, in_a_row=all(columns(label) <= SHORT for label in labels))
        case Wanted.LINES:
            return Room(rules=LINES_RULES)
        case Wanted.PICK:
            return Room(ask=_from(step.pick_from), rules=PICK_RULES)
        case _:
            return Room(rules=LINE_RULES)


def _from(source: str) -> str:
    """Return what a PICK asks; words for a source that this version does not know stay as written."""
    if source == "here":
        return _FROM_HERE
    named = _NAMES.get(source, clean_line(source))
    return _FROM + named if named else "Write some of your own."


def _lines(text: str) -> tuple[str, ...]:
    return lines_of(clean_text(text))
