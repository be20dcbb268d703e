"""Lines of an exercise that were meant for something else than words to read: none is shown to students in silence."""

import re
from collections.abc import Iterable

from companion.importers.courses.fields import STEP
from companion.importers.courses.lines import Keyed, SourceLine, plain
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.reading import Reading
from companion.importers.courses.vocabulary import EXAMPLE, PART, REVERSED, WHY

_TURNED = re.compile(
    r"revers|invert|\binverse|\brecod|backward|back to front|back-to-front|other way (?:a?round|about)|\bopposite"
    r"|\bflip|turn(?:ed|s)? (?:\w+ ){0,2}(?:a?round|over|about)\b|upside.down|negative(?:ly)?[\s-]*"
    r"(?:key|scor|word|item|phras|cod)|\bminus\b|\bswap|subtract|high(?:er|est)? (?:is|means|=)",
    re.I,
)
"""What is said of a question that counts the other way round, in the words of papers and of people."""
_TURNED_VALUE = re.compile(r"^(?:negative(?:ly)?|neg\.?|-|−|[rR])$")
_DENIED = re.compile(r"\b(?:not|no|never|none)\b|n['’]t\b", re.I)
_NOT_TURNED = re.compile(r"(?:normal(?:ly)?|as it stands|straight|forwards?|positive(?:ly)?|standard)$", re.I)
_SCORING_WORDS = frozenset((
    "score", "scores", "scored", "scoring", "counts", "count", "counted", "coding", "coded", "code", "codes",
    "recode", "recoded", "key", "keyed", "keying", "direction", "item", "weight", "weighting", "points", "point",
    "value", "values", "mark", "marks", "marking", "polarity", "sign", "worth",
))  # fmt: skip
_SETTING = re.compile(
    r"(?:yes|no|true|false|on|off|ja|oui|negative(?:ly)?|[-−]|(?=.*[-−+*/=])[-−+*/=\d\sxn,;()]+)\.?", re.I
)
"""A value that sets something, rather than words to read."""
_AT_THE_TOP = re.compile(r"revers|invert|\brecod|other way (?:a?round|about)", re.I)

_HEADING_MARK = re.compile(
    r"[(\[]\s*(?:R|-|−|neg(?:ative)?\.?|(?:rev|inv)[a-z.]*(?:[\s-]+(?:scor|cod|key|item)\w*)*)\s*[)\]]\.?$"
    r"|[*†‡]+$|\s[-–—/]\s*(?:R|(?:rev|inv)[a-z.]*(?:[\s-]+(?:scor|cod|key|item)\w*)*)\.?$"
    r"|^[(\[](?:R|rev\.?|reversed?)[)\]]|^R[:.)]\s|^\*(?=[^*]+$)",
    re.I,
)
_SHORT = 60
"""Characters. Longer lines are sentences, and may be meant as they stand."""

_MOST_WORDS = 3
"""Words before a colon; with more it is a sentence."""

_ENDED = re.compile(r"[.!?…:;,]\Z")
_SENTENCE = re.compile(r"[.!?]\Z")


def turned_by(found: Keyed) -> tuple[str, str] | None:
    """Return the field and value that a line like ``Scoring: reversed`` means, where that is plain."""
    if found.key not in _SCORING_WORDS:
        return None
    value = found.value.strip(" .")
    if _NOT_TURNED.match(value) or (_TURNED.search(value) and _DENIED.search(value)):
        return REVERSED, "no"
    is_turned = _TURNED.search(value) or _TURNED_VALUE.match(value)
    return (REVERSED, "yes") if is_turned and not re.search(r"\d", value) else None


def is_unknown(line: SourceLine) -> bool:
    """True for a line like ``Colour: blue`` or ``Two words: x``: a few words, a colon, and no field of a step."""
    found = line.keyed
    if found is None or line.mark or STEP.named(found) is not None or not found.value:
        return False
    if found.value.startswith("//") or not found.word[:1].isalpha():
        return False
    words = len(found.key.split())
    is_name = found.word[0].isupper() or words == 1 or looks_turned(line.text)
    return words <= _MOST_WORDS and is_name


def looks_turned(words: str) -> bool:
    """True for words like those that papers put beside a question that counts the other way round."""
    return _TURNED.search(words[:500]) is not None


def report_unknown(number: int, found: Keyed, reporter: Reporter, *, is_scored: bool) -> None:
    """Report a word before a colon that means nothing here; where a score may hang on it, it stops the course."""
    shown = quoted_line(f"{found.word}: {found.value}")
    is_setting = found.key in _SCORING_WORDS or _SETTING.fullmatch(found.value)
    if is_scored and (is_setting or looks_turned(f"{found.word} {found.value}")):
        reporter.mistake(
            number,
            f"I do not understand {shown}, and the score may hang on it. If this question counts the other way "
            f"round, write “{REVERSED}: yes” in its place. If not, take it out.",
        )
    else:
        reporter.note(
            number, f"I do not know the word {quoted_line(found.word)} here, so it is shown as text."
        )


def report_turned(step: Reading, words: Iterable[SourceLine], shown: str, at: int) -> None:
    """Report what may say that a question counts the other way round, and is no ``Reversed``.

    `words` are the lines to read of the question, `shown` is its heading and `at` where that stands.
    """
    how = f"If this question counts the other way round, write “{REVERSED}: yes”"
    for line in words:
        if line.keyed is not None and is_unknown(line):
            continue  # it is reported as a word that is not known
        if not looks_turned(line.text):
            continue
        if len(line.text) <= _SHORT:
            step.reporter.mistake(
                line.number, f"{how} in place of {quoted_line(line.text)}. If not, say it in other words."
            )
        else:
            step.reporter.note(line.number, f"{how} on a line of its own: {quoted_line(line.text)} is shown.")
    for name in (WHY, EXAMPLE, PART):
        if name in step.said and looks_turned(step.said[name].value):
            step.reporter.note(step.said[name].line, f"{how} on a line of its own, below “{name}”.")
    if mark := _HEADING_MARK.search(shown):
        step.reporter.note(
            at,
            f"If {quoted_line(mark[0].strip())} says that this counts the other way round, take it out, "
            f"and put “{REVERSED}: yes” under the question.",
        )
    elif _AT_THE_TOP.search(shown):
        step.reporter.note(at, f"{how} under it.")


def report_turned_at_top(top: Reading, found: Keyed, number: int) -> bool:
    """Report a line at the top that names questions which count the other way round. False for any other line."""
    if STEP.named(found) != REVERSED and not _AT_THE_TOP.search(found.word):
        return False
    top.reporter.mistake(
        number,
        f"Which questions count the other way round is said under each: “{REVERSED}: yes”. "
        f"Write it there, and take {quoted_line(found.word)} out here.",
    )
    return True


def report_lost_hash(
    step: Reading, lines: list[SourceLine], words: list[SourceLine], heading: str, *, is_item: bool
) -> None:
    """Report words that may be a question which lost its ``#``. `lines` are all lines of the section, empty ones too.

    `is_item`: it is a question of a questionnaire, which has nothing but its heading as a rule.
    """
    readable = {line.number for line in words}
    readable_words = [line.number for line in words if line.text]
    fields = sorted(said.line for said in step.said.values())
    before: SourceLine | None = None
    for line in lines:
        is_apart = before is not None and not before.text
        is_after = bool(fields) and fields[0] < line.number
        starts = before is None or is_apart or before.number not in readable
        before = line
        if line.number not in readable or not starts or not line.text or is_unknown(line):
            continue
        if line.mark and not is_item:
            continue
        is_question = line.text.endswith("?")
        seen = sum(number < line.number for number in readable_words)
        if is_item:
            is_lost = is_apart or is_after or _begins_alike(heading, line.text)
        elif is_after or (line.number + 1 in fields and seen > 0):
            is_lost = is_apart and (not _ENDED.search(line.text) or is_question)
        else:
            is_lost = is_apart and is_question and heading.endswith("?")
        if is_lost and is_item and any(number > line.number for number in fields):
            how = "put “# ” in front of it: what stands below it changes a score."
            step.reporter.mistake(
                line.number,
                f"Is {quoted_line(line.text)} a question of its own? Then {how} If not, move it down.",
            )
        elif is_lost:
            say_lost(line.text, line.number, step.reporter)


def report_joined_lines(name: str, before: str, line: SourceLine, reporter: Reporter) -> None:
    """Report a line that was taken as the rest of a sentence that had come to its end."""
    is_begun = _SENTENCE.search(before) and line.text[:1].isupper()
    if is_begun and (not _ENDED.search(line.text) or line.text.endswith("?")):
        say_lost(line.text, line.number, reporter, f" As it is, it belongs to “{name}”.")


def report_numbered(listed: list[SourceLine], heading: str, reporter: Reporter) -> None:
    """Report a numbered list that was read as the choices of one question."""
    if listed and all(line.mark.isdecimal() for line in listed):
        reporter.note(
            listed[0].number,
            f"I read this and what comes after as choices of {quoted_line(heading)}. "
            "If they are questions, put “# ” in front of each.",
        )


def say_lost(words: str, number: int, reporter: Reporter, then: str = "") -> None:
    """Report one line that may be a question."""
    reporter.note(number, f"If {quoted_line(words)} is a question of its own, put “# ” in front of it.{then}")


def _begins_alike(one: str, other: str) -> bool:
    first, second = plain(one[:80]).split(), plain(other[:80]).split()
    return bool(first and second) and first[0] == second[0] and len(second) > 1
