"""Every screen of a vault with words in it, each looked at once.

One place looks as if the keys went there, Enter there does what the screen says, and what stands in quotation marks is
what the person wrote.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widget import Widget

from companion.tui.access.setup_secret import CodeSheet
from companion.tui.access.setup_steps import Ended
from companion.tui.access.unsaved import Blank
from companion.tui.app import CompanionApp
from companion.tui.base.file_page import Working
from companion.tui.shell.palette import Palette
from companion.tui.widgets.key_bar import KeyBar
from tests.memory_backend import CODE, MemoryBackend
from tests.quotes import not_theirs
from tests.tui.brightness import bright
from tests.tui.screens import press, settle, shown
from tests.tui.visits import VISITS, Visit, program

CURSOR_OF_ITS_OWN = {"person"}
"""Ids of what Safety's arrows go through: the page has the keys there, and no widget of it."""

SILENT = (Blank, Working)
"""Screens that say nothing of keys: one shows nothing, the other waits for the disk."""

WRITTEN_DOWN = ("enter I have written it down", "enter Try again")
"""Hints of keys that only close, or whose deed cannot be seen: the disk is still full."""


def where(app: CompanionApp) -> list[Widget]:
    """Return what looks as if the keys went there, each place once."""
    focused = app.screen.focused
    return [
        focused if focused is not None and focused in each.widget.ancestors_with_self else each.widget
        for each in bright(app)
    ]


def is_expected(app: CompanionApp) -> bool:
    """Return True where the one bright place is where the keys go, or where there is nothing to choose."""
    places, focused = where(app), app.screen.focused
    if isinstance(app.screen, Palette):  # typed in one place, chosen in the list below it
        return len(places) <= 2
    if focused is None or isinstance(focused, CodeSheet | Ended):
        return len(places) == 0 or [place.id for place in places] == [*CURSOR_OF_ITS_OWN]
    return set(places) == {focused} and (focused.children != [] or len(places) == 1)


def drawn(app: CompanionApp) -> list[object]:
    """Return the window as it is drawn, colours and all."""
    return [list(strip) for strip in app.screen._compositor.render_strips(app.screen.size)]


def promised(screen: Screen[object]) -> str:
    """Return what the bar of keys says of Enter, if it does."""
    return told(screen, "enter")


def told(screen: Screen[object], key: str) -> str:
    """Return what the bar of keys says of a key, on its own or beside another that does the same."""
    hints = [hint.plain.strip() for bar in screen.query(KeyBar) for _, hint in bar.hints()]
    sign = {"escape": "esc"}.get(key, key)
    return next((hint for hint in hints if sign in hint.partition(" ")[0].split("/")), "")


def leaves(screen: Screen[object]) -> bool:
    """Return True where Esc does something."""
    active = screen.active_bindings.get("escape")
    return active is not None and active.enabled and not isinstance(screen, SILENT)


OTHERS = (CODE,)
"""Words that are in no vault, and that somebody else put where the program found them."""


@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_one_place_is_bright_enter_does_what_is_said_and_theirs_is_quoted(
    visit: Visit, tmp_path: Path
) -> None:
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        assert is_expected(app), bright(app)
        backend = app.backend
        assert isinstance(backend, MemoryBackend)
        typed = "".join(key for key in visit.keys if len(key) == 1)
        assert not_theirs(shown(app), backend.store, [*OTHERS, typed]) == []
        said, before, screen = promised(app.screen), drawn(app), app.screen
        if leaves(app.screen):
            assert told(screen, "escape"), "what Esc does is not told"
        if said and said not in WRITTEN_DOWN:
            await press(pilot, "enter")
            assert not app.is_running or drawn(app) != before, said
        elif not said and not isinstance(screen, SILENT):
            await press(pilot, "enter")
            assert app.is_running and app.screen is screen and drawn(app) == before, (
                "what Enter does is not told"
            )
