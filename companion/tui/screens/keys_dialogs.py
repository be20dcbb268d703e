"""The questions of the page of keys: a new passphrase, who may know the old one, a new code, what a guess costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import InvalidEntry
from companion.tui.screens.dialog import Dialog
from companion.tui.screens.first import Told
from companion.tui.screens.keys_words import COSTS, cost_words, longer, time_words
from companion.tui.screens.set_up_code import CodeSheet
from companion.tui.screens.set_up_twice import PassphraseTwice
from companion.tui.show import user_text
from companion.tui.widgets.card import ActionChip
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.secret_input import SecretInput

if TYPE_CHECKING:
    from companion.services.backend import Door

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
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Leave it", key_display="esc")]

    def __init__(self, check: Callable[[str], None]) -> None:
        """`check` raises InvalidEntry for what cannot be a passphrase."""
        super().__init__("A new passphrase", hint="esc keeps the old one")
        self._check = check

    def body(self) -> Iterable[Widget]:
        yield PassphraseTwice()
        yield Told()

    def on_mount(self) -> None:
        self.query_one(PassphraseTwice).start()

    @on(SecretInput.Entered)
    def _entered(self, message: SecretInput.Entered) -> None:
        message.stop()
        twice, told = self.query_one(PassphraseTwice), self.query_one(Told)
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

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Keep the old passphrase", key_display="esc")
    ]

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

    STAYS_OPEN = True
    CSS_PATH = "../styles/copies.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Choose", key_display="← →"),
        Binding("right", "turn(1)", "Choose", show=False),
        Binding("ctrl+e", "save", "Save to a file", key_display="^E"),
        Binding("escape", "close", "Later", key_display="esc"),
    ]

    def __init__(self, code: str, door: Door) -> None:
        super().__init__("Your new recovery code", hint="^E saves it to a file   esc later")
        self._sheet = CodeSheet(code, door)
        self._sheet.can_focus = False

    def body(self) -> Iterable[Widget]:
        yield Static(WHAT_FOR, markup=False)
        yield self._sheet
        yield Told()
        yield Horizontal(
            ActionChip("Read it again later", quiet=True, id="later"),
            ActionChip("I have it on paper", quiet=True, id="written"),
            classes="buttons",
        )

    def on_mount(self) -> None:
        self.query_one("#later").focus()

    @on(ActionChip.Pressed)
    def _answered(self, message: ActionChip.Pressed) -> None:
        message.stop()
        self.dismiss(message.control.id == "written")

    def action_turn(self, by: int) -> None:
        """Go to the other button."""
        (self.focus_next if by > 0 else self.focus_previous)()

    def action_save(self) -> None:
        self._sheet.ask_where(self.query_one(Told))

    def action_close(self) -> None:
        self.dismiss(False)


class GuessCost(Dialog[int]):
    """How much memory one guess takes. The answer is in MiB, or None when Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Leave it", key_display="esc")]

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
        yield PickList(self._rows)

    def on_mount(self) -> None:
        rows = self.query_one(PickList)
        rows.focus()
        rows.highlight(str(self._now))

    @on(PickList.Picked)
    def _picked(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss(None if message.id == str(self._now) else int(message.id))
