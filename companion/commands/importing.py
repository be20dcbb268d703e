"""``companion import``: what a person kept in another program, brought in beside their own."""

from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.streams import put, put_json, tell
from companion.services.daylio import FILE_NOT_LOCKED, ImportReport
from companion.services.files import read_named


def import_daylio(request: Request) -> int:
    """``companion import daylio``. A dry run changes nothing and works beside a writer."""
    from companion.services.daylio import LARGEST, read_mapping

    args = request.args
    mapping = read_mapping(args.map)
    data = read_named(file_named(args.file), most=LARGEST + 1, pipes=True)
    with opened(request, writing=not args.dry_run) as (backend, session):
        report = session.services.imports.daylio(
            data, mapping=mapping, dry_run=args.dry_run, new_id=backend.new_id, now=backend.now()
        )
    if args.json:
        put_json(_as_json(report))
    else:
        put("\n".join(said for said in report.sentences() if said != FILE_NOT_LOCKED))
    tell(FILE_NOT_LOCKED)
    return 0


def _as_json(report: ImportReport) -> dict[str, object]:
    return {
        "dry_run": report.dry_run,
        "added_days": report.added_days,
        "moments_added": report.moments_added,
        "numbers_added": report.numbers_added,
        "already_there": report.already_there,
        "activities_added": report.activities_added,
        "own_days": report.own_days,
        "unmapped": report.unmapped,
        "problems": [{"line": problem.line, "reason": problem.reason} for problem in report.problems],
        "first": report.first.isoformat() if report.first else None,
        "last": report.last.isoformat() if report.last else None,
    }
