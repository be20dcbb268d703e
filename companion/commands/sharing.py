"""The page to take along, and the safety plan as a page: printed, or written to a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from companion.commands.helplines import helpline_json
from companion.commands.names import find_named
from companion.commands.opening import opened
from companion.commands.request import Request, file_to_write
from companion.commands.streams import WIDTH, listed, put, put_bytes, put_json, shows_on_screen, tell
from companion.domain.plan import PlanLine, Section
from companion.domain.summary import Summary
from companion.domain.talk import Point
from companion.domain.text import clean_line
from companion.domain.wrapping import wrap
from companion.errors import InvalidEntry, UnknownName
from companion.services.backend import Backend
from companion.services.plan import Plans
from companion.services.safety.safety import SafetyPlans
from companion.services.share.parts import Selection
from companion.services.share.sharing import Sharing
from companion.services.talks import Agenda
from companion.words import NOT_LOCKED


def show_plan(request: Request) -> int:
    """``companion plan``."""
    with opened(request, writing=False) as (_, session):
        plan = session.services.plan
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
    with opened(request, writing=False) as (backend, session):
        agenda = session.services.talks.agenda(backend.now().date())
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
    from companion.services.dates import say_when

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


HOW_TO_CHANGE = "To change one, open `companion`, and press Enter on it in Plan or Learn."

SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def share(request: Request) -> int:
    """``companion share``."""
    format_id, out = target(request)
    with opened(request, writing=False) as (backend, session):
        sharing = session.services.sharing
        selection = _selection(request, backend, sharing)
        page = sharing.summary(selection, now=backend.now())
        if stays_out := _stays_out(sharing, selection, backend):
            tell(stays_out)
        _hand_over(request, backend, sharing, page, format_id, out)
    return 0


def demo_page(backend: Backend) -> int:
    """Print the made-up person's page: ``companion demo`` with no terminal."""
    session = backend.demo()
    sharing, now = session.services.sharing, backend.now()
    put_bytes(sharing.render(sharing.preset("care-coordinator", now=now), "text", now=now))
    return 0


def show_safety(request: Request) -> int:
    """``companion safety``."""
    format_id, out = target(request)
    with opened(request, writing=False) as (backend, session):
        safety, sharing = session.services.safety, session.services.sharing
        if request.args.json:
            put_json(_safety_json(safety, backend))
            return 0
        if safety.is_empty():
            tell("Nothing is written in your safety plan yet. These numbers answer anybody.")
        page = sharing.safety_page(nation=backend.config.nation, now=backend.now())
        _hand_over(request, backend, sharing, page, format_id, out)
    return 0


def target(request: Request, suffixes: Mapping[str, str] = SUFFIXES) -> tuple[str, Path | None]:
    """Return the format and the file asked for, before anybody is asked for a passphrase.

    Without a format the file's ending says it: `suffixes` has the format for each, in small letters; it is
    text for any other. Raises OwnFile, AlreadyThere, InvalidEntry.
    """
    args = request.args
    out = file_to_write(args.out)
    format_id = args.format or (suffixes.get(out.suffix.casefold(), "text") if out else "text")
    if args.json and (out or args.format):
        raise InvalidEntry(
            "arguments", "--json prints to standard output; it goes with no --out and no --format."
        )
    if args.force and not out:
        raise InvalidEntry("arguments", "--force goes with --out FILE.")
    if out is None and format_id == "pdf" and shows_on_screen():
        raise InvalidEntry("arguments", "A PDF is not for reading here. Name a file for it: --out FILE.")
    if out is not None:
        request.need_free(out)
    return format_id, out


def _selection(request: Request, backend: Backend, sharing: Sharing) -> Selection:
    from companion.services.dates import read_day

    args, now = request.args, backend.now()
    chosen = sharing.preset(
        args.audience,
        first=read_day(args.first, now=now) if args.first is not None else None,
        last=read_day(args.last, now=now) if args.last is not None else None,
        nation=backend.config.nation,
        now=now,
    )
    parts = sharing.shown(chosen, now=now)
    for given, on in ((args.wanted, True), (args.unwanted, False)):
        for name in given:
            try:
                part = find_named(name, parts, lambda p: (p.label, p.id), "part")
            except UnknownName as error:  # it may be there, with nothing in it for this audience
                raise UnknownName(
                    "part", f"{error}\n{_stays_out(sharing, chosen, backend)}".rstrip()
                ) from error
            if on and not chosen.can_take(part.id):
                raise InvalidEntry(
                    "with",
                    f"“{clean_line(part.label)}” cannot be taken in as a whole. "
                    f"{sharing.by_line_words(chosen)} Open `companion`, and tick what you want of it in Share.",
                )
            chosen = chosen.with_part(part.id, on)
    return chosen


def _stays_out(sharing: Sharing, selection: Selection, backend: Backend) -> str:
    said = sharing.stays_out(selection, now=backend.now())
    return f"{said} {HOW_TO_CHANGE}" if said else ""


def _hand_over(
    request: Request, backend: Backend, sharing: Sharing, page: Summary, format_id: str, out: Path | None
) -> None:
    data = sharing.render(page, format_id, now=backend.now())
    if out is None:
        put_bytes(data)
        return
    path = sharing.save(out, data, force=request.args.force)
    tell(f"Written to {path}\n{NOT_LOCKED}")


def _safety_json(safety: SafetyPlans, backend: Backend) -> dict[str, object]:
    return {
        "steps": [
            {
                "step": view.step.value,
                "title": view.title,
                "lines": [{"id": line.id, "text": line.text} for line in view.lines],
                "contacts": [
                    {
                        "id": c.id,
                        "name": c.name,
                        "who": c.who,
                        "number": c.number,
                        "hours": c.hours,
                        "checked_on": c.checked_on.isoformat() if c.checked_on else None,
                    }
                    for c in view.contacts
                ],
            }
            for view in safety.steps()
        ],
        "helplines": [helpline_json(line) for line in safety.helplines(backend.config.nation)],
    }
