"""What a person can do with check-ins. Each answer is stored at once; a blank is an answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from companion.domain.checkin import CheckIn, Moment, Scale, figure
from companion.domain.days import DAYS_BACK, day_meant, days_between
from companion.domain.plan import SIGN_KINDS, PlanLine
from companion.domain.text import clean_line
from companion.errors import InvalidEntry, NothingThere
from companion.services.check_in.second_answers import CORRECTED_WITHIN, Answered, answered
from companion.services.core.order import in_order
from companion.services.core.store import Store
from companion.services.core.undo import Undo
from companion.services.dates import say_clock, say_day
from companion.services.plan import Plans
from companion.words import say_list

EARLIEST = date(1900, 1, 1)
"""The first day that a check-in can be written for."""

TOO_LONG_AGO = f"That is too long ago. Choose a day from {EARLIEST.year} on."

NAMED = 3
"""Days still to come that are named in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """Lines under the section they come from."""

    heading: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInForm:
    """Everything there is to answer for one day, and what was answered so far."""

    day: date
    scales: tuple[Scale, ...]
    ticks: tuple[LineGroup, ...]
    signs: tuple[LineGroup, ...]
    check_in: CheckIn | None


def note_place(day: date) -> str:
    """Return where the words of a note being written are kept as a draft."""
    return f"check-in/{day.isoformat()}/note"


def ahead_words(ahead: Sequence[CheckIn]) -> str:
    """Return the sentence about check-ins for days that are still to come; empty where there are none."""
    if not ahead:
        return ""
    days = say_list([say_day(check_in.day) for check_in in ahead[:NAMED]])
    more = f", and {len(ahead) - NAMED} more" if len(ahead) > NAMED else ""
    what = "A check-in is" if len(ahead) == 1 else f"{len(ahead)} check-ins are"
    return f"{what} kept for {days}{more}, still to come. Perhaps this computer's clock was wrong then, or is now."


class CheckIns:
    """Check-ins, one a day, and the moments beside them."""

    def __init__(self, store: Store, undo: Undo, plan: Plans) -> None:
        self._store = store
        self._undo = undo
        self._plan = plan
        self._kept: dict[tuple[date, str], Moment | None] = {}
        """What this session kept of the answer before, for `kept_words`."""

    def scales(self) -> tuple[Scale, ...]:
        """Return the scales in use, in order."""
        return in_order(s for s in self._store.scales.all() if s.archived_at is None)

    def form(self, day: date) -> CheckInForm:
        """Return what can be answered for `day`. Looking stores nothing."""
        sections = self._plan.sections()
        ticks = [(s.name, self._plan.lines(s.id)) for s in sections if s.in_check_in]
        signs = [(s.name, self._plan.lines(s.id)) for kind in SIGN_KINDS for s in sections if s.kind is kind]
        return CheckInForm(
            day=day, scales=self.scales(), ticks=_groups(ticks), signs=_groups(signs), check_in=self.on(day)
        )

    def days_offered(self, now: datetime) -> tuple[date, ...]:
        """Return the days that are offered to fill in: the day meant first, then the seven before it."""
        today = day_meant(now)
        return tuple(today - timedelta(days=n) for n in range(DAYS_BACK + 1))

    def on(self, day: date) -> CheckIn | None:
        """Return the check-in of `day`, if there is one."""
        return self._store.check_ins.get(day.isoformat())

    def moments_on(self, day: date) -> tuple[Moment, ...]:
        """Return the moments of `day` that are not archived, by the clock; those without a time last."""
        moments = [m for m in self._store.moments.between(day, day) if m.archived_at is None]
        return tuple(sorted(moments, key=lambda m: (m.at is None, m.at.isoformat() if m.at else "", m.id)))

    def last(self, today: date) -> CheckIn | None:
        """Return the newest check-in up to `today` that says anything."""
        said = [c for c in self._store.check_ins.all() if c.day <= today and not c.is_blank]
        return max(said, key=lambda c: c.day, default=None)

    def ahead(self, today: date) -> tuple[CheckIn, ...]:
        """Return the check-ins for days that are still to come, the first day first: a clock was wrong then, or is now.

        Tomorrow is not among them: it is today already for somebody who travels.
        """
        tomorrow = today + timedelta(days=1)
        found = [c for c in self._store.check_ins.all() if c.day > tomorrow and not c.is_blank]
        return tuple(sorted(found, key=lambda c: c.day))

    def was_for(self, ahead: date, day: date, *, new_id: str, now: datetime) -> None:
        """Make the check-in of a day that is still to come one of `day`, in one change.

        Where `day` has a check-in, or words being written, both stay: the moved one becomes a moment of it, and signs
        it noticed are noticed there. Words being written for the wrong day are its note. Raises InvalidEntry for a
        `day` to come, NothingThere.
        """
        moved, there = self.on(ahead), self.on(day)
        if moved is None:
            raise NothingThere("There is no check-in for that day any more.")
        being_written = self._store.drafts.get(note_place(ahead))
        moved = replace(
            moved,
            note=being_written.text if being_written else moved.note,
            created_at=moved.created_at - (ahead - day),
            answered_at={id: at - (ahead - day) for id, at in moved.answered_at.items()},
        )
        is_free = (there is None or there.is_blank) and self._store.drafts.get(note_place(day)) is None
        there = there or CheckIn(day=day, created_at=now, changed_at=now)
        if day > now.date():
            raise InvalidEntry("day", "That day has not come yet. Choose today, or a day before it.")
        with self._undo.change(f"the day of a check-in, now {day:%d}/{day:%m}"):
            self._store.check_ins.remove(moved.id)
            if being_written:
                self._store.drafts.remove(being_written.id)
            if is_free:
                self._store.check_ins.put(replace(moved, day=day, changed_at=now))
                return
            self._store.moments.put(
                Moment(
                    id=new_id,
                    day=day,
                    answers=moved.answers,
                    ticked=moved.ticked,
                    note=moved.note,
                    created_at=moved.created_at,
                    changed_at=now,
                )
            )
            noticed = tuple(dict.fromkeys((*there.noticed, *moved.noticed)))
            if noticed != there.noticed:
                self._store.check_ins.put(replace(there, noticed=noticed, changed_at=now))

    def added_later(self, check_in: CheckIn) -> bool:
        """True when it was first written after its day had ended."""
        return day_meant(check_in.created_at) > check_in.day

    def figures(self, scale_id: str, first: date, last: date) -> tuple[tuple[date, float | None], ...]:
        """Return each day of `first` to `last` with its figure (0-10), None for a day without one."""
        own = {c.day: c for c in self._store.check_ins.between(first, last)}
        moments: dict[date, list[Moment]] = defaultdict(list)
        for moment in self._store.moments.between(first, last):
            moments[moment.day].append(moment)
        days = days_between(first, last)
        return tuple((day, figure(scale_id, own.get(day), moments[day])) for day in days)

    def answer(
        self,
        day: date,
        scale_id: str,
        value: int | None,
        *,
        visit: datetime | None = None,
        goes_on_from: int | None = None,
        now: datetime,
    ) -> CheckIn:
        """Answer one scale, 0-10, or leave it blank with None. Raises InvalidEntry.

        An answer given before is kept as a moment of the day, with its time (`kept_words`), unless it was given within
        ten minutes, or since `visit`, when the person came to the page: then this puts it right. `goes_on_from`: the
        answer it was a moment ago, with the first of the keys of this one: undo takes both back.
        """
        old, since = self._open(day, now), now - CORRECTED_WITHIN
        since = min(since, visit) if visit else since
        new = answered(
            old, {scale_id: value}, self._store.moments.between(day, day), corrects_since=since, now=now
        )
        goes_on = goes_on_from is not None and old.answers.get(scale_id) == goes_on_from
        return self._keep(new, "an answer", about=scale_id, goes_on=goes_on)

    def tick(self, day: date, line_id: str, on: bool, *, now: datetime) -> CheckIn:
        """Tick or untick something done that day."""
        old = self._open(day, now)
        return self._keep(replace(old, ticked=_with(old.ticked, line_id, on), changed_at=now), "a tick")

    def notice(self, day: date, line_id: str, on: bool, *, now: datetime) -> CheckIn:
        """Tick or untick a sign noticed that day."""
        old = self._open(day, now)
        return self._keep(replace(old, noticed=_with(old.noticed, line_id, on), changed_at=now), "a sign")

    def write_note(self, day: date, text: str, *, now: datetime) -> CheckIn:
        """Store the note of the day as it stands."""
        return self._keep(replace(self._open(day, now), note=text, changed_at=now), "the note")

    def record(
        self,
        day: date,
        *,
        answers: dict[str, int | None] | None = None,
        ticked: Sequence[str] = (),
        noticed: Sequence[str] = (),
        note: str | None = None,
        now: datetime,
    ) -> CheckIn:
        """Add what is given to the check-in of `day` in one save; what is not given stays.

        `note` is added below a note that is already there, and a blank one adds nothing. An answer given before is kept
        as a moment of the day, with its time (`kept_words`).
        """
        old = self._open(day, now)
        new = answered(
            old, answers or {}, self._store.moments.between(day, day), corrects_since=None, now=now
        )
        if not (note or "").strip():
            note = None
        elif old.note.strip():
            note = f"{old.note}\n{note}"
        check_in = replace(
            new.check_in,
            ticked=tuple(dict.fromkeys((*old.ticked, *ticked))),
            noticed=tuple(dict.fromkeys((*old.noticed, *noticed))),
            note=old.note if note is None else note,
        )
        return self._keep(replace(new, check_in=check_in), "a check-in")

    def kept_words(self, day: date, since: datetime, scale_id: str = "") -> str:
        """Return what was kept, at `since` or later, of answers given before; of one scale, or of all. Else "".

        "Mood is 3 now; 7 at 9 am is kept."
        """
        check_in, said = self.on(day), []
        for scale in self.scales():
            kept = self._kept.get((day, scale.id)) if scale_id in ("", scale.id) else None
            if check_in is None or kept is None or scale.id not in check_in.answers:
                continue
            if check_in.answered_at.get(scale.id, check_in.created_at) >= since:
                at = f" at {say_clock(kept.at)}" if kept.at else ""
                said.append(
                    f"{clean_line(scale.name)} is {check_in.answers[scale.id]} now; "
                    f"{kept.answers[scale.id]}{at} is kept."
                )
        return " ".join(said)

    def may_fill(self, day: date, now: datetime) -> bool:
        """True when a check-in of `day` can be written: any day gone by, today, or the one that has just begun."""
        # Between midnight and 04:00 the new calendar day may be meant as well.
        return EARLIEST <= day <= max(day_meant(now), now.date())

    def _open(self, day: date, now: datetime) -> CheckIn:
        """Return the check-in of `day`, or a blank one. Raises InvalidEntry for a day out of reach."""
        if not self.may_fill(day, now):
            if day < EARLIEST:
                raise InvalidEntry("day", TOO_LONG_AGO)
            raise InvalidEntry("day", "That day has not come yet. Choose today, or a day before it.")
        return self.on(day) or CheckIn(day=day, created_at=now, changed_at=now)

    def _keep(self, new: CheckIn | Answered, what: str, *, about: str = "", goes_on: bool = False) -> CheckIn:
        new = Answered(check_in=new) if isinstance(new, CheckIn) else new
        check_in = new.check_in
        label, about = f"{what} for {check_in.day:%d}/{check_in.day:%m}", about and f"{check_in.id}/{about}"
        with self._undo.change(label, about=about, goes_on=goes_on):
            self._store.check_ins.put(check_in)
            for moment in new.kept:
                self._store.moments.put(moment)
            for id in new.gone:
                self._store.moments.remove(id)
        self._kept |= {(check_in.day, scale): moment for scale, moment in new.kept_of.items()}
        return check_in


def _groups(found: Sequence[tuple[str, tuple[PlanLine, ...]]]) -> tuple[LineGroup, ...]:
    return tuple(LineGroup(heading=name, lines=lines) for name, lines in found if lines)


def _with(ids: tuple[str, ...], id: str, on: bool) -> tuple[str, ...]:
    rest = tuple(i for i in ids if i != id)
    return (*rest, id) if on else rest
