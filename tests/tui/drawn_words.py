"""What a person can read of their own words, inside one widget."""

from __future__ import annotations

import re

from textual.widget import Widget

from companion.tui.base.dialog import DialogSheet


def words_in(widget: Widget, aside: str = "") -> str:
    """Return what is drawn inside `widget`, letters without the spaces that wrapping and margins put there.

    `aside`: a quiet word of ours at the right edge, left out.
    """
    region = widget.region
    rows = widget.app.screen._compositor.render_strips(widget.app.screen.size)
    inside = [rows[y].crop(region.x, region.right).text for y in range(region.y, region.bottom)]
    if isinstance(widget, DialogSheet):  # its frame is no part of the words
        inside = [line[1:-1] for line in inside[1:-1]]
    return without_spaces("".join(line.rstrip().removesuffix(aside) for line in inside))


def without_spaces(text: str) -> str:
    """Return `text` without white space and without the bar of what has the focus."""
    return re.sub(r"[\s▌]", "", text)


def assert_whole(text: str, widget: Widget, *, times: int = 1, aside: str = "") -> None:
    """Check that `text` stands in `widget` from its first letter to its last, at least `times` times."""
    drawn = words_in(widget, aside)
    assert without_spaces(text) in drawn
    assert drawn.count(without_spaces(text)) >= times
