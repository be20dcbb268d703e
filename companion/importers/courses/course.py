"""Packs of exercises, as tutors write them: a ``pack.toml`` and a text file for each exercise.

Read by our own reader: the parsers there are (TOML, YAML, front matter) stop at a smart quotation mark, or take
``10:30`` for a number, and say so in words for programmers. Whatever the bytes are, nothing is raised: what
cannot be taken as it was meant is told, all at once, in sentences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from companion.domain.exercise import Exercise, Pack
from companion.importers.courses.exercise import read_exercise
from companion.importers.courses.files import (
    LARGEST_FILE,
    LARGEST_PACK,
    MOST_FILES,
    is_hidden,
    shown,
    too_much,
)
from companion.importers.courses.manifest import Slip, read_slip
from companion.importers.courses.problems import PackProblem, Telling, Told, in_order, quoted
from companion.importers.courses.values import slug

SLIP = "pack.toml"

_EXERCISE = re.compile(r"(?P<name>.*?)(?:\.(?:md|markdown|txt|text))+", re.IGNORECASE | re.DOTALL)
_NUMBERED = re.compile(r"^\s*\d{1,3}\s*[-_.) ]\s*")
"""What puts files in order is no part of an exercise's id: a tutor may put them in another."""
_SLIP = re.compile(r"pack\.toml(?:\.txt)?", re.IGNORECASE)
_OWN_README = "readme.txt"
"""What the example for tutors comes with. It needs no word."""

_ABOUT = ("readme", "read me", "licence", "license", "copying", "changelog", "contents")
_FROM_WORD = (".docx", ".doc", ".rtf", ".odt", ".pdf", ".pages", ".docm", ".html", ".htm")
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPack:
    """A pack as far as it could be read, and everything to be told about it."""

    pack: Pack | None
    """None when a problem stops it."""
    problems: tuple[PackProblem, ...]
    """In order of file and line."""


def read_pack(files: Mapping[str, bytes], *, shipped: bool = False) -> ReadPack:
    """Return the pack that these files make, by their names relative to it. Never raises.

    `shipped`: these are the program's own, which have an id that no other pack may have.
    """
    told = Told()
    slip: Slip | None = None
    exercises: dict[str, tuple[str, Exercise | None]] = {}
    names = sorted(files, key=in_order)
    if len(names) > MOST_FILES:
        Telling(file=SLIP, told=told).mistake(0, f"There are more than {MOST_FILES} files in this pack.")
    if sum(map(len, files.values())) > LARGEST_PACK:
        Telling(file=SLIP, told=told).mistake(0, too_much())
        return ReadPack(pack=None, problems=told.all())
    for name in names[:MOST_FILES]:
        telling = Telling(file=shown(name), told=told)
        if _SLIP.fullmatch(name):
            if slip is not None:
                telling.mistake(0, f"There are two files called {SLIP}. Keep one.")
            elif _is_text(files[name], telling):
                slip = read_slip(files[name], telling, shipped=shipped)
            else:
                slip = Slip()
        else:
            _take(name, files[name], exercises, telling)
    if slip is None:
        _tell_no_slip(names, told)
    if not exercises:
        Telling(file=SLIP, told=told).mistake(
            0, "There is no exercise beside it yet. Write one in a file like “getting-ready.md”."
        )
    made = tuple(exercise for _, exercise in exercises.values() if exercise)
    pack = _pack(slip, made) if slip and made and not told.stops else None
    return ReadPack(pack=pack, problems=told.all())


def _pack(slip: Slip, exercises: tuple[Exercise, ...]) -> Pack:
    return Pack(
        id=slip.id,
        version=slip.version,
        title=slip.title,
        author=slip.author,
        licence=slip.licence,
        language=slip.language,
        exercises=exercises,
        other=slip.other,
    )


def _take(
    name: str, data: bytes, exercises: dict[str, tuple[str, Exercise | None]], telling: Telling
) -> None:
    """Read one file as an exercise, or say why it is passed over."""
    if is_hidden(name) or name.casefold() == _OWN_README:
        return
    match = _EXERCISE.fullmatch(name)
    if "/" in name:
        telling.note(
            0, "This is passed over, as it lies in a folder. Move the files in it up, beside pack.toml."
        )
    elif match is None:
        ending = PurePosixPath(name).suffix.casefold()
        how = " Save it as plain text to be part of the pack." if ending in _FROM_WORD else ""
        telling.note(0, f"This is no exercise, and is passed over.{how}")
    elif match["name"].casefold().replace("-", " ").replace("_", " ").strip() in _ABOUT:
        return  # it says something about the pack, for whoever opens the folder
    elif _is_text(data, telling):
        _take_exercise(match["name"], data, exercises, telling)
    else:
        exercises.setdefault(name, (name, None))


def _take_exercise(
    name: str, data: bytes, exercises: dict[str, tuple[str, Exercise | None]], telling: Telling
) -> None:
    id = slug(_NUMBERED.sub("", name) or name)
    if id in exercises:
        telling.mistake(
            0,
            f"This has the same name as {quoted(exercises[id][0])}, but for numbers and signs. "
            "Give one another name.",
        )
    else:
        exercises[id] = (telling.file, read_exercise(data, id, telling))


def _is_text(data: bytes, telling: Telling) -> bool:
    """Return True for what can be read as text. Tells of what cannot."""
    if len(data) > LARGEST_FILE:
        telling.mistake(0, f"This file is larger than {LARGEST_FILE // 1024} KB. Make two of it.")
        return False
    start = data[:4096]
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:1] == b"\0" or data[1:2] == b"\0"
    if start.startswith(_NOT_TEXT) or (not is_utf16 and len(_CONTROLS.findall(start)) * 4 > len(start)):
        telling.mistake(0, "This is not plain text. In Word, choose “Save as” and then “Plain text”.")
        return False
    return True


def _tell_no_slip(names: list[str], told: Told) -> None:
    like = 'It says what the pack is called, in lines like “title = "Finding my feet"”.'
    near = next((name for name in names if told.nearest(name.casefold(), (SLIP,), 0.7)), None)
    meant = f"Did you mean {quoted(near)}? Then rename it." if near else like
    Telling(file=SLIP, told=told).mistake(0, f"There is no file called {SLIP}. {meant}")
