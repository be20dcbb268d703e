"""Learn: what is under way, the courses at the left, the exercises of one at the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.exercise import CoursePack, Exercise
from companion.domain.learning import LearningPart
from companion.domain.sheet import Sheet
from companion.services.learn.learning_plan import LearningPlans
from companion.services.learn.sheets import Progress, Ref
from companion.services.services import Services
from companion.tui.base.messages import GoTo
from companion.tui.base.pick import PickDialog
from companion.tui.base.record_list import ListPage
from companion.tui.commands import key
from companion.tui.learn.add_course import LearnCourses
from companion.tui.learn.wording import how_many, place_words
from companion.tui.share.save import SavePage
from companion.tui.widgets.card import Heading, Panel
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, say, user_line
from companion.words import MONTHS, say_count, say_date, say_day_month

ADD, LEARNING, BEFORE = "+", "+learning", "+before"
"""Ids of the rows that are not a course; no course has a + in its id."""
PAPER = "+paper"
"""Where the page opens to have a worksheet saved."""
COURSES = "courses"
"""Id of the row of courses beside the parts of the learning plan."""

_NOT_STARTED = Progress()


class CoursesShown(NamedTuple):
    """The courses in use, and how far the person is with each exercise that has a sheet."""

    packs: tuple[CoursePack, ...]
    progresses: dict[Ref, Progress]

    def pack(self, id: str) -> CoursePack | None:
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
        done = sum(self.progresses.get(ref, _NOT_STARTED).done > 0 for ref in refs)
        words = say_count(len(refs), "exercise")
        return f"{words}  ·  {done} done" if done else words

    def under_way(self) -> Sheet | None:
        """Return the sheet that was written in last and can be carried on with."""
        offered = set(self.refs())
        found = [s.under_way for ref, s in self.progresses.items() if s.under_way and ref in offered]
        return max(found, key=lambda sheet: (sheet.changed_at, sheet.id), default=None)


def shown_of(services: Services) -> CoursesShown:
    """Return what is on offer now."""
    return CoursesShown(services.packs.all(), services.sheets.progresses())


def before_sheets(services: Services, shown: CoursesShown) -> tuple[Sheet, ...]:
    """Return the sheets of exercises that are not on offer any more, the one written in last first."""
    offered = set(shown.refs())
    return tuple(s for s in services.sheets.all() if (s.pack_id, s.exercise_id) not in offered)


def course_rows(shown: CoursesShown, before: int) -> list[PickRow]:
    """Return the courses with how many exercises each has, then the rows that are not courses.

    `before`: how many sheets there are of exercises that are not on offer any more.
    """
    rows = [
        PickRow(id=pack.id, main=user_line(pack.title), note=str(len(pack.exercises))) for pack in shown.packs
    ]
    if before:
        rows.append(PickRow(id=BEFORE, main="From earlier courses", note=str(before)))
    rows.append(PickRow(id=LEARNING, main="My learning plan"))
    rows.append(PickRow(id=ADD, main="+ add a course"))
    return rows


def exercise_rows(shown: CoursesShown, pack: CoursePack, now: datetime) -> list[PickRow]:
    """Return the exercises of a course, each with how long it takes or the day it was started or done."""
    return [
        PickRow(
            id=exercise.id,
            main=user_line(exercise.title),
            note=_note(exercise, shown.progresses.get((pack.id, exercise.id), _NOT_STARTED), now),
        )
        for exercise in pack.exercises
    ]


def _note(exercise: Exercise, progress: Progress, now: datetime) -> str:
    sheet = progress.under_way or progress.last_done
    return sheet_note(sheet, now) if sheet else f"{exercise.minutes} min"


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


def facts(exercise: Exercise) -> Content:
    """Return how long an exercise is, and that what is written in it goes nowhere, where that is so."""
    goes = "" if any(step.goes_to for step in exercise.steps) else " What you write stays here."
    return user_line(f"{how_many(exercise)}, about {say_count(exercise.minutes, 'minute')}.{goes}")


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


ON_PAPER = "A sheet with room for a pen. Nothing that you wrote is on it."
NONE_YET = "Nothing from this exercise yet. Enter opens it."


class EarlierSheets(PickDialog):
    """The sheets of one exercise, the one written in last first; the answer is the id of one."""

    BINDINGS: ClassVar[list[BindingType]] = [key("close earlier", show=False)]

    def __init__(self, rows: Sequence[PickRow]) -> None:
        super().__init__("Earlier ones", rows, "enter opens it   esc closes")


class LearnSheets(ListPage):
    """The part of the Learn page that shows earlier sheets and saves one to print."""

    def show_earlier(self, sheets: tuple[Sheet, ...]) -> None:
        """Open the sheet there is of an exercise, or have one chosen."""
        if not sheets:
            self.say(NONE_YET)
        elif len(sheets) == 1:
            self.post_message(GoTo("sheet", sheets[0].id))
        else:
            self.app.push_screen(EarlierSheets(sheet_rows(sheets, self.now())), self._sheet_chosen)

    def _sheet_chosen(self, id: str | None) -> None:
        if id is not None:
            self.post_message(GoTo("sheet", id))

    def save_worksheet(self, exercise: Exercise, pack: CoursePack) -> None:
        """Ask where to, and write the exercise as a sheet with room for a pen."""
        worksheets = self.services.worksheets
        folder = self.backend.documents
        formats = worksheets.formats()
        places = {f.id: str(worksheets.default_path(folder, exercise, f.id)) for f in formats}

        def write(services: Services, format_id: str, path: Path, force: bool) -> Path:
            data = services.worksheets.render(exercise, pack, format_id)
            return services.worksheets.save(path, data, force=force)

        page = SavePage(formats, places, write, title=_paper_title(exercise), about=ON_PAPER)
        self.app.push_screen(page, self._worksheet_saved)

    def _worksheet_saved(self, path: Path | None) -> None:
        if path is not None:
            self.say(user_line(f"Saved, to print: {path}"))


def _paper_title(exercise: Exercise) -> Words:
    return user_line(f"On paper: {exercise.title}")


ABOUT = {
    BEFORE: "What you wrote in exercises that are not here any more. Enter opens it.",
    LEARNING: "Your own answers to four questions, and the courses you went to. Enter opens it.",
}
TO_ADD = "A college or a friend can give you a course as a folder or a zip file. Enter asks for it."
CHOOSE_PAPER = "Choose an exercise, then k saves it as a sheet to print."
NO_EXERCISE = "Go to an exercise first."
TO_THE_COURSES = "d puts a course away, in the list of courses: ← goes there."


class LearnPage(LearnCourses, LearnSheets):
    """`at` is "", a course's id, "course/exercise", `ADD` to ask for a course, `PAPER` to say how to print."""

    TAB: ClassVar[str] = "learn"
    AUTO_FOCUS = ""  # `focus_start` says where: another place before it would be drawn and drawn again
    SCROLLS: ClassVar[bool] = False
    CSS_PATH = "../styles/learn.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("add"),
        key("earlier"),
        key("paper"),
        key("archive"),
        Binding("left", "to_courses", "To the courses", show=False),
        Binding("right", "to_exercises", "To the exercises", show=False),
        key("back", show=False),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._course = ""
        self._shown = CoursesShown((), {})
        self._before: tuple[Sheet, ...] = ()
        self._under_way: Sheet | None = None

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]Learn[/]"), id="learn-heading")
        yield Panel("Carry on", PickList(id="carry-on", max_lines=1), tone="warm", id="carry-on-card")
        yield Horizontal(
            Panel("Courses", PickList(shows=True, id="courses"), id="courses-card"),
            Container(
                Panel("", PickList(id="exercises", empty=TO_ADD, shows=True), id="exercises-card"),
                Panel("", Static("", id="why"), Static("", id="facts", classes="muted"), id="about-card"),
                id="learn-right",
            ),
            id="learn-panes",
        )

    def choose_start(self) -> None:
        course = self._at.partition("/")[0]
        in_use = [pack.id for pack in self.services.packs.all()]
        self._course = course if course in (*in_use, LEARNING) else in_use[0]

    def focus_start(self) -> None:
        exercise = self._at.partition("/")[2]
        self._list("courses").highlight(self._course)
        self._list("exercises").highlight(exercise)
        if self._under_way is not None and not exercise:
            self._list("carry-on").focus()
        else:
            self._list("exercises").focus()
        if self._at == LEARNING:
            self._list("courses").focus()
        elif self._at == ADD:
            self.call_after_refresh(self.action_add)
        elif self._at == PAPER:
            self._list("exercises").focus()
            self.say(CHOOSE_PAPER)

    def _list(self, name: str) -> PickList:
        return self.query_one(f"#{name}", PickList)

    def reload(self) -> None:
        self._shown = shown_of(self.services)
        self._before = before_sheets(self.services, self._shown)
        self.query_one(Heading).hint = self._shown.in_few_words()
        self._show_under_way()
        self._list("courses").set_rows(course_rows(self._shown, len(self._before)))
        if self._course not in {row.id for row in self._list("courses").rows}:
            self._course = self._list("courses").highlighted or self._shown.packs[0].id
        self._open_course(self._course)

    def _show_under_way(self) -> None:
        """Show what can be carried on with; without it there is no such card."""
        sheet = self._under_way = self._shown.under_way()
        card = self.query_one("#carry-on-card", Panel)
        if sheet is None and self._list("carry-on").has_focus:
            self._list("exercises").focus()
        card.display = sheet is not None
        if sheet is not None:
            sheets = self.services.sheets
            exercise, left_at = sheets.exercise(sheet), sheets.step_to_resume(sheet)
            card.hint = carry_on_words(exercise, left_at, sheet.created_at, self.now())
            self._list("carry-on").set_rows([PickRow(id=sheet.id, main=user_line(sheet.title), note="enter")])

    def _open_course(self, id: str) -> None:
        """Show the exercises of a course, or what the other rows stand for."""
        self._course = id
        card, rows, now = self.query_one("#exercises-card", Panel), self._list("exercises"), self.now()
        pack = self._shown.pack(id)
        if pack is not None:
            card.title = user_line(pack.title)
            rows.set_rows(exercise_rows(self._shown, pack, now))
        elif id == BEFORE:
            card.title = "From earlier courses"
            rows.set_rows(sheet_rows(self._before, now))
        elif id == LEARNING:
            card.title = "My learning plan"
            rows.set_rows(learning_rows(self.services.learning))
        else:
            card.title = "Add a course"
            rows.set_rows([])
        self._show_about()

    def _show_about(self) -> None:
        exercise = self._exercise_here()
        card = self.query_one("#about-card", Panel)
        card.title = user_line(exercise.title if exercise else "")
        card.set_class(exercise is None, "-brief")
        why = exercise.why if exercise else ABOUT.get(self._course, "")
        self.query_one("#why", Static).update(user_line(why))
        self.query_one("#why").display = bool(why)
        told = facts(exercise) if exercise else ""
        self.query_one("#facts", Static).update(told)

    def _pack_here(self) -> CoursePack | None:
        return self._shown.pack(self._course)

    def _exercise_here(self) -> Exercise | None:
        """Return the exercise under the cursor of the list at the right."""
        pack = self._pack_here()
        return pack.exercise(self._list("exercises").highlighted or "") if pack else None

    @on(PickList.Highlighted, "#courses")
    def _course_highlighted(self, message: PickList.Highlighted) -> None:
        if message.id != self._course:
            self._list("exercises").cursor = 0
            self._open_course(message.id)

    @on(PickList.Highlighted, "#exercises")
    def _exercise_highlighted(self) -> None:
        self._show_about()

    @on(PickList.Picked, "#carry-on")
    def _carry_on(self) -> None:
        if self._under_way is not None:
            self.post_message(GoTo("exercise", self._under_way.id))

    @on(PickList.Picked, "#courses")
    def _course_picked(self, message: PickList.Picked) -> None:
        if message.id == ADD:
            self.action_add()
        elif message.id == LEARNING:
            self.post_message(GoTo("learning-plan"))
        else:
            self._list("exercises").focus()

    @on(PickList.Picked, "#exercises")
    def _exercise_picked(self, message: PickList.Picked) -> None:
        if self._course == LEARNING:
            at = learning_place(self.services.learning, message.id)
            self.post_message(GoTo("learning-plan", at))
        elif self._course == BEFORE:
            self.post_message(GoTo("sheet", message.id))
        else:
            self.post_message(GoTo("exercise", f"{self._course}/{message.id}"))

    def course_added(self, pack: CoursePack) -> None:
        self._list("courses").highlight(pack.id)
        self._open_course(pack.id)
        self._list("exercises").cursor = 0
        self._list("exercises").focus()

    def action_earlier(self) -> None:
        exercise = self._exercise_here()
        if exercise is None:
            self.say(NO_EXERCISE)
        else:
            self.show_earlier(self.services.sheets.of(self._course, exercise.id))

    def action_paper(self) -> None:
        pack, exercise = self._pack_here(), self._exercise_here()
        if pack is None or exercise is None:
            self.say(NO_EXERCISE)
        else:
            self.save_worksheet(exercise, pack)

    def action_archive(self) -> None:
        if not self._list("courses").has_focus:
            self.say(TO_THE_COURSES)
        elif (pack := self._pack_here()) is not None:
            self.put_away(pack.id)

    def action_to_courses(self) -> None:
        self._list("courses").focus()

    def action_to_exercises(self) -> None:
        self._list("exercises").focus()

    def action_leave(self) -> None:
        if self._list("exercises").has_focus:
            self._list("courses").focus()
        else:
            self.post_message(GoTo("today"))
