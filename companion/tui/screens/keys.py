"""What opens the vault: the passphrase, the recovery code, and what a guess costs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, WrongPassphrase
from companion.services.core.drafts import CODE_DRAFT
from companion.tui.places import LOOKING
from companion.tui.screens.dialog import Confirm
from companion.tui.screens.file_page import AskSecret, FilePage
from companion.tui.screens.keys_dialogs import YES, GuessCost, MightSomeoneKnow, NewCode, NewPassphraseTwice
from companion.tui.screens.keys_words import cost_words
from companion.tui.show import user_line
from companion.tui.widgets.card import Card
from companion.tui.widgets.pick_list import PickList, PickRow

if TYPE_CHECKING:
    from companion.services.backend import Sitting
    from companion.services.backup.copies import VaultFacts

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
        yield Card("Passphrase and recovery code", PickList(id="keys"), hint="asks for the passphrase first")
        yield Card("Copies made earlier", Static(OLD_COPIES, markup=False), Static(id="folder"))

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

        self.app.push_screen(NewPassphraseTwice(self.door.check_passphrase), typed)

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

        def renew(sitting: Sitting) -> str:
            code = sitting.renew_keys(passphrase, now=now)
            with contextlib.suppress(CompanionError):  # it is shown all the same
                sitting.services.drafts.keep(CODE_DRAFT, code, 0, now=now)
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

        self.app.push_screen(NewCode(code, self.door), answered)

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


def _seconds_to_open(sitting: Sitting, secret: str) -> float:
    """Look that `secret` opens the vault; return the seconds that took. Raises WrongPassphrase."""
    began = time.perf_counter()
    sitting.check_passphrase(secret)
    return time.perf_counter() - began
