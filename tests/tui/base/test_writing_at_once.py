"""Where a place is empty, the key it names opens a box, and the letters after it go in."""

from __future__ import annotations

import pytest

from companion.domain.safety import CONTACT_STEPS, SafetyStep
from companion.tui.widgets.editors import LineEditor
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle

WORDS = "zoe the dog"

EMPTY = (
    ("today", (), "Press w", "w"),
    ("today", ("f2",), "e starts", "e"),
    ("plan toolbox", (), "Press a to add a line", "a"),
    ("talk", ("tab",), "Press a", "a"),
    ("learning-plan", (), "Press a to add a line", "a"),
    ("learning-plan", (*["tab"] * 4,), "Enter here adds one", "enter"),
    ("talk", (), "Enter here plans one", "enter"),
)


@pytest.mark.parametrize(("start", "keys", "said", "key"), EMPTY)
async def test_the_key_an_empty_place_names_opens_its_box(
    start: str, keys: tuple[str, ...], said: str, key: str
) -> None:
    place, _, at = start.partition(" ")
    app = OpenApp(MemoryBackend(), place, at)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        assert said in flat(app)
        await press(pilot, key, *WORDS)
        assert isinstance(app.focused, LineEditor) and app.focused.text == WORDS


@pytest.mark.parametrize("step", SafetyStep)
@pytest.mark.parametrize("key", ["e", "a"])
async def test_so_does_every_empty_step_of_a_safety_plan(step: SafetyStep, key: str) -> None:
    backend = MemoryBackend()
    other = SafetyStep.SIGNS if step is not SafetyStep.SIGNS else SafetyStep.MATTERS
    backend.services.safety.add_line(other, "one", new_id=backend.new_id(), now=backend.now())
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", str(step.value))
        assert "e writes" in flat(app)
        await press(pilot, key, *WORDS)
        assert isinstance(app.focused, LineEditor) and app.focused.text == WORDS
        assert ("A person or a service" in flat(app)) is (step in CONTACT_STEPS)
        await press(pilot, "escape", "escape", key)
        assert isinstance(app.focused, LineEditor) and app.focused.text == WORDS


async def test_where_something_stands_a_writes_and_e_opens_the_list() -> None:
    backend = MemoryBackend()
    backend.services.safety.add_line(SafetyStep.SIGNS, "one", new_id=backend.new_id(), now=backend.now())
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "e")
        assert not isinstance(app.focused, LineEditor)
        await press(pilot, "escape", "a", *"two", "enter")
        assert [line.text for line in backend.services.safety.step(SafetyStep.SIGNS).lines] == ["one", "two"]
