"""The top of an exercise: ``Title: ...`` and the other lines above its first heading."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from companion.domain.exercise import Scoring
from companion.domain.text import clean_line
from companion.importers.courses.lines import (
    HeadedLines,
    Keyed,
    SourceLine,
    dashed,
    heading_of,
    keyed,
    plain,
    unmarked,
)
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.values import (
    Said,
    choices_in,
    goes_to,
    minutes_of,
    mixed_capitals,
    said_as,
    whole_number,
)
from companion.importers.courses.vocabulary import (
    CHOICES,
    GOES_TO,
    HEAD,
    IN_STEPS_ALONE,
    KIND,
    KINDS,
    MINUTES,
    NOT,
    SCORE,
    SCORINGS,
    SKIP,
    STEP,
    TITLE,
    WHY,
)

LIKE: Mapping[str, str] = {
    TITLE: "Title: Sleep well",
    MINUTES: "Minutes: 10",
    SCORE: "Score: sum",
    NOT: "A score is not: a measure of how well you are",
}
"""How the lines that have to be there can look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The top of an exercise as it was understood."""

    title: str
    minutes: int
    why: str
    goes_to: str
    scoring: Scoring | None
    """None for an exercise."""
    may_skip: int
    score_is_not: str
    choices: tuple[Said, ...]
    """For each item of a questionnaire that has none of its own: one each, not yet read."""
    other: Mapping[str, str]
    has: frozenset[str]
    """The words that stand there, or were told to be nearly there."""
    misplaced: frozenset[str]
    """Words that stand under a heading, and are told of there."""
    has_stray_words: bool
    """True when it was told that a step may have lost its “#”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The lines of a head by their word."""

    reporter: Reporter
    said: Mapping[str, Said]
    listed: tuple[Said, ...]
    """Choices on lines of their own."""
    other: Mapping[str, str]
    misplaced: frozenset[str]
    has_stray_words: bool
    near: frozenset[str]
    """Words that were told of already, so that they are not told to be missing as well."""

    def value(self, name: str) -> str:
        """Return what was said, or nothing."""
        return clean_line(self.said[name].value) if name in self.said else ""

    def line(self, *names: str) -> int:
        """Return where the first of these words that is there stands, else the first line."""
        return next((self.said[name].line for name in names if name in self.said), 1)


def understood(top: Gathered) -> Head:
    """Return the head. Tells of what is missing and of values that mean nothing."""
    for name in (TITLE, MINUTES):
        if name not in top.said and name not in top.near:
            what = "title" if name == TITLE else "line with the minutes"
            top.reporter.mistake(1, f"There is no {what}. Add a line like “{LIKE[name]}” at the top.")
    scoring = _scoring(top) if _is_questionnaire(top) else None
    choices = top.listed
    if not choices and top.value(CHOICES):
        line = top.line(CHOICES)
        if mixed := mixed_capitals(top.said[CHOICES].value):
            top.reporter.note(line, mixed)
        choices = tuple(Said(value=words, line=line) for words in choices_in(top.value(CHOICES)))
    return Head(
        title=top.value(TITLE),
        minutes=_minutes(top),
        why=top.value(WHY),
        goes_to=goes_to(top.said.get(GOES_TO), top.reporter),
        scoring=scoring,
        may_skip=_may_skip(top),
        score_is_not=top.value(NOT),
        choices=choices,
        other=top.other,
        has=frozenset(top.said) | top.near,
        misplaced=top.misplaced,
        has_stray_words=top.has_stray_words,
    )


def _minutes(top: Gathered) -> int:
    value, line = top.value(MINUTES), top.line(MINUTES)
    if not value:
        return 1
    minutes = minutes_of(value)
    if minutes is None:
        top.reporter.mistake(
            line, f"“Minutes” wants a whole number, like “Minutes: 10”, and found {quoted_line(value)}."
        )
    elif not 1 <= minutes <= 180:
        top.reporter.mistake(line, f"“Minutes” goes from 1 to 180, and found {quoted_line(value)}.")
    return minutes or 1


def _is_questionnaire(top: Gathered) -> bool:
    """Return True for a questionnaire. A file that has a score is one, unless its kind says otherwise."""
    value, line = top.value(KIND), top.line(KIND)
    scored = bool(top.value(SCORE)) or NOT in top.said
    if not value:
        return scored
    known = KINDS.get(said_as(value))
    if known is None:
        near = top.reporter.nearest(said_as(value), KINDS, 0.6)
        is_near = near and KINDS[near]
        name = "questionnaire" if is_near else "exercise"
        meant = f"Did you mean “{name}”?" if near else "Write “exercise” or “questionnaire”."
        top.reporter.mistake(line, f"I do not know the kind {quoted_line(value)}. {meant}")
        return bool(is_near)
    for name in (SCORE, NOT, SKIP, CHOICES):
        if name in top.said and not known:
            top.reporter.note(
                top.line(name),
                f"“{name}” is for a questionnaire, and the kind says “exercise”. It does nothing.",
            )
    return known


def _scoring(top: Gathered) -> Scoring:
    value, line = top.value(SCORE), top.line(SCORE, KIND)
    scoring = SCORINGS.get(said_as(value)) if value else None
    if value and scoring is None:
        top.reporter.mistake(
            line, f"“Score” is “sum” or “mean”, and found {quoted_line(value)}. Write one of the two."
        )
    elif not value and SCORE not in top.near:
        top.reporter.mistake(
            line,
            "A questionnaire says how its numbers become one. Add a line “Score: sum” or “Score: mean”.",
        )
    if not top.value(NOT) and NOT not in top.near:
        top.reporter.mistake(
            line, f"A questionnaire says what its score is not. Add a line like “{LIKE[NOT]}”."
        )
    return scoring or Scoring.SUM


def _may_skip(top: Gathered) -> int:
    value = top.value(SKIP)
    if not value or said_as(value) in ("none", "no", "nothing"):
        return 0
    number = whole_number(value)
    if number is None or number > 100:
        top.reporter.mistake(
            top.line(SKIP),
            f"“Skip” wants a number from 0 to 100, like “Skip: 2”, and found {quoted_line(value)}.",
        )
        return 0
    return number


_JOINED = re.compile(r"\s(Title|Minutes|Why|Goes to|Kind|Score|Choices|Skip|A score is not)\s?[:=]")
_MOST_OTHER = 50
"""Lines of later versions that are kept of one exercise."""


@dataclass(slots=True, kw_only=True)
class _Top:
    """The lines of a head while they are gathered."""

    reporter: Reporter
    said: dict[str, Said] = field(default_factory=dict)
    listed: list[Said] = field(default_factory=list)
    other: dict[str, str] = field(default_factory=dict)
    near: set[str] = field(default_factory=set)
    going_on: str = ""
    """The word whose sentence may go on in the next line."""
    in_run: bool = False
    """True after a line that was told to be none of these, until a new word of the head."""
    has_run: bool = False

    @property
    def lists_choices(self) -> bool:
        """True when lines with a bullet are choices."""
        return CHOICES in self.said and not self.said[CHOICES].value


def with_title_heading(
    head: list[SourceLine], sections: list[HeadedLines]
) -> tuple[list[SourceLine], list[HeadedLines]]:
    """Return the same, with the first heading taken as the title where it plainly is.

    It is where nothing above it is a title, and ``Minutes: ...`` stands under it.
    """
    if not sections or TITLE in _words(head):
        return head, sections
    first, own = sections[0], _words(sections[0].lines)
    if MINUTES not in own or TITLE in own:
        return head, sections
    title = SourceLine(number=first.number, text=f"{TITLE}: {first.heading}")
    return [*head, title, *first.lines], sections[1:]


def _head_word(text: str) -> str | None:
    found = keyed(unmarked(text)[1])
    return HEAD.get(found.key) if found else None


def _words(lines: Iterable[SourceLine]) -> frozenset[str]:
    return frozenset(name for line in lines if (name := _head_word(line.text)))


def _misplaced(sections: Iterable[HeadedLines]) -> frozenset[str]:
    """Return the words that stand under headings and can mean nothing there."""
    lines = [line.text for section in sections for line in section.lines if line.text]
    found = [line for line in map(keyed, (unmarked(text)[1] for text in lines)) if line]
    names = {HEAD.get(line.key) for line in found if HEAD.get(line.key, "").casefold() == line.key}
    kinds = {KIND for line in found if line.key == KIND.casefold() and said_as(line.value) in KINDS}
    return frozenset(name for name in names if name in (TITLE, MINUTES, NOT)) | kinds


def read_head(lines: list[SourceLine], sections: Iterable[HeadedLines], reporter: Reporter) -> Head:
    """Return the top of an exercise. Tells of everything in it that is not understood.

    `sections` are looked through for words that belong above them.
    """
    top = _Top(reporter=reporter)
    misplaced = _misplaced(sections) - _words(lines)
    top.near |= misplaced
    for line in lines:
        if line.text:
            _take(line, top)
        else:
            top.going_on = ""
    _tell_empty(top)
    _tell_joined(top)
    return understood(
        Gathered(
            reporter=reporter,
            said=top.said,
            listed=tuple(top.listed),
            other=top.other,
            misplaced=misplaced,
            has_stray_words=top.has_run,
            near=frozenset(top.near),
        )
    )


def _take(line: SourceLine, top: _Top) -> None:
    mark, bare = unmarked(line.text)
    found = keyed(bare)
    if found is None or found.key not in HEAD:
        loose = dashed(bare)
        found = loose if loose and loose.key in HEAD else found
    if found and (name := HEAD.get(found.key)):
        _set(name, found, line.number, top)
    elif mark and top.lists_choices:
        top.listed.append(Said(value=line.text, line=line.number))
    elif found is None:
        _take_wordless(line, mark, bare, top)
    elif STEP.get(found.key) in IN_STEPS_ALONE:
        _tell_step_word(STEP[found.key], line.number, top)
    elif near := top.reporter.nearest(found.key, HEAD):
        top.near.add(HEAD[near])
        top.reporter.mistake(
            line.number,
            f"I do not know the word {quoted_line(found.word)} at the top. Did you mean “{HEAD[near]}”?",
        )
    else:
        _keep_other(found, line.number, top)


def _set(name: str, found: Keyed, number: int, top: _Top) -> None:
    top.going_on = ""
    if name in top.said:
        if not top.in_run:  # else a step that lost its heading begins here
            top.reporter.mistake(number, f"“{name}” comes twice at the top. Keep one.")
        return
    top.in_run = False
    top.said[name] = Said(value=found.value, line=number)
    if name in (WHY, NOT) or not found.value:  # a sentence that goes on, or starts, in the next line
        top.going_on = name


def _tell_empty(top: _Top) -> None:
    for name, said in top.said.items():
        if said.value or name == CHOICES:
            continue
        start = f"There is nothing after “{name}”. Write it on the same line"
        if name in LIKE:
            top.near.add(name)
            top.reporter.mistake(said.line, f"{start}, like “{LIKE[name]}”.")
        else:
            top.reporter.note(said.line, f"{start}, or take the line out.")


def _tell_joined(top: _Top) -> None:
    """Tell of a line that goes on with a word of the head that is nowhere else."""
    for said in list(top.said.values()):
        match = _JOINED.search(said.value[:500])
        if match and match[1] not in top.said and match[1] not in top.near:
            top.near.add(match[1])
            top.reporter.mistake(said.line, f"Put “{match[1]}: ...” on a line of its own.")


def _keep_other(found: Keyed, number: int, top: _Top) -> None:
    top.going_on = ""
    if len(top.other) >= _MOST_OTHER:
        top.reporter.mistake(
            number, f"There are more than {_MOST_OTHER} words at the top that I do not know."
        )
        return
    top.other[clean_line(found.word)] = clean_line(found.value)
    top.reporter.note(
        number, f"I do not know the word {quoted_line(found.word)} at the top. It is kept, and does nothing."
    )


def _tell_step_word(name: str, number: int, top: _Top) -> None:
    """Tell of a line that belongs under a heading, unless the heading itself was just told of."""
    if not top.in_run:
        top.reporter.mistake(
            number,
            f"“{name}” belongs to a step. Above it, write a question with “# ” in front, like “# What helps?”.",
        )
    top.in_run = top.has_run = True


def _take_wordless(line: SourceLine, mark: str, bare: str, top: _Top) -> None:
    """Take a line without a colon: the rest of a sentence, or a mistake."""
    if top.going_on and not mark:
        before = top.said[top.going_on]
        top.said[top.going_on] = Said(value=f"{before.value} {line.text}".strip(), line=before.line)
    elif heading_of(line.text) == "":
        return
    elif left_out := _colon_left_out(bare):
        name, rest = left_out
        top.near.add(name)
        top.reporter.mistake(
            line.number, f"Put a colon after “{name}”, like {quoted_line(f'{name}: {rest}')}."
        )
    elif not top.in_run:
        top.in_run = top.has_run = True
        top.reporter.mistake(
            line.number,
            f"I expected something like “Title: Sleep well”, and found {quoted_line(line.text)}. "
            "If a step starts here, put “# ” in front of its question.",
        )


def _colon_left_out(bare: str) -> tuple[str, str] | None:
    """Return the word of the head that a line without a colon starts with, and what follows it."""
    first, _, rest = bare.partition(" ")
    if plain(first[:60]) == "goes" and plain(rest[:3]) == "to":
        return GOES_TO, rest[3:].strip()
    if plain(bare[:15]) == plain(NOT):
        return NOT, bare[15:].strip()
    name = HEAD.get(plain(first[:60]))
    if name == CHOICES and "," in rest:
        return name, rest.strip()
    if name == WHY and not rest.endswith("?"):
        return name, rest.strip()
    return (name, rest.strip()) if name in (TITLE, MINUTES, KIND, SCORE, SKIP) and rest else None
