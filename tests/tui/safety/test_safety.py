"""The safety plan: read one step at a time, written on a steady day, and never in the way."""

import re

import pytest

from companion.content.sam import write_sam
from companion.domain.helpline import Nation
from companion.domain.safety import SafetyStep
from companion.domain.text import clean_line, clean_text
from companion.tui.safety.edit import SafetyEdit
from companion.tui.safety.safety import Safety
from companion.tui.widgets.big_number import BigNumber
from companion.tui.widgets.card import Panel
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.lived_in import live_in
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle, shown
from tests.tui.slow_disk import SlowDisk

SIZES = [(80, 24), (60, 20), (100, 30), (140, 40)]


def sams() -> MemoryBackend:
    backend = MemoryBackend()
    write_sam(backend.store, NOW)
    backend.change_config(nation="england")
    return backend


def texts(backend: MemoryBackend, step: SafetyStep) -> list[str]:
    return [line.text for line in backend.services.safety.step(step).lines]


def names(backend: MemoryBackend, step: SafetyStep = SafetyStep.PEOPLE) -> list[str]:
    return [contact.name for contact in backend.services.safety.step(step).contacts]


@pytest.mark.parametrize("size", SIZES)
async def test_every_step_is_read_with_the_arrows_and_the_help_lines_stay(size: tuple[int, int]) -> None:
    backend = sams()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        for view in backend.services.safety.steps():
            page = flat(app)
            assert f"Step {view.step.value} of 7" in page
            assert view.title in page
            for words in ("Samaritans", "116 123", "111", "SHOUT", "85258", "Life in danger: 999"):
                assert words in page
            await press(pilot, "right")
        assert "Step 7 of 7" in flat(app)
        await press(pilot, "left", "2")
        assert "Step 2 of 7" in flat(app)


async def test_a_number_is_big_and_the_arrows_choose_whose() -> None:
    backend = sams()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "4")
        people = backend.services.safety.step(SafetyStep.PEOPLE).contacts
        for contact in people:
            assert app.screen.query_one(BigNumber).number == contact.number
            assert all(other.number in flat(app) for other in people)
            await press(pilot, "down")
        assert app.screen.query_one(BigNumber).number == people[-1].number


@pytest.mark.parametrize("nation", [None, *Nation])
async def test_without_a_plan_the_lines_of_the_nation_stand_there(nation: Nation | None) -> None:
    backend = MemoryBackend()
    if nation:
        backend.change_config(nation=nation.value)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s")
        assert "You can write it on a steady day: e starts. One line is enough." in flat(app)
        assert "Life in danger: 999" in flat(app)
        if nation in (None, Nation.NORTHERN_IRELAND):
            assert "0808 808 8000" in flat(app)


async def test_it_opens_at_the_first_step_whatever_was_read_last() -> None:
    app = OpenApp(sams())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "5", "escape", "p", "ctrl+g")
        assert "Step 1 of 7" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (60, 20), (40, 12)])
@pytest.mark.parametrize("long", [False, True])
async def test_the_first_of_their_people_with_a_number_is_on_every_step(
    size: tuple[int, int], long: bool
) -> None:
    backend = MemoryBackend()
    live_in(backend.services)
    first, second = backend.services.safety.people()[:2]
    name = "Dee from the house with the green door" if long else "Dee"
    backend.services.safety.edit_contact(first.id, name=name, number="", now=NOW)
    backend.services.safety.edit_contact(second.id, name=name, number="07700 900381", now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f2")
        for step in SafetyStep:
            await press(pilot, str(step.value))
            assert "07700 900381" in flat(app) and "Dee" in flat(app)
            assert "116 123" in flat(app)


async def test_reading_it_stores_nothing() -> None:
    backend = sams()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        before = backend.store.saves
        await press(pilot, "f2", *"1234567", "v", "v", "o", "escape", "escape")
        assert backend.store.saves == before


async def test_a_line_is_written_moved_archived_and_brought_back() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "2", "e", *"Put music on", "enter", *"Run a bath", "enter", "escape")
        assert texts(backend, SafetyStep.ALONE) == ["Put music on", "Run a bath"]
        await press(pilot, "m", "down", "enter")
        assert texts(backend, SafetyStep.ALONE) == ["Run a bath", "Put music on"]
        await press(pilot, "up", "e", "end", *" slowly", "enter")
        assert texts(backend, SafetyStep.ALONE)[0] == "Run a bath slowly"
        await press(pilot, "d")
        assert texts(backend, SafetyStep.ALONE) == ["Put music on"]
        assert "In the archive: “Run a bath slowly”. u brings it back." in flat(app)
        await press(pilot, "u")
        assert texts(backend, SafetyStep.ALONE)[0] == "Run a bath slowly"
        await press(pilot, "escape")
        assert isinstance(app.screen, Safety)
        assert "Run a bath slowly" in flat(app)


async def test_someone_is_added_and_comes_first() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "4", "e", "enter", "enter", "enter", "enter", "enter")
        assert "A name first" in flat(app)
        await press(pilot, *"Dee", "enter", *"sister", "enter", *"07700 900145", "enter", "enter", "enter")
        await press(pilot, "a", *"Mo", "enter", "enter", *"07700 900381", "enter", "enter", "enter")
        assert names(backend) == ["Dee", "Mo"]
        app.screen.query_one("#people", PickList).highlight(backend.services.safety.people()[1].id)
        await press(pilot, "alt+up")
        assert names(backend) == ["Mo", "Dee"]
        await press(pilot, "escape")
        assert app.screen.query_one(BigNumber).number == "07700 900381"
        await press(pilot, "e", "d")
        assert names(backend) == ["Dee"]
        await press(pilot, "u")
        assert names(backend) == ["Mo", "Dee"]


async def test_words_half_typed_are_kept_and_offered_again() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "7", "e", *"the dog", "escape", "escape", "e")
        assert isinstance(app.screen, SafetyEdit)
        assert "Your words from 21:04 are still here." in flat(app)
        await press(pilot, *" next door", "enter", "escape")
        assert texts(backend, SafetyStep.MATTERS) == ["the dog next door"]


async def test_all_of_it_on_one_page() -> None:
    backend = sams()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(140, 200)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "v")
        page = flat(app)
        for view in backend.services.safety.steps():
            assert view.title in page
            assert all(" ".join(line.text.split()) in page for line in view.lines)
            for contact in view.contacts:
                assert re.search(rf"{contact.number} +{re.escape(contact.hours)}", page)
        assert "Life in danger 999" in page


@at_once
async def test_hostile_words_are_shown_as_they_are(words: str) -> None:
    backend, s = MemoryBackend(), MemoryBackend.new_id
    safety = backend.services.safety
    if clean_line(words):
        safety.add_line(SafetyStep.PEOPLE, words, new_id=s(backend), now=NOW)
        safety.add_contact(
            step=SafetyStep.PEOPLE,
            name=words,
            who=words,
            number=words,
            hours=words,
            new_id=s(backend),
            now=NOW,
        )
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "4")
        start = " ".join(clean_text(words).split())[:20].strip()
        assert start in flat(app)
        await press(pilot, "v")
        await press(pilot, "v", "e")
        assert start in flat(app)
        await press(pilot, "e", "escape", "d", "o", "escape", "u", "escape", "escape")
        assert "Today" in shown(app)


async def test_a_line_that_cannot_be_kept_stays_where_it_was_typed() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "s", "e")
        backend.store.read_only = True
        await press(pilot, *"One", "enter")
        assert app.screen.query_one(LineForm).text == "One"
        assert "saved" not in shown(app)
        backend.store.read_only = False
        await press(pilot, "enter")
        assert texts(backend, SafetyStep.SIGNS) == ["One"]


async def test_in_a_few_rows_a_number_and_999_can_still_be_read() -> None:
    backend = MemoryBackend()
    for word in ("one line", "another line"):
        backend.services.safety.add_line(SafetyStep.PEOPLE, word, new_id=backend.new_id(), now=NOW)
    backend.services.safety.add_contact(
        step=SafetyStep.PEOPLE, name="Dee", number="07700 900 145", new_id=backend.new_id(), now=NOW
    )
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(40, 12)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "4")
        assert "07700 900 145" in flat(app)
        assert "Samaritans 116 123 999" in flat(app)


async def test_one_bar_shows_which_list_has_the_keys() -> None:
    app = OpenApp(sams())
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "4", "e")
        for name in ("#people", "#lines"):
            app.screen.query_one(name).focus()
            await settle(pilot)
            cards = app.screen.query(Panel)
            barred = [card.id for card in cards if card.styles.border_left[0] == "outer"]
            assert barred == [f"{name[1:]}-card"]


async def test_help_asked_for_while_the_last_line_is_stored_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    backend, slow = MemoryBackend(), SlowDisk(monkeypatch)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f2", "1", "e")
        await slow.press(pilot, *"One", "enter", "escape", "escape", "f2")
        assert isinstance(app.screen, Safety)
        await slow.go_on(pilot)
        assert isinstance(app.screen, Safety) and texts(backend, SafetyStep.SIGNS) == ["One"]
        await press(pilot, "escape")
        assert isinstance(app.screen, SafetyEdit)
        await press(pilot, "escape")
        assert isinstance(app.screen, Safety)


async def test_an_empty_plan_says_first_who_can_be_rung_and_then_how_to_write_one() -> None:
    app = OpenApp(MemoryBackend(), "today")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, "f2")
        words = flat(app)
        begins = words.index("Someone to call or text now Samaritans: 116 123")
        assert begins < words.index("Life in danger: 999") < words.index("e starts")
        assert "Signs that a hard time is near" not in words
        await press(pilot, "e", *"One line", "enter", "escape", "escape")
        assert "Signs that a hard time is near • One line" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (140, 40), (60, 16)])
async def test_the_numbers_stay_on_the_page_of_all_steps(size: tuple[int, int]) -> None:
    backend = MemoryBackend()
    live_in(backend.services)
    for number in range(40):
        backend.services.safety.add_line(SafetyStep.SIGNS, f"Sign {number}", new_id=f"s{number}", now=NOW)
    app = OpenApp(backend, "today")
    async with app.run_test(notifications=True, size=size) as pilot:
        await press(pilot, "f2", "v")
        for keys in ((), ("pagedown",), ("down",) * 3, ("pagedown",) * 9):
            await press(pilot, *keys)
            for numbers in ("07700 900111", "07700 900222", "116 123", "999"):
                assert numbers in flat(app)
        assert "Sign 0" not in flat(app)
