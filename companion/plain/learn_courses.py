"""Courses the person went to: what, where, when, and what they use from each."""

from collections.abc import Callable
from functools import partial

from companion.domain.learning import Course
from companion.plain import phrases
from companion.plain.talker import Choice, Menu
from companion.plain.things import Kept, archive_page, put_away
from companion.plain.visit import Act, Visit
from companion.plain.when import ask_when
from companion.plain.writing import ask_words
from companion.services.dates import When, say_day

_FIELDS = {
    "title": "What was it called?",
    "where": "Where was it?",
    "used": "What do you use from it?",
}


def courses_page(visit: Visit) -> None:
    """Show the courses, newest first."""

    def build() -> Menu[Act]:
        learning = visit.services.learning
        choices: list[Choice[Act]] = [
            Choice(label=course_words(course), value=partial(course_page, visit, course.id))
            for course in learning.courses()
        ]
        choices.append(Choice(key="a", label="Add a course.", value=lambda: _add(visit)))
        if learning.courses(archived=True):
            choices.append(Choice(key="k", label="Courses in the archive.", value=lambda: _archive(visit)))
        head = (
            "Courses I have been to, the newest first."
            if learning.courses()
            else "No course is written here yet."
        )
        return Menu(head=("", head), choices=tuple(choices))

    visit.page(build)


def course_page(visit: Visit, id: str) -> None:
    """Show one course, and what can be changed about it."""

    def build() -> Menu[Act]:
        course = visit.services.learning.course(id)
        choices = (
            Choice(label="Change what it is called.", value=lambda: _change(visit, id, "title")),
            Choice(label="Change where.", value=lambda: _change(visit, id, "where")),
            Choice(label="Change when.", value=lambda: _change_when(visit, id)),
            Choice(label="Write what I use from it.", value=lambda: _change(visit, id, "used")),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=("", course_words(course), *_used(course)), choices=choices)

    visit.page(build)


def course_words(course: Course) -> str:
    """Return a course in a sentence or two: its name, where, when."""
    day = say_day(course.day) if course.day else ""
    return phrases.joined(phrases.own(course.title), phrases.own(course.where), day)


def read_course(visit: Visit, course: Course) -> None:
    """Read one course with what is used from it."""
    visit.talk.say(f"- {course_words(course)}", *_used(course))


def _used(course: Course) -> tuple[str, ...]:
    used = phrases.whole(course.used)
    return (f"What I use from it: {used[0]}", *used[1:]) if used else ()


def _add(visit: Visit) -> None:
    """Ask name, where, when and what is used. The course is kept with its name, and each answer after that."""
    made = ""

    def store_title(text: str) -> None:
        nonlocal made
        if made:
            _store(visit, made, "title", text)
            return
        new_id = visit.door.new_id()
        visit.services.learning.add_course(title=text, new_id=new_id, now=visit.now())
        made = new_id

    def ask(field: str, store: Callable[[str], None]) -> None:
        if made or field == "title":
            ask_words(visit, f"learning/course/new/{field}", (), f"{_FIELDS[field]} Enter to skip:", store)

    visit.in_turn(
        (
            lambda: ask("title", store_title),
            lambda: ask("where", lambda text: _store(visit, made, "where", text)),
            lambda: _ask_when(visit, made),
            lambda: ask("used", lambda text: _store(visit, made, "used", text)),
        )
    )
    if made:
        visit.talk.say(f"Saved. {course_words(visit.services.learning.course(made))}")


def _ask_when(visit: Visit, id: str, *, clear: bool = False) -> bool:
    """Ask for the day and store it; True when something was stored. Without an id nothing is asked."""
    said = ask_when(visit, (), clear=clear, future=False, example="last March") if id else None
    if said is None:
        return False
    day = said.day if isinstance(said, When) else None
    visit.keep(lambda: visit.services.learning.edit_course(id, day=day, now=visit.now()))
    return True


def _change(visit: Visit, id: str, field: str) -> None:
    is_title = field == "title"
    rest = "Enter keeps the old ones:" if is_title else "Enter keeps the old ones, blank empties them:"
    place = f"learning/course/{id}/{field}"
    if ask_words(
        visit, place, (), f"The new words. {rest}", partial(_store, visit, id, field), clear=not is_title
    ):
        visit.talk.say(phrases.SAVED)


def _change_when(visit: Visit, id: str) -> None:
    if _ask_when(visit, id, clear=True):
        visit.talk.say(phrases.SAVED)


def _store(visit: Visit, id: str, field: str, text: str) -> None:
    given: dict[str, str] = {field: text}
    visit.services.learning.edit_course(
        id,
        title=given.get("title"),
        where=given.get("where"),
        used=given.get("used"),
        now=visit.now(),
    )


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.learning.archive_course(id, now=visit.now()))


def _archive(visit: Visit) -> None:
    def kept(course: Course) -> Kept:
        return Kept(
            words=course_words(course),
            restore=lambda: visit.services.learning.restore_course(course.id, now=visit.now()),
            delete=lambda: visit.services.learning.delete_course(course.id, now=visit.now()),
        )

    archive_page(visit, "Courses", lambda: [kept(c) for c in visit.services.learning.courses(archived=True)])
