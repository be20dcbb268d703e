"""Alex with something learned: a learning plan, two courses been to, exercises done and started."""

from dataclasses import replace
from datetime import date, timedelta

from companion.domain.exercise import AnswerKind
from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.domain.sheet import Answer, KeptWords, PickedLine, Score, Sheet
from tests.made_up import ASK, ME, NOW, Someone, alex

NOT_A_MARK = "The number is not a mark for you or for anybody else."


def student() -> Someone:
    """Return Alex, who goes to courses."""
    one = alex()
    plan(one, LearningPart.WHERE, "I read a lot, but I have not been in a class since school")
    plan(one, LearningPart.WANT, "Able to sit in a room with ten people and say something")
    plan(one, LearningPart.HOW, "The short course on Tuesdays, and Lin meets me at the door")
    plan(one, LearningPart.HOW, "A private way of my own", audience=ME)
    plan(one, LearningPart.KNOW, "I stayed to the end and I want to go again")
    course(one, "Sleep and rest", "Shore Recovery College", date(2026, 9, 15), "Same time up, every day")
    course(one, "Telling my story", "", None, "")
    done(one)
    asked(one)
    under_way(one)
    return one


def plan(one: Someone, part: LearningPart, text: str, audience: Visibility = ASK) -> str:
    """Add a line to the learning plan and return its id."""
    line = LearningLine(
        id=one.new_id(),
        part=part,
        text=text,
        audience=audience,
        position=len(one.store.learning_lines.all()),
        created_at=NOW - timedelta(days=19),
        changed_at=NOW,
    )
    one.store.learning_lines.put(line)
    return line.id


def course(one: Someone, title: str, where: str, day: date | None, used: str) -> str:
    """Add a course and return its id."""
    made = AttendedCourse(
        id=one.new_id(), title=title, where=where, day=day, used=used, created_at=NOW, changed_at=NOW
    )
    one.store.courses.put(made)
    return made.id


def answer(
    key: str, question: str, text: str, kind: AnswerKind = AnswerKind.LINE, audience: Visibility = ASK
) -> Answer:
    """Return an answer in words."""
    return Answer(key=key, question=question, text=text, kind=kind, audience=audience)


def sheet(one: Someone, title: str, *answers: Answer, ago: int = 19, is_done: bool = True) -> Sheet:
    """Store a sheet of some days ago and return it."""
    at = NOW - timedelta(days=ago)
    made = Sheet(
        id=one.new_id(),
        pack_id="shore",
        pack_version="1",
        exercise_id="an-exercise",
        title=title,
        answers=answers,
        done_at=at if is_done else None,
        created_at=at,
        changed_at=at,
    )
    one.store.sheets.put(made)
    return made


def pick(key: str, question: str, picked: PickedLine) -> Answer:
    """An answer that is a line picked from somewhere."""
    return replace(answer(key, question, picked.text, AnswerKind.PICK), picks=(picked,))


def done(one: Someone) -> Sheet:
    """Store an exercise with every kind of answer, done on 3 November."""
    scale = Answer(
        key="likely",
        question="How likely is it?",
        kind=AnswerKind.SCALE,
        number=7,
        ends="0 not at all, 10 very",
    )
    blank = replace(
        answer("later", "And then?", ""), kept=(KeptWords(table="lines", id="gone", text="Gone"),)
    )
    return sheet(
        one,
        "Hopes, and one small step",
        answer("hope", "What do you hope for?", "To teach Ash to swim\nA garden", AnswerKind.LINES),
        pick("one", "Which one first?", PickedLine(id="hope#A garden", text="A garden", key="hope")),
        scale,
        answer("when", "A good time", "In the morning", AnswerKind.CHOICE),
        answer("afraid", "What worries you?", "Words that are mine alone here", audience=ME),
        blank,
    )


def asked(one: Someone) -> Sheet:
    """Store a questionnaire done on 10 November."""
    items = [
        Answer(
            key=f"q{n}",
            question=f"I could follow part {n}",
            kind=AnswerKind.CHOICE,
            text="a little",
            number=1,
        )
        for n in range(3)
    ]
    made = sheet(one, "How was the session?", *items, ago=12)
    scores = (
        Score(name="Pace", value=2.5, low=0, high=6, answered=2, items=2),
        Score(name="", value=None, low=0, high=9, answered=1, items=3),
    )
    made = replace(made, scores=scores, score_is_not=NOT_A_MARK)
    one.store.sheets.put(made)
    return made


def under_way(one: Someone) -> Sheet:
    """Store an exercise begun the day before."""
    first = answer("corner", "Who is in your corner?", "Dee and Lin", AnswerKind.LINES)
    return sheet(one, "Who is in my corner", first, ago=1, is_done=False)
