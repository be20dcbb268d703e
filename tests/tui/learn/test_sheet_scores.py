"""The scores of a questionnaire over time, as a person reads them."""

from __future__ import annotations

from dataclasses import replace

from tests.memory_backend import MemoryBackend
from tests.tui.learn.sheets import ReadingApp, scored
from tests.tui.screens import flat, press, settle


async def test_scores_over_time_stand_in_columns_with_what_they_are_not() -> None:
    backend = MemoryBackend()
    scored(backend, 0, 1, 1, days_ago=390)
    short = scored(backend, 1, 1, days_ago=40)
    app = ReadingApp(backend, scored(backend, 2, 1, 2))
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        words = flat(app)
        for line in (
            "Scores Rest Others In all", "0 to 4 0 to 2 0 to 6", "This time 3, 2 of 2 2, 1 of 1 5, 3 of 3",
            "It is no grade, and nobody sees it.", "13 October 2, 2 of 2 -, 0 of 1 -, 2 of 3",
            "28 October 2025 1, 2 of 2 1, 1 of 1 2, 3 of 3", "how many of its questions were answered.",
            "- means that too few questions were answered for a score.",
        ):  # fmt: skip
            assert line in words
        await press(pilot, "i", "enter")
    assert app.went == [("sheet", short.id)]


async def test_scores_are_sentences_where_there_is_no_room_for_columns() -> None:
    backend = MemoryBackend()
    scored(backend, 1, 1, days_ago=40)
    app = ReadingApp(backend, scored(backend, 2, 1, 2))
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "This time 3, 2 of 2 2, 1 of 1 5, 3 of 3" in flat(app)
        await pilot.resize_terminal(48, 60)
        await settle(pilot)
        assert (
            "This time Rest: 3 (from 0 to 4), 2 of 2 answered Others: 2 (from 0 to 2), 1 of 1 answered"
            in flat(app)
        )
        assert "Others: 0 of 1 answered, too few for a number." in flat(app)


async def test_scores_of_two_versions_that_count_otherwise_are_never_in_one_column() -> None:
    backend = MemoryBackend()
    old, new = scored(backend, 1, 1, 1, days_ago=40), scored(backend, 2, 1, 2)
    backend.store.sheets.put(replace(old, scores=tuple(replace(s, high=s.high + 3) for s in old.scores)))
    app = ReadingApp(backend, new)
    async with app.run_test(notifications=True, size=(140, 40)) as pilot:
        await settle(pilot)
        assert "Rest: 3 (from 0 to 4)" in flat(app)
        assert "Rest: 2 (from 0 to 7)" in flat(app)
