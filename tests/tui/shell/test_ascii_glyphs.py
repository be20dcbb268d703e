"""Our glyphs in ASCII: everywhere on the screen, cell for cell, where a terminal or its person wants that."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import companion
from companion.content.sam import write_sam
from companion.tui.shell.ascii_glyphs import in_ascii, is_needed
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, lines, press, settle

OURS = "·•…–—‘’“”←↑→↓▸○●✓" + "".join(map(chr, range(0x2500, 0x25A0)))


@pytest.mark.parametrize("glyph", OURS)
def test_each_glyph_has_one_cell_before_and_after(glyph: str) -> None:
    drawn = in_ascii(glyph)
    assert drawn.isascii()
    assert drawn.isprintable()
    assert drawn not in " ?"
    assert cell_len(glyph) == cell_len(drawn) == 1


@given(st.text(st.characters(exclude_characters=OURS)))
def test_no_other_sign_changes(words: str) -> None:
    assert in_ascii(words) == words


def test_every_sign_in_our_own_words_is_known() -> None:
    """A new glyph in a screen, a widget or a stylesheet needs its ASCII."""
    folder = Path(companion.__file__).parent
    found: set[str] = set()
    for file in [*folder.glob("tui/**/*.py"), *folder.glob("tui/**/*.tcss"), folder / "words.py"]:
        if file.name not in ("ascii_set.py", "places.py"):
            found |= set(re.findall(r"[^\x00-\x7f]", file.read_text("utf-8")))
    assert {"✓", "▸", "…"} <= found <= set(OURS)


@pytest.mark.parametrize(
    ("environment", "needed"),
    [
        ({}, False),
        ({"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}, False),
        ({"TERM": "linux", "LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "C"}, True),
        ({"LANG": "POSIX"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "cy_GB.utf8"}, False),
        ({"LANG": "en_GB.ISO-8859-1"}, True),
        ({"LANG": "de_DE.ISO-8859-15@euro"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "C"}, True),
        ({"LANG": "C", "LC_ALL": "en_GB.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8", "LC_CTYPE": "C"}, True),
        ({"LC_CTYPE": "UTF-8"}, False),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"TERM": "linux", "COMPANION_ASCII": "0"}, False),
        ({"LANG": "en_GB.UTF-8", "COMPANION_ASCII": "1"}, True),
    ],
)
def test_when_it_is_needed(
    environment: Mapping[str, str], needed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("companion.tui.shell.ascii_glyphs.sys.platform", "linux")
    assert is_needed(environment) is needed


async def test_no_screen_draws_anything_else() -> None:
    backend = MemoryBackend()
    write_sam(backend.store, NOW)
    app = OpenApp(backend)
    app.draws_ascii = True
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        for keys in (
            ["t"], ["c"], ["5", "right", "tab", "space"], ["tab", "tab"], ["f2"], ["v"], ["escape", "o"],
            ["escape", "escape"],
            ["escape", "p"], ["right", "m"], ["escape", "a"], ["escape", "n"], ["h"], ["v"], ["escape"],
            ["ctrl+e"], ["escape", "?"], ["escape", ","], ["end", "ctrl+p"], ["escape", "/", "t", "e", "a"],
        ):  # fmt: skip
            await press(pilot, *keys)
            for line in lines(app):
                assert line.isascii(), line


async def test_a_persons_letters_stay() -> None:
    backend = MemoryBackend()
    backend.services.plan.add_line("early", "Dŵr, tŷ, المشي ✓", new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend, "plan", "early")
    app.draws_ascii = True
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        assert any("Dŵr, tŷ, المشي x" in line for line in lines(app))
