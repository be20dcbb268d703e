"""Adding a course: which folder or zip file, what is in it or what is to be put right first, and a yes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.services.files import path_of
from companion.services.learn.courses import check_pack
from companion.tui.base.dialog import Dialog
from companion.tui.base.locked_screen import StatusText
from companion.tui.base.record_list import ListPage
from companion.tui.base.screen import Asking
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.text import content_of, say, styled, user_line, user_text
from companion.words import say_count

if TYPE_CHECKING:
    from companion.domain.exercise import CoursePack
    from companion.errors import CompanionError
    from companion.services.learn.courses import Added, PackReport

WHAT_IT_IS = (
    "A course is a folder, or a zip file, that a college or a friend gave you. "
    "Nothing is added until you have seen what is in it."
)

STAYS = "This course comes with the program, and stays."


class CourseMistakes(Dialog[None]):
    """Every mistake that was found, to be read through."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "close", "Close", show=False)]

    def __init__(self, report: PackReport) -> None:
        count = say_count(len(report.mistakes), "thing")
        super().__init__(f"{count} to put right first", hint="↑ ↓ scroll   esc closes")
        self._report = report

    def body(self) -> Iterable[Widget]:
        yield Static("Nothing was added. Mend the files, then press Enter once more.", markup=False)
        yield Static(_points(self._report.mistakes))
        if self._report.notes:
            yield Static(content_of(styled("Also good to know", "bold"), "\n", _points(self._report.notes)))


class CourseFound(Dialog[bool]):
    """What is in a course. The answer is True only for adding it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "app.focus_previous", "Choose", show=False),
        Binding("right", "app.focus_next", "Choose", show=False),
        key("leave it"),
    ]

    def __init__(
        self, pack: CoursePack, notes: tuple[str, ...] = (), in_use: CoursePack | None = None
    ) -> None:
        """`in_use`: the version whose place it would take."""
        super().__init__(user_line(pack.title), hint="↑ ↓ scroll   esc leaves it")
        self._pack, self._notes, self._in_use = pack, notes, in_use

    def body(self) -> Iterable[Widget]:
        yield Static(self._facts())
        yield Horizontal(
            ActionButton("Leave it", id="leave"),
            ActionButton("Add this course", id="add"),
            classes="buttons",
        )
        yield Static(self._exercises())
        if self._notes:
            yield Static(content_of(styled("Good to know", "bold"), "\n", _points(self._notes)))

    def on_mount(self) -> None:
        self.query_one("#add").focus()

    def _facts(self) -> Content:
        pack = self._pack
        parts = [f"By {pack.author}." if pack.author else "", f"Version {pack.version}."]
        parts += [f"Licence: {pack.licence}." if pack.licence else ""]
        facts = user_line(" ".join(part for part in parts if part))
        return content_of(facts, "\n", user_line(self._progress())) if self._in_use else facts

    def _progress(self) -> str:
        if self._in_use is None:
            return ""
        if self._in_use.version == self._pack.version:
            return "You have this version already. Adding it reads it in anew; what you wrote stays."
        return f"You have version {self._in_use.version} of it. This takes its place; what you wrote stays."

    def _exercises(self) -> Content:
        exercises = self._pack.exercises
        rows = [user_line(f"{each.title}, {each.minutes} min") for each in exercises]
        head = styled(say_count(len(exercises), "exercise"), "bold")
        return content_of(head, *(part for row in rows for part in ("\n• ", row)))

    @on(ActionButton.Pressed)
    def _answered(self, message: ActionButton.Pressed) -> None:
        message.stop()
        self.dismiss(message.control.id == "add")


class AddCourse(Dialog["Added"], Asking):
    """A line for the folder or file. It stays until the course is added, so that mistakes can be mended and
    Enter pressed once more; the answer is what adding did."""

    CSS_PATH = "../styles/learn.tcss"
    WRITES: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__("Which folder or zip file?", hint="enter looks at it   esc leaves it")
        self._is_looking = False

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT_IT_IS, markup=False)
        yield LineEditor(
            placeholder="for example ~/Downloads/course.zip", keeps_escape=False, enter="Look at it"
        )
        yield StatusText()

    def on_mount(self) -> None:
        self.query_one(LineEditor).focus()

    @on(LineEditor.Submitted)
    def _look(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if self._is_looking:
            return
        if not message.text:
            message.control.problem = "The name of a folder or file first."
            return
        self._is_looking = True
        self.query_one(StatusText).tell("Looking ...")
        path = path_of(message.text)
        self.ask(lambda s: check_pack(path), self._looked, self.show_problem)

    def _looked(self, report: PackReport) -> None:
        self._is_looking = False
        self.query_one(StatusText).tell("")
        pack = report.pack
        if pack is None:
            self.app.push_screen(CourseMistakes(report))
            return
        packs = self.services.packs
        in_use = packs.pack(pack.id) if packs.is_added(pack.id) else None

        def answered(yes: bool | None) -> None:
            if yes:
                now = self.now()
                self.ask(lambda s: s.packs.add(pack, now=now), self.dismiss, self.show_problem)

        self.app.push_screen(CourseFound(pack, report.notes, in_use), answered)

    def show_problem(self, error: CompanionError) -> None:
        self._is_looking = False
        told = self.query_one(StatusText)
        told.tell(user_text(str(error)), "problem")
        self.call_after_refresh(told.scroll_visible, animate=False)


class LearnCourses(ListPage):
    """The part of the Learn page that adds courses and puts them away."""

    def action_add(self) -> None:
        self.app.push_screen(AddCourse(), self._added)

    def _added(self, added: Added | None) -> None:
        if added is not None:
            self.changed(added)
            self.say(added_words(added))
            self.course_added(added.pack)

    def course_added(self, pack: CoursePack) -> None:
        """Show the course that was added now."""

    def put_away(self, pack_id: str) -> None:
        """Put a course away, or say why it stays."""
        if not self.services.packs.is_added(pack_id):
            self.say(STAYS)
            return
        now = self.now()
        self.ask(lambda s: s.packs.archive(pack_id, now=now), self._course_is_away)

    def _course_is_away(self, result: object) -> None:
        self.changed(result)
        self.say(say("Put away. What you wrote in it stays. [b]u[/] brings it back."))


def added_words(added: Added) -> Content:
    """Return what is said once a course was added."""
    title = added.pack.title
    if added.earlier is None:
        words = f"Added “{title}”. It is kept in your vault, and goes where the vault goes."
    elif added.earlier.version == added.pack.version:
        words = f"“{title}” was read in anew. What you wrote in it is still here."
    else:
        words = f"“{title}” is version {added.pack.version} now. What you wrote in it is still here."
    return user_line(f"{words} {added.warning}".strip())


def _points(sentences: Iterable[str]) -> Content:
    return Content("\n").join([content_of("• ", user_text(sentence)) for sentence in sentences])
