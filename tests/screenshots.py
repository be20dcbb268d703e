"""Draw the made-up person's screens to ``screenshots/*.png``: ``python tests/screenshots.py``.

The day is fixed, the person is invented, the font is the one of this computer (DejaVu Sans Mono), and
nothing is fetched. Two runs draw the same bytes.

Own drawing and not Textual's export: that one names a font on the web, and its block columns show seams.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.cells import cell_len
from rich.style import Style
from rich.terminal_theme import MONOKAI, TerminalTheme

from companion.backend.local import LocalBackend
from companion.config import THEMES
from companion.paths import find_paths
from companion.tui.shell.terminal import drop_textual_environment
from companion.vault.secrets.keys import Cost, Profile

drop_textual_environment()

from companion.tui.app import CompanionApp  # noqa: E402  (Textual reads the environment as it loads)

NOW = datetime(2026, 11, 22, 21, 4, tzinfo=UTC)
"""A Sunday evening."""

PASSPHRASE = "a quiet place by the river"
CHEAP = Profile(costs=(Cost(32, 1),), least_kib=32, most_kib=1024 * 1024, seconds=0.5)
FOLDER = Path(__file__).parents[1] / "screenshots"
COLOURS = 64
"""Colours in a picture; text on flat sheets needs no more, and the files stay small."""

CELL_WIDTH, CELL_HEIGHT = 12, 23
"""Pixels. Box lines of the font are as high as this, so that they meet."""
FONT = "DejaVu Sans Mono"
FONT_SIZE = CELL_WIDTH / 0.602051
"""The font is 0.602051 of its size wide: one character fills one cell exactly."""
BASELINE = 18.4
MARGIN = 14

Area = tuple[float, float, float, float]
"""Left, top, width and height, as parts of a cell."""

BLOCKS: dict[str, Area] = {
    **{chr(0x2580 + n): (0, 1 - n / 8, 1, n / 8) for n in range(1, 9)},
    **{chr(0x2588 + n): (0, 0, 1 - n / 8, 1) for n in range(1, 8)},
    "▀": (0, 0, 1, 0.5),
    "▐": (0.5, 0, 0.5, 1),
    "▔": (0, 0, 1, 1 / 8),
    "▕": (7 / 8, 0, 1 / 8, 1),
}
"""Block characters are drawn as areas: as letters they would leave seams."""


class Scene(NamedTuple):
    """How to come to a screen: where the program starts, and the keys from there."""

    start: str
    """"locked", "new", "set-up" or "demo"."""
    keys: tuple[str, ...] = ()


SCENES: dict[str, Scene] = {
    "unlock": Scene("locked"),
    "welcome": Scene("new"),
    "set-up": Scene("set-up", ("space", "down", "down", "space")),
    "today": Scene("demo"),
    "check-in": Scene(
        "demo", ("c", "6", "enter", "3", "enter", "5", "enter", "tab", "space", "tab", "space")
    ),
    "plan": Scene("demo", ("p", "down", "down", "down", "down", "down", "enter", "down")),
    "talk": Scene("demo", ("n",)),
    "learn": Scene("demo", ("l",)),
    "exercise": Scene("demo", ("l", "enter", "ctrl+o")),
    "together": Scene("demo", ("l", "enter", "ctrl+r")),
    "sheet": Scene("demo", ("l", "tab", "tab", *["down"] * 10, "i", "end")),
    "learning-plan": Scene("demo", ("l", "tab", "down", "enter")),
    "share": Scene("demo", ("h",)),
    "share-tutor": Scene("demo", ("h", "shift+tab", "right")),
    "safety": Scene("demo", ("f2", "4")),
    "safety-whole": Scene("demo", ("f2", "v")),
    "settings": Scene("demo", ("comma",)),
    "search": Scene("demo", ("slash", *"sea")),
    "help": Scene("demo", ("p", "question_mark")),
    "palette": Scene("demo", ("ctrl+p",)),
    "helplines": Scene("locked", ("f2",)),
}


def picture(app: CompanionApp, colours: TerminalTheme = MONOKAI) -> str:
    """Return what `app` shows now as SVG; `colours` stand for those a terminal would choose itself."""
    width, height = app.size
    lines = app.screen._compositor.render_strips(app.screen.size)
    grounds: Counter[str] = Counter()
    pixels = (width * CELL_WIDTH + 2 * MARGIN, height * CELL_HEIGHT + 2 * MARGIN)
    areas: list[str] = []
    words: list[str] = []
    for row, strip in enumerate(lines):
        column = 0
        for segment in strip:
            style = segment.style or Style()
            for kind, letters in groupby(segment.text, key=_kind):
                text = "".join(letters)
                colour, behind = _paint(style, colours)
                cells = cell_len(text)
                grounds[behind] += column == 0
                areas.append(_area((column, row, cells, 1), behind))
                if kind == "block":
                    areas += [_block(column + n, row, letter, colour) for n, letter in enumerate(text)]
                elif text.strip() or style.underline:
                    words.append(_words(column, row, text, cells, style, colour))
                column += cells
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{pixels[0]}" height="{pixels[1]}">',
            f'<rect width="100%" height="100%" fill="{grounds.most_common(1)[0][0]}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})" font-family="{FONT}" font-size="{FONT_SIZE:.3f}">',
            *areas,
            *words,
            "</g></svg>",
        )
    )


def _kind(letter: str) -> str:
    """Return what a letter is drawn as: a wide or joined one stands alone, at its own place."""
    if letter in BLOCKS:
        return "block"
    return "words" if cell_len(letter) == 1 else letter


def _paint(style: Style, colours: TerminalTheme) -> tuple[str, str]:
    """Return the colour of the letters and of what is behind them."""
    fore = style.color.get_truecolor(colours) if style.color else colours.foreground_color
    back = style.bgcolor.get_truecolor(colours, foreground=False) if style.bgcolor else None
    back = back or colours.background_color
    if style.reverse:
        fore, back = back, fore
    return fore.hex, back.hex


def _area(area: Area, colour: str) -> str:
    left, top, width, height = area
    x, y, w, h = left * CELL_WIDTH, top * CELL_HEIGHT, width * CELL_WIDTH, height * CELL_HEIGHT
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" fill="{colour}" shape-rendering="crispEdges"/>'


def _block(column: int, row: int, letter: str, colour: str) -> str:
    left, top, width, height = BLOCKS[letter]
    return _area((column + left, row + top, width, height), colour)


def _words(column: int, row: int, text: str, cells: int, style: Style, colour: str) -> str:
    x, y = column * CELL_WIDTH, row * CELL_HEIGHT
    weight = ' font-weight="bold"' if style.bold else ""
    slant = ' font-style="italic"' if style.italic else ""
    line = ""
    if style.underline:
        line = _area((column, row + (BASELINE + 2) / CELL_HEIGHT, cells, 1.4 / CELL_HEIGHT), colour)
    return (
        f'{line}<text xml:space="preserve" x="{x}" y="{y + BASELINE:g}" fill="{colour}"{weight}{slant}>'
        f"{escape(text)}</text>"
    )


def _app(start: str, theme: str, home: Path) -> CompanionApp:
    """Return the program at `start`, with everything it keeps under `home`."""
    os.environ["COMPANION_HOME"] = str(home)
    backend = LocalBackend(find_paths(), profile=CHEAP, clock=lambda: NOW)
    backend.change_config(theme=theme, nation=None if start == "new" else "england")
    if start == "demo":
        return CompanionApp(backend, demo=True)
    if start == "new":
        return CompanionApp(backend)
    session, _ = backend.create(PASSPHRASE, setup_step=3 if start == "set-up" else 6)
    if start == "locked":
        session.close()
        return CompanionApp(backend)
    session.services.settings.change(name="Sam", now=NOW)
    return CompanionApp(backend, session=session)


async def draw(name: str, theme: str, size: tuple[int, int]) -> str:
    """Return the SVG of one scene."""
    scene = SCENES[name]
    with tempfile.TemporaryDirectory() as home:
        app = _app(scene.start, theme, Path(home))
        async with app.run_test(size=size) as pilot:
            for key in ("", *scene.keys):
                await pilot.press(*filter(None, (key,)))
                await app.workers.wait_for_complete()
                await pilot.pause()
            return picture(app)


def keep(svg: str, path: Path) -> None:
    """Write a picture as a small PNG."""
    import cairosvg  # here, so that drawing SVG needs no Cairo on the computer
    from PIL import Image

    drawn = Image.open(io.BytesIO(cairosvg.svg2png(bytestring=svg.encode())))
    drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _wanted() -> Iterator[tuple[str, str, tuple[int, int], Path]]:
    """Yield name, theme, size and file for each picture asked for on the command line."""
    parser = argparse.ArgumentParser(description="Draw the made-up person's screens.")
    parser.add_argument("--size", default="100x30", help="columns x rows")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("names", nargs="*", choices=[*SCENES, []])
    asked = parser.parse_args()
    columns, rows = (int(part) for part in asked.size.split("x"))
    asked.into.mkdir(parents=True, exist_ok=True)
    for name in asked.names or SCENES:
        for theme in asked.theme or ("calm-light", "calm-dark"):
            file = f"{name}-{theme.removeprefix('calm-')}.png"
            yield name, theme, (columns, rows), asked.into / file


def main() -> None:
    """Draw what was asked for; without a word, all of it, light and dark."""
    for name, theme, size, path in _wanted():
        keep(asyncio.run(draw(name, theme, size)), path)
        print(path)


if __name__ == "__main__":
    main()
