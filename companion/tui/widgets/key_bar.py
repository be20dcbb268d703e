"""The bottom row: what the keys do here. It never runs past the edge of the window."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from companion.tui.commands import key, shown

_MOST_HINTS = 6
_MOST_HINTS_NARROW = 3
_NARROW = 80
_GAP = "  "
"""Between two hints; none stands behind the last one."""

HELP, HIDE, CLOSE = key("help"), key("hide"), key("close")


class KeyBar(Widget):
    """Hints for the keys of the focused widget and the screen, then ``? Help`` and ``^L Hide``.

    While something is typed ``?`` is a character of it, and so is not listed.
    A binding is listed when its `show` is true. Hints that do not fit are left out, from the last one;
    the help page lists them all. A click on a hint presses its key.
    """

    ALLOW_SELECT = False

    def __init__(self, *always: Binding) -> None:
        """`always`: the bindings that are shown last whatever else is; without any, Help and Hide."""
        super().__init__()
        self._always = always or (HELP, HIDE)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def hints(self) -> list[tuple[str, Content]]:
        """Return each key and what is drawn for it, in order, all within the width of the bar."""
        width = self.size.width
        always = [(binding.key, self._hint(binding)) for binding in self._always if self._is_free(binding)]
        most = _MOST_HINTS if self.app.size.width >= _NARROW else _MOST_HINTS_NARROW
        room = width + len(_GAP) - sum(hint.cell_length for _, hint in always)
        shown: list[tuple[str, Content]] = []
        for binding in self._own_bindings()[:most]:
            hint = self._hint(binding)
            room -= hint.cell_length
            if room < 0:
                break
            shown.append((binding.key, hint))
        hints = [*shown, *always]
        return [*hints[:-1], *((last, hint.rstrip()) for last, hint in hints[-1:])]

    def _is_free(self, binding: Binding) -> bool:
        """True when the key does not end up in the words being typed."""
        focused = self.screen.focused
        return focused is None or not focused.check_consume_key(binding.key, key_to_character(binding.key))

    def _own_bindings(self) -> list[Binding]:
        always = {binding.key for binding in self._always}
        seen: set[str] = set()
        own = []
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.key not in always and binding.action not in seen:
                seen.add(binding.action)
                own.append(binding)
        return own

    def _hint(self, binding: Binding) -> Content:
        return Content.assemble(
            (shown(binding), "bold $c-accent"), " ", (binding.description, "$c-muted"), _GAP
        )

    def render(self) -> RenderResult:
        return Content.assemble(*(hint for _, hint in self.hints()))

    def on_click(self, event: events.Click) -> None:
        end = 0
        for pressed, hint in self.hints():
            end += hint.cell_length
            if event.get_content_offset_capture(self).x < end:
                self.app.simulate_key(pressed)
                return
