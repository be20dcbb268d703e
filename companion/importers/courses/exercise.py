"""One exercise: its top and its steps put together."""

from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from companion.domain.exercise import Choice, Exercise, ExerciseStep, Wanted, stored_as
from companion.domain.text import clean_line
from companion.importers.courses.fields import HEAD, STEP
from companion.importers.courses.head import Head, read_head, with_title_heading
from companion.importers.courses.lines import SEPARATOR, HeadedLines, plain, sections_of, text_lines
from companion.importers.courses.markdown import words_of
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.questionnaire import check_scores, choices_of, is_reversed
from companion.importers.courses.steps import (
    PICKABLE,
    StepReading,
    kind_of,
    place_for,
    read_step,
    report_idle,
    source_for,
)
from companion.importers.courses.values import slug
from companion.importers.courses.vocabulary import ANSWER, CHOICES, EXAMPLE, GOES_TO, HIGH, LOW, PART, WHY

_SURE = ("title", "minutes", "answer")
"""Words one of which begins a line of every exercise."""

MOST_STEPS = 100
MOST_LINES = 5_000


@dataclass(kw_only=True)
class _Making:
    """The steps of an exercise while they are made."""

    head: Head
    reporter: Reporter
    steps: list[ExerciseStep] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    headings: set[str] = field(default_factory=set)
    parts: dict[str, str] = field(default_factory=dict)
    """Each part of the score as it was first written, by its plain letters."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each part was first named."""
    has_bad_choices: bool = False
    """True once a step has choices whose numbers could not be read."""
    has_words: bool = False
    """True once a step asks for words, or may have been meant to."""


def is_exercise(data: bytes) -> bool:
    """Return True for a file that says something an exercise says, however it is spelt; not for a page of notes."""
    known = (*HEAD.ways, *STEP.ways)
    for text in text_lines(data)[:MOST_LINES]:
        first = SEPARATOR.split(text[:40].strip("#*_ \t•-"), maxsplit=1)[0]
        words = plain(first).split()
        if words and (words[0] in _SURE or any(get_close_matches(words[0], _SURE, 1, 0.75))):
            return True
        if plain(first) in known and SEPARATOR.search(text[:40]):
            return True
    return False


def read_exercise(data: bytes, id: str, reporter: Reporter) -> Exercise | None:
    """Return the exercise in a file, as far as it can be read; None when there is nothing in it."""
    texts = text_lines(data)
    if not any(texts):
        reporter.mistake(0, "There is nothing in this file. Write an exercise in it, or take it out.")
        return None
    if len(texts) > MOST_LINES:
        reporter.mistake(MOST_LINES + 1, f"An exercise has {MOST_LINES} lines at most. Make two files of it.")
        texts = texts[:MOST_LINES]
    top, sections = with_title_heading(*sections_of(texts))
    head = read_head(id, top, sections, reporter)
    making = _Making(head=head, reporter=reporter, has_words=head.has_stray_words)
    _make_steps(sections, making)
    exercise = replace(head.exercise, steps=tuple(making.steps))
    if head.scoring:
        is_sure = not making.has_bad_choices and (bool(head.choices) or CHOICES not in head.has)
        check_scores(exercise, making.lines, reporter, is_sure=is_sure)
    return exercise


def _make_steps(sections: list[HeadedLines], making: _Making) -> None:
    if not sections and not making.head.has_stray_words:
        how = "Start each one with “# ” and a question, like “# What is on your mind?”."
        making.reporter.mistake(1, f"There are no steps yet. {how}")
    for section in sections[:MOST_STEPS]:
        making.steps.append(_step(read_step(section, making.head, making.reporter), making))
    if len(sections) > MOST_STEPS:
        how = f"An exercise has {MOST_STEPS} at most, so make two of it."
        making.reporter.mistake(sections[MOST_STEPS].number, f"This is step {MOST_STEPS + 1}. {how}")


def _step(step: StepReading, making: _Making) -> ExerciseStep:
    heading = clean_line(step.section.heading)
    kind = kind_of(step)
    choices = choices_of(step) if kind in (Wanted.CHOICE, Wanted.TICKS) else ()
    making.has_bad_choices |= CHOICES in step.near
    is_scale = kind is Wanted.SCALE
    report_idle(step, kind)
    pick_from = source_for(step, kind, has_words=making.has_words)
    making.has_words |= kind in PICKABLE or ANSWER in step.near or step.is_double
    text = words_of(_text(step))
    stored, form = stored_as(kind)
    has_more = bool(text or step.near or step.said.keys() - {GOES_TO} or kind is not Wanted.NONE)
    _report_heading(heading, has_more or step.goes_somewhere, step, making)
    return ExerciseStep(
        key=_key(heading, making),
        heading=words_of(heading),
        text=text,
        kind=stored,
        form=form,
        why=words_of(step.value(WHY)),
        example=words_of(_lines(step, EXAMPLE)),
        goes_to=place_for(step, kind),
        pick_from=pick_from,
        choices=tuple(
            Choice(
                label=clean_line(words_of(each.label)), number=each.number if kind is Wanted.CHOICE else None
            )
            for each in choices
        ),
        low=words_of(step.value(LOW)) if is_scale else "",
        high=words_of(step.value(HIGH)) if is_scale else "",
        subscale=_subscale(step, making),
        is_reversed=is_reversed(step, kind, choices),
    )


def _report_heading(heading: str, has_more: bool, step: StepReading, making: _Making) -> None:
    number, shown = step.section.number, quoted_line(heading)
    if not heading:
        making.reporter.mistake(number, "There is a “#” with nothing after it. Write the question there.")
    elif plain(heading) in making.headings:
        making.reporter.note(number, f"The heading {shown} comes twice. If that is meant, all is well.")
    elif not has_more and not making.head.choices:
        how = "Add a line like “Answer: lines”, or words to read."
        making.reporter.note(number, f"There is nothing under {shown}. {how}")
    making.headings.add(plain(heading))


def _key(heading: str, making: _Making) -> str:
    key = made = slug(heading)
    times = 1
    while made in making.keys:
        times += 1
        made = f"{key}-{times}"
    making.keys.add(made)
    return made


def _text(step: StepReading) -> str:
    """Return the words to read, with one empty line at most between them."""
    lines: list[str] = []
    for line in step.text:
        if line.text or (lines and lines[-1]):
            lines.append(line.text)
    return "\n".join(lines).strip()


def _lines(step: StepReading, name: str) -> str:
    said = step.said[name].value.split("\n") if name in step.said else []
    return "\n".join(line for line in map(clean_line, said) if line)


def _subscale(step: StepReading, making: _Making) -> str:
    """Return the part of the score as it was first written, whatever its capitals."""
    name = words_of(step.value(PART))
    if name:
        name = making.parts.setdefault(plain(name), name)
        making.lines.setdefault(name, step.said[PART].line)
    return name
