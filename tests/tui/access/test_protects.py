"""What this can and cannot protect: reached from anywhere, read to its end, and back to where one was."""

import pytest

from companion.backend.local import LocalBackend
from companion.services.access.protects import TITLE, parts
from companion.tui.access.welcome import Welcome
from companion.tui.app import CompanionApp
from companion.tui.settings.settings import SettingsPage
from companion.tui.shell.help import Help
from companion.tui.shell.protects import Protects
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle

SIZES = [(80, 24), (60, 20), (140, 40)]


def _compact(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_it_can_be_read_and_esc_goes_back(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "settings")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark", "w")
        assert isinstance(app.screen, Protects)
        assert TITLE in flat(app)
        seen: set[str] = set()
        for _ in range(150):
            seen |= {row.strip(" │▌▇▅▁▂▃▄▆█") for row in lines(app)}
            await press(pilot, "down")
        together = _compact(" ".join(seen))
        for part in parts():
            assert all(_compact(word) in together for word in part.heading.split())
            for label, words in part.lines:
                assert _compact(label) in together
                assert all(_compact(word) in together for word in words.split())
        assert lines(app)[-1].rstrip().endswith("^L Hide")
        await press(pilot, "escape")
        assert isinstance(app.screen, Help)
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsPage)


@pytest.mark.parametrize("demo", [True, False])
async def test_it_is_in_settings_also_for_the_made_up_person(demo: bool) -> None:
    app = OpenApp(MemoryBackend(), "settings", demo=demo)
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "tab", "end", *["up"] * (not demo), "enter")
        assert isinstance(app.screen, Protects)
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsPage)


async def test_it_is_found_by_name() -> None:
    app = OpenApp(MemoryBackend(), "today")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"cannot protect")
        await press(pilot, "enter")
        assert isinstance(app.screen, Protects)


async def test_it_is_there_before_there_is_a_vault(backend: LocalBackend) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "question_mark", "w")
        assert isinstance(app.screen, Protects)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, Welcome)
