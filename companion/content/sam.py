"""The made-up person, whole: everything Sam has written, moved along so that it always ends about now.

The same day gives the same records, whatever the hour. Nobody is Sam; the numbers are from Ofcom's drama ranges.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Protocol

from companion.content import sam_plan, sam_sheets, sam_talks, sam_year, starter
from companion.content.sam_ids import sam_id as _id
from companion.domain.checkin import CheckIn, Scale
from companion.domain.code_paper import CodePaper
from companion.domain.kinds import Tables
from companion.domain.learning import AttendedCourse, LearningLine
from companion.domain.plan import PlanLine, Section, SectionKind
from companion.domain.safety import Contact, SafetyLine
from companion.domain.settings import SETUP_STEPS, Settings
from companion.domain.sheet import Sheet
from companion.domain.talk import Point, Talk

THURSDAY = 3


class SampleStore(Tables, Protocol):
    """What Sam can be written into. The vault's store is one."""

    def transaction(self) -> AbstractContextManager[object]:
        """Group what is put into one save."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SamRecords:
    """Everything Sam has written, by table."""

    settings: tuple[Settings]
    sections: tuple[Section, ...]
    lines: tuple[PlanLine, ...]
    scales: tuple[Scale, ...]
    check_ins: tuple[CheckIn, ...]
    safety_lines: tuple[SafetyLine, ...]
    contacts: tuple[Contact, ...]
    talks: tuple[Talk, ...]
    points: tuple[Point, ...]
    sheets: tuple[Sheet, ...]
    learning_lines: tuple[LearningLine, ...]
    courses: tuple[AttendedCourse, ...]
    code_papers: tuple[CodePaper]


def write_sam(store: SampleStore, now: datetime) -> None:
    """Put the made-up person into a store, in one save."""
    records = sam(now)
    with store.transaction():
        for table in fields(records):
            for record in getattr(records, table.name):
                store.table(table.name).put(record)


def sam(now: datetime) -> SamRecords:
    """Return everything Sam has written, as it stands on the day of `now` (aware)."""
    today = now.date()
    start = datetime.combine(today - timedelta(days=sam_year.DAYS + 6), time(19), now.tzinfo)
    lines = tuple(_lines(start))
    keys = {key: _id("line", kind, key) for kind, rows in sam_plan.PLAN.items() for key, *_ in rows}
    talks = tuple(_talks(now))
    return SamRecords(
        settings=(
            Settings(
                name=sam_plan.NAME,
                reach_me=sam_plan.REACH_ME,
                involved=sam_plan.INVOLVED,
                setup_step=SETUP_STEPS + 1,
                created_at=start,
                changed_at=start,
            ),
        ),
        sections=(*starter.sections(start), _own_section(start)),
        lines=lines,
        scales=starter.scales(start),
        check_ins=sam_year.year(today, now.tzinfo, keys),
        safety_lines=tuple(_safety_lines(start)),
        contacts=tuple(_contacts(start, today)),
        talks=talks,
        points=tuple(_points(talks)),
        sheets=tuple(sam_sheets.sheets(now)),
        learning_lines=tuple(sam_sheets.learning_lines(now)),
        courses=(sam_sheets.course(now),),
        code_papers=(
            CodePaper(id=_id("code paper", "asked"), is_written=True, created_at=start, changed_at=start),
        ),
    )


def _own_section(start: datetime) -> Section:
    return Section(
        id=_id("section", "own"),
        kind=SectionKind.OWN,
        name=sam_plan.OWN_SECTION,
        position=len(starter.SECTION_GUIDES),
        created_at=start,
        changed_at=start,
    )


def _lines(start: datetime) -> Iterator[PlanLine]:
    """Yield every line of the plan, some written later than others, and the ones put away."""
    rows = [(kind.value, kind.value, row) for kind, lines in sam_plan.PLAN.items() for row in lines]
    rows += [(SectionKind.OWN.value, _id("section", "own"), row) for row in sam_plan.OWN_LINES]
    away = [(kind.value, kind.value, row) for kind, row in sam_plan.ARCHIVED]
    positions: dict[str, int] = {}
    for index, (kind, section_id, (key, text, what_helps, audience)) in enumerate((*rows, *away)):
        written = start + timedelta(minutes=3 * index)
        archived = written + timedelta(days=150) if index >= len(rows) else None
        positions[section_id] = positions.get(section_id, -1) + 1
        yield PlanLine(
            id=_id("line", kind, key),
            section_id=section_id,
            text=text,
            what_helps=what_helps,
            audience=audience,
            position=positions[section_id],
            created_at=written,
            changed_at=archived or written,
            archived_at=archived,
        )


def _safety_lines(start: datetime) -> Iterator[SafetyLine]:
    for step, texts in sam_plan.SAFETY.items():
        for position, text in enumerate(texts):
            yield SafetyLine(
                id=_id("safety", str(int(step)), str(position)),
                step=step,
                text=text,
                position=position,
                created_at=start,
                changed_at=start,
            )


def _contacts(start: datetime, today: date) -> Iterator[Contact]:
    """Yield the people and services; the numbers were last tried five weeks ago."""
    for position, (step, name, who, number, hours) in enumerate(sam_plan.CONTACTS):
        yield Contact(
            id=_id("contact", name),
            step=step,
            name=name,
            who=who,
            number=number,
            hours=hours,
            position=position,
            checked_on=today - timedelta(days=36),
            created_at=start,
            changed_at=start,
        )


def _talks(now: datetime) -> Iterator[Talk]:
    """Yield the talks; the one to come is on the first Thursday after today."""
    today = now.date()
    coming = today + timedelta(days=(THURSDAY - today.weekday() - 1) % 7 + 1)
    for made_up in sam_talks.TALKS:
        day = coming - timedelta(days=made_up.days_before)
        written = datetime.combine(min(day, today) - timedelta(days=9), time(20), now.tzinfo)
        with_whom, role, where = made_up.who
        yield Talk(
            id=_id("talk", made_up.key),
            with_whom=with_whom,
            role=role,
            where=where,
            day=day,
            at=made_up.at,
            created_at=written,
            changed_at=written,
        )


def _points(talks: tuple[Talk, ...]) -> Iterator[Point]:
    """Yield what was written for each talk, in order; said points were said at the end of theirs."""
    position = 0
    for talk, made_up in zip(talks, sam_talks.TALKS, strict=True):
        for kind, text, said in made_up.points:
            said_at = None
            if said and talk.day and talk.at:
                said_at = datetime.combine(talk.day, talk.at, talk.created_at.tzinfo) + timedelta(minutes=40)
            yield Point(
                id=_id("point", made_up.key, text),
                talk_id=talk.id,
                kind=kind,
                text=text,
                position=position,
                said_at=said_at,
                said_in=talk.id if said else "",
                created_at=talk.created_at,
                changed_at=said_at or talk.created_at,
            )
            position += 1
