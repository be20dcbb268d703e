"""``companion export``: everything the vault holds, unlocked, for the person."""

import json

from companion.commands.opening import opened
from companion.commands.request import Request, file_to_write
from companion.commands.streams import put_bytes, tell
from companion.errors import InvalidEntry
from companion.services.files import write_page
from companion.words import NOT_LOCKED

PRINTED = "What was printed is not locked. Anyone who has it can read it."


def export(request: Request) -> int:
    """``companion export --format json``; what it holds is said in ``companion.services.backup.export_all``."""
    args = request.args
    out = file_to_write(args.out)
    if args.force and out is None:
        raise InvalidEntry("arguments", "--force goes with --out FILE.")
    if out is not None:
        request.need_free(out)
    with opened(request, writing=False) as (backend, session):
        everything = session.services.everything.as_json_ready()
    data = json.dumps(everything, ensure_ascii=False, indent=1).encode() + b"\n"
    if out is None:
        put_bytes(data)
        tell(PRINTED)
    else:
        path = write_page(out, data, own=backend.own_files(), force=args.force)
        tell(f"Written to {path}\n{NOT_LOCKED}")
    return 0
