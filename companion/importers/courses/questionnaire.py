"""Choices, what they count, and whether a questionnaire can make a score of them."""

import re
from collections.abc import Iterable
from itertools import pairwise

from companion.domain.exercise import Choice, Exercise, ExerciseStep, Wanted
from companion.domain.text import clean_line
from companion.importers.courses.astray import report_numbered, report_turned
from companion.importers.courses.lines import SourceLine, plain, unmarked
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.steps import StepReading
from companion.importers.courses.values import (
    Said,
    choices_on,
    counted,
    counts_its_own,
    range_choices,
    yes_or_no,
)
from companion.importers.courses.vocabulary import ANSWER, CHOICES, HIGH, LOW, REVERSED

_MOST_CHOICES = 100
_DIGITS = re.compile(r"\d+")
_OTHER_NUMBER = re.compile(r"[-−+]?(?:\d{4}|\d+[.,]\d|\d+$)")
_NOT_WHOLE = re.compile(r"[-−+]?(?:\d*\.\d|\d+,\d(?!\d\d))|[^=(]{1,100}[=(]\s*[-−+]?\d*[.,]\d+\)?$")
_REVERSED_ALONE = re.compile(
    r"\W*(?:revers(?:ed?|al)(?:[\s-]+(?:scor(?:ed?|ing)|item|question)){0,2}|R|rev)\W*", re.I
)


def choices_of(step: StepReading) -> tuple[Choice, ...]:
    """Return the choices of a step that wants one. Its list lines leave the text and become choices."""
    if step.ends:
        return range_choices(step.ends, step.value(LOW), step.value(HIGH))
    own = step.said.get(CHOICES)
    line = own.line if own else step.said[ANSWER].line if ANSWER in step.said else step.section.number
    if own and own.value:
        said = choices_on(own, step.reporter)
    elif listed := _listed(step):
        numbers = {text.number for text in listed}
        _report_between(numbers, step)
        if step.head.choices and not step.said.keys() & {ANSWER, CHOICES}:
            report_numbered(listed, step.section.heading, step.reporter)
        step.text = [text for text in step.text if text.number not in numbers]
        said = tuple(Said(value=text.text, line=text.number) for text in listed)
    else:
        said = step.head.choices
        line = said[0].line if said else line
    if not said:
        _report_none(line, step)
    return _choices(said, line, step)


def _listed(step: StepReading) -> list[SourceLine]:
    """Return the lines with a bullet under ``Answer: choice``, else those above it.

    Where nothing stands above them they are a question's own choices if each has a number.
    """
    marked = [line for line in step.text if line.is_listed]
    starts = [step.said[name].line for name in (ANSWER, CHOICES) if name in step.said]
    if starts:
        return [line for line in marked if line.number > min(starts)] or marked
    read = [_choice(line.text, is_counted=True) for line in marked]
    is_each = all(choice.number is not None or _is_no_whole(choice, step) for choice in read)
    return marked if len(marked) > 1 and is_each else []


def _report_between(listed: set[int], step: StepReading) -> None:
    """Report a line without a bullet that stands right under one with it."""
    for before, line in pairwise(step.text):
        if line.text and line.number not in listed and before.number in listed:
            step.reporter.note(
                line.number, f"If {quoted_line(line.text)} is a choice, put “- ” in front of it."
            )


def _report_none(line: int, step: StepReading) -> None:
    after = next((text for text in step.text if text.text and text.number > line), None)
    like = quoted_line(f"- {clean_line(after.text[:60])}" if after else "- By bus")
    how = f"Under this line, start each choice with “- ”, like {like}."
    step.reporter.mistake(line, f"There is nothing to choose. {how}")


def _choices(said: tuple[Said, ...], line: int, step: StepReading) -> tuple[Choice, ...]:
    """Return the choices as they are read. `line` is where what is reported on all of them belongs."""
    reporter, is_counted = step.reporter, step.head.scoring is not None
    if len(said) > _MOST_CHOICES:
        reporter.mistake(said[_MOST_CHOICES].line, f"There are more than {_MOST_CHOICES} choices here.")
    read = [_choice(one.value, is_counted=is_counted) for one in said[:_MOST_CHOICES]]
    labels, numbers = [plain(choice.label) for choice in read], [choice.number for choice in read]
    if len(set(labels)) < len(labels):
        twice = next(choice.label for n, choice in enumerate(read) if labels[n] in labels[:n])
        reporter.note(line, f"The choice {quoted_line(twice)} comes twice.")
    if len(read) == 1 and (is_counted or (CHOICES in step.said and step.said[CHOICES].value)):
        # most often it is all of them, with a mark between them that is not known
        how = "Write each on a line of its own that begins with “- ”."
        report = reporter.mistake if is_counted else reporter.note
        report(line, f"There is just one choice, {quoted_line(read[0].label)}. {how}")
    if is_counted:
        _report_numbers(said, read, step)
    given = [number for number in numbers if number is not None]
    no_whole = next((choice.label for choice in read if _is_no_whole(choice, step)), None)
    if no_whole or (given and len(given) < len(numbers)):
        step.near.add(CHOICES)
        without = no_whole or read[numbers.index(None)].label
        if no_whole or _OTHER_NUMBER.match(without):
            what = "The number of a choice is whole and has 3 figures at most, and found"
            reporter.mistake(line, f"{what} {quoted_line(without)}. Change it.")
        else:
            how = f"Write it like “0 {without[:30]}”."
            reporter.mistake(line, f"Some choices have a number, and {quoted_line(without)} has none. {how}")
    elif len(set(given)) < len(given):
        reporter.note(line, "Two choices have the same number, so they count the same.")
    return tuple(read)


def _is_no_whole(choice: Choice, step: StepReading) -> bool:
    """Return True for a choice of a questionnaire with a number like 0.5, which would not be counted."""
    is_counted = step.head.scoring is not None and choice.number is None
    return is_counted and _NOT_WHOLE.match(choice.label[:120]) is not None


def _report_numbers(said: Iterable[Said], read: Iterable[Choice], step: StepReading) -> None:
    """Report numbers that count and also belong to the words, as in “2 days”."""
    for one, choice in zip(said, read, strict=False):
        mark, bare = unmarked(clean_line(one.value))
        if choice.label == bare and not mark.isdecimal() and counts_its_own(bare):
            step.reporter.note(one.line, f"I read {quoted_line(bare)} as counting {choice.number}.")


def _choice(words: str, *, is_counted: bool) -> Choice:
    """Return one choice. Numbers are read in a questionnaire alone: "2 cups of tea" may be a whole choice."""
    mark, bare = unmarked(clean_line(words))
    if not is_counted:
        return Choice(label=bare or clean_line(words))
    return Choice(label=bare, number=int(mark)) if mark.isdecimal() else counted(bare)


def is_reversed(step: StepReading, kind: Wanted, choices: tuple[Choice, ...]) -> bool:
    """Return True for an item that counts the other way round."""
    said = step.said.get(REVERSED)
    if said is None or not said.value:
        if said is None and step.head.scoring and _counts(kind, choices):
            _report_may_be_reversed(step)
        return False
    value = yes_or_no(said.value)
    if value is None:
        step.report_value(REVERSED, "is “yes” or “no”", " Write one of the two.")
    elif value and not _counts(kind, choices) and (step.head.choices or CHOICES not in step.head.has):
        step.reporter.note(said.line, "This step has no numbers, so there is nothing to turn round.")
    return value or False


def _report_may_be_reversed(step: StepReading) -> None:
    """Report words that papers put beside an item that counts the other way round: the score hangs on them."""
    if line := next((line for line in step.text if _REVERSED_ALONE.fullmatch(line.text[:60])), None):
        step.reporter.mistake(line.number, f"Write “{REVERSED}: yes” in place of {quoted_line(line.text)}.")
    else:
        report_turned(step, step.text, step.section.heading, step.section.number)


def _counts(kind: Wanted, choices: Iterable[Choice]) -> bool:
    if kind is Wanted.CHOICE:
        return any(choice.number is not None for choice in choices)
    return kind is Wanted.SCALE


def check_scores(exercise: Exercise, parts: dict[str, int], reporter: Reporter, *, is_sure: bool) -> None:
    """Report a questionnaire that cannot make a score, and names of parts that look misspelt.

    `parts` has the line where each name of a part first stands. Without `is_sure`, the choices were reported.
    """
    items = [step for step in exercise.steps if _counts(step.wants, step.choices)]
    if exercise.steps and not items and is_sure:
        reporter.mistake(
            1,
            "No question has numbers, so there is no score. "
            "Add a line at the top like “Choices: 0 never, 1 sometimes, 2 often”.",
        )
    elif items and exercise.may_skip >= len(items):
        reporter.note(
            1, f"“Skip” lets {exercise.may_skip} be left out, and the score has {len(items)} questions."
        )
    _check_parts(exercise.steps, parts, reporter)


def _check_parts(steps: Iterable[ExerciseStep], parts: dict[str, int], reporter: Reporter) -> None:
    used: dict[str, int] = {}
    for step in steps:
        if step.subscale:
            used[step.subscale] = used.get(step.subscale, 0) + 1
    names = list(used)
    for n, name in enumerate(names):
        for other in names[:n]:
            if _is_misspelt(name, other, reporter):
                rare, usual = (name, other) if used[name] <= used[other] else (other, name)
                reporter.note(
                    parts.get(rare, 1),
                    f"Is {quoted_line(rare)} a part of its own? Or did you mean {quoted_line(usual)}?",
                )


def _is_misspelt(name: str, other: str, reporter: Reporter) -> bool:
    """Return True when two names differ in spelling alone: word by word, each is like the other."""
    words, others = plain(name).split(), plain(other).split()
    if _DIGITS.findall(name) != _DIGITS.findall(other):
        return False
    if "".join(words) == "".join(others):
        return True
    return len(words) == len(others) and all(
        one == two or reporter.nearest(one, (two,)) for one, two in zip(words, others, strict=True)
    )
