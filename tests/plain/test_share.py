"""Share, files, and bringing in a Daylio file."""

from pathlib import Path

import pytest

from companion.domain.learning import LearningPart
from companion.domain.plan import Visibility
from companion.errors import NotReadable
from companion.plain.run import CLOSED
from companion.plain.share import read_file
from companion.services.files import path_of
from tests.conftest import NOW
from tests.made_up_pack import PACK
from tests.memory_backend import MemoryBackend
from tests.plain.person import Typing

DAYLIO = """full_date,date,weekday,time,mood,activities,note_title,note
2026-11-20,20 November,Friday,7:10 pm,rad,walk | music,,Windy
2026-11-19,19 November,Thursday,19:10,Foggy,walk,,
"""

TO_PART = ["h", "1"]


def written(folder: Path) -> list[Path]:
    """Return the files a person now has in the folder."""
    return sorted(folder.iterdir())


def test_what_goes_in_and_what_does_not(typed: Typing) -> None:
    heard = typed(*TO_PART)
    assert "What I want to say: ticked, 4 of 4 lines." in heard.words
    assert "Safety plan: not ticked" in heard.words


def test_what_is_only_mine_is_not_listed_and_how_much_stays_out_is_said(
    lived_in: MemoryBackend, typed: Typing
) -> None:
    plan = lived_in.services.plan
    plan.add_line("well", "A private hope", audience=Visibility.ME, new_id="mine", now=NOW)
    assert "When I'm well" not in (heard := typed(*TO_PART)).words
    assert "1 thing marked only me stays out. To change one: for a line, open it in Plan" in heard.words
    for_me = typed("h", "3").words
    assert "stays out" not in for_me and "When I'm well" in for_me


def test_the_page_that_is_read_is_the_file_letter_for_letter(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed(*TO_PART, "w", "f", "1", "2", "")
    (file,) = written(lived_in.documents)
    text = file.read_text("utf-8")
    assert text.strip() in heard.out
    assert "1. Thing 1" in text
    assert str(file) in heard.out.replace("\n", "")


def test_what_was_taken_out_is_still_out_when_they_come_back(typed: Typing) -> None:
    taken_out = typed("h", "1", "2", "t", "back", "back", "1")
    assert "The ticks are as you left them." in taken_out.words
    again = taken_out.words.partition("The ticks are as you left them.")[2]
    assert "What I want to say: not ticked" in again
    at_first = typed("h", "1", "2", "t", "back", "r").words.partition("The ticks are as at first.")[2]
    assert "What I want to say: ticked" in at_first


@pytest.mark.parametrize(
    ("number", "start"), [("1", b"A summary"), ("2", b"# "), ("3", b"<!"), ("4", b"%PDF")]
)
def test_every_kind_of_file(lived_in: MemoryBackend, typed: Typing, number: str, start: bytes) -> None:
    if number == "4":
        pytest.importorskip("typst")
    heard = typed(*TO_PART, "f", number, "2", "")
    (file,) = written(lived_in.documents)
    assert file.read_bytes().startswith(start)
    assert (
        "This file is not locked. Anyone who has it can read it. 1 Cancel. 2 Write the file." in heard.words
    )


@pytest.mark.parametrize("answers", [["1", ""], ["1", "1"], ["1", "back"], [""], ["back"]])
def test_no_file_without_a_yes(lived_in: MemoryBackend, typed: Typing, answers: list[str]) -> None:
    typed(*TO_PART, "f", *answers)
    assert written(lived_in.documents) == []


def test_a_file_is_replaced_only_when_that_is_chosen(lived_in: MemoryBackend, typed: Typing) -> None:
    there = lived_in.documents / "mine.txt"
    there.write_text("mine", "utf-8")
    typed(*TO_PART, "f", "1", "2", "mine.txt", "", "other.txt")
    assert there.read_text("utf-8") == "mine"
    assert (lived_in.documents / "other.txt").exists()
    typed(*TO_PART, "f", "1", "2", str(there), "2")
    assert "Thing 1" in there.read_text("utf-8")


def test_a_folder_is_taken_with_the_name_that_was_offered(
    lived_in: MemoryBackend, typed: Typing, tmp_path: Path
) -> None:
    folder = tmp_path / "a stick"
    folder.mkdir()
    typed(*TO_PART, "f", "1", "2", f'"{folder}"')
    assert [p.name for p in folder.iterdir()] == ["my-page-2026-11-22.txt"]


def test_a_place_that_cannot_be_written_is_said_and_asked_again(
    lived_in: MemoryBackend, typed: Typing
) -> None:
    heard = typed(*TO_PART, "f", "1", "2", str(lived_in.documents / "no folder" / "x.txt"), "")
    assert "There is no folder" in heard.words
    assert len(written(lived_in.documents)) == 1


def test_a_line_and_a_part_are_taken_in_and_left_out(lived_in: MemoryBackend, typed: Typing) -> None:
    heard = typed(*TO_PART, "2", "1", "", "w", "2", "t", "", "w")
    assert "Left out: Thing 1." in heard.words
    first, second = heard.out.split("This is exactly what they will see.")[1:]
    assert "1. Thing 2" in first and "Thing 1" not in first.split("That is the end")[0]
    assert "What I want to say" not in second.split("That is the end")[0]


def test_an_undo_that_empties_the_part_on_show_goes_back_to_the_parts(typed: Typing) -> None:
    heard = typed("p", "11", "a", "Being asked", "", "", "", *TO_PART, "6", "u", "w", "", "")
    assert "What matters to me: not ticked, 1 to choose from." in heard.words
    assert "There is nothing left in this part." in heard.words
    assert "That is the end of the page." in heard.words
    assert heard.code == 0


def test_a_page_with_nothing_ticked_is_said_kindly(memory_backend: MemoryBackend, typed: Typing) -> None:
    for point in memory_backend.services.talks.agenda(NOW.date()).say:
        memory_backend.services.talks.archive_point(point.id, now=NOW)
    heard = typed(*TO_PART, "w")
    assert heard.code == 0


def test_just_for_me(typed: Typing) -> None:
    heard = typed("h", "3", "w")
    assert "For myself." in heard.words


def test_for_a_tutor_other_parts_are_ticked_line_by_line(lived_in: MemoryBackend, typed: Typing) -> None:
    s = lived_in.services
    s.learning.add_line(LearningPart.HOW, "The course on Tuesdays", new_id="learn-1", now=NOW)
    s.packs.add(PACK, now=NOW)
    s.sheets.begin(PACK.id, "before-a-talk", new_id="sheet-1", now=NOW)
    s.sheets.answer("sheet-1", "mind", text="The letter", now=NOW)
    s.sheets.answer("sheet-1", "ask", text="How long for?", now=NOW)
    heard = typed("h", "2", "4", "t", "1", "", "w", "3", "")
    parts = heard.words.split("What goes in.")[1]
    assert "It covers" not in parts
    assert "2 My learning plan: ticked, 1 of 1 line." in parts
    assert "4 What I want to say: not ticked, 4 to choose from." in parts
    assert "To a tutor this goes line by line. Tick what you want by its number." in heard.words
    page = heard.out.split("This is exactly what they will see.")[1].split("That is the end")[0]
    assert "The course on Tuesdays (22 November 2026)" in page
    assert "Thing 1" in page and "Thing 2" not in page
    assert (
        "1 From the exercise “Before a talk”, started 22 November 2026. What is on your mind? The letter. "
        "Not ticked. 2 One question to ask: How long for? Not ticked."
    ) in heard.words


def test_the_safety_page_as_a_file(lived_in: MemoryBackend, typed: Typing) -> None:
    typed("s", "f", "1", "2", "")
    (file,) = written(lived_in.documents)
    text = file.read_text("utf-8")
    assert "07700 900111" in text
    assert "116 123" in text


def test_daylio_is_looked_at_first_and_comes_in_after_a_yes(
    lived_in: MemoryBackend, typed: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "daylio export.csv"
    file.write_text(DAYLIO, "utf-8")
    heard = typed("9", str(file), "4", "")
    assert "“Foggy”, 1 row. 0 to 10, or Enter for no number:" in heard.words
    assert "2 moments on 2 days would come in" in heard.words
    assert "Nothing was brought in." in heard.words
    assert not lived_in.services.check_ins.moments_on(NOW.date().replace(day=20))
    heard = typed("9", str(file), "4", "2")
    assert "2 moments on 2 days came in" in heard.words
    assert "The CSV file itself is not locked." in heard.words
    (moment,) = lived_in.services.check_ins.moments_on(NOW.date().replace(day=19))
    assert (moment.word, moment.answers) == ("Foggy", {"mood": 4})
    assert "There is nothing new in this file." in typed("9", str(file)).words


def test_a_mood_word_may_stay_without_a_number(
    lived_in: MemoryBackend, typed: Typing, tmp_path: Path
) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text(DAYLIO, "utf-8")
    heard = typed("9", str(file), "", "2")
    assert "“Foggy”, 1 row, keeps its word and gets no number." in heard.words
    assert "--map" not in heard.out
    (moment,) = lived_in.services.check_ins.moments_on(NOW.date().replace(day=19))
    assert moment.answers == {}


def test_a_file_that_is_not_there_is_asked_again(typed: Typing, tmp_path: Path) -> None:
    heard = typed("9", str(tmp_path / "gone.csv"), str(tmp_path), "")
    assert heard.words.count("There is no file") == 2


def test_a_file_that_is_no_export_is_said_kindly(typed: Typing, tmp_path: Path) -> None:
    file = tmp_path / "letter.csv"
    file.write_bytes(b"\xff\xfe\x00 not a table")
    heard = typed("9", str(file))
    assert heard.code == 0
    assert "Today." in heard.words


def test_paths_as_people_paste_them(home: Path, tmp_path: Path) -> None:
    assert path_of('"~/a file.csv"') == home / "a file.csv"
    assert path_of(" '/tmp/x' ") == Path("/tmp/x")
    with pytest.raises(NotReadable):
        read_file(str(tmp_path))
    with pytest.raises(NotReadable):
        read_file("a\0b")


def test_the_page_can_begin_on_another_day(typed: Typing) -> None:
    heard = typed(*TO_PART, "y", "1 October", "w")
    assert "It covers 1 October to 22 November 2026." in heard.words
    assert "Covers 1 October to 22 November 2026" in heard.words


@pytest.mark.parametrize("answer", ["", "back"])
def test_the_period_stays_when_no_day_is_given(typed: Typing, answer: str) -> None:
    before = typed(*TO_PART).words
    [covers] = {word for word in before.split(". ") if word.startswith("It covers")}
    assert typed(*TO_PART, "y", answer, "again").words.count(covers) == 2


def test_words_that_are_no_day_are_said_and_change_nothing(typed: Typing) -> None:
    heard = typed(*TO_PART, "y", "a blue moon")
    assert "a blue moon" not in heard.words.split("What goes in.")[-1]
    assert heard.words.endswith("What goes in. A number or letter, again, or Enter to go back: " + CLOSED)
    assert heard.words.count("parts are ticked") == 1
