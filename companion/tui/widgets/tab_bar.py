"""The top row: the pages, each with its letter, and the way to help now."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

_ALL_FROM = 80
_ROOMY_FROM = 96
_NAMED_FROM = 120
_CHIP = " Safety F2 "


class Tab(NamedTuple):
    """One page of the program."""

    name: str
    """What messages and `Page.TAB` call it."""
    label: str
    letter: str
    """The key that opens it, underlined where it first stands in the label."""


TABS = (
    Tab(name="today", label="Today", letter="t"),
    Tab(name="check-in", label="Check-in", letter="c"),
    Tab(name="plan", label="Plan", letter="p"),
    Tab(name="talk", label="Next talk", letter="n"),
    Tab(name="learn", label="Learn", letter="l"),
    Tab(name="share", label="Share", letter="h"),
)
"""The pages that exist, in their order. A new page is one line here."""

SAFETY = "safety"


class TabBar(Widget):
    """The tabs and the Safety chip. Posts `Chosen`, `SafetyWanted` and `MenuWanted` when clicked.

    The chip stands at the right at every width; under 80 columns the tabs shrink to the current one.
    Where no page can be opened there is the chip alone.
    """

    ALLOW_SELECT = False

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class SafetyWanted(Message):
        """The Safety chip was clicked."""

    class MenuWanted(Message):
        """The menu was clicked."""

    def __init__(self, current: str = "", *, leads_on: Callable[[], bool] = lambda: True) -> None:
        """`current`: the name of the page that is shown, or "safety".

        `leads_on`: whether pages can be opened; asked when it is drawn.
        """
        super().__init__()
        self._current, self._leads_on = current, leads_on

    def render(self) -> RenderResult:
        width = self.size.width
        chip = self._chip()
        used, parts = 0, []
        for content, _ in self._left(width - chip.cell_length):
            parts.append(content)
            used += content.cell_length
        gap = max(0, width - used - chip.cell_length)
        return Content.assemble(*parts, " " * gap, chip)

    def on_click(self, event: events.Click) -> None:
        x, width = event.x, self.size.width
        if x >= width - self._chip().cell_length:
            self.post_message(self.SafetyWanted())
            return
        end = 0
        for content, target in self._left(width - self._chip().cell_length):
            end += content.cell_length
            if x < end:
                if target is not None:
                    self.post_message(target)
                return

    def _chip(self) -> Content:
        style = "$c-on-safe on $c-safe" if self._current == SAFETY else "$c-safe on $c-safe-tint"
        return Content.styled(_CHIP, f"$s-safe-chip {style}")

    def _left(self, room: int) -> list[tuple[Content, Message | None]]:
        """Return what stands at the left, with what a click on it means; whatever does not fit goes."""
        if not self._leads_on():
            return []
        width = self.size.width
        if width < _ALL_FROM:
            shown = [tab for tab in TABS if tab.name == self._current]
            parts: list[tuple[Content, Message | None]] = [(Content(" ^P Menu "), self.MenuWanted())]
        else:
            shown = list(TABS)
            parts = [(Content.styled("  companion  ", "$c-muted"), None)] if width >= _NAMED_FROM else []
        pad = "  " if width >= _ROOMY_FROM else " "
        parts += [(self._label(tab, pad), self.Chosen(tab.name)) for tab in shown]
        while parts and sum(content.cell_length for content, _ in parts) > room:
            parts.pop(0)
        return parts

    def _label(self, tab: Tab, pad: str) -> Content:
        at = tab.label.lower().index(tab.letter)
        label = Content.assemble(pad, Content(tab.label).stylize("underline", at, at + 1), pad)
        if tab.name == self._current:
            label = label.stylize_before("$s-chip $c-on-accent on $c-accent")
        return label


class SafetyChip(Widget):
    """The way to help now in the corner of a screen without tabs: a dialog, the first screens."""

    ALLOW_SELECT = False

    def render(self) -> RenderResult:
        return Content(_CHIP)

    def on_click(self) -> None:
        self.post_message(TabBar.SafetyWanted())
