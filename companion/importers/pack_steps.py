"""The lines of one step: which are words to read, and which say something about it."""

import re

from companion.domain.exercise import AnswerKind
from companion.importers.pack_gathering import (
    MAY_BE_KEY,
    Gathering,
    goes_on,
    has_choices,
    is_unknown_word,
    set_going,
    tell_unknown,
)
from companion.importers.pack_lines import Keyed, Section, dashed, keyed, plain, unmarked
from companion.importers.pack_places import Said
from companion.importers.pack_problems import Telling, quoted
from companion.importers.pack_top import Head
from companion.importers.pack_values import place_of, said_as
from companion.importers.pack_words import (
    ANSWER,
    ANSWERS,
    CHOICES,
    COUNTED,
    EXAMPLE,
    FROM,
    GOES_TO,
    HEAD,
    HIGH,
    LOW,
    OF,
    PART,
    REVERSED,
    STEP,
    TO,
    WHY,
    YES_NO,
)

_ENDS = {"0": LOW, "10": HIGH}
_OTHER_END = re.compile(r"(?:from|to) \d{1,3}")
_END_WITHOUT_COLON = re.compile(r"(from 0|to 10)\s+(?!(?:to|and|or)\b)[^\W\d]", re.I)
_JOINED = re.compile(r"(?:^|\W)(Answer|From 0|To 10|From|Goes to|Example)\s?[:=]")
_ALSO_ANSWER = ("type", "kind", "response", "answer kind", "type of answer")
"""Words that mean ``Answer`` where a kind of answer follows; else they are a tutor's own."""
_STARTS = (ANSWER, GOES_TO, FROM, REVERSED)
"""Words that may stand without a colon where what follows them is known."""


def gathered(section: Section, head: Head, telling: Telling) -> Gathering:
    """Return the lines of a section by what they are. Tells of lines that are nearly something."""
    part = Gathering(section=section, head=head, telling=telling, has_choices=has_choices(section, head))
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
            part.telling.mistake(said.line, f"Put “{match[1]}: ...” on a line of its own.")


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
        part.telling.mistake(
            part.after.number,
            f"“{name}” comes twice under {quoted(part.section.heading)}. "
            f"If {quoted(part.after.text)} starts a new step, put “# ” in front of it.",
        )
    elif not part.is_double:
        part.telling.mistake(number, f"“{name}” comes twice in this step. Keep one.")


def _tell_empty(part: Gathering) -> None:
    for name, said in part.said.items():
        if said.value or name == CHOICES:
            continue
        reason = f"There is nothing after “{name}”. Write it on the same line, or take the line out."
        if name in (ANSWER, FROM):
            part.near.add(name)
            part.telling.mistake(said.line, reason)
        else:
            part.telling.note(said.line, reason)


def _is_told(found: Keyed | None, bare: str, number: int, part: Gathering) -> bool:
    """Return True for a line that was told to be nearly something else; False for a line of text."""
    if found is None:
        return _is_told_without_colon(bare, number, part)
    if _OTHER_END.fullmatch(found.key):
        part.telling.mistake(number, "A scale goes from 0 to 10. Write “From 0: ...” and “To 10: ...”.")
        return True
    if _belongs_at_top(found, part):
        name = HEAD[found.key]
        part.telling.mistake(number, f"“{name}” belongs at the top of the file, above the first “#”.")
        return True
    if STEP.get(found.key) in COUNTED:
        part.telling.note(number, f"“{STEP[found.key]}” is for a questionnaire. Here it is shown as text.")
        return False
    near = _near(found.key, part)
    if near is None:
        return False
    part.near.add(STEP[near])
    part.telling.mistake(number, f"I do not know the word {quoted(found.word)}. Did you mean “{STEP[near]}”?")
    return True


def _near(key: str, part: Gathering) -> str | None:
    """Return the word that `key` was meant to be: most words before a colon are a tutor's own."""
    known = [way for way, name in STEP.items() if part.head.scoring or name not in COUNTED]
    if not re.search(r"\d|zero|ten", key):
        known = [way for way in known if STEP[way] not in (LOW, HIGH)]
    near = part.telling.nearest(key, known)
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
            part.telling.mistake(number, f"Put a colon after “{name}”, like {quoted(f'{name}: {rest}')}.")
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
        part.telling.mistake(number, f"Put a colon after “{PART}”, like {quoted(f'{PART}: {bare[5:]}')}.")
        return True
    if MAY_BE_KEY.match(bare):
        name = first.capitalize()
        part.telling.note(number, f"If this line is the “{name}” of the step, put a colon after “{name}”.")
        return False
    known = STEP.get(plain(first)) or STEP.get(part.telling.nearest(plain(first), (ANSWER.casefold(),)) or "")
    near = part.telling.nearest(said_as(rest), ANSWERS) if known == ANSWER and rest else None
    if near is None:
        return False
    part.near.add(ANSWER)
    part.telling.mistake(number, f"I do not understand {quoted(bare)}. Did you mean “Answer: {near}”?")
    return True
