"""Questions over a page: typed answers, and nothing destroyed by accident."""

from __future__ import annotations

import pytest
from textual.message import Message
from textual.widgets import Static

from companion.tui.base.dialog import AskLine, Confirm, DialogSheet
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.tab_bar import SafetyChip, TabBar
from companion.tui.widgets.text import say
from tests.tui.widgets.gallery import Bench, Frame, drawn


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("enter", False),
        ("escape", False),
        ("right enter", True),
        ("tab enter", True),
        ("right left enter", False),
        ("y escape", False),
        ("n escape", False),
    ],
)
async def test_enter_alone_never_destroys(keys: str, answer: bool) -> None:
    answers: list[bool | None] = []
    app = Frame(Bench(Static("x")))
    async with app.run_test(notifications=True) as pilot:
        question = say("Delete $what for good?", what="“[/b]”")
        await app.push_screen(Confirm(question, "Delete 1 line", "Keep it", more="[x]"), answers.append)
        await pilot.pause()
        page = "\n".join(drawn(app))
        assert "Delete “[/b]” for good?" in page and "▸Keep it" in page and " Delete 1 line" in page
        assert "[x]" in page and "Safety F2" in drawn(app)[0]
        await pilot.press(*keys.split())
        await pilot.pause()
    assert answers == [answer]


async def test_a_question_is_answered_by_a_click() -> None:
    answers: list[bool | None] = []
    app = Frame(Bench(Static("x")))
    async with app.run_test(size=(40, 14), notifications=True) as pilot:
        await app.push_screen(Confirm("Erase?", "Erase everything there is", "Keep it"), answers.append)
        await pilot.pause()
        await pilot.click("#do")
        await pilot.pause()
    assert answers == [True]


@pytest.mark.parametrize(
    ("keys", "answer"),
    [("x enter", "old [b]x"), ("escape", None), ("ctrl+u enter escape", None), ("ctrl+u n enter", "n")],
)
async def test_one_line_is_asked_for(keys: str, answer: str | None) -> None:
    answers: list[str | None] = []
    app = Frame(Bench(Static("x")))
    async with app.run_test(notifications=True) as pilot:
        await app.push_screen(AskLine("A new name?", "old [b]"), answers.append)
        await pilot.pause()
        assert "old [b]" in "\n".join(drawn(app))
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
    assert answers == [answer]


async def test_help_now_is_a_click_away_from_a_dialog() -> None:
    told: list[Message] = []
    app = Frame(Bench(LineEditor()))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        await app.push_screen(AskLine("A name?"))
        await pilot.pause()
        await pilot.click(SafetyChip)
        await pilot.pause()
    assert [m for m in told if isinstance(m, TabBar.SafetyWanted)]


async def test_the_bar_names_the_keys_of_the_question() -> None:
    app = Frame(Bench(Static("x")))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await app.push_screen(Confirm("Delete it?", "Delete it", "Keep it"))
        await pilot.pause()
        bar = drawn(app)[-1]
        assert "esc Keep" in bar
        await pilot.press("right", "escape")
        await pilot.pause()
        assert "Keep" not in drawn(app)[-1]


@pytest.mark.parametrize("size", [(40, 14), (80, 24), (140, 40)])
async def test_a_sheet_is_in_the_middle_and_nothing_of_the_page_beneath_is_seen(
    size: tuple[int, int],
) -> None:
    app = Frame(Bench(Static("x" * 4000)))
    async with app.run_test(size=size, notifications=True) as pilot:
        await app.push_screen(AskLine("Which day?"))
        await pilot.pause()
        sheet = app.screen.query_one(DialogSheet).region
        assert sheet.width == min(80, size[0])
        assert sheet.x == (size[0] - sheet.width) // 2
        assert not any("x" in line.replace("closes", "") for line in drawn(app))
