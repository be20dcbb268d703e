"""What a score is not, as a whole sentence: part of one, printed by itself, would say the opposite."""

import re
from enum import Enum

from companion.domain.text import clean_line

SUBJECT = "A score is not"
LIKE = "The number is not a mark, and it does not say how well you are."
"""What such a sentence can look like."""

_DENIED = re.compile(
    r"\b(?:not|cannot|never|no|nor|neither|none|nobody|nothing|without|isnt|doesnt|cant|wont)\b|n['’]t\b",
    re.I,
)
_DENIED_VERB = re.compile(
    r"\b(?:is|are|was|were|does|do|did|can|could|will|would|shall|should|must|may|might|has|have)\s+"
    r"(?:not|never|no)\b|\bcannot\b|n['’]t\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|does|do|did|can|could|will|would|shall|should|must|may|might|has|have|had|cannot|"
    r"says?|said|tells?|told|shows?|means?|meant|measures?(?=\s+(?:how|what|you|your|who|whether)\b)|gives?|counts|"
    r"compares?|describes?|decides?|judges?|replaces?|proves?|predicts?|goes|comes|stays?|belongs?|helps?|lets?|"
    r"makes?|adds?|sums?)\b|\b(?:it|this|that|there|you|we|they|he|she|i)['’](?:s|re|m|ll)\b|n['’]t\b",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:how|what|who|whom|whose|whether|(?<!^)that|(?<!^)which|if|where|why|when|because|as)\b", re.I
)
"""What begins a part of a sentence with a verb of its own."""
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")
_OF_A_SCORE = re.compile(
    r"(?:the|this|a|your|any|no|our|their)\s+(?:\w+\s+)?(?:number|score|total|result|figure|sum|mean|answer)s?\s*,",
    re.I,
)
"""How a sentence about a score begins that has something said by the way before its verb."""
_ENDED = re.compile(r"[.!?…]\Z")
_CLAUSE_END = re.compile(r"[,;:]|\s[-–—]\s")
_ARTICLE = re.compile(
    r"(?:the|a|an|any|some|your|our|their|my|this|these|those|that|for|about|to|meant|just|only)\b", re.I
)
_BEGINS_DENIED = re.compile(r"(?:it['’]?s\s+)?(not|no|never)\b\s*", re.I)
_ENGLISH = re.compile(
    r"\b(?:the|a|an|of|is|are|you|your|for|how|to|and|or|any|score|number|test|mark|measure)\b", re.I
)
_SURELY_ENGLISH = re.compile(r"\b(?:the|of|is|are|you|your|how|any|score|number|test|mark|measure)\b", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:nid|nad|ddim|nac|non|ní|níl|nach|ne|pas|nicht|kein\w*|não|nie|niet|geen|chan|cha|nunca|nada|nem|ikke|inte)\b"
    r"|[\u0370-\u1fff\u3040-\ud7ff\uf900-\ufdff\ufe70-\ufefc]",
    re.I,
)
"""Words that deny in languages a course may be written in, and scripts that cannot be looked into here."""


class Denial(Enum):
    """What was written after "A score is not"."""

    WHOLE = "whole"
    """A whole sentence that denies: it is printed as it stands."""
    PART = "part"
    """The end of a sentence: it is printed with its beginning."""
    UNCLEAR = "unclear"
    """A sentence that denies nothing, or one that could be read both ways."""
    NOT_ENGLISH = "not English"


def denial(text: str) -> Denial:
    """Return what was written after "A score is not", as far as a few words of English can tell it."""
    line = clean_line(text)
    if _ELSEWHERE.search(line) and not _SURELY_ENGLISH.search(line):
        return Denial.WHOLE
    if not _ENGLISH.search(line) and line.count(" ") > 1:
        return Denial.NOT_ENGLISH
    is_said_of_it = _OF_A_SCORE.match(line) and _DENIED_VERB.search(line)
    if is_said_of_it or (_has_verb(line) and not _BEGINS_DENIED.match(line)):
        return Denial.WHOLE if _DENIED.search(line) else Denial.UNCLEAR
    if begins := _BEGINS_DENIED.match(line):
        rest = line[begins.end() :]
        return Denial.UNCLEAR if not rest or _DENIED_VERB.search(rest) else Denial.PART
    if _DENIED_VERB.search(line) or re.match(r"(?:nor|neither|none|nobody|nothing|without)\b", line, re.I):
        return Denial.UNCLEAR
    return Denial.PART


def whole_denial(text: str) -> str:
    """Return what was written as it can be printed by itself: never the end of a sentence without its beginning.

    Words that are whole stay as they are, line by line; empty ones stay empty.
    """
    line = clean_line(text)
    if not line:
        return ""
    match denial(line):
        case Denial.PART:
            return _with_subject(line)
        case Denial.UNCLEAR:
            return f"{SUBJECT}: {line}"
        case _:
            return text


def _has_verb(line: str) -> bool:
    """True where the first thing that is said has a verb of its own."""
    start = _CLAUSE_END.split(_SENTENCE_END.split(line, maxsplit=1)[0], maxsplit=1)[0]
    aside = _BESIDE.search(start)
    return _VERB.search(start[: aside.start()] if aside else start) is not None


def _with_subject(line: str) -> str:
    begins = _BEGINS_DENIED.match(line)
    subject = SUBJECT
    if begins and begins[1].lower() != "not":
        subject = f"A score is {begins[1].lower()}"
    rest = line[begins.end() :] if begins else line
    if _ARTICLE.match(rest):
        rest = rest[0].lower() + rest[1:]
    stop = "" if _ENDED.search(rest) else "."
    return f"{subject} {rest}{stop}"
