"""The first screen there ever is: what this is, and three ways to go on."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from companion.services.backup.copies import gone_words
from companion.tui.base.locked_screen import FirstScreen, LockedPanel, StatusText
from companion.tui.widgets.pick_list import PickList, PickRow

YOURS = (
    "This is yours. Nobody else can open it. It stays on this computer, and nothing leaves it unless you "
    "choose."
)
NOBODY_WATCHES = "Nobody watches this program. If you need someone now, F2 shows who to call."

START, DEMO, PLAIN = "start", "demo", "plain"
NAMES = {START: "Start", DEMO: "Look round", PLAIN: "Use plain mode"}
"""The ways on, in the order of their numbers."""

DOORS = (
    PickRow(
        id=START, main=f"1  {NAMES[START]}", sub="choose a passphrase; about 3 minutes in all", strong=True
    ),
    PickRow(
        id=DEMO,
        main=f"2  {NAMES[DEMO]} with a made-up person",
        sub="a plan full of things to try; nothing is kept",
        strong=True,
    ),
    PickRow(
        id=PLAIN,
        main=f"3  {NAMES[PLAIN]}",
        sub="one question at a time, works with a screen reader; this is remembered",
        strong=True,
    ),
)


class Welcome(FirstScreen):
    """Arrows and Enter, a number, or a click."""

    CSS_PATH = ["../styles/first.tcss", "../styles/welcome.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Choose", priority=True),
        Binding("escape", "back", "Back to the copy", show=False),
        *(
            Binding(str(number), f"door('{way}')", what, priority=True, show=False)
            for number, (way, what) in enumerate(NAMES.items(), start=1)
        ),
    ]

    def parts(self) -> ComposeResult:
        with LockedPanel():
            yield Static("companion", classes="heading", markup=False)
            if lost := gone_words(self.backend.rescue()):
                yield Static(lost, classes="question space", markup=False)
            yield Static(YOURS, classes="space", markup=False)
            yield Static(NOBODY_WATCHES, classes="space", markup=False)
            yield PickList(DOORS, classes="space")
            yield StatusText(classes="space")

    def on_mount(self) -> None:
        self.set_focus(self.query_one(PickList))

    async def entered(self) -> None:
        await self.action_door(self.query_one(PickList).highlighted or START)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "back" or len(self.app.screen_stack) > 1

    async def action_back(self) -> None:
        await self.app.pop_screen()

    async def action_door(self, way: str) -> None:
        self.query_one(PickList).highlight(way)
        if way == START:
            from companion.tui.access.setup import SetUp

            await self.app.push_screen(SetUp())
        elif way == DEMO:
            self.tell("Making the made-up person ...")
            self.companion.unlocking.open_demo()
        else:
            self.companion.unlocking.go_plain()

    @on(PickList.Picked)
    def _clicked(self, message: PickList.Picked) -> None:
        # The app does it, as for a key: one thing at a time.
        self.app.call_later(self.action_door, message.id)
