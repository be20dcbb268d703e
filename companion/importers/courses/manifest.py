"""``pack.toml``, the slip that names a pack: as TOML, or as near to it as a person came."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field

from companion.domain.exercise import SHIPPED
from companion.domain.text import clean_line
from companion.importers.courses.lines import (
    SEPARATOR,
    Keyed,
    is_passed_over,
    keyed,
    text_lines,
    unmarked,
    unquoted,
)
from companion.importers.courses.problems import Telling, quoted
from companion.importers.courses.values import slug

LARGEST = 16 * 1024
"""Bytes of a pack.toml; ten lines are usual."""

ID, VERSION, TITLE, AUTHOR, LICENCE, LANGUAGE = "id", "version", "title", "author", "licence", "language"
_KNOWN = {name: name for name in (ID, VERSION, TITLE, AUTHOR, LICENCE, LANGUAGE)} | {
    "authors": AUTHOR, "by": AUTHOR, "license": LICENCE, "lang": LANGUAGE,
}  # fmt: skip
_LIKE = {ID: 'id = "north-shore"', VERSION: 'version = "1"', TITLE: 'title = "Finding my feet"'}
_LANGUAGES = {
    "english": "en-GB",
    "welsh": "cy",
    "cymraeg": "cy",
    "irish": "ga",
    "gaelic": "gd",
    "scots": "sco",
}
_MOST_OTHER = 50
_MOST_DOTS = 1_000
_DOUBLE = '"“”„«»'
_LONGEST_ID = 60
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_NO_SIGN = re.compile(rf"(?P<word>[A-Za-z]+)(?:\s+|(?=[{_DOUBLE}]))(?=\S)")
_TABLE = re.compile(r"\[.*\]\s*(?:#.*)?")
_IN_QUOTES = re.compile(rf"""(?:[{_DOUBLE}](?P<words>[^{_DOUBLE}]*)[{_DOUBLE}])\s*[,;]?\s*(?:#.*)?""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What a pack.toml says."""

    id: str = ""
    version: str = ""
    title: str = ""
    author: str = ""
    licence: str = ""
    language: str = "en-GB"
    other: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Lines:
    """The lines of a pack.toml while they are read."""

    telling: Telling
    exact: dict[str, object]
    """What TOML makes of the whole file; empty where it is none."""
    said: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    in_run: bool = False
    """True after a line that was told to be nothing known, until one is."""
    near: set[str] = field(default_factory=set)
    """Words that were told of already, so that they are not told to be missing as well."""


def read_slip(data: bytes, telling: Telling, *, shipped: bool = False) -> Slip:
    """Return what a pack.toml says. Tells of what is missing and of values that cannot be."""
    if len(data) > LARGEST:
        telling.mistake(0, 'This file is too large. It holds a few lines, like “id = "north-shore"”.')
        return Slip()
    texts = text_lines(data)
    slip = _Lines(telling=telling, exact=_exact("\n".join(texts)))
    for number, text in enumerate(texts, 1):
        if (
            text
            and not text.startswith(("#", "＃"))
            and not _TABLE.fullmatch(text)
            and not is_passed_over(text)
        ):
            _take(text, number, slip)
    for name, like in _LIKE.items():
        if name not in slip.said and name not in slip.near:
            telling.mistake(0, f"There is no {name}. Add a line like “{like}”.")
    return Slip(
        id=_id(slip, shipped),
        version=slip.said.get(VERSION, ""),
        title=slip.said.get(TITLE, ""),
        author=slip.said.get(AUTHOR, ""),
        licence=slip.said.get(LICENCE, ""),
        language=_language(slip),
        other=slip.other,
    )


def _exact(text: str) -> dict[str, object]:
    """Return what TOML makes of the text, with the tables in it opened once; nothing where it is none."""
    if text.count(".") > _MOST_DOTS:  # the standard reader takes long over a.a.a.a
        return {}
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}
    tables = [value for value in read.values() if isinstance(value, dict)]
    return {name: value for table in (*tables, read) for name, value in table.items()}


def _take(text: str, number: int, slip: _Lines) -> None:
    found = keyed(unmarked(text)[1]) or _without_sign(text)
    name = _KNOWN.get(found.key) if found else None
    if found is None:
        if not slip.exact and not slip.in_run:  # else the line is the middle of something longer
            slip.in_run = True
            slip.telling.mistake(
                number, f'I expected something like “title = "Finding my feet"”, and found {quoted(text)}.'
            )
    elif name in slip.said:
        slip.telling.mistake(number, f"“{name}” comes twice. Keep one.")
    elif name:
        slip.in_run = False
        value = _value(found.word, text, slip)
        slip.lines[name] = number
        if value:
            slip.said[name] = value
        elif name in _LIKE:
            slip.near.add(name)
            slip.telling.mistake(number, f"There is nothing after “{name}”. Write it like “{_LIKE[name]}”.")
    elif slip.exact and found.word not in slip.exact:
        return
    elif near := slip.telling.nearest(found.key, _KNOWN):
        slip.near.add(_KNOWN[near])
        slip.telling.mistake(
            number, f"I do not know the word {quoted(found.word)}. Did you mean “{_KNOWN[near]}”?"
        )
    elif len(slip.other) < _MOST_OTHER:
        slip.other[clean_line(found.word)] = _value(found.word, text, slip)
        slip.telling.note(
            number, f"I do not know the word {quoted(found.word)}. It is kept, and does nothing."
        )
    else:
        slip.telling.mistake(number, f"There are more than {_MOST_OTHER} words here that I do not know.")


def _without_sign(text: str) -> Keyed | None:
    """Return what a line says whose equals sign was left out."""
    match = _NO_SIGN.match(text[:200])
    if match is None or match["word"].casefold() not in _KNOWN:
        return None
    return Keyed(word=match["word"], key=match["word"].casefold(), value=text[match.end() :])


def _value(word: str, text: str, slip: _Lines) -> str:
    """Return what stands after the equals sign: as TOML has it where that is words, else as it was typed."""
    exact = slip.exact.get(word)
    if isinstance(exact, list) and all(isinstance(one, str) for one in exact):
        return clean_line(", ".join(exact))
    if isinstance(exact, str) and not _is_path(text, exact):
        return clean_line(exact)
    sign = SEPARATOR.search(text) if keyed(text) else _NO_SIGN.match(text)
    return clean_line(_typed(text[sign.end() :].strip())) if sign else ""


def _is_path(text: str, exact: str) -> bool:
    """Return True when TOML made a tab or a new line of a path such as C:\\new."""
    return "\\" in text and not exact.isprintable()


def _typed(value: str) -> str:
    """Return a value without its quotation marks, nor a remark after them. Without marks, all is the value."""
    if not value:
        return ""
    if match := _IN_QUOTES.fullmatch(value):
        return str(match["words"])
    starts, ends = value[:1] in _DOUBLE, value[-1:] in _DOUBLE
    if starts and ends:
        return value[1:-1]
    if starts and not any(mark in value[1:] for mark in _DOUBLE):  # never closed
        return value[1:]
    if ends and not any(mark in value[:-1] for mark in _DOUBLE):  # never opened
        return value[:-1]
    return unquoted(value)


def _id(slip: _Lines, shipped: bool) -> str:
    """Return the id in small letters. Tells of one that cannot be."""
    said, line = slip.said.get(ID, ""), slip.lines.get(ID, 0)
    if not said:
        return ""
    if not _ID.fullmatch(said) or len(said) > _LONGEST_ID:
        better = _plain_id(said)
        like = f"Did you mean “{better}”?" if better else "Write it like “north-shore”."
        slip.telling.mistake(
            line, f"An id has letters a to z, digits and dashes, and found {quoted(said)}. {like}"
        )
        return ""
    if said.casefold() == SHIPPED and not shipped:
        slip.telling.mistake(
            line, f"The id “{SHIPPED}” is the program’s own. Choose another, like “north-shore”."
        )
    return said.casefold()


def _plain_id(said: str) -> str:
    """Return the nearest id there can be, or nothing."""
    letters = unicodedata.normalize("NFKD", slug(said)).encode("ascii", "ignore").decode()
    made = re.sub("[^a-z0-9]+", "-", letters).strip("-")
    return made if made and not made.startswith("step-") else ""


def _language(slip: _Lines) -> str:
    said = slip.said.get(LANGUAGE, "")
    tag = _LANGUAGES.get(said.casefold(), said.replace("_", "-"))
    if not tag:
        return Slip().language
    if _TAG.fullmatch(tag) and len(tag) <= 35:
        return tag
    slip.telling.note(
        slip.lines[LANGUAGE],
        f"I do not know the language {quoted(said)}. Write it like “en-GB” or “cy”. It is taken as “en-GB”.",
    )
    return Slip().language
