"""Share on screen: the right side is the file."""

from datetime import date
from pathlib import Path

import pytest

from companion.domain.plan import LineAudience
from companion.domain.talk import PointKind
from companion.domain.text import clean_text
from tests.hostile import HOSTILE
from tests.tui.fake_door import NOW, FakeDoor, OpenApp, flat, press, settle, shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pages are offered to be saved."""
    made = tmp_path / "documents"
    made.mkdir()
    return made


def filled(folder: Path) -> FakeDoor:
    door = FakeDoor(folder=folder)
    s = door.services
    s.settings.change(name="Sam", now=NOW)
    s.talks.plan_talk(with_whom="Priya", day=date(2026, 11, 26), new_id=door.new_id(), now=NOW)
    for text in ("The new tablets make mornings foggy", "The letter frightened me"):
        s.talks.add_point(PointKind.SAY, text, new_id=door.new_id(), now=NOW)
    s.plan.add_line("early", "Up past 2am", audience=LineAudience.TEAM, new_id=door.new_id(), now=NOW)
    s.plan.add_line("early", "A private sign", audience=LineAudience.ME, new_id=door.new_id(), now=NOW)
    return door


async def test_the_preview_is_the_file_letter_for_letter(folder: Path) -> None:
    door = filled(folder)
    app = OpenApp(door, "share")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "Exactly what they will see" in shown(app)
        assert "A private sign" not in flat(app)
        await press(pilot, "ctrl+e")
        assert "This file is not locked. Anyone who has it can read it." in flat(app)
        await press(pilot, "tab", "enter", "right", "enter")
        written = folder / "my-page-2026-11-22.txt"
        assert str(written) in flat(app)
        text = written.read_text("utf-8")
        preview = str(app.screen.query_one("#preview").visual)  # type: ignore[attr-defined]
        assert preview == text
        for line in filter(None, (line.strip() for line in text.split("\n"))):
            assert line in flat(app)


async def test_cancel_comes_first(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+e", "tab", "enter", "enter")
        assert list(folder.iterdir()) == []


async def test_a_file_that_is_there_is_not_replaced_unasked(folder: Path) -> None:
    (folder / "mine.txt").write_text("mine")
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(
            pilot, "ctrl+e", "tab", "ctrl+a", "ctrl+k", *str(folder / "mine.txt"), "enter", "right", "enter"
        )
        assert "There is a file called mine.txt already." in flat(app)
        await press(pilot, "enter")
        assert (folder / "mine.txt").read_text() == "mine"


async def test_parts_and_lines_are_chosen(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "The letter frightened me" in flat(app)
        await press(pilot, "down", "o", "down", "space")
        assert "2. The letter frightened me" not in flat(app)
        assert "[ ] The letter frightened" in flat(app)
        await press(pilot, "escape", "space")
        assert "The new tablets" not in flat(app)


async def test_for_myself_everything_is_on(folder: Path) -> None:
    app = OpenApp(filled(folder), "share", "me")
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "A private sign" in flat(app)


async def test_hostile_words_do_no_harm(folder: Path) -> None:
    door = filled(folder)
    app = OpenApp(door, "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for words in HOSTILE:
            door.services.settings.change(name=words, now=NOW)
            if clean_text(words).strip():
                point = door.services.talks.add_point(PointKind.ASK, words, new_id=door.new_id(), now=NOW)
            await app.action_go("share")
            await press(pilot, "down", "down", "o")
            assert " ".join(clean_text(words).split())[:16].strip() in flat(app)
            await press(pilot, "escape")
            assert "What goes in" in shown(app)
            if clean_text(words).strip():
                door.services.talks.archive_point(point.id, now=NOW)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_it_works_at_other_sizes(size: tuple[int, int], folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "What goes in" in shown(app)
        await press(pilot, "v")
        assert "A summary from Sam" in flat(app)


async def test_the_bar_says_tick_where_space_ticks(folder: Path) -> None:
    app = OpenApp(filled(folder), "share")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "space Tick" in shown(app).splitlines()[-1]
        await press(pilot, "tab")
        assert "space Tick" not in shown(app).splitlines()[-1]
