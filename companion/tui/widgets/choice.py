"""One of a few, on one line: ``● this  ○ that``. It wraps when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset, Size
from textual.widget import Widget

from companion.tui.widgets.lines import has_keys, leave, one_line
from companion.tui.widgets.sent import Sent
from companion.tui.widgets.text import Words

_GAP = "   "
_LABEL_GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioOption:
    """One thing to choose."""

    id: str
    label: Words


class RadioRow(Widget, can_focus=True):
    """Options in a line, one of them chosen, with ← → or a click; posts `Chosen`. Up, down and Enter leave it."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Choose", show=False),
        Binding("right", "step(1)", "Choose", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down,enter", "leave(1)", show=False),
    ]

    enter_does: ClassVar[str] = "Next"

    @dataclass(eq=False)
    class Chosen(Sent["RadioRow"]):
        """Another option was chosen."""

        id: str

    def __init__(
        self,
        options: Sequence[RadioOption],
        chosen: str = "",
        *,
        label: Words = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """`chosen`: an option's id, by default the first one's; `label`: quiet words before the options."""
        super().__init__(id=id, classes=classes)
        self._label = one_line(label)
        self._hold(options, chosen)

    @property
    def chosen(self) -> str:
        """The id of the chosen option; empty where there are no options."""
        return self._chosen

    def choose(self, id: str) -> None:
        """Mark an option as chosen without posting `Chosen`."""
        self._chosen = id
        self.refresh()

    def set_options(self, options: Sequence[RadioOption], chosen: str = "") -> None:
        """Offer these options instead."""
        self._hold(options, chosen)
        self.refresh(layout=True)

    def _hold(self, options: Sequence[RadioOption], chosen: str) -> None:
        self._options = tuple(options)
        self._chosen = chosen or (self._options[0].id if self._options else "")

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(max(1, width)))

    def render(self) -> RenderResult:
        lines = self._lines(max(1, self.size.width))
        return Content("\n").join(Content.assemble(*(part for part, _ in line)) for line in lines)

    def cursor_offset(self) -> Offset | None:
        """Return where the chosen option starts in the window."""
        for y, line in enumerate(self._lines(max(1, self.size.width))):
            x = 0
            for part, id in line:
                if id and id == self._chosen:
                    return self.content_region.offset + Offset(x, y)
                x += part.cell_length
        return None

    def action_step(self, step: int) -> None:
        ids = [option.id for option in self._options]
        if not ids:
            return
        place = ids.index(self._chosen) + step if self._chosen in ids else 0
        self._take(ids[max(0, min(place, len(ids) - 1))])

    def action_leave(self, step: int) -> None:
        leave(self, step)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        lines = self._lines(max(1, self.size.width))
        end = 0
        for part, id in lines[place.y] if 0 <= place.y < len(lines) else ():
            end += part.cell_length
            if place.x < end:
                if id:
                    self._take(id)
                return

    def _take(self, id: str) -> None:
        if id != self._chosen:
            self.choose(id)
            self.post_message(self.Chosen(self, id))

    def _lines(self, width: int) -> list[list[tuple[Content, str]]]:
        """Return the options in lines of at most `width` cells; words that are not an option have no id."""
        lines: list[list[tuple[Content, str]]] = [[]]
        start = 0
        if self._label:
            part = Content.assemble(self._label, _LABEL_GAP).stylize("$c-muted")
            lines[0].append((part, ""))
            start = part.cell_length
        used = start
        for option in self._options:
            part = self._drawn(option).truncate(max(1, width - start), ellipsis=True)
            if used > start and used + part.cell_length > width:
                lines.append([(Content(" " * start), "")] if start else [])
                used = start
            lines[-1] += [(part, option.id), (Content(_GAP), "")]
            used += part.cell_length + len(_GAP)
        return lines

    def _drawn(self, option: RadioOption) -> Content:
        chosen = option.id == self._chosen
        label = one_line(option.label)
        style = " ".join(["bold"] * chosen + ["underline"] * (chosen and has_keys(self)))
        return Content.assemble(
            ("● " if chosen else "○ ", "bold $c-accent" if chosen else "$c-muted"),
            label.stylize(style) if style else label,
        )
