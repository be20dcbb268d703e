"""Packs of exercises, as tutors write them: a ``pack.toml`` and a text file for each exercise.

Read by our own reader: the parsers there are (TOML, YAML, front matter) stop at a smart quotation mark, or take
``10:30`` for a number, and say so in words for programmers. Whatever the bytes are, nothing is raised: what
cannot be taken as it was meant is told, all at once, in sentences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from companion.domain.exercise import CoursePack, Exercise
from companion.importers.courses.exercise import is_exercise, read_exercise
from companion.importers.courses.files import (
    LARGEST_FILE,
    LARGEST_PACK,
    MOST_FILES,
    is_hidden,
    shown,
    too_much,
)
from companion.importers.courses.lines import text_lines
from companion.importers.courses.manifest import read_manifest
from companion.importers.courses.problems import PackProblem, Problems, Reporter, file_order, quoted_line
from companion.importers.courses.values import slug

MANIFEST = "pack.toml"

_EXERCISE = re.compile(r"(?P<name>.*?)(?:\.(?:md|markdown|txt|text))+", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[-_.) ]\s*")
"""What puts files in order is no part of an exercise's id: a tutor may put them in another."""
_MANIFEST = re.compile(r"pack\.toml(?:\.txt)?", re.IGNORECASE)
_OWN_README = "readme.txt"
"""What the example for tutors comes with. It needs no word."""

_ABOUT = ("readme", "read me", "licence", "license", "copying", "changelog", "contents")
_FROM_WORD = (".docx", ".doc", ".rtf", ".odt", ".pdf", ".pages", ".docm", ".html", ".htm")
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPack:
    """A pack as far as it could be read, and everything to be told about it."""

    pack: CoursePack | None
    """None when a problem stops it."""
    problems: tuple[PackProblem, ...]
    """In order of file and line."""
    exercises: tuple[Exercise, ...] = ()
    """Those that could be read, in order, whatever stops the pack."""


def read_pack(
    files: Mapping[str, bytes], *, passed_over: Mapping[str, str] | None = None, shipped: bool = False
) -> ReadPack:
    """Return the pack that these files make, by their names relative to it. Never raises.

    `passed_over`: why a file was not opened, in a sentence, by its name. `shipped`: these are the program's own,
    which have an id that no other pack may have.
    """
    problems = Problems()
    about_pack = Reporter(file=MANIFEST, problems=problems)
    for name, why in (passed_over or {}).items():
        Reporter(file=shown(name), problems=problems).note(0, why)
    names = sorted(files, key=file_order)
    if len(names) > MOST_FILES:
        about_pack.mistake(0, f"There are more than {MOST_FILES} files in this pack.")
    if sum(map(len, files.values())) > LARGEST_PACK:
        about_pack.mistake(0, too_much())
        return ReadPack(pack=None, problems=problems.all())
    pack: CoursePack | None = None
    has_manifest = False
    exercises: dict[str, tuple[str, Exercise | None]] = {}
    for name in names[:MOST_FILES]:
        reporter = Reporter(file=shown(name), problems=problems)
        if not _MANIFEST.fullmatch(name):
            _take(name, files[name], exercises, reporter)
        elif has_manifest:
            reporter.mistake(0, f"There are two files called {MANIFEST}. Keep one.")
        else:
            has_manifest = True
            if _is_text(files[name], reporter):
                pack = read_manifest(files[name], reporter, shipped=shipped)
    if not has_manifest:
        _report_no_manifest(names, about_pack)
    if not exercises:
        how = "Write one in a file like “getting-ready.md”."
        about_pack.mistake(0, f"There is no exercise beside it yet. {how}")
    made = tuple(exercise for _, exercise in exercises.values() if exercise)
    is_whole = pack and made and not problems.stops
    return ReadPack(
        pack=replace(pack, exercises=made) if pack and is_whole else None,
        problems=problems.all(),
        exercises=made,
    )


def _take(
    name: str, data: bytes, exercises: dict[str, tuple[str, Exercise | None]], reporter: Reporter
) -> None:
    """Read one file as an exercise, or say why it is passed over."""
    if is_hidden(name) or name.casefold() == _OWN_README:
        return
    match = _EXERCISE.fullmatch(name)
    if "/" in name:
        reporter.note(
            0, "This is passed over, as it lies in a folder. Move the files in it up, beside pack.toml."
        )
    elif match is None:
        ending = PurePosixPath(name).suffix.casefold()
        how = " Save it as plain text to be part of the pack." if ending in _FROM_WORD else ""
        reporter.note(0, f"This is no exercise, and is passed over.{how}")
    elif match["name"].casefold().replace("-", " ").replace("_", " ").strip() in _ABOUT:
        return  # it says something about the pack, for whoever opens the folder
    elif _is_text(data, reporter):
        _take_exercise(match["name"], data, exercises, reporter)
    else:
        exercises.setdefault(name, (name, None))


def _take_exercise(
    name: str, data: bytes, exercises: dict[str, tuple[str, Exercise | None]], reporter: Reporter
) -> None:
    if any(text_lines(data)) and not is_exercise(data):
        reporter.note(
            0, "There is no line like “Title: Sleep well” in this, so it is no exercise, and is passed over."
        )
        return
    id = first = slug(_NUMBERED.sub("", name) or name)
    times = 1
    while id in exercises:
        times += 1
        id = f"{first}-{times}"
    if id != first:
        reporter.note(
            0,
            f"This has the same name as {quoted_line(exercises[first][0])}, but for numbers and signs. "
            "Give it another name: answers are found by it.",
        )
    exercises[id] = (reporter.file, read_exercise(data, id, reporter))


def _is_text(data: bytes, reporter: Reporter) -> bool:
    """Return True for what can be read as text. Reports what cannot."""
    if len(data) > LARGEST_FILE:
        reporter.mistake(0, f"This file is larger than {LARGEST_FILE // 1024} KB. Make two of it.")
        return False
    start = data[:4096]
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:1] == b"\0" or data[1:2] == b"\0"
    if start.startswith(_NOT_TEXT) or (not is_utf16 and len(_CONTROLS.findall(start)) * 4 > len(start)):
        reporter.mistake(0, "This is not plain text. In Word, choose “Save as” and then “Plain text”.")
        return False
    return True


def _report_no_manifest(names: list[str], about_pack: Reporter) -> None:
    near = next((name for name in names if about_pack.nearest(name.casefold(), (MANIFEST,), 0.7)), None)
    like = 'It says what the pack is called, in lines like “title = "Finding my feet"”.'
    meant = f"Did you mean {quoted_line(near)}? Then rename it." if near else like
    about_pack.mistake(0, f"There is no file called {MANIFEST}. {meant}")
