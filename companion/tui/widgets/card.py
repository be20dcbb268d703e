"""Sheets without boxes: a fill, a bold title, a quiet hint; the focused one has a solid left edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from textual import events, on
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from companion.tui.widgets.lines import CURSOR, fitted, has_keys, one_line, spread
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words, as_content

Tone = Literal["plain", "warm", "safe"]

_SHORT = 24
"""Cells that words on a chip may have, at most, to stand in the bar of keys too."""

_HINT_ROOM = 20
"""Cells a title keeps, at least, before its hint gives way to it."""


class TitleLine(Widget):
    """A title at the left, wrapped if it is long, and a quiet hint at the right of its first line."""

    ALLOW_SELECT = False

    def __init__(self, title: Words, hint: Words = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title, self._hint = as_content(title), one_line(hint)

    @property
    def title(self) -> Content:
        return self._title

    @title.setter
    def title(self, title: Words) -> None:
        self._title = as_content(title)
        self.refresh(layout=True)

    @property
    def hint(self) -> Content:
        return self._hint

    @hint.setter
    def hint(self, hint: Words) -> None:
        self._hint = one_line(hint)
        self.refresh(layout=True)

    def _lines(self, width: int) -> list[Content]:
        hint = self._hint.stylize("$c-muted")
        room = width - hint.cell_length - 2
        if not hint or room < min(_HINT_ROOM, self._title.cell_length):
            return [line.stylize(".title-line--title") for line in fitted(self._title, width, None)]
        lines = [line.stylize(".title-line--title") for line in fitted(self._title, room, None)]
        return [spread(lines[0], hint, width), *lines[1:]]

    COMPONENT_CLASSES: ClassVar[set[str]] = {"title-line--title"}

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(max(1, width)))

    def render(self) -> RenderResult:
        return Content("\n").join(self._lines(max(1, self.size.width)))


class Panel(Vertical):
    """A sheet with a title, a quiet `hint` at the right and `children` under them.

    `keys`: what keys do here, said in the hint's place while they go to this sheet.
    `tone` is "plain", "warm" (something from the person's plan) or "safe" (the safety plan).
    """

    def __init__(
        self,
        title: Words,
        *children: Widget,
        hint: Words = "",
        keys: Words = "",
        tone: Tone = "plain",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._head = TitleLine(title, hint)
        self._apart, self._keys = self._head.hint, as_content(keys)
        super().__init__(self._head, *children, id=id, classes=classes)
        self.add_class(f"-{tone}")

    @property
    def title(self) -> Content:
        """The bold words at the top."""
        return self._head.title

    @title.setter
    def title(self, title: Words) -> None:
        self._head.title = title

    @property
    def hint(self) -> Content:
        """The quiet words at the top right."""
        return self._head.hint

    @hint.setter
    def hint(self, hint: Words) -> None:
        self._apart = as_content(hint)
        self._say_keys()

    @property
    def keys(self) -> Content:
        """What keys do here."""
        return self._keys

    @keys.setter
    def keys(self, keys: Words) -> None:
        self._keys = as_content(keys)
        self._say_keys()

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        if self._keys:
            self._say_keys()

    def _say_keys(self) -> None:
        here = bool(self._keys) and self.has_pseudo_class("focus-within")
        self._head.hint = self._keys if here else self._apart


class Row(Horizontal):
    """Cards side by side; under one another in a window narrower than `from_columns` (80 or 96)."""

    def __init__(
        self,
        *children: Widget,
        from_columns: Literal[80, 96] = 80,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*children, id=id, classes=classes)
        self.add_class(f"-from-{from_columns}")


class Heading(TitleLine):
    """The first line of a page: our words in bold, then the rest; a quiet word at the right."""


class ActionButton(Widget, can_focus=True):
    """A chip that does one thing, with Enter or a click; filled while it has the focus. Posts `Pressed`."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "press", "Do it", show=False)]

    @property
    def enter_does(self) -> str:
        """What Enter does, for the bar of keys: the words on the chip, if they are short."""
        return self._do.plain if self._do.cell_length <= _SHORT else "Do it"

    @dataclass(eq=False)
    class Pressed(Sent["ActionButton"]):
        """The chip was chosen."""

    def __init__(
        self,
        do: Words,
        how: Words = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`do`: what it does, a verb first; `how`: plain words after it while it has the focus ("press enter")."""
        super().__init__(id=id, classes=classes)
        self._do, self._how = as_content(do), as_content(how)

    def update(self, do: Words, how: Words = "") -> None:
        """Say something else on the chip."""
        self._do, self._how = as_content(do), as_content(how)
        self.refresh(layout=True)
        if self.has_focus:
            self.screen.refresh_bindings()  # the bar of keys says these words

    def _words(self) -> Content:
        here = has_keys(self)
        how = Content.assemble("  ", self._how) if self._how else Content("")
        # The room of the words stays, so that nothing moves when the focus comes.
        rest = how if here else Content(" " * how.cell_length)
        return Content.assemble(CURSOR if here else " ", self._do.stylize("bold"), rest, " ")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return self._words().cell_length

    def render(self) -> RenderResult:
        return self._words()

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        self.action_press()
