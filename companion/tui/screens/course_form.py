"""A course the person went to: what, where, when, and what they use from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from companion.domain.learning import Course
from companion.tui.screens.day_form import DayForm
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.editors import LineEditor


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseAnswers:
    """What was filled in; all but the title may be empty."""

    title: str
    where: str
    day: date | None
    used: str


class CourseForm(DayForm[CourseAnswers]):
    """Four lines; Enter goes on to the next, and on the chip keeps them."""

    CSS_PATH = "../styles/forms.tcss"
    TO_COME = False

    WRITES: ClassVar[bool] = True

    def __init__(self, course: Course | None, *, now: datetime) -> None:
        super().__init__(
            "The course" if course else "A course I went to",
            hint="enter goes on   esc leaves it",
            day=course.day if course else None,
            now=now,
        )
        self._course = course

    def body(self) -> Iterable[Widget]:
        course = self._course
        title, where, used = (course.title, course.where, course.used) if course else ("", "", "")
        yield Static("What it is called", classes="label")
        yield LineEditor(title, placeholder="a word or two", keeps_escape=False, id="title")
        yield Static("Where", classes="label")
        yield LineEditor(where, placeholder="the college, or the place", keeps_escape=False, id="where")
        yield Static("When", classes="label")
        yield LineEditor(
            self.day_words, placeholder="12 October, 3 March 2025, ...", keeps_escape=False, id="when"
        )
        yield Static("", id="echo")
        yield Static("What I use from it", classes="label")
        yield LineEditor(used, placeholder="in your own words", keeps_escape=False, id="used")
        yield ActionChip("Keep it", "press enter", id="keep")

    def on_mount(self) -> None:
        self.query_one("#title").focus()

    def keep(self) -> None:
        title = self.query_one("#title", LineEditor)
        if not title.value:
            title.problem = "A name first. A word or two is enough."
            title.focus()
            return
        self.dismiss(
            CourseAnswers(
                title=title.value,
                where=self.query_one("#where", LineEditor).value,
                day=self.read()[0],
                used=self.query_one("#used", LineEditor).value,
            )
        )
