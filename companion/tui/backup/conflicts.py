"""What was changed in both copies: its versions beside one another, and the person chooses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base.dialog import Confirm
from companion.tui.base.locked_screen import Pairs
from companion.tui.base.messages import GoTo
from companion.tui.base.page import ONE_COLUMN
from companion.tui.base.screen import WorkPage
from companion.tui.commands import key
from companion.tui.widgets.card import Heading, Panel, Row
from companion.tui.widgets.lines import leave
from companion.tui.widgets.text import styled, user_line, user_text

if TYPE_CHECKING:
    from companion.services.backup.conflicts import ConflictView, VersionView

ABOUT = "It was changed in two copies of your vault. • marks what differs."
NONE_WAIT = "Nothing waits for a choice."
ALL_CHOSEN = "That was the last one. Nothing more waits for a choice."
ONE_GOES = "The other one goes for good. Until you choose, both are kept."
MORE_GO = "The other ones go for good. Until you choose, all of them are kept."


class VersionCard(Panel, can_focus=True):
    """One version, in all its words; Enter or a click chooses it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "Choose", key_display="← →"),
        Binding("right", "turn(1)", "Choose", show=False),
        Binding("up", "screen.step(-1)", "Up", show=False),
        Binding("down", "screen.step(1)", "Down", show=False),
        Binding("enter", "choose", "Keep this one"),
    ]

    @dataclass(eq=False)
    class Chosen(Message):
        """This version was chosen."""

        version: VersionView

    def __init__(self, version: VersionView, name: str, same: frozenset[str]) -> None:
        """`same`: lines that every version has."""
        lines = [(" " if words in same else "•", user_text(words)) for words in version.words]
        changed = f"changed on {version.changed}" if version.changed else ""
        super().__init__(
            name,
            *([Static(changed, classes="muted", markup=False)] if changed else []),
            Pairs(lines),
            hint="shown now" if version.shown else "",
        )
        self.version = version

    def action_turn(self, by: int) -> None:
        """Go to the version beside this one."""
        leave(self, by)

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self.version))

    def on_click(self) -> None:
        self.action_choose()

    def cursor_offset(self) -> Offset | None:
        """Return where the card starts in the window."""
        return self.content_region.offset


class ConflictsPage(WorkPage):
    """One thing at a time. Esc leaves all for later, ``z`` this one."""

    CSS_PATH = "../styles/clash.tcss"
    CHANGES = WorkPage.CHANGES | {"choose"}
    BINDINGS: ClassVar[list[BindingType]] = [
        key("not now"),
        key("leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._shown: ConflictView | None = None
        self._left: set[tuple[str, str]] = set()
        """What was left for later in this session."""

    def body(self) -> Iterable[Widget]:
        yield Heading("", id="what")
        yield Static("", id="about", classes="muted", markup=False)
        yield Row(id="versions")

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.call_later(self._show_next)

    async def _show_next(self) -> None:
        """Show the first that was not left for later; where it stands already, leave it alone."""
        waiting = self.services.conflicts.all()
        ahead = [conflict for conflict in waiting if (conflict.table, conflict.id) not in self._left]
        conflict = ahead[0] if ahead else None
        heading = self.query_one("#what", Heading)
        if conflict is None:
            heading.title = NONE_WAIT if not waiting else "The rest waits for another time."
            heading.hint = "esc goes to Today"
        else:
            heading.title = styled(user_line(conflict.title), "bold")
            count = len(waiting)
            heading.hint = f"{count} wait{'s' if count == 1 else ''}"
        self.query_one("#about", Static).update(ABOUT if conflict else "")
        self.query_one("#about").display = conflict is not None
        if conflict == self._shown:
            return
        self._shown = conflict
        row = self.query_one("#versions", Row)
        await row.remove_children()
        cards = _cards(conflict) if conflict else []
        await row.mount(*cards)
        self.set_focus(cards[0] if cards else None)
        self.query_one("#page-body").scroll_home(animate=False)
        self.refresh_bindings()

    @on(VersionCard.Chosen)
    def _chosen(self, message: VersionCard.Chosen) -> None:
        conflict, version = self._shown, message.version
        if conflict is None:
            return
        if self.services.read_only:
            self.companion.say_for_reading()
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.ask(
                    lambda s: s.conflicts.settle(conflict.table, conflict.id, version.key), self._settled
                )

        more = ONE_GOES if len(conflict.versions) == 2 else MORE_GO
        self.app.push_screen(Confirm("Keep this version?", "Keep this one", "Not yet", more=more), answered)

    def _settled(self, result: object) -> None:
        self.reload()
        self.show_saved()
        self.say(self.services.conflicts.words() or ALL_CHOSEN)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._shown is not None if action == "not_now" else True

    async def action_not_now(self) -> None:
        """Leave this one for another time, and show the next."""
        if self._shown is not None:
            self._left.add((self._shown.table, self._shown.id))
            self.say("")
            await self._show_next()

    def action_step(self, by: int) -> None:
        """Scroll; where the versions stand under one another, go on to the next once all of one was seen."""
        card, body = self.focused, self.query_one("#page-body")
        window = body.scrollable_content_region
        if card is not None and (self.has_class("-narrow") or self.has_class(ONE_COLUMN)):
            seen = card.region.bottom <= window.bottom if by > 0 else card.region.y >= window.y
            if seen and leave(card, by):
                return
        self.action_scroll_body(by)

    def action_leave(self) -> None:
        self.post_message(GoTo("today"))


def _cards(conflict: ConflictView) -> list[VersionCard]:
    same = frozenset.intersection(*(frozenset(version.words) for version in conflict.versions))
    return [
        VersionCard(version, f"Version {number}", same)
        for number, version in enumerate(conflict.versions, start=1)
    ]
