"""Copies of the vault by date, bringing one back, and putting another file together with this one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from companion.errors import CompanionError, NotUnlocked, WrongPassphrase, WrongRecoveryCode
from companion.services.backup.copies import copy_rows, joined_words, restored_words
from companion.services.files import path_of
from companion.tui.messages import GoTo
from companion.tui.screens.copy_dialogs import JOIN, RESTORE, CopyCard, WhichFile
from companion.tui.screens.dialog import AskLine
from companion.tui.screens.file_page import AskSecret, FilePage
from companion.tui.show import joined, user_line, user_text
from companion.tui.widgets.card import Card
from companion.tui.widgets.pick_list import PickList, PickRow

if TYPE_CHECKING:
    from companion.services.backend import Sitting
    from companion.services.backup.copies import Joined, OtherFile

NO_COPY = "There is no copy yet. One is made by itself on a day you change something."
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
    puts the cursor on the newest copy."""

    CSS_PATH = "../styles/copies.tcss"

    def __init__(self, at: str = "") -> None:
        super().__init__()
        self._at = at
        self._copies: tuple[Path, ...] = ()
        self._others: tuple[Path, ...] = ()

    def body(self) -> Iterable[Widget]:
        yield Card("Copies of my vault", PickList(id="ways"), hint="nothing goes without a yes")
        yield Card(
            "Other files of your vault",
            PickList(id="others"),
            hint="they went on by themselves",
            id="others-card",
        )
        yield Card(
            "By date", PickList(id="copies", empty=NO_COPY), hint="enter looks into one", id="copies-card"
        )

    def on_mount(self) -> None:
        self.query_one("#others-card").display = False
        self.query_one("#ways", PickList).focus()
        self.reload()

    def reload(self) -> None:
        self._show_ways()

        def listed(sitting: Sitting) -> Listed:
            return sitting.copies(), sitting.other_copies()

        self.ask_file(listed, self._show)

    def _show_ways(self) -> None:
        waiting = self.services.clashes.words()
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
        where, now = path_of(folder) if folder.strip() else None, self.now()

        def made(path: Path) -> None:
            self.reload()
            self.say(joined("The copy is ", user_line(str(path)), "."))

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
            self.say(joined(user_text(joined_words(result)), *where))

        self.ask_file(lambda s: s.merge(path, secret, now=now), came, working=WRITING, changes=True)

    def _restore(self, path: Path, secret: str, other: OtherFile) -> None:
        now = self.now()

        def restored(kept: Path) -> None:
            self.show_saved()
            self.say(user_text(restored_words(kept, other)))

        self.ask_file(lambda s: s.restore(path, secret, now=now), restored, working=WRITING, changes=True)
