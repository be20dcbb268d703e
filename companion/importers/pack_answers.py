"""What kind of answer a step wants, and where its words come from and go to."""

import re

from companion.domain.exercise import AnswerKind
from companion.importers.pack_gathering import Gathering
from companion.importers.pack_places import Said, goes_to, picked_from
from companion.importers.pack_problems import quoted
from companion.importers.pack_values import place_of, said_as
from companion.importers.pack_words import (
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
    OF,
    TO,
)

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
    part.telling.mistake(said.line, _not_known(said.value, value, part))
    return AnswerKind.NONE


def _not_known(written: str, value: str, part: Gathering) -> str:
    start = f"I do not know the answer {quoted(written)}."
    if value.startswith("0 10 ") or value in ("number", "a number", "scale"):
        return f"{start} Did you mean “0-10”?"
    if _YES_OR_NO.fullmatch(value):
        return f"{start} Write “Answer: choice”, and under it “- Yes” and “- No”, each on a line of its own."
    if _OTHER_SCALE.fullmatch(value):
        return f"A scale goes from 0 to 10, and found {quoted(written)}. Write “Answer: 0-10”."
    near = part.telling.nearest(value, ANSWERS, 0.65)
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
        return goes_to(said, part.telling)
    place = place_of(said.value, TO)
    if (place is None or place.id) and ANSWER in part.said and ANSWER not in part.near:
        what = "wants a number" if kind is AnswerKind.SCALE else "wants no answer"
        part.telling.note(said.line, f"This step {what}, so there are no words to go anywhere.")
    return ""


def source_for(part: Gathering, kind: AnswerKind, *, has_words: bool) -> str:
    """Return where lines are picked from, for a step that picks. `has_words`: a step before asks for words."""
    said = part.said.get(FROM)
    if kind is AnswerKind.PICK:
        if said is None or not said.value:
            if FROM not in part.near:
                how = "Add a line like “From: this exercise” or “From: toolbox”."
                part.telling.mistake(part.said[ANSWER].line, f"To pick, I need to know from where. {how}")
            return ""
        source = picked_from(said, part.telling)
        if source == "here" and not has_words:
            part.telling.note(
                said.line, "No step above this one asks for words, so there is nothing to pick."
            )
        return source
    if said is not None and ANSWER in part.said and ANSWER not in part.near and not part.is_double:
        part.telling.note(said.line, "“From” is for a step with “Answer: pick”. Here it does nothing.")
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
            part.telling.note(
                part.said[name].line, f"“{name}” is for a step with “Answer: 0-10”. Here it does nothing."
            )
            break
    if CHOICES in part.said and kind is not AnswerKind.CHOICE:
        part.telling.note(
            part.said[CHOICES].line, "“Choices” is for a step with “Answer: choice”. Here it does nothing."
        )


def _tell_no_answer(part: Gathering) -> None:
    """Tell of a step with words that only an answer has a use for."""
    wants = {FROM: "pick", LOW: "0-10", HIGH: "0-10", EXAMPLE: "lines", GOES_TO: "lines"}
    name = next((name for name in wants if name in part.said and part.said[name].value), None)
    if name and not (name == GOES_TO and place_of(part.said[name].value, TO) == place_of("nowhere", TO)):
        part.telling.note(
            part.said[name].line,
            f"This step has “{name}” and no “Answer”, so nothing can be written there. "
            f"Add a line like “Answer: {wants[name]}”.",
        )
