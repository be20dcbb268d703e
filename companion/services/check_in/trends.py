"""What the figures between two days say, in sentences. Nothing is judged, inferred or foretold."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil, floor
from statistics import median

from companion.domain.checkin import Scale
from companion.domain.plan import PlanLine
from companion.domain.text import clean_line
from companion.services.check_in.check_ins import CheckIns
from companion.services.core.store import Store
from companion.words import say_count, say_date, say_day_month, say_list, say_number, say_period

MONTH = 28
"""Days on the mood card and in a period nobody chose: four whole weeks."""

A_WEEK = 7
"""Days of figures before there is something to look at."""

ENOUGH = 5
"""Days of figures before a sentence says "mostly"; fewer are given one by one."""

ENOUGH_OF_A_HALF = 3
"""Days of figures in each half of a period before the halves are set side by side."""

A_LITTLE, CLEARLY = 1.0, 2.0
"""Difference between the middles of two halves (of 0-10) from which it is said."""


class Topic(StrEnum):
    """What a statement speaks about."""

    DAYS = "days"
    SCALE = "scale"
    TICK = "tick"
    SIGN = "sign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence, and the scale or plan line it speaks about."""

    about: Topic
    id: str
    """Of the scale or the line; empty when it speaks about the days."""
    text: str
    line: PlanLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodCard:
    """The person's first scale over the last weeks, for Today."""

    name: str
    first: date
    """The day of the first value."""
    values: tuple[float | None, ...]
    """One a day, 0-10, oldest first; None for a day without one."""
    sentence: str


class Trends:
    """Sentences about check-ins and moments. Each is computed when it is asked for and never stored."""

    def __init__(self, store: Store, check_ins: CheckIns) -> None:
        self._store = store
        self._check_ins = check_ins

    def sentences(self, first: date, last: date) -> tuple[str, ...]:
        """Return everything there is to say about `first` to `last`, both included."""
        return tuple(statement.text for statement in self.statements(first, last))

    def statements(self, first: date, last: date) -> tuple[Statement, ...]:
        """Return the sentences with what each speaks about: days, scales, signs, then ticks."""
        days = self.days_recorded(first, last)
        if not days:
            nothing = self._nothing_between(first, last)
            return (Statement(about=Topic.DAYS, id="", text=nothing),) if nothing else ()
        said = [Statement(about=Topic.DAYS, id="", text=_say_days(len(days), (last - first).days + 1))]
        for scale in self._check_ins.scales():
            figures = self._check_ins.figures(scale.id, first, last)
            if text := say_scale(scale, figures, len(days)):
                said.append(Statement(about=Topic.SCALE, id=scale.id, text=text))
        said += self._say_lines(Topic.SIGN, self.noticed(first, last))
        said += self._say_lines(Topic.TICK, self.ticked(first, last))
        return tuple(said)

    def mood_card(self, today: date, days: int = MONTH) -> MoodCard:
        """Return the last `days` days of the person's first scale, today being the last."""
        first = today - timedelta(days=days - 1)
        scale = next(iter(self._check_ins.scales()), None)
        if scale is None:
            return MoodCard(name="", first=first, values=(None,) * days, sentence="")
        values = tuple(value for _, value in self._check_ins.figures(scale.id, first, today))
        return MoodCard(
            name=clean_line(scale.name),
            first=first,
            values=values,
            sentence=self._say_card([v for v in values if v is not None], today, days),
        )

    def days_recorded(self, first: date, last: date) -> frozenset[date]:
        """Return the days of `first` to `last` on which anything was written, by check-in or moment."""
        own = {c.day for c in self._store.check_ins.between(first, last) if not c.is_blank}
        return frozenset(own | {m.day for m in self._store.moments.between(first, last) if not m.archived_at})

    def noticed(self, first: date, last: date) -> dict[str, int]:
        """Return on how many days each sign was noticed, by id of its line."""
        check_ins = self._store.check_ins.between(first, last)
        return dict(Counter(id for check_in in check_ins for id in set(check_in.noticed)))

    def ticked(self, first: date, last: date) -> dict[str, int]:
        """Return on how many days each line was ticked, by its id; a moment counts for its day."""
        pairs = {(c.day, id) for c in self._store.check_ins.between(first, last) for id in c.ticked}
        moments = [m for m in self._store.moments.between(first, last) if m.archived_at is None]
        pairs |= {(m.day, id) for m in moments for id in m.ticked}
        return dict(Counter(id for _, id in pairs))

    def _say_lines(self, about: Topic, counts: dict[str, int]) -> list[Statement]:
        found = [(self._store.lines.get(id), days) for id, days in counts.items()]
        lines = [(line, days) for line, days in found if line is not None and line.archived_at is None]
        lines.sort(key=lambda pair: (-pair[1], pair[0].text, pair[0].id))
        return [
            Statement(
                about=about, id=line.id, text=f"{clean_line(line.text)}: {say_on_days(days)}.", line=line
            )
            for line, days in lines
        ]

    def _say_card(self, values: list[float], today: date, days: int) -> str:
        # A newcomer gets the first sentence; someone who comes back after a pause does not.
        ever = self.days_recorded(date.min, today)
        if len(ever) < A_WEEK:
            have = f" You have {say_count(len(ever), 'day')}." if ever else ""
            return f"After about a week there is something to look at.{have}"
        span = "this month" if days == MONTH else f"in the last {say_count(days // 7, 'week')}"
        if not values:
            return f"none {span}; the last day with an entry is {say_date(max(ever))}"
        if len(values) < ENOUGH:
            return f"{say_list([say_number(v) for v in values])} {span}, on {say_count(len(values), 'day')}"
        return f"{say_mostly(values)} {span}"

    def _nothing_between(self, first: date, last: date) -> str:
        """Return a sentence that says when the last entries were, with dates and count; empty for none at all."""
        ever = sorted(self.days_recorded(date.min, date.max))
        if not ever:
            return ""
        nothing = f"There are no entries for {say_period(first, last)}."
        before = [day for day in ever if day < first]
        if not before:
            return f"{nothing} The first one after that is from {say_date(ever[0])}."
        run = [day for day in before if day > before[-1] - timedelta(days=MONTH)]
        if len(run) == 1:
            return f"{nothing} The last one before that is from {say_date(run[0])}."
        return f"{nothing} The last ones before that: {len(run)} days, {say_period(run[0], run[-1])}."


def say_scale(scale: Scale, figures: tuple[tuple[date, float | None], ...], recorded: int = 0) -> str:
    """Return what one scale mostly was, with its end words; empty when it was never answered.

    `figures` has every day of the period in order, None where there is no figure. On how many days there
    is one is said where that is not `recorded`, the days that have an entry.
    """
    values = [(day, value) for day, value in figures if value is not None]
    if not values:
        return ""
    name = f"{clean_line(scale.name)}, 0 {clean_line(scale.low)} to 10 {clean_line(scale.high)}"
    if len(values) < ENOUGH:
        given = [f"{say_number(value)} on {say_day_month(day)}" for day, value in values]
        return f"{name}: {say_list(given)}."
    numbers = [value for _, value in values]
    counted = "" if len(values) == recorded else f", {say_on_days(len(values))}"
    return f"{name}: {say_mostly(numbers)}{counted}.{_say_halves(figures)}"


def say_mostly(values: list[float]) -> str:
    """Return ``mostly 5 to 7``: what is left of `values` without the lowest and the highest quarter."""
    quarter = len(values) // 4
    middle = sorted(values)[quarter : len(values) - quarter]
    low, high = floor(middle[0]), ceil(middle[-1])
    return f"mostly {low}" if low == high else f"mostly {low} to {high}"


def say_on_days(days: int) -> str:
    """Return ``on 6 days``."""
    return f"on {say_count(days, 'day')}"


def _say_halves(figures: tuple[tuple[date, float | None], ...]) -> str:
    """Return the later half of the period against the earlier one; empty when either has few figures."""
    half = len(figures) // 2
    earlier = [value for _, value in figures[:half] if value is not None]
    later = [value for _, value in figures[half:] if value is not None]
    if min(len(earlier), len(later)) < ENOUGH_OF_A_HALF:
        return ""
    before, after = median(earlier), median(later)
    if abs(after - before) < A_LITTLE:
        return " About the same throughout."
    word = "higher" if after > before else "lower"
    word = word.capitalize() if abs(after - before) >= CLEARLY else f"A little {word}"
    turn = say_day_month(figures[half][0])
    return (
        f" {word} from {turn}: about {say_number(after)} ({say_count(len(later), 'day')}), "
        f"before that about {say_number(before)} ({say_count(len(earlier), 'day')})."
    )


def _say_days(recorded: int, days: int) -> str:
    if recorded == days:
        return "Every one of these days has an entry." if days > 1 else "This day has an entry."
    without = days - recorded
    return (
        f"{recorded} of these {days} days {'has' if recorded == 1 else 'have'} an entry; "
        f"{without} {'has' if without == 1 else 'have'} none."
    )
