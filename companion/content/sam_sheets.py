"""The made-up person's sheets, learning plan and course as records, counted back from today."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from companion.content.sam_ids import sam_id
from companion.content.sam_learning import COURSE, PLAN, SHEETS, MadeUpAnswer, MadeUpSheet
from companion.content.sam_talks import TALKS
from companion.domain.exercise import SHIPPED
from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.sheet import Answer, KeptWords, PickedLine, Sheet

_POINT = "point"


def sheets(now: datetime) -> Iterator[Sheet]:
    """Yield the sheets as they stand on the day of `now`."""
    for made_up in SHEETS:
        begun = _moment(now, made_up.days_ago, made_up.at)
        done = None if made_up.at_key else begun + timedelta(minutes=12)
        yield Sheet(
            id=sam_id("sheet", made_up.exercise_id),
            pack_id=SHIPPED,
            pack_version="1",
            exercise_id=made_up.exercise_id,
            title=made_up.title,
            at_key=made_up.at_key or made_up.answers[-1].key,
            answers=tuple(_answer(made_up, answer) for answer in made_up.answers),
            done_at=done,
            created_at=begun,
            changed_at=done or begun + timedelta(minutes=6),
        )


def learning_lines(now: datetime) -> Iterator[LearningLine]:
    """Yield the learning plan."""
    positions: dict[LearningPart, int] = {}
    for part, text, audience, days_ago in PLAN:
        positions[part] = positions.get(part, -1) + 1
        written = _moment(now, days_ago, time(12))
        yield LearningLine(
            id=sam_id("learning", part, text),
            part=part,
            text=text,
            audience=audience,
            position=positions[part],
            created_at=written,
            changed_at=written,
        )


def course(now: datetime) -> AttendedCourse:
    """Return the course Sam went to."""
    title, where, days_ago, used = COURSE
    written = _moment(now, days_ago - 1, time(18))
    return AttendedCourse(
        id=sam_id("course", title),
        title=title,
        where=where,
        day=_day(now, days_ago),
        used=used,
        created_at=written,
        changed_at=written,
    )


def _answer(sheet: MadeUpSheet, answer: MadeUpAnswer) -> Answer:
    return Answer(
        key=answer.key,
        question=answer.question,
        kind=answer.kind,
        text=answer.text,
        number=answer.number,
        ends=answer.ends,
        audience=answer.audience,
        picks=_picks(sheet, answer),
        kept=tuple(
            _kept(*kept, text) for kept, text in zip(answer.kept, answer.text.split("\n"), strict=False)
        ),
    )


def _picks(sheet: MadeUpSheet, answer: MadeUpAnswer) -> tuple[PickedLine, ...]:
    """Return the lines written earlier in the sheet that were picked, by the ids they have there."""
    if answer.kind != "pick":
        return ()
    return tuple(
        PickedLine(id=f"{other.key}#{line}", text=line, key=other.key)
        for other in sheet.answers
        if other is not answer
        for line in other.text.split("\n")
        if line in answer.text.split("\n")
    )


def _kept(kind: str, key: str, text: str) -> KeptWords:
    if kind != _POINT:
        return KeptWords(table="lines", id=sam_id("line", kind, key), text=text)
    talk = next(talk for talk in TALKS if any(words == key for _, words, _ in talk.points))
    return KeptWords(table="points", id=sam_id("point", talk.key, key), text=text)


def _day(now: datetime, days_ago: int) -> date:
    return now.date() - timedelta(days=days_ago)


def _moment(now: datetime, days_ago: int, at: time) -> datetime:
    return datetime.combine(_day(now, days_ago), at, now.tzinfo)
