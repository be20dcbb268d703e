"""Lines written in place, on every page that has them: no word is lost on a slow disk, or beside another box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from companion.domain.learning import LearningPart
from companion.domain.safety import SafetyStep
from companion.tui.learn.courses import LearnPage
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle
from tests.tui.slow_disk import SlowDisk


@dataclass(frozen=True)
class Written:
    """A page with lines, how one comes to a list of them, and how one leaves after Esc in the box."""

    place: str
    keys: tuple[str, ...]
    lines: Callable[[MemoryBackend], list[str]]
    leave: tuple[str, ...] = ("escape",)


def _points(backend: MemoryBackend) -> list[str]:
    return [point.text for point in backend.services.talks.agenda(NOW.date()).say]


def _signs(backend: MemoryBackend) -> list[str]:
    return [line.text for line in backend.services.safety.step(SafetyStep.SIGNS).lines]


def _learning(backend: MemoryBackend) -> list[str]:
    return [line.text for line in backend.services.learning.lines(LearningPart.WHERE)]


def _toolbox(backend: MemoryBackend) -> list[str]:
    return [line.text for line in backend.services.plan.lines("toolbox")]


PAGES = [
    pytest.param(Written("plan toolbox", (), _toolbox, ("escape", "escape")), id="plan"),
    pytest.param(Written("today", ("f2", "1", "e", "escape"), _signs), id="safety"),
    pytest.param(Written("talk", (), _points), id="talk"),
    pytest.param(Written("learning-plan", (), _learning), id="learning plan"),
]
on_every_page = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowDisk:
    return SlowDisk(monkeypatch)


async def come_to(pilot: Pilot[str], page: Written) -> None:
    await settle(pilot)
    await press(pilot, *page.keys)
    if page.place == "talk":
        pilot.app.screen.query_one("#say").focus()


def opened(backend: MemoryBackend, page: Written) -> OpenApp:
    return OpenApp(backend, *page.place.split(" "))


def kept(backend: MemoryBackend, page: Written) -> list[str]:
    """Return the lines, and the words of drafts."""
    return [*page.lines(backend), *(draft.text for draft in backend.services.drafts.all())]


def seen(app: OpenApp) -> str:
    """Return the words that stand in the lists and boxes of the page."""
    rows = [str(row.main) for rows in app.screen.query(PickList) for row in rows.rows]
    return "\n".join([*rows, *(form.text for form in app.screen.query(LineForm) if form.display)])


async def left_half_written(page: Written, *keys: str) -> MemoryBackend:
    """Return a vault with a line on the page, and the draft of what `keys` typed."""
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a", *"One", "enter", "escape", *keys, "escape")
    return backend


WITHOUT_ESC = {"today": ("f2", "1", "e")}
"""Keys to the list of a page where it is no longer empty, if they are others then."""


@on_every_page
@pytest.mark.parametrize("key", ["a", "e"])
async def test_a_draft_is_offered_and_the_next_key_is_still_a_command(page: Written, key: str) -> None:
    backend = await left_half_written(page, key, "end", *"half")
    words = "half" if key == "a" else "Onehalf"
    for keys in (("down",), ("l",), ()):
        app = opened(backend, page)
        async with app.run_test(notifications=True, size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, *WITHOUT_ESC.get(page.place, page.keys))
            assert f"Your words from 21:04 are still here. {key} goes on: “{words}”" in flat(app)
            assert not [form for form in app.screen.query(LineForm) if form.display]
            await press(pilot, *keys)
            if keys == ("l",):
                assert isinstance(app.screen, LearnPage)
            if not keys:
                await press(pilot, key, "end", *" more", "enter")
        assert (f"{words} more" in page.lines(backend)) is (keys == ())


@on_every_page
async def test_enter_then_esc_on_a_slow_disk_stores_the_line(page: Written, slow: SlowDisk) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        await slow.press(pilot, "a", *"One", "enter", "escape")
        assert page.lines(backend) == []
        await slow.go_on(pilot)
        assert kept(backend, page) == ["One"] and "One" in seen(app)


@on_every_page
async def test_enter_then_leaving_on_a_slow_disk_stores_the_line(page: Written, slow: SlowDisk) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        await slow.press(pilot, "a", *"One", "enter", "escape", *page.leave)
        await slow.go_on(pilot)
        assert kept(backend, page) == ["One"]
        assert not app.screen.query(LineForm)


@on_every_page
async def test_enter_then_leaving_on_a_slow_disk_that_is_full_keeps_the_words(
    page: Written, slow: SlowDisk
) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        backend.store.disk_full = True
        await slow.press(pilot, "a", *"One", "enter", "escape", *page.leave)
        await slow.go_on(pilot)
        assert "One" in seen(app) and "no room left on the disk" in flat(app)
        backend.store.disk_full = False
        await press(pilot, "ctrl+q")
    assert kept(backend, page) == ["One"]


@on_every_page
async def test_words_left_with_esc_and_the_page_too_wait_for_a_full_disk(
    page: Written, slow: SlowDisk
) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        backend.store.disk_full = True
        await press(pilot, "a", *"half")
        await slow.press(pilot, "escape", *page.leave)
        await slow.go_on(pilot)
        assert app.screen.query(LineForm) and "no room left on the disk" in flat(app)
        backend.store.disk_full = False
        await press(pilot, "ctrl+q")
    assert kept(backend, page) == ["half"]


@on_every_page
@pytest.mark.parametrize("ending", ["ctrl+l", "ctrl+q"])
async def test_what_is_tried_again_as_the_program_ends_is_stored(
    page: Written, ending: str, slow: SlowDisk
) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        backend.store.disk_full = True
        await press(pilot, "a", *"One", "enter", *"Two", "enter", *"x")
        backend.store.disk_full = False
        await slow.press(pilot, *"x", "enter", ending)
        await slow.go_on(pilot)
    words = " ".join(kept(backend, page))
    assert "One" in words and "Two" in words and "x" in words


@on_every_page
@pytest.mark.parametrize("again", [("escape",), (*"more", "escape")], ids=["looked at", "typed over"])
async def test_a_line_entered_anew_and_opened_again_meanwhile_is_not_let_go(
    page: Written, again: tuple[str, ...], slow: SlowDisk
) -> None:
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a", *"One", "enter", "escape")
        backend.store.disk_full = True
        await slow.press(pilot, "e", "end", *"Two", "enter", "e", "end", *again)
        await slow.go_on(pilot)
        assert "OneTwo" in seen(app) or "OneTwo" in flat(app)
        backend.store.disk_full = False
        await press(pilot, "ctrl+q")
    words = " ".join(kept(backend, page))
    assert "OneTwo" in words and ("more" in words or again == ("escape",))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(Written("plan toolbox", ("left",), _toolbox), id="plan"),
        pytest.param(Written("today", ("f2", "1", "e", "escape"), _signs), id="safety"),
    ],
)
async def test_half_a_line_outlives_the_empty_box_of_another_section(page: Written) -> None:
    there, back = (("2", "3"), ("1",)) if page.place == "today" else (("left", "down", "down"), ("up", "up"))
    backend = MemoryBackend()
    app = opened(backend, page)
    async with app.run_test(notifications=True, size=(100, 50)) as pilot:
        await come_to(pilot, page)
        await press(pilot, "a", *"half a thou", "escape")
        assert kept(backend, page) == ["half a thou"]
        await press(pilot, *there)
        assert kept(backend, page) == ["half a thou"]
        await press(pilot, "a", "escape")
        assert kept(backend, page) == ["half a thou"]
        await press(pilot, "left", *back)
        assert kept(backend, page) == ["half a thou"]
        await press(pilot, "a", *"ght", "enter", "escape")
        assert kept(backend, page) == ["half a thought"]
        assert "half a thought" in seen(app)
