"""Nobody at the keyboard: a line that says what will happen, and then the lock. Sleep counts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from textual import events
from textual.app import App, RenderResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget

from companion.idle import IdleClock

IDLE_CHECK = 1.0
"""Seconds between two looks at the idle clock: so soon after waking a machine that slept has locked."""

EXEMPT_MINUTES = 30
"""Safety, the big view and set-up stay open this long without a key, whatever the setting."""

WARNING = 20
"""Seconds before the lock at which it is said."""

LOCKING = f"Locking in {WARNING} seconds. Any key keeps it open."

_TOUCHES = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollUp,
    events.MouseScrollDown,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)
_WAKING = (events.AppFocus, events.Resize, events.MouseMove)
"""No touch, but a sign that the machine is awake: the clock is looked at before anything is drawn."""

_AT_ONCE = frozenset(("f2", "ctrl+g", "ctrl+l"))
"""Keys that are obeyed even while the line stands there: help, and hiding."""


class IdleLock:
    """Locks when nobody has touched anything for long enough, and says so before."""

    def __init__(
        self,
        clock: IdleClock,
        *,
        allowed: Callable[[], float | None],
        focused: Callable[[], Widget | None],
        on_warn: Callable[[bool], None],
        on_lock: Callable[[], None],
    ) -> None:
        """`allowed`: the seconds that may pass now without a touch, None where it does not lock by itself;
        `focused`: what has the focus; `on_warn` shows the line, or takes it away."""
        self.clock = clock
        """How long nobody has touched anything."""
        self.is_warned = False
        self._allowed, self._focused, self._on_warn, self._on_lock = allowed, focused, on_warn, on_lock
        self._drops_release = False
        """True when a press of the mouse was for the line alone, until the button is let go."""

    def look(self) -> None:
        """Say that it will lock, or lock, when nobody has touched anything for long enough."""
        left = self._seconds_left()
        if left is not None and left <= 0:
            self._on_lock()
        elif left is not None and left <= WARNING:
            self.is_warned = True
            self._on_warn(True)  # also where the line is there: another screen may lie over it by now
        else:
            self._unwarn()

    def _seconds_left(self) -> float | None:
        """Return the seconds until it locks; None where it does not lock by itself."""
        allowed = self._allowed()
        return None if allowed is None else allowed - self.clock.seconds

    def is_for_nobody(self, event: events.Event) -> bool:
        """Note that somebody is there; True when `event` is to do nothing more.

        That is so when the time was up before it came, and while the line stands there, but for words going
        into a field, for help and for hiding: whoever wants to keep it open presses whatever is nearest.
        """
        if isinstance(event, events.MouseUp) and self._drops_release:
            self._drops_release = False
            return True
        if not isinstance(event, _TOUCHES + _WAKING):
            return False
        left = self._seconds_left()
        if left is not None and left <= 0:
            self._on_lock()
            return True
        if not isinstance(event, _TOUCHES):
            return False
        self.clock.touch()
        if not self._unwarn() or self._does_no_harm(event):
            return False
        self._drops_release = isinstance(event, events.MouseDown)
        return True

    def _does_no_harm(self, event: events.Event) -> bool:
        """True for words that go into what is being written, for help, and for hiding."""
        if isinstance(event, events.Key) and event.key in _AT_ONCE:
            return True
        focused = self._focused()
        if focused is None or not isinstance(event, events.Key | events.Paste):
            return False
        key, letter = (event.key, event.character) if isinstance(event, events.Key) else ("a", "a")
        return focused.check_consume_key(key, letter)

    def _unwarn(self) -> bool:
        """Take the line away; True when it was there."""
        was_warned, self.is_warned = self.is_warned, False
        if was_warned:
            self._on_warn(False)
        return was_warned


class LockSoon(Widget):
    """The line, over the lowest row of whatever is shown."""

    ALLOW_SELECT = False

    DEFAULT_CSS = """
    LockSoon {
        layer: cover; dock: bottom; width: 100%; height: 1; padding: 0 0 0 2;
        background: $c-panel; color: $c-warm; text-style: bold;
    }
    """

    def render(self) -> RenderResult:
        return Content(LOCKING)


class WarningLine:
    """Keeps the line on the screen in front, and on no other."""

    def __init__(self, app: App[str]) -> None:
        self._app = app
        self._line: LockSoon | None = None

    def show(self, on: bool) -> None:
        """Show the line if it is not there yet, or take it away."""
        old = self._line
        if on and old is not None and old.parent is self._app.screen:
            return
        self._line = LockSoon() if on else None
        if old is not None:
            with suppress(NoMatches):  # its screen has gone, and it with it
                old.remove()
        if self._line is not None:
            self._app.screen.mount(self._line)
