"""The scroll bar: a column of nothing, then the bar. Words that end at the edge do not touch it."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

_UNSAID = Color.default()


class SpacedBar(ScrollBarRender):
    """Draws a bar of two columns or more with the first left empty; a narrower one as Textual does."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = _UNSAID,
        bar_color: Color = _UNSAID,
    ) -> Segments:
        spaced = vertical and thickness > 1
        width = thickness - 1 if spaced else thickness
        bar = super().render_bar(
            size, virtual_size, window_size, position, width, vertical, back_color, bar_color
        )
        if not spaced:
            return bar
        gap, end = Segment(" ", Style(bgcolor=back_color)), Segment.line()
        return Segments([part for cell in bar.segments for part in (gap, cell, end)])
