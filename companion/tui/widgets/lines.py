"""Laying words out in lines of cells, and moving between and within widgets; shared by our widgets."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.geometry import Offset, Region
from textual.widget import Widget

from companion.tui.widgets.text import Words, as_content

CURSOR = "▸"
KEPT = "·"
"""Before the row that a list shows something of, while the keys go elsewhere."""
UNDER = "-under"
"""Class of a screen that another one lies over: nothing on it has the look of the focus."""


def has_keys(widget: Widget) -> bool:
    """Return True where the next key goes to `widget`, so that it may look as if it did."""
    return widget.has_focus and not widget.screen.has_class(UNDER)


def fitted(words: Words, width: int, max_lines: int | None) -> list[Content]:
    """Return `words` wrapped to `width` cells; beyond `max_lines` (None: no limit) it ends in "…"."""
    content, width = as_content(words), max(1, width)
    if max_lines is None:
        return content.wrap(width) or [Content("")]
    # Only as much as can show is wrapped: a line of 20,000 characters costs no more than a short one.
    lines = content[: (width + 1) * (max_lines + 1)].wrap(width) or [Content("")]
    if len(lines) > max_lines:
        lines = lines[:max_lines]
        # "…" takes the last cell, so the cut line is made one longer than fits before it is cut.
        lines[-1] = lines[-1].rstrip().pad_right(1).truncate(width - 1).rstrip() + "…"
    return lines


def fitted_beside(words: Words, first: int, width: int, max_lines: int | None) -> list[Content]:
    """Return `words` as `fitted` does, but on a first line of `first` cells: something stands beside it."""
    content = as_content(words)
    lines = fitted(content, first, max_lines)
    head = lines[0].plain.rstrip()
    if len(lines) == 1 or first >= width or not content.plain.startswith(head):
        return lines
    start = len(content.plain) - len(content.plain[len(head) :].lstrip(" "))
    start += content.plain.startswith("\n", start)
    return [lines[0], *fitted(content[start:], width, max_lines and max_lines - 1)]


def one_line(words: Words) -> Content:
    """Return `words` without line ends and tabs, for a place that has one line."""
    content = as_content(words)
    if "\n" in content.plain or "\t" in content.plain:
        content = Content(" ").join(content.expand_tabs(1).split("\n"))
    return content


def leave(widget: Widget, step: int) -> bool:
    """Move the focus to the next (`step` 1) or previous (-1) widget; at either end stay, return False."""
    chain = widget.screen.focus_chain
    if widget not in chain:
        return False
    place = chain.index(widget) + step
    if not 0 <= place < len(chain):
        return False
    widget.screen.set_focus(chain[place])
    return True


def reveal(widget: Widget, region: Region) -> None:
    """Scroll what `widget` stands in so that `region` (in window coordinates) can be seen."""
    for container in widget.ancestors:
        if not isinstance(container, Widget) or not container.allow_vertical_scroll:
            continue
        window = container.scrollable_content_region
        move = 0
        if region.y < window.y or region.height > window.height:
            move = region.y - window.y
        elif region.bottom > window.bottom:
            move = region.bottom - window.bottom
        if move:
            container.scroll_to(y=container.scroll_y + move, animate=False, immediate=True)
            region = region.translate(Offset(0, -move))


def spread(left: Content, right: Content, width: int) -> Content:
    """Return `left`, then `right` at the far edge of `width` cells (dropped when there is no room)."""
    gap = width - left.cell_length - right.cell_length
    if not right or gap < 1:
        return left
    return Content.assemble(left, " " * gap, right)


def widest(words: Iterable[Content]) -> int:
    """Return the cells of the longest of `words`; 0 for none."""
    return max((content.cell_length for content in words), default=0)
