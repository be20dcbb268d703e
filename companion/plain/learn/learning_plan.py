"""The learning plan: four questions with lines under them, and the courses been to."""

from collections.abc import Callable
from functools import partial

from companion.domain.learning import Course, LearningLine, LearningPart
from companion.domain.plan import LineAudience
from companion.plain.console import wording
from companion.plain.console.context import Act, Visit
from companion.plain.console.prompter import Choice, Menu
from companion.plain.console.record_list import Kept, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_when, ask_words
from companion.plain.learn.wording import day_of
from companion.services.dates import When, say_day
from companion.services.learn.learning_plan import part_title
from companion.words import say_count

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
        choices.append(Choice(key="a", label="Add a course.", value=lambda: _add_course(visit)))
        if learning.courses(archived=True):
            choices.append(
                Choice(key="k", label="Courses in the archive.", value=lambda: _archive_of_courses(visit))
            )
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
            Choice(label="Change what it is called.", value=lambda: _change_course(visit, id, "title")),
            Choice(label="Change where.", value=lambda: _change_course(visit, id, "where")),
            Choice(label="Change when.", value=lambda: _change_when(visit, id)),
            Choice(label="Write what I use from it.", value=lambda: _change_course(visit, id, "used")),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_course_away(visit, id)),
        )
        return Menu(head=("", course_words(course), *_used(course)), choices=choices)

    visit.page(build)


def course_words(course: Course) -> str:
    """Return a course in a sentence or two: its name, where, when."""
    day = say_day(course.day) if course.day else ""
    return wording.joined(wording.own(course.title), wording.own(course.where), day)


def read_course(visit: Visit, course: Course) -> None:
    """Read one course with what is used from it."""
    visit.talk.say(f"- {course_words(course)}", *_used(course))


def _used(course: Course) -> tuple[str, ...]:
    used = wording.whole(course.used)
    return (f"What I use from it: {used[0]}", *used[1:]) if used else ()


def _add_course(visit: Visit) -> None:
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


def _change_course(visit: Visit, id: str, field: str) -> None:
    is_title = field == "title"
    rest = "Enter keeps the old ones:" if is_title else "Enter keeps the old ones, blank empties them:"
    place = f"learning/course/{id}/{field}"
    if ask_words(
        visit, place, (), f"The new words. {rest}", partial(_store, visit, id, field), clear=not is_title
    ):
        visit.talk.say(wording.SAVED)


def _change_when(visit: Visit, id: str) -> None:
    if _ask_when(visit, id, clear=True):
        visit.talk.say(wording.SAVED)


def _store(visit: Visit, id: str, field: str, text: str) -> None:
    given: dict[str, str] = {field: text}
    visit.services.learning.edit_course(
        id,
        title=given.get("title"),
        where=given.get("where"),
        used=given.get("used"),
        now=visit.now(),
    )


def _put_course_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.learning.archive_course(id, now=visit.now()))


def _archive_of_courses(visit: Visit) -> None:
    def kept(course: Course) -> Kept:
        return Kept(
            words=course_words(course),
            restore=lambda: visit.services.learning.restore_course(course.id, now=visit.now()),
            delete=lambda: visit.services.learning.delete_course(course.id, now=visit.now()),
        )

    archive_page(visit, "Courses", lambda: [kept(c) for c in visit.services.learning.courses(archived=True)])


def learning_plan_page(visit: Visit) -> None:
    """Show the four questions with how many lines each has, and the courses."""

    def build() -> Menu[Act]:
        learning = visit.services.learning
        choices: list[Choice[Act]] = [
            Choice(
                label=f"{guide.title}, {say_count(len(learning.lines(guide.part)), 'line')}.",
                value=partial(_part_page, visit, guide.part),
            )
            for guide in learning.guides()
        ]
        choices.append(
            Choice(
                label=f"Courses I have been to, {len(learning.courses())}.", value=lambda: courses_page(visit)
            )
        )
        choices.append(Choice(key="w", label="Read the whole of it.", value=lambda: _read_all(visit)))
        return Menu(head=("", "My learning plan."), choices=tuple(choices))

    visit.page(build)


def learning_line_page(visit: Visit, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = visit.services.learning.line(id)
        head = (
            "",
            *wording.whole(line.text),
            f"{part_title(line.part)}. Written {day_of(visit, line.created_at)}.",
            f"Who may see it: {wording.AUDIENCES[line.audience]}",
        )
        choices = (
            Choice(key="e", label="Change the words.", value=lambda: _change(visit, id)),
            Choice(key="w", label="Choose who may see it.", value=lambda: _change_audience(visit, id)),
            Choice(key="m", label="Move it.", value=lambda: _move(visit, id)),
            Choice(key="d", label="Put it in the archive.", value=lambda: _put_away(visit, id)),
        )
        return Menu(head=head, choices=choices)

    visit.page(build)


def _part_page(visit: Visit, part: LearningPart) -> None:
    def build() -> Menu[Act]:
        learning = visit.services.learning
        lines = learning.lines(part)
        choices: list[Choice[Act]] = [
            Choice(label=_line_words(visit, line), value=partial(learning_line_page, visit, line.id))
            for line in lines
        ]
        choices.append(Choice(key="a", label="Add a line.", value=lambda: _add(visit, part)))
        if learning.lines(part, archived=True):
            choices.append(
                Choice(key="k", label="Lines in the archive.", value=lambda: _archive(visit, part))
            )
        guide = next(g for g in learning.guides() if g.part is part)
        empty = () if lines else (f"Nothing here yet, and that is all right. For example: {guide.example}.",)
        return Menu(head=("", f"{guide.title}.", *empty), choices=tuple(choices))

    visit.page(build)


def _line_words(visit: Visit, line: LearningLine) -> str:
    seen = {LineAudience.ME: "For me alone", LineAudience.ASK: "", LineAudience.TEAM: "For my team"}
    return wording.joined(wording.own(line.text), day_of(visit, line.created_at), seen[line.audience])


def _read_all(visit: Visit) -> None:
    learning = visit.services.learning
    for guide in learning.guides():
        if lines := learning.lines(guide.part):
            visit.talk.say("", f"{guide.title}.", *(f"- {_line_words(visit, line)}" for line in lines))
    if courses := learning.courses():
        visit.talk.say("", "Courses I have been to.")
        for course in courses:
            read_course(visit, course)
    visit.talk.say("", "That is the whole of it.")


def _add(visit: Visit, part: LearningPart) -> None:
    def store(text: str) -> None:
        visit.services.learning.add_line(part, text, new_id=visit.door.new_id(), now=visit.now())

    prompt = "A line in your own words. Enter to stop:"
    while ask_words(visit, f"learning/{part.value}/new", (), prompt, store):
        visit.talk.say(wording.SAVED)


def _change(visit: Visit, id: str) -> None:
    def store(text: str) -> None:
        visit.services.learning.edit_line(id, text=text, now=visit.now())

    place = f"learning/{visit.services.learning.line(id).part.value}/{id}"
    if ask_words(visit, place, (), "The new words. Enter keeps the old ones:", store):
        visit.talk.say(wording.SAVED)


def _change_audience(visit: Visit, id: str) -> None:
    choices = tuple(Choice(label=wording.AUDIENCES[a], value=a) for a in (LineAudience.ME, LineAudience.ASK))
    picked = visit.talk.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        visit.services.learning.edit_line(id, audience=picked, now=visit.now())
        visit.talk.say(wording.SAVED)


def _move(visit: Visit, id: str) -> None:
    learning = visit.services.learning
    ids = [line.id for line in learning.lines(learning.line(id).part)]
    move(visit, ids, id, lambda index: visit.services.learning.move_line(id, index, now=visit.now()))


def _put_away(visit: Visit, id: str) -> None:
    put_away(visit, lambda: visit.services.learning.archive_line(id, now=visit.now()))


def _archive(visit: Visit, part: LearningPart) -> None:
    def kept(line: LearningLine) -> Kept:
        return Kept(
            words=wording.own(line.text),
            restore=lambda: visit.services.learning.restore_line(line.id, now=visit.now()),
            delete=lambda: visit.services.learning.delete_line(line.id, now=visit.now()),
        )

    def found() -> list[Kept]:
        return [kept(line) for line in visit.services.learning.lines(part, archived=True)]

    archive_page(visit, "Lines", found)
