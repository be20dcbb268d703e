"""Settings: about me, this computer, my file; and erasing it, which asks for a word."""

from itertools import combinations
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.content.sam import write_sam
from companion.domain.text import clean_line
from companion.services.backup.erasing import WORD
from companion.tui.app import ERASED, CompanionApp
from companion.tui.base.page import ONE_COLUMN
from companion.tui.settings.settings import SettingsPage
from companion.tui.widgets.card import Panel
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle


async def test_what_others_may_know_is_changed_and_undone() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"Sam", "enter")
        await press(pilot, "down", "enter", *"Text first", "enter")
        await press(pilot, "down", "enter", *"Dee has a key", "enter")
        await press(pilot, "down", "enter", *"943 476 5919", "enter")
        settings = backend.services.settings.get()
        assert (settings.name, settings.reach_me) == ("Sam", "Text first")
        assert (settings.involved, settings.identifier) == ("Dee has a key", "943 476 5919")
        for words in ("Sam", "Text first", "Dee has a key", "943 476 5919", "saved 21:04"):
            assert words in flat(app)
        await press(pilot, "u")
        assert backend.services.settings.get().identifier == ""
        assert "943 476 5919" not in flat(app)


async def test_leaving_the_question_changes_nothing() -> None:
    backend = MemoryBackend()
    backend.services.settings.change(name="Sam", now=NOW)
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *"antha", "escape")
        assert backend.services.settings.get().name == "Sam"
        await press(pilot, "enter", "ctrl+u", "enter")
        assert backend.services.settings.get().name == ""


async def test_the_colours_change_at_once() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        seen = []
        await press(pilot, "tab", "down")
        for _ in range(4):
            style = app.screen.styles.background.rgb
            seen.append((backend.config.theme, app.theme, style))
            await press(pilot, "enter")
        assert [config for config, _, _ in seen] == [theme for _, theme, _ in seen]
        assert len({theme for _, theme, _ in seen}) == 4
        assert len({colour for _, _, colour in seen}) >= 3
        assert app.theme == seen[0][1]


@pytest.mark.parametrize("typed", ["0", "61", "ten", "-5", "²", "1.5"])
async def test_minutes_that_cannot_be_are_refused_in_a_sentence(typed: str) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "down", "down", "enter", "ctrl+u", *typed, "enter")
        assert "Choose a whole number of minutes from 1 to 60." in flat(app)
        assert backend.config.idle_minutes == 10


async def test_a_place_that_can_be_opened_from_here() -> None:
    app = OpenApp(MemoryBackend(), "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "companion.vault" in flat(app)
        await press(pilot, "tab", "tab", "down", "enter")
        assert "Bring in a file of another program" in flat(app)
        assert not isinstance(app.screen, SettingsPage)


@pytest.mark.parametrize("typed", ["", "Erase", "erased", "yes", "delete"])
async def test_another_word_erases_nothing(typed: str) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "tab", "end", "enter", *typed, "enter")
        assert "That is not the word. Nothing was erased." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsPage)
        assert backend.exists


async def test_the_word_erases_the_file_its_copies_and_the_settings(
    backend: LocalBackend, home: Path
) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    backend.change_config(theme="high-contrast")
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "tab", "tab", "end", "enter", *WORD)
        assert backend.vault_path.exists()
        await press(pilot, "enter")
    assert app.return_value == ERASED
    assert [path for path in home.rglob("*") if path.is_file()] == []


async def test_the_made_up_person_has_no_file() -> None:
    app = OpenApp(MemoryBackend(), "settings", demo=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "there is no file, nothing is kept" in flat(app)
        assert "Erase" not in flat(app)
        assert [row.id for row in app.screen.query_one("#file", PickList).rows] == ["demo", "protects"]


@at_once
async def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    backend = MemoryBackend()
    for field in ("name", "reach_me", "involved", "identifier"):
        backend.services.settings.change(now=NOW, **{field: words})
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        start = " ".join(clean_line(words).split())[:20].strip()
        assert start in flat(app)
        await press(pilot, "enter", "home")
        assert start in flat(app)
        await press(pilot, "escape", "end", "enter", "escape")
        assert isinstance(app.screen, SettingsPage)


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "settings")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "tab", "end")
        assert "Erase everything" in flat(app)


@pytest.mark.parametrize("place", ["today", "check-in", "plan", "talk", "learn", "share", "card", "settings"])
async def test_in_one_column_the_same_cards_stand_under_one_another(place: str, tmp_path: Path) -> None:
    backend = MemoryBackend(folder=tmp_path)
    write_sam(backend.store, NOW)
    order: list[list[str | None]] = []
    for one_column in (False, True):
        backend.change_config(one_column=one_column)
        app = OpenApp(backend, place)
        async with app.run_test(notifications=True, size=(140, 40)) as pilot:
            await settle(pilot)
            panels = [panel for panel in app.screen.query(Panel) if panel.display]
            order.append([widget.id for widget in app.screen.focus_chain])
            beside = [
                (one.id, other.id)
                for one, other in combinations(panels, 2)
                if one.virtual_region.y == other.virtual_region.y and one.parent is other.parent
            ]
            assert beside == [] or not one_column
    assert order[0] == order[1]


async def test_one_column_is_chosen_in_settings_and_seen_at_once() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "settings")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "end", "enter")
        assert backend.config.one_column
        assert app.screen.has_class(ONE_COLUMN)
        assert "Cards in one column yes" in flat(app)
        await press(pilot, "enter")
        assert not app.screen.has_class(ONE_COLUMN)
