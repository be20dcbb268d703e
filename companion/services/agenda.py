"""Which points stand with which talk."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from companion.domain.talk import MARKED, Point, PointKind, Talk
from companion.services.order import in_order


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
