"""The help lines in full: over anything, by nation, and back to the same caret."""

import pytest

from companion.backend.local import LocalBackend
from companion.domain.helpline import Nation
from companion.services.safety.helplines import national_lines
from companion.tui.access.unlock import UnlockScreen
from companion.tui.app import CompanionApp
from companion.tui.safety.help_strip import details, in_short
from companion.tui.safety.helplines import Helplines
from companion.tui.widgets.pick_list import PickList
from companion.tui.widgets.secret_input import SecretInput
from tests.conftest import PASSPHRASE
from tests.tui.screens import flat, lines, press, settle


@pytest.fixture
def locked(backend: LocalBackend) -> LocalBackend:
    """A door to a closed vault."""
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    return backend


@pytest.mark.parametrize("key", ["f2", "ctrl+g"])
async def test_it_lies_over_the_way_in_and_esc_is_at_the_same_caret(locked: LocalBackend, key: str) -> None:
    app = CompanionApp(locked)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"quiet river", "left", "left", key)
        assert isinstance(app.screen, Helplines)
        assert "Your own plan needs the passphrase." in flat(app)
        await press(pilot, key, "escape", "X")
        assert isinstance(app.screen, UnlockScreen)
        assert app.screen.query_one(SecretInput).value == "quiet rivXer"


async def test_before_there_is_a_plan_it_does_not_speak_of_one(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert isinstance(app.screen, Helplines)
        assert "Your own plan" not in flat(app)


async def test_the_arrows_choose_the_nation(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        for line in national_lines(None):
            assert line.name in flat(app)
        for nation in Nation:
            await press(pilot, "right")
            rows = app.screen.query_one(PickList).rows
            assert [row.id for row in rows] == [line.id for line in national_lines(nation)]
            for line in national_lines(nation):
                assert f"{line.name} " in flat(app)
    assert locked.config.nation is None


async def test_the_nation_of_this_computer_is_shown_first(locked: LocalBackend) -> None:
    locked.change_config(nation="scotland")
    app = CompanionApp(locked)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        assert "● Scotland" in flat(app)
        assert "Breathing Space" in flat(app)
        assert "Lifeline" not in flat(app)


async def test_every_word_about_each_line_can_be_read(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f2")
        for line in national_lines(None):
            shown = flat(app)
            assert line.number in shown
            for sentence in details(line):
                assert sentence in shown
            await press(pilot, "down")


@pytest.mark.parametrize("size", [(60, 20), (140, 40), (30, 8)])
async def test_other_sizes(locked: LocalBackend, size: tuple[int, int]) -> None:
    app = CompanionApp(locked)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "f2")
        assert "116 123" in flat(app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "^L Hide" in lines(app)[-1]


def test_the_short_words_are_short_and_have_every_number() -> None:
    for nation in (None, *Nation):
        all_lines = national_lines(nation)
        short = in_short(all_lines, nation)
        upto = [line.id for line in all_lines].index("emergency") + 1
        assert {row.number for row in short} == {line.number for line in all_lines[:upto]}
        assert all(len(row.how) <= 40 for row in short)


async def test_a_nation_is_said_once(locked: LocalBackend) -> None:
    app = CompanionApp(locked)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "f2")
        rows = flat(app)
        assert "NHS 111 Wales 111" in rows
        assert "NHS 111 England 111" in rows
        assert "Wales Wales" not in rows
