"""What opens the vault: the passphrase, the recovery code, and what a guess costs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry, WrongPassphrase
from companion.services.core.drafts import CODE_DRAFT
from companion.services.wording import COSTS
from companion.tui.access.setup_secret import CodeSheet, PassphraseTwice
from companion.tui.base.dialog import Confirm, Dialog
from companion.tui.base.file_page import AskSecret, FilePage
from companion.tui.base.host import LOOKING
from companion.tui.base.locked_screen import StatusText
from companion.tui.commands import key
from companion.tui.widgets.card import ActionButton, Panel
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.secret_input import SecretInput
from companion.tui.widgets.text import user_line, user_text

if TYPE_CHECKING:
    from companion.services.backend import Backend, Session
    from companion.services.backup.copies import VaultFacts


def cost_words(mib: int) -> str:
    """Return an amount of memory: ``256 MiB``, ``1 GiB``."""
    return f"{mib} MiB" if mib < 1024 else f"{mib // 1024} GiB"


def time_words(seconds: float) -> str:
    """Return about how long something takes: ``about half a second``, ``about 2 seconds``."""
    halves = round(seconds * 2)
    if halves < 1:
        return "less than half a second"
    if halves == 1:
        return "about half a second"
    if halves < 6 and halves % 2:
        return f"about {halves // 2} and a half seconds"
    whole = round(seconds)
    if whole < 60:
        return f"about {whole} second{'' if whole == 1 else 's'}"
    minutes = round(seconds / 60)
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"


def longer(seconds: float, now_mib: int, then_mib: int) -> float:
    """Return how long unlocking will take at `then_mib`, when it took `seconds` at `now_mib`."""
    return seconds * then_mib / max(1, now_mib)


NO, YES = "no", "yes"

WHAT_FOR = (
    "Write it on paper now, and keep the paper away from this computer. The code you had before opens nothing that "
    "is saved from now on."
)
COST_WORDS = (
    "Somebody who has your file can try one passphrase after another. The more memory each try takes, the fewer "
    "they can make. Unlocking takes you longer, too."
)


class NewPassphraseTwice(Dialog[str]):
    """A new passphrase typed twice. The answer is the passphrase, or None when Esc was pressed."""

    CSS_PATH = "../styles/copies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(self, check: Callable[[str], None]) -> None:
        """`check` raises InvalidEntry for what cannot be a passphrase."""
        super().__init__("A new passphrase", hint="esc keeps the old one")
        self._check = check

    def body(self) -> Iterable[Widget]:
        yield PassphraseTwice()
        yield StatusText()

    def on_mount(self) -> None:
        self.query_one(PassphraseTwice).start()

    @on(SecretInput.Entered)
    def _entered(self, message: SecretInput.Entered) -> None:
        message.stop()
        twice, told = self.query_one(PassphraseTwice), self.query_one(StatusText)
        try:
            passphrase = twice.enter(self._check)
        except InvalidEntry as error:
            told.tell(user_text(str(error)), "problem")
            return
        told.tell("")
        if passphrase is not None:
            twice.forget()
            self.dismiss(passphrase)


class MightSomeoneKnow(Dialog[str]):
    """Whether the old passphrase may be known. The answer is `YES`, `NO`, or None when Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Keep the old passphrase")]

    def __init__(self) -> None:
        super().__init__("Might someone know the old one?", hint="esc keeps the old one")

    def body(self) -> Iterable[Widget]:
        yield PickList(
            [
                PickRow(
                    id=NO,
                    main="No",
                    sub="the new passphrase takes its place; your recovery code stays the same",
                    strong=True,
                ),
                PickRow(
                    id=YES,
                    main="Yes, or I am not sure",
                    sub="your file gets new keys and a new recovery code, to be written down next; what they know "
                    "opens nothing that is saved from now on",
                    strong=True,
                ),
            ],
            max_lines=3,
            enter="Choose",
        )

    def on_mount(self) -> None:
        self.query_one(PickList).focus()

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(message.id)


class NewCode(Dialog[bool]):
    """The new recovery code. True once it is on paper; else it is kept, and can be read again.

    The cursor is on what keeps it: Enter pressed while the keys were being made does no harm.
    """

    BEGINS: ClassVar[bool] = False
    STAYS_OPEN = True
    CSS_PATH = "../styles/copies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Choose", key_display="← →"),
        Binding("right", "turn(1)", "Choose", show=False),
        Binding("ctrl+e", "save", "Save to a file"),
        Binding("escape", "close", "Later"),
    ]

    def __init__(self, code: str, backend: Backend) -> None:
        super().__init__("Your new recovery code", hint="^E saves it to a file   esc later")
        self._sheet = CodeSheet(code, backend)
        self._sheet.can_focus = False

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT_FOR, markup=False)
        yield self._sheet
        yield StatusText()
        yield Horizontal(
            ActionButton("Read it again later", id="later"),
            ActionButton("I have it on paper", id="written"),
            classes="buttons",
        )

    def on_mount(self) -> None:
        self.query_one("#later").focus()

    @on(ActionButton.Pressed)
    def _answered(self, message: ActionButton.Pressed) -> None:
        message.stop()
        self.dismiss(message.control.id == "written")

    def action_turn(self, by: int) -> None:
        """Go to the other button."""
        (self.focus_next if by > 0 else self.focus_previous)()

    def action_save(self) -> None:
        self._sheet.ask_where(self.query_one(StatusText))

    def action_close(self) -> None:
        self.dismiss(False)


class GuessCost(Dialog[int]):
    """How much memory one guess takes. The answer is in MiB, or None when Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [key("leave it")]

    def __init__(self, now_mib: int, seconds: float) -> None:
        """`now_mib`: what one takes now; `seconds`: how long that took on this computer."""
        super().__init__("Make guessing dearer", hint="esc leaves it as it is")
        self._now = now_mib
        self._rows = [
            PickRow(
                id=str(mib),
                main=f"{cost_words(mib)}{', as it is now' if mib == now_mib else ''}",
                note=f"unlocking takes {time_words(longer(seconds, now_mib, mib))}",
            )
            for mib in COSTS
        ]

    def body(self) -> Iterable[Widget]:
        yield Static(COST_WORDS, markup=False)
        yield PickList(self._rows, enter="Choose")

    def on_mount(self) -> None:
        rows = self.query_one(PickList)
        rows.focus()
        rows.highlight(str(self._now))

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(None if message.id == str(self._now) else int(message.id))


OLD_COPIES = (
    "They still open with the passphrase and the code they had then. If someone may have those, delete the copies "
    "you no longer need. They lie in this folder, and wherever you put more:"
)
WHY_NOW = "So that nobody else can change it while you are away from the screen."
LOOKING_AT_IT = "Looking whether it opens. This takes a moment ..."
CHANGING = "Changing it, and opening the file once to be sure. This takes a moment ..."
CHANGED = "It is changed. Earlier copies still open with the old one."
NEW_KEYS = "New keys. Earlier copies still open with the old ones."
LATER = "It waits here until you have it on paper."
NEW_CODE = (
    "You write the new one down next. The code on your old sheet then opens nothing that is saved from now on. "
    "Your passphrase stays the same."
)

AGAIN, CHANGE, CODE, COST = "again", "change", "code", "cost"


class KeysPage(FilePage):
    """Each line asks for the passphrase first, and then for a yes."""

    CSS_PATH = "../styles/copies.tcss"

    def __init__(self) -> None:
        super().__init__()
        self._mib = 0

    def body(self) -> Iterable[Widget]:
        yield Panel("Passphrase and recovery code", PickList(id="keys"), hint="asks for the passphrase first")
        yield Panel("Copies made earlier", Static(OLD_COPIES, markup=False), Static(id="folder"))

    def on_mount(self) -> None:
        self.query_one("#keys", PickList).focus()
        self.reload()

    def reload(self) -> None:
        self._show_rows()
        self.ask_file(lambda s: (s.facts(), s.copies()), self._show_file)

    def _show_file(self, found: tuple[VaultFacts | None, tuple[Path, ...]]) -> None:
        facts, copies = found
        self._mib = facts.argon_mib if facts else 0
        folder = user_line(str(copies[0].parent)) if copies else "There is no copy there yet."
        self.query_one("#folder", Static).update(folder)
        self._show_rows()

    def _show_rows(self) -> None:
        rows = [
            PickRow(id=CHANGE, main="Change my passphrase"),
            PickRow(id=CODE, main="Make a new recovery code", note="the old one ends"),
            PickRow(
                id=COST,
                main="Make guessing dearer",
                note=f"one guess takes {cost_words(self._mib)} of memory now" if self._mib else "",
            ),
        ]
        if self._code_kept():
            rows.insert(0, PickRow(id=AGAIN, main="Read my new recovery code", note=LATER, strong=True))
        self.query_one("#keys", PickList).set_rows(rows)

    def _code_kept(self) -> str:
        kept = self.services.drafts.of(CODE_DRAFT)
        return kept.text if kept else ""

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        if message.id == AGAIN:
            self._show_code(self._code_kept())
        elif self.services.read_only:
            self.say(LOOKING, kind="problem")
        elif message.id == CHANGE:
            self._prove(lambda secret, seconds: self._ask_new())
        elif message.id == CODE:
            self._prove(lambda secret, seconds: self._ask_code(secret))
        else:
            self._prove(self._ask_cost)

    # The passphrase, first of all.

    def _prove(self, then: Callable[[str, float], object], problem: str = "") -> None:
        """Ask for the passphrase and, when it opens the vault, call `then` with it and the seconds it took."""

        def answered(secret: str | None) -> None:
            if secret:
                self.ask_file(
                    lambda s: _seconds_to_open(s, secret),
                    lambda seconds: then(secret, seconds),
                    refused,
                    working=LOOKING_AT_IT,
                )

        def refused(error: CompanionError) -> None:
            if isinstance(error, WrongPassphrase):
                self._prove(then, str(error))
            else:
                self.show_problem(error)

        self.app.push_screen(AskSecret("Your passphrase as it is now", WHY_NOW, problem), answered)

    # A new passphrase.

    def _ask_new(self) -> None:
        def typed(new: str | None) -> None:
            if new:
                self.app.push_screen(MightSomeoneKnow(), lambda answer: known(new, answer))

        def known(new: str, answer: str | None) -> None:
            if answer == YES:
                self._renew(new)
            elif answer:
                now = self.now()
                self.ask_file(
                    lambda s: s.set_passphrase(new, now=now), lambda _: self._done(CHANGED), working=CHANGING
                )

        self.app.push_screen(NewPassphraseTwice(self.backend.check_passphrase), typed)

    def _done(self, words: str) -> None:
        self.show_saved()
        self.reload()
        self.say(words)

    # New keys.

    def _ask_code(self, secret: str) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._renew(secret)

        self.app.push_screen(
            Confirm("Make a new recovery code?", "Make a new one", "Keep the old one", more=NEW_CODE),
            answered,
        )

    def _renew(self, passphrase: str) -> None:
        now = self.now()

        def renew(session: Session) -> str:
            code = session.renew_keys(passphrase, now=now)
            with contextlib.suppress(CompanionError):  # it is shown all the same
                session.services.drafts.keep(CODE_DRAFT, code, 0, now=now)
            return code

        def renewed(code: str) -> None:
            self._done(NEW_KEYS)
            self._show_code(code)

        self.ask_file(renew, renewed, working=CHANGING)

    def _show_code(self, code: str) -> None:
        def answered(written: bool | None) -> None:
            if written:
                self.ask(lambda s: s.drafts.drop(CODE_DRAFT), lambda _: self.reload())
            else:
                self.reload()

        self.app.push_screen(NewCode(code, self.backend), answered)

    # What a guess costs.

    def _ask_cost(self, secret: str, seconds: float) -> None:
        def answered(mib: int | None) -> None:
            if mib:
                now = self.now()
                said = f"One guess takes {cost_words(mib)} of memory from now on."
                self.ask_file(
                    lambda s: s.raise_cost(secret, mib, now=now), lambda _: self._done(said), working=CHANGING
                )

        self.app.push_screen(GuessCost(self._mib, seconds), answered)


def _seconds_to_open(session: Session, secret: str) -> float:
    """Look that `secret` opens the vault; return the seconds that took. Raises WrongPassphrase."""
    began = time.perf_counter()
    session.check_passphrase(secret)
    return time.perf_counter() - began
