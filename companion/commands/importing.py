"""``companion import``: what a person kept in another program, brought in beside their own, and taken back."""

from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.streams import has_screen, put, put_json, tell
from companion.domain.imported import DateOrder, no_progress
from companion.errors import InvalidEntry
from companion.services.imports.asking import Answers, Gone, Moved, read_columns, read_mapping
from companion.services.imports.files import open_file
from companion.services.imports.progress import TellsNowAndThen
from companion.services.imports.questions import option_words
from companion.services.imports.report import FILE_NOT_LOCKED, ImportReport
from companion.services.services import Services

TELLS_EACH = 3.0
"""Seconds between two sentences about how far the reading is, to a terminal alone."""


def bring_in(request: Request) -> int:
    """``companion import daylio FILE`` and the like. A dry run changes nothing and works beside a writer."""
    args = request.args
    answers = Answers(
        words=read_mapping(args.map),
        order=DateOrder(args.date_order) if args.date_order else None,
        columns=read_columns(args.columns or ""),
        moved=Moved(args.moved),
        gone=Gone(args.gone),
    )
    file = open_file(file_named(args.file), pipes=True)
    with opened(request, writing=not args.dry_run) as (backend, session):
        report = session.services.imports.bring_in(
            file,
            args.source,
            answers,
            dry_run=args.dry_run,
            new_id=backend.new_id,
            now=backend.now(),
            progress=TellsNowAndThen(tell, seconds=TELLS_EACH) if has_screen() else no_progress,
        )
    if report.question is not None:
        tell("\n".join(option_words(report.question)))
        return 1
    if args.json:
        put_json(_as_json(report))
    else:
        put("\n".join(said for said in report.sentences(options=True) if said != FILE_NOT_LOCKED))
    tell(FILE_NOT_LOCKED)
    return 0


def list_imports(request: Request) -> int:
    """``companion import list``: what was brought in, the newest first, with the numbers that ``take-back`` takes."""
    with opened(request, writing=False) as (_, session):
        rows = session.services.imports.listed()
    put(
        "\n".join(f"{n}  {said}" for n, said in enumerate(rows, 1)) if rows else "Nothing was brought in yet."
    )
    return 0


def show_import(request: Request) -> int:
    """``companion import show N``: what an import brought."""
    with opened(request, writing=False) as (_, session):
        lines = session.services.imports.brought(_numbered(session.services, request.args.number))
    put("\n".join(lines) if lines else "Nothing of it is here any more.")
    return 0


def take_back(request: Request) -> int:
    """``companion import take-back N``: take an import back whole. It may come in again."""
    args = request.args
    with opened(request, writing=not args.dry_run) as (_, session):
        back = session.services.imports.take_back(
            _numbered(session.services, args.number), dry_run=args.dry_run
        )
    put("\n".join(back.sentences(would=args.dry_run)))
    return 0


def _numbered(services: Services, said: str) -> str:
    """Return the id of the import of a number in the list. Raises InvalidEntry."""
    history = services.imports.history()
    if said.isdecimal() and said.isascii() and len(said) < 6 and 1 <= int(said) <= len(history):
        return history[int(said) - 1].id
    raise InvalidEntry(
        "number", f"There is no import {said[:20]}. `companion import list` has their numbers."
    )


def _as_json(report: ImportReport) -> dict[str, object]:
    if report.own is not None:
        return {
            "dry_run": report.dry_run,
            "new": report.own.new,
            "newer_there": report.own.newer_there,
            "newer_here": report.own.newer_here,
            "same": report.own.same,
            "waiting": report.own.waiting,
        }
    return {
        "dry_run": report.dry_run,
        "added_days": report.added_days,
        "moments_added": report.moments_added,
        "moments_changed": report.moments_changed,
        "numbers_added": report.numbers_added,
        "taken_out": report.taken_out,
        "already_there": report.already_there,
        "activities_added": report.activities_added,
        "own_days": report.own_days,
        "unmapped": report.unmapped,
        "unmatched": list(report.unmatched),
        "problems": [
            {"line": problem.line, "reason": problem.reason, "kept": problem.kept}
            for problem in report.problems
        ],
        "remarks": list(report.remarks),
        "no_longer_there": [
            {"day": moment.day.isoformat(), "at": moment.at.isoformat("minutes") if moment.at else None}
            for moment in report.gone
        ],
        "maybe_moved": [
            {
                "day": each.row.day.isoformat(),
                "from": each.moment.at.isoformat("minutes") if each.moment.at else None,
                "to": each.row.at.isoformat("minutes") if each.row.at else None,
            }
            for each in report.moved
        ],
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
    }
