"""What the lists of the Learn page show: courses, exercises, and how far the person is with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from textual.content import Content

from companion.domain.exercise import Exercise, Pack
from companion.domain.learning import LearningPart
from companion.domain.sheet import Sheet
from companion.errors import NothingThere
from companion.services.learn.learning_plan import LearningPlans
from companion.services.learn.sheets import Ref, Standing
from companion.services.plan import Plans
from companion.services.services import Services
from companion.tui.screens.exercise_words import how_many, place_words
from companion.tui.show import user_line
from companion.tui.widgets.pick_list import PickRow
from companion.words import MONTHS, say_count, say_date, say_day_month, say_list

ADD, LEARNING, BEFORE = "+", "+learning", "+before"
"""Ids of the rows that are not a course; no course has a + in its id."""
PAPER = "+paper"
"""Where the page opens to have a worksheet saved."""
COURSES = "courses"
"""Id of the row of courses beside the parts of the learning plan."""

_NOT_STARTED = Standing()


class Shelf(NamedTuple):
    """The courses in use, and how far the person is with each exercise that has a sheet."""

    packs: tuple[Pack, ...]
    standings: dict[Ref, Standing]

    def pack(self, id: str) -> Pack | None:
        """Return the course of that id, if it is in use."""
        return next((pack for pack in self.packs if pack.id == id), None)

    def refs(self) -> Iterator[Ref]:
        """Yield every exercise on offer."""
        for pack in self.packs:
            for exercise in pack.exercises:
                yield pack.id, exercise.id

    def in_few_words(self) -> str:
        """Return how many exercises there are, and how many of them were done."""
        refs = list(self.refs())
        done = sum(self.standings.get(ref, _NOT_STARTED).done > 0 for ref in refs)
        words = say_count(len(refs), "exercise")
        return f"{words}  ·  {done} done" if done else words

    def under_way(self) -> Sheet | None:
        """Return the sheet that was written in last and can be carried on with."""
        offered = set(self.refs())
        found = [s.under_way for ref, s in self.standings.items() if s.under_way and ref in offered]
        return max(found, key=lambda sheet: (sheet.changed_at, sheet.id), default=None)


def shelf_of(services: Services) -> Shelf:
    """Return what is on offer now."""
    return Shelf(services.packs.all(), services.sheets.standings())


def before_sheets(services: Services, shelf: Shelf) -> tuple[Sheet, ...]:
    """Return the sheets of exercises that are not on offer any more, the one written in last first."""
    offered = set(shelf.refs())
    return tuple(s for s in services.sheets.all() if (s.pack_id, s.exercise_id) not in offered)


def course_rows(shelf: Shelf, before: int) -> list[PickRow]:
    """Return the courses with how many exercises each has, then the rows that are not courses.

    `before`: how many sheets there are of exercises that are not on offer any more.
    """
    rows = [
        PickRow(id=pack.id, main=user_line(pack.title), note=str(len(pack.exercises))) for pack in shelf.packs
    ]
    if before:
        rows.append(PickRow(id=BEFORE, main="From earlier courses", note=str(before)))
    rows.append(PickRow(id=LEARNING, main="My learning plan"))
    rows.append(PickRow(id=ADD, main="+ add a course"))
    return rows


def exercise_rows(shelf: Shelf, pack: Pack, now: datetime) -> list[PickRow]:
    """Return the exercises of a course, each with how long it takes or the day it was started or done."""
    return [
        PickRow(
            id=exercise.id,
            main=user_line(exercise.title),
            note=_note(exercise, shelf.standings.get((pack.id, exercise.id), _NOT_STARTED), now),
        )
        for exercise in pack.exercises
    ]


def _note(exercise: Exercise, standing: Standing, now: datetime) -> str:
    if standing.under_way is not None:
        return f"started {short_day(standing.under_way.created_at, now)}"
    if standing.last_done is not None and standing.last_done.done_at is not None:
        return f"done {short_day(standing.last_done.done_at, now)}"
    return f"{exercise.minutes} min"


def sheet_rows(sheets: tuple[Sheet, ...], now: datetime) -> list[PickRow]:
    """Return sheets with the day each was done or started."""
    return [PickRow(id=s.id, main=user_line(s.title), note=sheet_note(s, now)) for s in sheets]


def sheet_note(sheet: Sheet, now: datetime) -> str:
    """Return the day a sheet was done, or else started."""
    if sheet.done_at is not None:
        return f"done {short_day(sheet.done_at, now)}"
    return f"started {short_day(sheet.created_at, now)}"


def learning_rows(learning: LearningPlans) -> list[PickRow]:
    """Return the four questions with what was written first under each, and the courses been to."""
    rows = []
    for guide in learning.guides():
        lines = learning.lines(guide.part)
        first = user_line(lines[0].text) if lines else "nothing yet"
        rows.append(PickRow(id=guide.part, main=guide.title, sub=first, note=str(len(lines) or "")))
    courses = learning.courses()
    titles = user_line(courses[0].title) if courses else "none yet"
    rows.append(PickRow(id=COURSES, main="Courses I have been to", sub=titles, note=str(len(courses) or "")))
    return rows


def learning_place(learning: LearningPlans, row: str) -> str:
    """Return what the learning plan is opened at for a row of `learning_rows`: a record's id, or ""."""
    found = learning.courses() if row == COURSES else learning.lines(LearningPart(row))
    return found[0].id if found else ""


def facts(exercise: Exercise, plan: Plans) -> Content:
    """Return how long an exercise is, and where what is written in it can go."""
    places = _places(exercise, plan)
    goes = f"What you tick at the end goes to {say_list(places)}." if places else "What you write stays here."
    size = f"{how_many(exercise)}, about {say_count(exercise.minutes, 'minute')}."
    return user_line(f"{size} {goes}")


def _places(exercise: Exercise, plan: Plans) -> list[str]:
    """Return where the answers of an exercise can go, each place once, sections by the person's own names."""
    sections: dict[str, None] = {}
    others: dict[str, None] = {}
    for goes_to in (step.goes_to for step in exercise.steps if step.goes_to):
        if goes_to in ("say", "ask"):
            others["Next talk"] = None
        elif any(part == goes_to for part in LearningPart):
            others["My learning plan"] = None
        else:
            with suppress(NothingThere):  # a place that only a later version knows
                sections[f"“{plan.section(goes_to).name}”"] = None
    return [*([f"{say_list(list(sections))} in Plan"] if sections else []), *others]


def carry_on_words(exercise: Exercise, index: int, started: datetime, now: datetime) -> str:
    """Return at which question, from 0, an exercise was left, and since when it is under way."""
    return f"{place_words(exercise, index)}, started {long_day(started, now)}"


def local_day(at: datetime, now: datetime) -> date:
    """Return the day of that time, where the person is now."""
    return at.astimezone(now.tzinfo).date()


def short_day(at: datetime, now: datetime) -> str:
    """Return ``3 Nov``, with the year where it is not this one."""
    day = local_day(at, now)
    words = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return words if day.year == now.year else f"{words} {day.year}"


def long_day(at: datetime, now: datetime) -> str:
    """Return ``3 November``, with the year where it is not this one."""
    day = local_day(at, now)
    return say_day_month(day) if day.year == now.year else say_date(day)
