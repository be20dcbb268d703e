"""When it is said and when it locks: seen without a terminal."""

from __future__ import annotations

import pytest
from textual import events

from companion.idle import IdleClock
from companion.tui.shell.idle_lock import WARNING, IdleLock

ALLOWED = 600.0


class Desk:
    """A clock that goes on when the test says so, and what the lock did."""

    def __init__(self) -> None:
        self.now = 0.0
        self.allowed: float | None = ALLOWED
        self.did: list[str] = []
        self.lock = IdleLock(
            IdleClock(lambda: (self.now,)),
            allowed=lambda: self.allowed,
            focused=lambda: None,
            on_warn=lambda on: self.did.append("say" if on else "unsay"),
            on_lock=lambda: self.did.append("lock"),
        )

    def looks_at(self, now: float) -> None:
        """Look at the clock at `now`."""
        self.now = now
        self.lock.look()


def key(name: str) -> events.Key:
    """Return one key."""
    return events.Key(name, name if len(name) == 1 else None)


def press_mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    """Return a press of the mouse, or its end."""
    return kind(None, 1, 1, 0, 0, 1, False, False, False)


def test_it_is_said_before_and_then_locked() -> None:
    desk = Desk()
    desk.looks_at(ALLOWED - WARNING - 0.1)
    assert desk.did == []
    desk.looks_at(ALLOWED - WARNING)
    assert desk.did == ["say"] and desk.lock.is_warned
    desk.looks_at(ALLOWED)
    assert desk.did == ["say", "lock"]


def test_a_machine_that_slept_locks_without_a_word() -> None:
    desk = Desk()
    desk.looks_at(ALLOWED * 9)
    assert desk.did == ["lock"]


def test_it_never_locks_where_it_may_not() -> None:
    desk = Desk()
    desk.allowed = None
    desk.looks_at(ALLOWED * 9)
    assert not desk.lock.is_for_nobody(key("a"))
    assert desk.did == []


def test_the_line_goes_when_the_screen_allows_more() -> None:
    desk = Desk()
    desk.looks_at(ALLOWED - 1)
    desk.allowed = ALLOWED * 3
    desk.looks_at(ALLOWED)
    assert desk.did == ["say", "unsay"]


@pytest.mark.parametrize("event", [key("a"), events.Paste("words"), events.AppFocus(), key("f2")])
def test_what_comes_after_the_time_is_for_nobody(event: events.Event) -> None:
    desk = Desk()
    desk.now = ALLOWED
    assert desk.lock.is_for_nobody(event)
    assert desk.did == ["lock"]


@pytest.mark.parametrize(("name", "is_for_nobody"), [("d", True), ("f2", False), ("ctrl+l", False)])
def test_a_key_takes_the_line_away_and_starts_the_clock_anew(name: str, is_for_nobody: bool) -> None:
    desk = Desk()
    desk.looks_at(ALLOWED - 1)
    assert desk.lock.is_for_nobody(key(name)) is is_for_nobody
    assert desk.did == ["say", "unsay"] and desk.lock.clock.seconds == 0
    assert not desk.lock.is_for_nobody(key(name))
    desk.looks_at(ALLOWED + 1)
    assert desk.did == ["say", "unsay"]


def test_a_press_on_the_line_is_for_it_alone_until_it_is_let_go() -> None:
    desk = Desk()
    desk.looks_at(ALLOWED - 1)
    taken = [
        desk.lock.is_for_nobody(press_mouse(kind))
        for kind in (events.MouseDown, events.MouseUp, events.MouseDown, events.MouseUp)
    ]
    assert taken == [True, True, False, False]


def test_waking_is_no_touch() -> None:
    desk = Desk()
    desk.now = ALLOWED - 1
    assert not desk.lock.is_for_nobody(events.AppFocus())
    assert desk.lock.clock.seconds == ALLOWED - 1
