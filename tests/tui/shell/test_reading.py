"""A window open for reading: nothing looks changed, and what would change something says so at once."""

from datetime import date

import pytest

from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.tui.base.dialog import Dialog
from companion.tui.base.host import LOOKING
from companion.tui.base.page import Page
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.scales import Scales
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle, shown

SIZE = (100, 30)


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    s = made.services
    s.plan.add_line("early", "Up past 2am", new_id=made.new_id(), now=NOW)
    s.talks.plan_talk(with_whom="Priya", day=date(2026, 11, 26), new_id=made.new_id(), now=NOW)
    for text in ("The letter frightened me", "A second thing"):
        s.talks.add_point(PointKind.SAY, text, new_id=made.new_id(), now=NOW)
    s.safety.add_line(SafetyStep.SIGNS, "I stop answering", new_id=made.new_id(), now=NOW)
    made.for_reading()
    return made


async def test_an_answer_that_is_refused_does_not_stand_there(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        for keys in (["7"], ["right"], ["delete"], ["1", "0"]):
            app.screen_stack[-1].query_one(Scales)
            await press(pilot, *keys)
            assert [row.value for row in app.screen.query_one(Scales).rows] == [None] * 4
            assert LOOKING in flat(app)
        await pilot.click(Scales, offset=(40, 0))
        await settle(pilot)
        assert [row.value for row in app.screen.query_one(Scales).rows] == [None] * 4
        assert "saved" not in shown(app)


async def test_the_note_takes_no_letters(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        for _ in range(6):
            await press(pilot, "tab")
            assert app.focused is None or app.focused.id != "note"
        await pilot.click("#note")
        await press(pilot, "z")
        assert app.screen.query_one("#note").text == ""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        ("plan", ["a"]),
        ("plan", ["e"]),
        ("plan", ["d"]),
        ("plan", ["m"]),
        ("plan", ["end", "enter"]),
        ("talk", ["a"]),
        ("talk", ["e"]),
        ("talk", ["space"]),
        ("talk", ["m"]),
        ("talk", ["w"]),
        ("talk", ["d"]),
        ("talk", ["alt+down"]),
        ("talk", ["up", "enter"]),
        ("settings", ["enter"]),
    ],
)
async def test_a_key_that_changes_things_says_so_and_opens_nothing(
    backend: MemoryBackend, place: str, keys: list[str]
) -> None:
    app = OpenApp(backend, place)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        before = shown(app)
        assert "open for reading" in before
        await press(pilot, *keys)
        assert LOOKING in flat(app)
        assert isinstance(app.screen, Page)
        assert not any(form.display for form in app.screen.query(LineForm))
        assert "Moving" not in flat(app)
        assert [line.text for line in backend.services.plan.lines("early")] == ["Up past 2am"]


async def test_safety_is_read_and_not_edited(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "today")
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        assert "I stop answering" in flat(app)
        here = app.screen
        await press(pilot, "e")
        assert app.screen is here
        assert LOOKING in flat(app)


async def test_what_changes_nothing_in_the_vault_still_opens(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "share")
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "y")
        assert isinstance(app.screen, Dialog)
        await press(pilot, "escape", "down", "space")
        assert LOOKING not in flat(app)
