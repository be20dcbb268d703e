"""Something in full, and under it who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Static

from companion.domain.plan import Visibility
from companion.services.wording import VISIBILITY
from companion.tui.base.dialog import Dialog
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.text import Words, styled

ASKED_FIRST = {who: VISIBILITY[who].meaning for who in (Visibility.ME, Visibility.ASK)}
"""Who may see what goes to nobody by itself."""


class WhoMaySee(Dialog[tuple[str, Visibility]]):
    """Base of a card with the words of one record; Enter on a row says who may see it."""

    MEANINGS: ClassVar[Mapping[Visibility, str]] = ASKED_FIRST
    """Who can be chosen, and what that means."""

    def __init__(self, title: Words, id: str, audience: Visibility) -> None:
        super().__init__(title, hint="enter chooses   esc closes")
        self._record, self._audience = id, audience

    def words(self) -> Iterable[Words]:
        """Return the words, in parts that stand apart."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        for words in self.words():
            yield Static(words, classes="gap-below", markup=False)
        yield Static(styled("Who may see it", "bold"))
        rows = [
            PickRow(
                id=audience.value,
                main=f"{'●' if audience is self._audience else '○'} {VISIBILITY[audience].note}",
                sub=meaning,
            )
            for audience, meaning in self.MEANINGS.items()
        ]
        yield PickList(rows, enter="Choose")

    def on_mount(self) -> None:
        choices = self.query_one(PickList)
        choices.highlight(self._audience.value)
        choices.focus()

    @on(PickList.Picked)
    def _chosen(self, message: PickList.Picked) -> None:
        message.stop()
        self.dismiss((self._record, Visibility(message.id)))
