"""The frame of every page holds at every size."""

from __future__ import annotations

import pytest
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Static

from companion.tui.app import CompanionApp
from companion.tui.base.page import Page
from companion.tui.widgets.card import ActionButton, Panel
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.tab_bar import TABS, TabBar
from companion.tui.widgets.text import say
from companion.tui.widgets.tick_list import TickList
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, press, settle
from tests.tui.widgets.galleries import CheckInGallery, PlanGallery, RestGallery
from tests.tui.widgets.gallery import Bench, Frame, drawn

PAGES = [CheckInGallery, PlanGallery, RestGallery]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("columns", [20, 40, 60, 80, 96, 140, 200])
async def test_safety_is_on_screen_and_the_keys_fit_at_every_width(page: type[Page], columns: int) -> None:
    app = Frame(page())
    async with app.run_test(size=(columns, 24), notifications=True) as pilot:
        await pilot.pause()
        lines = drawn(app)
        assert lines[0].endswith(" Safety F2 ")
        assert all(len(line) == columns for line in lines)
        hints = app.screen.query_one(KeyBar).hints()
        assert [key for key, _ in hints[-2:]] == ["question_mark", "ctrl+l"]
        if columns >= 40:
            assert sum(hint.cell_length for _, hint in hints) <= columns - 2
            assert "? Help  ^L Hide" in lines[-1]


@pytest.mark.parametrize(("columns", "own"), [(80, 6), (60, 3), (40, 2), (20, 0)])
async def test_the_footer_shows_what_fits(columns: int, own: int) -> None:
    class Busy(Page):
        BINDINGS = [Binding(key, f"go('{key}')", f"Do {key}") for key in "bfgijk"]

        def action_go(self, key: str) -> None: ...

    app = Frame(Busy())
    async with app.run_test(size=(columns, 24), notifications=True) as pilot:
        await pilot.pause()
        assert len(app.screen.query_one(KeyBar).hints()) == own + 2


async def test_a_click_in_the_footer_presses_the_key() -> None:
    app = Frame(PlanGallery())
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.click(KeyBar, offset=(drawn(app)[-1].index("Move"), 0))
        await pilot.pause()
        assert "↑↓ Up past 2am" in "\n".join(drawn(app))


async def test_tabs_are_clicked_and_underlined() -> None:
    told: list[Message] = []
    app = Frame(CheckInGallery())
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        await pilot.pause()
        top = drawn(app)[0]
        for tab in TABS:
            await pilot.click(TabBar, offset=(top.index(tab.label) + 1, 0))
        await pilot.click(TabBar, offset=(77, 0))
        await pilot.pause()
        await pilot.resize_terminal(60, 24)
        await pilot.pause()
        assert "Check-in" in drawn(app)[0] and "Plan" not in drawn(app)[0]
        await pilot.click(TabBar, offset=(2, 0))
        await pilot.pause()
    chosen = {id(m): m.name for m in told if isinstance(m, TabBar.Chosen)}
    assert list(chosen.values()) == [tab.name for tab in TABS]
    assert [m for m in told if isinstance(m, TabBar.SafetyWanted)]
    assert [m for m in told if isinstance(m, TabBar.MenuWanted)]


def test_a_letter_stands_in_its_label_and_is_used_once() -> None:
    assert len({tab.letter for tab in TABS}) == len(TABS)
    assert all(tab.letter in tab.label.lower() for tab in TABS)


async def test_what_happened_is_told_in_place_and_stays() -> None:
    page = Bench(Static("x"))
    page.say(say("Undone: archived $what.", what="“[sad]”"))
    app = Frame(page)
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        page.saved_at = "21:04"
        await pilot.pause()
        status = drawn(app)[-2]
        assert "Undone: archived “[sad]”." in status and status.rstrip().endswith("saved 21:04")
        page.say("[b]That did not work.", kind="problem")
        page.saved_at = None
        await pilot.pause()
        assert drawn(app)[-2].strip() == "! [b]That did not work."
        page.say("")
        await pilot.pause()
        assert drawn(app)[-2].strip() == ""


async def test_a_page_opens_at_its_top() -> None:
    app = Frame(RestGallery())
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "Good evening" in "\n".join(drawn(app))


@pytest.mark.parametrize("page", PAGES)
async def test_a_storm_of_sizes(page: type[Page]) -> None:
    app = Frame(page())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        focused = app.focused
        for columns, rows in [
            (30, 10),
            (200, 60),
            (39, 12),
            (40, 11),
            (60, 13),
            (119, 28),
            (120, 36),
            (1, 1),
            (80, 24),
        ]:
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            assert all(len(line) == columns for line in drawn(app))
        assert app.focused is focused
        assert "Safety F2" in drawn(app)[0]


async def test_too_small_says_so_and_the_keys_still_work() -> None:
    app = Frame(CheckInGallery())
    async with app.run_test(size=(38, 11), notifications=True) as pilot:
        await pilot.pause()
        page = " ".join(" ".join(drawn(app)).split())
        assert SENTENCE in page
        assert "Mood" not in page and "Safety F2" in page
        await pilot.press("1", "0", "tab", "space")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        page = "\n".join(drawn(app))
        assert "little bigger" not in page
        assert "[10]" in page and "▸ [ ] Took my medication" in page


SENTENCE = "Please make the window a little bigger. Samaritans 116 123."


@pytest.mark.parametrize("place", ["welcome", "set-up", "plan", "plan, a form"])
async def test_too_small_lies_over_everything_but_the_way_to_help(place: str) -> None:
    backend = MemoryBackend(exists=place not in ("welcome", "set-up"))
    app = OpenApp(backend, "plan") if backend.exists else CompanionApp(backend)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(
            pilot, *{"set-up": ["enter"], "plan, a form": ["c", "escape", "p", "a", "x"]}.get(place, [])
        )
        await pilot.resize_terminal(30, 8)
        await settle(pilot)
        top, *below = drawn(app)
        assert "Safety F2" in top
        assert " ".join(" ".join(below).split()) == SENTENCE


async def test_the_focused_card_has_a_solid_edge() -> None:
    one, two = Panel("One", TickList(id="a")), Panel("Two", TickList(id="b"))
    app = Frame(Bench(one, two))
    async with app.run_test(notifications=True) as pilot:
        app.screen.query_one("#b").focus()
        await pilot.pause()
        lines = drawn(app)
        assert lines[one.region.y][one.region.x] == " "
        assert lines[two.region.y][two.region.x] == "▌"
        one.title, one.hint = "[b]New[/b]", "[x]"
        await pilot.pause()
        assert "[b]New[/b]" in drawn(app)[one.region.y] and "[x]" in drawn(app)[one.region.y]


async def test_the_chip_is_pressed_by_key_and_click() -> None:
    told: list[Message] = []
    chip = ActionButton("Check in [b]", "press enter")
    app = Frame(Bench(chip))
    async with app.run_test(notifications=True, message_hook=told.append) as pilot:
        chip.focus()
        await pilot.press("enter")
        await pilot.click(chip)
        await pilot.pause()
        assert "▸Check in [b]  press enter" in "\n".join(drawn(app))
        chip.update("Checked in at 21:04.")
        await pilot.pause()
        assert "▸Checked in at 21:04." in "\n".join(drawn(app))
    assert len({id(m) for m in told if isinstance(m, ActionButton.Pressed)}) == 2


async def test_no_widget_gives_a_shared_letter_a_meaning_of_its_own() -> None:
    for page in PAGES:
        app = Frame(page())
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            for widget in app.screen.walk_children():
                if not isinstance(widget, Page):
                    letters = {key for key, _ in widget._bindings if len(key) == 1 and key.isalpha()}
                    assert not letters, widget
