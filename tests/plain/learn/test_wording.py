"""Words in the middle of an exercise: kept whatever ends it, and whatever they are made of."""

import pytest

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from tests.conftest import NOW, PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.memory_store import MemoryStore
from tests.plain.console.test_drafts import cut_off
from tests.plain.console.test_prompter import last_question
from tests.plain.learn.cases_learning import PLAN
from tests.plain.learn.learning import ALL, TO_COURSE, TO_TALKING, give, said, sheets
from tests.plain.person import type_lines

TO_MIND = [*TO_TALKING, "1", ""]
"""To the question that wants several lines."""

TO_NAME = [*TO_MIND, "", ""]
"""To the question that wants a line."""


@pytest.mark.parametrize("end", ["stop", "back", "q"])
def test_words_wait_where_they_were_begun(lived_in: MemoryBackend, end: str) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", end)
    heard = type_lines(
        lived_in, PASSPHRASE, "l", "1", *([""] if end == "back" else []), "", "The noise", "", "q"
    )
    assert "Question 2 of 7. What is on your mind?" in heard.words
    assert "Your words from 21:04 are still here. The bus" in heard.words
    assert said(lived_in.services) == {"mind": "The bus\nThe noise"}
    assert not lived_in.services.drafts.all()


def test_the_end_of_input_keeps_the_half_of_a_line(lived_in: MemoryBackend) -> None:
    give(lived_in)
    cut_off(lived_in, [*TO_MIND, "The bus"], "The no")
    assert type_lines(lived_in, PASSPHRASE, "l", "1", "", "ise", "", "q").code == 0
    assert said(lived_in.services) == {"mind": "The bus\nThe no\nise"}


def test_the_half_of_a_single_line_is_kept(lived_in: MemoryBackend) -> None:
    give(lived_in)
    cut_off(lived_in, TO_NAME, "Fo")
    heard = type_lines(lived_in, PASSPHRASE, "l", "1", "1", "q")
    assert "Question 4 of 7. A name for it. Your words from 21:04 are still here. Fo" in heard.words
    assert said(lived_in.services) == {"name": "Fo"}


def test_a_lock_in_the_middle_goes_on_at_the_same_question(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", 11, "The noise", PASSPHRASE, "", "stop", "q")
    assert said(lived_in.services) == {"mind": "The bus\nThe noise"}


def test_words_wait_when_nobody_unlocks(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", 11, "The noise")
    heard = type_lines(lived_in, PASSPHRASE, "l", "1", "", "", "q")
    assert "Your words from 21:15 are still here. The bus The noise" in heard.words
    assert said(lived_in.services) == {"mind": "The bus\nThe noise"}


def test_words_of_the_full_screen_program_wait_too(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", "", "stop", "q")
    sheet = sheets(lived_in.services)[0]
    lived_in.services.drafts.keep(f"learn/{sheet.id}/mind", "The bus, and more", 3, now=NOW)
    type_lines(lived_in, PASSPHRASE, "l", "1", "back", "", "", "q")
    assert said(lived_in.services) == {"mind": "The bus, and more"}


def test_words_added_to_an_answer_are_a_draft_of_the_whole(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", "", "back", "2", "The noise", "q")
    assert [d.text for d in lived_in.services.drafts.all()] == ["The bus\nThe noise"]
    assert said(lived_in.services) == {"mind": "The bus"}


@pytest.mark.parametrize("end", ["stop", "back", "q"])
def test_half_written_words_marked_only_me_stay_marked(lived_in: MemoryBackend, end: str) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "The bus", "only me", "The noise", end)
    answer = sheets(lived_in.services)[0].answer("mind")
    assert answer is not None and answer.text == "The bus\nThe noise"
    assert answer.audience is Visibility.ME


def test_the_words_of_the_question_can_be_ones_own(lived_in: MemoryBackend) -> None:
    give(lived_in)
    type_lines(lived_in, PASSPHRASE, *TO_MIND, "=stop", "=only me", "=example", "", "q")
    assert said(lived_in.services) == {"mind": "stop\nonly me\nexample"}


def test_the_words_of_the_question_are_not_heard_in_the_safety_plan(lived_in: MemoryBackend) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *TO_MIND, "s", "stop", "back", "The bus", "", "q")
    assert "That is not one of the choices." in heard.words
    assert said(lived_in.services) == {"mind": "The bus"}


WAYS = {
    "learn": ["l"],
    "a course": list(TO_COURSE),
    "an exercise": list(TO_TALKING),
    "reading": [*TO_TALKING, "1"],
    "lines": TO_MIND,
    "a line": TO_NAME,
    "nothing to pick": [*TO_MIND, ""],
    "pick": [*TO_NAME, ""],
    "a number": [*TO_NAME, "", ""],
    "a choice": [*TO_NAME, "", "", ""],
    "the end": [*TO_NAME, *[""] * 4],
    "what to keep": [*TO_TALKING, "1", *ALL, ""],
    "a sheet": [*TO_TALKING, "1", *ALL, "1", "", "i", "1"],
    "an answer again": [*TO_MIND, "The bus", "", "back"],
    "sitting together": [*TO_TALKING, "v", ""],
    "a worksheet": [*TO_TALKING, "f"],
    "the learning plan": list(PLAN),
    "a line of it": [*PLAN, "1", "a"],
    "a course been to": [*PLAN, "5", "a", "Mindful"],
    "a day of it": [*PLAN, "5", "a", "Mindful", ""],
    "a folder": ["l", "a"],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("word", ["s", "?", "again"])
def test_every_question_comes_back_after(lived_in: MemoryBackend, way: list[str], word: str) -> None:
    give(lived_in)
    store = lived_in.store
    before = type_lines(lived_in, PASSPHRASE, *way)
    question = last_question(before.out)
    for sheet in store.sheets.all():
        store.sheets.remove(sheet.id)
    for course in store.courses.all():
        store.courses.remove(course.id)
    after = type_lines(lived_in, PASSPHRASE, *way, *([word, "back"] if word == "s" else [word]))
    assert last_question(after.out) == question


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_back_and_enter_lead_out_of_every_question(lived_in: MemoryBackend, way: list[str]) -> None:
    give(lived_in)
    for word in ("back", ""):
        heard = type_lines(lived_in, PASSPHRASE, *way, *[word] * 14)
        assert "q to close" in last_question(heard.out)


VISIT = [
    *[*TO_TALKING, "1", *ALL, "1", "1 3", "i", "1", "4", "2", "", "2", "", "4", "", "", "", "", "", "2"],
    *["", "", "", "2", "1", "1", "2", "3", "1", "o", "i", "1", "d", "", "", "", "k", "1", "1", ""],
    *["4", "1", "a", "On the sofa", "", "1", "m", "d", "k", "1", "1", "", "", "5", "a", "Walks", "", "", ""],
    *["", "w", "", "", "/", "sofa", "1", "", "", ""],
]


@pytest.mark.parametrize("end", range(len(VISIT) + 1))
def test_a_visit_cut_off_anywhere_keeps_everything_so_far(lived_in: MemoryBackend, end: int) -> None:
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *VISIT[:end])
    assert heard.code == 0
    assert heard.out.endswith("Closed. Everything so far is kept.\n")
    before = records(lived_in.store)
    assert type_lines(lived_in, PASSPHRASE, "l", "i", "1", "w", "q").code == 0
    assert records(lived_in.store) == before, "reading changes nothing"


def test_the_visit_is_answered_all_the_way(lived_in: MemoryBackend) -> None:
    """No line of the script falls on a question it was not meant for."""
    give(lived_in)
    heard = type_lines(lived_in, PASSPHRASE, *VISIT, "q")
    assert "That is not one of the choices" not in heard.words
    assert "That is not a number" not in heard.words
    assert [line.text for line in lived_in.services.learning.lines(LearningPart.WHERE)] == ["On the sofa"]


def records(store: MemoryStore) -> tuple[object, ...]:
    """Return everything Learn keeps."""
    shelves = (store.sheets, store.learning_lines, store.courses, store.lines, store.points, store.drafts)
    return tuple(shelf.all() for shelf in shelves)
