"""The words of the program: kind, plain, and easy to read, on every screen and at every prompt."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import textstat

import companion

ROOT = Path(companion.__file__).parent

PLACES = ("tui", "plain", "services", "commands", "vault", "importers", "export", "domain", ".")
"""Folders whose strings people can meet; "." is the modules beside them. `content` has its own test."""

BANNED = re.compile(
    r"\b(risk levels?|compliance|compliant|non-?compliant|fail(ed|s|ure)?|missed|overdue|streaks?|should|only"
    r"|forgot|must|well done|great|keep it up|good job|sorry|invalid|illegal|abort(ed)?|fatal)\b|!|—",
    re.IGNORECASE,
)
"""Never said to or about a person; and marks that shout or that a screen reader stumbles over."""

ALLOWED = {
    "only me": "who may see a line",
    "Only me": "who may see an answer",
    "only I see this unless I share it": "who may see a note",
    "Your plan, your words, on this computer only.": "where the file is",
    "forgot": "the name of an action",
    "I forgot it": "a person says it of themselves",
    "If you forgot it": "the way in without the passphrase",
    "^R shows what you type    F3 if you forgot it": "the way in without the passphrase",
    "! ": "marks a problem by more than colour",
    "—": "a sign that is taken out",
}
"""What the rule does not mean, and why."""

CODE = re.compile(r"\(\?|\\|[{}<>=]|;$")
"""Patterns, templates and styles are not read by people."""

AS_SAID = 6
"""Words from which a string is a sentence that can be graded."""

HARDEST, TOGETHER = 11.0, 6.0
"""School grades: of the hardest sentence, and of a whole folder."""


class Words(NamedTuple):
    """One string, where it is written, with "one" for what is filled in."""

    place: str
    text: str


def words_in(path: Path) -> Iterator[Words]:
    """Yield every string of a module but docstrings; the pieces of an f-string together."""
    tree = ast.parse(path.read_text("utf-8"))
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            aside |= {id(value) for value in node.values}
    for node in ast.walk(tree):
        place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.JoinedStr):
            said = (str(value.value) if isinstance(value, ast.Constant) else "one" for value in node.values)
            yield Words(place, "".join(said))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            yield Words(place, node.value)


def words_of(place: str) -> list[Words]:
    """Return the strings of a folder that are no code."""
    paths = ROOT.glob("*.py") if place == "." else (ROOT / place).rglob("*.py")
    return [words for path in sorted(paths) for words in words_in(path) if not CODE.search(words.text)]


def without_allowed(text: str) -> str:
    """Return `text` without what is allowed: a whole string, or a sentence's phrase of several words."""
    if text in ALLOWED:
        return ""
    for phrase in ALLOWED:
        if " " in phrase.strip():
            text = text.replace(phrase, "")
    return text


def sentences(place: str) -> list[Words]:
    """Return the strings that are long enough to be graded."""
    return [words for words in words_of(place) if len(re.findall(r"[A-Za-z’']+", words.text)) >= AS_SAID]


@pytest.mark.parametrize("place", PLACES)
def test_no_word_that_scolds_praises_or_frightens(place: str) -> None:
    assert [words for words in words_of(place) if BANNED.search(without_allowed(words.text))] == []


def test_nothing_is_allowed_that_is_not_said() -> None:
    said = [words.text for place in PLACES for words in words_of(place)]
    assert len(said) > 1000
    assert [allowed for allowed in ALLOWED if not any(allowed in text for text in said)] == []


@pytest.mark.parametrize("place", [place for place in PLACES if place not in {"domain", "."}])
def test_a_child_of_eleven_can_read_it(place: str) -> None:
    texts = [words.text for words in sentences(place)]
    assert len(texts) > 1
    ended = " ".join(text if text.rstrip()[-1:] in ".?" else f"{text}." for text in texts)
    assert textstat.flesch_kincaid_grade(ended) <= TOGETHER
    hard = [words for words in sentences(place) if textstat.flesch_kincaid_grade(words.text) > HARDEST]
    assert hard == []


def test_no_colour_and_no_word_of_ours_is_hidden_in_a_stylesheet() -> None:
    for path in sorted((ROOT / "tui").rglob("*.tcss")):
        sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-])(?=[^{]*[;}])", sheet) == [], path.name
        assert "content:" not in sheet
