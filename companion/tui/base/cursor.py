"""The terminal's own cursor follows the focus, because screen readers and magnifiers follow it.

Textual hides the hardware cursor and draws its own; most widgets never move the hidden one. Here it is
shown again and put on the row or character that the next key will act on.
"""

from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget

SHOW_CURSOR = "\x1b[?25h"


@runtime_checkable
class ReportsCursor(Protocol):
    """A widget that knows where in the window its cursor row stands."""

    def cursor_offset(self) -> Offset | None:
        """Return the cell to point at, in window coordinates; None when there is nothing to point at."""


def cursor_place(widget: Widget) -> Offset:
    """Return the cell of the window at which the hardware cursor belongs while `widget` has focus."""
    # Asked by name: importing TextArea for its type would take a tenth of the time the program needs to start.
    typing_at = getattr(widget, "cursor_screen_offset", None)
    if isinstance(typing_at, Offset):
        return typing_at
    if isinstance(widget, ReportsCursor):
        place = widget.cursor_offset()
        if place is not None:
            return place
    return widget.content_region.offset


def show_hardware_cursor(app: App[Any]) -> None:
    """Make the terminal's cursor visible; once at the start, and again after a suspend."""
    # `_driver` is private and absent in tests: a cursor that stays hidden is no reason to fall over.
    driver = getattr(app, "_driver", None)
    if driver is None or app.is_headless:
        return
    try:
        driver.write(SHOW_CURSOR)
        driver.flush()
    except (AttributeError, OSError):
        return


def follow_focus(app: App[Any]) -> None:
    """Put the hardware cursor where the focused widget's cursor is.

    Cheap and safe to call after every key press and every change of focus or screen. Textual sends the
    cursor's place with the next repaint, so one is asked for when the place has changed.
    """
    if not app.screen_stack:
        return
    widget = app.screen.focused
    place = Offset(0, 0) if widget is None or not widget.is_attached else cursor_place(widget)
    if place != app.cursor_position:
        app.cursor_position = place
        app.refresh()
