"""Packs of exercises: the course that comes with the program, and those a person was given."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from companion.domain.exercise import SHIPPED, AddedPack, CoursePack, Exercise
from companion.domain.text import clean_line, folded
from companion.errors import AlreadyThere, NothingThere, NotReadable, NotWritten
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted
from companion.services.own_files import OwnFiles
from companion.words import say_count

LONGEST_ID = 60
"""Letters of an id made from the name of a folder."""

GONE = "That exercise is not here any more. What you wrote in it is."


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What was found in a folder or zip file that may be a pack."""

    pack: CoursePack | None
    """None when there is a mistake."""
    mistakes: tuple[str, ...]
    """Sentences, each with its file and line. While there is one, the pack cannot be added."""
    notes: tuple[str, ...]
    """Sentences that stop nothing."""
    exercises: tuple[Exercise, ...] = ()
    """Those that could be read, in order, whatever stops the course."""

    @property
    def verdict(self) -> str:
        """Whether it can be added, and how many things there are to look at."""
        notes = say_count(len(self.notes), "thing")
        if self.mistakes:
            also = f", and {notes} to look at" if self.notes else ""
            return f"It cannot be added yet. {say_count(len(self.mistakes), 'thing')} to mend{also}."
        return f"It can be added. {notes} to look at." if self.notes else "It can be added. Nothing to mend."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding a pack did."""

    pack: CoursePack
    earlier: CoursePack | None
    """The version it took the place of; None when the pack is new here."""

    @property
    def warning(self) -> str:
        """What to do if what it took the place of was another course; empty where the titles are the same."""
        if self.earlier is None or folded(self.earlier.title) == folded(self.pack.title):
            return ""
        return (
            f"The one before was called “{clean_line(self.earlier.title)}”. If that is another course, "
            "give this one an id of its own in pack.toml, and add both again."
        )


class Packs:
    """Packs by id. Adding one with the id of another version takes its place; what was answered stays."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def all(self) -> tuple[CoursePack, ...]:
        """Return the packs in use: the one that comes with the program first, then by title."""
        added = (kept.pack for kept in self._store.packs.all() if kept.archived_at is None)
        return (shipped_pack(), *sorted(added, key=lambda pack: (folded(pack.title), pack.id)))

    def pack(self, id: str) -> CoursePack:
        """Return one pack, from the archive too. Raises NothingThere."""
        if id == SHIPPED:
            return shipped_pack()
        kept = self._store.packs.get(id)
        if kept is None:
            raise NothingThere("That course is not here any more. What you wrote in it is.")
        return kept.pack

    def exercise(self, pack_id: str, exercise_id: str) -> Exercise:
        """Return one exercise as it is now. Raises NothingThere."""
        exercise = self.pack(pack_id).exercise(exercise_id)
        if exercise is None:
            raise NothingThere(GONE)
        return exercise

    def is_added(self, id: str) -> bool:
        """True for a pack that the person was given and that is in use."""
        kept = self._store.packs.get(id)
        return kept is not None and kept.archived_at is None

    def add(self, pack: CoursePack, *, now: datetime) -> Added:
        """Keep a pack in the vault. Raises AlreadyThere when another one has its id, and NotSaved."""
        old = self._store.packs.get(pack.id)
        if old is not None and not _same_course(old.pack, pack):
            raise AlreadyThere(
                f"You have another course with the id “{pack.id}”: {quoted(old.pack.title)}"
                f"{f' by {old.pack.author}' if old.pack.author else ''}. "
                "Give this one another id in its pack.toml."
            )
        with self._undo.change(f"added the course {quoted(pack.title)}"):
            created = old.created_at if old else now
            self._store.packs.put(AddedPack(id=pack.id, pack=pack, created_at=created, changed_at=now))
        in_use = old is not None and old.archived_at is None
        return Added(pack=pack, earlier=old.pack if old and in_use else None)

    def archive(self, id: str, *, now: datetime) -> None:
        """Put a pack away; what was answered stays and can be read. Raises NothingThere."""
        kept = self._store.packs.get(id)
        if kept is None:
            raise NothingThere("This course comes with the program, and stays.")
        with self._undo.change(f"put away the course {quoted(kept.pack.title)}"):
            self._store.packs.put(replace(kept, archived_at=now, changed_at=now))


def check_pack(path: Path) -> PackReport:
    """Look through a folder or zip file; needs no vault. Raises NotReadable."""
    from companion.importers.courses.course import read_pack
    from companion.importers.courses.files import pack_files

    lying_there = pack_files(path)
    found = read_pack(lying_there.files, passed_over=lying_there.passed_over)
    return PackReport(
        pack=found.pack,
        mistakes=tuple(problem.sentence for problem in found.problems if problem.stops),
        notes=tuple(problem.sentence for problem in found.problems if not problem.stops),
        exercises=found.exercises,
    )


def pack_in(path: Path) -> CoursePack:
    """Return the pack in a folder or zip file. Raises NotReadable with every mistake, a line each."""
    report = check_pack(path)
    if report.pack is None:
        raise NotReadable("\n".join(report.mistakes))
    return report.pack


def write_example(folder: Path, *, own: OwnFiles) -> tuple[Path, ...]:
    """Write an example pack to change into a new or empty folder; return its files.

    Raises OwnFile for a place that is the program's `own`, AlreadyThere, NotWritten. Nothing in the folder is
    ever replaced.
    """
    from companion.content.course_files import new_pack_files

    files = new_pack_files()
    files["pack.toml"] = files["pack.toml"].replace(b'"our-college"', f'"{_id_for(folder)}"'.encode())
    files["README.txt"] = files["README.txt"].replace(b"our-college", _typed(folder).encode())
    try:
        own.refuse(folder.absolute())
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise AlreadyThere(f"There is something at {folder} already. Name a new folder.")
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, data in sorted(files.items()):
            with (folder / name).open("xb") as file:
                file.write(data)
            written.append(folder / name)
    except (OSError, ValueError) as error:
        why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
        raise NotWritten(f"The example could not be written to {folder}{why}.") from error
    return tuple(written)


def _typed(folder: Path) -> str:
    """Return a folder's name as it is typed in a terminal, without what cannot be typed."""
    name = clean_line(folder.absolute().name)
    return name if re.fullmatch(r"[\w.-]+", name) or not name else f'"{name}"'


def _id_for(folder: Path) -> str:
    """Return an id made from a folder's name: two courses with one id would take each other's place."""
    plain = unicodedata.normalize("NFKD", folder.absolute().name).encode("ascii", "ignore").decode().lower()
    made = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")
    return made if made and made != SHIPPED else "our-college"


@cache
def shipped_pack() -> CoursePack:
    """Return the course that comes with the program, read once."""
    from companion.content.course_files import course_files
    from companion.importers.courses.course import read_pack

    found = read_pack(course_files(), shipped=True)
    if found.pack is None:
        raise RuntimeError("the course that comes with the program does not read")
    return found.pack


def _same_course(one: CoursePack, other: CoursePack) -> bool:
    """True when two packs of one id are versions of one course: by their title, or by whoever wrote them.

    An author that was left out, or left as it stands in the example, tells nothing.
    """
    by_nobody = {"", folded(_example_author())}
    same_author = folded(one.author) == folded(other.author) and folded(one.author) not in by_nobody
    return folded(one.title) == folded(other.title) or same_author


@cache
def _example_author() -> str:
    from companion.content.course_files import new_pack_files
    from companion.importers.courses.course import read_pack

    example = read_pack(new_pack_files()).pack
    return example.author if example else ""
