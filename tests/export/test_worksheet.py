"""What stands on a worksheet, and how one becomes a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from companion.domain.exercise import SOURCES, AnswerKind, Choice, ExerciseStep
from companion.domain.worksheet import Ends, Room, worksheet_of
from companion.errors import AlreadyThere, ToolMissing, UnknownName
from companion.services.learn.worksheets import Worksheets
from companion.services.own_files import NO_FILES
from tests.export.sheets import CONVERSATION, NORTH, THREE, everywhere
from tests.hostile import HOSTILE, HOSTILE_IDS, LONG_WORD


def room_of(**step: object) -> Room:
    """Return the room that one step of an exercise is given."""
    only = ExerciseStep(key="k", heading="H", **step)  # type: ignore[arg-type]
    return worksheet_of(replace(CONVERSATION, steps=(only,)), NORTH).questions[0].room


def test_every_step_has_its_number_and_the_room_it_wants() -> None:
    sheet = worksheet_of(CONVERSATION, NORTH)
    assert [(q.number, q.room.rules, bool(q.room.scale), len(q.room.boxes)) for q in sheet.questions] == [
        (1, 0, False, 0),
        (2, 6, False, 0),
        (3, 4, False, 0),
        (4, 4, False, 0),
        (5, 2, False, 0),
        (6, 0, True, 0),
        (7, 0, False, 3),
    ]
    assert sheet.questions[0].text == ("Find a place to sit.", "Have something warm to drink, if you like.")
    assert sheet.questions[2].room.ask == "Write some of your own, from what you wrote on this sheet."
    assert sheet.questions[3].room.ask == "Write some of your own, from: What helps me"
    assert sheet.questions[5].room.scale == Ends(low="not at all", high="ready")


def test_who_made_it_stands_under_the_title_and_what_is_not_known_is_left_out() -> None:
    assert worksheet_of(CONVERSATION, NORTH).byline == (
        "Course: Working together",
        "By: North Shore Recovery College",
        "About 10 minutes",
        "Licence: CC BY 4.0",
    )
    bare = replace(NORTH, title="", author=" ", licence="")
    assert worksheet_of(THREE, bare).byline == ("About 1 minute",)


def test_nobody_is_told_what_a_made_up_person_answered() -> None:
    sheet = worksheet_of(CONVERSATION, NORTH)
    assert "foggy" not in str(sheet)


def test_a_questionnaire_has_rows_of_boxes_and_no_room_for_a_score() -> None:
    sheet = worksheet_of(THREE, NORTH)
    assert {q.room for q in sheet.questions} == {
        Room(boxes=("0 never", "1 sometimes", "2 often"), in_a_row=True),
    }
    assert sheet.score_is_not == ("The number is not a mark, and it does not say how well you are.",)
    assert sheet.how == "Tick one box for each. Leave out anything you like."
    assert worksheet_of(CONVERSATION, NORTH).score_is_not == ()


def test_boxes_with_many_words_stand_under_each_other() -> None:
    long = Choice(label="most of the time, as far as I can remember")
    steps = (replace(THREE.steps[0], choices=(*THREE.steps[0].choices, long)),)
    assert not worksheet_of(replace(THREE, steps=steps), NORTH).questions[0].room.in_a_row


@pytest.mark.parametrize("source", [place.id for place in SOURCES if place.id != "here"])
def test_every_source_has_a_name_a_person_knows(source: str) -> None:
    ask = room_of(kind=AnswerKind.PICK, pick_from=source).ask
    assert ask.removeprefix("Write some of your own, from: ")[0].isupper()


def test_a_source_of_a_later_version_is_called_as_it_was_written() -> None:
    assert room_of(kind=AnswerKind.PICK, pick_from="good things").ask.endswith("from: good things")
    assert room_of(kind=AnswerKind.PICK).ask == "Write some of your own."


def test_a_choice_without_choices_can_be_written_down() -> None:
    assert room_of(kind=AnswerKind.CHOICE) == Room(rules=2)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("cy", "cy"),
        ("en_GB", "en-GB"),
        (" zh-Hans-CN ", "zh-Hans-CN"),
        ("", "en-GB"),
        ("Welsh", "en-GB"),
        ('en"><b>', "en-GB"),
        ("en\n", "en"),
    ],
)
def test_a_language_is_a_tag_or_our_own(written: str, tag: str) -> None:
    assert worksheet_of(THREE, replace(NORTH, language=written)).language == tag


def test_each_format_is_offered_and_makes_a_file() -> None:
    worksheets = Worksheets(NO_FILES)
    starts = {"text": b"Getting ready", "html": b"<!doctype html>", "pdf": b"%PDF-"}
    assert {f.id: f.suffix for f in worksheets.formats()} == {"text": ".txt", "html": ".html", "pdf": ".pdf"}
    for info in worksheets.formats():
        assert worksheets.render(CONVERSATION, NORTH, info.id).lstrip().startswith(starts[info.id])


def test_a_format_that_is_not_known_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="text, html, pdf"):
        Worksheets(NO_FILES).render(CONVERSATION, NORTH, "docx")


def test_without_typst_it_says_what_works_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(ToolMissing, match=r"(?s)web page.*print"):
        Worksheets(NO_FILES).render(CONVERSATION, NORTH, "pdf")


def test_a_file_is_called_after_the_exercise_and_never_takes_a_name_in_use(tmp_path: Path) -> None:
    worksheets = Worksheets(NO_FILES)
    first = worksheets.default_path(tmp_path, CONVERSATION, "pdf")
    assert first == tmp_path / "getting-ready-for-a-conversation.pdf"
    assert worksheets.save(first, b"one") == first
    assert worksheets.default_path(tmp_path, CONVERSATION, "pdf").name == (
        "getting-ready-for-a-conversation-2.pdf"
    )
    with pytest.raises(AlreadyThere):
        worksheets.save(first, b"two")
    worksheets.save(first, b"three", force=True)
    assert first.read_bytes() == b"three"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What I’m good at", "what-im-good-at.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("Con", "worksheet-con.txt"),
        ("🌊", "worksheet.txt"),
        ("Dŵr a thŷ", "dŵr-a-thŷ.txt"),
        (LONG_WORD, "w" * 50 + ".txt"),
        ("word " * 40, "word-" * 9 + "word.txt"),
    ],
)
def test_any_title_makes_a_name_that_every_system_takes(title: str, name: str, tmp_path: Path) -> None:
    exercise = replace(CONVERSATION, title=title)
    assert Worksheets(NO_FILES).default_path(tmp_path, exercise, "text").name == name


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_a_hostile_title_stays_in_its_folder_and_can_be_written(words: str, tmp_path: Path) -> None:
    path = Worksheets(NO_FILES).default_path(tmp_path, everywhere(words)[0], "text")
    assert path.parent == tmp_path
    assert Worksheets(NO_FILES).save(path, b"x").read_bytes() == b"x"
    assert [found.name for found in tmp_path.iterdir() if found.is_file()] == [path.name]
