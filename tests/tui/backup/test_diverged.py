"""An older copy of the vault, or one that went on by itself: a question after unlocking, never a block."""

from datetime import timedelta
from pathlib import Path

import pytest

from companion.tui.app import QUIT, CompanionApp
from companion.tui.backup.copies import CopiesPage, CopyCard, WhichFile
from companion.tui.backup.diverged import LATER_WORDS, USED_WORDS, DivergedQuestion
from companion.tui.check_in.today import Today
from companion.tui.safety.helplines import Helplines
from companion.tui.safety.safety import Safety
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.tui.backup.two_computers import HERE, ONLY_THERE, THERE, Computer, carry, two_computers, went_apart
from tests.tui.screens import flat, press, settle


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A computer whose vault was put back to how it was the evening before."""
    here, there = two_computers(tmp_path, monkeypatch)
    here.write("Swim", at=NOW + timedelta(days=1))
    carry(there.vault, here.vault)
    return here


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Computer, Path]:
    """A computer whose vault was replaced by one that went on by itself; ours lies beside it."""
    here, stick = went_apart(tmp_path, monkeypatch)
    beside = here.vault.with_name("companion.conflict-20261123.vault")
    carry(here.vault, beside)
    carry(stick, here.vault)
    return here, beside


async def test_using_the_older_one_is_said_and_not_asked_again(older: Computer) -> None:
    app = older.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DivergedQuestion)
        card = flat(app)
        assert "older copy" in card
        assert "Sunday 22 November 2026" in card
        assert "Monday 23 November 2026" in card
        assert app.screen.query_one(PickList).highlighted == "copies"
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, Today)
        assert USED_WORDS in flat(app)
        await press(pilot, "ctrl+q")
    app = older.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Today)
        await press(pilot, "ctrl+q")


@pytest.mark.parametrize("keys", [("escape",), ("end", "enter")])
async def test_it_can_be_left_and_is_asked_again(older: Computer, keys: tuple[str, ...]) -> None:
    before = older.vault.read_bytes()
    app = older.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        if app.is_running:
            assert LATER_WORDS in flat(app)
            await press(pilot, "ctrl+q")
    assert app.return_value == QUIT
    assert older.vault.read_bytes() == before
    app = older.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DivergedQuestion)
        await press(pilot, "ctrl+q")


async def test_the_copies_are_there_to_be_seen_and_one_brings_all_back(older: Computer) -> None:
    app = older.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, CopiesPage)
        assert app.focused is app.screen.query_one("#copies")
        await press(pilot, "escape", "ctrl+q")


async def test_two_that_went_apart_are_put_together_and_nothing_is_gone(
    apart: tuple[Computer, Path],
) -> None:
    here, _ = apart
    app = here.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, DivergedQuestion)
        assert "each went on by themselves" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, WhichFile)
        assert "companion.conflict-20261123.vault" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, CopyCard)
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, CopiesPage)
        assert "changed in both copies" in flat(app)
        assert len(app.services.conflicts.all()) == 1
        await press(pilot, "ctrl+q")
    assert ONLY_THERE in here.lines()
    assert {HERE, THERE} & here.lines()
    app = here.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert "1 thing was changed in both copies." in flat(app)
        assert "b shows them." in flat(app)
        await press(pilot, "ctrl+q")


async def test_later_leaves_both_as_they_are(apart: tuple[Computer, Path]) -> None:
    here, beside = apart
    before = here.vault.read_bytes(), beside.read_bytes()
    app = here.app()
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, Today)
        assert LATER_WORDS in flat(app)
        await press(pilot, "ctrl+q")
    assert (here.vault.read_bytes(), beside.read_bytes()) == before


async def test_help_now_lies_over_the_question_and_comes_back_to_it(older: Computer) -> None:
    app = CompanionApp(older.backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *PASSPHRASE, "enter")
        assert isinstance(app.screen, DivergedQuestion)
        await press(pilot, "f2")
        assert isinstance(app.screen, Safety)
        await press(pilot, "escape")
        assert isinstance(app.screen, DivergedQuestion)
        await press(pilot, "ctrl+q")


async def test_whoever_reads_help_lines_while_it_opens_finds_the_question_under_them(older: Computer) -> None:
    app = CompanionApp(older.backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *PASSPHRASE, "enter", "f2")
        assert isinstance(app.screen, Safety | Helplines)
        await press(pilot, "escape")
        assert isinstance(app.screen, DivergedQuestion)
        await press(pilot, "ctrl+q")


async def test_a_window_for_reading_is_told_and_asked_nothing() -> None:
    backend = MemoryBackend()
    backend.for_reading()
    backend.session.relation, backend.session.seen_at = "older", NOW
    app = CompanionApp(backend, session=backend.session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, Today)
        assert "older copy" in flat(app)
        assert backend.did == []


@pytest.mark.parametrize("size", [(60, 20), (140, 40)])
@pytest.mark.parametrize("relation", ["older", "apart"])
async def test_every_way_can_be_read_in_any_window(size: tuple[int, int], relation: str) -> None:
    backend = MemoryBackend()
    backend.session.relation, backend.session.seen_at = relation, NOW
    app = CompanionApp(backend, session=backend.session)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        rows = app.screen.query_one(PickList).rows
        assert len(rows) == 3
        for row in rows:
            assert str(row.main) in flat(app)


async def test_a_path_can_be_typed_where_nothing_lies_beside_it() -> None:
    backend = MemoryBackend()
    backend.session.relation = "apart"
    app = CompanionApp(backend, session=backend.session)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(app.focused, LineEditor)
        await press(pilot, *"stick/none.vault", "enter")
        assert "There is no vault at" in flat(app)
        assert backend.did == []
