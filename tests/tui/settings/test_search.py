"""Finding one's own words, and going to where they stand."""

from datetime import date, timedelta

import pytest
from textual import events
from textual.content import Content

from companion.domain.checkin import CheckIn
from companion.domain.safety import SafetyStep
from companion.domain.talk import PointKind
from companion.domain.text import clean_line, clean_text
from companion.tui.check_in.kept_days import DayCard
from companion.tui.learn.sheet import SheetPage
from companion.tui.settings.search import SearchPage
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.made_up_pack import ADDED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, press, settle

TODAY = NOW.date()
LONG_AGO = date(2026, 3, 2)
OLD_NOTE = "It rained. " * 30 + "Then a heron stood in the garden. " + "It rained. " * 300


def written() -> MemoryBackend:
    """A vault with the word heron in every place that is searched."""
    backend = MemoryBackend()
    s = backend.services
    s.plan.add_line("toolbox", "Look for the heron", what_helps="boots by the door", new_id="1" * 32, now=NOW)
    s.talks.plan_talk(with_whom="Priya", day=TODAY + timedelta(days=4), new_id="2" * 32, now=NOW)
    s.talks.add_point(PointKind.ASK, "Why no heron in the notes", new_id="3" * 32, now=NOW)
    s.safety.add_line(SafetyStep.ALONE, "Sit with the heron", new_id="4" * 32, now=NOW)
    s.safety.add_contact(
        step=SafetyStep.PEOPLE, name="Heron Cafe", number="01632 960111", new_id="5" * 32, now=NOW
    )
    s.check_ins.write_note(TODAY - timedelta(days=2), "heron again", now=NOW)
    put_note(backend, OLD_NOTE)
    return backend


def put_note(backend: MemoryBackend, note: str) -> None:
    """Store a note of a day long ago."""
    backend.store.check_ins.put(CheckIn(day=LONG_AGO, note=clean_text(note), created_at=NOW, changed_at=NOW))


async def look_for(pilot_keys: str, backend: MemoryBackend, row: str, *more: str) -> OpenApp:
    """Search, go to the row whose words begin with `row`, press Enter and what else; the app is closed."""
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *pilot_keys, "enter")
        found = app.screen.query_one(PickList)
        place = [str(r.main).startswith(row) for r in found.rows].index(True)
        await press(pilot, *["down"] * place, "enter", *more)
        app.found = (type(app.screen), flat(app))  # type: ignore[attr-defined]
    return app


async def test_an_old_note_opens_to_be_read() -> None:
    app = await look_for("heron", written(), "…")
    page, words = app.found  # type: ignore[attr-defined]
    assert page is DayCard
    assert "2 March 2026" in words


async def test_an_answer_opens_its_sheet() -> None:
    backend = MemoryBackend()
    backend.store.packs.put(ADDED)
    sheets = backend.services.sheets
    sheet = sheets.begin(PACK.id, TALK.id, new_id="1" * 32, now=NOW)
    sheets.answer(sheet.id, "mind", text="An otter [b] in the bay", now=NOW)
    app = await look_for("otter", backend, "An otter [b]")
    page, words = app.found  # type: ignore[attr-defined]
    assert page is SheetPage
    assert "An otter [b]" in words
    assert "Before a talk" in words


async def test_a_long_note_is_listed_from_the_word_and_read_to_its_end() -> None:
    app = OpenApp(written())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"garden")
        assert "Then a heron stood in the garden." in flat(app)
        await press(pilot, "enter", "enter")
        assert flat(app).count("It rained.") > 10
        await press(pilot, *["pagedown"] * 8)
        assert "Then a heron" not in flat(app)
        await press(pilot, *["pageup"] * 8, "escape")
        assert isinstance(app.screen, SearchPage)
        assert app.screen.query_one(LineEditor).value == "garden"


async def test_what_is_found_follows_the_typing() -> None:
    app = OpenApp(written(), "search")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Type a word. It looks through your plan" in flat(app)
        await press(pilot, *"heron")
        assert "6 places" in flat(app)
        await press(pilot, *" boots")
        assert "1 place" in flat(app)
        assert "boots by the door" in flat(app)
        await press(pilot, *"xyz")
        assert "Nothing with these words. Part of a word works too." in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.focused, LineEditor)
        await press(pilot, "ctrl+u", *"HERON")
        assert "6 places" in flat(app)


async def test_the_way_back_to_the_line_and_out() -> None:
    app = OpenApp(written(), "search")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *"heron", "down")
        assert isinstance(app.focused, PickList)
        await press(pilot, "up", *"s")
        assert app.screen.query_one(LineEditor).value == "herons"
        await press(pilot, "escape")
        assert "How is today?" in flat(app)


@at_once
async def test_hostile_words_are_found_and_shown_as_they_are(words: str) -> None:
    backend = MemoryBackend()
    s = backend.services
    line = clean_line(words)
    if line:
        s.plan.add_section(words, new_id=backend.new_id(), now=NOW)
        s.plan.add_line("toolbox", words, what_helps=words, new_id=backend.new_id(), now=NOW)
        s.talks.add_point(PointKind.SAY, words, new_id=backend.new_id(), now=NOW)
        put_note(backend, words)
    app = OpenApp(backend, "search")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.post_message(events.Paste(words))
        await settle(pilot)
        found = app.screen.query_one(PickList).rows
        if not line:
            assert found == ()
            return
        assert len(found) >= 4
        assert " ".join(line.split())[:20].strip() in flat(app)
        await press(pilot, "enter", "end", "enter")
        assert isinstance(app.screen, DayCard)
        await press(pilot, "escape", "escape")
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    app = OpenApp(written(), "search")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, *"heron")
        assert "Look for the heron" in flat(app)


async def test_a_word_is_found_without_its_accents_and_marked_where_it_stands() -> None:
    backend = MemoryBackend()
    backend.services.check_ins.write_note(TODAY, "By the Ŵy with Zoë", now=NOW)
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"zoe")
        (row,) = app.screen.query_one(PickList).rows
        assert isinstance(row.main, Content)
        assert [row.main.plain[span.start : span.end] for span in row.main.spans] == ["Zoë"]


@pytest.mark.parametrize(("word", "step"), [("calls", SafetyStep.ALONE), ("cafe", SafetyStep.PEOPLE)])
async def test_the_safety_plan_opens_at_the_step_where_it_was_found(word: str, step: SafetyStep) -> None:
    backend = MemoryBackend()
    safety = backend.services.safety
    safety.add_line(SafetyStep.ALONE, "Sit where the curlew calls", new_id="4" * 32, now=NOW)
    safety.add_contact(
        step=SafetyStep.PEOPLE, name="Heron Café", number="01632 960111", new_id="5" * 32, now=NOW
    )
    app = OpenApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *word, "enter", "enter")
        assert f"Step {step.value} of 7" in flat(app)
