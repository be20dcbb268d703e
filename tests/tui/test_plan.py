"""The plan on screen, as a person uses it: keyboard only."""

import pytest

from companion.domain.plan import NO_HEADING, Section, SectionKind, Visibility
from companion.domain.text import clean_line, clean_text
from companion.tui.base.dialog import DialogSheet
from companion.tui.plan import ArchivedLine, LineCard
from companion.tui.widgets.line_form import LineForm
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.screens import OpenApp, flat, press, settle, shown


def texts(backend: MemoryBackend, section: str) -> list[str]:
    return [line.text for line in backend.services.plan.lines(section)]


def with_signs() -> MemoryBackend:
    backend = MemoryBackend()
    for text, helps in (("Up past 2am", "phone out"), ("Skipping meals", "toast counts"), ("Snapping", "")):
        backend.services.plan.add_line("early", text, what_helps=helps, new_id=backend.new_id(), now=NOW)
    return backend


async def test_lines_are_added_one_after_the_other() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Nothing here yet, and that is all right" in flat(app)
        await press(pilot, "a", *"Up late", "enter", *"No food", "tab", *"toast", "enter", "escape")
        assert texts(backend, "early") == ["Up late", "No food"]
        assert backend.services.plan.lines("early")[1].what_helps == "toast"
        assert "toast" in shown(app)
        assert "saved 21:04" in shown(app)
        assert not app.screen.query_one(LineForm).display


async def test_deleting_for_good_asks_and_enter_keeps() -> None:
    backend = with_signs()
    id = backend.services.plan.lines("early")[0].id
    backend.services.plan.archive_line(id, now=NOW)
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#lines", PickList).highlight("archive")
        await press(pilot, "enter", "enter", "down", "enter")
        assert "Delete this line for good? Up past 2am" in flat(app)
        await press(pilot, "enter")
        assert backend.services.plan.line(id).text == "Up past 2am"
        await press(pilot, "enter", "down", "enter", "right", "enter")
        assert id not in {line.id for line in backend.services.plan.lines("early", archived=True)}


async def test_a_section_of_my_own_is_added_renamed_and_archived() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#sections", PickList).highlight("+")
        await press(pilot, "enter", *"My garden", "enter")
        assert backend.services.plan.sections()[-1].name == "My garden"
        await press(pilot, "e", "end", *" in May", "enter")
        assert backend.services.plan.sections()[-1].name == "My garden in May"
        await press(pilot, "d")
        assert "In the archive: My garden in May, 0 lines. u brings it back." in flat(app)
        assert "My garden in May" not in [s.name for s in backend.services.plan.sections()]
        await press(pilot, "u")
        assert backend.services.plan.sections()[-1].name == "My garden in May"


async def test_words_half_typed_are_there_again_on_a_fresh_page() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"half a thou")
        app.keep_drafts()
        await settle(pilot)
    again = OpenApp(backend, "plan")
    async with again.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Your words from 21:04 are still here." in flat(again)
        await press(pilot, "a", *"ght", "enter")
        assert texts(backend, "early") == ["half a thought"]


async def test_help_now_from_the_line_and_back_to_the_same_caret() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"abcd", "left", "left", "ctrl+g")
        assert "Step 1 of 7" in shown(app)
        await press(pilot, "escape", *"XY", "enter")
        assert texts(backend, "early") == ["abXYcd"]


@at_once
async def test_hostile_words_are_shown_as_they_are_and_whole(words: str) -> None:
    backend = MemoryBackend()
    plan, kept = backend.services.plan, clean_text(words)
    section = plan.add_section(words, new_id=backend.new_id(), now=NOW)
    plan.add_line(section.id, words, what_helps=words, new_id=backend.new_id(), now=NOW)
    app = OpenApp(backend, "plan", section.id)
    async with app.run_test(notifications=True, size=(200, 1100)) as pilot:
        await settle(pilot)
        assert_whole(kept, app.screen.query_one("#lines-card TitleLine"))
        assert_whole(kept, app.screen.query_one("#lines"), times=2)
        await press(pilot, "enter")
        assert isinstance(app.screen, LineCard)
        assert_whole(kept, app.screen.query_one(DialogSheet), times=2)
        await press(pilot, "escape", "e")
        form = app.screen.query_one(LineForm)
        assert (form.text, form.what_helps) == (clean_line(words), clean_line(words))


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40), (40, 12)])
async def test_it_works_at_other_sizes(size: tuple[int, int]) -> None:
    backend = with_signs()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "My plan" in shown(app)
        await press(pilot, "a", *"Pacing", "enter", "escape")
        assert texts(backend, "early")[-1] == "Pacing"


async def test_two_lines_the_disk_refuses_in_one_burst_are_both_kept_in_sight() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "a", *"One", "tab", *"tea", "enter", *"Two", "enter", *"Thr")
        form = app.screen.query_one(LineForm)
        for words in ("One", "Two", "Thr"):
            assert words in flat(app)
        backend.store.disk_full = False
        await press(pilot, "end", *"ee", "enter")
        if form.holds_words:  # the first refusal came after the third line was begun, or before
            await press(pilot, "enter")
        assert sorted(texts(backend, "early")) == ["One", "Three", "Two"]
        assert "Still to be kept" not in flat(app)


async def test_words_left_with_the_disk_full_wait_and_come_back_with_a() -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        backend.store.disk_full = True
        await press(pilot, "a", *"half a thou", "escape")
        assert "Still to be kept: “half a thou”" in flat(app)
        backend.store.disk_full = False
        await press(pilot, "a", *"ght", "enter", "escape")
        assert texts(backend, "early") == ["half a thought"]
        assert not backend.services.drafts.all()


async def test_words_stopped_come_back_with_a_and_the_form_can_be_left() -> None:
    backend = with_signs()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"Pac", "escape")
        await press(pilot, "a", *"ing", "enter", "escape")
        assert texts(backend, "early")[-1] == "Pacing"
        await press(pilot, "a", "escape", "a", *"More", "escape", "up", "e", "end", *" x", "enter")
        assert "More" in [draft.text for draft in backend.services.drafts.all()]
        assert texts(backend, "early").count("More") == 0


async def test_an_empty_line_left_with_tab_closes_and_one_with_words_stays() -> None:
    backend = with_signs()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        form = app.screen.query_one(LineForm)
        for key in ("a", "e"):
            await press(pilot, key, "tab")
            assert form.display
            await press(pilot, "tab")
            assert not form.display
            app.screen.query_one("#lines").focus()
        assert not backend.services.drafts.all()
        await press(pilot, "a", "tab", *"tea", "tab")
        assert form.display
        assert form.what_helps == "tea"


@pytest.mark.parametrize("on_a_line", [True, False], ids=["a line as it was", "a new line, still empty"])
@pytest.mark.parametrize("leave", ["escape", "ctrl+l"])
async def test_what_helps_is_still_there_when_nothing_else_was_typed(on_a_line: bool, leave: str) -> None:
    backend = with_signs()
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        before = texts(backend, "early")
        await press(pilot, "e" if on_a_line else "a", "tab", *" a slow walk", leave)
        [draft] = backend.services.drafts.all()
        assert draft.text.endswith("a slow walk")
    app = OpenApp(backend, "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        form = app.screen.query_one(LineForm)
        if not form.display:
            await press(pilot, "e" if on_a_line else "a")
        assert form.what_helps.endswith("a slow walk")
        assert form.text == (before[0] if on_a_line else "")
        await press(pilot, *([] if on_a_line else "Tired"), "enter", "escape")
        assert any(line.what_helps.endswith("a slow walk") for line in backend.services.plan.lines("early"))
        assert not backend.services.drafts.all()


async def test_a_draft_of_the_plain_mode_is_taken_up() -> None:
    backend = MemoryBackend()
    backend.services.drafts.keep("plan/early/new", "half a thou", 11, now=NOW)
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"ght", "enter", "escape")
        assert texts(backend, "early") == ["half a thought"]
        assert not backend.services.drafts.all()


async def test_words_that_cannot_be_kept_stay_where_they_were_typed() -> None:
    backend = with_signs()
    backend.store.read_only = True
    app = OpenApp(backend, "plan", "early")
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
        backend.store.read_only = False
        await press(pilot, "enter")
        assert texts(backend, "early")[0] == "Up past 2am often"
        assert "saved 21:04" in shown(app)


async def test_delete_stands_beside_the_archived_sections_that_can_be_deleted() -> None:
    backend = MemoryBackend()
    for kind in (SectionKind.DAILY, SectionKind.OWN):
        backend.store.sections.put(
            Section(
                id=f"second-{kind.value}",
                kind=kind,
                name=f"Second {kind.value}",
                position=99,
                created_at=NOW,
                changed_at=NOW,
                archived_at=NOW,
            )
        )
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 30)) as pilot:
        await settle(pilot)
        app.push_screen(ArchivedLine.sections(backend.services.plan))
        await settle(pilot)
        assert "Second own delete for good" in flat(app)
        assert "Second daily bring it back" in flat(app)
        assert "Second daily delete for good" not in flat(app)


@pytest.mark.parametrize("key", ["d", "e"])
async def test_a_row_that_is_no_section_changes_none(key: str) -> None:
    backend = MemoryBackend()
    names = [section.name for section in backend.services.plan.sections()]
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#sections", PickList).highlight("+")
        await press(pilot, key, *"Mine", "enter", "escape")
        assert [section.name for section in backend.services.plan.sections()] == names


async def test_a_section_can_be_moved_while_an_archive_stands_beside_it() -> None:
    backend = with_signs()
    line, *_ = backend.services.plan.lines("early")
    backend.services.plan.archive_line(line.id, now=NOW)
    first = backend.services.plan.sections()[0].id
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#sections", PickList).highlight("early")
        await press(pilot, "right", "end", "enter", "left", "home", "m", "down", "enter")
        assert backend.services.plan.sections()[1].id == first


async def test_lines_without_a_heading_stand_in_the_plan_and_m_moves_one_to_a_section() -> None:
    backend = MemoryBackend()
    plan = backend.services.plan
    plan.add_section("Music", new_id="music", now=NOW)
    for id, text in (("a", "Whistling"), ("b", "Humming"), ("c", "Drumming")):
        plan.add_line("music", text, new_id=id, now=NOW)
    backend.store.sections.remove("music")
    app = OpenApp(backend, "plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one("#sections", PickList).highlight(NO_HEADING)
        await settle(pilot)
        assert "Without a heading" in flat(app) and "Whistling" in flat(app)
        for letter in "ed":
            await press(pilot, letter)
            assert "no heading to change" in flat(app)
        await press(pilot, "right", "m")
        assert "Move it to" in flat(app) and "What helps me" in flat(app)
        await press(pilot, "enter")
        assert texts(backend, "toolbox") == ["Whistling"]
        await press(pilot, "d")
        assert plan.line("b").archived_at is not None
        await press(pilot, "m", "enter")
        assert texts(backend, "toolbox") == ["Whistling", "Drumming"]
        await press(pilot, "u", "u")
        assert [line.text for line in plan.lines(NO_HEADING)] == ["Humming", "Drumming"]


async def test_the_key_to_what_helps_is_named_where_it_leads_there() -> None:
    app = OpenApp(MemoryBackend(), "plan", "early")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *"Up late")
        assert "enter Keep it tab What helps esc Stop" in flat(app)
        await press(pilot, "tab", *"phone out")
        form = app.screen.query_one(LineForm)
        assert form.what_helps == "phone out" and "tab" not in flat(app)
        await press(pilot, "shift+tab")
        assert "tab What helps" in flat(app)
    app = OpenApp(MemoryBackend(), "learning-plan")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        assert "What helps" not in flat(app)


async def test_one_two_and_three_say_who_may_see_the_line_under_the_cursor() -> None:
    backend = MemoryBackend()
    backend.services.plan.add_line("early", "Up past 2am", new_id="1" * 32, now=NOW)
    app = OpenApp(backend, "plan", "early")

    def who() -> Visibility:
        return backend.services.plan.line("1" * 32).audience

    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 2 3 Who sees" in shown(app).splitlines()[-1]
        for digit, expected in (("1", Visibility.ME), ("3", Visibility.TEAM), ("2", Visibility.ASK)):
            await press(pilot, digit)
            assert who() is expected
        await press(pilot, "u")
        assert who() is Visibility.TEAM
        await press(pilot, "left", "1")
        assert who() is Visibility.TEAM
        assert "Who sees" not in shown(app).splitlines()[-1]
        await press(pilot, "right", "a", "1", "enter")
        assert [line.text for line in backend.services.plan.lines("early")] == ["Up past 2am", "1"]
