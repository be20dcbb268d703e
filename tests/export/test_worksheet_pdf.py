"""The worksheet as PDF: the same words, tagged, and no question parted from its room."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from companion.domain.exercise import AnswerKind, CoursePack, Exercise, ExerciseStep
from companion.domain.worksheet import worksheet_of
from companion.export.worksheet import render_pdf
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
from tests.export.test_pdf import RIGHT_TO_LEFT, folded, pages_of, poppler, read_back, text_of
from tests.hostile import HOSTILE, NAMED

POINTS_A_MM = 72 / 25.4


def pdf_of(exercise: Exercise, pack: CoursePack = NORTH) -> bytes:
    """Return the sheet as PDF."""
    return render_pdf(worksheet_of(exercise, pack))


def no_hyphens(text: str) -> str:
    """Return text as it compares when a hyphen at the end of a line, which pdftotext drops, does not matter."""
    return folded(text).replace("-", "")


@given(exercises, packs)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_any_exercise_makes_a_pdf(exercise: Exercise, pack: CoursePack) -> None:
    assert pdf_of(exercise, pack).startswith(b"%PDF-")


@poppler
@pytest.mark.parametrize("exercise", [CONVERSATION, THREE], ids=lambda exercise: exercise.id)
def test_every_word_is_on_the_paper(exercise: Exercise, tmp_path: Path) -> None:
    # As it was drawn: pdftotext would take the numbers of a row, and the words under them, for columns.
    drawn = read_back(["pdftotext", "-raw", "-nopgbrk", "-enc", "UTF-8"], pdf_of(exercise), tmp_path, "-")
    shown = folded(re.sub(r"^Page \d+ of \d+$", "", drawn, flags=re.MULTILINE))
    assert shown == folded("".join(said(worksheet_of(exercise, NORTH))))


@poppler
def test_a_screen_reader_finds_headings_lists_and_no_rules(tmp_path: Path) -> None:
    data = pdf_of(CONVERSATION)
    tree = read_back(["pdfinfo", "-struct-text"], data, tmp_path)
    kinds = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    assert (kinds.count("H1"), kinds.count("H2")) == (1, len(CONVERSATION.steps))
    assert (kinds.count("L"), kinds.count("LI")) == (1, 3)
    assert not {"Figure", "Table", "Formula"} & set(kinds)
    facts = read_back(["pdfinfo"], data, tmp_path)
    assert re.search(r"^Tagged:\s+yes", facts, re.MULTILINE)
    assert re.search(r"^Title:\s+Getting ready for a conversation$", facts, re.MULTILINE)
    assert re.search(r"^Page size:.*A4", facts, re.MULTILINE)


@poppler
@pytest.mark.parametrize(
    "words", [w for w in HOSTILE if w and w not in RIGHT_TO_LEFT and w != NAMED["emoji"] and len(w) < 1000]
)
def test_hostile_words_are_shown_as_they_are(words: str, tmp_path: Path) -> None:
    exercise, pack = everywhere(words)
    for each in (exercise, as_questionnaire(exercise, words)):
        shown = no_hyphens(text_of(pdf_of(each, pack), tmp_path))
        for line in said(worksheet_of(each, pack)):
            assert no_hyphens(line) in shown


@poppler
@pytest.mark.parametrize("words", [*RIGHT_TO_LEFT, NAMED["emoji"], NAMED["long note"]])
def test_words_hard_to_set_make_a_tagged_pdf(words: str, tmp_path: Path) -> None:
    exercise, pack = everywhere(words)
    assert pages_of(pdf_of(exercise, pack), tmp_path) > 1


@poppler
@pytest.mark.parametrize("lines", range(22, 44, 3))
def test_a_question_stands_whole_with_its_room(lines: int, tmp_path: Path) -> None:
    # The six rules are drawn, not written, so the room is measured: below the words, above the margin.
    before = ExerciseStep(key="b", heading="Before", text="line\n" * lines)
    asked = ExerciseStep(key="a", heading="Heading", text="Last words", kind=AnswerKind.LINES)
    scale = ExerciseStep(key="s", heading="Number", kind=AnswerKind.SCALE)
    data = pdf_of(replace(CONVERSATION, why="", steps=(before, asked, scale)))
    pages = read_back(["pdftotext", "-bbox"], data, tmp_path, "-").split("<page ")[1:]
    (page,) = (page for page in pages if ">Heading<" in page)
    found = re.search(r'yMax="([\d.]+)">words<', page)
    assert found
    bottom = float(found[1])
    assert bottom + 6 * 9 * POINTS_A_MM < (297 - 18) * POINTS_A_MM
    (page,) = (page for page in pages if ">Number<" in page)
    assert ">Ring<" in page
    assert ">7<" in page


@poppler
def test_the_last_line_never_stands_on_a_sheet_by_itself(tmp_path: Path) -> None:
    for lines in range(24, 40, 3):
        before = ExerciseStep(key="b", heading="Before", text="line\n" * lines)
        last = ExerciseStep(key="a", heading="Heading", kind=AnswerKind.LINE)
        data = pdf_of(replace(CONVERSATION, steps=(before, last)))
        pages = read_back(["pdftotext"], data, tmp_path, "-").split("\f")
        (page,) = (page for page in pages if "Yours to keep." in page)
        assert "Heading" in page


def test_the_same_sheet_is_the_same_file() -> None:
    assert pdf_of(THREE) == pdf_of(THREE)


@poppler
def test_a_language_without_a_country_and_one_with_a_script(tmp_path: Path) -> None:
    for tag in ("cy", "zh-Hans-CN", "gsw"):
        text = text_of(pdf_of(THREE, replace(NORTH, language=tag)), tmp_path)
        assert compact("I went outside") in compact(text)
