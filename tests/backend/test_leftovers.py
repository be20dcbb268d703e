"""What erasing everything leaves: other files that open with the same words are named, and go when ticked."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.errors import NotWritten
from companion.plain.run import run
from companion.services.backup.erasing import WORD, pages_words
from companion.tui.app import ERASED, CompanionApp
from tests.conftest import NOW, PASSPHRASE
from tests.tui.screens import flat, press, settle


@pytest.fixture
def left(backend: LocalBackend, tmp_path: Path) -> tuple[LocalBackend, Path, Path]:
    """A vault with a sync program's copy beside it and a copy made on a stick; both open with its passphrase."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = session.back_up(stick, now=NOW)
    session.close()
    beside = backend.vault_path.with_name("companion (1).vault")
    shutil.copy(backend.vault_path, beside)
    return backend, beside, copy


def another_vault(backend: LocalBackend, path: Path) -> None:
    """Put somebody else's vault there."""
    paths = replace(backend.paths, vault=path, state=path.parent / "their-state")
    LocalBackend(paths, profile=backend.profile, clock=backend.clock).create(PASSPHRASE)[0].close()


def test_what_opens_with_the_same_words_is_listed_and_nothing_else(
    left: tuple[LocalBackend, Path, Path],
) -> None:
    backend, beside, copy = left
    folder = backend.vault_path.parent
    another_vault(backend, folder / "theirs.vault")
    (folder / "no.vault").write_bytes(b"x")
    (folder / "companion.vault.conflict-20261101-120000.vault").write_bytes(beside.read_bytes())
    (folder / "my-page.html").write_text("words", "utf-8")
    (folder / "photo.png").write_bytes(b"x")
    session = backend.open(PASSPHRASE)
    session.set_passphrase("words I will remember", now=NOW)
    found = session.leftovers()
    assert set(found.also) == {beside, copy}
    assert [path.name for path in found.pages] == ["my-page.html"]
    session.renew_keys("words I will remember", now=NOW)
    assert session.leftovers().also == ()  # they open with the old words alone
    session.close()
    session = backend.open("words I will remember")
    session.erase()
    assert beside.exists() and copy.exists()
    assert not (folder / "companion.vault.conflict-20261101-120000.vault").exists()


def test_copies_made_elsewhere_are_known_after_a_new_key_and_a_restart(
    left: tuple[LocalBackend, Path, Path],
) -> None:
    backend, _, copy = left
    session = backend.open(PASSPHRASE)
    session.renew_keys(PASSPHRASE, now=NOW)
    later = session.back_up(copy.parent, now=NOW)
    session.close()
    session = backend.open(PASSPHRASE, read_only=False)
    assert later in session.leftovers().also
    session.close()


def test_one_that_cannot_be_deleted_is_named_and_the_rest_goes(
    left: tuple[LocalBackend, Path, Path], tmp_path: Path
) -> None:
    backend, beside, _ = left
    session = backend.open(PASSPHRASE)
    folder = tmp_path / "a folder"
    folder.mkdir()
    with pytest.raises(NotWritten, match="a folder"):
        session.erase((folder, beside))
    assert not backend.vault_path.exists() and not beside.exists()


async def test_full_screen_ticks_what_is_to_go_too(left: tuple[LocalBackend, Path, Path]) -> None:
    backend, beside, copy = left
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "tab", "tab", "end", "enter")
        assert "These files open with the same words." in flat(app)
        assert "companion (1).vault" in flat(app).replace(" ", " ")
        assert "[✓]" not in flat(app)
        await press(pilot, "shift+tab", "space", "tab", *WORD, "enter")
    assert app.return_value == ERASED
    assert not beside.exists() and copy.exists()


@pytest.mark.parametrize("answer", ["2", ""])
def test_line_by_line_asks_which_are_to_go_too(left: tuple[LocalBackend, Path, Path], answer: str) -> None:
    backend, beside, copy = left
    out = io.StringIO()
    lines = io.StringIO(f"10\n11\n{answer}\n{WORD}\n")
    run(backend, session=backend.open(PASSPHRASE), stdin=lines, stdout=out, stderr=io.StringIO())
    assert "2. " in out.getvalue() and "Numbers of those to erase too." in " ".join(out.getvalue().split())
    assert not backend.vault_path.exists()
    assert beside.exists() and copy.exists() is (answer == "")


def test_pages_are_named_not_too_many() -> None:
    assert pages_words(()) == ""
    assert "“a.html” and “b.txt”" in pages_words((Path("a.html"), Path("b.txt")))
    assert "and 4 more." in pages_words([Path(f"{n}.txt") for n in range(10)])
