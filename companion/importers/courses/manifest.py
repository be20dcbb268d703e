"""``pack.toml``, the manifest of a course pack: as TOML, or as near to it as a person came."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass

from companion.domain.exercise import SHIPPED, CoursePack
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
from companion.importers.courses.markdown import words_of
from companion.importers.courses.problems import Reporter, quoted_line
from companion.importers.courses.reading import Field, Fields, Reading
from companion.importers.courses.values import slug

LARGEST = 16 * 1024
"""Bytes of a pack.toml; ten lines are usual."""

ID, VERSION, TITLE, AUTHOR, LICENCE, LANGUAGE = "id", "version", "title", "author", "licence", "language"
_FIELDS = Fields(
    Field(name=ID, like='id = "north-shore"', is_required=True),
    Field(name=VERSION, like='version = "1"', is_required=True),
    Field(name=TITLE, like='title = "Finding my feet"', is_required=True),
    Field(name=AUTHOR, ways=("authors", "by")),
    Field(name=LICENCE, ways=("license",)),
    Field(name=LANGUAGE, ways=("lang",)),
)
_LANGUAGE = "en-GB"
"""What is taken where none is said, or one that is not known."""
_LANGUAGES = {
    "english": "en-GB", "welsh": "cy", "cymraeg": "cy", "irish": "ga", "gaelic": "gd", "scots": "sco",
}  # fmt: skip
_MOST_DOTS = 1_000
_DOUBLE = '"“”„«»'
_LONGEST_ID = 60
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_PLACEHOLDERS = frozenset((
    "our-college", "your-college", "my-college", "your-course", "example", "example-course", "id", "your-id",
    "our first course", "your college, and who wrote it with you", "say here who may use it", "title", "author",
    "licence", "license", "your name", "none yet", "to do",
))  # fmt: skip
"""What stands in the example, and what people leave there until they know better."""
_PLACEHOLDER = re.compile(
    r"(?:todo|tbc|tbd|xx+|\?+|\.\.+|…|_+|-+|lorem ipsum.*|<.*>|\[.*\]|\{.*\}|(?:your|the) (?:name|title|author|college|"
    r"organisation|team|licence|license|course)(?: name)?(?: here)?|(?:name|title|author|licence|license) here|"
    r"(?:insert|put|write|type|say|enter|add) .*(?:here|name|title|author|licence|license).*|change (?:this|me).*)",
    re.I,
)
_SAYS = {
    ID: "Choose one of your own: another course may have the same.",
    TITLE: "Write what your course is called.",
    AUTHOR: "Write who made it, or take the line out.",
    LICENCE: "Write who may use it, or take the line out.",
}
_NO_SIGN = re.compile(rf"(?P<word>[A-Za-z]+)(?:\s+|(?=[{_DOUBLE}]))(?=\S)")
_TABLE = re.compile(r"\[.*\]\s*(?:#.*)?")
_IN_QUOTES = re.compile(rf"""(?:[{_DOUBLE}](?P<words>[^{_DOUBLE}]*)[{_DOUBLE}])\s*[,;]?\s*(?:#.*)?""")


@dataclass(kw_only=True)
class _ManifestReading(Reading):
    """The lines of a pack.toml while they are read."""

    exact: dict[str, object]
    """What TOML makes of the whole file; empty where it is none."""


def read_manifest(data: bytes, reporter: Reporter, *, shipped: bool = False) -> CoursePack | None:
    """Return what a pack.toml says, without exercises; None for one that is too large to read.

    Reports what is missing, and values that cannot be.
    """
    if len(data) > LARGEST:
        reporter.mistake(0, 'This file is too large. It holds a few lines, like “id = "north-shore"”.')
        return None
    texts = text_lines(data)
    manifest = _ManifestReading(fields=_FIELDS, reporter=reporter, exact=_exact("\n".join(texts)))
    for number, text in enumerate(texts, 1):
        is_remark = text.startswith(("#", "＃")) or _TABLE.fullmatch(text) or is_passed_over(text)
        if text and not is_remark:
            _take(text, number, manifest)
    manifest.report_missing(0)
    _report_placeholders(manifest)
    return CoursePack(
        id=_id(manifest, shipped),
        version=manifest.value(VERSION),
        title=words_of(manifest.value(TITLE)),
        author=words_of(manifest.value(AUTHOR)),
        licence=words_of(manifest.value(LICENCE)),
        language=_language(manifest),
        exercises=(),
        other=manifest.other,
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


def _take(text: str, number: int, manifest: _ManifestReading) -> None:
    found = keyed(unmarked(text)[1]) or _without_sign(text)
    if found is None:
        if not manifest.exact:  # else the line is the middle of something longer
            manifest.report_no_field(_FIELDS[TITLE].like, text, number)
        return
    value = _value(found.word, text, manifest)
    name = _FIELDS.named(found)
    if name is None:
        if not manifest.exact or found.word in manifest.exact:
            manifest.take_unknown(found, value, number)
    elif name in manifest.said:
        manifest.report_twice(name, number)
    elif value:
        manifest.take(name, value, number)
    else:
        manifest.in_run = False
        if like := _FIELDS[name].like:
            manifest.near.add(name)
            how = f"Write it like “{like}”."
            manifest.reporter.mistake(number, f"There is nothing after “{name}”. {how}")


def _without_sign(text: str) -> Keyed | None:
    """Return what a line says whose equals sign was left out."""
    match = _NO_SIGN.match(text[:200])
    if match is None or match["word"].casefold() not in _FIELDS.ways:
        return None
    return Keyed(word=match["word"], key=match["word"].casefold(), value=text[match.end() :])


def _value(word: str, text: str, manifest: _ManifestReading) -> str:
    """Return what stands after the equals sign: as TOML has it where that is words, else as it was typed."""
    exact = manifest.exact.get(word)
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


def _id(manifest: _ManifestReading, shipped: bool) -> str:
    """Return the id in small letters. Reports one that cannot be."""
    said, line = manifest.value(ID), manifest.line(ID)
    if not said:
        return ""
    if not _ID.fullmatch(said) or len(said) > _LONGEST_ID:
        better = _plain_id(said)
        like = f"Did you mean “{better}”?" if better else "Write it like “north-shore”."
        what = "An id has letters a to z, digits and dashes"
        manifest.reporter.mistake(line, f"{what}, and found {quoted_line(said)}. {like}")
        return ""
    if said.casefold() == SHIPPED and not shipped:
        how = "Choose another, like “north-shore”."
        manifest.reporter.mistake(line, f"The id “{SHIPPED}” is the program’s own. {how}")
    return said.casefold()


def _report_placeholders(manifest: _ManifestReading) -> None:
    """Report what was left as it stands in the example, or to be filled in."""
    for name, how in _SAYS.items():
        said = manifest.value(name)
        if said and (said.casefold().strip(" .") in _PLACEHOLDERS or _PLACEHOLDER.fullmatch(said)):
            manifest.reporter.note(
                manifest.line(name), f"“{name}” still says {quoted_line(said)}, as an example does. {how}"
            )


def _plain_id(said: str) -> str:
    """Return the nearest id there can be, or nothing."""
    letters = unicodedata.normalize("NFKD", slug(said)).encode("ascii", "ignore").decode()
    made = re.sub("[^a-z0-9]+", "-", letters).strip("-")
    return made if made and not made.startswith("step-") else ""


def _language(manifest: _ManifestReading) -> str:
    said = manifest.value(LANGUAGE)
    tag = _LANGUAGES.get(said.casefold(), said.replace("_", "-"))
    if _TAG.fullmatch(tag) and len(tag) <= 35:
        return tag
    if tag:
        how = "Write it like “en-GB” or “cy”. It is taken as “en-GB”."
        manifest.reporter.note(
            manifest.line(LANGUAGE), f"I do not know the language {quoted_line(said)}. {how}"
        )
    return _LANGUAGE
