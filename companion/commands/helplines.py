"""``companion helplines``: numbers to call, with no vault and no passphrase, loading as little as can be."""

from argparse import Namespace

from companion.commands.names import find_named
from companion.commands.streams import listed, put
from companion.domain.helpline import Helpline, Nation
from companion.services.safety.helplines import NATION_NAMES, national_lines


def show_helplines(args: Namespace) -> int:
    """Print the lines of one nation, or of all four."""
    nation = None
    if args.nation is not None:
        nation = find_named(args.nation, tuple(Nation), lambda n: (n.value, NATION_NAMES[n]), "nation")
    put("\n\n".join("\n".join(_helpline_text(line, nation)) for line in national_lines(nation)))
    return 0


def _helpline_text(line: Helpline, nation: Nation | None) -> list[str]:
    out = [line.name if line.names_its_number else f"{line.name}: {line.number}"]
    if line.how:
        out += listed(f"{line.how[0].upper()}{line.how[1:]}", mark="", indent=2)
    if nation is None and set(line.nations) != set(Nation):
        out += listed(f"In {', '.join(NATION_NAMES[n] for n in line.nations)}", mark="", indent=2)
    facts = "; ".join(filter(None, (line.hours, line.cost, line.for_whom and f"for {line.for_whom}")))
    out += listed(f"{facts[0].upper()}{facts[1:]}", mark="", indent=2) if facts else []
    checked = f", read on {line.checked_on.isoformat()}" if line.checked_on else ""
    return out + (listed(f"Source: {line.source}{checked}", mark="", indent=2) if line.source else [])


def helpline_json(line: Helpline) -> dict[str, object]:
    """Return a national line for a program to read."""
    return {
        "id": line.id,
        "nations": [nation.value for nation in line.nations],
        "name": line.name,
        "number": line.number,
        "how": line.how,
        "hours": line.hours,
        "source": line.source,
        "checked_on": line.checked_on.isoformat() if line.checked_on else None,
    }
