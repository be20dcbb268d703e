"""Plain mode writes nothing over the program's own files: it says so, and asks for another place."""

import io
from pathlib import Path

import pytest

from companion.backend.local import FrontDoor
from companion.plain.run import run
from tests.conftest import PASSPHRASE
from tests.own_paths import contents, own_paths


def said_at(door: FrontDoor, *script: str) -> str:
    """Type these lines; return what was said, with the spaces out: a long path stands on lines of its own."""
    out = io.StringIO()
    run(door, stdin=io.StringIO("".join(f"{line}\n" for line in script)), stdout=out, stderr=io.StringIO())
    return "".join(out.getvalue().split())


PAGE = ("h", "3", "f", "1", "2")
"""From Today to the question where the page is to go."""
WORKSHEET = ("l", "1", "1", "f", "1")
"""And to the question where a worksheet is to go."""


@pytest.mark.parametrize("way", [PAGE, WORKSHEET], ids=["a page", "a worksheet"])
def test_nothing_is_saved_over_what_is_its_own(door: FrontDoor, tmp_path: Path, way: tuple[str, ...]) -> None:
    sitting, _ = door.create(PASSPHRASE, setup_step=6)
    sitting.services.plan.add_line("toolbox", "The kettle", new_id="a" * 32, now=door.now())
    sitting.close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths = own_paths(door, elsewhere)
    assert door.closed_on_its_own()  # said once, and then the note of it goes
    before = contents(door.vault_path.parent, elsewhere)
    said = said_at(door, PASSPHRASE, *way, *map(str, paths), str(elsewhere / "page.txt"), "q")
    assert said.count("foritself") == len(paths)
    assert "Replaceit" not in said
    assert f"Written.Thefileis:{elsewhere / 'page.txt'}" in said
    (elsewhere / "page.txt").unlink()
    assert contents(door.vault_path.parent, elsewhere) == before
