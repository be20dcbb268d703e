"""Exercises as a pack holds them: what is asked, what kind of answer it wants, and where the answer may go."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from companion.domain.denial import whole_denial

SHIPPED = "companion"
"""Id of the pack that comes with the program. No other pack may have it."""


class AnswerKind(StrEnum):
    """What kind of answer a step wants."""

    NONE = "none"
    """Something to read or to do; there is nothing to write."""
    LINE = "line"
    LINES = "lines"
    """Several lines. Each line that has words can go somewhere by itself."""
    PICK = "pick"
    """Any number of the person's own lines."""
    SCALE = "scale"
    """A whole number, 0-10."""
    CHOICE = "choice"
    """One of the choices of the step."""


class Wanted(StrEnum):
    """What a step asks for: its kind, told apart further by its form."""

    NONE = "none"
    LINE = "line"
    LINES = "lines"
    PICK = "pick"
    SCALE = "scale"
    CHOICE = "choice"
    TICKS = "ticks"
    """Any number of the choices of the step."""
    DATE = "date"
    """A day, or words where it is not known."""
    NUMBER = "number"
    """A number of any size, or words."""


_FORMS = {Wanted.TICKS: AnswerKind.LINES, Wanted.DATE: AnswerKind.LINE, Wanted.NUMBER: AnswerKind.LINE}
"""What an answer of each form is to a program that does not know the form: words, which it shows and keeps."""


def stored_as(wanted: Wanted) -> tuple[AnswerKind, str]:
    """Return the kind and the form that stand for `wanted` in the vault."""
    return (_FORMS[wanted], wanted.value) if wanted in _FORMS else (AnswerKind(wanted.value), "")


def wanted_by(kind: AnswerKind, form: str) -> Wanted:
    """Return what a kind and a form ask for together; a form that is not known counts as none."""
    found = next((wanted for wanted in _FORMS if wanted.value == form), None)
    return found if found is not None and _FORMS[found] is kind else Wanted(kind.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing to choose. `number` is what it counts where a score is made; None where it does not count."""

    label: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseStep:
    """One question of an exercise, or one item of a questionnaire."""

    key: str
    """Names the step in its exercise: made from its heading, so that it outlives a new order of steps."""
    heading: str
    text: str = ""
    """A sentence or two under the heading."""
    kind: AnswerKind = AnswerKind.NONE
    form: str = ""
    """What kind of words is meant, as `stored_as` has it; empty for any words."""
    why: str = ""
    """Why it is asked."""
    example: str = ""
    """What a made-up person answered."""
    goes_to: str = ""
    """Id of a `Destination`, empty for nowhere; words of a later version stay as they were written."""
    pick_from: str = ""
    """Id of a `Source`, for PICK."""
    choices: tuple[Choice, ...] = ()
    """For CHOICE and for ticks, in order."""
    low: str = ""
    high: str = ""
    """The words for 0 and 10, for SCALE."""
    subscale: str = ""
    """The part of the score that this item counts for; empty for the whole alone."""
    is_reversed: bool = False
    """True for an item that counts the other way round."""
    other: dict[str, str] = field(default_factory=dict)
    """Keys that this version does not know, as they were written."""

    @property
    def wants(self) -> Wanted:
        """What it asks for. Ticks with nothing to tick are lines."""
        found = wanted_by(self.kind, self.form)
        return Wanted.LINES if found is Wanted.TICKS and not self.choices else found

    @property
    def numbered(self) -> tuple[tuple[str, str], ...]:
        """The choices as they are shown everywhere, on paper too: a number, and the words without it.

        The number is what a choice counts where all have one and no two the same, else its place from 1.
        """
        counts = [choice.number for choice in self.choices]
        given = [count for count in counts if count is not None and 0 <= count < 100]
        is_counted = len(given) == len(counts) == len(set(counts))
        return tuple(
            _numbered(str(counts[place] if is_counted else place + 1), choice.label)
            for place, choice in enumerate(self.choices)
        )


def _numbered(number: str, label: str) -> tuple[str, str]:
    first, _, rest = label.partition(" ")
    return (number, rest.strip()) if first == number else (number, label)


class Scoring(StrEnum):
    """How the numbers of a questionnaire become one."""

    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Something to do in 5 to 15 minutes, or a questionnaire when it has a `scoring`."""

    id: str
    """Names it in its pack: the name of its file, in small letters."""
    title: str
    minutes: int
    why: str = ""
    steps: tuple[ExerciseStep, ...]
    scoring: Scoring | None = None
    may_skip: int = 0
    """Items that may be left out of each score, 0 or more; those answered stand in for them."""
    score_is_not: str = ""
    """A sentence on what a score is not, as it was written. Each questionnaire has one."""
    other: dict[str, str] = field(default_factory=dict)
    """Keys that this version does not know, as they were written."""

    @property
    def score_note(self) -> str:
        """What stands beside a score: whole, whatever was written."""
        return whole_denial(self.score_is_not)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePack:
    """A course: exercises written by the same people. `id` names it for ever, through all its versions."""

    id: str
    version: str
    title: str
    author: str = ""
    licence: str = ""
    language: str = "en-GB"
    """A language tag (BCP 47), for the worksheets."""
    exercises: tuple[Exercise, ...]
    other: dict[str, str] = field(default_factory=dict)
    """Keys that this version does not know, as they were written."""

    def exercise(self, id: str) -> Exercise | None:
        """Return the exercise of that id, if the pack has it."""
        return next((exercise for exercise in self.exercises if exercise.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPack:
    """A pack as it lies in a person's vault, so that it goes where the vault goes. The pack's id is its own."""

    id: str
    pack: CoursePack
    created_at: datetime
    changed_at: datetime
    """When this version of it was added."""
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Somewhere an answer can go to, or the person's own lines can be picked from."""

    id: str
    words: tuple[str, ...]
    """What the writer of an exercise may call it, in small letters; the first is how it is named to them."""


def _place(id: str, *words: str) -> Destination:
    return Destination(id=id, words=words)


_SECTIONS = (
    _place("toolbox", "toolbox", "wellness toolbox", "what helps me", "what helps"),
    _place("well", "when well", "when i am well", "when i'm well", "well", "strengths"),
    _place("daily", "every day", "daily", "day by day"),
    _place("now-and-then", "now and then", "now-and-then"),
    _place("triggers", "triggers", "trigger"),
    _place("early", "early signs", "early warning signs", "early", "signs", "early sign"),
    _place("breaking", "breaking down", "when things are breaking down", "breaking"),
    _place("crisis", "in a crisis", "crisis"),
    _place("after", "coming back", "after", "after a crisis"),
    _place("team", "for my team", "team", "my team"),
    _place("matters", "what matters to me", "what matters", "matters", "hopes"),
)

DESTINATIONS: tuple[Destination, ...] = (
    *_SECTIONS,
    _place("say", "to say", "say", "a point to say", "point to say", "things to say", "next talk"),
    _place("ask", "to ask", "ask", "a point to ask", "point to ask", "things to ask"),
    _place(
        "where", "learning plan: where i am", "learning plan", "where i am", "where am i", "where i am now"
    ),
    _place(
        "want", "learning plan: where i want to be", "where i want to be", "where to", "where do i want to be"
    ),
    _place("how", "learning plan: how", "how", "how will i get there", "how i will get there"),
    _place("know", "learning plan: how i will know", "how i will know", "how will i know"),
    _place("", "nowhere", "stays here", "none", "no"),
)
"""Where an answer may go. More will join; what is not among them is kept, and named."""

SOURCES: tuple[Destination, ...] = (
    *_SECTIONS,
    _place("say", "to say", "say", "things to say"),
    _place("ask", "to ask", "ask", "things to ask"),
    _place("safety", "safety plan", "my safety plan", "safety"),
    _place("here", "this exercise", "here", "my answers", "answers"),
)
"""What can be picked from: the person's own lines there, or what they wrote earlier in the exercise."""
