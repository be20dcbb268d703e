"""While nobody presses a key, what the other pages need is fetched, so that the first opening of each is quick.

Reading the modules, the styles and the courses of exercises takes as long as all the rest of opening a page. It is
done in small pieces, each in a moment of its own, so that no key waits for more than one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from companion.tui.widgets.tab_bar import TABS

if TYPE_CHECKING:
    from companion.tui.doing import DoingApp

SOON = 0.6
"""Seconds after the first page was shown: it is drawn by then, and the person is reading."""

BETWEEN = 0.05
"""Seconds between two pieces."""


def get_ready(app: DoingApp) -> None:
    """Have the pages behind the tabs fetched soon."""
    app.set_timer(SOON, lambda: _next(app, _pieces(app)))


def _next(app: DoingApp, pieces: Iterator[None]) -> None:
    if not app.is_open:
        return
    try:
        next(pieces)
    except StopIteration:
        return
    app.set_timer(BETWEEN, lambda: _next(app, pieces))


def _pieces(app: DoingApp) -> Iterator[None]:
    """Fetch one thing, then another."""
    from companion.tui.screens import make_page

    app.fetch_courses()
    yield
    paths: list[PurePath] = []
    for tab in TABS:
        paths += make_page(tab.name).css_path
        yield
    for path in paths:
        if not app.stylesheet.has_source(str(path), ""):
            app.stylesheet.read(path)
    app.stylesheet.parse()
