"""The learning plan: four questions with lines under them, and the courses been to."""

from collections.abc import Callable
from functools import partial

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import ArchivedItem, archive_page, move, put_away
from companion.plain.console.text_prompts import ask_when, ask_words
from companion.plain.learn.wording import day_of
from companion.services.dates import When, say_day
from companion.services.learn.learning_plan import part_title
from companion.services.wording import marked_apart
from companion.words import say_count

_FIELDS = {
    "title": "What was it called?",
    "where": "Where was it?",
    "used": "What do you use from it?",
}


def courses_page(context: Context) -> None:
    """Show the courses, newest first."""

    def build() -> Menu[Act]:
        learning = context.services.learning
        choices: list[MenuItem[Act]] = [
            MenuItem(label=course_words(course), value=partial(course_page, context, course.id))
            for course in learning.courses()
        ]
        choices.append(MenuItem(key="a", label="Add a course.", value=lambda: _add_course(context)))
        if learning.courses(archived=True):
            choices.append(
                MenuItem(key="k", label="Courses in the archive.", value=lambda: _archive_of_courses(context))
            )
        head = (
            "Courses I have been to, the newest first."
            if learning.courses()
            else "No course is written here yet."
        )
        return Menu(head=("", head), choices=tuple(choices))

    context.page(build)


def course_page(context: Context, id: str) -> None:
    """Show one course, and what can be changed about it."""

    def build() -> Menu[Act]:
        course = context.services.learning.course(id)
        choices = (
            MenuItem(label="Change what it is called.", value=lambda: _change_course(context, id, "title")),
            MenuItem(label="Change where.", value=lambda: _change_course(context, id, "where")),
            MenuItem(label="Change when.", value=lambda: _change_when(context, id)),
            MenuItem(label="Write what I use from it.", value=lambda: _change_course(context, id, "used")),
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_course_away(context, id)),
        )
        return Menu(head=("", course_words(course), *_used(course)), choices=choices)

    context.page(build)


def course_words(course: AttendedCourse) -> str:
    """Return a course in a sentence or two: its name, where, when."""
    day = say_day(course.day) if course.day else ""
    return wording.sentences(wording.own(course.title), wording.own(course.where), day)


def read_course(context: Context, course: AttendedCourse) -> None:
    """Read one course with what is used from it."""
    context.prompter.say(f"- {course_words(course)}", *_used(course))


def _used(course: AttendedCourse) -> tuple[str, ...]:
    used = wording.whole(course.used)
    return (f"What I use from it: {used[0]}", *used[1:]) if used else ()


def _add_course(context: Context) -> None:
    """Ask name, where, when and what is used. The course is kept with its name, and each answer after that."""
    made = ""

    def store_title(text: str) -> None:
        nonlocal made
        if made:
            _store(context, made, "title", text)
            return
        new_id = context.backend.new_id()
        context.services.learning.add_course(title=text, new_id=new_id, now=context.now())
        made = new_id

    def ask(field: str, store: Callable[[str], None]) -> None:
        if made or field == "title":
            ask_words(context, f"learning/course/new/{field}", (), f"{_FIELDS[field]} Enter to skip:", store)

    context.in_turn(
        (
            lambda: ask("title", store_title),
            lambda: ask("where", lambda text: _store(context, made, "where", text)),
            lambda: _ask_when(context, made),
            lambda: ask("used", lambda text: _store(context, made, "used", text)),
        )
    )
    if made:
        context.prompter.say(f"Saved. {course_words(context.services.learning.course(made))}")


def _ask_when(context: Context, id: str, *, clear: bool = False) -> bool:
    """Ask for the day and store it; True when something was stored. Without an id nothing is asked."""
    said = ask_when(context, (), clear=clear, future=False, example="last March") if id else None
    if said is None:
        return False
    day = said.day if isinstance(said, When) else None
    context.keep(lambda: context.services.learning.edit_course(id, day=day, now=context.now()))
    return True


def _change_course(context: Context, id: str, field: str) -> None:
    is_title = field == "title"
    rest = "Enter keeps the old ones:" if is_title else "Enter keeps the old ones, blank empties them:"
    place = f"learning/course/{id}/{field}"
    if ask_words(
        context, place, (), f"The new words. {rest}", partial(_store, context, id, field), clear=not is_title
    ):
        context.prompter.say(wording.SAVED)


def _change_when(context: Context, id: str) -> None:
    if _ask_when(context, id, clear=True):
        context.prompter.say(wording.SAVED)


def _store(context: Context, id: str, field: str, text: str) -> None:
    given: dict[str, str] = {field: text}
    context.services.learning.edit_course(
        id,
        title=given.get("title"),
        where=given.get("where"),
        used=given.get("used"),
        now=context.now(),
    )


def _put_course_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.learning.archive_course(id, now=context.now()))


def _archive_of_courses(context: Context) -> None:
    def kept(course: AttendedCourse) -> ArchivedItem:
        return ArchivedItem(
            words=course_words(course),
            restore=lambda: context.services.learning.restore_course(course.id, now=context.now()),
            delete=lambda: context.services.learning.delete_course(course.id, now=context.now()),
        )

    archive_page(
        context, "Courses", lambda: [kept(c) for c in context.services.learning.courses(archived=True)]
    )


def learning_plan_page(context: Context) -> None:
    """Show the four questions with how many lines each has, and the courses."""

    def build() -> Menu[Act]:
        learning = context.services.learning
        choices: list[MenuItem[Act]] = [
            MenuItem(
                label=f"{guide.title}, {say_count(len(learning.lines(guide.part)), 'line')}.",
                value=partial(_part_page, context, guide.part),
            )
            for guide in learning.guides()
        ]
        choices.append(
            MenuItem(
                label=f"Courses I have been to, {len(learning.courses())}.",
                value=lambda: courses_page(context),
            )
        )
        choices.append(MenuItem(key="w", label="Read the whole of it.", value=lambda: _read_all(context)))
        return Menu(head=("", "My learning plan."), choices=tuple(choices))

    context.page(build)


def learning_line_page(context: Context, id: str) -> None:
    """Show one line whole, and what can be done with it."""

    def build() -> Menu[Act]:
        line = context.services.learning.line(id)
        head = (
            "",
            *wording.whole(line.text),
            f"{part_title(line.part)}. Written {day_of(context, line.created_at)}.",
            f"Who may see it: {wording.AUDIENCES[line.audience]}",
        )
        choices = (
            MenuItem(key="e", label="Change the words.", value=lambda: _change(context, id)),
            MenuItem(key="w", label="Choose who may see it.", value=lambda: _change_audience(context, id)),
            MenuItem(key="m", label="Move it.", value=lambda: _move(context, id)),
            MenuItem(key="d", label="Put it in the archive.", value=lambda: _put_away(context, id)),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def _part_page(context: Context, part: LearningPart) -> None:
    def build() -> Menu[Act]:
        learning = context.services.learning
        lines = learning.lines(part)
        choices: list[MenuItem[Act]] = [
            MenuItem(label=_line_words(context, line), value=partial(learning_line_page, context, line.id))
            for line in lines
        ]
        choices.append(MenuItem(key="a", label="Add a line.", value=lambda: _add(context, part)))
        if learning.lines(part, archived=True):
            choices.append(
                MenuItem(key="k", label="Lines in the archive.", value=lambda: _archive(context, part))
            )
        guide = next(g for g in learning.guides() if g.part is part)
        empty = () if lines else (f"Nothing here yet, and that is all right. For example: {guide.example}.",)
        return Menu(head=("", f"{guide.title}.", *empty), choices=tuple(choices))

    context.page(build)


def _line_words(context: Context, line: LearningLine) -> str:
    return wording.sentences(
        wording.own(line.text), day_of(context, line.created_at), marked_apart(line.audience)
    )


def _read_all(context: Context) -> None:
    learning = context.services.learning
    for guide in learning.guides():
        if lines := learning.lines(guide.part):
            context.prompter.say(
                "", f"{guide.title}.", *(f"- {_line_words(context, line)}" for line in lines)
            )
    if courses := learning.courses():
        context.prompter.say("", "Courses I have been to.")
        for course in courses:
            read_course(context, course)
    context.prompter.say("", "That is the whole of it.")


def _add(context: Context, part: LearningPart) -> None:
    def store(text: str) -> None:
        context.services.learning.add_line(part, text, new_id=context.backend.new_id(), now=context.now())

    prompt = "A line in your own words. Enter to stop:"
    while ask_words(context, f"learning/{part.value}/new", (), prompt, store):
        context.prompter.say(wording.SAVED)


def _change(context: Context, id: str) -> None:
    def store(text: str) -> None:
        context.services.learning.edit_line(id, text=text, now=context.now())

    place = f"learning/{context.services.learning.line(id).part.value}/{id}"
    if ask_words(context, place, (), "The new words. Enter keeps the old ones:", store):
        context.prompter.say(wording.SAVED)


def _change_audience(context: Context, id: str) -> None:
    choices = tuple(MenuItem(label=wording.AUDIENCES[a], value=a) for a in (Visibility.ME, Visibility.ASK))
    picked = context.prompter.choose(Menu(head=("Who may see this line?",), choices=choices))
    if picked is not None:
        context.services.learning.edit_line(id, audience=picked, now=context.now())
        context.prompter.say(wording.SAVED)


def _move(context: Context, id: str) -> None:
    learning = context.services.learning
    ids = [line.id for line in learning.lines(learning.line(id).part)]
    move(context, ids, id, lambda index: context.services.learning.move_line(id, index, now=context.now()))


def _put_away(context: Context, id: str) -> None:
    put_away(context, lambda: context.services.learning.archive_line(id, now=context.now()))


def _archive(context: Context, part: LearningPart) -> None:
    def kept(line: LearningLine) -> ArchivedItem:
        return ArchivedItem(
            words=wording.own(line.text),
            restore=lambda: context.services.learning.restore_line(line.id, now=context.now()),
            delete=lambda: context.services.learning.delete_line(line.id, now=context.now()),
        )

    def found() -> list[ArchivedItem]:
        return [kept(line) for line in context.services.learning.lines(part, archived=True)]

    archive_page(context, "Lines", found)
