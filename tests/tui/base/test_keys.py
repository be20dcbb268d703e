"""One letter, one meaning; every key has a plain name; the keys that work everywhere do work everywhere."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

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
from companion.tui.commands import COMMANDS, EVERYWHERE, HERE, Command, Row, key, sign, signs
from companion.tui.widgets.editors import LineEditor, NoteEditor
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.row_list import RowList
from tests.tui.screens import lines, press, settle
from tests.tui.visits import VISITS, Visit, classes, program, screens

KEPT = frozenset("grxfGIRXZF")
"""Letters kept for goals, trends and what comes with them."""

ROWS: tuple[Row, ...] = get_args(Row)
"""Of README's card, in their order; the first is for what is not on it."""

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


def meanings() -> dict[str, set[str]]:
    """Return each key of the table with its labels; not Esc, which names what it leaves, and no ^ of one page."""
    found: dict[str, set[str]] = {}
    for name, command in COMMANDS.items():
        for binding in Binding.make_bindings([key(name)]):
            if binding.key != "escape" and (command in EVERYWHERE or "+" not in binding.key):
                found.setdefault(binding.key, set()).add(command.label)
    return found


def test_a_letter_means_the_same_everywhere() -> None:
    known = meanings()
    other = [
        (where, binding.key, binding.description)
        for where, binding in own_bindings()
        if binding.description not in known.get(binding.key, {binding.description})
    ]
    assert other == []


def test_every_letter_is_in_the_table_of_commands() -> None:
    letters = {binding.key for _, binding in own_bindings() if len(binding.key) == 1}
    known = {letter for letter in meanings() if len(letter) == 1}
    assert {letter for letter in letters if not letter.isdigit()} == known
    assert known & KEPT == set()


def test_every_command_of_the_table_is_bound_somewhere() -> None:
    assert len(COMMANDS) == len((*EVERYWHERE, *HERE))
    bound = {(binding.key, binding.description) for _, binding in own_bindings()}
    unused = [
        name
        for name, command in COMMANDS.items()
        if command.action
        and not {(each.key, each.description) for each in Binding.make_bindings([key(name)])} <= bound
    ]
    assert unused == []


@pytest.mark.parametrize(
    ("name", "on_the_keyboard"),
    [
        ("f2", "F2"),
        ("ctrl+l", "^L"),
        ("slash", "/"),
        ("U", "U"),
        ("enter", "enter"),
        ("alt+up", "alt+↑"),
        ("ctrl+home", "^home"),
    ],
)
def test_a_key_is_named_as_it_stands_on_the_keyboard(name: str, on_the_keyboard: str) -> None:
    assert sign(name) == on_the_keyboard


def card() -> list[str]:
    """Return README's card of keys as the table of commands has it: a line for each row of a table."""

    def line(commands: list[Command]) -> str:
        keys = [" or ".join(f"**{_in_readme(each)}**" for each in signs(command)) for command in commands]
        return f"| {' · '.join(keys)} | {', '.join(command.words for command in commands)} |"

    listed = sorted(COMMANDS.values(), key=lambda command: ROWS.index(command.row))
    rows = {row: list(group) for row, group in groupby(listed, key=lambda command: command.row)}
    typing = [line([command]) for command in rows["while typing"]]
    return [*typing, *(line(rows[row]) for row in ROWS[2:])]


def _in_readme(key_sign: str) -> str:
    return key_sign.replace("^", "Ctrl+").replace("esc", "Esc")


def test_the_card_in_the_readme_is_the_table_of_commands() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    part = readme.partition("## Keys, on one card")[2].partition("\n## ")[0]
    assert re.findall(r"^\| \*\*.*$", part, re.MULTILINE) == card()


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
    # No list of nothing but lines is ours yet; tests/backend/test_made_up_list.py stands on that page.
    ours = {each.__name__ for each in screens()} - {"KeptListPage"}
    assert ours == {visit.screen for visit in VISITS}


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
    drawn = [each for each, _ in bar.hints()]
    assert [each for each in drawn if each in own] == own
    assert set(drawn[: -2 if len(bar._always) > 1 else -1]) - set(own) <= {"enter", "escape", "question_mark"}
    assert hints[-1] == "^L Hide"
    if isinstance(screen, Page):
        typing = isinstance(app.focused, LineEditor | NoteEditor)
        assert ("? Help" in hints) is not typing
        assert typing or hints[-2] == "? Help"
    assert lines(app)[-1].strip() == "  ".join(hints)


async def help_now_and_back(app: CompanionApp, pilot: Pilot[Any], pressed: str) -> None:
    """Help now lies on top, and Esc comes back to the same screen and caret."""
    here, place = app.screen, caret(app)
    await press(pilot, pressed)
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


@pytest.mark.parametrize("pressed", ["f2", "ctrl+g"])
async def test_help_now_on_a_blank_screen_shows_the_lines(pressed: str, tmp_path: Path) -> None:
    app = program(Visit("Blank", "locked"), tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "ctrl+l", pressed)
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
