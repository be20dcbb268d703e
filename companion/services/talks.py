"""What a person can do before and during a talk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from companion.content import starter
from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.errors import NothingThere
from companion.services.core.order import in_order, moved, next_position
from companion.services.core.store import Store
from companion.services.core.undo import Undo, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What there is to say and to ask at one talk, and what was said already."""

    talk: Talk | None
    say: tuple[Point, ...]
    ask: tuple[Point, ...]
    said: tuple[Point, ...]

    @property
    def marked(self) -> tuple[Point, ...]:
        """The first three things to say: they stand on page one."""
        return self.say[:MARKED]


def agenda_of(talk: Talk | None, points: Iterable[Point], upcoming: Sequence[Talk]) -> Agenda:
    """Return what stands with `talk`; `upcoming` are the talks to come, the next one first.

    Unsaid points of past or archived talks, and points written before any talk was planned, belong
    to the next talk. Points said in a talk stay with that talk.
    """
    own = talk.id if talk else ""
    takes_rest = talk is None or (bool(upcoming) and talk.id == upcoming[0].id)
    waiting_at = {t.id for t in upcoming} - {own}
    points = [p for p in points if p.archived_at is None]
    unsaid = [
        p
        for p in points
        if p.said_at is None and (p.talk_id == own or (takes_rest and p.talk_id not in waiting_at))
    ]
    said = [p for p in points if p.said_at is not None and p.said_in == own]
    return Agenda(
        talk=talk,
        say=in_order(p for p in unsaid if p.kind is PointKind.SAY),
        ask=in_order(p for p in unsaid if p.kind is PointKind.ASK),
        said=in_order(said),
    )


def said_apart(points: Iterable[Point], shown: Collection[str]) -> tuple[Point, ...]:
    """Return the points that were said in none of the talks `shown` (ids), the last said first.

    They were said while no talk was planned, or in a talk that is in the archive or deleted.
    """
    apart = [
        (p.said_at, p.id, p)
        for p in points
        if p.archived_at is None and p.said_at is not None and p.said_in not in shown
    ]
    return tuple(point for *_, point in sorted(apart, key=lambda entry: entry[:2], reverse=True))


T = TypeVar("T")

KEEP = object()
"""Marks an argument that was not given, where None means "no day" or "no time"."""


class Talks:
    """Talks and their points. What was not said goes along to the next talk on its own."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._store = store
        self._undo = undo

    def upcoming(self, today: date) -> tuple[Talk, ...]:
        """Return the talks to come, soonest first; those without a day last."""
        return tuple(
            sorted(
                (t for t in self._kept() if not t.is_past(today)),
                key=lambda t: (t.day is None, t.day or today, t.at or time.max, t.created_at, t.id),
            )
        )

    def past(self, today: date) -> tuple[Talk, ...]:
        """Return the talks that have been, newest first."""
        return tuple(
            sorted(
                (t for t in self._kept() if t.is_past(today)),
                key=lambda t: (t.day or today, t.at or time.min, t.id),
                reverse=True,
            )
        )

    def archived(self) -> tuple[Talk, ...]:
        """Return the talks in the archive, the one put there last first."""
        away = (t for t in self._store.talks.all() if t.archived_at is not None)
        return tuple(sorted(away, key=lambda t: (t.changed_at, t.id), reverse=True))

    def next(self, today: date) -> Talk | None:
        """Return the talk that comes next, if any is planned."""
        return next(iter(self.upcoming(today)), None)

    def talk(self, id: str) -> Talk:
        """Return one talk. Raises NothingThere."""
        return _found(self._store.talks.get(id))

    def point(self, id: str) -> Point:
        """Return one point. Raises NothingThere."""
        return _found(self._store.points.get(id))

    def agenda(self, today: date, talk_id: str | None = None) -> Agenda:
        """Return the agenda of a talk, or of the next one, as `agenda_of` does. Raises NothingThere."""
        upcoming = self.upcoming(today)
        talk = self.talk(talk_id) if talk_id else next(iter(upcoming), None)
        return agenda_of(talk, self._store.points.all(), upcoming)

    def said_apart(self, today: date) -> tuple[Point, ...]:
        """Return what was said and stands with none of the talks to come or past, the last said first."""
        shown = {talk.id for talk in self._kept()}
        return said_apart(self._store.points.all(), shown if self.upcoming(today) else shown | {""})

    def place_of(self, point_id: str, today: date) -> str | None:
        """Return the id of the talk a point stands with, "" with no talk planned; None for one said apart.

        Raises NothingThere.
        """
        point, upcoming = self.point(point_id), self.upcoming(today)
        if point.said_at is not None:
            kept = {talk.id for talk in self._kept()} | ({""} if not upcoming else set())
            return point.said_in if point.said_in in kept else None
        if point.talk_id in {talk.id for talk in upcoming}:
            return point.talk_id
        return upcoming[0].id if upcoming else ""

    def starters(self) -> tuple[str, ...]:
        """Return questions to start from, for someone who is stuck."""
        return starter.STARTER_QUESTIONS

    def plan_talk(
        self,
        *,
        with_whom: str = "",
        role: str = "",
        day: date | None = None,
        at: time | None = None,
        where: str = "",
        new_id: str,
        now: datetime,
    ) -> Talk:
        """Plan a talk; anything may be left out. Raises InvalidEntry for a time without a day."""
        stamps = {"created_at": now, "changed_at": now}
        talk = Talk(id=new_id, with_whom=with_whom, role=role, day=day, at=at, where=where, **stamps)
        with self._undo.change(f"planned a talk{f' with {quoted(with_whom)}' if with_whom else ''}"):
            self._store.talks.put(talk)
        return talk

    def edit_talk(
        self,
        id: str,
        *,
        now: datetime,
        with_whom: str | None = None,
        role: str | None = None,
        day: object = KEEP,
        at: object = KEEP,
        where: str | None = None,
    ) -> Talk:
        """Change what is given of a talk and leave the rest; None takes a day or a time away."""
        old = self.talk(id)
        new_day = old.day if day is KEEP else day
        new_at = old.at if at is KEEP else at
        talk = replace(
            old,
            with_whom=old.with_whom if with_whom is None else with_whom,
            role=old.role if role is None else role,
            day=new_day if isinstance(new_day, date) else None,
            at=new_at if isinstance(new_at, time) and isinstance(new_day, date) else None,
            where=old.where if where is None else where,
            changed_at=now,
        )
        with self._undo.change("changed the talk"):
            self._store.talks.put(talk)
        return talk

    def archive_talk(self, id: str, *, now: datetime) -> None:
        """Put a talk away (it was called off); its unsaid points go along to the next one."""
        talk = self.talk(id)
        with self._undo.change("archived the talk"):
            self._store.talks.put(replace(talk, archived_at=now, changed_at=now))

    def restore_talk(self, id: str, *, now: datetime) -> None:
        """Bring a talk back."""
        talk = self.talk(id)
        with self._undo.change("brought back the talk"):
            self._store.talks.put(replace(talk, archived_at=None, changed_at=now))

    def delete_talk(self, id: str, *, now: datetime) -> None:
        """Delete a talk for good; its points stay."""
        with self._undo.change("deleted the talk"):
            self._store.talks.remove(self.talk(id).id)

    def add_point(
        self, kind: PointKind, text: str, *, talk_id: str = "", new_id: str, now: datetime
    ) -> Point:
        """Add something to say or ask, at the end. Raises InvalidEntry when there are no words."""
        point = Point(
            id=new_id,
            talk_id=talk_id,
            kind=kind,
            text=text,
            position=next_position(p for p in self._store.points.all() if p.kind is kind),
            created_at=now,
            changed_at=now,
        )
        with self._undo.change(f"added {quoted(text)}"):
            self._store.points.put(point)
        return point

    def edit_point(self, id: str, text: str, *, now: datetime) -> Point:
        """Change the words of a point."""
        old = self.point(id)
        point = replace(old, text=text, changed_at=now)
        with self._undo.change(f"changed {quoted(old.text)}"):
            self._store.points.put(point)
        return point

    def move_point(
        self, id: str, index: int, *, today: date, talk_id: str | None = None, now: datetime
    ) -> None:
        """Put a point at place `index` (from 0) among the unsaid ones of its kind in the agenda shown."""
        point = self.point(id)
        agenda = self.agenda(today, talk_id)
        among = agenda.say if point.kind is PointKind.SAY else agenda.ask
        with self._undo.change(f"moved {quoted(point.text)}"):
            for other, position in moved(among, id, index):
                self._store.points.put(replace(other, position=position, changed_at=now))

    def say(self, id: str, on: bool, *, today: date, talk_id: str | None = None, now: datetime) -> Point:
        """Tick a point as said in a talk (the next one unless another is named), or take the tick back."""
        old = self.point(id)
        talk = self.talk(talk_id) if talk_id else self.next(today)
        said_in = talk.id if talk and on else ""
        point = replace(old, said_at=now if on else None, said_in=said_in, changed_at=now)
        with self._undo.change(f"{'said' if on else 'not said'} {quoted(old.text)}"):
            self._store.points.put(point)
        return point

    def archive_point(self, id: str, *, now: datetime) -> None:
        """Put a point away; it can be brought back."""
        point = self.point(id)
        with self._undo.change(f"archived {quoted(point.text)}"):
            self._store.points.put(replace(point, archived_at=now, changed_at=now))

    def restore_point(self, id: str, *, now: datetime) -> None:
        """Bring a point back from the archive."""
        point = self.point(id)
        with self._undo.change(f"brought back {quoted(point.text)}"):
            self._store.points.put(replace(point, archived_at=None, changed_at=now))

    def archived_points(self) -> tuple[Point, ...]:
        """Return the points in the archive."""
        return in_order(p for p in self._store.points.all() if p.archived_at is not None)

    def delete_point(self, id: str, *, now: datetime) -> None:
        """Delete a point for good."""
        with self._undo.change(f"deleted {quoted(self.point(id).text)}"):
            self._store.points.remove(id)

    def _kept(self) -> list[Talk]:
        return [t for t in self._store.talks.all() if t.archived_at is None]


def _found(item: T | None) -> T:
    if item is None:
        raise NothingThere("That is not among your talks any more.")
    return item
