"""How hard the shipped course is to read: ``python -m tests.content.course_grades`` prints the table."""

from collections.abc import Iterator
from dataclasses import dataclass

import textstat

from companion.content.course_files import course_files
from companion.domain.exercise import Exercise
from companion.importers.courses.course import read_pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Grades:
    """One row of the table. Grades are US school grades; 6 is about eleven years old."""

    id: str
    minutes: int
    steps: int
    words: int
    flesch_kincaid: float
    asked_alone: float
    """Flesch-Kincaid of what is asked and why, without the headings, examples and choices, which are short."""
    coleman_liau: float
    gunning_fog: float


def shipped() -> tuple[Exercise, ...]:
    """Return the exercises of the shipped course, the questionnaire last. Raises AssertionError with the mistakes."""
    found = read_pack(course_files(), shipped=True)
    assert found.pack is not None, [problem.sentence for problem in found.problems]
    return found.pack.exercises


def words_of(exercise: Exercise) -> Iterator[str]:
    """Yield everything of an exercise that a person reads, as sentences that end."""
    yield from map(_ended, (exercise.title, *_asked(exercise), exercise.score_is_not))
    for step in exercise.steps:
        choices = (choice.label for choice in step.choices)
        yield from map(_ended, (step.heading, step.example, step.low, step.high, *choices))


def grades(exercise: Exercise) -> Grades:
    """Return the row of one exercise."""
    text = " ".join(filter(None, words_of(exercise)))
    return Grades(
        id=exercise.id,
        minutes=exercise.minutes,
        steps=len(exercise.steps),
        words=textstat.lexicon_count(text),
        flesch_kincaid=textstat.flesch_kincaid_grade(text),
        asked_alone=textstat.flesch_kincaid_grade(" ".join(filter(None, _asked(exercise)))),
        coleman_liau=textstat.coleman_liau_index(text),
        gunning_fog=textstat.gunning_fog(text),
    )


def table() -> str:
    """Return a Markdown table of all exercises."""
    rows = [
        "| exercise | minutes | steps | words | Flesch-Kincaid | without headings, examples | Coleman-Liau | fog |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in map(grades, shipped()):
        measured = (row.flesch_kincaid, row.asked_alone, row.coleman_liau, row.gunning_fog)
        figures = " | ".join(f"{grade:.1f}" for grade in measured)
        rows.append(f"| {row.id} | {row.minutes} | {row.steps} | {row.words} | {figures} |")
    return "\n".join(rows)


def _asked(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.why, *(words for step in exercise.steps for words in (step.text, step.why)))


def _ended(words: str) -> str:
    return words if not words or words[-1] in ".?”" else f"{words}."


if __name__ == "__main__":
    print(table())
