"""The top of an exercise: ``Title: ...`` and the other lines above its first heading."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from companion.domain.denial import LIKE, Denial, denial, whole_denial
from companion.domain.exercise import Exercise, Scoring
from companion.importers.courses.astray import report_joined_lines, report_turned_at_top
from companion.importers.courses.fields import HEAD, IN_STEPS_ALONE, STEP
from companion.importers.courses.lines import HeadedLines, SourceLine, dashed, plain
from companion.importers.courses.markdown import words_of
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.reading import Reading
from companion.importers.courses.values import (
    Said,
    choices_on,
    goes_to,
    minutes_of,
    said_as,
    whole_number,
)
from companion.importers.courses.vocabulary import (
    CHOICES,
    GOES_TO,
    KIND,
    KINDS,
    MINUTES,
    NOT,
    SCORE,
    SCORINGS,
    SKIP,
    TITLE,
    WHY,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The top of an exercise as it was understood."""

    exercise: Exercise
    """Without its steps."""
    goes_to: str
    """Where written words go, unless their step says so."""
    choices: tuple[Said, ...]
    """For each item of a questionnaire that has none of its own: one each, not yet read."""
    has: frozenset[str]
    """The fields that stand there, or were reported to be nearly there."""
    misplaced: frozenset[str]
    """Fields that stand under a heading, and are reported there."""
    has_stray_words: bool
    """True when it was reported that a step may have lost its “#”."""

    @property
    def scoring(self) -> Scoring | None:
        """None for what is no questionnaire."""
        return self.exercise.scoring


@dataclass(kw_only=True)
class _Top(Reading):
    """The lines of a head while they are read."""

    listed: list[Said] = field(default_factory=list)
    """Choices on lines of their own."""
    has_run: bool = False
    """True once a line was reported that may belong to a step."""


def with_title_heading(
    head: list[SourceLine], sections: list[HeadedLines]
) -> tuple[list[SourceLine], list[HeadedLines]]:
    """Return the same, with the first heading taken as the title where it plainly is.

    It is where nothing above it is a title, and ``Minutes: ...`` stands under it.
    """
    if not sections or TITLE in _names(head):
        return head, sections
    first, own = sections[0], _names(sections[0].lines)
    if MINUTES not in own or TITLE in own:
        return head, sections
    title = SourceLine(number=first.number, text=f"{TITLE}: {first.heading}")
    return [*head, title, *first.lines], sections[1:]


def read_head(id: str, lines: list[SourceLine], sections: Iterable[HeadedLines], reporter: Reporter) -> Head:
    """Return the top of an exercise. Reports everything in it that is not understood.

    `sections` are looked through for fields that belong above them.
    """
    misplaced = _misplaced(sections) - _names(lines)
    top = _Top(fields=HEAD, reporter=reporter, near=set(misplaced))
    for line in lines:
        if line.text:
            _take(line, top)
        else:
            top.going_on = ""
    top.report_empty()
    top.report_joined()
    top.report_missing(1)
    scoring = _scoring(top) if _is_questionnaire(top) else None
    own = top.said.get(CHOICES)
    choices = tuple(top.listed) or (choices_on(own, reporter) if own else ())
    minutes = _minutes(top)
    target = goes_to(top.said.get(GOES_TO), reporter)
    may_skip = _may_skip(top)
    exercise = Exercise(
        id=id,
        title=words_of(top.value(TITLE)),
        minutes=minutes,
        why=words_of(top.value(WHY)),
        steps=(),
        scoring=scoring,
        may_skip=may_skip if scoring else 0,
        score_is_not=_denial(top) if scoring else "",
        other=top.other,
    )
    return Head(
        exercise=exercise,
        goes_to=target,
        choices=choices,
        has=frozenset(top.said) | top.near,
        misplaced=misplaced,
        has_stray_words=top.has_run,
    )


def _names(lines: Iterable[SourceLine]) -> frozenset[str]:
    return frozenset(name for line in lines if (name := HEAD.named(line.keyed)))


def _misplaced(sections: Iterable[HeadedLines]) -> frozenset[str]:
    """Return the fields that stand under headings by their full names, and can mean nothing there."""
    found = [line.keyed for section in sections for line in section.lines if line.keyed]
    keys = {line.key for line in found if line.key != KIND.casefold() or said_as(line.value) in KINDS}
    return frozenset(name for name in (TITLE, MINUTES, NOT, KIND) if name.casefold() in keys)


def _take(line: SourceLine, top: _Top) -> None:
    found = line.keyed
    if not HEAD.named(found):
        loose = dashed(line.bare)
        found = loose if HEAD.named(loose) else found
    if found and (name := HEAD.named(found)):
        if not top.take(name, found.value, line.number):
            if not top.in_run:  # else a step that lost its heading begins here
                top.report_twice(name, line.number)
        elif not found.value:
            top.going_on = name
    elif line.mark and CHOICES in top.said and not top.said[CHOICES].value:
        top.listed.append(Said(value=line.text, line=line.number))
    elif found is None:
        _take_words(line, top)
    elif report_turned_at_top(top, found, line.number):
        top.has_run = True
    elif (name := STEP.named(found)) in IN_STEPS_ALONE:
        if not top.in_run:  # else the heading itself was just reported
            how = "Above it, write a question with “# ” in front, like “# What helps?”."
            top.reporter.mistake(line.number, f"“{name}” belongs to a step. {how}")
        top.in_run = top.has_run = True
    else:
        top.take_unknown(found, found.value, line.number)


def _take_words(line: SourceLine, top: _Top) -> None:
    """Take a line without a colon: the rest of a sentence, or a mistake."""
    if top.going_on and not line.mark:
        report_joined_lines(top.going_on, top.value(top.going_on), line, top.reporter)
        top.join(top.going_on, line.text)
    elif left_out := _colon_left_out(line.bare):
        name, rest = left_out
        top.near.add(name)
        top.report_colon(name, rest, line.number)
    else:
        top.has_run = True
        then = " If a step starts here, put “# ” in front of its question."
        top.report_no_field(HEAD[TITLE].like, line.text, line.number, then)


def _colon_left_out(bare: str) -> tuple[str, str] | None:
    """Return the field that a line without a colon starts with, and what follows it."""
    first, _, rest = bare.partition(" ")
    if plain(first[:60]) == "goes" and plain(rest[:3]) == "to":
        return GOES_TO, rest[3:].strip()
    if plain(bare[:15]) == plain(NOT):
        return NOT, bare[15:].strip()
    name = HEAD.ways.get(plain(first[:60]))
    is_meant = {CHOICES: "," in rest, WHY: not rest.endswith("?"), GOES_TO: False, NOT: False}
    return (name, rest.strip()) if name and is_meant.get(name, bool(rest)) else None


def _minutes(top: _Top) -> int:
    if not top.value(MINUTES):
        return 1
    minutes = minutes_of(top.value(MINUTES))
    if minutes is None:
        top.report_value(MINUTES, f"wants a whole number, like “{HEAD[MINUTES].like}”")
    elif not 1 <= minutes <= 180:
        top.report_value(MINUTES, "goes from 1 to 180")
    return minutes or 1


def _is_questionnaire(top: _Top) -> bool:
    """Return True for a questionnaire. A file that has a score is one, unless its kind says otherwise."""
    value = top.value(KIND)
    if not value:
        return bool(top.value(SCORE)) or NOT in top.said
    known = KINDS.get(said_as(value))
    if known is None:
        near = top.reporter.nearest(said_as(value), KINDS, 0.6)
        known = near is not None and KINDS[near]
        name = "questionnaire" if known else "exercise"
        meant = f"Did you mean “{name}”?" if near else "Write “exercise” or “questionnaire”."
        top.reporter.mistake(top.line(KIND), f"I do not know the kind {quoted_line(value)}. {meant}")
    elif not known:
        for name in (SCORE, NOT, SKIP, CHOICES):
            if name in top.said:
                why = f"“{name}” is for a questionnaire, and the kind says “exercise”. It does nothing."
                top.reporter.note(top.line(name), why)
    return known


def _scoring(top: _Top) -> Scoring:
    value, line = top.value(SCORE), top.line(SCORE, KIND)
    scoring = SCORINGS.get(said_as(value)) if value else None
    if value and scoring is None:
        top.report_value(SCORE, "is “sum” or “mean”", " Write one of the two.")
    elif not value and SCORE not in top.near:
        how = "Add a line “Score: sum” or “Score: mean”."
        top.reporter.mistake(line, f"A questionnaire says how its numbers become one. {how}")
    if not top.value(NOT) and NOT not in top.near:
        how = f"Add a line like “{HEAD[NOT].like}”."
        top.reporter.mistake(line, f"A questionnaire says what its score is not. {how}")
    return scoring or Scoring.SUM


def _denial(top: _Top) -> str:
    """Return what a score is not, whole. Reports words that are not: printed alone they would say the opposite."""
    said, line = words_of(top.value(NOT)), top.line(NOT)
    if not said:
        return ""
    match denial(said):
        case Denial.PART:
            whole = whole_denial(said)
            top.reporter.note(
                line, f"This is shown as “{whole}” Write a whole sentence to have it in your own words."
            )
            return whole
        case Denial.UNCLEAR:
            how = f"Write a whole sentence that says so, like “{NOT}: {LIKE}”"
            top.reporter.mistake(line, f"{quoted_line(said)} does not say what the score is not. {how}")
        case Denial.NOT_ENGLISH:
            top.reporter.note(
                line, "It is shown as it stands. Is it a whole sentence that says what a score is not?"
            )
    return said


def _may_skip(top: _Top) -> int:
    value = top.value(SKIP)
    if not value or said_as(value) in ("none", "no", "nothing"):
        return 0
    number = whole_number(value)
    if number is None or number > 100:
        top.report_value(SKIP, "wants a number from 0 to 100, like “Skip: 2”")
        return 0
    return number
