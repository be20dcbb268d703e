"""The frame of the screens before and around an open vault: one sheet, and no tabs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from companion.errors import CompanionError, OpenElsewhere
from companion.tui.base.page import Framed, Kind, TooSmall
from companion.tui.base.screen import Asking
from companion.tui.widgets.key_bar import CLOSE, HIDE, KeyBar
from companion.tui.widgets.lines import fitted, widest
from companion.tui.widgets.tab_bar import SafetyChip
from companion.tui.widgets.text import Words, as_content, user_text

OPENING = "Opening ..."
FOR_READING = "F4 opens it here for reading."


class LockedPanel(VerticalScroll, can_focus=False):
    """What the words of the screen stand on."""


class StatusText(Static):
    """What just happened, in place; nothing vanishes on a timer."""

    def tell(self, words: Words, kind: Kind = "info") -> None:
        """Show `words`; a problem is marked with "!" as well as by colour."""
        content = as_content(words)
        problem = kind == "problem" and bool(content)
        self.set_class(problem, "-problem")
        self.update(Content.assemble("! ", content) if problem else content)


class Pairs(Widget):
    """Short labels at the left, words at the right that wrap under themselves."""

    DEFAULT_CSS = "Pairs { width: 100%; height: auto; }"
    ALLOW_SELECT = False

    def __init__(
        self,
        rows: Sequence[tuple[Words, Words]] = (),
        *,
        max_lines: int | None = None,
        id: str | None = None,
    ) -> None:
        """`max_lines`: how many lines the words of a row may take; None: as many as they need."""
        super().__init__(id=id)
        self._max_lines = max_lines
        self._rows: list[tuple[Content, Content]] = []
        self.show(rows)

    def show(self, rows: Sequence[tuple[Words, Words]]) -> None:
        """Show these rows instead."""
        self._rows = [(as_content(label), as_content(words)) for label, words in rows]
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        column = widest(label for label, _ in self._rows) + 2
        lines = []
        for label, words in self._rows:
            first, *rest = fitted(words, width - column, self._max_lines)
            lines.append(Content.assemble(label.pad_right(column - label.cell_length), first))
            lines += [Content.assemble(" " * column, line) for line in rest]
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(max(1, width)))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(max(1, self.size.width)))


class FirstScreen(Framed, Asking):
    """Base: give `parts()` and `entered()`. Enter goes on, whatever has the focus; it never ticks or picks."""

    CSS_PATH = ["../styles/first.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", priority=True),
        Binding("pageup", "page_sheet(-1)", "Up a page", show=False),
        Binding("pagedown", "page_sheet(1)", "Down a page", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield from self.parts()
        yield SafetyChip()
        yield KeyBar(CLOSE, HIDE)
        yield TooSmall()

    def parts(self) -> ComposeResult:
        """Yield the sheets."""
        return ()

    async def entered(self) -> None:
        """Do what Enter does here."""

    def tell(self, words: Words, kind: Kind = "info") -> None:
        """Show `words` where this screen tells things; empty words clear them."""
        for told in self.query(StatusText):
            told.tell(words, kind)
            if words:
                self.call_after_refresh(told.scroll_visible, animate=False)

    async def action_go_on(self) -> None:
        await self.entered()

    def action_page_sheet(self, pages: int) -> None:
        for sheet in self.query(LockedPanel):
            sheet.scroll_relative(y=pages * max(1, sheet.size.height - 1), animate=False)


class WayIn(FirstScreen):
    """Base of the screens that open the vault with what is typed in their one hidden line.

    Where another window has it open, it is offered for reading: give `read` what F4 opens.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "read", "Open for reading", priority=True)]

    def __init__(self) -> None:
        super().__init__()
        self.is_opening = False
        self._elsewhere = False

    def try_opening(
        self, secret: str, *, is_code: bool = False, read_only: bool = False, rescue_copy: bool = False
    ) -> None:
        """Have the vault (or, with `rescue_copy`, the copy beside it) opened, and say so."""
        self.is_opening = True
        self._offer_reading(False)
        self.tell(OPENING)

        def problem(error: CompanionError) -> None:
            self.is_opening = False
            if self.is_attached:
                self.not_opened(secret, error)

        self.companion.unlocking.unlock(
            secret, is_code=is_code, read_only=read_only, rescue_copy=rescue_copy, problem=problem
        )

    def not_opened(self, secret: str, error: CompanionError) -> None:
        """Say why `secret` did not open it."""
        offered = isinstance(error, OpenElsewhere)
        self._offer_reading(offered)
        self.tell(f"{error} {FOR_READING}" if offered else user_text(str(error)), "problem")

    async def read(self) -> None:
        """Open it for reading."""

    def _offer_reading(self, offered: bool) -> None:
        self._elsewhere = offered
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._elsewhere if action == "read" else True

    async def action_read(self) -> None:
        await self.read()
