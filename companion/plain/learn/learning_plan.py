"""The learning plan: four questions with lines under them, and the courses been to."""

from functools import partial

from companion.domain.learning import AttendedCourse, LearningLine, LearningPart
from companion.domain.plan import Visibility
from companion.plain.console import wording
from companion.plain.console.context import Act, Context
from companion.plain.console.form import Values, change_choices, fill_in
from companion.plain.console.prompter import Menu, MenuItem
from companion.plain.console.record_list import (
    add_choice,
    away_choice,
    list_page,
    move_choice,
    who_choice,
    words_choice,
)
from companion.plain.learn.wording import day_of
from companion.services.core.collection import Collection, OrderedCollection
from companion.services.dates import say_day
from companion.services.learn.learning_plan import COURSE_FORM, part_title
from companion.services.services import Services
from companion.services.wording import marked_apart
from companion.words import say_count


def _courses(services: Services) -> Collection[AttendedCourse]:
    return services.learning.course_records


def _lines(services: Services) -> OrderedCollection[LearningLine]:
    return services.learning.line_records


def courses_page(context: Context) -> None:
    """Show the courses, newest first."""
    some, none = "Courses I have been to, the newest first.", "No course is written here yet."
    list_page(
        context,
        head=lambda any_there: ("", some if any_there else none),
        of=_courses,
        records=lambda archived: context.services.learning.courses(archived),
        words=course_words,
        page=course_page,
        add=MenuItem(key="a", label="Add a course.", value=lambda: _add_course(context)),
        called="Courses",
    )


def course_page(context: Context, id: str) -> None:
    """Show one course, and what can be changed about it."""

    def build() -> Menu[Act]:
        course = context.services.learning.course(id)
        choices = (
            *change_choices(context, COURSE_FORM, _courses, id, f"learning/course/{id}"),
            away_choice(context, _courses, id),
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

    def add(values: Values) -> str:
        new_id = context.backend.new_id()
        return context.services.learning.add_course(new_id=new_id, now=context.now(), **values).id

    made = fill_in(context, COURSE_FORM, _courses, lambda _, key: f"learning/course/new/{key}", add)
    if made:
        context.prompter.say(f"Saved. {course_words(context.services.learning.course(made))}")


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
            words_choice(context, _lines, id, f"learning/{line.part.value}/{id}"),
            who_choice(context, _lines, id, (Visibility.ME, Visibility.ASK)),
            move_choice(context, _lines, id),
            away_choice(context, _lines, id),
        )
        return Menu(head=head, choices=choices)

    context.page(build)


def _part_page(context: Context, part: LearningPart) -> None:
    guide = next(guide for guide in context.services.learning.guides() if guide.part is part)
    empty = f"Nothing here yet, and that is all right. For example: {guide.example}."

    def store(text: str) -> None:
        context.services.learning.add_line(part, text, new_id=context.backend.new_id(), now=context.now())

    list_page(
        context,
        head=lambda any_there: ("", f"{guide.title}.", *(() if any_there else (empty,))),
        of=_lines,
        records=lambda archived: context.services.learning.lines(part, archived),
        words=partial(_line_words, context),
        page=learning_line_page,
        add=add_choice(context, f"learning/{part.value}/new", store),
        put_away=lambda line: wording.own(line.text),
    )


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
