"""The check-in, done as a person does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from companion.domain.checkin import CheckIn, Moment
from companion.domain.text import clean_line, clean_text
from companion.tui.check_in.check_in import CheckInPage, WhatHelps
from companion.tui.check_in.today import Today
from companion.tui.safety.safety import Safety
from companion.tui.widgets.editors import NoteEditor
from companion.tui.widgets.key_bar import KeyBar
from companion.tui.widgets.tick_list import TickList
from tests.conftest import NOW
from tests.hostile import LONG_NOTE, NAMED, at_once
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle, shown
from tests.tui.slow_disk import SlowDisk

TODAY = NOW.date()
DRAFT = f"check-in/{TODAY.isoformat()}/note"
BURST = (
    *["7", "enter", "1", "0", "enter", "5", "enter", "4", "enter"],
    *["space", "down", "space", "tab", "down", "space"],
)


def with_lines() -> tuple[MemoryBackend, dict[str, str]]:
    """A plan with three things for every day and three signs; the ids by their words."""
    backend, known = MemoryBackend(), {}
    for section, text, helps in (
        ("daily", "Took my medication", ""),
        ("daily", "Ate before 11", ""),
        ("daily", "Got outside", ""),
        ("early", "Not answering messages", "Ring Dee, say one true thing"),
        ("early", "Up past 2am", "Phone out of the bedroom"),
        ("early", "Skipping meals", ""),
    ):
        line = backend.services.plan.add_line(
            section, text, what_helps=helps, new_id=backend.new_id(), now=NOW
        )
        known[text] = line.id
    return backend, known


def stored(backend: MemoryBackend, day: date = TODAY) -> CheckIn:
    check_in = backend.services.check_ins.on(day)
    assert check_in is not None
    return check_in


def note_of(pilot: Pilot[Any]) -> NoteEditor:
    return pilot.app.screen.query_one("#note", NoteEditor)


async def to_note(pilot: Pilot[Any]) -> None:
    await press(pilot, "tab", "tab", "tab")
    assert note_of(pilot).has_focus


async def test_fifteen_keys_answer_everything() -> None:
    backend, line = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert len(BURST) == 15
        await press(pilot, *BURST)
        check_in = stored(backend)
        assert check_in.answers == {"mood": 7, "worry": 10, "energy": 5, "sleep": 4}
        assert check_in.ticked == (line["Took my medication"], line["Ate before 11"])
        assert check_in.noticed == (line["Up past 2am"],)
        page = shown(app)
        assert "[7]" in page and "[10]" in page and "saved 21:04" in page
        assert "[✓] Took my medication" in page and "[ ] Got outside" in page
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Today)
        assert "Thank you for writing it down." in flat(app)
        assert "Checked in at 21:04. enter changes it." in flat(app)


async def test_each_answer_is_stored_before_the_page_is_left() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        assert stored(backend).answers == {"mood": 3}
        await press(pilot, "down", "right", "right")
        assert stored(backend).answers == {"mood": 3, "worry": 6}
        await press(pilot, "delete")
        assert stored(backend).answers == {"mood": 3}


async def test_nothing_is_filled_in_and_looking_stores_nothing() -> None:
    backend, _ = with_lines()
    before = backend.store.saves
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        assert shown(app).count("blank") == 5  # four scales, and "a blank is fine"
        assert "✓" not in shown(app)
        await press(pilot, "tab", "tab", "tab", "shift+tab", "escape")
        assert isinstance(app.screen, Today)
        assert backend.store.saves == before
        assert backend.services.check_ins.on(TODAY) is None


async def test_a_slow_ten_is_ten() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        assert stored(backend).answers == {"mood": 1}
        backend.time += timedelta(minutes=5)
        await press(pilot, "0")
        assert stored(backend).answers == {"mood": 10}
        assert "0 again: 0" in flat(app)
        backend.time += timedelta(minutes=5)
        await press(pilot, "0")
        assert stored(backend).answers == {"mood": 0}
        assert "again" not in flat(app)


@pytest.mark.parametrize("key", ["enter", "up", "left", "tab", "7"])
async def test_once_another_key_was_pressed_no_zero_is_announced(key: str) -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "1", "0")
        assert "0 again: 0" in flat(app)
        await press(pilot, key)
        assert "again" not in flat(app)


async def test_undo_goes_back_across_the_sitting_and_the_cursor_stays() -> None:
    backend, line = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "7", "enter", "2", "tab", "down", "space")
        assert stored(backend).ticked == (line["Ate before 11"],)
        await press(pilot, "u")
        assert "Undone: a tick for 22/11. U brings it back." in flat(app)
        assert "[✓]" not in shown(app)
        assert app.screen.query_one("#ticks", TickList).highlighted == line["Ate before 11"]
        await press(pilot, "ctrl+z")
        assert stored(backend).answers == {"mood": 7} and "[2]" not in shown(app)
        await press(pilot, "U", "U")
        assert stored(backend).ticked == (line["Ate before 11"],) and "[✓] Ate before 11" in shown(app)
        await press(pilot, "u", "u", "u")
        assert backend.services.check_ins.on(TODAY) is None


@pytest.mark.parametrize("keys", [("1", "0"), ("1", "0", "0")])
async def test_a_number_of_more_than_one_key_is_one_step_back(keys: tuple[str, ...]) -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "7", "1", "end", *keys, "ctrl+z")
        assert stored(backend).answers == {"mood": 10} and "[10]" in shown(app)
        await press(pilot, "ctrl+z", "ctrl+z")
        assert stored(backend).answers == {"mood": 7}
        await press(pilot, "U", "U", "U")
        assert stored(backend).answers == {"mood": 10 if keys == ("1", "0") else 0}
        await press(pilot, "ctrl+z", *keys, "enter", *keys, "ctrl+z")
        assert stored(backend).answers == {"mood": 10 if keys == ("1", "0") else 0}


async def test_coming_back_shows_what_was_answered() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *BURST, "t", "c")
        page = shown(app)
        assert "[7]" in page and "[10]" in page and "[5]" in page and "[4]" in page
        assert page.count("[✓]") == 3


async def test_finishing_with_nothing_written_is_all_right() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Today)
        assert "Nothing is written for that day, and that is all right." in flat(app)
        assert "Thank you" not in flat(app)


async def test_what_helps_opens_in_place_and_follows_the_cursor() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "o")
        assert not app.screen.query_one(WhatHelps).is_open
        await press(pilot, "tab", "tab")
        assert "o What helps" in lines(app)[-1]
        await press(pilot, "o")
        assert "What I wrote helps" in shown(app) and "Ring Dee, say one true thing" in flat(app)
        await press(pilot, "down")
        assert "Phone out of the bedroom" in flat(app) and "Ring Dee" not in flat(app)
        await press(pilot, "down")
        assert "Nothing is written here yet." in flat(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, CheckInPage) and "Nothing is written here yet" not in flat(app)
        await press(pilot, "o", "o")
        assert not app.screen.query_one(WhatHelps).is_open
        await press(pilot, "o", "tab")
        assert app.screen.query_one(WhatHelps).has_focus
        await press(pilot, "o")
        assert app.screen.query_one("#signs").has_focus
        assert backend.services.check_ins.on(TODAY) is None


# The note.


async def test_a_note_is_stored_on_leaving_the_field() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, *"Tea, t c p n u / y o 7")
        assert isinstance(app.screen, CheckInPage)
        assert note_of(pilot).text == "Tea, t c p n u / y o 7"
        assert backend.services.check_ins.on(TODAY) is None
        await press(pilot, "shift+tab")
        assert stored(backend).note == "Tea, t c p n u / y o 7"
        await press(pilot, "shift+tab", "u")
        assert note_of(pilot).text == "" and "Undone: the note for 22/11" in flat(app)


@pytest.mark.parametrize("leaving", ["ctrl+s", "escape"])
async def test_a_note_is_stored_on_leaving_the_page(leaving: str) -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, "h", "i")
        app.keep_drafts()
        await press(pilot, leaving)
        assert isinstance(app.screen, Today)
        assert stored(backend).note == "hi"
        assert backend.services.drafts.all() == ()


async def test_going_away_by_the_tab_bar_stores_the_note() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, "h", "i")
        await app.action_go("plan")
        await settle(pilot)
        assert stored(backend).note == "hi"
        assert backend.services.drafts.all() == ()


async def test_a_draft_is_kept_while_typing_and_offered_back_where_the_caret_stood() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, *"one", "enter", *"two three", "left", "left")
        app.keep_drafts()
        await settle(pilot)
        draft = backend.services.drafts.of(DRAFT)
        assert draft is not None and draft.text == "one\ntwo three" and draft.caret == 11
    # The program was killed: only the draft is there.
    backend.store.table("check_ins").records.clear()
    backend.store.drafts.put(draft)
    backend.time += timedelta(minutes=20)
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Your words from 21:04 are still here." in flat(app)
        assert note_of(pilot).text == "one\ntwo three" and note_of(pilot).caret == (1, 7)
        await press(pilot, "7")
        assert stored(backend).answers == {"mood": 7} and note_of(pilot).text == "one\ntwo three"
        await to_note(pilot)
        await press(pilot, "X")
        assert note_of(pilot).text == "one\ntwo thrXee"
        await press(pilot, "ctrl+s")
        assert stored(backend).note == "one\ntwo thrXee" and backend.services.drafts.all() == ()


async def test_words_taken_back_leave_no_old_draft() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, "a", "b")
        app.keep_drafts()
        await press(pilot, "backspace", "backspace", "shift+tab")
        assert backend.services.drafts.all() == ()
        assert backend.services.check_ins.on(TODAY) is None


async def test_help_now_comes_back_to_the_same_caret() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, *"a long day", "left", "left", "left", "f2")
        assert isinstance(app.screen, Safety)
        await press(pilot, "escape")
        assert isinstance(app.screen, CheckInPage) and note_of(pilot).has_focus
        await press(pilot, "X")
        assert note_of(pilot).text == "a long Xday"


async def test_locking_with_words_in_the_note_keeps_them() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await pilot.press(*"not done", "ctrl+l")
        await pilot.pause()
    draft = backend.services.drafts.of(DRAFT)
    assert draft is not None and draft.text == "not done"
    assert not backend.session.is_open


async def test_undo_elsewhere_leaves_words_being_typed_alone() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "7", "tab", "tab", "tab", *"words")
        assert isinstance(app.screen, CheckInPage)
        app.screen.reload()
        await settle(pilot)
        assert note_of(pilot).text == "words" and note_of(pilot).has_focus


async def test_what_could_not_be_saved_stays_on_the_screen_and_is_told() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, "h", "i")
        backend.store.disk_full = True
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, CheckInPage)
        assert "There is no room left on the disk. Nothing was lost." in flat(app)
        assert note_of(pilot).text == "hi" and "saved" not in shown(app)
        backend.store.disk_full = False
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Today) and stored(backend).note == "hi"


async def test_a_note_the_disk_refused_is_stored_though_it_was_left_twice_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slow = SlowDisk(monkeypatch)
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        await press(pilot, "h", "i")
        app.keep_drafts()
        await settle(pilot)
        backend.store.disk_full = True
        await slow.press(pilot, "shift+tab", "tab", "shift+tab")
        await slow.go_on(pilot)
        backend.store.disk_full = False
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Today) and stored(backend).note == "hi"


async def test_answers_that_could_not_be_saved_are_tried_again_and_never_thanked_for() -> None:
    backend, line = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "7", "enter", "2", "up", "6", "tab", "space", "ctrl+s")
        assert isinstance(app.screen, CheckInPage)
        assert "There is no room left on the disk." in flat(app)
        assert "[6]" in shown(app) and "[✓]" in shown(app)
        assert backend.services.check_ins.on(TODAY) is None
        backend.store.disk_full = False
        await press(pilot, "down", "space")
        assert stored(backend).answers == {"mood": 6, "worry": 2}
        assert set(stored(backend).ticked) == {line["Took my medication"], line["Ate before 11"]}
        assert "no room" not in flat(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Today)


# Days.


async def test_another_day_can_be_chosen_and_is_marked() -> None:
    backend, _ = with_lines()
    earlier = TODAY - timedelta(days=2)
    backend.store.check_ins.put(
        CheckIn(day=earlier, answers={"mood": 4}, note="x", created_at=NOW, changed_at=NOW)
    )
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "6", "y")
        page = shown(app)
        assert "Which day?" in page
        assert [f"{n} November" in page for n in range(14, 24)] == [False, *[True] * 8, False]
        row = next(line for line in lines(app) if "Friday 20 November" in line)
        assert "1 answer, a note, added later" in row
        assert "1 answer" in next(line for line in lines(app) if ", today" in line)
        await press(pilot, "down", "down", "enter")
        assert "How was Friday 20 November?" in flat(app) and "added later" in flat(app)
        assert "[4]" in shown(app)
        await press(pilot, "9", "ctrl+s")
        assert stored(backend, earlier).answers == {"mood": 9}
        assert stored(backend).answers == {"mood": 6}


async def test_choosing_no_other_day_changes_nothing() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "6", "y", "escape", "enter", "3")
        assert stored(backend).answers == {"mood": 6, "worry": 3}


@pytest.mark.parametrize(("hour", "day"), [(0, TODAY), (3, TODAY), (4, TODAY + timedelta(days=1))])
async def test_between_midnight_and_four_yesterday_comes_first_in_words(hour: int, day: date) -> None:
    backend, _ = with_lines()
    backend.time = datetime(2026, 11, 23, hour, 30, tzinfo=NOW.tzinfo)
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        heading = flat(app).replace(" y another day", "")
        assert ("Past midnight: until 4 this is still for Sunday." in heading) is (hour < 4)
        await press(pilot, "5")
        assert stored(backend, day).answers == {"mood": 5}
        assert not backend.services.check_ins.added_later(stored(backend, day))
        if hour < 4:
            await press(pilot, "y", "home")
            assert "Monday 23 November, the day that has just begun" in flat(app)
            await press(pilot, "enter", "8")
            assert stored(backend, TODAY + timedelta(days=1)).answers == {"mood": 8}


@pytest.mark.parametrize("at", ["2026-11-21", "2019-11-01", "2027-01-01", "1800-01-01", "tomorrow", "[b]"])
async def test_a_day_out_of_reach_opens_the_day_meant(at: str) -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in", at)
    async with app.run_test(notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        day = date.fromisoformat(at) if at in ("2026-11-21", "2019-11-01") else TODAY
        assert stored(backend, day).answers == {"mood": 5}


async def test_moments_of_the_day_stand_there_as_quiet_lines() -> None:
    backend, _ = with_lines()
    backend.store.moments.put(
        Moment(
            id="1",
            day=TODAY,
            at=time(20, 39),
            word="meh",
            note="Choir",
            answers={"mood": 8},
            created_at=NOW,
            changed_at=NOW,
        )
    )
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 40)) as pilot:
        await settle(pilot)
        assert "Also from that day" in shown(app)
        assert "20:39 meh Mood 8 Choir" in flat(app)
        assert "[8]" not in shown(app)


async def test_a_plan_without_lines_says_where_to_write_them() -> None:
    app = OpenApp(MemoryBackend(), "check-in")
    async with app.run_test(notifications=True, size=(79, 50)) as pilot:
        await settle(pilot)
        assert "Small things that keep you steady can stand here. p opens your plan" in flat(app)
        assert "Signs you notice first can stand here. p opens your plan" in flat(app)
        await press(pilot, "1", "tab", "space", "enter", "tab", "space", "o", "tab", *"hi", "ctrl+s")
        assert isinstance(app.screen, Today)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (100, 30), (120, 24), (40, 12)])
async def test_every_size_holds_the_page_and_its_keys(size: tuple[int, int]) -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        for keys in ((), ("tab",), ("tab", "o"), ("tab",), ("tab",)):
            await press(pilot, *keys)
            assert all(len(line) == size[0] for line in lines(app))
            assert lines(app)[-1].rstrip().endswith("^L Hide")
            assert sum(hint.cell_length for _, hint in app.screen.query_one(KeyBar).hints()) <= size[0]


async def test_everything_is_in_sight_at_80_by_24() -> None:
    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        for words in ("Mood", "Sleep", "Got outside", "Skipping meals", "A few words", "Optional."):
            assert words in shown(app)
        hints = lines(app)[-1]
        assert [h in hints for h in ("del Blank", "enter Next", "^S Done", "esc Leave", "^Z Undo")] == [
            True
        ] * 5


@at_once
async def test_hostile_words_are_shown_and_kept_as_such(words: str) -> None:
    backend = MemoryBackend()
    services, said = backend.services, clean_line(words)
    if said:
        services.plan.rename_section("early", words, now=NOW)
        for section in ("daily", "early", "triggers"):
            services.plan.add_line(section, words, what_helps=words, new_id=backend.new_id(), now=NOW)
        scale = backend.store.scales.get("mood")
        assert scale is not None
        backend.store.scales.put(replace(scale, name=words, low=words, high=words))
    backend.store.moments.put(
        Moment(id="1", day=TODAY, word=words, note=words, created_at=NOW, changed_at=NOW)
    )
    services.check_ins.write_note(TODAY, words, now=NOW)
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(79, 60)) as pilot:
        await settle(pilot)
        assert note_of(pilot).text == clean_text(words)
        if said and len(said) < 60:
            assert f"[ ] {said}" in flat(app) and f"no time {said} {said}" in flat(app)
        await press(pilot, "5", "tab", "tab", *(["o"] if said else []))
        if said:
            helps = app.screen.query_one("#what-helps-words", Static)
            assert str(helps.visual) == f"What I wrote helps\n{clean_text(words)}"
        await press(pilot, "y", "escape", "ctrl+s")
        assert isinstance(app.screen, Today)
        assert stored(backend).note == clean_text(words)


async def test_hostile_words_pasted_into_the_note_are_kept_clean() -> None:
    from textual.events import Paste

    backend, _ = with_lines()
    app = OpenApp(backend, "check-in")
    everything = "\n".join(
        (*(NAMED[name] for name in ("bracketed", "ESC", "OSC", "override", "emoji")), LONG_NOTE)
    )
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await to_note(pilot)
        note_of(pilot).post_message(Paste(everything))
        await press(pilot, "ctrl+s")
        assert stored(backend).note == clean_text(everything)


async def test_a_vault_open_for_reading_says_so_and_crashes_nothing() -> None:
    backend, _ = with_lines()
    backend.for_reading()
    app = OpenApp(backend, "check-in")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert "nothing can be changed from this" in flat(app)
        assert "saved" not in shown(app)
        await press(pilot, "tab", "tab", "tab", "x", "escape")
        assert isinstance(app.screen, Today)
