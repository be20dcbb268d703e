"""Lists to tick, to choose from and to put in order, and the line of options."""

from __future__ import annotations

import pytest
from textual.message import Message
from textual.widget import Widget

from companion.domain.text import clean_text
from companion.tui.base.cursor import cursor_place
from companion.tui.widgets.pick_list import PickList, PickRow
from companion.tui.widgets.row_list import RowList
from companion.tui.widgets.tick_list import TickGroup, TickItem, TickList
from tests.hostile import HOSTILE, HOSTILE_IDS, LONG_NOTE
from tests.tui.widgets.gallery import Bench, Frame, drawn, drawn_rows, squeezed


def items(count: int, prefix: str = "") -> list[TickItem]:
    return [TickItem(id=f"{prefix}{n}", text=f"Thing {prefix}{n}") for n in range(count)]


def rows(count: int) -> list[PickRow]:
    return [PickRow(id=str(n), main=f"Row {n}") for n in range(count)]


def told(messages: list[Message], kind: type[Message]) -> list[Message]:
    """Return the messages of `kind`, each once (the hook sees one for every widget it passes)."""
    return list({id(message): message for message in messages if type(message) is kind}.values())


def focused(app: Frame) -> Widget | None:
    """Return what has the keys now."""
    return app.focused


async def test_ticking_by_key_and_click() -> None:
    messages: list[Message] = []
    ticks = TickList(items(3))
    app = Frame(Bench(ticks))
    async with app.run_test(notifications=True, message_hook=messages.append) as pilot:
        ticks.focus()
        await pilot.press("space", "down", "enter", "enter")
        await pilot.click(ticks, offset=(10, 2))
        await pilot.pause()
        assert ticks.on_ids == ("0", "2")
        assert drawn_rows(ticks).split("\n")[0].startswith("  [✓] Thing 0")
        assert drawn_rows(ticks).split("\n")[2].startswith("▸ [✓] Thing 2")
    toggled = [(m.id, m.on) for m in told(messages, TickList.Toggled) if isinstance(m, TickList.Toggled)]
    assert toggled == [("0", True), ("1", True), ("1", False), ("2", True)]
    seen = [m.id for m in told(messages, TickList.Highlighted) if isinstance(m, TickList.Highlighted)]
    assert seen == ["1", "2"]


async def test_groups_have_headings_the_cursor_skips() -> None:
    ticks = TickList(
        [TickGroup(heading="Every day [x]", items=items(2, "a")), TickGroup(items=items(1, "b"))]
    )
    app = Frame(Bench(ticks))
    async with app.run_test(notifications=True) as pilot:
        ticks.focus()
        await pilot.press("down", "down", "space")
        assert drawn_rows(ticks).split("\n")[0].strip() == "Every day [x]"
        assert ticks.on_ids == ("b0",)
        await pilot.click(ticks, offset=(3, 0))
        assert ticks.on_ids == ("b0",)


async def test_the_arrows_leave_at_both_ends_and_stop_at_the_edge_of_the_page() -> None:
    one, two = TickList(items(2), id="one"), PickList(rows(2), id="two")
    app = Frame(Bench(one, two))
    async with app.run_test(notifications=True) as pilot:
        one.focus()
        await pilot.press("up")
        assert focused(app) is one
        await pilot.press("down", "down")
        assert focused(app) is two
        await pilot.press("down", "down")
        assert focused(app) is two and two.highlighted == "1"
        await pilot.press("up", "up")
        assert focused(app) is one


async def test_items_change_and_the_cursor_stays_on_its_own() -> None:
    ticks = TickList(items(5))
    app = Frame(Bench(ticks))
    async with app.run_test(notifications=True) as pilot:
        ticks.highlight("3")
        ticks.set_items([item for item in items(5) if item.id != "1"])
        assert ticks.highlighted == "3"
        ticks.set_items(items(2))
        await pilot.pause()
        assert ticks.highlighted == "1"
        ticks.set_items([])
        await pilot.press("space")
        assert ticks.highlighted is None and ticks.on_ids == ()


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
async def test_words_are_drawn_letter_for_letter(words: str) -> None:
    ticks = TickList([TickItem(id=words, text=words), TickItem(id="y", text="y")])
    picks = PickList([PickRow(id=words, main=words, sub=words), PickRow(id="y", main="y")])
    app = Frame(Bench(ticks, picks))
    cleaned = squeezed(clean_text(words))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for rows_ in (ticks, picks):
            rows_.focus()
            await pilot.pause()
            assert cleaned in squeezed(drawn_rows(rows_))
        await pilot.press("down")
        await pilot.pause()
        assert len(drawn_rows(picks).split("\n")) <= 5
        picks.set_rows([PickRow(id="x", main="x", note=words)])
        ticks.set_items([TickItem(id="x", text="x", hint=words, on=True)])
        await pilot.pause()
        hint = squeezed(clean_text(words)) if len(clean_text(words)) < 30 else ""
        assert drawn_rows(ticks).count("\n") == 0
        assert drawn_rows(picks).count("\n") <= 2
        if not hint and words:
            assert "…" in drawn_rows(picks) or cleaned in squeezed(drawn_rows(picks))
        assert hint in squeezed(drawn_rows(picks)) and hint in squeezed(drawn_rows(ticks))


async def test_a_long_text_is_cut_until_the_cursor_comes() -> None:
    ticks = TickList([TickItem(id="0", text="short"), TickItem(id="1", text=LONG_NOTE)])
    app = Frame(Bench(ticks))
    async with app.run_test(notifications=True) as pilot:
        ticks.focus()
        await pilot.pause()
        assert drawn_rows(ticks).split("\n")[2].rstrip().endswith("…")
        assert ticks.size.height == 3
        await pilot.press("down")
        await pilot.pause()
        assert squeezed(LONG_NOTE) in squeezed(drawn_rows(ticks))
        assert ticks.size.height > 250
        assert "▸ [ ] Some days are long" in "\n".join(drawn(app))


@pytest.mark.parametrize("kind", [TickList, PickList])
async def test_a_list_longer_than_its_place_scrolls(kind: type[RowList]) -> None:
    many: RowList = TickList(items(40)) if kind is TickList else PickList(rows(40))
    app = Frame(Bench(many))
    async with app.run_test(notifications=True) as pilot:
        many.styles.height = 6
        many.focus()
        await pilot.pause()
        for key, row in (
            ("end", 39),
            ("up", 38),
            ("home", 0),
            ("pagedown", 5),
            ("pagedown", 10),
            ("pageup", 5),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert many.cursor == row
            assert any(line.strip().startswith("▸") and f" {row} " in f"{line} " for line in drawn(app))
        place = cursor_place(many)
        assert drawn(app)[place.y][place.x] == "▸"


async def test_the_page_scrolls_with_a_list_that_is_taller_than_it() -> None:
    many = PickList(rows(60))
    app = Frame(Bench(many))
    async with app.run_test(notifications=True) as pilot:
        many.focus()
        await pilot.press("end")
        await pilot.pause()
        assert any("▸ Row 59" in line for line in drawn(app))
        await pilot.press("home")
        await pilot.pause()
        assert any("▸ Row 0" in line for line in drawn(app))


@pytest.mark.parametrize(
    ("keys", "order", "moved"),
    [
        ("down down enter", "12034", ("0", 2)),
        ("end enter", "12340", ("0", 4)),
        ("down up enter", "01234", None),
        ("down down escape", "01234", None),
        ("up enter", "01234", None),
        ("pagedown enter", "01234", None),
    ],
)
async def test_a_row_is_picked_up_and_travels(keys: str, order: str, moved: tuple[str, int] | None) -> None:
    messages: list[Message] = []
    picks = PickList(rows(5))
    app = Frame(Bench(picks))
    async with app.run_test(notifications=True, message_hook=messages.append) as pilot:
        picks.focus()
        picks.pick_up()
        await pilot.pause()
        assert drawn_rows(picks).startswith("↑↓ Row 0")
        await pilot.press(*keys.split())
        await pilot.pause()
        assert "".join(row.id for row in picks.rows) == order
        assert picks.highlighted == "0" and not picks.moving
        assert drawn_rows(picks).split("\n")[order.index("0")].startswith("▸ Row 0")
    found = [(m.id, m.new_index) for m in told(messages, PickList.Moved) if isinstance(m, PickList.Moved)]
    assert found == ([moved] if moved else [])
    assert len(told(messages, PickList.MoveEnded)) == (0 if moved else 1)


async def test_alt_and_the_arrows_move_at_once() -> None:
    messages: list[Message] = []
    picks = PickList(rows(3), movable=True)
    app = Frame(Bench(picks))
    async with app.run_test(notifications=True, message_hook=messages.append) as pilot:
        picks.focus()
        await pilot.press("alt+up", "alt+down", "alt+down", "alt+down")
        await pilot.pause()
        assert [row.id for row in picks.rows] == ["1", "2", "0"]
    found = [(m.id, m.new_index) for m in told(messages, PickList.Moved) if isinstance(m, PickList.Moved)]
    assert found == [("0", 1), ("0", 2)]


async def test_choosing_by_enter_and_click() -> None:
    messages: list[Message] = []
    picks = PickList(rows(3))
    app = Frame(Bench(picks))
    async with app.run_test(notifications=True, message_hook=messages.append) as pilot:
        picks.focus()
        await pilot.press("enter")
        await pilot.click(picks, offset=(4, 2))
        await pilot.pause()
    assert [m.id for m in told(messages, PickList.Picked) if isinstance(m, PickList.Picked)] == ["0", "2"]


async def test_the_cursor_can_be_seen_without_colour_in_and_out_of_focus() -> None:
    ticks, picks, shows = TickList(items(3)), PickList(rows(3)), PickList(rows(3), shows=True)
    app = Frame(Bench(ticks, picks, shows))
    async with app.run_test(notifications=True) as pilot:
        ticks.focus()
        await pilot.pause()
        page = "\n".join(drawn(app))
        assert "▸ [ ] Thing 0" in page
        assert page.count("▸") == 1
        assert page.count("· Row 0") == 1  # of the list that something is shown of
        picks.focus()
        await pilot.pause()
        assert "▸ Row 0" in "\n".join(drawn(app))
        assert "▸ [ ]" not in "\n".join(drawn(app))


@pytest.mark.parametrize("width", [30, 40, 56, 80])
@pytest.mark.parametrize(
    "note", ["no", "what you like to be called", "not said, so the lines of all four nations"]
)
async def test_a_note_is_shown_at_every_width(width: int, note: str) -> None:
    picks = PickList([PickRow(id="x", main="How to reach me", note=note)])
    app = Frame(Bench(picks))
    async with app.run_test(notifications=True, size=(width + 2, 20)) as pilot:
        await pilot.pause()
        drawn = drawn_rows(picks)
        assert squeezed(note) in squeezed(drawn)
        assert "How to reach me" in drawn


LONG = "On the way home I went past the old harbour and sat on the wall until the lamps came on. " * 3


def with_long(kind: str, *, more: int = 0, **options: object) -> RowList:
    """Return a list whose last row is long, with `more` short ones before it."""
    if kind == "pick":
        rows = [
            *(PickRow(id=f"{n}", main=f"Row {n}") for n in range(1 + more)),
            PickRow(id="long", main=LONG),
        ]
        return PickList([*rows, PickRow(id="sub", main="Last", sub=LONG)], **options)  # type: ignore[arg-type]
    ticks = [*(TickItem(id=f"{n}", text=f"Row {n}") for n in range(1 + more)), TickItem(id="long", text=LONG)]
    return TickList(ticks, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["pick", "tick"])
@pytest.mark.parametrize("height", ["20", "auto", "to 14"])
async def test_long_lines_are_whole_when_all_rows_have_room(kind: str, height: str) -> None:
    rows = with_long(kind)
    app = Frame(Bench(rows))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        if height == "to 14":
            rows.styles.max_height = 14
        elif height != "auto":
            rows.styles.height = int(height)
        await pilot.pause()
        rows.focus()
        await pilot.pause()
        assert "…" not in drawn_rows(rows)
        assert squeezed(drawn_rows(rows)).count(squeezed(LONG)) == (2 if kind == "pick" else 1)


@pytest.mark.parametrize("kind", ["pick", "tick"])
@pytest.mark.parametrize("height", ["8", "auto", "to 8"])
async def test_and_are_shortened_where_they_would_take_it_from_the_others(kind: str, height: str) -> None:
    rows = with_long(kind, more=6)
    other = TickList(items(2), id="other")
    app = Frame(Bench(rows, other))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        if height == "to 8":
            rows.styles.max_height = 8
        elif height != "auto":
            rows.styles.height = int(height)
        await pilot.pause()
        assert "…" in drawn_rows(rows)


async def test_a_window_made_smaller_shortens_them_again() -> None:
    rows = with_long("pick")
    app = Frame(Bench(rows))
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        rows.styles.height = "1fr"
        await pilot.pause()
        await pilot.pause()
        assert "…" not in drawn_rows(rows)
        rows.styles.height = 6
        await pilot.pause()
        await pilot.pause()
        assert "…" in drawn_rows(rows)
