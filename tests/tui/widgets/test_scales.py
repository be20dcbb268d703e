"""Scales by keys and by mouse: what is recorded is what was meant."""

from __future__ import annotations

import pytest
from textual.message import Message
from textual.screen import ModalScreen

from companion.domain.text import clean_line
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.scales import ScaleRow, Scales
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.tui.widgets.galleries import SCALES
from tests.tui.widgets.gallery import Bench, Frame, drawn, drawn_rows, squeezed


def make(*rows: ScaleRow) -> tuple[Frame, Scales]:
    scales = Scales(rows or SCALES)
    return Frame(Bench(scales, LineEditor(id="next"))), scales


def values(scales: Scales) -> list[int | None]:
    return [row.value for row in scales.rows]


@pytest.mark.parametrize(
    ("keys", "mood"),
    [
        ("7", 7),
        ("0", 0),
        ("1 0", 10),
        ("1", 1),
        ("2 0", 0),
        ("1 0 0", 0),
        ("1 1 0", 10),
        ("1 left 0", 0),
        ("1 right 0", 0),
        ("1 delete 0", 0),
        ("1 home 0", 0),
        ("1 down up 0", 0),
        ("1 enter up 0", 0),
        ("left", 5),
        ("delete", None),
        ("backspace", None),
        ("delete left", 5),
        ("delete right", 5),
        ("home left", 0),
        ("end right", 10),
        ("end", 10),
    ],
)
async def test_keys(keys: str, mood: int | None) -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.press(*keys.split())
        assert values(scales) == [mood, 3, None, None]


async def test_fifteen_keys_in_a_row() -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.press(*["7", "enter", "1", "0", "enter", "5", "enter", "4", "enter"])
        assert values(scales) == [7, 10, 5, 4]
        assert app.focused is app.screen.query_one("#next")


async def test_a_slow_ten_is_a_ten_even_after_help_and_another_window() -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.press("1")
        await app.push_screen(ModalScreen())
        await pilot.pause()
        app.pop_screen()
        await pilot.pause()
        app.app_focus = False
        await pilot.pause()
        app.app_focus = True
        await pilot.pause()
        await pilot.press("0")
        assert values(scales)[0] == 10


async def test_a_row_left_by_tab_starts_afresh() -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.press("1", "tab", "shift+tab", "0")
        assert values(scales)[0] == 0


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (140, 40), (60, 20), (40, 20)])
@pytest.mark.parametrize("number", [0, 6, 9, 10])
async def test_a_click_on_a_number(columns: int, rows: int, number: int) -> None:
    app, scales = make()
    async with app.run_test(size=(columns, rows), notifications=True) as pilot:
        scales.focus()
        await pilot.pause()
        lines = drawn_rows(scales).split("\n")
        name = next(y for y, line in enumerate(lines) if "Energy" in line)
        y = name if " 9 " in lines[name] else name + 1
        x = lines[y].index(f" {number} ") + 1
        await pilot.click(scales, offset=(x, y))
        assert values(scales) == [6, 3, number, None]
        assert scales.cursor == 2


async def test_a_click_beside_the_numbers_only_moves_the_cursor() -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.click(scales, offset=(3, 1))
        assert values(scales) == [6, 3, None, None]
        assert scales.cursor == 1


async def test_an_answer_shows_in_three_ways_without_colour() -> None:
    app, scales = make()
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.pause()
        mood, worry, energy, _ = drawn_rows(scales).split("\n")
        assert mood.startswith("▸ Mood")
        assert "very low" in mood and "very good" in mood and "[6]" in mood and "6 ✓" in mood
        assert worry.startswith("  Worry")
        assert "blank" in energy and "[" not in energy


async def test_answers_are_told_and_set_value_is_silent() -> None:
    told: list[Message] = []
    app, scales = make()
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        scales.focus()
        scales.set_value("sleep", 4)
        await pilot.press("8", "delete")
        await pilot.pause()
    answered = {id(m): (m.scale_id, m.value) for m in told if isinstance(m, Scales.Answered)}
    assert list(answered.values()) == [("mood", 8), ("mood", None)]
    assert values(scales)[3] == 4


@pytest.mark.parametrize(("columns", "shown"), [(80, True), (60, False)])
async def test_end_words_go_to_the_title_when_they_do_not_fit(columns: int, shown: bool) -> None:
    told: list[Message] = []
    app, scales = make()
    async with app.run_test(size=(columns, 24), notifications=True, message_hook=told.append) as pilot:
        scales.focus()
        await pilot.press("down")
        await pilot.pause()
        assert ("very tense" in drawn_rows(scales)) is shown
    changed = [m for m in told if isinstance(m, Scales.RowChanged)]
    assert changed[-1].row.high == "very tense"
    assert changed[-1].words_shown is shown


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
async def test_their_own_words_are_drawn_letter_for_letter(words: str) -> None:
    app, scales = make(
        ScaleRow(id="x", name=words, low=words, high=words, value=10),
        ScaleRow(id="y", name="b", low="", high=""),
    )
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        scales.focus()
        await pilot.press("1", "0")
        await pilot.pause()
        row = squeezed(drawn_rows(scales).split("\n")[0])
    assert squeezed(clean_line(words))[:5] in row
    assert "[10]" in row


async def test_many_scales_scroll_and_the_row_in_use_is_seen() -> None:
    rows = [ScaleRow(id=str(n), name=f"Scale {n}", low="low", high="high") for n in range(12)]
    app, scales = make(*rows)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        scales.focus()
        await pilot.pause()
        assert scales.size.height == 5
        for _ in range(9):
            await pilot.press("enter")
        await pilot.pause()
        assert any(line.lstrip().startswith("▸ Scale 9") for line in drawn(app))


async def test_no_scales_at_all() -> None:
    scales = Scales((), empty="No scales yet.")
    app = Frame(Bench(scales))
    async with app.run_test(notifications=True) as pilot:
        scales.focus()
        await pilot.press(*["1", "0", "left", "delete", "enter", "up", "home", "end"])
        assert "No scales yet." in "\n".join(drawn(app))
