"""What a person can do before and during a talk."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from companion.content import starter
from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.services.core.collection import UNSET, Collection, OrderedCollection, Unset
from companion.services.core.forms import Field, FieldKind, Form
from companion.services.core.order import in_order
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


def said_apart(points: Iterable[Point], shown: Container[str]) -> tuple[Point, ...]:
    """Return the points that were said in none of the talks `shown` (ids), the last said first.

    They were said while no talk was planned, or in a talk that is in the archive or deleted.
    """
    apart = [
        (p.said_at, p.id, p)
        for p in points
        if p.archived_at is None and p.said_at is not None and p.said_in not in shown
    ]
    return tuple(point for *_, point in sorted(apart, key=lambda entry: entry[:2], reverse=True))


GONE = "That is not among your talks any more."


_AGAIN = "The new words. Enter keeps them, blank empties them:"

TALK_FORM = Form(
    (
        Field(
            key="with_whom",
            line_id="who",
            label="Who with",
            example="a name",
            ask="Who with?",
            change="Change who it is with.",
            again=_AGAIN,
        ),
        Field(
            key="role",
            label="What they are to you",
            example="care coordinator, GP, ...",
            ask="What are they, for example care coordinator?",
            change="Change what they are.",
            again=_AGAIN,
        ),
        Field(
            key="day",
            line_id="when",
            kind=FieldKind.WHEN,
            label="When",
            example="next Thursday 2pm, {soon_short}, ...",
            ask="When, for example next Thursday 2 pm?",
            change="Change when.",
        ),
        Field(
            key="where",
            label="Where",
            example="a place, or by phone",
            ask="Where?",
            change="Change where.",
            again=_AGAIN,
        ),
    )
)


def _last_changed_first(talks: Iterable[Talk]) -> tuple[Talk, ...]:
    return tuple(sorted(talks, key=lambda t: (t.changed_at, t.id), reverse=True))


class Talks:
    """Talks and their points. What was not said goes along to the next talk on its own."""

    def __init__(self, store: Store, undo: Undo) -> None:
        self._undo = undo
        self.talk_records = talks = Collection(
            store.talks, undo, gone=GONE, called=lambda talk: "the talk", order=_last_changed_first
        )
        self.point_records = points = OrderedCollection(
            store.points,
            undo,
            gone=GONE,
            called=lambda point: quoted(point.text),
            group=lambda point: point.kind,
        )
        self.talk, self.archive_talk, self.restore_talk = talks.get, talks.archive, talks.restore
        self.delete_talk = talks.delete
        self.point, self.archive_point, self.restore_point = points.get, points.archive, points.restore
        self.archived_points, self.delete_point = points.archived, points.delete

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
        return self.talk_records.archived()

    def next(self, today: date) -> Talk | None:
        """Return the talk that comes next, if any is planned."""
        return next(iter(self.upcoming(today)), None)

    def agenda(self, today: date, talk_id: str | None = None) -> Agenda:
        """Return the agenda of a talk, or of the next one, as `agenda_of` does. Raises NothingThere."""
        upcoming = self.upcoming(today)
        talk = self.talk(talk_id) if talk_id else next(iter(upcoming), None)
        return agenda_of(talk, self.point_records.in_use(), upcoming)

    def said_apart(self, today: date) -> tuple[Point, ...]:
        """Return what was said and stands with none of the talks to come or past, the last said first."""
        shown = {talk.id for talk in self._kept()}
        return said_apart(self.point_records.in_use(), shown if self.upcoming(today) else shown | {""})

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
            return self.talk_records.add(talk)

    def edit_talk(
        self,
        id: str,
        *,
        now: datetime,
        with_whom: str | Unset = UNSET,
        role: str | Unset = UNSET,
        day: date | Unset | None = UNSET,
        at: time | Unset | None = UNSET,
        where: str | Unset = UNSET,
    ) -> Talk:
        """Change what is given of a talk and leave the rest; None takes a day, or a time, away."""
        if (self.talk(id).day if day is UNSET else day) is None:
            at = None
        return self.talk_records.edit(
            id, now=now, with_whom=with_whom, role=role, day=day, at=at, where=where
        )

    def add_point(
        self, kind: PointKind, text: str, *, talk_id: str = "", new_id: str, now: datetime
    ) -> Point:
        """Add something to say or ask, at the end. Raises InvalidEntry when there are no words."""
        return self.point_records.add(
            Point(
                id=new_id,
                talk_id=talk_id,
                kind=kind,
                text=text,
                position=self.point_records.end(kind),
                created_at=now,
                changed_at=now,
            )
        )

    def edit_point(self, id: str, text: str, *, now: datetime) -> Point:
        """Change the words of a point."""
        return self.point_records.edit(id, text=text, now=now)

    def move_point(
        self, id: str, index: int, *, today: date, talk_id: str | None = None, now: datetime
    ) -> None:
        """Put a point at place `index` (from 0) among the unsaid ones of its kind in the agenda shown."""
        agenda = self.agenda(today, talk_id)
        among = agenda.say if self.point(id).kind is PointKind.SAY else agenda.ask
        self.point_records.move(id, index, now=now, among=among)

    def say(self, id: str, on: bool, *, today: date, talk_id: str | None = None, now: datetime) -> Point:
        """Tick a point as said in a talk (the next one unless another is named), or take the tick back."""
        old = self.point(id)
        talk = self.talk(talk_id) if talk_id else self.next(today)
        said_in = talk.id if talk and on else ""
        with self._undo.change(f"{'said' if on else 'not said'} {quoted(old.text)}"):
            return self.point_records.edit(id, now=now, said_at=now if on else None, said_in=said_in)

    def _kept(self) -> tuple[Talk, ...]:
        return self.talk_records.in_use()
