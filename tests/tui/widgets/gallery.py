"""A small app and page to hang widgets on, and ways to read what was drawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from companion.tui.base import themes
from companion.tui.base.cursor import follow_focus
from companion.tui.base.page import Page
from companion.tui.widgets.row_list import RowList


class Frame(App[None]):
    """An app with our themes, showing one screen."""

    CSS_PATH = [*themes.stylesheets()]
    TITLE = "notes"
    is_for_reading = False
    """What a dialog asks of its host."""

    def __init__(self, screen: Screen[Any], theme: str = "calm-light") -> None:
        self.first = screen
        super().__init__()
        self.animation_level = "none"
        themes.install(self, theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def on_mount(self) -> None:
        self.push_screen(self.first)

    def on_descendant_focus(self) -> None:
        follow_focus(self)


def drawn(app: App[Any]) -> list[str]:
    """Return the window's lines as they are drawn."""
    return [strip.text for strip in app.screen._compositor.render_strips(app.screen.size)]


def drawn_rows(rows: RowList) -> str:
    """Return everything a list draws, also what is scrolled out of sight."""
    top = rows.scroll_offset.y
    return "\n".join(rows.render_line(y - top).text for y in range(rows.virtual_size.height))


def squeezed(text: str) -> str:
    """Return `text` without white space, so that wrapping makes no difference."""
    return "".join(text.split())


class Bench(Page):
    """A page with the widgets it is given."""

    def __init__(self, *widgets: Widget) -> None:
        super().__init__()
        self.widgets = widgets

    def body(self) -> Iterable[Widget]:
        yield from self.widgets
