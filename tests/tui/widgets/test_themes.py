"""The themes: ours and no other, chosen by name, and no colour written anywhere else."""

import re
from pathlib import Path

import pytest

from companion.services.wording import THEME_LABELS
from companion.tui.base import themes
from tests.tui.widgets.galleries import CheckInGallery, PlanGallery, RestGallery
from tests.tui.widgets.gallery import Frame, drawn

TUI = Path(__file__).parents[3] / "companion" / "tui"


async def test_only_our_themes_are_offered() -> None:
    app = Frame(CheckInGallery(), "calm-dark")
    async with app.run_test(notifications=True):
        assert set(app.available_themes) == set(themes.THEME_NAMES) == set(THEME_LABELS)
        assert app.theme == "calm-dark"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("calm-light", "calm-light"),
        ("dracula", "calm-dark"),
        ("solarized-light", "calm-light"),
        ("", "calm-dark"),
    ],
)
async def test_an_unknown_theme_falls_back_to_a_calm_one(asked: str, given: str) -> None:
    app = Frame(CheckInGallery(), asked)
    async with app.run_test(notifications=True):
        assert app.theme == given


@pytest.mark.parametrize("theme", themes.THEME_NAMES)
@pytest.mark.parametrize("page", [CheckInGallery, PlanGallery, RestGallery])
async def test_every_theme_draws_the_same_words(page: type[CheckInGallery], theme: str) -> None:
    app, light = Frame(page(), theme), Frame(page(), "calm-light")
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        there = drawn(app)
    async with light.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert drawn(light) == there


async def test_a_change_of_theme_repaints_everything() -> None:
    app = Frame(CheckInGallery(), "calm-light")
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        before = app.export_screenshot()
        app.theme = "high-contrast"
        await pilot.pause()
        after = app.export_screenshot()
    assert "#1c6660" in before.lower()
    assert "#1c6660" not in after.lower()
    assert "#f6f3ec" not in after.lower()


def test_no_colour_is_written_outside_the_palettes() -> None:
    for path in [*TUI.rglob("*.tcss"), *TUI.rglob("*.py")]:
        if path != TUI / "base" / "themes.py":
            text = path.read_text("utf-8")
            assert not re.search(r"#[0-9A-Fa-f]{6}\b|\brgb\(", text), path


def test_there_are_no_dim_letters() -> None:
    for path in TUI.rglob("*.tcss"):
        assert not re.search(r"text-style:[^;]*\bdim\b|text-opacity|\bopacity", path.read_text("utf-8")), path
