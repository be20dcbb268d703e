"""The lines of one step: which are words to read, and which say something about it."""

import re
from dataclasses import dataclass, field

from companion.domain.exercise import AnswerKind
from companion.importers.courses.head import Head
from companion.importers.courses.lines import HeadedLines, Keyed, SourceLine, dashed, keyed, plain, unmarked
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.values import Said, goes_to, picked_from, place_of, said_as
from companion.importers.courses.vocabulary import (
    ANSWER,
    ANSWER_NAMES,
    ANSWERS,
    ANSWERS_SAID,
    CHOICES,
    COUNTED,
    EXAMPLE,
    FROM,
    GOES_TO,
    HEAD,
    HIGH,
    LOW,
    MINUTES,
    OF,
    PART,
    REVERSED,
    STEP,
    TITLE,
    TO,
    WHY,
    YES_NO,
)

MAY_BE_KEY = re.compile(r"(?:[Ee]xample|[Ww]hy)\s+(?!I\b)[A-Z“\"‘]")
_GOES_ON = (WHY, EXAMPLE, LOW, HIGH)
_ONE_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True, kw_only=True)
class Gathering:
    """A section and what was found in it."""

    section: HeadedLines
    head: Head
    reporter: Reporter
    said: dict[str, Said] = field(default_factory=dict)
    text: list[SourceLine] = field(default_factory=list)
    near: set[str] = field(default_factory=set)
    """Words that were told of already."""
    after: SourceLine | None = None
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


def has_choices(section: HeadedLines, head: Head) -> bool:
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


def is_unknown_word(line: SourceLine, found: Keyed | None) -> bool:
    """Return True for a line like ``Colour: blue``: one word with a capital at the start, and none of the known."""
    return (
        found is not None
        and found.key not in STEP
        and found.word[:1].isupper()
        and _ONE_WORD.fullmatch(found.word) is not None
        and not found.value.startswith("//")
        and not unmarked(line.text)[0]
    )


def goes_on(line: SourceLine, found: Keyed | None, part: Gathering) -> bool:
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


def _is_own(line: SourceLine, found: Keyed | None, name: str) -> bool:
    """Return True for a line that stands for itself. The words for an end of a scale are short: few go on."""
    if found and (found.key in STEP or is_unknown_word(line, found)):
        return True
    return name in (LOW, HIGH) and not line.text[:1].islower()


def tell_unknown(part: Gathering) -> None:
    """Tell of lines that look like a word of a step, and of the top of another exercise among them."""
    in_second = _tell_second_top(part)
    for number, found in part.unknown:
        if not (in_second and found.key in HEAD):
            part.reporter.note(
                number, f"I do not know the word {quoted_line(found.word)} here, so it is shown as text."
            )


def _tell_second_top(part: Gathering) -> bool:
    """Tell of a second exercise in the same file: a title and minutes under a question. True when told."""
    heads = {found.key: line.number for line in part.text if (found := keyed(unmarked(line.text)[1]))}
    if TITLE.casefold() in heads and any(HEAD.get(key) == MINUTES for key in heads):
        part.reporter.mistake(
            heads[TITLE.casefold()],
            "Another exercise seems to start here. Put it in a file of its own, beside this one.",
        )
        return True
    return False


WRITTEN = (AnswerKind.LINE, AnswerKind.LINES)
_OTHER_SCALE = re.compile(r"(?:scale )?(?:from )?\d{1,3}(?: to)? \d{1,3}\b.*")
_YES_OR_NO = re.compile(r"y(?:es)?\s*(?:or|/|,)?\s*no?(?:,? or .*)?")
_PICK_FROM = re.compile(r"pick from ")


def kind_of(part: Gathering) -> AnswerKind:
    """Return the kind of answer. One that is not understood is told, and counts as none."""
    said = part.said.get(ANSWER)
    if said is None:
        is_item = part.head.scoring and part.head.choices and ANSWER not in part.near
        return AnswerKind.CHOICE if CHOICES in part.said or is_item else AnswerKind.NONE
    value = said_as(said.value)
    if not value:
        return AnswerKind.NONE
    if known := ANSWERS.get(value):
        return known
    if _PICK_FROM.match(value) and place_of(value[len("pick from ") :], OF):
        part.said.setdefault(FROM, Said(value=value[len("pick from ") :], line=said.line))
        return AnswerKind.PICK
    part.near.add(ANSWER)
    part.reporter.mistake(said.line, _not_known(said.value, value, part))
    return AnswerKind.NONE


def _not_known(written: str, value: str, part: Gathering) -> str:
    start = f"I do not know the answer {quoted_line(written)}."
    if value.startswith("0 10 ") or value in ("number", "a number", "scale"):
        return f"{start} Did you mean “0-10”?"
    if _YES_OR_NO.fullmatch(value):
        return f"{start} Write “Answer: choice”, and under it “- Yes” and “- No”, each on a line of its own."
    if _OTHER_SCALE.fullmatch(value):
        return f"A scale goes from 0 to 10, and found {quoted_line(written)}. Write “Answer: 0-10”."
    near = part.reporter.nearest(value, ANSWERS, 0.65)
    if near is None:
        words = (word for word in value.split()[:6] if word in ANSWERS)
        near = next((word for word in words if ANSWERS[word] is not AnswerKind.NONE), None)
    if near:
        return f"{start} Did you mean “{ANSWER_NAMES[ANSWERS[near]]}”?"
    return f"{start} Write {ANSWERS_SAID}."


def place_for(part: Gathering, kind: AnswerKind) -> str:
    """Return where the answer goes: what the step says, else for written words what the top says."""
    said = part.said.get(GOES_TO)
    if said is None or not said.value:
        return part.head.goes_to if kind in WRITTEN else ""
    if kind not in (AnswerKind.NONE, AnswerKind.SCALE):
        return goes_to(said, part.reporter)
    place = place_of(said.value, TO)
    if (place is None or place.id) and ANSWER in part.said and ANSWER not in part.near:
        what = "wants a number" if kind is AnswerKind.SCALE else "wants no answer"
        part.reporter.note(said.line, f"This step {what}, so there are no words to go anywhere.")
    return ""


def source_for(part: Gathering, kind: AnswerKind, *, has_words: bool) -> str:
    """Return where lines are picked from, for a step that picks. `has_words`: a step before asks for words."""
    said = part.said.get(FROM)
    if kind is AnswerKind.PICK:
        if said is None or not said.value:
            if FROM not in part.near:
                how = "Add a line like “From: this exercise” or “From: toolbox”."
                part.reporter.mistake(part.said[ANSWER].line, f"To pick, I need to know from where. {how}")
            return ""
        source = picked_from(said, part.reporter)
        if source == "here" and not has_words:
            part.reporter.note(
                said.line, "No step above this one asks for words, so there is nothing to pick."
            )
        return source
    if said is not None and ANSWER in part.said and ANSWER not in part.near and not part.is_double:
        part.reporter.note(said.line, "“From” is for a step with “Answer: pick”. Here it does nothing.")
    return ""


def tell_idle(part: Gathering, kind: AnswerKind) -> None:
    """Tell of words that do nothing beside the kind of answer that was asked for."""
    if ANSWER in part.near or part.is_double:
        return
    if kind is AnswerKind.NONE and ANSWER not in part.said:
        _tell_no_answer(part)
        return
    for name in (LOW, HIGH):
        if name in part.said and kind is not AnswerKind.SCALE:
            part.reporter.note(
                part.said[name].line, f"“{name}” is for a step with “Answer: 0-10”. Here it does nothing."
            )
            break
    if CHOICES in part.said and kind is not AnswerKind.CHOICE:
        part.reporter.note(
            part.said[CHOICES].line, "“Choices” is for a step with “Answer: choice”. Here it does nothing."
        )


def _tell_no_answer(part: Gathering) -> None:
    """Tell of a step with words that only an answer has a use for."""
    wants = {FROM: "pick", LOW: "0-10", HIGH: "0-10", EXAMPLE: "lines", GOES_TO: "lines"}
    name = next((name for name in wants if name in part.said and part.said[name].value), None)
    if name and not (name == GOES_TO and place_of(part.said[name].value, TO) == place_of("nowhere", TO)):
        part.reporter.note(
            part.said[name].line,
            f"This step has “{name}” and no “Answer”, so nothing can be written there. "
            f"Add a line like “Answer: {wants[name]}”.",
        )


_ENDS = {"0": LOW, "10": HIGH}
_OTHER_END = re.compile(r"(?:from|to) \d{1,3}")
_END_WITHOUT_COLON = re.compile(r"(from 0|to 10)\s+(?!(?:to|and|or)\b)[^\W\d]", re.I)
_JOINED = re.compile(r"(?:^|\W)(Answer|From 0|To 10|From|Goes to|Example)\s?[:=]")
_ALSO_ANSWER = ("type", "kind", "response", "answer kind", "type of answer")
"""Words that mean ``Answer`` where a kind of answer follows; else they are a tutor's own."""
_STARTS = (ANSWER, GOES_TO, FROM, REVERSED)
"""Words that may stand without a colon where what follows them is known."""


def gathered(section: HeadedLines, head: Head, reporter: Reporter) -> Gathering:
    """Return the lines of a section by what they are. Tells of lines that are nearly something."""
    part = Gathering(section=section, head=head, reporter=reporter, has_choices=has_choices(section, head))
    for line in section.lines:
        mark, bare = unmarked(line.text)
        if _ends_empty(mark, bare, line.number, part):
            continue
        found = keyed(bare) if line.text else None
        sure = _named(found, part) or _without_colon(bare)
        if sure:
            _set(*sure, line.number, part)
        elif line.text and _is_told(found, bare, line.number, part):
            part.going_on = ""
        elif not goes_on(line, found, part):
            part.text.append(line)
            if part.said and found and is_unknown_word(line, found):
                part.unknown.append((line.number, found))
            if part.said and part.after is None and line.text and not mark:
                part.after = line
    _tell_empty(part)
    _tell_joined(part)
    tell_unknown(part)
    return part


def _tell_joined(part: Gathering) -> None:
    """Tell of a heading or line that goes on with a word of the step that is nowhere else."""
    heading = Said(value=part.section.heading, line=part.section.number)
    for said in (heading, *part.said.values()):
        match = _JOINED.search(said.value[:500])
        if match and match[1] not in part.said and match[1] not in part.near:
            part.near.update((ANSWER, FROM, match[1]))
            part.reporter.mistake(said.line, f"Put “{match[1]}: ...” on a line of its own.")


def _ends_empty(mark: str, bare: str, number: int, part: Gathering) -> bool:
    """Take a line as what is said after the colon right above it, where it can be."""
    name, part.empty = part.empty, ""
    if not name or not bare or keyed(bare):
        return False
    if name in (WHY, EXAMPLE, LOW, HIGH, PART):
        if mark and part.has_choices:
            return False
    elif not _fits(name, bare):
        return False
    part.said[name] = Said(value=bare, line=number)
    set_going(name, part)
    return True


def _named(found: Keyed | None, part: Gathering) -> tuple[str, str] | None:
    """Return the word of a step and what is said after it."""
    if found is None:
        return None
    name = STEP.get(found.key)
    if name in COUNTED and not part.head.scoring:
        return None
    if found.key in _ALSO_ANSWER and _fits(ANSWER, found.value):
        return ANSWER, found.value
    if name is None and part.kind_said() is AnswerKind.SCALE:
        name = _ENDS.get(found.key)
    return (name, found.value) if name else None


def _without_colon(bare: str) -> tuple[str, str] | None:
    """Return the same for a dash, a tab or nothing in place of the colon, where it can mean nothing else."""
    found = dashed(bare)
    if (
        found
        and (name := STEP.get(found.key))
        and (name in (WHY, EXAMPLE, LOW, HIGH) or _fits(name, found.value))
    ):
        return name, found.value
    if len(bare) > 60:
        return None
    for name in _STARTS:
        start, rest = plain(bare[: len(name)]), bare[len(name) :]
        if start == name.casefold() and rest[:1].isspace() and _fits(name, rest.strip()):
            return name, rest.strip()
    return None


def _fits(name: str, value: str) -> bool:
    """Return True when `value` is one of the things that can be said after a word."""
    if name == GOES_TO:
        return place_of(value, TO) is not None
    if name == FROM:
        return place_of(value, OF) is not None
    known = {ANSWER: ANSWERS, REVERSED: YES_NO}.get(name)
    return known is not None and said_as(value) in known


def _set(name: str, value: str, number: int, part: Gathering) -> None:
    part.going_on = ""
    if name not in part.said:
        set_going(name, part)
        part.said[name] = Said(value=value, line=number)
        part.after = None
        part.empty = "" if value else name
    elif part.after and not part.is_double:
        part.is_double = True
        part.reporter.mistake(
            part.after.number,
            f"“{name}” comes twice under {quoted_line(part.section.heading)}. "
            f"If {quoted_line(part.after.text)} starts a new step, put “# ” in front of it.",
        )
    elif not part.is_double:
        part.reporter.mistake(number, f"“{name}” comes twice in this step. Keep one.")


def _tell_empty(part: Gathering) -> None:
    for name, said in part.said.items():
        if said.value or name == CHOICES:
            continue
        reason = f"There is nothing after “{name}”. Write it on the same line, or take the line out."
        if name in (ANSWER, FROM):
            part.near.add(name)
            part.reporter.mistake(said.line, reason)
        else:
            part.reporter.note(said.line, reason)


def _is_told(found: Keyed | None, bare: str, number: int, part: Gathering) -> bool:
    """Return True for a line that was told to be nearly something else; False for a line of text."""
    if found is None:
        return _is_told_without_colon(bare, number, part)
    if _OTHER_END.fullmatch(found.key):
        part.reporter.mistake(number, "A scale goes from 0 to 10. Write “From 0: ...” and “To 10: ...”.")
        return True
    if _belongs_at_top(found, part):
        name = HEAD[found.key]
        part.reporter.mistake(number, f"“{name}” belongs at the top of the file, above the first “#”.")
        return True
    if STEP.get(found.key) in COUNTED:
        part.reporter.note(number, f"“{STEP[found.key]}” is for a questionnaire. Here it is shown as text.")
        return False
    near = _near(found.key, part)
    if near is None:
        return False
    part.near.add(STEP[near])
    part.reporter.mistake(
        number, f"I do not know the word {quoted_line(found.word)}. Did you mean “{STEP[near]}”?"
    )
    return True


def _near(key: str, part: Gathering) -> str | None:
    """Return the word that `key` was meant to be: most words before a colon are a tutor's own."""
    known = [way for way, name in STEP.items() if part.head.scoring or name not in COUNTED]
    if not re.search(r"\d|zero|ten", key):
        known = [way for way in known if STEP[way] not in (LOW, HIGH)]
    near = part.reporter.nearest(key, known)
    if near and (near[0] == key[0] or near[1:] == key or sorted(near) == sorted(key)):
        return near
    return None


def _belongs_at_top(found: Keyed, part: Gathering) -> bool:
    name = HEAD.get(found.key)
    return name in part.head.misplaced and name.casefold() == found.key


def _is_told_without_colon(bare: str, number: int, part: Gathering) -> bool:
    if match := _END_WITHOUT_COLON.match(bare[:60]):
        name = LOW if match[1].casefold() == "from 0" else HIGH
        if part.kind_said() is AnswerKind.SCALE or name == LOW:
            rest = bare[len(name) :].strip()
            part.reporter.mistake(
                number, f"Put a colon after “{name}”, like {quoted_line(f'{name}: {rest}')}."
            )
            return True
    first, _, rest = bare[:60].partition(" ")
    is_rest = bool(part.going_on) and bare[:1].islower()
    if (
        not is_rest
        and part.head.scoring
        and plain(bare[:5]) == "part"
        and bare[4:5].isspace()
        and bare.count(" ") < 4
    ):
        part.reporter.mistake(
            number, f"Put a colon after “{PART}”, like {quoted_line(f'{PART}: {bare[5:]}')}."
        )
        return True
    if MAY_BE_KEY.match(bare):
        name = first.capitalize()
        part.reporter.note(number, f"If this line is the “{name}” of the step, put a colon after “{name}”.")
        return False
    known = STEP.get(plain(first)) or STEP.get(
        part.reporter.nearest(plain(first), (ANSWER.casefold(),)) or ""
    )
    near = part.reporter.nearest(said_as(rest), ANSWERS) if known == ANSWER and rest else None
    if near is None:
        return False
    part.near.add(ANSWER)
    part.reporter.mistake(number, f"I do not understand {quoted_line(bare)}. Did you mean “Answer: {near}”?")
    return True
