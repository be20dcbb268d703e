"""One letter, one meaning; every key has a plain name; the keys that work everywhere do work everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from companion.tui.access.unsaved import Blank
from companion.tui.app import LOCK, QUIT, CompanionApp
from companion.tui.base.dialog import Dialog
from companion.tui.base.page import Page
from companion.tui.widgets.editors import LineEditor, NoteEditor
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.row_list import RowList
from tests.tui.fake_backend import lines, press, settle
from tests.tui.visits import VISITS, Visit, classes, program, screens

MEANINGS: dict[str, tuple[str, ...]] = {
    "t": ("Today",),
    "c": ("Check-in",),
    "p": ("Plan",),
    "n": ("Next talk",),
    "l": ("Learn",),
    "h": ("Share",),
    "s": ("Safety",),
    "a": ("Add", "Do it again"),
    "e": ("Edit",),
    "m": ("Move",),
    "d": ("Archive", "Take out"),
    "o": ("Open", "Open the archive", "Open all help lines", "What helps"),
    "v": (
        "All on one page",
        "One step at a time",
        "Read it whole",
        "Back",
        "Sitting together",
        "Alone again",
    ),
    "w": (
        "What helps me",
        "Questions to start from",
        "What it protects",
        "An example",
    ),  # in words, or more of them
    "b": ("Two versions",),
    "i": ("Earlier ones", "Close"),  # it closes the list it opened
    "k": ("On paper",),
    "z": ("Not now",),
    "y": ("Another day", "From another day"),
    "u": ("Undo",),
    "U": ("Bring back",),
    "space": ("Tick", "Said it"),
    "slash": ("Search",),
    "question_mark": ("Help", "Close"),  # it closes the help it opened
    "comma": ("Settings",),
    "f2": ("Safety",),
    "ctrl+g": ("Safety",),
    "ctrl+l": ("Hide",),
    "ctrl+q": ("Close",),
    "ctrl+z": ("Undo",),
    "ctrl+y": ("Bring back",),
    **dict.fromkeys("grxfGIRXZF", ()),  # kept for goals, trends and what comes with them
}

STEPS = frozenset(("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "ctrl+c"))
"""Keys that do what they do everywhere else in the world, and need no name."""

LONGEST_NAME = 24


def own_bindings() -> list[tuple[str, Binding]]:
    """Return the bindings written in our classes, with the class."""
    return [
        (each.__name__, binding)
        for each in classes()
        for binding in Binding.make_bindings(vars(each).get("BINDINGS", ()))
    ]


def test_a_letter_means_the_same_everywhere() -> None:
    other = [
        (where, binding.key, binding.description)
        for where, binding in own_bindings()
        if binding.key in MEANINGS and binding.description not in MEANINGS[binding.key]
    ]
    assert other == []


def test_no_letter_is_taken_that_has_no_meaning_yet() -> None:
    letters = {binding.key for _, binding in own_bindings() if len(binding.key) == 1}
    assert {key for key in letters if not key.isdigit()} <= set(MEANINGS)


def test_every_key_has_a_plain_name_unless_it_is_a_second_way() -> None:
    named = {(where, b.action) for where, b in own_bindings() if b.description or b.key in STEPS}
    nameless = [
        (where, binding.key)
        for where, binding in own_bindings()
        if not binding.description and binding.key not in STEPS and (where, binding.action) not in named
    ]
    assert nameless == []
    long = [b.description for _, b in own_bindings() if len(b.description) > LONGEST_NAME]
    assert long == []
    assert [b.description for _, b in own_bindings() if b.description[:1].islower()] == []


def test_no_screen_is_left_out() -> None:
    assert {each.__name__ for each in screens()} == {visit.screen for visit in VISITS}


def caret(app: CompanionApp) -> tuple[Widget | None, Any]:
    """Return what has the focus, and the place in it."""
    match app.focused:
        case LineEditor() | NoteEditor() as editor:
            return editor, (editor.text, editor.caret)
        case Input() as line:
            return line, (line.value, line.cursor_position)
        case RowList() as rows:
            return rows, rows.cursor
        case other:
            return other, None


def bar_fits(app: CompanionApp) -> None:
    """The bar shows every hint of the screen, ends with help and hide, and leaves the last row whole."""
    screen = app.screen
    if isinstance(screen, Dialog | Blank | CommandPalette):
        return
    bar = screen.query_one(KeyBar)
    own = [binding.key for binding in bar._own_bindings()]
    hints = [str(hint).strip() for _, hint in bar.hints()]
    assert [key for key, _ in bar.hints()][: len(own)] == own
    assert hints[-1] == "^L Hide"
    if isinstance(screen, Page):
        typing = isinstance(app.focused, LineEditor | NoteEditor)
        assert ("? Help" in hints) is not typing
        assert typing or hints[-2] == "? Help"
    assert lines(app)[-1].strip() == "  ".join(hints)


async def help_now_and_back(app: CompanionApp, pilot: Pilot[Any], key: str) -> None:
    """Help now lies on top, and Esc comes back to the same screen and caret."""
    here, place = app.screen, caret(app)
    await press(pilot, key)
    if type(here).__name__ in {"Safety", "SafetyWhole", "Helplines"}:
        assert app.screen is here
        return
    assert type(app.screen).__name__ == ("Safety" if app.is_open else "Helplines")
    await press(pilot, "escape")
    assert app.screen is here
    assert caret(app) == place


async def palette_and_back(app: CompanionApp, pilot: Pilot[Any]) -> None:
    """The list of commands opens over a page; help now opens over the list, and comes back to it."""
    here, place = app.screen, caret(app)
    await press(pilot, "ctrl+p")
    if not app.may_go:
        assert app.screen is here
        return
    assert isinstance(app.screen, CommandPalette)
    await press(pilot, *"pl")
    palette = app.screen
    await press(pilot, "ctrl+g")
    assert type(app.screen).__name__ == "Safety"
    await press(pilot, "escape")
    assert app.screen is palette
    assert palette.query_one(Input).value == "pl"
    await press(pilot, "escape")
    assert app.screen is here
    assert caret(app) == place


@pytest.mark.parametrize("visit", VISITS, ids=str)
async def test_the_keys_that_work_everywhere(visit: Visit, tmp_path: Path) -> None:
    app = program(visit, tmp_path)
    last = "ctrl+q" if VISITS.index(visit) % 2 else "ctrl+l"
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        assert type(app.screen).__name__ == visit.screen
        bar_fits(app)
        if visit.screen != "Blank":
            await help_now_and_back(app, pilot, "f2")
            await help_now_and_back(app, pilot, "ctrl+g")
            if visit.screen != "Palette":
                await palette_and_back(app, pilot)
        was_open = app.is_open
        await press(pilot, last)
        if last == "ctrl+l" and not was_open:
            assert isinstance(app.screen, Blank)
            return
    assert app.return_value == (QUIT if last == "ctrl+q" else LOCK)


@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
async def test_help_now_on_a_blank_screen_shows_the_lines(key: str, tmp_path: Path) -> None:
    app = program(Visit("Blank", "locked"), tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "ctrl+l", key)
        assert type(app.screen).__name__ == "Helplines"


async def test_a_tab_is_no_way_out_of_set_up(tmp_path: Path) -> None:
    app = program(Visit("SetUp", "new"), tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "1", *(*"blue boats at low tide", "enter") * 2, "enter", "f2", "t", "u", "ctrl+p")
        assert type(app.screen).__name__ == "Safety"
        await pilot.click("TabBar", offset=(8, 0))
        await settle(pilot)
        assert type(app.screen).__name__ == "Safety"
        await press(pilot, "escape")
        assert type(app.screen).__name__ == "SetUp"
