"""Columns, the one-row chart and the big figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.columns import Columns, condensed, spark
from tests.tui.widgets.gallery import Bench, Frame, drawn

SERIES = st.lists(st.none() | st.floats(0, 10), max_size=400)


@given(SERIES)
def test_one_row_has_a_character_a_day_and_gaps_are_dots(values: list[float | None]) -> None:
    line = spark(values)
    assert len(line) == len(values)
    assert [character == "·" for character in line] == [value is None for value in values]
    assert " " not in line


def test_the_row_is_higher_for_higher_figures() -> None:
    assert spark([0, 1, 5, 9, 10]) == "▁▁▄▇█"


@given(SERIES, st.integers(1, 120))
def test_condensing_keeps_every_day_and_bridges_no_gap(values: list[float | None], columns: int) -> None:
    result = condensed(values, columns)
    assert len(result) <= columns
    each = -(-len(values) // columns) or 1
    for place, value in enumerate(result):
        days = [day for day in values[place * each : (place + 1) * each] if day is not None]
        assert (value is None) == (not days)
        if value is not None:
            assert min(days) - 1e-9 <= value <= max(days) + 1e-9


async def chart(values: list[float | None], height: int, width: int = 40) -> list[str]:
    columns = Columns(values, start="1 Jan [x]", middle="mid", end="today")
    app = Frame(Bench(columns))
    async with app.run_test(notifications=True) as pilot:
        columns.styles.height, columns.styles.width = height, width
        await pilot.pause()
        region = columns.region
        return [line[region.x : region.right] for line in drawn(app)[region.y : region.bottom]]


async def test_columns_have_axis_gaps_and_words() -> None:
    lines = await chart([10, 5, None, 0, *[None] * 26, 10], 5)
    assert [line[:6] for line in lines] == ["10┤█  ", "  │█  ", "  │██ ", " 0┤██·", "   1 J"]
    assert lines[3] == " 0┤██·▁" + "·" * 26 + "█" + " " * 6
    assert lines[4].rstrip() == "   1 Jan [x]     mid         today"


async def test_levels_within_a_row_are_eighths() -> None:
    lines = await chart([10 / 16 * eighth for eighth in range(1, 17)], 3)
    assert lines[0][3:19] == "        ▁▂▃▄▅▆▇█"
    assert lines[1][3:19] == "▁▂▃▄▅▆▇█████████"


@pytest.mark.parametrize("values", [[], [None] * 5, [3.5], [None, 4.0] * 200])
@pytest.mark.parametrize("height", [1, 2, 7])
async def test_any_series_at_any_height(values: list[float | None], height: int) -> None:
    assert len(await chart(values, height)) == height


async def test_one_column_can_stand_for_two_days() -> None:
    columns = Columns([None, 4.0] * 30)
    app = Frame(Bench(columns))
    async with app.run_test(notifications=True) as pilot:
        columns.styles.width = 33
        await pilot.pause()
        assert columns.days_per_column == 2
        columns.show([1.0] * 20)
        await pilot.pause()
        assert columns.days_per_column == 1


@pytest.mark.parametrize(
    ("number", "columns", "big"),
    [
        ("07700 900 145", 80, True),
        ("07700 900 145", 60, True),
        ("07700 900 145", 40, False),
        ("SHOUT to 85258", 80, False),
        ("[b]116[/b]", 80, False),
        ("", 80, False),
    ],
)
async def test_a_number_is_big_where_it_fits_and_plain_everywhere(
    number: str, columns: int, big: bool
) -> None:
    shown = BigNumber("1")
    app = Frame(Bench(shown))
    async with app.run_test(size=(columns, 24), notifications=True) as pilot:
        shown.number = number
        await pilot.pause()
        page = "\n".join(drawn(app))
        assert number in page
        assert ("┃" in page or "│" in page) is big
