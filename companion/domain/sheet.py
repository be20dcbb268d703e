"""A sheet: one time through an exercise, with the person's answers beside the questions as they were asked."""

from dataclasses import dataclass
from datetime import datetime

from companion.domain.denial import whole_denial
from companion.domain.exercise import AnswerKind, ExerciseStep, Wanted, wanted_by
from companion.domain.plan import Visibility
from companion.domain.text import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWords:
    """Where words of an answer were put. The record may have been changed, or taken away, since."""

    table: str
    """``lines``, ``points`` or ``learning_lines``."""
    id: str
    text: str
    """The words as they were put there."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class PickedLine:
    """One line that was picked, as it was then: it may be worded anew, or be gone, since."""

    id: str
    text: str
    key: str = ""
    """The step of the same sheet that it was written at; empty for a line from elsewhere."""
    is_only_mine: bool = False
    """True when it was marked "only me"."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, readable for ever: it holds the question too, whatever becomes of the pack."""

    key: str
    """The `Step.key` it answers."""
    question: str
    """The heading of the step as it stood."""
    asked: str = ""
    """The sentence or two under it as they stood."""
    kind: AnswerKind
    form: str = ""
    """The `ExerciseStep.form` as it stood."""
    text: str = ""
    """The words of a LINE or LINES, the label of a CHOICE, or what was picked or ticked, a line each."""
    number: int | None = None
    """0-10 for SCALE; what a CHOICE counts, where it counts."""
    ends: str = ""
    """The words for both ends of a SCALE as they stood: "0 not at all, 10 very"."""
    picks: tuple[PickedLine, ...] = ()
    """The lines picked."""
    goes_to: str = ""
    pick_from: str = ""
    """Where it could go and what it was picked from, as the step said then."""
    audience: Visibility = Visibility.ASK
    """ME: hidden while sitting together, and never offered to anybody else."""
    kept: tuple[KeptWords, ...] = ()

    def __post_init__(self) -> None:
        for name in ("question", "asked", "text", "ends"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))

    @property
    def wants(self) -> Wanted:
        """What was asked for."""
        return wanted_by(self.kind, self.form)

    @property
    def picked(self) -> tuple[str, ...]:
        """The ids of the lines picked."""
        return tuple(pick.id for pick in self.picks)

    @property
    def is_blank(self) -> bool:
        """True when nothing was answered."""
        return self.number is None and not self.text.strip()


def fits(answer: Answer, step: ExerciseStep) -> bool:
    """True for an answer that stands at a step as it is now; else an earlier version of it asked for something else."""
    if answer.kind is not step.kind:
        return False
    labels = {choice.label for choice in step.choices}
    return step.wants is not Wanted.TICKS or all(line in labels for line in answer.text.split("\n") if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One number of a questionnaire, as it was worked out on the day."""

    name: str
    """The subscale; empty for the whole."""
    value: float | None
    """None when too few items were answered."""
    low: float
    high: float
    """The least and the most it can be."""
    answered: int
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One time through an exercise. It is under way until `done_at` is set."""

    id: str
    pack_id: str
    pack_version: str
    exercise_id: str
    title: str
    """Of the exercise, as it stood."""
    at_key: str = ""
    """The `Step.key` where they stopped; empty at the beginning."""
    answers: tuple[Answer, ...] = ()
    """In the order of the steps as they stood; a blank one stands only while it is marked, or words of it are kept."""
    scores: tuple[Score, ...] = ()
    score_is_not: str = ""
    done_at: datetime | None = None
    created_at: datetime
    changed_at: datetime
    archived_at: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("title", "score_is_not"):
            object.__setattr__(self, name, clean_text(getattr(self, name)))

    @property
    def score_note(self) -> str:
        """What stands beside its scores: whole, whatever was written."""
        return whole_denial(self.score_is_not)

    def answer(self, key: str) -> Answer | None:
        """Return the answer to a step, if there is one."""
        return next((answer for answer in self.answers if answer.key == key), None)
