"""A made-up pack with every kind of answer, for tests of what is done with packs."""

from companion.domain.exercise import (
    AddedPack,
    AnswerKind,
    Choice,
    CoursePack,
    Exercise,
    ExerciseStep,
    Scoring,
)
from tests.conftest import NOW

OFTEN = tuple(Choice(label=label, number=n) for n, label in enumerate(("never", "sometimes", "often")))

TALK = Exercise(
    id="before-a-talk",
    title="Before a talk",
    minutes=10,
    why="Two minutes are enough when I know what I want.",
    steps=(
        ExerciseStep(key="read", heading="Sit down first", text="Have a drink beside you."),
        ExerciseStep(
            key="mind",
            heading="What is on your mind?",
            text="One thing on each line.",
            kind=AnswerKind.LINES,
            why="It is out of your head then.",
            example="The new tablets make mornings foggy",
            goes_to="say",
        ),
        ExerciseStep(key="most", heading="Which matters most?", kind=AnswerKind.PICK, pick_from="here"),
        ExerciseStep(
            key="helps", heading="What would help?", kind=AnswerKind.PICK, pick_from="toolbox", goes_to="team"
        ),
        ExerciseStep(
            key="ready", heading="How ready are you?", kind=AnswerKind.SCALE, low="not at all", high="ready"
        ),
        ExerciseStep(
            key="way",
            heading="How will you get there?",
            kind=AnswerKind.CHOICE,
            choices=(Choice(label="By bus"), Choice(label="On foot")),
            goes_to="how",
        ),
        ExerciseStep(key="ask", heading="One question to ask", kind=AnswerKind.LINE, goes_to="ask"),
        ExerciseStep(key="later", heading="A hope", kind=AnswerKind.LINE, goes_to="goals of a later version"),
    ),
)

ASKED = Exercise(
    id="how-it-is",
    title="How it is",
    minutes=5,
    steps=(
        ExerciseStep(
            key="calm", heading="I felt calm", kind=AnswerKind.CHOICE, choices=OFTEN, subscale="Rest"
        ),
        ExerciseStep(
            key="tense",
            heading="I felt tense",
            kind=AnswerKind.CHOICE,
            choices=OFTEN,
            subscale="Rest",
            is_reversed=True,
        ),
        ExerciseStep(
            key="met", heading="I met people", kind=AnswerKind.CHOICE, choices=OFTEN, subscale="Others"
        ),
    ),
    scoring=Scoring.SUM,
    score_is_not="It is no grade, and nobody sees it.",
)

PACK = CoursePack(
    id="shore", version="1", title="By the shore", author="A made-up college", exercises=(TALK, ASKED)
)

ADDED = AddedPack(id=PACK.id, pack=PACK, created_at=NOW, changed_at=NOW)
"""Put this on the shelf of packs."""
