"""Several lines pasted into a box for one line: it is asked, and nothing is run together unasked."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from companion.tui.widgets.line_form import LineForm
from tests.memory_backend import MemoryBackend
from tests.tui.base.test_record_list import Written, come_to, kept, on_every_page, opened
from tests.tui.screens import flat, press, settle

FOUR = "- Radio 6\r\n\r\nThe sea wall [b]\nA bath\n  Ring Dee \n"
LINES = ["- Radio 6", "The sea wall [b]", "A bath", "Ring Dee"]


async def paste(pilot: Pilot[str], text: str) -> None:
    assert pilot.app.screen.focused is not None
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)


@on_every_page
async def test_four_lines_are_kept_as_four_in_one_step(page: Written) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a")
        await paste(pilot, FOUR)
        assert "Four lines or one?" in flat(app) and page.lines(backend) == []
        await press(pilot, "enter")
        assert kept(backend, page) == LINES
        form = next(form for form in app.screen.query(LineForm) if form.display)
        assert form.text == ""
        await press(pilot, "escape")
        await press(pilot, "u")
        assert "Undone: added 4 lines. U brings it back." in flat(app)
        assert page.lines(backend) == []


@on_every_page
async def test_or_as_one_or_they_stay_in_the_box(page: Written) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a")
        await paste(pilot, "One\nTwo")
        assert "Two lines or one?" in flat(app)
        await press(pilot, "escape")
        form = next(form for form in app.screen.query(LineForm) if form.display)
        assert (form.text, page.lines(backend)) == ("One Two", [])
        await press(pilot, *" x", "ctrl+u")
        await paste(pilot, "One\nTwo")
        await press(pilot, "down", "enter")
        assert page.lines(backend) == ["One Two"]


async def test_lines_pasted_into_the_middle_of_a_line_stand_below_it() -> None:
    backend = MemoryBackend()
    page = Written("plan toolbox", (), lambda b: [line.text for line in b.services.plan.lines("toolbox")])
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a", *"A walk home", "enter", *"Tea", "enter", "escape", "home", "e", "home")
        await press(pilot, *["right"] * 7)
        await paste(pilot, "\nThe bus ")
        await press(pilot, "enter")
        assert page.lines(backend) == ["A walk", "The bus home", "Tea"]


async def test_what_the_disk_refuses_is_held_as_it_was_pasted() -> None:
    backend = MemoryBackend()
    page = Written("plan toolbox", (), lambda b: [line.text for line in b.services.plan.lines("toolbox")])
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a")
        backend.store.disk_full = True
        await paste(pilot, FOUR)
        await press(pilot, "enter")
        assert "no room left on the disk" in flat(app) and "Radio 6" in flat(app)
        backend.store.disk_full = False
        await press(pilot, *"Last", "enter")
        assert sorted(page.lines(backend)) == sorted([*LINES, "Last"])


@pytest.mark.parametrize("pasted", ["One\n", "\n\nOne", "One", "One\r"])
async def test_one_line_is_not_asked_about(pasted: str) -> None:
    backend = MemoryBackend()
    page = Written("plan toolbox", (), lambda b: [line.text for line in b.services.plan.lines("toolbox")])
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a")
        await paste(pilot, pasted)
        await press(pilot, "enter")
        assert page.lines(backend) == ["One"]
