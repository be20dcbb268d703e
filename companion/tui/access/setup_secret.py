"""Choosing a passphrase, and the recovery code for the day it is gone: set-up's first step, and after that day."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry
from companion.services.access import passphrases
from companion.services.access.passphrases import HOW_KEPT, HOW_TYPED
from companion.services.access.recovery_code import (
    FILE_NAME,
    groups_to_ask,
    is_whole,
    offered_sheet,
    which_groups,
    wrong_words,
)
from companion.services.backend import Backend
from companion.services.files import path_of
from companion.tui.base.dialog import AskLine, Dialog
from companion.tui.base.host import host_of
from companion.tui.base.locked_screen import FirstScreen, LockedPanel, StatusText
from companion.tui.commands import key
from companion.tui.widgets.key_bar import HIDE, KeyBar
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import content_of, styled, user_line, user_text

GROUPS_IN_A_ROW = 2

WHAT_FOR = (
    "It opens your file when the passphrase is gone. Write it on paper and keep the paper away from this "
    "computer. Whoever has it can read your plan."
)
FILE_EXAMPLE = f"for example a stick, and then {FILE_NAME}"
ASK_FILE = "Where to? That file is not locked: a USB stick you keep elsewhere is a good place."


def in_groups(code: str) -> Content:
    """Return the code with its groups numbered and spread out, two in a row."""
    groups = [
        content_of(styled(f"{number}  ", "$c-muted"), styled(" ".join(group), "bold"))
        for number, group in enumerate(code.split("-"), start=1)
    ]
    rows = [groups[start : start + GROUPS_IN_A_ROW] for start in range(0, len(groups), GROUPS_IN_A_ROW)]
    return Content("\n\n").join(Content("          ").join(row) for row in rows)


class CodeSheet(Static, can_focus=True):
    """The code, and what saving it said."""

    def __init__(self, code: str, backend: Backend) -> None:
        super().__init__(in_groups(code))
        self._code, self._backend = code, backend

    def ask_where(self, tell: StatusText, start: str = "") -> None:
        """Ask for a file name and write the sheet there; what came of it is told in `tell`."""
        offered = offered_sheet(self._backend.documents, self._backend.vault_path)
        where = start or (str(offered) if offered else "")

        def answered(name: str | None) -> None:
            if name:
                self._save(path_of(name), tell)

        self.app.push_screen(AskLine(ASK_FILE, where, placeholder=FILE_EXAMPLE), answered)

    @work(group="sheet")
    async def _save(self, path: Path, tell: StatusText) -> None:
        try:
            saved = await asyncio.to_thread(self._backend.save_recovery_sheet, path, self._code)
        except CompanionError as error:
            tell.tell(user_text(str(error)), "problem")
        else:
            tell.tell(content_of("Saved as ", user_line(str(saved)), ". It is not locked."))


class RecoveryCode(Dialog[None]):
    """The code read again, over any later step; Esc goes back to the same caret."""

    BEGINS: ClassVar[bool] = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", "Back", show=False),
        Binding("ctrl+e", "save", "Save to a file"),
    ]

    def __init__(self, code: str, backend: Backend) -> None:
        super().__init__("Your recovery code", hint="^E saves it to a file   esc closes")
        self._code, self._backend = code, backend

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT_FOR, markup=False)
        yield CodeSheet(self._code, self._backend)
        yield StatusText()

    def action_save(self) -> None:
        self.query_one(CodeSheet).ask_where(self.query_one(StatusText))


WORDS_IN_A_ROW = 3


class SixWords(Static):
    """The words, numbered. They cannot be marked and copied out."""

    ALLOW_SELECT = False


class MadePassphrase(Dialog[str]):
    """The answer is the passphrase once it was written down, None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "written", "I have written it down"),
        key("leave it"),
    ]

    def __init__(self, passphrase: str) -> None:
        super().__init__("A passphrase for you", hint="")
        self._passphrase = passphrase

    def body(self) -> Iterable[Widget]:
        yield Static(HOW_KEPT, markup=False)
        yield SixWords(numbered(self._passphrase), classes="made-words")
        yield Static(HOW_TYPED, markup=False)
        yield Static("Then type it once more, from your paper.", markup=False)

    def key_bar(self) -> KeyBar:
        return KeyBar(
            Binding("enter", "written", "I have written it down"),
            key("leave it"),
            HIDE,
        )

    def action_written(self) -> None:
        self.dismiss(self._passphrase)


def numbered(passphrase: str) -> Content:
    """Return the words in columns, each with its number."""
    words = passphrase.split(" ")
    width = max(map(len, words)) + 4
    cells = [
        content_of(styled(f"{number}  ", "$c-muted"), styled(word.ljust(width), "bold"))
        for number, word in enumerate(words, 1)
    ]
    rows = [cells[start : start + WORDS_IN_A_ROW] for start in range(0, len(cells), WORDS_IN_A_ROW)]
    return Content("\n\n").join(Content("").join(row) for row in rows)


AGAIN, FROM_PAPER = "The same again", "The same again, from your paper"
MAKES = "^T makes six words for you, to write down and keep"
NOT_THE_SAME = "The two are not the same. Type it here once more, or press ↑ to change the first one."


class PassphraseTwice(Vertical):
    """Two hidden lines. `enter` does what Enter does in the one that has the focus."""

    DEFAULT_CSS = "PassphraseTwice { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", "The first line", show=False),
        Binding("down", "step(1)", "The second line", show=False),
        Binding("ctrl+t", "make", "Make one for me"),
    ]

    def compose(self) -> ComposeResult:
        yield Static("Passphrase", classes="question", markup=False)
        yield SecretInput(placeholder="a few words you will remember", id="first")
        yield Static(AGAIN, classes="question", markup=False, id="again")
        yield SecretInput(placeholder="so that a slip of the finger locks nobody out", id="second")
        yield Static("^R shows what you type    Capitals and spaces count", classes="muted", markup=False)
        if passphrases.is_offered():
            yield Static(MAKES, classes="muted", markup=False)

    def start(self) -> None:
        """Put the focus on the first line."""
        self.screen.set_focus(self._first)

    def forget(self) -> None:
        """Clear both lines."""
        self._first.forget()
        self._second.forget()

    def action_step(self, step: int) -> None:
        """Move to the second line (1) or the first (-1)."""
        self.screen.set_focus(self._second if step > 0 else self._first)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "make" or passphrases.is_offered()

    def action_make(self) -> None:
        """Show a passphrase to write down; it stands in the first line then, and is typed in the second."""

        def written(passphrase: str | None) -> None:
            if passphrase:
                self._first.value = passphrase
                self._second.forget()
                self.query_one("#again", Static).update(FROM_PAPER)
                self.screen.set_focus(self._second)

        made = passphrases.make_passphrase()
        if made:
            self.app.push_screen(MadePassphrase(made), written)

    def enter(self, check: Callable[[str], None]) -> str | None:
        """Return the passphrase when it was typed the same twice, else move on and return None.

        Raises InvalidEntry with what to do when it cannot be one, or when the two differ.
        """
        try:
            check(self._first.value)
        except InvalidEntry:
            self.start()
            raise
        if self.screen.focused is not self._second:
            self.screen.set_focus(self._second)
            return None
        if self._second.value != self._first.value:
            self._second.forget()
            raise InvalidEntry("passphrase", NOT_THE_SAME)
        return self._first.value

    @property
    def _first(self) -> SecretInput:
        return self.query_one("#first", SecretInput)

    @property
    def _second(self) -> SecretInput:
        return self.query_one("#second", SecretInput)


MAKING = "Making your file and opening it once. This takes a moment ..."
WHY = (
    "Choose a passphrase. It locks your plan on this computer, and nobody can look it up for you. A few "
    "words that you will remember work well."
)
SHOWN_AGAIN = "^O shows it again in every later step. ^E saves it to a file you name."


class SetUpPart(Vertical):
    """What fills the sheet of set-up at one step."""

    DEFAULT_CSS = "SetUpPart { height: auto; }"

    def stops(self) -> list[Widget]:
        """Return what can have the focus here, in order."""
        return [widget for widget in self.query("*") if widget.can_focus]


class Passphrase(SetUpPart):
    """Typed twice; the vault is made by the app, and proven by opening it."""

    def __init__(self, backend: Backend) -> None:
        super().__init__()
        self._backend = backend
        self.is_making = False

    def compose(self) -> ComposeResult:
        yield Static(WHY, markup=False, classes="space")
        yield PassphraseTwice(classes="space")

    def on_mount(self) -> None:
        self.run_worker(self._get_ready, thread=True, exit_on_error=False, group="ready")

    def _get_ready(self) -> None:
        """Load the code that makes keys while the person types."""
        with contextlib.suppress(CompanionError):
            self._backend.check_passphrase("")

    def enter(self, tell: Callable[..., None], made: Callable[[], None]) -> None:
        """Do what Enter does: go to the second line, or have the vault made and call `made`."""
        if self.is_making:
            return
        try:
            passphrase = self.query_one(PassphraseTwice).enter(self._backend.check_passphrase)
        except InvalidEntry as error:
            tell(user_text(str(error)), "problem")
            return
        tell("")
        if passphrase is None:
            return

        def problem(error: CompanionError) -> None:
            self.is_making = False
            tell(user_text(str(error)), "problem")

        def done(code: str) -> None:
            self.query_one(PassphraseTwice).forget()
            made()

        self.is_making = True
        tell(MAKING)
        host_of(self).unlocking.create(passphrase, made=done, problem=problem)


class Code(SetUpPart):
    """The recovery code, right after the vault was made, and whenever step 1 is gone back to."""

    def __init__(self, code: str, backend: Backend) -> None:
        super().__init__()
        self._sheet = CodeSheet(code, backend)

    def compose(self) -> ComposeResult:
        yield Static("Your recovery code", classes="question space", markup=False)
        yield Static(WHAT_FOR, markup=False)
        self._sheet.add_class("space")
        yield self._sheet
        yield Static(SHOWN_AGAIN, classes="muted space", markup=False)

    def ask_where(self, tell: StatusText) -> None:
        """Ask for a file name and write the code there."""
        self._sheet.ask_where(tell)


LATER = "Not to hand? esc shows the code once more. F4 goes on without it."


class GroupsBack(SetUpPart):
    """One line for each group asked for. Nothing here blocks: F4, or Enter on an empty line, goes on."""

    def __init__(self, code: str, backend: Backend) -> None:
        super().__init__()
        self._groups, self._backend = code.split("-"), backend
        self._numbers = groups_to_ask()

    def compose(self) -> ComposeResult:
        yield Static("Is it on paper?", classes="question space", markup=False)
        yield Static(which_groups(self._numbers), markup=False)
        for number in self._numbers:
            yield Static(f"Group {number}", classes="question space", markup=False)
            yield SecretInput(placeholder="five letters and numbers", id=f"group-{number}")
        yield Static(LATER, classes="muted space", markup=False)

    def on_mount(self) -> None:
        for line in self.query(SecretInput):
            line.password = False  # copied from paper: it has to be seen

    def slip(self) -> str:
        """Return what is to be said of the groups that were typed whole so far; empty where they are right."""
        return next(
            (wrong_words(n) for n, line in self._lines() if is_whole(line.value) and not self._fits(n)), ""
        )

    def enter(self, tell: Callable[..., None]) -> bool | None:
        """Do what Enter does: True when all are right, False when this is left for later, None to stay."""
        here = self.screen.focused
        for number, line in self._lines():
            if line.value.strip() and not self._fits(number):
                tell(f"{wrong_words(number)} F4 goes on without it.", "problem")
                self.screen.set_focus(line)
                return None
        empty = [line for _, line in self._lines() if not line.value.strip()]
        if not empty:
            return True
        if here in empty:
            return False
        self.screen.set_focus(empty[0])
        return None

    def _lines(self) -> Iterator[tuple[int, SecretInput]]:
        for number in self._numbers:
            yield number, self.query_one(f"#group-{number}", SecretInput)

    def _fits(self, number: int) -> bool:
        typed = self.query_one(f"#group-{number}", SecretInput).value
        return self._backend.same_group(typed, self._groups[number - 1])


CODE_OPENED = (
    "Your recovery code opened it, and nothing is lost. Choose a new passphrase now; it takes the place of "
    "the old one. The recovery code stays the same, so put the sheet back in its place."
)


class NewPassphrase(FirstScreen):
    """Two lines and Enter; what comes next is the app's to show."""

    def __init__(self) -> None:
        super().__init__()
        self._changing = False

    def parts(self) -> ComposeResult:
        with LockedPanel():
            yield Static("A new passphrase", classes="heading", markup=False)
            yield Static(CODE_OPENED, classes="space", markup=False)
            yield PassphraseTwice(classes="space")
            yield StatusText(classes="space")

    def on_mount(self) -> None:
        self.query_one(PassphraseTwice).start()

    async def entered(self) -> None:
        if self._changing:
            return
        try:
            passphrase = self.query_one(PassphraseTwice).enter(self.backend.check_passphrase)
        except InvalidEntry as error:
            self.tell(user_text(str(error)), "problem")
            return
        self.tell("")
        if passphrase is not None:
            self._changing = True
            self.tell("Changing it ...")
            self.companion.unlocking.set_passphrase(passphrase, problem=self._not_changed)

    def _not_changed(self, error: CompanionError) -> None:
        self._changing = False
        if self.is_attached:
            self.tell(user_text(str(error)), "problem")
