"""The full screen writes nothing over the program's own files: it says so, and offers no replacing."""

from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.tui.access.setup_secret import RecoveryCode
from companion.tui.app import CompanionApp
from companion.tui.base.locked_screen import StatusText
from companion.tui.share.save import SavePage
from companion.tui.widgets.editors import LineEditor
from tests.conftest import PASSPHRASE
from tests.own_paths import contents, own_paths
from tests.tui.screens import press, settle


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of the person's."""
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


def filled(backend: LocalBackend) -> None:
    """Make a vault with one line in it."""
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    session.services.plan.add_line("toolbox", "The kettle", new_id="a" * 32, now=backend.now())
    session.close()


def some_of(paths: list[Path]) -> list[Path]:
    """Return the vault, its unfinished successor and a second name of it: the rest is for quicker tests."""
    return [paths[0], paths[1], paths[-2]]


def told(app: CompanionApp) -> str:
    return str(app.screen.query_one(StatusText).visual)


@pytest.mark.parametrize(("what", "key"), [("share", "ctrl+e"), ("learn", "k")])
async def test_no_page_and_no_worksheet_is_saved_over_what_is_its_own(
    backend: LocalBackend, elsewhere: Path, what: str, key: str
) -> None:
    filled(backend)
    paths = some_of(own_paths(backend, elsewhere))
    assert backend.closed_on_its_own()
    before = contents(backend.vault_path.parent, elsewhere)
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go(what, *(["me"] if what == "share" else []))
        await settle(pilot)
        await press(pilot, key)
        for path in paths:
            assert isinstance(app.screen, SavePage)
            app.screen.query_one("#path", LineEditor).value = str(path)
            app.screen.query_one("#save").focus()
            await press(pilot, "enter")
            assert isinstance(app.screen, SavePage)  # nothing is asked about replacing it
            assert f"keeps {path} for itself" in told(app)
        assert contents(backend.vault_path.parent, elsewhere) == before
        app.screen.query_one("#path", LineEditor).value = str(elsewhere / "page.txt")
        app.screen.query_one("#save").focus()
        await press(pilot, "enter")
        assert not isinstance(app.screen, SavePage)
        assert (elsewhere / "page.txt").exists()
        await press(pilot, "ctrl+q")


async def test_the_recovery_code_is_not_saved_over_what_is_its_own(
    backend: LocalBackend, elsewhere: Path
) -> None:
    filled(backend)
    paths = some_of(own_paths(backend, elsewhere))
    app = CompanionApp(backend, session=backend.open(PASSPHRASE))
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(RecoveryCode("6QE3H-4K84C-7M2P5-9ZXW5-0ABC4-5EFGB-8JKMY", backend))
        await settle(pilot)
        before = contents(backend.vault_path.parent, elsewhere)
        for path in paths:
            await press(pilot, "ctrl+e")
            app.screen.query_one(LineEditor).value = str(path)
            await press(pilot, "enter")
            assert isinstance(app.screen, RecoveryCode)
            assert f"keeps {path} for itself" in told(app)
        assert contents(backend.vault_path.parent, elsewhere) == before
        await press(pilot, "escape", "ctrl+q")
