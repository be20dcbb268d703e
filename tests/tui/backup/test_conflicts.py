"""What was changed in both copies: side by side, and the person chooses."""

from dataclasses import replace

import pytest

from companion.domain.conflict import Conflict, Version
from companion.domain.text import clean_text
from companion.errors import NotSaved
from companion.tui.backup.conflicts import ALL_CHOSEN, NONE_WAIT, ConflictsPage, VersionCard
from companion.tui.base.dialog import Confirm
from companion.tui.base.host import LOOKING
from companion.tui.base.locked_screen import Pairs
from companion.tui.check_in.today import Today
from tests.conftest import NOW
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle

HERE, THERE = "Walk to the pier [/b]", "Walk to the lighthouse [b]"


def conflicting(*pairs: tuple[str, str]) -> MemoryBackend:
    """Return a door to a vault in which each pair is a line of the plan that was changed in both copies."""
    backend = MemoryBackend()
    for number, (here, there) in enumerate(pairs):
        line = backend.services.plan.add_line("toolbox", here, new_id=f"{number:032}", now=NOW)
        versions = (
            Version(key="here-1", record=line, shown=True),
            Version(key="there-1", record=replace(line, text=there), shown=False),
        )
        backend.store.waiting.append(Conflict(table="lines", id=line.id, versions=versions))
    return backend


def stored(backend: MemoryBackend) -> list[str]:
    """Return the lines of the first section."""
    return [line.text for line in backend.services.plan.lines("toolbox")]


async def test_both_are_side_by_side_and_the_other_one_is_chosen() -> None:
    backend = conflicting((HERE, THERE))
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert isinstance(app.screen, ConflictsPage)
        assert any(HERE in line and THERE in line for line in lines(app))
        assert "What helps me" in flat(app)
        await press(pilot, "right", "enter")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "enter")
        assert stored(backend) == [HERE]
        await press(pilot, "enter", "right", "enter")
        assert stored(backend) == [THERE]
        assert ALL_CHOSEN in flat(app)
        assert "saved 21:04" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Today)


async def test_in_a_narrow_window_they_stand_under_one_another() -> None:
    backend = conflicting((HERE, THERE))
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(60, 24)) as pilot:
        await settle(pilot)
        page = lines(app)
        first = next(y for y, line in enumerate(page) if HERE in line)
        assert any(THERE in line for line in page[first + 1 :])
        await press(pilot, "down", "enter", "right", "enter")
        assert stored(backend) == [THERE]


async def test_the_next_one_follows_and_any_can_be_left_for_later() -> None:
    backend = conflicting(("a1", "a2"), ("b1", "b2"), ("c1", "c2"))
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "3 wait" in flat(app)
        await press(pilot, "z")
        assert "b1" in flat(app)
        assert "a1" not in flat(app)
        await press(pilot, "right", "enter", "right", "enter")
        assert "2 things were changed in both copies." in flat(app)
        assert "c1" in flat(app)
        await press(pilot, "z")
        assert "The rest waits for another time." in flat(app)
        await press(pilot, "escape", "b")
        assert "a1" in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, Today)
    assert stored(backend) == ["a1", "b2", "c1"]
    assert len(backend.store.waiting) == 2


async def test_one_that_was_deleted_here_comes_back_or_stays_away() -> None:
    backend = conflicting((HERE, THERE), ("b1", "b2"))
    for conflict in list(backend.store.waiting):
        backend.services.plan.delete_line(conflict.id, now=NOW)
        kept = replace(conflict, versions=conflict.versions[1:])
        backend.store.waiting[backend.store.waiting.index(conflict)] = kept
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "It was deleted here." in flat(app)
        await press(pilot, "right", "enter", "right", "enter")
        assert stored(backend) == [THERE]
        await press(pilot, "enter", "right", "enter")
        assert stored(backend) == [THERE]
        assert ALL_CHOSEN in flat(app)


async def test_what_differs_is_marked_by_more_than_colour() -> None:
    app = OpenApp(conflicting((HERE, THERE)), "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        marked = [line for line in lines(app) if "•" in line and "marks" not in line]
        assert len(marked) == 1
        assert HERE in marked[0]
        assert marked[0].count("•") == 2


async def test_a_disk_that_refuses_keeps_both() -> None:
    backend = conflicting((HERE, THERE))

    def refuse(*_: object) -> None:
        raise NotSaved("There is no room left on the disk.")

    backend.store.settle = refuse  # type: ignore[assignment,method-assign]
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right", "enter", "right", "enter")
        assert "! There is no room left on the disk." in flat(app)
        assert THERE in flat(app)
        assert stored(backend) == [HERE]


async def test_a_vault_for_reading_lets_both_be_read_and_none_be_chosen() -> None:
    backend = conflicting((HERE, THERE))
    backend.for_reading()
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert THERE in flat(app)
        await press(pilot, "right", "enter")
        assert LOOKING.split(":")[0] in flat(app)
        assert isinstance(app.screen, ConflictsPage)
        assert len(backend.store.waiting) == 1


async def test_without_any_the_key_says_so() -> None:
    app = OpenApp(MemoryBackend())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "b")
        assert NONE_WAIT in flat(app)
        await press(pilot, "z", "enter", "right", "escape")
        assert isinstance(app.screen, Today)


async def test_an_undo_leaves_the_cursor_where_it_is() -> None:
    backend = conflicting((HERE, THERE))
    app = OpenApp(backend, "choices")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "right")
        card = app.focused
        await press(pilot, "U")
        assert app.focused is card
        assert isinstance(card, VersionCard)
        assert card.version.key == "there-1"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
@at_once
async def test_hostile_words_are_shown_whole(words: str, size: tuple[int, int]) -> None:
    there = clean_text(words)
    app = OpenApp(conflicting((HERE, words)), "choices")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        card = list(app.screen.query(VersionCard))[1]
        seen = "".join(line.plain for pairs in card.query(Pairs) for line in pairs._lines(pairs.size.width))
        assert "".join(there.split()) in "".join(seen.split())
        for piece in there.split()[:1]:
            await press(pilot, "right")
            assert piece[:15] in flat(app)
        body = app.screen.query_one("#page-body")
        await press(pilot, *["pagedown"] * 3)
        assert body.scroll_y > 0 or body.max_scroll_y == 0
