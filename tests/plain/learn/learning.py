"""A made-up course with every kind of question, and a vault that has it."""

from companion.domain.exercise import (
    AddedPack,
    AnswerKind,
    Choice,
    CoursePack,
    Exercise,
    ExerciseStep,
    Scoring,
)
from companion.domain.sheet import Sheet
from companion.services.services import Services
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore

TALKING = Exercise(
    id="talking",
    title="Talking to someone",
    minutes=10,
    why="Two minutes are enough.",
    steps=(
        ExerciseStep(key="read", heading="Before you begin", text="Find a quiet place."),
        ExerciseStep(
            key="mind",
            heading="What is on your mind?",
            text="One thing on each line.",
            kind=AnswerKind.LINES,
            why="It does not have to be held in your head.",
            example="The bus is loud",
            goes_to="say",
        ),
        ExerciseStep(key="most", heading="Which matters most?", kind=AnswerKind.PICK, pick_from="here"),
        ExerciseStep(key="name", heading="A name for it", kind=AnswerKind.LINE, goes_to="early"),
        ExerciseStep(key="sign", heading="Which signs go with it?", kind=AnswerKind.PICK, pick_from="early"),
        ExerciseStep(
            key="ready",
            heading="How ready are you?",
            kind=AnswerKind.SCALE,
            low="not at all",
            high="ready",
            goes_to="where",
        ),
        ExerciseStep(
            key="way",
            heading="How will you get there?",
            kind=AnswerKind.CHOICE,
            choices=(Choice(label="By bus"), Choice(label="On foot")),
        ),
    ),
)

ASKED = Exercise(
    id="asked",
    title="Working together",
    minutes=2,
    scoring=Scoring.SUM,
    score_is_not="The number is not a mark for you.",
    steps=tuple(
        ExerciseStep(
            key=f"item{n}",
            heading=f"Item {n}",
            kind=AnswerKind.CHOICE,
            choices=tuple(Choice(label=f"Answer {number}", number=number) for number in range(4)),
            subscale="Being heard" if n < 3 else "Being asked",
        )
        for n in range(1, 4)
    ),
)

AROUND = Exercise(
    id="around",
    title="Around me",
    minutes=4,
    steps=(
        ExerciseStep(
            key="used",
            heading="Which did you use?",
            kind=AnswerKind.LINES,
            form="ticks",
            choices=(Choice(label="A walk"), Choice(label="Music"), Choice(label="Sam")),
        ),
        ExerciseStep(key="day", heading="When was it?", kind=AnswerKind.LINE, form="date"),
        ExerciseStep(key="cups", heading="How many cups?", kind=AnswerKind.LINE, form="number"),
    ),
)

COURSE = CoursePack(
    id="north-shore", version="1", title="North Shore", author="Lin", exercises=(TALKING, ASKED, AROUND)
)

TO_COURSE = ("l", "2")
"""To the course, in the vault with a little of everything and nothing under way."""

TO_TALKING = (*TO_COURSE, "1")
TO_ASKED = (*TO_COURSE, "2")
TO_AROUND = (*TO_COURSE, "3")

ALL = ("", "The bus", "The noise", "", "1", "Fog", "2", "7", "2")
"""An answer to each question of `TALKING`."""


def put_course(store: MemoryStore, pack: CoursePack = COURSE) -> None:
    """Put a course into a store."""
    store.packs.put(AddedPack(id=pack.id, pack=pack, created_at=NOW, changed_at=NOW))


def give(backend: MemoryBackend, pack: CoursePack = COURSE) -> None:
    """Put a course into the vault."""
    put_course(backend.store, pack)


def sheets(services: Services) -> tuple[Sheet, ...]:
    """Return the sheets of `TALKING`, the one written in last first."""
    return services.sheets.of("north-shore", "talking")


def around(services: Services) -> dict[str, str]:
    """Return what stands on the newest sheet of `AROUND`, by key."""
    return {a.key: a.text for a in services.sheets.of("north-shore", "around")[0].answers}


def said(services: Services) -> dict[str, str]:
    """Return what stands on the newest sheet of `TALKING`, by key."""
    return {a.key: a.text or str(a.number) for a in sheets(services)[0].answers}
