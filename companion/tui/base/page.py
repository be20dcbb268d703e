"""The frame every page stands in: tabs, body, a line for what just happened, keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from companion.tui.base import themes
from companion.tui.base.cursor import follow_focus
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.lines import UNDER, reveal
from companion.tui.widgets.tab_bar import TabBar
from companion.tui.widgets.text import Words, as_content

LEAST_COLUMNS, LEAST_ROWS = 40, 12
Kind = Literal["info", "problem"]

_TOO_SMALL = "Please make the window a little bigger. Samaritans 116 123."


WIDTH_CLASSES = [(0, "-narrow"), (80, "-std"), (96, "-mid"), (120, "-wide")]
HEIGHT_CLASSES = [(0, "-short"), (28, "-tall"), (36, "-xtall")]
"""Classes a screen has by its size, for the stylesheets. They exclude one another: a rule for tall
windows names both -tall and -xtall."""


ONE_COLUMN = "-one-column"
"""The class of a screen whose cards stand under one another at every width."""


def _last(classes: list[tuple[int, str]], size: int) -> str:
    """Return the class of a window `size` columns or rows large."""
    return [name for least, name in classes if size >= least][-1]


class Framed(Screen[Any]):
    """What pages and dialogs share: classes by size, and a focus that does not make the page jump."""

    HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    BARE: ClassVar[bool] = False
    """True for a screen whose widgets are styled in ``base.tcss``: it stands sooner without ``widgets.tcss``."""

    def __init__(self) -> None:
        super().__init__()
        if not self.BARE:
            self.css_path = [themes.WIDGET_STYLES, *self.css_path]

    @on(events.Compose)
    def _take_size(self) -> None:
        # Textual sets the classes after the first layout: the first frame would be that of another size. Set before
        # anything stands on the screen, they cost nothing; after it, everything on it would be styled anew.
        width, height = self.app.size
        self.add_class(_last(WIDTH_CLASSES, width), _last(HEIGHT_CLASSES, height))
        self.set_columns()

    def set_columns(self) -> None:
        """Have cards stand under one another where the person asked for that."""
        config = getattr(getattr(self.app, "backend", None), "config", None)
        self.set_class(config is not None and config.one_column, ONE_COLUMN)

    def on_resize(self, event: events.Resize) -> None:
        small = event.size.width < LEAST_COLUMNS or event.size.height < LEAST_ROWS
        self.set_class(small, "-too-small")
        self.call_after_refresh(self._show_focus)

    @on(events.ScreenSuspend)
    def _go_under(self) -> None:
        """Look as if the focus were elsewhere, for it is: in what lies over this."""
        self.add_class(UNDER)
        self._redraw_focused()

    @on(events.ScreenResume)
    def _come_back(self) -> None:
        """Put the hardware cursor where the focus is: what lay over this may have closed without a key."""
        if self.has_class(UNDER):
            self.remove_class(UNDER)
            self._redraw_focused()
        self.call_after_refresh(follow_focus, self.app)

    def _redraw_focused(self) -> None:
        redraw = getattr(self.focused, "redraw", None)  # a list draws the row of the cursor itself
        if redraw is not None:
            redraw()

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Move the focus, scrolling as little as it takes to see it (Textual would centre it)."""
        super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
        if widget is not None and scroll_visible:
            self.call_after_refresh(self._show_focus)

    def _show_focus(self) -> None:
        widget = self.focused
        show_cursor_row = getattr(widget, "show_cursor_row", None)  # a list shows its row, not its top
        if show_cursor_row is not None:
            show_cursor_row()
        elif widget is not None and widget.region:
            reveal(widget, widget.region)
        if self.is_current:
            self.call_after_refresh(follow_focus, self.app)


class TooSmall(Static):
    """Lies over a window that is too small to show anything else; what is under it still has the keys."""

    def __init__(self) -> None:
        super().__init__(Content(_TOO_SMALL))


class PageBody(VerticalScroll, can_focus=False):
    """The scrolling middle of a page, at most 126 columns wide."""


class PageFill(Vertical):
    """The middle of a page whose parts scroll by themselves."""


class StatusLine(Horizontal):
    """What just happened, at the left; when it was saved, at the right. Stays until the next thing."""

    def compose(self) -> ComposeResult:
        yield Static(id="status-words")
        yield Static(id="status-saved")

    def tell(self, words: Words, kind: Kind) -> None:
        """Show `words`; a problem is marked with "!" as well as by colour."""
        content = as_content(words)
        problem = kind == "problem" and bool(content)
        line = self.query_one("#status-words", Static)
        line.set_class(problem, "-problem")
        line.update(Content.assemble("! ", content) if problem else content)

    def show_aside(self, words: str) -> None:
        """Show `words`, ours, at the right."""
        self.query_one("#status-saved", Static).update(Content(words))


class Page(Framed):
    """Base of the pages. Give `TAB` and `body()`; the frame does the rest.

    `TAB`: the name of the tab that is lit (see `widgets.tab_bar.TABS`, or "safety").
    `SCROLLS`: the body scrolls as a whole; set it False when its parts scroll by themselves.
    """

    TAB: ClassVar[str] = ""
    SCROLLS: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_body(-1)", show=False),
        Binding("down", "scroll_body(1)", show=False),
        Binding("pageup", "page_body(-1)", show=False),
        Binding("pagedown", "page_body(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._saved_at: str | None = None
        self._told: tuple[Words, Kind] = ("", "info")

    def compose(self) -> ComposeResult:
        yield TabBar(self.TAB, leads_on=self.leads_on)
        body = PageBody if self.SCROLLS else PageFill
        with body(id="page-body"):
            yield from self.body()
        yield StatusLine(id="status")
        yield KeyBar()
        yield TooSmall()

    def leads_on(self) -> bool:
        """True when other pages can be opened from here; else no tabs are drawn."""
        return True

    def aside(self) -> str:
        """Return what stands at the right of the status line: when the last change was stored."""
        return f"saved {self._saved_at}" if self._saved_at else ""

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between the tabs and the status line. Reads nothing and writes nothing."""
        return ()

    def say(self, words: Words, kind: Kind = "info") -> None:
        """Show `words` near the bottom until the next ones; empty words clear the line. Never a toast."""
        self._told = (words, kind)
        if self.is_mounted:
            self.query_one("#status", StatusLine).tell(words, kind)

    def begin(self) -> None:
        """The next thing begins: words about the one before go. A problem stays until it is over."""
        if self._told[1] == "info" and self._told[0]:
            self.say("")

    @on(events.ScreenSuspend)
    def _next_begins(self) -> None:
        if getattr(self.app.screen, "BEGINS", False):
            self.begin()

    @property
    def said(self) -> Words:
        """What `say` shows now."""
        return self._told[0]

    @property
    def saved_at(self) -> str | None:
        """The time the last change was stored, as shown ("21:04"); None shows nothing."""
        return self._saved_at

    @saved_at.setter
    def saved_at(self, at: str | None) -> None:
        self._saved_at = at
        if self.is_mounted:
            self.query_one("#status", StatusLine).show_aside(self.aside())

    def on_mount(self) -> None:
        status = self.query_one("#status", StatusLine)
        status.tell(*self._told)
        status.show_aside(self.aside())

    def action_scroll_body(self, lines: int) -> None:
        self.query_one("#page-body").scroll_relative(y=lines, animate=False)

    def action_page_body(self, pages: int) -> None:
        body = self.query_one("#page-body")
        body.scroll_relative(y=pages * max(1, body.size.height - 1), animate=False)


def tell(screens: Sequence[Screen[Any]], problem: str) -> None:
    """Say a problem on the page that is shown, or on the one below what lies over it."""
    for screen in reversed(screens):
        if isinstance(screen, Page):
            screen.say(problem, kind="problem")
            return
