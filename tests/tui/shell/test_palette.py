"""The list of commands: every place and key by name, and the person's own sections as they wrote them."""

from unittest.mock import Mock

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import Input

from companion.domain.text import clean_line
from companion.errors import InvalidEntry
from companion.tui.plan import PlanPage
from companion.tui.settings.settings import SettingsPage
from companion.tui.shell.help import Help
from companion.tui.widgets.tab_bar import TABS
from tests.conftest import NOW
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle


def entries(app: OpenApp) -> list[str]:
    """Return the name of each entry, as it is drawn."""
    assert isinstance(app.screen, CommandPalette)
    options = app.screen.query_one(CommandList).options
    rows = [str(option.prompt) for option in options]
    assert [row for row in rows if "\n" in row] == []
    return [row.partition("  ")[0] for row in rows]


async def open_palette(app: OpenApp, pilot: object, typed: str = "") -> None:
    """Open the list and wait until what was typed has been looked for."""
    await press(pilot, "ctrl+p", *typed)  # type: ignore[arg-type]
    await settle(pilot)  # type: ignore[arg-type]


async def test_places_keys_of_the_screen_and_sections_are_listed() -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot)
        listed = entries(app)
        for name in (
            *(tab.label for tab in TABS),
            "Safety plan",
            "Settings",
            "Undo the last change",
            "Store everything and close",
            "Archive",
        ):
            assert name in listed
        assert "Plan: What helps me" in listed
        assert len(listed) == len(set(listed))
        assert [name for name in listed if "screenshot" in name.lower() or "theme" in name.lower()] == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("colour", "Colours"),
        ("color", "Colours"),
        ("dark", "Colours"),
        ("theme", "Colours"),
        ("erase", "Erase everything"),
        ("delete", "Erase everything"),
        ("pdf", "Save a page as a file"),
        ("save", "Save a page as a file"),
        ("export", "Save a page as a file"),
        ("copy", "Copies of my vault"),
        ("backup", "Copies of my vault"),
        ("helpline", "Helplines"),
        ("private", "What this can and cannot protect"),
        ("password", "Passphrase and recovery code"),
        ("quit", "Store everything and close"),
        ("mood", "Check-in"),
        ("doctor", "Next talk"),
        ("fichier", ""),
    ],
)
async def test_a_thing_is_found_by_what_it_does_and_once(typed: str, name: str) -> None:
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, typed)
        assert entries(app) == ([name] if name else [])


@pytest.mark.parametrize("typed", ["crisis", "suicid", "scared"])
async def test_words_of_a_bad_night_find_the_safety_plan_and_the_helplines(typed: str) -> None:
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, typed)
        assert entries(app)[:2] == ["Safety plan", "Helplines"]


async def test_what_is_found_opens_at_its_row() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        before = backend.config.theme
        await open_palette(app, pilot, "dark")
        await press(pilot, "down", "enter", "enter")
        assert backend.config.theme != before
        await open_palette(app, pilot, "helpline")
        await press(pilot, "down", "enter")
        assert "Samaritans" in flat(app)


@pytest.mark.parametrize(("typed", "place"), [("settings", SettingsPage), ("keys for", Help)])
async def test_a_few_letters_and_enter_open_a_place(typed: str, place: type) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, typed)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, place)


async def test_a_key_of_the_screen_is_pressed_by_its_name() -> None:
    backend = MemoryBackend()
    backend.services.plan.add_line("early", "Up past 2am", new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, "archive")
        await press(pilot, "down", "enter")
        assert backend.services.plan.lines("early") == ()
        await open_palette(app, pilot, "undo")
        await press(pilot, "down", "enter")
        assert len(backend.services.plan.lines("early")) == 1


async def test_a_section_of_ones_own_opens() -> None:
    backend = MemoryBackend()
    backend.services.plan.add_section("[/b] garden", new_id="9" * 32, now=NOW)
    backend.services.plan.add_line("9" * 32, "Water the beans", new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, "garden")
        assert entries(app) == ["Plan: [/b] garden"]
        assert "Plan: [/b] garden" in flat(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, PlanPage)
        assert "Water the beans" in flat(app)


@at_once
async def test_hostile_section_names_are_shown_as_they_are(words: str) -> None:
    backend, name = MemoryBackend(), clean_line(words)
    try:
        backend.services.plan.add_section(words, new_id=backend.new_id(), now=NOW)
    except InvalidEntry:
        assert not name
        return
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot)
        kept = backend.services.plan.sections()[-1].name
        assert f"Plan: {clean_line(kept)}" in [" ".join(entry.split()) for entry in entries(app)] or any(
            entry.startswith(f"Plan: {clean_line(kept)[:20]}") for entry in entries(app)
        )
        app.screen.query_one(Input).value = clean_line(kept)[:12]
        await settle(pilot)
        assert any(clean_line(kept)[:12] in entry for entry in entries(app))
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, PlanPage)


@at_once
async def test_anything_may_be_typed_into_it(words: str) -> None:
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot)
        app.screen.query_one(Input).value = words
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, "escape")


async def test_a_page_is_never_written_to_a_file_as_a_picture() -> None:
    app = OpenApp(MemoryBackend())
    app.save_screenshot = Mock()  # type: ignore[method-assign]
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, "screenshot")
        assert "svg" not in flat(app).lower()
        assert list(app.get_system_commands(app.screen)) == []
        app.save_screenshot.assert_not_called()


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await open_palette(app, pilot, "sett")
        assert "Settings" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_keys_at_the_foot_are_those_of_the_list(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "plan")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "a Add" in lines(app)[-1]
        await open_palette(app, pilot)
        assert lines(app)[-1].strip() == "↑ ↓ Choose  enter Do it  esc Close  ^L Hide"
        await press(pilot, "escape")
        assert "a Add" in lines(app)[-1]
