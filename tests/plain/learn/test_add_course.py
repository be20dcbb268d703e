"""A course from a folder or a zip file, added line by line."""

import shutil
from pathlib import Path

import pytest

from companion.domain.exercise import AddedPack
from companion.services.learn.courses import write_example
from companion.services.own_files import NO_FILES
from tests.conftest import PASSPHRASE
from tests.memory_backend import MemoryBackend
from tests.plain.person import type_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example a tutor starts from."""
    found = tmp_path / "ours"
    write_example(found, own=NO_FILES)
    return found


def courses(backend: MemoryBackend) -> tuple[AddedPack, ...]:
    """Return the courses in use."""
    return tuple(pack for pack in backend.store.packs.all() if pack.archived_at is None)


def test_what_was_found_is_read_out_and_added_after_a_yes(lived_in: MemoryBackend, folder: Path) -> None:
    heard = type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "2", "1", "q")
    assert "Found: Our first course. By Your college" in heard.words
    assert "2 exercises: - A good hour. 5 minutes." in heard.words
    assert "1 Cancel. 2 Add it." in heard.words
    assert "Added: Our first course. It is kept in your vault, and goes where the vault goes." in heard.words
    assert "A good hour. 5 minutes, 5 questions." in heard.words
    assert [pack.pack.title for pack in courses(lived_in)] == ["Our first course"]


def test_a_zip_file_will_do(lived_in: MemoryBackend, folder: Path) -> None:
    file = shutil.make_archive(str(folder), "zip", folder)
    type_lines(lived_in, PASSPHRASE, "l", "a", f'"{file}"', "2", "q")
    assert len(courses(lived_in)) == 1


@pytest.mark.parametrize("answer", ["", "1", "back", "q"])
def test_nothing_is_added_without_a_yes(lived_in: MemoryBackend, folder: Path, answer: str) -> None:
    type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), answer)
    assert not lived_in.store.packs.all()


def test_a_new_version_takes_the_place_of_the_old(lived_in: MemoryBackend, folder: Path) -> None:
    type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "q")
    about = folder / "pack.toml"
    about.write_text(about.read_text("utf-8").replace('version = "1"', 'version = "2"'), "utf-8")
    heard = type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "q")
    assert "Added: Our first course. It takes the place of version 1." in heard.words
    assert [pack.pack.version for pack in courses(lived_in)] == ["2"]


def test_mistakes_are_read_out_one_by_one(lived_in: MemoryBackend, folder: Path) -> None:
    file = folder / "01-a-good-hour.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Minutes:", "Minuts:").replace("Answer:", "Anser:", 1), "utf-8")
    heard = type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "", "", "", "q")
    assert "There are 2 things to put right before it can be added." in heard.words
    first, second = heard.words.split("Learn. Enter for the next, back to stop:")
    assert first.endswith(
        "01-a-good-hour.md, line 2: I do not know the word “Minuts” at the top. Did you mean “Minutes”? "
    )
    assert "2 of 2. 01-a-good-hour.md, line" in second
    assert "Nothing was added." in second
    assert not lived_in.store.packs.all()


def test_a_note_stops_nothing(lived_in: MemoryBackend, folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"x")
    heard = type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "q")
    assert "Note: photo.jpg" in heard.words
    assert len(courses(lived_in)) == 1


def test_what_cannot_be_read_is_asked_again(lived_in: MemoryBackend, folder: Path) -> None:
    (folder / "page.txt").write_text("words", "utf-8")
    typed = (str(folder / "gone"), str(folder / "page.txt"), "", "q")
    heard = type_lines(lived_in, PASSPHRASE, "l", "a", *typed)
    assert heard.words.count("The folder or zip file, with where it is. Enter to skip:") == 3
    assert heard.code == 0


def test_a_course_that_was_put_away_comes_back_by_undo_or_by_adding(
    lived_in: MemoryBackend, folder: Path
) -> None:
    type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "2", "d", "u", "q")
    assert len(courses(lived_in)) == 1
    type_lines(lived_in, PASSPHRASE, "l", "2", "d", "q")
    assert not courses(lived_in)
    type_lines(lived_in, PASSPHRASE, "l", "a", str(folder), "2", "q")
    assert len(courses(lived_in)) == 1


def test_the_course_of_the_program_stays(lived_in: MemoryBackend) -> None:
    assert "Put this course away" not in type_lines(lived_in, PASSPHRASE, "l", "1", "q").words
