"""A second answer for a day becomes its figure; the earlier one stays as a moment, unless it was put right at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from companion.domain.checkin import EARLIER, CheckIn, Moment
from companion.domain.days import day_meant

CORRECTED_WITHIN = timedelta(minutes=10)
"""An answer that is changed sooner than this is put right, and nothing is kept of what it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A check-in with new answers, and what becomes of the moments beside it."""

    check_in: CheckIn
    kept: tuple[Moment, ...] = ()
    """Moments to store: each holds earlier answers, and the time they were given at."""
    kept_of: Mapping[str, Moment | None] = field(default_factory=dict)
    """Scale id -> the moment that has kept what it was before; None where nothing is kept of this answer."""
    gone: tuple[str, ...] = ()
    """Ids of moments that hold nothing any more, because the figure is what it was before."""


def answered(
    old: CheckIn,
    given: Mapping[str, int | None],
    moments: Sequence[Moment],
    *,
    corrects_since: datetime | None,
    now: datetime,
) -> Answered:
    """Return `old` with the answers `given` (scale id -> 0-10, None for a blank) at `now`.

    `moments`: those of the day. An answer given at `corrects_since` or later is put right, which keeps nothing; with
    None each one is an answer of its own. A blank takes the answer away. Raises InvalidEntry for no whole number 0-10.
    """
    beside = {moment.id: moment for moment in moments if moment.source_key == EARLIER}
    answers, times = dict(old.answers), dict(old.answered_at)
    changed: set[str] = set()
    kept_of: dict[str, Moment | None] = {}
    for scale, value in given.items():
        before, at = answers.get(scale), times.get(scale, old.changed_at)
        if value is None:
            answers.pop(scale, None)
            times.pop(scale, None)
            kept_of[scale] = None
            continue
        if before == value:
            continue
        answers[scale], times[scale] = value, now
        if before is None:
            kept_of[scale] = None
            continue
        if corrects_since is None or at < corrects_since:
            kept = _keeping(beside, old, scale, before, at)
            beside[kept.id] = kept_of[scale] = kept
            changed.add(kept.id)
        elif (back := _last_kept(beside.values(), scale)) and back.answers[scale] == value:
            times[scale] = back.created_at
            rest = {id: answer for id, answer in back.answers.items() if id != scale}
            beside[back.id] = replace(back, answers=rest)
            kept_of[scale] = None
            changed.add(back.id)
    new = replace(old, answers=answers, answered_at=times, changed_at=now)
    return Answered(
        check_in=new,
        kept_of=kept_of,
        kept=tuple(beside[id] for id in sorted(changed) if beside[id].answers),
        gone=tuple(id for id in sorted(changed) if not beside[id].answers),
    )


def _keeping(beside: Mapping[str, Moment], old: CheckIn, scale: str, value: int, at: datetime) -> Moment:
    """Return the moment that holds what was answered at `at`, with the answer to `scale` in it too.

    Nothing in it is of now, and its id is made of the day and that time: two computers that keep the same answer
    keep one moment.
    """
    clock = at.time().replace(second=0, microsecond=0, tzinfo=None) if day_meant(at) == old.day else None
    base = f"{old.day.isoformat()}/{at:%Y-%m-%dT%H:%M}"
    for id in (base, *(f"{base}/{n}" for n in range(2, len(beside) + 3))):
        there = beside.get(id)
        if there is None:
            return Moment(
                id=id,
                day=old.day,
                at=clock,
                answers={scale: value},
                source_key=EARLIER,
                created_at=at,
                changed_at=at,
            )
        if there.archived_at is None and there.answers.get(scale, value) == value:
            return replace(there, answers={**there.answers, scale: value})
    raise AssertionError("there are more names than moments")


def _last_kept(moments: Iterable[Moment], scale: str) -> Moment | None:
    """Return the moment that holds the answer to `scale` that was given last before the one that stands."""
    kept = (m for m in moments if m.source_key == EARLIER and m.archived_at is None and scale in m.answers)
    return max(kept, key=lambda moment: (moment.created_at, moment.id), default=None)
