"""The scroll bar keeps a column between itself and the words."""

from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from textual.scrollbar import ScrollBarRender

from companion.tui.widgets.scroll_bar import SpacedBar

BACK, BAR = Color.parse("#FDFBF7"), Color.parse("#7A8582")


def rows(segments: list[Segment]) -> list[list[Segment]]:
    """Return the segments of each row."""
    parts = groupby(segments, key=lambda segment: segment.text == "\n")
    return [list(row) for is_end, row in parts if not is_end]


def drawn(renderer: type[ScrollBarRender], thickness: int) -> list[Segment]:
    """Return a bar of ten rows, somewhere in the middle."""
    bar = renderer.render_bar(10, 40, 10, 13, thickness, True, BACK, BAR)
    return list(bar.segments)


def test_the_first_column_is_empty_and_the_bar_is_beside_it() -> None:
    cells = drawn(ScrollBarRender, 1)
    spaced = rows(drawn(SpacedBar, 2))
    assert [bar for _, bar in spaced] == cells
    assert {gap.text for gap, _ in spaced} == {" "}
    assert all(gap.style and gap.style.bgcolor == BACK and not gap.style.reverse for gap, _ in spaced)


def test_a_bar_of_one_column_is_as_textual_draws_it() -> None:
    assert drawn(SpacedBar, 1) == drawn(ScrollBarRender, 1)
