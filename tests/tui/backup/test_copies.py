"""Copies of the vault: by date, looked into, brought back; another file put together with this one."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.widgets import Static

from companion.backend.local import LocalBackend
from companion.domain.safety import SafetyStep
from companion.domain.text import clean_line
from companion.errors import NotSaved
from companion.services.backup.copies import NO_COPY, Joined
from companion.tui.app import CompanionApp
from companion.tui.backup.conflicts import ConflictsPage
from companion.tui.backup.copies import ITS_OWN, CopiesPage, CopyCard, WhichFile
from companion.tui.base.file_page import AskSecret, Working
from companion.tui.base.host import LOOKING
from companion.tui.safety.safety import Safety
from companion.tui.settings.settings import SettingsPage
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.backup.two_computers import HERE, ONLY_THERE, THERE, Computer, carry, two_computers, went_apart
from tests.tui.screens import OpenApp, flat, press, settle

COPY = Path("copies/2026-11-21-0a0b.vault").absolute()
BESIDE = Path("beside/companion.conflict-20261121.vault").absolute()


@pytest.fixture
def two_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A computer on Monday, with a copy of Sunday."""
    here, _ = two_computers(tmp_path, monkeypatch)
    here.write("Swim", at=NOW + timedelta(days=1))
    return here


async def test_from_settings_a_copy_is_looked_into_and_brought_back(two_days: Computer) -> None:
    app = two_days.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "comma", "tab", "tab", "down", "down", "enter")
        assert isinstance(app.screen, CopiesPage)
        assert "Sunday 22 November 2026, yesterday" in flat(app)
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, CopyCard)
        card = flat(app)
        assert "Saved on Sunday 22 November 2026" in card
        assert "1 line in the plan" in card
        assert app.screen.query_one(PickList).highlighted == "leave"
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, CopiesPage)
        (kept,) = [path for path in app.session.copies() if path.name in flat(app)]
        assert "Everything is now as it was saved on Sunday 22 November 2026" in flat(app)
        assert "Monday 23 November 2026, today" in flat(app)
        assert app.session.look_into(kept).saved_at == NOW + timedelta(days=1)
        await press(pilot, "p", "enter")
        assert "Swim" not in flat(app)
        await press(pilot, "ctrl+q")
    assert two_days.lines() == {"Walk"}


@pytest.mark.parametrize("keys", [("escape",), ("enter",)])
async def test_looking_changes_nothing(two_days: Computer, keys: tuple[str, ...]) -> None:
    before = two_days.vault.read_bytes()
    app = two_days.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"copies of", "enter", "tab", "enter", *keys)
        assert isinstance(app.screen, CopiesPage)
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsPage)
        await press(pilot, "ctrl+q")
    assert two_days.vault.read_bytes() == before


async def test_a_copy_is_made_beside_the_vault_and_on_a_stick(backend: LocalBackend, tmp_path: Path) -> None:
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        await app.action_go("copies")
        await settle(pilot)
        assert NO_COPY in flat(app)
        await press(pilot, "enter", "enter")
        (copy,) = session.copies()
        assert f"The copy is {copy}.".replace(" ", "") in flat(app).replace(" ", "")
        assert "Sunday 22 November 2026, today" in flat(app)
        await press(pilot, "enter", *str(tmp_path / "stick"), "enter", "enter")
        assert "Nothing was copied." in flat(app) and not (tmp_path / "stick").exists()
        await press(pilot, "enter", *str(tmp_path / "stick"), "enter")
        assert "yet." in flat(app) and "Make it" in flat(app)
        await press(pilot, "right", "enter")
        (copy,) = (tmp_path / "stick").iterdir()
        assert str(copy) in flat(app)
        assert copy.read_bytes() == backend.vault_path.read_bytes()
        await press(pilot, "enter", *str(copy), "enter")
        assert f"The copy could not be written to {copy}." in flat(app)
        await press(pilot, "enter", "escape")
        assert len(list((tmp_path / "stick").iterdir())) == 1
        await press(pilot, "ctrl+q")


async def test_another_file_is_taken_in_and_every_page_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, stick = went_apart(tmp_path, monkeypatch)
    before = stick.read_bytes()
    copies = set(here.vault.with_name("companion.vault.backups").iterdir())
    app = here.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("copies")
        await settle(pilot)
        await press(pilot, "down", "enter", *f'"{stick}"', "enter")
        assert isinstance(app.screen, CopyCard)
        await press(pilot, "down", "enter")
        assert "2 things came in. What was here before is kept as a copy, " in flat(app)
        (copy,) = set(here.vault.with_name("companion.vault.backups").iterdir()) - copies
        assert f"That copy is {copy}" in str(app.screen.query_one("#status-words", Static).content)
        assert "Choose between two versions" in flat(app)
        await press(pilot, "u")
        assert "There is nothing to undo." in flat(app)
        await press(pilot, "p", "enter")
        assert ONLY_THERE in flat(app)
        await press(pilot, "b")
        assert isinstance(app.screen, ConflictsPage)
        assert HERE in flat(app)
        assert THERE in flat(app)
        await press(pilot, "ctrl+q")
    assert stick.read_bytes() == before
    app = here.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("copies")
        await settle(pilot)
        await press(pilot, "down", "enter", *str(stick), "enter", "down", "enter")
        assert "Everything in that copy was here already." in flat(app)
        await press(pilot, "ctrl+q")


async def test_a_file_with_a_passphrase_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, stick = went_apart(tmp_path, monkeypatch)
    session = here.backend.open(PASSPHRASE)
    session.renew_keys("green boats at low tide", now=here.time)
    app = CompanionApp(here.backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("copies")
        await settle(pilot)
        await press(pilot, "down", "enter", *str(stick), "enter")
        assert isinstance(app.screen, AskSecret)
        assert ITS_OWN in flat(app)
        assert "other.vault" in flat(app)
        await press(pilot, *"something else", "enter")
        assert isinstance(app.screen, AskSecret)
        assert "! That did not open it." in flat(app)
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, CopyCard)
        await press(pilot, "down", "enter")
        assert "2 things came in." in flat(app)
        await press(pilot, "ctrl+q")


async def test_another_vault_is_not_mixed_in(backend: LocalBackend, tmp_path: Path) -> None:
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    strange = tmp_path / "strange.vault"
    carry(backend.vault_path, strange)
    backend.vault_path.unlink()
    session, _ = backend.create(PASSPHRASE, setup_step=6)
    app = CompanionApp(backend, session=session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await app.action_go("copies")
        await settle(pilot)
        await press(pilot, "down", "enter", *str(strange), "enter")
        assert "vault of its own" in flat(app)
        await press(pilot, "enter", *str(tmp_path), "enter")
        assert "!" in flat(app)
        assert isinstance(app.screen, CopiesPage)
        await press(pilot, "ctrl+q")


async def test_files_beside_the_vault_are_offered_by_name() -> None:
    backend = MemoryBackend()
    backend.files = {COPY: "", BESIDE: ""}
    app = OpenApp(backend, "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Other files of your vault" in flat(app)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, WhichFile)
        await press(pilot, "enter", "down", "enter")
        assert backend.did == [f"merge {BESIDE.name}"]
        await press(pilot, "tab", "enter", "end", "enter")
        assert backend.did == [f"merge {BESIDE.name}", f"restore {BESIDE.name}"]


async def test_nothing_is_offered_that_changes_a_vault_for_reading() -> None:
    backend = MemoryBackend()
    backend.files = {COPY: ""}
    backend.for_reading()
    app = OpenApp(backend, "copies", "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert LOOKING in flat(app)
        assert [row.id for row in app.screen.query_one(PickList).rows] == ["leave"]
        await press(pilot, "end", "enter")
        assert backend.did == []


async def test_a_disk_that_refuses_is_told_in_a_sentence() -> None:
    backend = MemoryBackend()
    backend.files = {COPY: ""}

    def refuse(*_: object, **__: object) -> Path:
        raise NotSaved("There is no room left on the disk.")

    backend.session.restore = refuse  # type: ignore[method-assign]
    app = OpenApp(backend, "copies", "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "down", "enter")
        assert isinstance(app.screen, CopiesPage)
        assert "! There is no room left on the disk." in flat(app)


async def test_help_now_during_a_wait_loses_nothing_of_what_came() -> None:
    app = OpenApp(MemoryBackend(), "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        wait, told = Working("Writing it down ..."), list[str]()
        await app.push_screen(wait)
        await press(pilot, "escape")
        assert app.screen is wait
        await press(pilot, "f2")
        assert isinstance(app.screen, Safety)
        wait.finish(lambda: told.append("it came"))
        await settle(pilot)
        assert isinstance(app.screen, Safety)
        assert told == []
        await press(pilot, "escape")
        assert isinstance(app.screen, CopiesPage)
        assert told == ["it came"]


async def test_safety_read_while_a_file_is_taken_in_shows_what_came() -> None:
    backend, may_go_on = MemoryBackend(), threading.Event()
    backend.files = {COPY: ""}

    def slowly(path: Path, secret: str = "", *, now: datetime) -> Joined:
        assert may_go_on.wait(10)
        backend.services.safety.add_line(SafetyStep.SIGNS, "Humming stops", new_id="c" * 32, now=now)
        return Joined(came=1, went=0, conflicts=0)

    backend.session.merge = slowly  # type: ignore[method-assign]
    app = OpenApp(backend, "copies", "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for key in ("end", "enter"):
            await pilot.press(key)
        assert isinstance(app.screen, Working)
        for key in ("enter", "escape", "p", "f2"):
            await pilot.press(key)
        assert isinstance(app.screen, Safety)
        may_go_on.set()
        await settle(pilot)
        assert "Humming stops" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, CopiesPage)
        assert "1 thing came in." in flat(app)


@at_once
async def test_names_of_files_are_shown_as_they_are(words: str) -> None:
    name = (clean_line(words).replace("/", "_").strip(". ") or "x")[:40]
    path = Path("beside").absolute() / f"{name}.vault"
    backend = MemoryBackend()
    backend.files = {path: "secret"}
    app = OpenApp(backend, "copies")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        start = " ".join(name.split())[:20].strip()
        assert start in flat(app)
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, AskSecret)
        assert start in flat(app)
        await press(pilot, *"secret", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CopyCard)
        assert start in flat(app)


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
async def test_many_copies_can_be_walked_through_in_any_window(size: tuple[int, int]) -> None:
    backend = MemoryBackend()
    backend.files = {Path(f"copies/2026-10-{day:02}-0a0b.vault"): "" for day in range(22, 0, -1)}
    app = OpenApp(backend, "copies", "copies")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "end")
        assert "Thursday 1 October 2026" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, CopyCard)
        assert "12 check-ins" in str(app.screen.query_one("DialogSheet > Static").render())
