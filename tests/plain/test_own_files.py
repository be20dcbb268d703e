"""Plain mode writes nothing over the program's own files: it says so, and asks for another place."""

import io
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.plain.run import run
from tests.conftest import PASSPHRASE
from tests.own_paths import contents, own_paths


def said_at(backend: LocalBackend, *script: str) -> str:
    """Type these lines; return what was said, with the spaces out: a long path stands on lines of its own."""
    out = io.StringIO()
    run(backend, stdin=io.StringIO("".join(f"{line}\n" for line in script)), stdout=out, stderr=io.StringIO())
    return "".join(out.getvalue().split())


PAGE = ("h", "3", "f", "1", "2")
"""From Today to the question where the page is to go."""
WORKSHEET = ("l", "1", "1", "f", "1")
"""And to the question where a worksheet is to go."""


@pytest.mark.parametrize("way", [PAGE, WORKSHEET], ids=["a page", "a worksheet"])
def test_nothing_is_saved_over_what_is_its_own(
    backend: LocalBackend, tmp_path: Path, way: tuple[str, ...]
) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.plan.add_line("toolbox", "The kettle", new_id="a" * 32, now=backend.now())
    session.close()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    paths = own_paths(backend, elsewhere)
    assert backend.closed_on_its_own()  # said once, and then the note of it goes
    before = contents(backend.vault_path.parent, elsewhere)
    said = said_at(backend, PASSPHRASE, *way, *map(str, paths), str(elsewhere / "page.txt"), "q")
    assert said.count("foritself") == len(paths)
    assert "Replaceit" not in said
    assert f"Written.Thefileis:{elsewhere / 'page.txt'}" in said
    (elsewhere / "page.txt").unlink()
    assert contents(backend.vault_path.parent, elsewhere) == before
