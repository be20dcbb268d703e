"""The plan on screen, as a person uses it: keyboard only."""

import pytest

from companion.domain.plan import LineAudience
from companion.domain.text import clean_text
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.hostile import HOSTILE
from tests.tui.fake_door import NOW, FakeDoor, OpenApp, flat, press, settle, shown


def texts(door: FakeDoor, section: str) -> list[str]:
    return [line.text for line in door.services.plan.lines(section)]


def with_signs() -> FakeDoor:
    door = FakeDoor()
    for text, helps in (("Up past 2am", "phone out"), ("Skipping meals", "toast counts"), ("Snapping", "")):
        door.services.plan.add_line("early", text, what_helps=helps, new_id=door.new_id(), now=NOW)
    return door


async def test_lines_are_added_one_after_the_other() -> None:
    door = FakeDoor()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Nothing here yet, and that is all right" in flat(app)
        await press(pilot, "a", *"Up late", "enter", *"No food", "tab", *"toast", "enter", "escape")
        assert texts(door, "early") == ["Up late", "No food"]
        assert door.services.plan.lines("early")[1].what_helps == "toast"
        assert "toast" in shown(app)
        assert "saved 21:04" in shown(app)
        assert not app.screen.query_one(LineForm).display


async def test_edit_move_archive_undo_and_bring_back() -> None:
    door = with_signs()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "e", "end", *" often", "enter")
        assert texts(door, "early")[0] == "Up past 2am often"
        await press(pilot, "m", "down", "down", "enter")
        assert texts(door, "early") == ["Skipping meals", "Snapping", "Up past 2am often"]
        await press(pilot, "d")
        assert texts(door, "early") == ["Skipping meals", "Snapping"]
        assert "In the archive. u brings it back." in flat(app)
        await press(pilot, "u")
        assert texts(door, "early") == ["Skipping meals", "Snapping", "Up past 2am often"]
        assert "Undone: archived “Up past 2am often”. U brings it back." in flat(app)
        await press(pilot, "U")
        assert texts(door, "early") == ["Skipping meals", "Snapping"]
        app.screen.query_one("#lines", PickList).highlight("archive")
        await press(pilot, "enter", "enter", "enter")
        assert texts(door, "early") == ["Skipping meals", "Snapping", "Up past 2am often"]


async def test_deleting_for_good_asks_and_enter_keeps() -> None:
    door = with_signs()
    id = door.services.plan.lines("early")[0].id
    door.services.plan.archive_line(id, now=NOW)
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#lines", PickList).highlight("archive")
        await press(pilot, "enter", "enter", "down", "enter")
        assert "Delete this line for good?" in flat(app)
        await press(pilot, "enter")
        assert door.services.plan.line(id).text == "Up past 2am"
        await press(pilot, "enter", "down", "enter", "right", "enter")
        assert id not in {line.id for line in door.services.plan.lines("early", archived=True)}


async def test_who_may_see_a_line_is_chosen_on_its_card() -> None:
    door = with_signs()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "down", "enter")
        assert door.services.plan.lines("early")[0].audience is LineAudience.TEAM
        assert "my team" in shown(app)


async def test_a_section_of_my_own_is_added_renamed_and_archived() -> None:
    door = FakeDoor()
    app = OpenApp(door, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#sections", PickList).highlight("+")
        await press(pilot, "enter", *"My garden", "enter")
        assert door.services.plan.sections()[-1].name == "My garden"
        await press(pilot, "e", "end", *" in May", "enter")
        assert door.services.plan.sections()[-1].name == "My garden in May"
        await press(pilot, "d")
        assert "My garden in May" not in [s.name for s in door.services.plan.sections()]
        await press(pilot, "u")
        assert door.services.plan.sections()[-1].name == "My garden in May"


async def test_words_half_typed_are_there_again_on_a_fresh_page() -> None:
    door = FakeDoor()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"half a thou")
        app.keep_drafts()
        await settle(pilot)
    again = OpenApp(door, "plan")
    async with again.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Your words from 21:04 are still here." in flat(again)
        await press(pilot, *"ght", "enter")
        assert texts(door, "early") == ["half a thought"]


async def test_help_now_from_the_line_and_back_to_the_same_caret() -> None:
    door = FakeDoor()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"abcd", "left", "left", "ctrl+g")
        assert "Step 1 of 7" in shown(app)
        await press(pilot, "escape", *"XY", "enter")
        assert texts(door, "early") == ["abXYcd"]


async def test_hostile_words_are_shown_as_they_are() -> None:
    door = FakeDoor()
    plan = door.services.plan
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for words in filter(str.strip, map(clean_text, HOSTILE)):
            section = plan.add_section(words, new_id=door.new_id(), now=NOW)
            line = plan.add_line(section.id, words, what_helps=words, new_id=door.new_id(), now=NOW)
            await app.action_go("plan", f"{section.id}/{line.id}")
            await press(pilot, "enter")
            assert " ".join(words.split())[:20].strip() in flat(app)
            await press(pilot, "escape", "e")
            assert " ".join(words.split())[:20].strip() in flat(app)
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40), (40, 12)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    door = with_signs()
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "My plan" in shown(app)
        await press(pilot, "a", *"Pacing", "enter", "escape")
        assert texts(door, "early")[-1] == "Pacing"


async def test_words_that_cannot_be_kept_stay_where_they_were_typed() -> None:
    door = with_signs()
    door.store.read_only = True
    app = OpenApp(door, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"New", "tab", *"tea", "enter")
        form = app.screen.query_one(LineForm)
        assert (form.text, form.what_helps) == ("New", "tea")
        assert "This vault is open for reading only." in flat(app)
        assert "saved" not in shown(app)
        await press(pilot, "escape", "e", "end", *" often", "enter")
        assert form.text == "Up past 2am often"
        assert "saved" not in shown(app)
        door.store.read_only = False
        await press(pilot, "enter")
        assert texts(door, "early")[0] == "Up past 2am often"
        assert "saved 21:04" in shown(app)
