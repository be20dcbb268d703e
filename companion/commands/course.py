"""``learn new``, ``check``, ``add`` and ``remove``: courses that somebody wrote, and a person was given."""

from collections.abc import Callable

from companion.commands.names import find_named
from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.streams import put, tell
from companion.domain.exercise import Pack
from companion.domain.text import clean_line
from companion.services.packs import PackReport, check_pack, write_example
from companion.words import say_count

NOT_ADDED = "Nothing was added. `companion learn check` reads it again when that is done."


def new_course(request: Request) -> int:
    """``companion learn new``; needs no vault."""
    folder = file_named(request.args.folder)
    for path in write_example(folder, own=request.door().own_files()):
        tell(f"Written: {path}")
    tell("Begin with README.txt. `companion learn check` and the name of the folder reads what you changed.")
    return 0


def check_course(request: Request) -> int:
    """``companion learn check``; needs no vault. Ends with 1 when there is something to mend."""
    report = check_pack(file_named(request.args.folder))
    _tell_all(report)
    if report.pack is None:
        return 1
    put(f"Nothing to mend. {_course_words(report.pack)}")
    return 0


def add_course(request: Request) -> int:
    """``companion learn add``. The course is read through before anybody is asked for a passphrase."""
    report = check_pack(file_named(request.args.folder))
    _tell_all(report)
    if report.pack is None:
        tell(NOT_ADDED)
        return 1
    with opened(request, writing=True) as (door, sitting):
        added = sitting.services.packs.add(report.pack, now=door.now())
    tell(f"Added to your vault, and goes where it goes. {_course_words(report.pack)}")
    if added.earlier is not None:
        was = clean_line(added.earlier.version)
        tell(f"It took the place of version {was}. What you wrote in that stays.")
    if added.warning:
        tell(added.warning)
    return 0


def remove_course(request: Request) -> int:
    """``companion learn remove``. It is put away; adding it again brings it back."""
    with opened(request, writing=True) as (door, sitting):
        packs = sitting.services.packs
        pack = find_named(request.args.course, packs.all(), _names, "course")
        packs.archive(pack.id, now=door.now())
    tell(
        f"Put away: {clean_line(pack.title)}. What you wrote in it stays. `companion learn add` brings it back."
    )
    return 0


def _tell_all(report: PackReport) -> None:
    for sentence in (*report.mistakes, *report.notes):
        tell(sentence)
    if report.mistakes:
        tell(f"{say_count(len(report.mistakes), 'thing')} to mend.")


def _course_words(pack: Pack) -> str:
    count = say_count(len(pack.exercises), "exercise")
    return f"{clean_line(pack.title)}, version {clean_line(pack.version)}: {count}."


def _names(pack: Pack) -> tuple[str, ...]:
    title = clean_line(pack.title)
    return f"{title} ({pack.id})", title, pack.id


DEEDS: dict[str, Callable[[Request], int]] = {
    "new": new_course,
    "check": check_course,
    "add": add_course,
    "remove": remove_course,
}
