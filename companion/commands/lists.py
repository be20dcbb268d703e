"""The lists that have nothing but lines: printed, or added to. Each has a command of its name."""

from companion.commands.opening import opened
from companion.commands.request import Request
from companion.commands.streams import listed, put, put_json, tell


def keep_list(request: Request) -> int:
    """Add the lines that were given; without any, print the list."""
    name, given = request.args.command, request.args.add
    with opened(request, writing=bool(given)) as (backend, session):
        services = session.services
        kept = services.lists.named(name)
        with services.undo.change("added from the command line"):
            for text in given:
                services.lists.add(name, text, new_id=backend.new_id(), now=backend.now())
        lines = services.lists.of(name).in_use()
        if request.args.json:
            put_json({kept.table: [{"id": line.id, "text": line.text} for line in lines]})
        elif given:
            tell("Saved.")
        elif lines:
            put("\n".join(row for line in lines for row in listed(line.text)))
        else:
            tell(f"{kept.nothing} --add TEXT writes a line.")
    return 0
