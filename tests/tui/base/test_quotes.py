"""In a vault without a word in it, nothing stands in quotation marks: nobody has said anything yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content.starter import SECTION_GUIDES
from companion.services.learn.learning_plan import GUIDES
from companion.tui import plan
from companion.tui.app import CompanionApp
from companion.tui.learn import learning_plan
from tests.memory_backend import CODE, MemoryBackend
from tests.quotes import not_theirs, quoted_in
from tests.tui.drawn_words import without_spaces, words_in
from tests.tui.screens import OpenApp, flat, press, settle, shown
from tests.tui.visits import VISITS, Visit

SIZE = (140, 70)
"""Large enough for a whole page, so that what lies further down is looked at too."""

NEED_WORDS = {
    "copy",
    "held",
    "flipped",
    "working",
    "older",
    "over",
    "choices",
    "sheet",
    "exercise",
    "together",
}
"""Where a visit starts that leads nowhere without something written, or to a made-up course."""

EXERCISE = "companion/getting-ready-for-a-conversation"

WALKED = (
    *{visit.screen: visit for visit in VISITS if visit.start.partition(" ")[0] not in NEED_WORDS}.values(),
    Visit(
        "ExercisePage", f"exercise {EXERCISE}", ("enter", "enter", "ctrl+o"), "an exercise and its example"
    ),
    Visit("PlanPage", "plan", ("a", *"Tea", "enter", "escape", "u"), "a line taken back"),
)


def unwritten(visit: Visit, folder: Path) -> tuple[MemoryBackend, CompanionApp]:
    """Return the program at the start of a visit, and its door; nothing is written in the vault."""
    backend = MemoryBackend(folder=folder, exists=visit.start != "new")
    place, _, at = visit.start.partition(" ")
    return backend, CompanionApp(backend) if place in {"new", "locked", "alone"} else OpenApp(
        backend, place, at
    )


@pytest.mark.parametrize("visit", WALKED, ids=str)
async def test_nothing_stands_in_quotation_marks_that_nobody_wrote(visit: Visit, tmp_path: Path) -> None:
    backend, app = unwritten(visit, tmp_path)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        typed = "".join(key for key in visit.keys if len(key) == 1)
        assert not_theirs(shown(app), backend.store, [typed, CODE]) == []


def test_what_is_in_quotation_marks_is_seen() -> None:
    """Else the test above could not fail."""
    said = "archived “Up past\n2am” and ‘it’s late’, \"a b\", 'c d'; don't and won't"
    assert quoted_in(said) == ["Up past 2am", "it’s late", "a b", "c d"]
    assert not_theirs(said, None, ["Up past 2am", "a b"]) == ["it’s late", "c d"]


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=str)
async def test_the_examples_of_today_say_that_they_are_examples(size: tuple[int, int]) -> None:
    app = OpenApp(MemoryBackend(), "today")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        example = f"For example: {SECTION_GUIDES[0].examples[0]}"
        assert without_spaces(example) in words_in(app.screen.query_one("#helps"))
        assert "For example: the new tablets make my" in flat(app)


def test_the_examples_of_an_empty_plan_say_that_they_are_examples() -> None:
    assert "Examples:\n• Tea\n• A walk\n" in plan.nothing_yet(("Tea", "A walk"))
    assert [f"For example: {guide.example}." in learning_plan.nothing_yet(guide) for guide in GUIDES] == [
        True
    ] * len(GUIDES)
