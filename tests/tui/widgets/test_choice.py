"""The line of options."""

from __future__ import annotations

from textual.message import Message

from companion.tui.base.cursor import cursor_place
from companion.tui.widgets.choice import RadioOption, RadioRow
from tests.tui.widgets.gallery import Bench, Frame, drawn


async def test_a_choice_by_keys_and_click_and_in_a_narrow_window() -> None:
    messages: list[Message] = []
    choice = RadioRow(
        [
            RadioOption(id="a", label="Care coordinator"),
            RadioOption(id="b", label="[b]GP[/b]"),
            RadioOption(id="c", label="Just me"),
        ],
        "a",
        label="For",
    )
    app = Frame(Bench(choice))
    async with app.run_test(size=(80, 24), notifications=True, message_hook=messages.append) as pilot:
        choice.focus()
        await pilot.press("left", "right")
        await pilot.pause()
        assert any("○ Care coordinator   ● [b]GP[/b]   ○ Just me" in line for line in drawn(app))
        await pilot.resize_terminal(40, 20)
        await pilot.pause()
        page = drawn(app)
        y, x = next((y, line.index("Just me")) for y, line in enumerate(page) if "Just me" in line)
        starts = [next(line.index(word) for line in page if word in line) for word in ("Care", "[b]GP")]
        assert starts[0] == starts[1]
        await pilot.click(offset=(x, y))
        await pilot.press("right")
        await pilot.pause()
        assert choice.chosen == "c"
        assert cursor_place(choice) == (x - 2, y)
    chosen = {id(m): m for m in messages if isinstance(m, RadioRow.Chosen)}
    assert [m.id for m in chosen.values()] == ["b", "c"]


async def test_where_none_is_named_the_first_is_chosen_and_underlined() -> None:
    choice = RadioRow([RadioOption(id="a", label="England"), RadioOption(id="b", label="Wales")], "")
    app = Frame(Bench(choice))
    async with app.run_test(size=(80, 24)) as pilot:
        choice.focus()
        await pilot.pause()
        y, x = next((y, line.index("● England")) for y, line in enumerate(drawn(app)) if "England" in line)
        assert cursor_place(choice) == (x, y)
        label = app.screen.get_style_at(x + 2, y)
        assert label.underline
        assert not app.screen.get_style_at(x, y).underline
        assert choice.chosen == "a"
