"""Learn: what is under way, the courses, the exercises of one, and where each of them leads."""

from dataclasses import replace

import pytest

from companion.domain.exercise import AddedPack, CoursePack, Exercise, ExerciseStep
from companion.domain.learning import LearningPart
from companion.domain.text import clean_line
from companion.tui.base.host import LOOKING
from companion.tui.check_in.today import Today
from companion.tui.learn.courses import EarlierSheets, LearnPage
from companion.tui.widgets.pick_list import PickList
from tests.conftest import NOW
from tests.hostile import at_once
from tests.made_up_pack import ADDED, ASKED, PACK, TALK
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.learn.learning import OURS, GoingApp, finish, learner, ours, start
from tests.tui.screens import OpenApp, flat, lines, press, settle

SIZES = [(80, 24), (60, 20), (100, 30), (140, 40)]


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    ours(monkeypatch)


def rows(app: OpenApp, name: str) -> dict[str, str]:
    """Return the rows of a list: their words, and the word at the right edge."""
    found = app.screen.query_one(f"#{name}", PickList).rows
    return {str(row.main): str(row.note) for row in found}


def here(app: OpenApp) -> str | None:
    """Return the id of the row with the cursor in the list that has the keys."""
    assert isinstance(app.focused, PickList)
    return app.focused.highlighted


async def test_the_letter_opens_it_and_enter_opens_the_first_exercise() -> None:
    app = GoingApp(learner(), "today")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "l")
        assert isinstance(app.screen, LearnPage)
        assert "Learn" in lines(app)[0]
        page = flat(app)
        assert "5 exercises" in page
        assert "done" not in page
        assert "Carry on" not in page
        assert rows(app, "courses") == {
            "Finding my way": "3",
            "By the shore": "2",
            "My learning plan": "",
            "+ add a course": "",
        }
        assert rows(app, "exercises") == dict.fromkeys((e.title for e in OURS.exercises), "10 min")
        await press(pilot, "enter")
        assert app.went == [("exercise", "companion/e0")]


async def test_what_is_under_way_comes_first() -> None:
    backend = learner()
    start(backend, "a", at="most")
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        page = flat(app)
        assert "Carry on step 3 of 8, started 3 November ▸ Before a talk" in page
        await press(pilot, "enter")
        assert app.went == [("exercise", "a" * 32)]
        await press(pilot, "tab", "down")
        assert rows(app, "exercises") == {"Before a talk": "started 3 Nov", "How it is": "5 min"}


async def test_what_was_done_has_its_day_and_no_score() -> None:
    backend = learner()
    finish(backend, "a", pack="companion", exercise="e1")
    archived = finish(backend, "b", pack="companion", exercise="e2")
    backend.services.sheets.archive(archived, now=NOW)
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        page = flat(app)
        assert "5 exercises · 1 done" in page
        assert "Carry on" not in page
        assert "%" not in page
        assert rows(app, "exercises") == {
            "What recovery means to me": "10 min",
            "A wellness toolbox": "done 3 Nov",
            "Who is in my corner": "10 min",
        }


@pytest.mark.parametrize("size", SIZES)
async def test_the_highlighted_exercise_says_what_it_is_for(size: tuple[int, int]) -> None:
    app = GoingApp(learner(), at="shore/before-a-talk")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert here(app) == "before-a-talk"
        card = app.screen.query_one("#about-card")
        if size == (60, 20):  # no room for it there; the exercise says it first thing
            assert not card.display
            return
        assert_whole(TALK.why, card)
        assert_whole("8 steps, about 10 minutes.", card)
        await press(pilot, "down")
        assert_whole("3 questions, about 5 minutes. What you write stays here.", card)
        await press(pilot, "enter")
        assert app.went == [("exercise", "shore/how-it-is")]


async def test_courses_at_the_left_exercises_at_the_right() -> None:
    app = GoingApp(learner())
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "left")
        assert here(app) == "companion"
        await press(pilot, "down")
        assert list(rows(app, "exercises")) == ["Before a talk", "How it is"]
        await press(pilot, "enter", "down", "enter")
        assert app.went == [("exercise", "shore/how-it-is")]
        await press(pilot, "left", "up", "right")
        assert here(app) == "e0"
        await press(pilot, "escape")
        assert here(app) == "companion"
        await press(pilot, "escape")
        assert isinstance(app.screen, Today)


async def test_the_learning_plan_is_read_beside_it_and_opened() -> None:
    backend = learner()
    line = backend.services.learning.add_line(
        LearningPart.WANT, "[/b] In a room of ten", new_id="7" * 32, now=NOW
    )
    course = backend.services.learning.add_course(title="Sleep", new_id="8" * 32, now=NOW)
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "left", "end", "up")
        page = flat(app)
        assert "[/b] In a room of ten" in page
        assert "nothing yet" in page
        assert "Sleep" in page
        await press(pilot, "enter", "right", "enter", "down", "enter", "end", "enter")
        places = ["", "", line.id, course.id]
        assert app.went == [("learning-plan", place) for place in places]


async def test_earlier_ones_are_opened_or_chosen_by_their_day() -> None:
    backend = learner()
    app = GoingApp(backend, at="shore/before-a-talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "i")
        assert "Nothing from this exercise yet." in flat(app)
        first = finish(backend, "a")
        await press(pilot, "i")
        assert app.went == [("sheet", first)]
        second = start(backend, "b")
        await press(pilot, "i")
        assert isinstance(app.screen, EarlierSheets)
        assert "done 3 Nov" in flat(app)
        assert "started 3 Nov" in flat(app)
        await press(pilot, "escape", "i")
        ids = [row.id for row in app.screen.query_one(PickList).rows]
        assert set(ids) == {first, second}
        await press(pilot, "down", "enter")
        assert app.went[1:] == [("sheet", ids[1])]
        await press(pilot, "left", "end", "i")
        assert "Go to an exercise first." in flat(app)


async def test_sheets_of_a_course_that_is_gone_can_be_read() -> None:
    backend = learner()
    sheet = finish(backend, "a")
    start(backend, "b", exercise=ASKED.id)
    backend.store.packs.remove(PACK.id)
    app = GoingApp(backend, at="shore/before-a-talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Carry on" not in flat(app)
        assert rows(app, "courses")["From earlier courses"] == "2"
        await press(pilot, "left", "down")
        assert rows(app, "exercises") == {"How it is": "started 3 Nov", "Before a talk": "done 3 Nov"}
        await press(pilot, "right", "end", "enter")
        assert app.went == [("sheet", sheet)]


async def test_an_added_course_is_put_away_and_comes_back() -> None:
    backend = learner()
    finish(backend, "a")
    app = GoingApp(backend, at="shore")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "d")
        assert "d puts a course away" in flat(app)
        await press(pilot, "left", "d")
        assert "Put away. What you wrote in it stays. u brings it back." in flat(app)
        assert not backend.services.packs.is_added("shore")
        assert "By the shore" not in rows(app, "courses")
        assert rows(app, "courses")["From earlier courses"] == "1"
        await press(pilot, "u")
        assert rows(app, "courses")["By the shore"] == "2"
        await press(pilot, "home", "d")
        assert "This course comes with the program, and stays." in flat(app)


async def test_the_cursor_stays_when_something_is_undone() -> None:
    backend = learner()
    app = GoingApp(backend, at="shore/how-it-is")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        start(backend, "a")
        await press(pilot, "u")
        assert here(app) == "how-it-is"
        assert "Carry on" not in flat(app)


async def test_carry_on_goes_when_there_is_nothing_to_carry_on_with() -> None:
    backend = learner()
    app = GoingApp(backend)
    start(backend, "a")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.focused is app.screen.query_one("#carry-on")
        await press(pilot, "u")
        assert "Carry on" not in flat(app)
        assert here(app) == "e0"


async def test_everything_is_reached_with_the_arrows_alone() -> None:
    backend = learner()
    start(backend, "a")
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down")
        assert here(app) == "companion"
        await press(pilot, "up")
        assert here(app) == "a" * 32
        await press(pilot, "right", "down", "down", "enter")
        assert app.went == [("exercise", "companion/e2")]


async def test_forty_courses_draw_the_exercises_of_one() -> None:
    backend = MemoryBackend()
    for n in range(40):
        exercises = tuple(replace(TALK, id=f"x{m}", title=f"Number {m} of {n}") for m in range(30))
        pack = CoursePack(id=f"p{n}", version="1", title=f"Course {n:02}", exercises=exercises)
        backend.store.packs.put(AddedPack(id=pack.id, pack=pack, created_at=NOW, changed_at=NOW))
    app = GoingApp(backend, at="p7/x29")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1203 exercises" in flat(app)
        assert len(rows(app, "exercises")) == 30
        assert "Number 29 of 7" in flat(app)
        await press(pilot, "left", "down", "right")
        assert "Number 0 of 8" in flat(app)


@at_once
@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_hostile_words_of_a_course_are_shown_as_they_are(words: str, size: tuple[int, int]) -> None:
    said = clean_line(words)
    exercise = Exercise(id="x", title=said, minutes=5, why=said, steps=(ExerciseStep(key="a", heading=said),))
    pack = replace(PACK, title=said, author=said, exercises=(exercise, ASKED))
    backend = MemoryBackend()
    backend.store.packs.put(replace(ADDED, pack=pack))
    start(backend, "a", exercise="x")
    finish(backend, "b", exercise=ASKED.id)
    app = GoingApp(backend, at="shore/x")
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        shown_words = "".join(flat(app).split())
        assert "".join(said.split())[:12] in shown_words
        await press(pilot, "i", "left", "up", "down", "right", "enter")
        assert ("exercise", "shore/x") in app.went
        assert app.is_running


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_it_works_at_every_size(size: tuple[int, int]) -> None:
    backend = learner()
    start(backend, "a")
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=size) as pilot:
        await settle(pilot)
        assert "Before a talk" in flat(app)
        await press(pilot, "right", "end")
        assert "Who is in my corner" in flat(app)
        await press(pilot, "left", "end")
        assert "+ add a course" in flat(app)


async def test_a_window_open_for_reading_reads() -> None:
    backend = learner()
    sheet = finish(backend, "a")
    backend.for_reading()
    app = GoingApp(backend, at="shore")
    async with app.run_test(notifications=True, size=(100, 30)) as pilot:
        await settle(pilot)
        for key in ("a", "d"):
            await press(pilot, key)
            assert LOOKING in flat(app)
            assert isinstance(app.screen, LearnPage)
        await press(pilot, "i")
        assert app.went == [("sheet", sheet)]
