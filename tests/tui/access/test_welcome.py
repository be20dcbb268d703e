"""The first screen there ever is."""

import pytest

from companion.backend.local import LocalBackend
from companion.tui.access.setup import SetUp
from companion.tui.access.unlock import UnlockScreen
from companion.tui.access.welcome import NOBODY_WATCHES, YOURS, Welcome
from companion.tui.app import PLAIN, CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, lines, press, settle


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_it_says_first_whose_it_is(backend: LocalBackend, size: tuple[int, int]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        shown = flat(app)
        assert isinstance(app.screen, Welcome)
        assert shown.index(YOURS) < shown.index(NOBODY_WATCHES) < shown.index("1 Start")
        assert "^L Hide" in lines(app)[-1]


@pytest.mark.parametrize("keys", [["enter"], ["1"], ["down", "up", "enter"]])
async def test_start(backend: LocalBackend, keys: list[str]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert isinstance(app.screen, SetUp)
        assert not backend.vault_exists()


@pytest.mark.parametrize("keys", [["down", "enter"], ["2"]])
async def test_the_made_up_person(backend: LocalBackend, keys: list[str]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *keys)
        assert isinstance(app.screen, Today)
        assert app.session.is_demo
    assert not backend.vault_exists()


@pytest.mark.parametrize("keys", [["down", "down", "enter"], ["3"]])
async def test_plain_mode_is_remembered(backend: LocalBackend, keys: list[str]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *keys)
    assert app.return_value == PLAIN
    assert LocalBackend(backend.paths).config.plain_at_start


async def test_a_click_opens_a_door(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        row = next(y for y, text in enumerate(lines(app)) if "1  Start" in text)
        await pilot.click(offset=(20, row))
        await settle(pilot)
        assert isinstance(app.screen, SetUp)


async def test_help_now_and_back(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "ctrl+g")
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape")
        assert isinstance(app.screen, Welcome)
        assert any(text.strip().startswith("▸ 2") for text in lines(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_bar_says_how_to_close(backend: LocalBackend, size: tuple[int, int]) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        for key in ("1", "escape"):
            assert "^Q Close" in lines(app)[-1]
            await press(pilot, key)
        backend.create(PASSPHRASE, setup_step=6)[0].close()
        await app.unlocking.show_first_screen()
        await settle(pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert "^Q Close" in lines(app)[-1]
        assert "F3 I forgot it" in lines(app)[-1]
