"""Pages printed as plain text, or as JSON for a program: plan, talk."""

from collections.abc import Sequence

from companion.commands.opening import opened
from companion.commands.printing import WIDTH, listed
from companion.commands.request import Request
from companion.commands.streams import put, put_json, tell
from companion.domain.plan import PlanLine, Section
from companion.domain.talk import Point
from companion.domain.text import clean_line
from companion.domain.wrapping import wrap
from companion.services.plan import Plans
from companion.services.talks import Agenda


def show_plan(request: Request) -> int:
    """``companion plan``."""
    with opened(request, writing=False) as (_, sitting):
        plan = sitting.services.plan
        sections = [(section, plan.lines(section.id)) for section in plan.sections()]
        if request.args.json:
            put_json({"sections": [_section_json(*section) for section in sections]})
            return 0
        filled = [(section, lines) for section, lines in sections if lines]
        if not filled:
            tell("There is nothing in your plan yet. `companion` is where to write it.")
            return 0
        put("\n\n".join("\n".join(_section_text(plan, section, lines)) for section, lines in filled))
    return 0


def _section_text(plan: Plans, section: Section, lines: Sequence[PlanLine]) -> list[str]:
    out = [clean_line(section.name)]
    for line in lines:
        out += listed(line.text)
        if line.what_helps.strip():
            out += listed(f"What helps: {line.what_helps}", mark="", indent=2)
    return out


def _section_json(section: Section, lines: Sequence[PlanLine]) -> dict[str, object]:
    return {
        "id": section.id,
        "kind": section.kind.value,
        "name": section.name,
        "lines": [
            {"id": line.id, "text": line.text, "what_helps": line.what_helps, "audience": line.audience.value}
            for line in lines
        ],
    }


def show_talk(request: Request) -> int:
    """``companion talk``."""
    with opened(request, writing=False) as (door, sitting):
        agenda = sitting.services.talks.agenda(door.now().date())
        if request.args.json:
            put_json(_talk_json(agenda))
            return 0
        if not (agenda.talk or agenda.say or agenda.ask):
            tell(
                "No talk is planned, and there is nothing to say or ask yet. `companion` is where to write it."
            )
            return 0
        put("\n".join(_talk_text(agenda)))
    return 0


def _talk_text(agenda: Agenda) -> list[str]:
    from companion.services.when import say_when

    out: list[str] = []
    talk = agenda.talk
    if talk:
        who = ", ".join(filter(None, map(clean_line, (talk.with_whom, talk.role)))) or "someone"
        out += wrap(f"Next talk, with {who}", WIDTH)
        out += wrap(say_when(talk.day, talk.at), WIDTH) if talk.day else []
        out += wrap(talk.where, WIDTH)
    for heading, points in (("To say", agenda.say), ("To ask", agenda.ask)):
        if points:
            out += ["", heading]
            for number, point in enumerate(points, start=1):
                out += listed(point.text, mark=f"{number}.")
    if agenda.said:
        out += ["", "Said"]
        for point in agenda.said:
            out += listed(point.text)
    return out if talk else out[1:]


def _talk_json(agenda: Agenda) -> dict[str, object]:
    talk = agenda.talk
    marked = {point.id for point in agenda.marked}

    def points(these: Sequence[Point]) -> list[dict[str, object]]:
        return [{"id": p.id, "text": p.text, "kind": p.kind.value, "marked": p.id in marked} for p in these]

    return {
        "talk": talk
        and {
            "id": talk.id,
            "with_whom": talk.with_whom,
            "role": talk.role,
            "day": talk.day.isoformat() if talk.day else None,
            "at": talk.at.isoformat("minutes") if talk.at else None,
            "where": talk.where,
        },
        "say": points(agenda.say),
        "ask": points(agenda.ask),
        "said": points(agenda.said),
    }
