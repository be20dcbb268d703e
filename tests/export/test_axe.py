"""The web page in a real browser: axe-core finds nothing, nothing scrolls sideways, nobody is contacted.

Needs Node, Chromium, and the npm packages axe-core and playwright-core in the folder that
COMPANION_AXE_MODULES names, or in ./node_modules; without them the test says so and is skipped.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from companion.domain.helpline import Nation
from companion.domain.text import clean_text
from tests.export.pages import one_item
from tests.hostile import LONG_WORD, NAMED
from tests.made_up import NOW, alex

NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
MODULES = Path(os.environ.get("COMPANION_AXE_MODULES", "node_modules"))


def why_not() -> str:
    """Return what is missing; empty when the test can run."""
    if NODE is None:
        return "node is not installed"
    if CHROMIUM is None:
        return "chromium is not installed"
    inside = MODULES if MODULES.name == "node_modules" else MODULES / "node_modules"
    missing = [name for name in ("axe-core", "playwright-core") if not (inside / name).is_dir()]
    return f"{' and '.join(missing)} not found; see COMPANION_AXE_MODULES" if missing else ""


def look_at(folder: Path) -> None:
    """Open every page in `folder` as a browser does, light and dark, wide and narrow: nothing is wrong."""
    modules = MODULES.parent if MODULES.name == "node_modules" else MODULES
    script = Path(__file__).with_name("axe.mjs")
    pages = sorted(folder.glob("*.html"))
    done = subprocess.run(
        [str(NODE), str(script), str(modules), str(CHROMIUM), *map(str, pages)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert pages
    assert len(runs) == 4 * len(pages)
    for run in runs:
        assert (run["violations"], run["requests"], run["scrolls"]) == ([], [], False), run
        assert run["passes"] > 10
    # The style sheet was applied under its own policy: the two schemes have different paper.
    assert len({run["background"] for run in runs}) == 2


in_a_browser = pytest.mark.skipif(bool(why_not()), reason=why_not() or "everything is there")


@in_a_browser
def test_axe_finds_nothing_and_nothing_is_requested(tmp_path: Path) -> None:
    sharing = alex().sharing
    pages = {
        "coordinator": sharing.summary(sharing.preset("care-coordinator", now=NOW), now=NOW),
        "me": sharing.summary(sharing.preset("me", nation=Nation.WALES, now=NOW), now=NOW),
        "safety": sharing.safety_page(nation=None, now=NOW),
        "hostile": one_item(clean_text(f"{NAMED['html']} {NAMED['Arabic']} {LONG_WORD}")),
    }
    for name, page in pages.items():
        (tmp_path / f"{name}.html").write_bytes(sharing.render(page, "html", now=NOW))
    look_at(tmp_path)
