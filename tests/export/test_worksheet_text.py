"""The worksheet as plain text: 78 columns, rules, boxes, and every word in order."""

import pytest
from hypothesis import given

from companion.domain.exercise import CoursePack, Exercise
from companion.domain.worksheet import worksheet_of
from companion.domain.wrapping import columns
from companion.export.worksheet_text import COLUMNS, render
from tests.export.pages import compact
from tests.export.sheets import (
    CONVERSATION,
    NORTH,
    THREE,
    as_questionnaire,
    everywhere,
    exercises,
    packs,
    said,
)
from tests.hostile import HOSTILE, HOSTILE_IDS


def all_there(exercise: Exercise, pack: CoursePack) -> str:
    """Return the sheet as text, having found every word in its order and no line too wide."""
    sheet = worksheet_of(exercise, pack)
    text = render(sheet).decode()
    assert all(columns(line) <= COLUMNS for line in text.split("\n"))
    left = compact(text)
    for line in said(sheet, in_text=True):
        at = left.find(compact(line))
        assert at >= 0, line
        left = left[at + len(compact(line)) :]
    assert left == ""
    return text


@given(exercises, packs)
def test_every_word_is_there_in_order_and_no_line_is_too_wide(exercise: Exercise, pack: CoursePack) -> None:
    all_there(exercise, pack)


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_hostile_words_stand_there_as_they_are(words: str) -> None:
    exercise, pack = everywhere(words)
    for text in (all_there(exercise, pack), all_there(as_questionnaire(exercise, words), pack)):
        assert not {"\t", "\r", "\x1b"} & set(text)


def test_rules_boxes_and_numbers() -> None:
    lines = render(worksheet_of(CONVERSATION, NORTH)).decode().split("\n")
    rules = [line for line in lines if line.strip() and not line.strip().strip("_")]
    assert [len(line) for line in rules] == [COLUMNS] * (6 + 4 + 4 + 2)
    at = lines.index("6. How ready do you feel?")
    assert lines[at + 1 : at + 5] == [
        "   Ring one number.",
        "",
        "   0     1     2     3     4     5     6     7     8     9     10",
        "   0: not at all                                        10: ready",
    ]
    at = lines.index("7. How will you get there?")
    assert lines[at + 1 : at + 5] == [
        "   Tick one box.",
        "   [ ] 1 By bus",
        "   [ ] 2 On foot",
        "   [ ] 3 Someone takes me",
    ]
    assert lines[6].startswith("Name (if you like) ____")
    assert len(lines[6]) == COLUMNS
    assert lines[-2:] == ["Yours to keep. Nobody has to see it.", ""]


def test_a_questionnaire_stands_in_a_grid_with_the_numbers_of_the_screen() -> None:
    text = render(worksheet_of(THREE, NORTH)).decode()
    lines = text.split("\n")
    assert "0 never    1 sometimes    2 often" in lines
    head = next(line for line in lines if line.split() == ["0", "1", "2"])
    rows = [line for line in lines if line.count("[ ]") == 3]
    assert len(rows) == 3
    assert all(
        [at for at, c in enumerate(row) if c == "["] == [head.index(n) - 1 for n in "012"] for row in rows
    )
    assert "The number is not a mark" in text
    assert "score" not in text.lower()
