"""``companion learn print``: an exercise on paper. Nothing of the person's is on it."""

from companion.commands.learn_names import Named, find_exercise, named_in, shipped_alone
from companion.commands.opening import opened
from companion.commands.request import Request, file_named
from companion.commands.sharing import target
from companion.commands.streams import put_bytes, tell
from companion.services.packs import pack_in
from companion.services.worksheets import Worksheets

SUFFIXES = {".html": "html", ".htm": "html", ".pdf": "pdf"}


def print_worksheet(request: Request) -> int:
    """``companion learn print``; a course in a folder and the course of the program need no vault."""
    format_id, out = target(request, SUFFIXES)
    named = _named(request)
    worksheets = Worksheets(request.door().own_files())
    if named.pack is None or named.exercise is None:
        raise LookupError("an exercise was offered whose course is gone")
    data = worksheets.render(named.exercise, named.pack, format_id)
    if out is None:
        put_bytes(data)
    else:
        tell(f"Written to {worksheets.save(out, data, force=request.args.force)}")
    return 0


def _named(request: Request) -> Named:
    args = request.args
    if args.folder:
        return find_exercise(args.exercise, named_in((pack_in(file_named(args.folder)),)))
    named = shipped_alone(request, args.exercise)
    if named is None:
        with opened(request, writing=False) as (_, sitting):
            named = find_exercise(args.exercise, named_in(sitting.services.packs.all()))
    return named
