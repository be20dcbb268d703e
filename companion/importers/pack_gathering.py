"""A step while its lines are gathered, and the sentences in it that go on in the next line."""

import re
from dataclasses import dataclass, field

from companion.domain.exercise import AnswerKind
from companion.importers.pack_lines import Keyed, Line, Section, keyed, unmarked
from companion.importers.pack_places import Said
from companion.importers.pack_problems import Telling, quoted
from companion.importers.pack_top import Head
from companion.importers.pack_values import said_as
from companion.importers.pack_words import (
    ANSWER,
    ANSWERS,
    CHOICES,
    EXAMPLE,
    HEAD,
    HIGH,
    LOW,
    MINUTES,
    STEP,
    TITLE,
    WHY,
)

MAY_BE_KEY = re.compile(r"(?:[Ee]xample|[Ww]hy)\s+(?!I\b)[A-Z“\"‘]")
_GOES_ON = (WHY, EXAMPLE, LOW, HIGH)
_ONE_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True, kw_only=True)
class Gathering:
    """A section and what was found in it."""

    section: Section
    head: Head
    telling: Telling
    said: dict[str, Said] = field(default_factory=dict)
    text: list[Line] = field(default_factory=list)
    near: set[str] = field(default_factory=set)
    """Words that were told of already."""
    after: Line | None = None
    """The first line of text after the last word that was taken."""
    has_choices: bool = False
    """True where a line with a bullet may be something to choose."""
    going_on: str = ""
    """The word whose sentence may go on in the next line."""
    unknown: list[tuple[int, Keyed]] = field(default_factory=list)
    """Lines among the words of the step that look like one and are none, with their numbers."""
    empty: str = ""
    """The word on the line above, when nothing follows its colon."""
    is_double: bool = False
    """True once it was told that this looks like two steps."""

    def kind_said(self) -> AnswerKind | None:
        """Return the kind of answer that was said, where it is known."""
        return ANSWERS.get(said_as(self.said[ANSWER].value)) if ANSWER in self.said else None


def has_choices(section: Section, head: Head) -> bool:
    """Return True where a line with a bullet may be something to choose, as after an answer not understood."""
    found = [line for line in (keyed(unmarked(line.text)[1]) for line in section.lines if line.text) if line]
    answers = [line.value for line in found if STEP.get(line.key) == ANSWER]
    if any(STEP.get(line.key) == CHOICES for line in found):
        return True
    if not answers:
        return head.scoring is not None
    return any(ANSWERS.get(said_as(value), AnswerKind.CHOICE) is AnswerKind.CHOICE for value in answers)


def set_going(name: str, part: Gathering) -> None:
    """Say which word was taken last, where what is said after it may go on."""
    part.going_on = name if name in _GOES_ON else ""


def is_unknown_word(line: Line, found: Keyed | None) -> bool:
    """Return True for a line like ``Colour: blue``: one word with a capital at the start, and none of the known."""
    return (
        found is not None
        and found.key not in STEP
        and found.word[:1].isupper()
        and _ONE_WORD.fullmatch(found.word) is not None
        and not found.value.startswith("//")
        and not unmarked(line.text)[0]
    )


def goes_on(line: Line, found: Keyed | None, part: Gathering) -> bool:
    """Take a line as the rest of what the line above began to say, where it can be."""
    name, said = part.going_on, part.said.get(part.going_on)
    if said is None or not line.text:
        part.going_on = ""
        return False
    mark, bare = unmarked(line.text)
    if mark and bare and name == EXAMPLE and not part.has_choices:
        part.said[name] = Said(value=f"{said.value}\n{bare}".strip(), line=said.line)
        return True
    if mark or not said.value or MAY_BE_KEY.match(bare) or _is_own(line, found, name):
        part.going_on = ""
        return False
    if part.after is None and line.text[:1].isupper():
        part.after = line
    part.said[name] = Said(value=f"{said.value} {line.text}", line=said.line)
    return True


def _is_own(line: Line, found: Keyed | None, name: str) -> bool:
    """Return True for a line that stands for itself. The words for an end of a scale are short: few go on."""
    if found and (found.key in STEP or is_unknown_word(line, found)):
        return True
    return name in (LOW, HIGH) and not line.text[:1].islower()


def tell_unknown(part: Gathering) -> None:
    """Tell of lines that look like a word of a step, and of the top of another exercise among them."""
    in_second = _tell_second_top(part)
    for number, found in part.unknown:
        if not (in_second and found.key in HEAD):
            part.telling.note(
                number, f"I do not know the word {quoted(found.word)} here, so it is shown as text."
            )


def _tell_second_top(part: Gathering) -> bool:
    """Tell of a second exercise in the same file: a title and minutes under a question. True when told."""
    heads = {found.key: line.number for line in part.text if (found := keyed(unmarked(line.text)[1]))}
    if TITLE.casefold() in heads and any(HEAD.get(key) == MINUTES for key in heads):
        part.telling.mistake(
            heads[TITLE.casefold()],
            "Another exercise seems to start here. Put it in a file of its own, beside this one.",
        )
        return True
    return False
