"""A new passphrase, in the same breath as the recovery code that opened the vault."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from companion.errors import CompanionError, InvalidEntry
from companion.tui.messages import NewPassphraseAsked
from companion.tui.screens.first import FirstScreen, Sheet, Told
from companion.tui.screens.set_up_twice import PassphraseTwice
from companion.tui.show import user_text

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
        with Sheet():
            yield Static("A new passphrase", classes="heading", markup=False)
            yield Static(CODE_OPENED, classes="space", markup=False)
            yield PassphraseTwice(classes="space")
            yield Told(classes="space")

    def on_mount(self) -> None:
        self.query_one(PassphraseTwice).start()

    async def entered(self) -> None:
        if self._changing:
            return
        try:
            passphrase = self.query_one(PassphraseTwice).enter(self.door.check_passphrase)
        except InvalidEntry as error:
            self.tell(user_text(str(error)), "problem")
            return
        self.tell("")
        if passphrase is not None:
            self._changing = True
            self.tell("Changing it ...")
            self.post_message(NewPassphraseAsked(passphrase, problem=self._not_changed))

    def _not_changed(self, error: CompanionError) -> None:
        self._changing = False
        if self.is_attached:
            self.tell(user_text(str(error)), "problem")
