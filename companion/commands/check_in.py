"""``companion check-in``: a day kept from the command line, added to what is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from companion.commands import streams
from companion.commands.names import find_named, read_number, split_value
from companion.commands.opening import opened
from companion.commands.request import Request
from companion.commands.streams import tell
from companion.domain.checkin import CheckIn
from companion.domain.plan import PlanLine
from companion.domain.text import clean_line
from companion.errors import InvalidEntry, NothingThere
from companion.services.backend import Backend, Session
from companion.services.check_in.check_ins import CheckInForm, LineGroup
from companion.services.dates import read_day, say_day
from companion.words import say_count

NOTHING_GIVEN = (
    "Say what to keep, for instance --set mood=4 or --note TEXT. In a terminal, `companion check-in` asks."
)


def check_in(request: Request) -> int:
    """Keep what the options say; without any, ask at a terminal."""
    args = request.args
    answers = [split_value(given, "--set") for given in args.set]
    numbers = [(name, read_number(value, "--set") if value else None) for name, value in answers]
    given = _Given(answers=numbers, ticks=args.tick, signs=args.sign, notes=args.note)
    if args.was_for is not None:
        return _move(request, given)
    if not given and not (streams.can_ask() or request.wants_plain):
        raise InvalidEntry("arguments", NOTHING_GIVEN)
    with opened(request, writing=True) as (backend, session):
        day = _day(request, backend, session)
        if given:
            tell(_record(backend, session, day, given))
            return 0
        from companion.plain.run import check_in as ask

        return ask(backend, session, day)


def _move(request: Request, given: "_Given") -> int:
    """Say which day the first check-in for a day still to come was for."""
    if given or request.args.day is not None:
        raise InvalidEntry("arguments", "--was-for goes by itself.")
    with opened(request, writing=True) as (backend, session):
        check_ins, now = session.services.check_ins, backend.now()
        day = read_day(request.args.was_for, now=now)
        if not (ahead := check_ins.ahead(now.date())):
            raise NothingThere("No check-in is kept for a day still to come. Nothing was changed.")
        check_ins.was_for(ahead[0].day, day, new_id=backend.new_id(), now=now)
    tell(f"Saved. The check-in of {say_day(ahead[0].day)} is for {say_day(day)} now.")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    answers: Sequence[tuple[str, int | None]]
    ticks: Sequence[str]
    signs: Sequence[str]
    notes: Sequence[str]

    def __bool__(self) -> bool:
        return bool(self.answers or self.ticks or self.signs or self.notes)


def _day(request: Request, backend: Backend, session: Session) -> date:
    now = backend.now()
    if request.args.day is None:
        return session.services.check_ins.days_offered(now)[0]
    return read_day(request.args.day, now=now, of_check_in=True)


def _record(backend: Backend, session: Session, day: date, given: _Given) -> str:
    """Keep what was given and return the sentence that says the day as it now stands."""
    check_ins, now = session.services.check_ins, backend.now()
    form = check_ins.form(day)
    scales = [
        (find_named(name, form.scales, lambda s: (s.name, s.id), "scale"), n) for name, n in given.answers
    ]
    ticks = [_line(name, form.ticks, "daily tick").id for name in given.ticks]
    signs = [_line(name, form.signs, "sign").id for name in given.signs]
    kept = check_ins.record(
        day,
        answers={scale.id: number for scale, number in scales},
        ticked=ticks,
        noticed=signs,
        note="\n".join(filter(str.strip, given.notes)) or None,
        now=now,
    )
    return " ".join(filter(None, (f"Saved. {_said(form, kept)}", check_ins.kept_words(day, now))))


def _line(name: str, groups: Sequence[LineGroup], what: str) -> PlanLine:
    lines = [line for group in groups for line in group.lines]
    return find_named(name, lines, lambda line: (line.text, line.id), what)


def _said(form: CheckInForm, kept: CheckIn) -> str:
    parts = [f"{clean_line(s.name)} {kept.answers[s.id]}" for s in form.scales if s.id in kept.answers]
    if kept.ticked:
        parts.append(say_count(len(kept.ticked), "tick"))
    if kept.noticed:
        parts.append(say_count(len(kept.noticed), "sign"))
    if kept.note.strip():
        parts.append("a note")
    return f"{say_day(kept.day)}: {', '.join(parts) or 'left blank'}."
