"""Doing an exercise: every kind of answer, anything skipped, stopped anywhere and taken up at the same caret."""

from __future__ import annotations

from datetime import timedelta

import pytest

from companion.domain.plan import Visibility
from companion.domain.sheet import Sheet
from companion.domain.talk import PointKind
from companion.services.learn.sheets import draft_id
from companion.tui.learn.answer_box import AnswerLine, AnswerNote, AnswerScale, AnswerTicks, ChoiceList
from companion.tui.learn.courses import LearnPage
from companion.tui.learn.exercise import ExercisePage
from companion.tui.learn.keep import KeepPage
from companion.tui.safety.safety import Safety
from tests.conftest import NOW
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.screens import OpenApp, flat, lines, press, settle, shown

AT = f"{PACK.id}/{TALK.id}"
QUESTIONNAIRE = f"{PACK.id}/{ASKED.id}"
SIZE = (80, 24)
NEXT, BACK = "ctrl+n", "ctrl+b"
AT_MIND = ("enter", "enter")
"""Begin, and go past what is there to read."""


@pytest.fixture
def backend() -> MemoryBackend:
    made = MemoryBackend()
    made.store.packs.put(ADDED)
    for text in ("The kettle", "The sea wall"):
        made.services.plan.add_line("toolbox", text, new_id=text, now=NOW)
    return made


def the_sheet(backend: MemoryBackend) -> Sheet:
    (sheet,) = backend.services.sheets.all()
    return sheet


def said(backend: MemoryBackend) -> dict[str, str | int]:
    """Return what was answered, by the key of the step."""
    return {a.key: a.text or a.number or 0 for a in the_sheet(backend).answers}


def note(app: OpenApp) -> AnswerNote:
    return app.screen.query_one(AnswerNote)


async def test_all_of_it_with_every_kind_of_answer_in_one_burst(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "8 steps" in flat(app) and "Nothing has to be answered." in flat(app)
        await press(
            pilot,
            *("enter", "enter", *"tea, t c p", "enter", *"bread", NEXT),
            *("down", "space", "enter", "space", "enter", "1", "0", "enter", "down", "space", "enter"),
            *(*"How long?", "enter", *"To swim", "enter"),
        )
        assert "That is all of it." in flat(app)
        assert "5 lines could go into your plan" in flat(app)
        assert said(backend) == {
            "mind": "tea, t c p\nbread",
            "most": "bread",
            "helps": "The kettle",
            "ready": 10,
            "way": "On foot",
            "ask": "How long?",
            "later": "To swim",
        }
        assert backend.services.drafts.all() == ()
        assert the_sheet(backend).done_at is None
        await press(pilot, "enter")
        assert isinstance(app.screen, KeepPage)
    assert the_sheet(backend).done_at == NOW


async def test_nothing_is_asked_for_and_nothing_is_stored_of_what_was_skipped(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", *[NEXT] * len(TALK.steps))
        assert "That is all of it." in flat(app) and "It stays here" in flat(app)
        assert the_sheet(backend).answers == ()
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnPage)


async def test_what_was_answered_can_be_gone_back_to_and_changed(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"one", NEXT, "space", NEXT, NEXT, "4", NEXT, "space", NEXT, BACK)
        assert app.screen.query_one(ChoiceList).chosen == 0
        await press(pilot, "space", BACK)
        assert [row.value for row in app.screen.query_one(AnswerScale).rows] == [4]
        await press(pilot, "delete", BACK, BACK)
        assert app.screen.query_one(AnswerTicks).on_ids == ("mind#one",)
        await press(pilot, "space", BACK)
        assert note(app).text == "one"
        await press(pilot, *["backspace"] * 3, NEXT)
        assert the_sheet(backend).answers == ()
        assert "Nothing is written in this exercise yet." in flat(app)


async def test_it_is_taken_up_at_the_same_caret(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"one", "enter", *"two three", "left", "left", "escape")
        assert isinstance(app.screen, LearnPage)
        assert said(backend) == {"mind": "one\ntwo three"}
        await app.action_go("exercise", AT)
        await settle(pilot)
        assert "You stopped at step 2 of 8, today." in flat(app) and "Carry on" in flat(app)
        await press(pilot, "enter")
        assert note(app).caret == (1, 7)
        await press(pilot, "X")
        assert note(app).text == "one\ntwo thrXee"


@pytest.mark.parametrize("ending", ["ctrl+l", "ctrl+q"])
async def test_hidden_or_closed_in_the_middle_of_a_word(backend: MemoryBackend, ending: str) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"half a wrd", "left", "left", ending)
    backend.time += timedelta(minutes=20)
    app = OpenApp(backend, "exercise", the_sheet(backend).id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "Your words from 21:04 are still here." in flat(app)
        await press(pilot, "o")
        assert note(app).text == "half a word"
        await press(pilot, NEXT)
        assert said(backend) == {"mind": "half a word"} and backend.services.drafts.all() == ()


async def test_killed_what_was_typed_is_a_draft(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *[NEXT] * 5, *"  a line ", "left")
        app.keep_drafts()
        await settle(pilot)
        draft = backend.services.drafts.of(draft_id(the_sheet(backend).id, "ask"))
        assert draft is not None and (draft.text, draft.caret) == ("  a line ", 8)
        assert said(backend) == {}
        records, drafts = (
            dict(backend.store.table("sheets").records),
            dict(backend.store.table("drafts").records),
        )
    backend.store.table("sheets").records, backend.store.table("drafts").records = records, drafts
    app = OpenApp(backend, "exercise", the_sheet(backend).id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        line = app.screen.query_one(AnswerLine)
        assert (line.text, line.caret) == ("  a line ", (0, 8)) and line.has_focus


async def test_a_caret_moved_in_a_stored_answer_comes_back_too(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"stored", NEXT, BACK, "home")
        await app.action_go("today")
        await app.action_go("exercise", the_sheet(backend).id)
        await settle(pilot)
        assert note(app).caret == (0, 0)


async def test_an_answer_that_was_emptied_stays_empty(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"ab", NEXT, BACK, "backspace", "backspace")
        await app.action_go("today")
        assert said(backend) == {} and backend.services.drafts.all() == ()


async def test_help_now_comes_back_to_the_same_caret(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"a long day", "left", "left", "left", "f2")
        assert isinstance(app.screen, Safety)
        await press(pilot, "escape", "X")
        assert isinstance(app.screen, ExercisePage) and note(app).text == "a long Xday"


async def test_undo_takes_answers_back_one_by_one_and_leaves_words_being_typed(
    backend: MemoryBackend,
) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"one", NEXT, "space", "u")
        assert "Undone: answered “Which matters most?”" in flat(app)
        assert app.screen.query_one(AnswerTicks).on_ids == ()
        await press(pilot, "u")
        assert "Undone: answered “What is on your mind?”" in flat(app) and said(backend) == {}
        assert app.screen.query_one(AnswerTicks).row_count == 0
        await press(pilot, "U", "U")
        assert app.screen.query_one(AnswerTicks).on_ids == ("mind#one",)
        await press(pilot, BACK, "end", *" more")
        assert isinstance(app.screen, ExercisePage)
        app.screen.reload()
        assert note(app).text == "one more" and note(app).has_focus


async def test_a_ten_is_one_step_back(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *[NEXT] * 3)
        scale = app.screen.query_one(AnswerScale)
        assert scale.has_focus
        await press(pilot, "7", "1", "0")
        assert scale.rows[0].value == 10
        await press(pilot, "u")
        assert scale.rows[0].value == 7
        await press(pilot, "u")
        assert scale.rows[0].value is None
        await press(pilot, "U", "U")
        assert scale.rows[0].value == 10


async def test_undone_to_before_its_beginning_it_can_be_answered_all_the_same(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "u")
        assert backend.services.sheets.all() == ()
        await press(pilot, NEXT, *"words", NEXT)
        assert said(backend) == {"mind": "words"}


async def test_the_example_stands_there_while_one_types_on(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"a", "ctrl+o", *"b")
        assert "An example, from somebody made up: The new tablets make mornings foggy" in flat(app)
        assert note(app).text == "ab"
        await press(pilot, "ctrl+o")
        assert "The new tablets" not in flat(app)
        await press(pilot, "tab", "w")
        assert "The new tablets" in flat(app)


async def test_after_a_click_on_the_example_letters_are_still_an_answer(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"a")
        await pilot.click("#show-example")
        await settle(pilot)
        assert "The new tablets" in flat(app) and note(app).has_focus
        await press(pilot, *"t")
        assert isinstance(app.screen, ExercisePage) and note(app).text == "at"


async def test_a_choice_is_come_back_to_with_the_cursor_on_it(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, NEXT, NEXT, NEXT, NEXT, "down", "space", "escape")
    again = OpenApp(backend, "exercise", the_sheet(backend).id)
    async with again.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        choices = again.screen.query_one(ChoiceList)
        assert (choices.chosen, choices.cursor) == (1, 1)


async def test_nothing_to_pick_has_no_hint_to_tick_it(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, NEXT)
        assert "Nothing is written in this exercise yet." in flat(app)
        assert "space Tick" not in lines(app)[-1]
        await press(pilot, NEXT)
        assert "space Tick" in lines(app)[-1]


async def test_the_answer_of_last_time_stands_beside_it(backend: MemoryBackend) -> None:
    then = NOW - timedelta(days=19)
    old = backend.services.sheets.begin(PACK.id, TALK.id, new_id="old", now=then)
    backend.services.sheets.answer(old.id, "mind", text="The letter, [b]", now=then)
    backend.services.sheets.finish(old.id, now=then)
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "Done 3 November." in flat(app)
        await press(pilot, *AT_MIND)
        assert "Last time (3 November) The letter, [b]" in flat(app)
        assert note(app).text == ""


async def test_only_me(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, "ctrl+t")
        assert "Answer it first" in flat(app)
        await press(pilot, *"mine", "ctrl+t")
        answer = the_sheet(backend).answer("mind")
        assert answer is not None and answer.audience is Visibility.ME
        assert "Marked only me" in flat(app) and note(app).has_focus
        await press(pilot, *" too", NEXT, BACK)
        answer = the_sheet(backend).answer("mind")
        assert answer is not None and (answer.text, answer.audience) == ("mine too", Visibility.ME)
        assert "only me" in lines(app)[6]
        await press(pilot, "ctrl+t")
        answer = the_sheet(backend).answer("mind")
        assert answer is not None and answer.audience is Visibility.ASK


async def test_a_questionnaire_says_what_it_came_to_and_what_that_is_not(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", QUESTIONNAIRE)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "space", "enter", "down", "space", "enter", "end", "space", "enter")
        assert the_sheet(backend).done_at is None and "shows what it comes to" in flat(app)
        await press(pilot, "enter")
        page = flat(app)
        assert "Rest: 1 (from 0 to 4)" in page and "Others: 2 (from 0 to 2)" in page
        assert "In all: 3 (from 0 to 6)" in page
        assert "It is no grade, and nobody sees it." in page
        assert "Nobody sees this unless you tick it in Share." in page
        await press(pilot, BACK)
        assert "In all" in flat(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnPage)


async def test_a_questionnaire_with_too_few_answers_says_so(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", QUESTIONNAIRE)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "enter", "space", "enter", NEXT, NEXT, "enter")
        assert "Rest: 1 of 2 answered, too few for a number." in flat(app)


async def test_by_mouse_alone(backend: MemoryBackend) -> None:
    app = OpenApp(backend, "exercise", QUESTIONNAIRE)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        for where in ("#begin", "#choices", "#next", "#back", "#next", "#next", "#next", "#leave-it"):
            await pilot.click(where)
            await settle(pilot)
        assert said(backend) == {"calm": "never"} and the_sheet(backend).done_at is not None


@pytest.mark.parametrize("at", ["shore/gone", "gone/before-a-talk", "nothing", ""])
async def test_an_exercise_that_is_gone_says_so(backend: MemoryBackend, at: str) -> None:
    app = OpenApp(backend, "exercise", at)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        assert "is not here any more" in flat(app)
        await press(pilot, "enter", NEXT, "v", "escape")
        assert isinstance(app.screen, LearnPage)


async def test_a_sheet_that_is_done_begins_another(backend: MemoryBackend) -> None:
    old = backend.services.sheets.begin(PACK.id, TALK.id, new_id="old", now=NOW)
    backend.services.sheets.answer(old.id, "mind", text="first", now=NOW)
    backend.services.sheets.finish(old.id, now=NOW)
    app = OpenApp(backend, "exercise", old.id)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"second", NEXT)
        texts = {sheet.id == old.id: sheet.answers[0].text for sheet in backend.services.sheets.all()}
        assert texts == {True: "first", False: "second"}


async def test_words_that_were_kept_are_shown_as_there_when_it_ends(backend: MemoryBackend) -> None:
    backend.services.talks.add_point(PointKind.SAY, "one", new_id="p", now=NOW)
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, *AT_MIND, *"one", *[NEXT] * 7)
        assert "It stays here" in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (140, 40), (100, 30), (40, 12)])
async def test_every_size_holds_every_question_and_its_keys(
    backend: MemoryBackend, size: tuple[int, int]
) -> None:
    app = OpenApp(backend, "exercise", AT)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        await press(pilot, "enter")
        for step in TALK.steps:
            assert step.heading in flat(app) or size[1] == 12
            assert all(len(line) == size[0] for line in lines(app))
            assert lines(app)[-1].rstrip().endswith("^L Hide")
            await press(pilot, NEXT)
        assert "That is all of it." in shown(app)
