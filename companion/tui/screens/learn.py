"""Learn: what is under way, the courses at the left, the exercises of one at the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.exercise import Exercise, Pack
from companion.domain.sheet import Sheet
from companion.tui.messages import GoTo
from companion.tui.screens.learn_add import LearnCourses
from companion.tui.screens.learn_rows import (
    ADD,
    BEFORE,
    LEARNING,
    PAPER,
    Shelf,
    before_sheets,
    carry_on_words,
    course_rows,
    exercise_rows,
    facts,
    learning_place,
    learning_rows,
    sheet_rows,
    shelf_of,
)
from companion.tui.screens.learn_sheets import LearnSheets
from companion.tui.show import say, user_line
from companion.tui.widgets.card import Card, Heading
from companion.tui.widgets.pick_list import PickList, PickRow

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
        Binding("a", "add", "Add"),
        Binding("i", "earlier", "Earlier ones"),
        Binding("k", "paper", "On paper"),
        Binding("d", "archive", "Archive"),
        Binding("left", "to_courses", "To the courses", show=False, key_display="←"),
        Binding("right", "to_exercises", "To the exercises", show=False, key_display="→"),
        Binding("escape", "leave", "One step back", show=False, key_display="esc"),
    ]

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._course = ""
        self._shelf = Shelf((), {})
        self._before: tuple[Sheet, ...] = ()
        self._under_way: Sheet | None = None

    def body(self) -> Iterable[Widget]:
        yield Heading(say("[b]Learn[/]"), id="learn-heading")
        yield Card("Carry on", PickList(id="carry-on", max_lines=1), tone="warm", id="carry-on-card")
        yield Horizontal(
            Card("Courses", PickList(id="courses"), id="courses-card"),
            Container(
                Card("", PickList(id="exercises", empty=TO_ADD), id="exercises-card"),
                Card("", Static("", id="why"), Static("", id="facts", classes="muted"), id="about-card"),
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
        self._shelf = shelf_of(self.services)
        self._before = before_sheets(self.services, self._shelf)
        self.query_one(Heading).hint = self._shelf.in_few_words()
        self._show_under_way()
        self._list("courses").set_rows(course_rows(self._shelf, len(self._before)))
        if self._course not in {row.id for row in self._list("courses").rows}:
            self._course = self._shelf.packs[0].id
        self._open_course(self._course)

    def _show_under_way(self) -> None:
        """Show what can be carried on with; without it there is no such card."""
        sheet = self._under_way = self._shelf.under_way()
        card = self.query_one("#carry-on-card", Card)
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
        card, rows, now = self.query_one("#exercises-card", Card), self._list("exercises"), self.now()
        pack = self._shelf.pack(id)
        if pack is not None:
            card.title = user_line(pack.title)
            rows.set_rows(exercise_rows(self._shelf, pack, now))
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
        card = self.query_one("#about-card", Card)
        card.title = user_line(exercise.title if exercise else "")
        card.set_class(exercise is None, "-brief")
        why = exercise.why if exercise else ABOUT.get(self._course, "")
        self.query_one("#why", Static).update(user_line(why))
        self.query_one("#why").display = bool(why)
        told = facts(exercise, self.services.plan) if exercise else ""
        self.query_one("#facts", Static).update(told)

    def _pack_here(self) -> Pack | None:
        return self._shelf.pack(self._course)

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

    def course_added(self, pack: Pack) -> None:
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
