"""A vault that is gone or damaged, and the copy offered in its place."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.tui.access.rescue import PutRight, RescueScreen
from companion.tui.access.setup import SetUp
from companion.tui.access.setup_secret import NewPassphrase
from companion.tui.access.unlock import Forgot, UnlockScreen
from companion.tui.access.welcome import Welcome
from companion.tui.app import CompanionApp
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, press, settle

FROM = "from Sunday 22 November 2026"


def spoil(path: Path, at: int = 100, mask: int = 3) -> None:
    """Change bits of a file."""
    raw = bytearray(path.read_bytes())
    raw[at] ^= mask
    path.write_bytes(raw)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_a_copy_is_offered_before_beginning_anew(
    backend: LocalBackend, code: str, size: tuple[int, int]
) -> None:
    backend.vault_path.unlink()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, RescueScreen)
        assert f"not in its place, but a copy of it is here, {FROM}." in flat(app)
        await press(pilot, *"something else", "enter")
        assert "does not open" in flat(app) or "didn't open" in flat(app) or "!" in flat(app)
        assert not backend.vault_path.exists()
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)
        assert "This is a copy of your vault" in flat(app)
    assert backend.vault_path.exists()


async def test_a_killed_save_with_the_recovery_code(backend: LocalBackend, code: str) -> None:
    backend.vault_path.replace(backend.vault_path.with_name(backend.vault_path.name + ".new"))
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *code, "enter")
        assert isinstance(app.screen, NewPassphrase)
        assert [line.text for line in app.services.plan.lines("toolbox")] == ["The kettle"]


async def test_beginning_anew_stays_possible_and_esc_comes_back(backend: LocalBackend, code: str) -> None:
    backend.vault_path.unlink()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "escape")
        assert isinstance(app.screen, Welcome)
        assert FROM in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, RescueScreen)
        await press(pilot, "f2")
        assert isinstance(app.screen, Helplines)
        await press(pilot, "escape", "escape", "enter")
        assert isinstance(app.screen, SetUp)


@pytest.mark.parametrize("at", [100, -100])
async def test_a_damaged_vault_offers_the_copy(backend: LocalBackend, code: str, at: int) -> None:
    spoil(backend.vault_path, at)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, RescueScreen)
        assert FROM in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, UnlockScreen)
        assert "damaged" in flat(app)
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)
        assert "kept beside it as" in flat(app)


async def test_the_recovery_code_is_offered_the_copy_too(backend: LocalBackend, code: str) -> None:
    spoil(backend.vault_path)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f3")
        assert isinstance(app.screen, Forgot)
        await press(pilot, *code, "enter")
        assert isinstance(app.screen, RescueScreen)


async def test_when_nothing_can_be_used_it_is_said(backend: LocalBackend, code: str) -> None:
    for path in backend.vault_path.parent.rglob("*.vault"):
        spoil(path)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, UnlockScreen)
        assert "no copy beside it that can be opened" in flat(app)
    backend.vault_path.unlink()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Welcome)
        assert "What lies beside it is damaged" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40)])
async def test_a_vault_with_one_wrong_bit_is_put_right(
    backend: LocalBackend, code: str, size: tuple[int, int]
) -> None:
    spoil(backend.vault_path, mask=1)
    spoilt = backend.vault_path.read_bytes()
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, PutRight)
        assert "Your vault can be put right" in flat(app)
        assert "Nothing is lost by it." in flat(app)
        await press(pilot, *"something else", "enter")
        assert "!" in flat(app)
        assert backend.vault_path.read_bytes() == spoilt
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, Today)
        assert [line.text for line in app.services.plan.lines("toolbox")] == ["The kettle"]
        assert "put right, and all of it is here" in flat(app)
    assert spoilt in [path.read_bytes() for path in backend.vault_path.parent.glob("*.torn-*")]


async def test_one_wrong_bit_and_the_recovery_code(backend: LocalBackend, code: str) -> None:
    spoil(backend.vault_path, mask=1)
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *code, "enter")
        assert isinstance(app.screen, PutRight)
        await press(pilot, "escape")
        assert isinstance(app.screen, UnlockScreen)
        await press(pilot, *code, "enter")
        await press(pilot, *code, "enter")
        assert isinstance(app.screen, NewPassphrase)
