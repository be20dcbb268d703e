"""The lines of one step: which are words to read, and which say something about it."""

import re
from dataclasses import dataclass, field

from companion.domain.exercise import Wanted
from companion.importers.courses.astray import (
    is_unknown,
    report_joined_lines,
    report_lost_hash,
    report_unknown,
    turned_by,
)
from companion.importers.courses.fields import COUNTED, HEAD, STEP
from companion.importers.courses.head import Head
from companion.importers.courses.lines import HeadedLines, Keyed, SourceLine, dashed, plain
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.reading import Reading
from companion.importers.courses.values import (
    Said,
    answer_of,
    goes_to,
    picked_from,
    range_of,
    said_as,
    source_of,
    target_of,
)
from companion.importers.courses.vocabulary import (
    ANSWER,
    ANSWER_NAMES,
    ANSWERS,
    ANSWERS_SAID,
    CHOICES,
    EXAMPLE,
    FROM,
    GOES_TO,
    HIGH,
    LOW,
    MINUTES,
    PART,
    REVERSED,
    TITLE,
)

WRITTEN = (Wanted.LINE, Wanted.LINES)
PICKABLE = (*WRITTEN, Wanted.TICKS)
"""Answers that a later step can have picked from."""
_ENDS = {"0": LOW, "10": HIGH}
_ALSO_ANSWER = ("type", "kind", "response", "answer kind", "type of answer")
"""Words that mean ``Answer`` where a kind of answer follows; else they are a tutor's own."""
_STARTS = (ANSWER, GOES_TO, FROM, REVERSED)
"""Fields that may stand without a colon where what follows them is known."""
_MAY_BE_FIELD = re.compile(r"(?:[Ee]xample|[Ww]hy)\s+(?!I\b)[A-Z“\"‘]")
_OTHER_END = re.compile(r"(?:from|to) \d{1,3}")
_END_WITHOUT_COLON = re.compile(r"(from 0|to 10)\s+(?!(?:to|and|or)\b)[^\W\d]", re.I)
_OTHER_SCALE = re.compile(r"(?:scale )?(?:from )?\d{1,3}(?: to)? \d{1,3}\b.*")
_YES_OR_NO = re.compile(r"y(?:es)?\s*(?:or|/|,)?\s*no?(?:,? or .*)?")


@dataclass(kw_only=True)
class StepReading(Reading):
    """A section, and what its lines say while they are read."""

    section: HeadedLines
    head: Head
    text: list[SourceLine] = field(default_factory=list)
    """The words to read."""
    after: SourceLine | None = None
    """The first line of text after the last field that was taken."""
    has_choices: bool
    """True where a line with a bullet may be something to choose."""
    unknown: list[tuple[int, Keyed]] = field(default_factory=list)
    """Lines of the text that look like a field and are none, with their numbers."""
    empty: str = ""
    """The field on the line above, when nothing follows its colon."""
    is_double: bool = False
    """True once it was reported that this looks like two steps."""

    @property
    def is_scale(self) -> bool:
        """True once its answer is said to be 0-10."""
        return ANSWER in self.said and answer_of(self.said[ANSWER].value) is Wanted.SCALE

    ends: tuple[int, int] | None = None
    """The numbers of a range such as 1 to 5, where its answer is one."""

    @property
    def goes_somewhere(self) -> bool:
        """True where ``Goes to`` has a place, or words that may have been meant for one."""
        said = self.said.get(GOES_TO)
        place = target_of(said.value) if said else None
        return said is not None and (place is None or bool(place.id))


def read_step(section: HeadedLines, head: Head, reporter: Reporter) -> StepReading:
    """Return the lines of a section by what they are. Reports lines that are nearly something."""
    step = StepReading(
        fields=STEP, reporter=reporter, section=section, head=head, has_choices=_has_choices(section, head)
    )
    step.ends = next(
        (
            range_of(line.keyed.value)
            for line in section.lines
            if line.keyed and STEP.named(line.keyed) == ANSWER
        ),
        None,
    )
    for line in section.lines:
        if _ends_empty(line, step):
            continue
        if sure := _named(line.keyed, step) or _without_colon(line.bare):
            _take(*sure, line.number, step)
        elif line.text and _is_miss(line, step):
            step.going_on = ""
        elif not _goes_on(line, step):
            _take_text(line, step)
    step.report_empty()
    heading = Said(value=section.heading, line=section.number)
    step.report_joined(heading, also=(ANSWER, FROM))
    _report_unknown(step)
    if not step.is_double:
        report_lost_hash(step, section.lines, step.text, section.heading, is_item=_is_item(step))
    return step


def _is_item(step: StepReading) -> bool:
    """Return True for a question of a questionnaire that has nothing but its heading as a rule."""
    return step.head.scoring is not None and bool(step.head.choices) and ANSWER not in step.said


def _has_choices(section: HeadedLines, head: Head) -> bool:
    """Return True where a line with a bullet may be something to choose, as after an answer not understood."""
    found = [line.keyed for line in section.lines if line.keyed]
    if any(STEP.named(line) == CHOICES for line in found):
        return True
    answers = [answer_of(line.value) for line in found if STEP.named(line) == ANSWER]
    return (
        any(kind in (None, Wanted.CHOICE, Wanted.TICKS) for kind in answers)
        if answers
        else head.scoring is not None
    )


def _ends_empty(line: SourceLine, step: StepReading) -> bool:
    """Take a line as what is said after the colon right above it, where it can be."""
    name, step.empty = step.empty, ""
    if not name or not line.bare or line.keyed:
        return False
    if STEP[name].goes_on or name == PART:
        if line.mark and step.has_choices:
            return False
    elif not STEP.fits(name, line.bare):
        return False
    step.said[name] = Said(value=line.bare, line=line.number)
    return True


def _named(found: Keyed | None, step: StepReading) -> tuple[str, str] | None:
    """Return the field that a line is about, and what it says of it."""
    if found is None:
        return None
    name = STEP.named(found)
    if name in COUNTED and not step.head.scoring:
        return None
    if found.key in _ALSO_ANSWER and STEP.fits(ANSWER, found.value):
        return ANSWER, found.value
    if name is None and step.is_scale:
        name = _ENDS.get(found.key)
    if step.ends and found.key in _range_ends(step.ends):
        name = _range_ends(step.ends)[found.key]
    if name is None and step.head.scoring and (turned := turned_by(found)):
        return turned
    return (name, found.value) if name else None


def _range_ends(ends: tuple[int, int]) -> dict[str, str]:
    """Return what may stand before the words for each end of a range, and which field that is."""
    low, high = ends
    return {f"from {low}": LOW, str(low): LOW, f"to {high}": HIGH, str(high): HIGH}


def _without_colon(bare: str) -> tuple[str, str] | None:
    """Return the same for a dash, a tab or nothing in place of the colon, where it can mean nothing else."""
    found = dashed(bare)
    if found and (name := STEP.named(found)) and (STEP[name].goes_on or STEP.fits(name, found.value)):
        return name, found.value
    if len(bare) > 60:
        return None
    for name in _STARTS:
        start, rest = plain(bare[: len(name)]), bare[len(name) :]
        if start == name.casefold() and rest[:1].isspace() and STEP.fits(name, rest.strip()):
            return name, rest.strip()
    return None


def _take(name: str, value: str, number: int, step: StepReading) -> None:
    if step.take(name, value, number):
        step.after = None
        step.empty = "" if value else name
    elif step.after and not step.is_double:
        step.is_double = True
        step.reporter.mistake(
            step.after.number,
            f"“{name}” comes twice under {quoted_line(step.section.heading)}. "
            f"If {quoted_line(step.after.text)} starts a new step, put “# ” in front of it.",
        )
    elif not step.is_double:
        step.reporter.mistake(number, f"“{name}” comes twice in this step. Keep one.")


def _is_miss(line: SourceLine, step: StepReading) -> bool:
    """Return True for a line that was reported to be nearly something else; False for a line of text."""
    found, name = line.keyed, STEP.named(line.keyed)
    if found is None:
        return _is_miss_without_colon(line.bare, line.number, step)
    if _OTHER_END.fullmatch(found.key):
        low, high = step.ends or (0, 10)
        how = f"Write “From {low}: ...” and “To {high}: ...”."
        step.reporter.mistake(line.number, f"A scale goes from {low} to {high}. {how}")
        return True
    top = HEAD.named(found)
    if top in step.head.misplaced and top.casefold() == found.key:
        where = "at the top of the file, above the first “#”"
        step.reporter.mistake(line.number, f"“{top}” belongs {where}.")
        return True
    if name in COUNTED:
        step.reporter.note(line.number, f"“{name}” is for a questionnaire. Here it is shown as text.")
        return False
    near = _near(found.key, step)
    if near:
        step.report_near(near, found, line.number)
    return near is not None


def _near(key: str, step: StepReading) -> str | None:
    """Return the word that `key` was meant to be: most words before a colon are a tutor's own."""
    known = [way for way, name in STEP.ways.items() if step.head.scoring or name not in COUNTED]
    if not re.search(r"\d|zero|ten", key):
        known = [way for way in known if STEP.ways[way] not in (LOW, HIGH)]
    near = step.reporter.nearest(key, known)
    if near and (near[0] == key[0] or near[1:] == key or sorted(near) == sorted(key)):
        return near
    return None


def _is_miss_without_colon(bare: str, number: int, step: StepReading) -> bool:
    if match := _END_WITHOUT_COLON.match(bare[:60]):
        name = _ENDS[match[1].split()[1]]
        if step.is_scale or name == LOW:
            step.report_colon(name, bare[len(name) :].strip(), number)
            return True
    first, _, rest = bare[:60].partition(" ")
    is_rest = bool(step.going_on) and bare[:1].islower()
    is_part = plain(bare[:5]) == "part" and bare[4:5].isspace() and bare.count(" ") < 4
    if is_part and step.head.scoring and not is_rest:
        step.report_colon(PART, bare[5:], number)
        return True
    if _MAY_BE_FIELD.match(bare):
        name = first.capitalize()
        step.reporter.note(number, f"If this line is the “{name}” of the step, put a colon after “{name}”.")
        return False
    known = STEP.ways.get(plain(first)) or STEP.ways.get(
        step.reporter.nearest(plain(first), (ANSWER.casefold(),)) or ""
    )
    near = step.reporter.nearest(said_as(rest), ANSWERS) if known == ANSWER and rest else None
    if near:
        step.near.add(ANSWER)
        meant = f"Did you mean “Answer: {near}”?"
        step.reporter.mistake(number, f"I do not understand {quoted_line(bare)}. {meant}")
    return near is not None


def _goes_on(line: SourceLine, step: StepReading) -> bool:
    """Take a line as the rest of what the line above began to say, where it can be."""
    name, said = step.going_on, step.said.get(step.going_on)
    if said and line.is_listed and name == EXAMPLE and not step.has_choices:
        step.join(name, line.bare, by="\n")
        return True
    if (
        said is None
        or not said.value
        or not line.text
        or line.mark
        or _MAY_BE_FIELD.match(line.bare)
        or STEP.named(line.keyed)
        or is_unknown(line)
        or (name in (LOW, HIGH) and not line.text[:1].islower())  # words for an end of a scale are short
    ):
        step.going_on = ""
        return False
    if step.after is None and line.text[:1].isupper():
        step.after = line
    report_joined_lines(name, said.value, line, step.reporter)
    step.join(name, line.text)
    return True


def _take_text(line: SourceLine, step: StepReading) -> None:
    step.text.append(line)
    if line.keyed and is_unknown(line):
        step.unknown.append((line.number, line.keyed))
    if step.said and step.after is None and line.text and not line.mark:
        step.after = line


def _report_unknown(step: StepReading) -> None:
    """Report lines that look like a field, and the top of another exercise among them."""
    heads = {line.keyed.key: line.number for line in step.text if line.keyed}
    second = heads.get(TITLE.casefold())
    is_second = second is not None and any(HEAD.ways.get(key) == MINUTES for key in heads)
    if second is not None and is_second:
        how = "Put it in a file of its own, beside this one."
        step.reporter.mistake(second, f"Another exercise seems to start here. {how}")
    for number, found in step.unknown:
        if not (is_second and HEAD.named(found)):
            report_unknown(number, found, step.reporter, is_scored=step.head.scoring is not None)


def kind_of(step: StepReading) -> Wanted:
    """Return the kind of answer. One that is not understood is reported, and counts as none."""
    said = step.said.get(ANSWER)
    if said is None:
        is_item = step.head.scoring and step.head.choices and ANSWER not in step.near
        return Wanted.CHOICE if CHOICES in step.said or is_item else Wanted.NONE
    value = said_as(said.value)
    if not value:
        return Wanted.NONE
    if known := answer_of(said.value):
        return known
    source = value.removeprefix("pick from ")
    if source != value and source_of(source):
        step.said.setdefault(FROM, Said(value=source, line=said.line))
        return Wanted.PICK
    step.near.add(ANSWER)
    step.reporter.mistake(said.line, _not_known(said.value, value, step))
    return Wanted.NONE


def _not_known(written: str, value: str, step: StepReading) -> str:
    start = f"I do not know the answer {quoted_line(written)}."
    if value.startswith("0 10 "):
        return f"{start} Did you mean “0-10”?"
    if _YES_OR_NO.fullmatch(value):
        return f"{start} Write “Answer: choice”, and under it “- Yes” and “- No”, each on a line of its own."
    if _OTHER_SCALE.fullmatch(value):
        how = "Write “Answer: 0-10” or “Answer: 1 to 5”."
        return f"A scale has 11 numbers at most, and found {quoted_line(written)}. {how}"
    near = step.reporter.nearest(value, ANSWERS, 0.65)
    if near is None:
        words = (word for word in value.split()[:6] if word in ANSWERS)
        near = next((word for word in words if ANSWERS[word] is not Wanted.NONE), None)
    if near:
        return f"{start} Did you mean “{ANSWER_NAMES[ANSWERS[near]]}”?"
    return f"{start} Write {ANSWERS_SAID}."


def place_for(step: StepReading, kind: Wanted) -> str:
    """Return where the answer goes: what the step says, else for written words what the top says."""
    said = step.said.get(GOES_TO)
    if said is None or not said.value:
        return step.head.goes_to if kind in WRITTEN else ""
    if kind not in (Wanted.NONE, Wanted.SCALE):
        return goes_to(said, step.reporter)
    if step.goes_somewhere and ANSWER in step.said and ANSWER not in step.near:
        what = "wants a number" if kind is Wanted.SCALE else "wants no answer"
        step.reporter.note(said.line, f"This step {what}, so there are no words to go anywhere.")
    return ""


def source_for(step: StepReading, kind: Wanted, *, has_words: bool) -> str:
    """Return where lines are picked from, for a step that picks. `has_words`: a step before asks for words."""
    said = step.said.get(FROM)
    if kind is not Wanted.PICK:
        return ""
    if said is None or not said.value:
        if FROM not in step.near:
            how = "Add a line like “From: this exercise” or “From: toolbox”."
            step.reporter.mistake(step.said[ANSWER].line, f"To pick, I need to know from where. {how}")
        return ""
    source = picked_from(said, step.reporter)
    if source == "here" and not has_words:
        step.reporter.note(said.line, "No step above this one asks for words, so there is nothing to pick.")
    return source


def report_idle(step: StepReading, kind: Wanted) -> None:
    """Report fields that do nothing beside the kind of answer that was asked for."""
    if ANSWER in step.near or step.is_double:
        return
    if kind is Wanted.NONE and ANSWER not in step.said:
        _report_no_answer(step)
        return
    wants = {LOW: Wanted.SCALE, HIGH: Wanted.SCALE, CHOICES: Wanted.CHOICE, FROM: Wanted.PICK}
    has = (
        {kind}
        | ({Wanted.SCALE} if step.ends else set())
        | ({Wanted.CHOICE} if kind is Wanted.TICKS else set())
    )
    idle = [name for name in wants if name in step.said and wants[name] not in has]
    for name in idle:
        if (name == HIGH and LOW in idle) or (name == FROM and ANSWER not in step.said):
            continue  # the other end was reported; in a questionnaire, its choices are the answer
        answer = f"Answer: {ANSWER_NAMES[wants[name]]}"
        step.reporter.note(step.line(name), f"“{name}” is for a step with “{answer}”. Here it does nothing.")


def _report_no_answer(step: StepReading) -> None:
    """Report a step with fields that only an answer has a use for."""
    wants = {FROM: "pick", LOW: "0-10", HIGH: "0-10", EXAMPLE: "lines", GOES_TO: "lines"}
    name = next((name for name in wants if name in step.said and step.said[name].value), None)
    if name and (name != GOES_TO or step.goes_somewhere):
        step.reporter.note(
            step.line(name),
            f"This step has “{name}” and no “Answer”, so nothing can be written there. "
            f"Add a line like “Answer: {wants[name]}”.",
        )
