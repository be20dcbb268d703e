"""The blank screen: nothing to see, and one key back."""

import pytest

from companion.backend.local import LocalBackend
from companion.tui.access.unlock import UnlockScreen
from companion.tui.access.unsaved import Blank
from companion.tui.access.welcome import Welcome
from companion.tui.app import LOCK, CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from companion.tui.widgets.secret_input import SecretInput
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, press, settle


async def test_a_hidden_start_is_blank_and_the_next_key_shows_the_way_in(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend, hidden=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert flat(app) == ""
        await press(pilot, "down")
        assert isinstance(app.screen, UnlockScreen)
        assert app.screen.query_one(SecretInput).value == ""


@pytest.mark.parametrize("waking", [["space"], ["enter"], ["escape"], ["down"], []])
async def test_a_letter_that_wakes_it_is_typed_and_keys_that_write_nothing_only_wake_it(
    backend: LocalBackend, waking: list[str]
) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend, hidden=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *waking, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)


async def test_locked_by_itself_it_says_so_alone_and_the_box_takes_every_key(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend, hidden=True, alone=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        words = flat(app)
        assert "Locked. Type your passphrase. F2: help now." in words
        assert "companion" not in words and "116 123" not in words
        await press(pilot, *"q? /t", "down")
        assert app.screen.query_one(SecretInput).value == "q? /t"
        await press(pilot, "f2")
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape", "ctrl+u", *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)


async def test_a_click_wakes_it_too(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend, hidden=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(offset=(10, 10))
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)


async def test_hiding_an_open_vault_locks_it(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter", "ctrl+l")
        assert not app.is_open
    assert app.return_value == LOCK


async def test_the_made_up_person_comes_back(backend: LocalBackend) -> None:
    app = CompanionApp(backend, demo=True)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+l", "ctrl+l")
        assert isinstance(app.screen, Blank)
        assert flat(app) == ""
        await press(pilot, "enter")
        assert isinstance(app.screen, Today)


async def test_help_lines_are_one_key_from_blank(backend: LocalBackend) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    app = CompanionApp(backend, hidden=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape")
        assert flat(app) == ""


async def test_hidden_before_there_is_a_vault_the_first_screen_comes_back(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+l")
        assert flat(app) == ""
        await press(pilot, "a")
        assert isinstance(app.screen, Welcome)
