"""Every pair of colours the screens use can be read, in every theme whose colours are ours, on every terminal."""

import pytest
from rich.color import Color, ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, TerminalTheme

from companion.tui.app import CompanionApp
from companion.tui.base import themes
from companion.tui.base.themes import (
    RGB_PALETTES,
    TERMINAL,
    ContrastPair,
    contrast,
    contrast_pairs,
)
from tests.memory_backend import MemoryBackend

PAIRS = list(contrast_pairs())
Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def on_256(colour: str) -> str:
    """Return what a terminal of 256 colours shows for ``#RRGGBB``."""
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex


IN_256 = list(contrast_pairs(shown=on_256))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.theme}: {pair.token} on {pair.on}")
def test_contrast(pair: ContrastPair) -> None:
    assert pair.ratio >= pair.needed, f"{pair.ratio:.2f}"


@pytest.mark.parametrize("pair", IN_256, ids=lambda pair: f"{pair.theme}: {pair.token} on {pair.on}")
def test_contrast_with_256_colours(pair: ContrastPair) -> None:
    assert pair.ratio >= pair.needed, f"{pair.ratio:.2f}"


def test_the_cursor_can_be_seen_with_256_colours() -> None:
    for name, palette in RGB_PALETTES.items():
        assert on_256(palette["tint"]) != on_256(palette["surface"]), name


@pytest.mark.parametrize(("letters", "ground"), [(BLACK, WHITE), (WHITE, BLACK)], ids=["light", "dark"])
def test_contrast_with_16_colours(letters: Colour, ground: Colour) -> None:
    """The terminal's own letters stand on its own ground, whichever those are."""
    sixteen: list[Colour] = [DEFAULT_TERMINAL_THEME.ansi_colors[number] for number in range(16)]
    terminal = TerminalTheme(ground, letters, sixteen[:8], sixteen[8:])

    def shown(token: str, *, is_ground: bool) -> str:
        colour = Color.parse(TERMINAL[token].removeprefix("ansi_"))
        return colour.get_truecolor(terminal, foreground=not is_ground).hex

    for pair in PAIRS:
        ratio = contrast(shown(pair.token, is_ground=False), shown(pair.on, is_ground=True))
        assert ratio >= pair.needed, (pair.token, pair.on, ratio)


async def test_with_16_colours_every_theme_is_the_terminal_s_own() -> None:
    app = CompanionApp(MemoryBackend())
    themes.install(app, "calm-light", colours="standard")
    async with app.run_test(size=(80, 24)):
        assert app.theme == "calm-light"
        assert set(app.available_themes) == set(themes.THEME_NAMES)
        assert {app.theme_variables[f"c-{token}"] for token in ("text", "bg", "safe")} == {"ansi_default"}


def test_the_table_covers_every_colour() -> None:
    assert len([pair for pair in PAIRS if pair.theme != "high-contrast"]) >= 58
    for palette in RGB_PALETTES.values():
        assert {pair.token for pair in PAIRS} | {pair.on for pair in PAIRS} == set(palette)


def test_the_formula() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#1C6660", "#1C6660") == 1
