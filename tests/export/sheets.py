"""Exercises for the tests of the worksheet, and the words that stand on a sheet."""

from hypothesis import strategies as st

from companion.domain.exercise import (
    AnswerKind,
    Choice,
    CoursePack,
    Exercise,
    ExerciseStep,
    Scoring,
    Wanted,
    stored_as,
)
from companion.domain.worksheet import DATE, NAME, SCALE, WHY, YOURS, Grid, Worksheet
from tests.export.pages import headings, texts
from tests.made_up_pack import OFTEN

CONVERSATION = Exercise(
    id="conversation",
    title="Getting ready for a conversation",
    minutes=10,
    why="Two minutes are enough when you know what you want to say.",
    steps=(
        ExerciseStep(
            key="before",
            heading="Before you begin",
            text="Find a place to sit.\nHave something warm to drink, if you like.",
        ),
        ExerciseStep(
            key="mind",
            heading="What is on your mind?",
            text="Write whatever comes. One thing on each line.",
            kind=AnswerKind.LINES,
            why="What is written down does not have to be held in your head.",
            example="The new tablets make mornings foggy",
            goes_to="say",
        ),
        ExerciseStep(key="one", heading="Which one matters most?", kind=AnswerKind.PICK, pick_from="here"),
        ExerciseStep(
            key="helps",
            heading="What could you do just before?",
            kind=AnswerKind.PICK,
            pick_from="toolbox",
        ),
        ExerciseStep(key="first", heading="How will you start?", text="One sentence.", kind=AnswerKind.LINE),
        ExerciseStep(
            key="ready",
            heading="How ready do you feel?",
            kind=AnswerKind.SCALE,
            low="not at all",
            high="ready",
        ),
        ExerciseStep(
            key="there",
            heading="How will you get there?",
            kind=AnswerKind.CHOICE,
            choices=(Choice(label="By bus"), Choice(label="On foot"), Choice(label="Someone takes me")),
        ),
    ),
)

THREE = Exercise(
    id="three",
    title="Three questions about a week",
    minutes=1,
    steps=tuple(
        ExerciseStep(key=f"q{n}", heading=heading, kind=AnswerKind.CHOICE, choices=OFTEN, is_reversed=n == 1)
        for n, heading in enumerate(("I went outside", "I put things off", "I heard from a friend"))
    ),
    scoring=Scoring.SUM,
    score_is_not="The number is not a mark, and it does not say how well you are.",
)

NORTH = CoursePack(
    id="north-shore",
    version="1",
    title="Working together",
    author="North Shore Recovery College",
    licence="CC BY 4.0",
    exercises=(CONVERSATION, THREE),
)


def everywhere(text: str) -> tuple[Exercise, CoursePack]:
    """Return an exercise on which `text` stands wherever words of its writer can stand."""
    choices = (Choice(label=text), Choice(label=text, number=1))
    steps = tuple(
        ExerciseStep(
            key=kind,
            heading=text,
            text=text,
            why=text,
            kind=kind,
            choices=choices,
            low=text,
            high=text,
            pick_from=text,
            form=form,
        )
        for kind, form in (
            *((kind, "") for kind in AnswerKind),
            *map(stored_as, (Wanted.TICKS, Wanted.DATE, Wanted.NUMBER)),
            (AnswerKind.CHOICE, ""),
        )
    )
    exercise = Exercise(id="x", title=text, minutes=5, why=text, steps=steps)
    return exercise, CoursePack(
        id="x", version="1", title=text, author=text, licence=text, language=text, exercises=(exercise,)
    )


def as_questionnaire(exercise: Exercise, score_is_not: str) -> Exercise:
    """Return the exercise as a questionnaire with the same steps."""
    return Exercise(
        id=exercise.id,
        title=exercise.title,
        minutes=exercise.minutes,
        why=exercise.why,
        steps=exercise.steps,
        scoring=Scoring.MEAN,
        score_is_not=score_is_not,
    )


def said(sheet: Worksheet, *, in_text: bool = False) -> list[str]:
    """Return every line of words on the sheet, in order, without rules and boxes; `in_text`: as plain text has them."""
    lines = [sheet.title, *sheet.byline, NAME, DATE, *_why(sheet.why), sheet.how]
    for block in sheet.blocks:
        if isinstance(block, Grid):
            lines += _grid(block, in_text=in_text)
            continue
        question, room = block, block.room
        lines += [f"{question.number}. {question.heading}", *question.text, *_why(question.why), room.ask]
        lines += room.boxes
        if room.scale:
            lines += map(str, SCALE)
            lines += [f"0: {room.scale.low}"] if room.scale.low else []
            lines += [f"10: {room.scale.high}"] if room.scale.high else []
    return [*(line for line in lines if line), *sheet.score_is_not, YOURS]


def _grid(grid: Grid, *, in_text: bool) -> list[str]:
    heads = [f"{number} {words}".strip() for number, words in grid.heads]
    numbers = [number for number, _ in grid.heads]
    lines = (
        [*heads, *numbers]
        if in_text
        else ["Question", *heads]
        if grid.is_wide
        else [*heads, "Question", *numbers]
    )
    for question in grid.questions:
        lines += [f"{question.number}. {question.heading}", *question.text, *_why(question.why)]
    return lines


def _why(lines: tuple[str, ...]) -> list[str]:
    return [WHY, *lines] if lines else []


choices = st.builds(Choice, label=texts)
steps = st.builds(
    ExerciseStep,
    key=st.just("k"),
    heading=headings,
    text=texts,
    kind=st.sampled_from([*AnswerKind, AnswerKind.CHOICE, AnswerKind.CHOICE]),
    form=st.sampled_from(("", "ticks", "date", "number", "of a later version")),
    why=texts,
    pick_from=st.one_of(texts, st.sampled_from(("here", "toolbox", "safety"))),
    choices=st.lists(choices, max_size=5).map(tuple),
    low=texts,
    high=texts,
)
exercises = st.builds(
    Exercise,
    id=st.just("x"),
    title=headings,
    minutes=st.integers(1, 60),
    why=texts,
    steps=st.lists(steps, max_size=5).map(tuple),
    scoring=st.sampled_from((None, Scoring.SUM)),
    score_is_not=texts,
)
packs = st.builds(
    CoursePack,
    id=st.just("x"),
    version=st.just("1"),
    title=headings,
    author=texts,
    licence=texts,
    language=st.sampled_from(("en-GB", "cy", "ar", "zh-Hans-CN", "", 'en"><b>')),
    exercises=st.just(()),
)
