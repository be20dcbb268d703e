"""Files a person names: a page to save, a file to read. The full path is always said."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from companion.domain.summary import Summary
from companion.errors import AlreadyThere, NotWritten
from companion.plain import phrases
from companion.plain.talker import Choice, Menu
from companion.plain.visit import Visit
from companion.services.daylio import LARGEST
from companion.services.files import path_of, read_named
from companion.services.share.parts import Selection
from companion.words import NOT_LOCKED

T = TypeVar("T")


def save_page(visit: Visit, page: Selection | Summary) -> None:
    """Ask for a kind of file and a place, warn that it is not locked, and write it."""
    choices = tuple(Choice(label=f"{f.label}.", value=f.id) for f in visit.services.sharing.formats())
    kind = visit.talk.choose(Menu(head=("", "Which kind of file?"), choices=choices))
    if kind is None:
        visit.talk.say("No file was written.")
        return
    if kind == "pdf":
        visit.talk.say("Making the PDF.")
    sharing = visit.services.sharing
    data = sharing.render(page, kind, now=visit.now())
    offered = sharing.default_path(visit.door.documents, kind, visit.now())
    if not visit.talk.sure((NOT_LOCKED,), keep_it="Cancel.", do_it="Write the file."):
        visit.talk.say("No file was written.")
        return

    def write(path: Path, force: bool) -> Path:
        return visit.services.sharing.save(path, data, force=force)

    saved = save_as(visit, offered, write)
    say_written(visit, saved)


def say_written(visit: Visit, path: Path | None) -> None:
    """Say where a file is now, with its full path on lines of its own."""
    if path is None:
        visit.talk.say("No file was written.")
        return
    visit.talk.say("Written. The file is:")
    visit.talk.path(path)


def save_as(
    visit: Visit, offered: Path | None, write: Callable[[Path, bool], T], *, never_over: bool = False
) -> T | None:
    """Ask where a file is to go and write it there; None when the person skips.

    `write` gets the path and whether a file may be replaced, which is asked first, or with `never_over` is
    not offered at all.
    """
    while True:
        path = _ask_path(visit, offered)
        if path is None:
            return None
        try:
            return write(path, False)
        except AlreadyThere as there:
            if never_over:
                visit.talk.say(str(there))
            elif _may_replace(visit, path):
                try:
                    return write(path, True)
                except (AlreadyThere, NotWritten) as error:
                    visit.talk.say(str(error))
        except NotWritten as error:
            visit.talk.say(str(error))


def read_file(words: str) -> bytes:
    """Return what is in the file a person named. Raises NotReadable with a sentence that says why."""
    return read_named(path_of(words), most=LARGEST + 1)


def _ask_path(visit: Visit, offered: Path | None) -> Path | None:
    if offered is None:
        words = visit.talk.text((), "The file, with its folder. Enter to skip:")
        return path_of(words) if words is not None else None
    visit.talk.say("Where to? This place is offered:")
    visit.talk.path(offered)
    words = visit.talk.text((), "Enter for this place, or another name or folder:")
    if words is None:
        return offered
    path = path_of(words) if Path(words.strip()).name != words.strip() else offered.with_name(words.strip())
    try:
        return path / offered.name if path.is_dir() else path
    except (OSError, ValueError):  # too long to be a name: saving says so
        return path


def _may_replace(visit: Visit, path: Path) -> bool:
    head = (f"There is a file {path} already.",)
    may = visit.talk.sure(head, keep_it="Keep it, and choose another name.", do_it="Replace it.")
    if not may:
        visit.talk.say(phrases.NOTHING_CHANGED)
    return may
