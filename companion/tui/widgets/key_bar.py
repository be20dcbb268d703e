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

ENTER, ESCAPE = "enter", "escape"
_ALWAYS_TOLD = (ENTER, ESCAPE)

HELP, HIDE, CLOSE = key("help"), key("hide"), key("close")


class KeyBar(Widget):
    """Hints for the keys of the focused widget and the screen, then ``? Help`` and ``^L Hide``.

    While something is typed ``?`` is a character of it, and so is not listed.
    A binding is listed when its `show` is true. What Enter and Esc do is always told, where they do something: Enter in
    the words of what has the focus (its `enter_does`) where no binding shows it, and beside the key that does the same.
    Other hints that do not fit are left out, from the last one; the help page lists them all. A click on a hint presses
    its key.
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
        always = [(binding.key, self._hint(binding)) for binding in self._always if self._is_free(binding)]
        room = self.size.width + len(_GAP) - sum(hint.cell_length for _, hint in always)
        own = self._own_hints(joined=True)
        fitting = self._fitting(own, room)
        if len(fitting) < len(own):
            fitting = self._fitting(self._own_hints(joined=False), room)
        hints = [*fitting, *always]
        return [*hints[:-1], *((last, hint.rstrip()) for last, hint in hints[-1:])]

    def _fitting(self, own: list[tuple[str, Content]], room: int) -> list[tuple[str, Content]]:
        """Return those of `own` that have room, in order: Enter and Esc before others."""
        most = _MOST_HINTS if self.app.size.width >= _NARROW else _MOST_HINTS_NARROW
        others = [each for each, _ in own if each not in _ALWAYS_TOLD]
        told = [each for each, _ in own if each in _ALWAYS_TOLD]
        lengths = {each: hint.cell_length for each, hint in own}
        fitting: set[str] = set()
        for each in (*told, *others[:most]):
            room -= lengths[each]
            if room < 0:
                break
            fitting.add(each)
        return [(each, hint) for each, hint in own if each in fitting]

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

    def _own_hints(self, *, joined: bool) -> list[tuple[str, Content]]:
        """Return the hints of the screen: Enter first and Esc last where no binding of theirs is shown.

        `joined`: Enter stands beside the key that does the same, else in its place.
        """
        own = self._own_bindings()
        keys = {binding.key: shown(binding) for binding in own}
        active = self.screen.active_bindings
        is_bound = any(binding.key == ENTER for binding in (*own, *self._always))
        if not is_bound and (words := self._enter_does()):
            same = next((binding for binding in own if binding.description == words), None)
            if same is None:
                own.insert(0, Binding(ENTER, "", words))
            else:
                keys[same.key] = f"{shown(same)}/enter" if joined else ENTER
        leaves = active.get(ESCAPE)
        is_told = any(binding.key == ESCAPE for binding in (*own, *self._always))
        if not is_told and leaves is not None and leaves.enabled and leaves.binding.description:
            own.append(leaves.binding)
        return [(binding.key, self._hint(binding, keys.get(binding.key, ""))) for binding in own]

    def _enter_does(self) -> str:
        """Return what Enter does here; "" where it does nothing."""
        own: str | None = getattr(self.screen.focused, "enter_does", None)
        if own is not None:
            return own
        active = self.screen.active_bindings.get(ENTER)
        return active.binding.description if active is not None and active.enabled else ""

    def _hint(self, binding: Binding, sign: str = "") -> Content:
        return Content.assemble(
            (sign or shown(binding), "bold $c-accent"), " ", (binding.description, "$c-muted"), _GAP
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
