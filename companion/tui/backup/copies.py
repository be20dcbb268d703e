"""Copies of the vault by date, bringing one back, and putting another file together with this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, NotUnlocked, WrongPassphrase, WrongRecoveryCode
from companion.services.backup.copies import (
    NO_COPY,
    copy_rows,
    joined_words,
    no_folder,
    other_words,
    restored_words,
)
from companion.services.files import path_of
from companion.tui.base.dialog import AskLine, Confirm, Dialog
from companion.tui.base.file_page import AskSecret, FilePage
from companion.tui.base.host import LOOKING
from companion.tui.base.messages import GoTo
from companion.tui.commands import key
from companion.tui.widgets.card import Panel
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import content_of, user_line, user_text

if TYPE_CHECKING:
    from companion.services.backend import Session
    from companion.services.backup.copies import Joined, OtherFile


LEAVE, JOIN, RESTORE = "leave", "join", "restore"

LEAVE_ROW = PickRow(id=LEAVE, main="Leave it as it is", sub="nothing is changed", strong=True)
JOIN_ROW = PickRow(
    id=JOIN,
    main="Put the two together",
    sub="what is in one of them comes in; what was changed in both waits for you to choose",
    strong=True,
)
RESTORE_ROW = PickRow(
    id=RESTORE,
    main="Bring it back",
    sub="everything is then as it is in this copy; what is here now is kept first, as a copy beside your vault",
    strong=True,
)


class CopyCard(Dialog[str]):
    """What is in another file, and what can be done with it. The answer is `JOIN`, `RESTORE` or `LEAVE`."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(self, other: OtherFile, now: datetime, *, is_copy: bool, can_change: bool) -> None:
        """`is_copy`: it was made from this vault, so bringing it back comes first; else it went on by itself."""
        super().__init__(_name(other.path, now), hint="esc leaves it")
        ways = (RESTORE_ROW, JOIN_ROW) if is_copy else (JOIN_ROW, RESTORE_ROW)
        self._words = other_words(other, now)
        self._rows = (LEAVE_ROW, *ways) if can_change else (LEAVE_ROW,)
        self._can_change = can_change

    def body(self) -> Iterable[Widget]:
        yield Static(user_text(self._words))
        if not self._can_change:
            yield Static(LOOKING, markup=False)
        yield PickList(self._rows, max_lines=3, enter="Do it")

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class WhichFile(Dialog[str]):
    """The file to take in, by name where some lie beside the vault, else typed. The answer is its path."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(self, beside: Sequence[Path]) -> None:
        super().__init__("Which file?", hint="enter looks into it   esc leaves it")
        self._beside = beside

    def body(self) -> Iterable[Widget]:
        if self._beside:
            yield Static("These lie beside your vault:", markup=False)
            yield PickList([PickRow(id=str(path), main=user_line(path.name)) for path in self._beside])
            yield Static("Or type where another one is:", markup=False)
        else:
            yield Static("Type where the other file of your vault is. Nothing is changed yet.", markup=False)
        yield LineEditor(
            placeholder="for example a file on a stick", keeps_escape=False, enter="Look into it"
        )

    def on_mount(self) -> None:
        self.query_one(PickList if self._beside else LineEditor).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)

    @on(LineEditor.Submitted)
    def _typed(self, message: LineEditor.Submitted) -> None:
        message.stop()
        if message.text:
            self.dismiss(message.text)
        else:
            message.control.problem = "Type where it is first, or press Esc."


def _name(path: Path, now: datetime) -> str:
    """Return what to call a file: its day in words, or its name."""
    (row,) = copy_rows([path], now.date())
    return row.words


ASK_FOLDER = "Which folder? Leave it empty for the place beside your vault."
ITS_OWN = "That file has a passphrase of its own"
WHY_ITS_OWN = (
    "It was made before the passphrase was changed, or on another computer. Type the passphrase that opened it "
    "then, or its recovery code."
)
LOOKING_INTO = "Looking into it. This takes a moment ..."
WRITING = "Writing it down, and looking that it can be read. This takes a moment ..."

WAYS = (
    PickRow(id="make", main="Make a copy now", note="beside your vault, or in a folder you name"),
    PickRow(id="take", main="Take in another file", note="from a stick, or another computer"),
)
CHOICES = "choices"

Listed = tuple[tuple[Path, ...], tuple[Path, ...]]
"""Copies beside the vault, and files that went on by themselves."""


class CopiesPage(FilePage):
    """What can be done, other files, and the copies. `at`: "join" asks for the other file at once, "copies"
    puts the cursor on the newest copy, a path on that file."""

    CSS_PATH = "../styles/copies.tcss"

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._copies: tuple[Path, ...] = ()
        self._others: tuple[Path, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Panel("Copies of my vault", PickList(id="ways"), hint="nothing goes without a yes")
        yield Panel(
            "Other files of your vault",
            PickList(id="others"),
            hint="they went on by themselves",
            id="others-card",
        )
        yield Panel(
            "By date", PickList(id="copies", empty=NO_COPY), keys="enter looks into one", id="copies-card"
        )

    def on_mount(self) -> None:
        self.query_one("#others-card").display = False
        self.query_one("#ways", PickList).focus()
        self.reload()

    def reload(self) -> None:
        self._show_ways()

        def listed(session: Session) -> Listed:
            return session.copies(), session.other_copies()

        self.ask_file(listed, self._show)

    def _show_ways(self) -> None:
        waiting = self.services.conflicts.words()
        row = PickRow(id=CHOICES, main="Choose between two versions", sub=waiting, strong=True)
        self.query_one("#ways", PickList).set_rows([*WAYS, *([row] if waiting else [])])

    def _show(self, found: Listed) -> None:
        self._copies, self._others = found
        rows = copy_rows(self._copies, self.now().date())
        copies_list = self.query_one("#copies", PickList)
        copies_list.set_rows([PickRow(id=str(row.path), main=user_line(row.words)) for row in rows])
        self.query_one("#others-card").display = bool(self._others)
        self.query_one("#others", PickList).set_rows(
            [PickRow(id=str(path), main=user_line(path.name)) for path in self._others]
        )
        at, self._at = self._at, ""
        if at == "copies" and rows:
            copies_list.focus()
        elif Path(at) in self._others:
            self.query_one("#others", PickList).highlight(at)
            self.query_one("#others", PickList).focus()
        elif at == "join":
            self._ask_which()

    @on(PickList.Picked, "#ways")
    def _way_picked(self, message: PickList.Picked) -> None:
        if message.id == CHOICES:
            self.post_message(GoTo("choices"))
        elif message.id == "make":
            question = AskLine(ASK_FOLDER, placeholder="for example a stick", may_be_empty=True, writes=False)
            self.app.push_screen(question, self._make)
        else:
            self._ask_which()

    @on(PickList.Picked, "#others")
    @on(PickList.Picked, "#copies")
    def _file_picked(self, message: PickList.Picked) -> None:
        self._look_into(Path(message.id))

    def _make(self, folder: str | None) -> None:
        if folder is None:
            return
        where = path_of(folder) if folder.strip() else None
        if where is None or not (missing := no_folder(where)):
            self._make_in(where)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._make_in(where)
            else:
                self.say("Nothing was copied.")

        question = Confirm(user_text(missing), "Make it", "Leave it", more="The copy goes into it.")
        self.app.push_screen(question, answered)

    def _make_in(self, where: Path | None) -> None:
        now = self.now()

        def made(path: Path) -> None:
            self.reload()
            self.say(content_of("The copy is ", user_line(str(path)), "."))

        self.ask_file(lambda s: s.back_up(where, now=now), made, working=WRITING)

    def _ask_which(self) -> None:
        def answered(path: str | None) -> None:
            if path:
                self._look_into(path_of(path))

        self.app.push_screen(WhichFile(self._others), answered)

    # Another file: looked into first, then perhaps put together or brought back.

    def _look_into(self, path: Path, secret: str = "") -> None:
        self.say("")

        def looked(other: OtherFile) -> None:
            can = not self.services.read_only
            card = CopyCard(other, self.now(), is_copy=path in self._copies, can_change=can)

            def answered(do: str | None) -> None:
                if do == JOIN:
                    self._join(path, secret)
                elif do == RESTORE:
                    self._restore(path, secret, other)

            self.app.push_screen(card, answered)

        def problem(error: CompanionError) -> None:
            self._not_opened(path, secret, error)

        self.ask_file(
            lambda s: s.look_into(path, secret), looked, problem, working=LOOKING_INTO if secret else ""
        )

    def _not_opened(self, path: Path, secret: str, error: CompanionError) -> None:
        """Ask for the passphrase of that file, once more where the last one did not open it."""
        if not isinstance(error, NotUnlocked | WrongPassphrase | WrongRecoveryCode):
            self.show_problem(error)
            return

        def answered(typed: str | None) -> None:
            if typed:
                self._look_into(path, typed)

        why = user_text(f"{path.name}\n{WHY_ITS_OWN}")
        self.app.push_screen(AskSecret(ITS_OWN, why, str(error) if secret else ""), answered)

    def _join(self, path: Path, secret: str) -> None:
        now = self.now()

        def came(result: Joined) -> None:
            self.show_saved()
            where = ("\nThat copy is ", user_line(str(result.kept)), ".") if result.kept is not None else ()
            self.say(content_of(user_text(joined_words(result)), *where))
            self.companion.unlocking.look_beside()

        self.ask_file(lambda s: s.merge(path, secret, now=now), came, working=WRITING, changes=True)

    def _restore(self, path: Path, secret: str, other: OtherFile) -> None:
        now = self.now()

        def restored(kept: Path) -> None:
            self.show_saved()
            self.say(user_text(restored_words(kept, other)))
            self.companion.unlocking.look_beside()

        self.ask_file(lambda s: s.restore(path, secret, now=now), restored, working=WRITING, changes=True)
