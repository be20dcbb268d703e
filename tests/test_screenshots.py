"""The pictures: drawn the same each time, from nothing on the web, and all of them there."""

import re
from pathlib import Path

import pytest

from tests.screenshots import FOLDER, SCENES, draw

README = FOLDER.parent / "README.md"


@pytest.mark.parametrize("name", ["today", "palette"])
async def test_two_drawings_are_the_same_and_fetch_nothing(name: str) -> None:
    first, second = [await draw(name, "calm-light", (80, 24)) for _ in range(2)]
    assert first == second
    assert "Sam" in first or name != "today"
    addresses = set(re.findall(r"https?://[^\"' )]+", first))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in first


async def test_blocks_are_areas_and_underlines_are_drawn() -> None:
    svg = await draw("today", "calm-light", (80, 24))
    letters = "".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert "Good evening, Sam." in letters
    assert not set(letters) & set("▁▂▃▄▅▆▇█▌")
    assert 'height="1.4"' in svg


def test_every_scene_has_its_pictures_and_the_readme_shows_some_of_them() -> None:
    there = {path.name for path in FOLDER.glob("*.png")}
    assert there == {f"{name}-{theme}.png" for name in SCENES for theme in ("light", "dark")}
    assert max(path.stat().st_size for path in FOLDER.glob("*.png")) < 150_000
    shown = re.findall(r"\((screenshots/[^)]+)\)", README.read_text("utf-8"))
    assert len(shown) >= 5
    assert [name for name in shown if not (Path(README.parent) / name).is_file()] == []
