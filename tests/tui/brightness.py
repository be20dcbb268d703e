"""Where a screen looks as if the keys went there: what is drawn in the look of the focus, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.style import Style
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.lines import CURSOR
from companion.tui.widgets.tab_bar import TabBar

_BAR = "▌"
_ANSWER = re.compile(r"\[\d+\]")
"""A number that was chosen on a scale: it is filled wherever the cursor is."""


class Bright(NamedTuple):
    """Lines of the window, one below the other, that look as if the keys went there."""

    widget: Widget
    """The screen itself where they lie beneath a dialog."""
    first: int
    last: int


def _runs(app: App[Any]) -> Iterator[tuple[int, int, str, Style]]:
    """Yield what is drawn as row, column, text and style."""
    for y, strip in enumerate(app.screen._compositor.render_strips(app.screen.size)):
        x = 0
        for segment in strip:
            yield y, x, segment.text, segment.style or Style()
            x += segment.cell_length


def bright(app: App[Any]) -> list[Bright]:
    """Return every place that has the look of the focus.

    A row with the cursor's sign or on its colour, a filled chip, an underlined option, the cursor in a box; beneath a
    dialog the bar of a card too.
    """
    tint, accent = (app.theme_variables[f"c-{name}"].lower() for name in ("tint", "accent"))
    rows: dict[Widget, set[int]] = {}
    for y, x, text, style in _runs(app):
        fore, back = (
            colour.triplet.hex if colour and colour.triplet else "" for colour in (style.color, style.bgcolor)
        )
        widget = app.screen.get_widget_at(x, y)[0]
        is_beneath = isinstance(widget, Screen)
        is_filled = back in (tint, accent) and not _ANSWER.fullmatch(text)
        is_bar = is_beneath and fore == accent and text.strip() == _BAR
        if isinstance(widget, TabBar | KeyBar) or (is_beneath and y == 0):
            continue
        if CURSOR in text or is_filled or is_bar or style.underline:
            rows.setdefault(widget, set()).add(y)
    return [Bright(widget, *run) for widget, lines in rows.items() for run in _together(sorted(lines))]


def _together(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow one another."""
    first = lines[0]
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if following != line + 1:
            yield first, line
            first = following or 0
