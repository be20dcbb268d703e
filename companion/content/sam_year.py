"""A year of the made-up person's check-ins: the same for the same day, on every machine.

Two harder spells, runs of days with gaps between them, worry and sleep that go along with mood, and some days
filled in the morning after. Random numbers come from ``Random.random`` alone, whose sequence Python promises.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from random import Random

from companion.content.sam_notes import GOOD, HARD, MIDDLE, Note
from companion.domain.checkin import HIGHEST, LOWEST, CheckIn

SEED = 2470
DAYS = 365
LAST_DAYS_EMPTY = 4
"""Today, and the days before it since the last check-in."""

HARDER_SPELLS = ((296, 262), (128, 94))
"""(first, last) in days ago. Each comes on and lifts over ten days."""

_USUAL, _IN_A_SPELL = 6.2, 2.4
_SLOPE = 10
_GAP_BEGINS, _GAP_ENDS = 0.14, 0.40
_LONG_GAP = range(286, 298)
"""Days ago: nothing was written while the first spell came on."""

DAILY = {"medication": 0.93, "ate": 0.66, "outside": 0.7, "talked": 0.62, "bed": 0.55}
"""Line key -> how likely it is to be ticked on a usual day."""

EARLY_SIGNS = ("messages", "late", "meals", "snapping", "washing-up")
BREAKING_SIGNS = ("no-sleep", "pipes", "neighbours", "same-clothes")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Day:
    """How one day was, before it is written down."""

    ago: int
    mood: int
    worry: int
    energy: int
    sleep: int


def year(today: date, zone: tzinfo | None, ids: Mapping[str, str]) -> tuple[CheckIn, ...]:
    """Return the check-ins of the 365 days up to `today`, oldest first. `ids` maps line keys to line ids."""
    rng = Random(SEED)  # noqa: S311  (a made-up year, not a secret)
    notes = {"hard": iter(HARD), "middle": iter(MIDDLE), "good": iter(GOOD)}
    written = []
    here = True
    for day in _days(rng):
        here = rng.random() >= _GAP_BEGINS if here else rng.random() < _GAP_ENDS
        note = _note(rng, day, notes) if here and _recorded(day.ago) else None
        check_in = _check_in(rng, day, note or ("", ""), today, zone, ids)
        if here and _recorded(day.ago):
            written.append(check_in)
    return tuple(written)


def _recorded(ago: int) -> bool:
    return ago >= LAST_DAYS_EMPTY and ago not in _LONG_GAP


def _days(rng: Random) -> Iterator[_Day]:
    """Yield every day of the year, oldest first, each a little like the one before."""
    drift = 0.0
    for ago in range(DAYS - 1, -1, -1):
        drift = 0.72 * drift + _swing(rng, 1.5)
        mood = _usual_mood(ago) + drift + _swing(rng, 1.0)
        sleep = 0.6 * mood + 1.6 + _swing(rng, 2.2)
        yield _Day(
            ago=ago,
            mood=_whole(mood),
            worry=_whole(9.2 - 0.85 * mood + _swing(rng, 1.8)),
            energy=_whole(0.5 * mood + 0.3 * sleep + 0.4 + _swing(rng, 1.8)),
            sleep=_whole(sleep),
        )


def _usual_mood(ago: int) -> float:
    """Return the mood around which the days swing: lower in a spell, sloping in and out of it."""
    depth = 0.0
    for first, last in HARDER_SPELLS:
        way_in = (first + _SLOPE - ago) / _SLOPE
        way_out = (ago - last + _SLOPE) / _SLOPE
        depth = max(depth, min(1.0, way_in, way_out))
    return _USUAL - depth * (_USUAL - _IN_A_SPELL)


def _note(rng: Random, day: _Day, notes: Mapping[str, Iterator[Note]]) -> Note | None:
    """Return the next note that fits, on some days; None on most. A hard day says a little more often."""
    kind = "hard" if day.mood <= 3 else "middle" if day.mood <= 6 else "good"
    often = {"hard": 0.36, "middle": 0.21, "good": 0.27}[kind]
    return next(notes[kind], None) if rng.random() < often else None


def _check_in(
    rng: Random, day: _Day, note: Note, today: date, zone: tzinfo | None, ids: Mapping[str, str]
) -> CheckIn:
    """Return the day as it was written down, its ticks and signs in step with its figures and its note."""
    words, keys = note
    asked = set(keys.split())
    when = today - timedelta(days=day.ago)
    at = _written_at(rng, when, zone)
    figures = {"mood": day.mood, "worry": day.worry, "energy": day.energy, "sleep": day.sleep}
    blank = {"mood": 0.03, "worry": 0.12, "energy": 0.18, "sleep": 0.14}
    ticked = _in_step(asked, [key for key, usual in DAILY.items() if rng.random() < _likely(key, usual, day)])
    noticed = _in_step(
        asked, [key for key in (*EARLY_SIGNS, *BREAKING_SIGNS) if rng.random() < _sign(key, day)]
    )
    if {"late", "bed"} <= ticked | noticed:  # one evening cannot be both
        (noticed if "bed" in asked else ticked).discard("late" if "bed" in asked else "bed")
    return CheckIn(
        day=when,
        answers={name: value for name, value in figures.items() if rng.random() >= blank[name]},
        ticked=tuple(ids[key] for key in ids if key in DAILY and key in ticked),
        noticed=tuple(ids[key] for key in ids if key not in DAILY and key in noticed),
        note=words,
        created_at=at,
        changed_at=at,
    )


def _in_step(asked: set[str], keys: list[str]) -> set[str]:
    """Return `keys` with what the note speaks of, and without what it says was not so."""
    wanted = {key for key in asked if not key.startswith("-")}
    return {key for key in (*keys, *wanted) if f"-{key}" not in asked}


def _likely(key: str, usual: float, day: _Day) -> float:
    """Return how likely a daily line is ticked: less on a low day, the bed less after broken sleep."""
    low = max(0, 5 - day.mood) * (0.03 if key == "medication" else 0.12)
    return usual - low - (0.2 if key == "bed" and day.sleep <= 3 else 0.0)


def _sign(key: str, day: _Day) -> float:
    """Return how likely a sign is noticed: early ones as mood sinks, the later ones at the bottom."""
    if key in BREAKING_SIGNS:
        return 0.16 if day.mood <= 2 and day.sleep <= 3 else 0.0
    if key == "late":
        return 0.55 if day.sleep <= 3 else 0.06
    return {0: 0.5, 1: 0.5, 2: 0.45, 3: 0.35, 4: 0.2, 5: 0.1}.get(day.mood, 0.03)


def _written_at(rng: Random, day: date, zone: tzinfo | None) -> datetime:
    """Return when the day was written down: mostly that evening, now and then the next morning."""
    minutes = int(rng.random() * 240)
    if rng.random() < 0.08:
        return datetime.combine(day + timedelta(days=1), time(8), zone) + timedelta(minutes=minutes)
    return datetime.combine(day, time(19), zone) + timedelta(minutes=minutes)


def _swing(rng: Random, width: float) -> float:
    """Return a number from -width to width, near 0 more often than not."""
    return (rng.random() + rng.random() - 1) * width


def _whole(value: float) -> int:
    return max(LOWEST, min(HIGHEST, round(value)))
