"""What is being written is seen: four lines of it at least, on every screen where lines are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from companion.tui.widgets.card import Panel
from companion.tui.widgets.editors import OrderedTextArea
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.pick_list import PickList
from tests.tui.screens import press, settle
from tests.tui.visits import Visit, program

LONG = "When I wake at four and cannot go back to sleep I get up, make tea, and sit by the window. " * 4

PLACES = (
    Visit("PlanPage", "plan early", ("a",), "plan, a line"),
    Visit("PlanPage", "plan early", ("a", "x", "tab"), "plan, what helps"),
    Visit("SafetyEdit", "today", ("f2", "e", "a"), "safety plan"),
    Visit("TalkPage", "talk", ("a",), "a point"),
    Visit("LearningPlanPage", "learning-plan", ("a",), "learning plan"),
    Visit("LearningPlanPage", "learning-plan", (*["tab"] * 3, "a"), "learning plan, its last part"),
    Visit("CheckInPage", "check-in", ("tab", "tab", "tab"), "check-in, the note"),
    Visit("MomentPage", "moment", ("tab",), "a moment"),
    Visit("ExercisePage", "exercise shore/before-a-talk", ("enter", "enter"), "an answer"),
    Visit("TogetherPage", "together shore/before-a-talk", ("enter",), "an answer, together"),
    Visit("RecordForm", "today", ("f2", "4", "e", "e", "enter"), "a person"),
    Visit("OneLineForm", "settings", ("enter",), "a name"),
)


@pytest.mark.parametrize("visit", PLACES, ids=str)
async def test_four_lines_are_seen_of_what_is_being_written(visit: Visit, tmp_path: Path) -> None:
    app = program(visit, tmp_path)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *visit.keys)
        box = app.screen.focused
        assert isinstance(box, OrderedTextArea) and type(app.screen).__name__ == visit.screen
        app.post_message(events.Paste(LONG))
        await settle(pilot)
        assert box.wrapped_document.height > 4
        place = app.screen.find_widget(box)
        seen = box.content_region.intersection(place.visible_region)
        assert seen.height >= 4, (seen, place.clip)
        assert seen.contains_point(box.cursor_screen_offset) or seen.bottom == box.cursor_screen_offset.y + 1
        assert app.screen.find_widget(app.screen.query_one(KeyBar)).visible_region.height == 1
        panel = next((each for each in box.ancestors if isinstance(each, Panel)), None)
        for rows in panel.query(PickList) if panel is not None else ():
            assert app.screen.find_widget(rows).visible_region.height, "the list it belongs to is gone"
