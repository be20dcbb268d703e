"""Nobody at the keyboard: a line that says what will happen, and then the lock. Sleep counts."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.css.query import NoMatches
from textual.widget import Widget

from companion.tui.shell.closing import EndingApp

IDLE_CHECK = 1.0
"""Seconds between two looks at the idle clock: so soon after waking a machine that slept has locked."""

HELD_CHECKS = 5
"""Words that the disk refused are tried again at every so many looks."""

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


class IdlingApp(EndingApp):
    """Locks when nobody has touched anything for long enough."""

    _soon: LockSoon | None = None
    _looks = 0
    _drops_release = False
    """True when a press of the mouse was for the line alone, until the button is let go."""

    def _tick(self) -> None:
        """Look at the clock; while words are held, less often: each look is a try to store them."""
        self._looks += 1
        if not self.why_held or self._looks % HELD_CHECKS == 0:
            self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        """Say that it will lock, or lock, when nobody has touched anything for long enough."""
        if self._session is not None and self.why_held:
            self._try_to_store()
            return
        left = self._seconds_left()
        if left is not None and left <= 0:
            self._lock()
        elif left is not None and left <= WARNING:
            self._warn()
        else:
            self._unwarn()

    def _seconds_left(self) -> float | None:
        """Return the seconds until it locks; None where it does not lock by itself."""
        if self._session is None or self._session.is_demo or self.why_held or self._ending:
            return None
        if not self.screen_stack:  # the program is ending
            return None
        minutes: int = self.backend.config.idle_minutes
        if getattr(self.screen, "STAYS_OPEN", False):
            minutes = max(minutes, EXEMPT_MINUTES)
        return minutes * 60 - self.idle.seconds

    def _is_for_nobody(self, event: events.Event) -> bool:
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
            self._lock()
            return True
        if not isinstance(event, _TOUCHES):
            return False
        self._touch()
        if not self._unwarn() or self._does_no_harm(event):
            return False
        self._drops_release = isinstance(event, events.MouseDown)
        return True

    def _does_no_harm(self, event: events.Event) -> bool:
        """True for words that go into what is being written, for help, and for hiding."""
        if isinstance(event, events.Key) and event.key in _AT_ONCE:
            return True
        focused = self.focused
        if focused is None or not isinstance(event, events.Key | events.Paste):
            return False
        key, letter = (event.key, event.character) if isinstance(event, events.Key) else ("a", "a")
        return focused.check_consume_key(key, letter)

    def _warn(self) -> None:
        """Show the line on the screen in front, if it is not there yet."""
        if self._soon is None or self._soon.parent is not self.screen:
            self._unwarn()
            self._soon = LockSoon()
            self.screen.mount(self._soon)

    def _unwarn(self) -> bool:
        """Take the line away; True when it was there."""
        line, self._soon = self._soon, None
        if line is None:
            return False
        with suppress(NoMatches):  # its screen has gone, and it with it
            line.remove()
        return True
