"""Packs: looked through, added, replaced by a new version, put away; and the example for a tutor."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from companion.domain.exercise import SHIPPED
from companion.errors import AlreadyThere, NothingThere, NotReadable, NotSaved, NotWritten
from companion.services.learn.courses import check_pack, pack_in, shipped_pack, write_example
from companion.services.own_files import NO_FILES
from companion.services.services import Services
from tests.conftest import NOW
from tests.made_up_pack import PACK
from tests.memory_store import MemoryStore


def test_the_course_that_comes_along_is_there_first_and_stays(memory_services: Services) -> None:
    packs = memory_services.packs
    packs.add(replace(PACK, title="A first title"), now=NOW)
    assert [pack.id for pack in packs.all()] == [SHIPPED, PACK.id]
    assert len(packs.pack(SHIPPED).exercises) == 13
    with pytest.raises(NothingThere, match="comes with the program"):
        packs.archive(SHIPPED, now=NOW)


def test_a_new_version_takes_the_place_of_the_one_before(memory_services: Services) -> None:
    packs = memory_services.packs
    assert packs.add(PACK, now=NOW).earlier is None
    newer = replace(PACK, version="2", exercises=PACK.exercises[:1])
    assert packs.add(newer, now=NOW).earlier == PACK
    assert packs.pack(PACK.id) == newer
    assert memory_services.undo.undo() == "Undone: added the course “By the shore”. U brings it back."
    assert packs.pack(PACK.id) == PACK


def test_another_course_with_the_same_id_takes_nothing_away(memory_services: Services) -> None:
    packs = memory_services.packs
    packs.add(PACK, now=NOW)
    other = replace(PACK, title="Something else", author="Somebody else")
    with pytest.raises(AlreadyThere, match="Give this one another id"):
        packs.add(other, now=NOW)
    assert packs.pack(PACK.id) == PACK


def test_a_course_put_away_is_not_offered_and_can_be_added_again(memory_services: Services) -> None:
    packs = memory_services.packs
    packs.add(PACK, now=NOW)
    packs.archive(PACK.id, now=NOW)
    assert [pack.id for pack in packs.all()] == [SHIPPED]
    assert not packs.is_added(PACK.id)
    assert packs.exercise(PACK.id, PACK.exercises[0].id).title == "Before a talk"
    assert packs.add(PACK, now=NOW).earlier is None
    assert packs.is_added(PACK.id)
    for gone in (("gone", "x"), (PACK.id, "gone")):
        with pytest.raises(NothingThere):
            packs.exercise(*gone)


def test_a_disk_that_refuses_adds_nothing(memory_services: Services, memory_store: MemoryStore) -> None:
    memory_store.disk_full = True
    with pytest.raises(NotSaved):
        memory_services.packs.add(PACK, now=NOW)
    memory_store.disk_full = False
    assert [pack.id for pack in memory_services.packs.all()] == [SHIPPED]


def test_the_example_is_written_once_and_reads_without_a_word(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "course"
    written = write_example(folder, own=NO_FILES)
    assert set(written) == set(folder.iterdir())
    report = check_pack(folder)
    assert report.mistakes == () and all("as an example does" in note for note in report.notes)
    assert report.verdict == "It can be added. 3 things to look at."
    assert report.pack is not None and report.pack == pack_in(folder)
    before = {path: path.read_bytes() for path in written}
    with pytest.raises(AlreadyThere):
        write_example(folder, own=NO_FILES)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(AlreadyThere):
        write_example(tmp_path / "file", own=NO_FILES)
    with pytest.raises(NotWritten):
        write_example(tmp_path / "file" / "below", own=NO_FILES)


def test_a_zip_of_it_is_the_same_course(tmp_path: Path) -> None:
    files = write_example(tmp_path / "course", own=NO_FILES)
    with zipfile.ZipFile(tmp_path / "course.zip", "w") as archive:
        for path in files:
            archive.write(path, f"course/{path.name}")
    assert pack_in(tmp_path / "course.zip") == pack_in(tmp_path / "course")


def test_every_mistake_is_told_at_once(tmp_path: Path, memory_services: Services) -> None:
    folder = tmp_path / "course"
    write_example(folder, own=NO_FILES)
    exercise = next(path for path in sorted(folder.iterdir()) if path.suffix == ".md")
    text = (
        exercise.read_text("utf-8")
        .replace("Minutes:", "Minuts:")
        .replace("Answer: lines", "Answer: linez", 1)
    )
    exercise.write_text(text, "utf-8")
    report = check_pack(folder)
    assert report.pack is None
    assert len(report.mistakes) == 2
    assert "Did you mean “Minutes”?" in report.mistakes[0]
    assert all(said.startswith(f"{exercise.name}, line ") for said in report.mistakes)
    with pytest.raises(NotReadable) as told:
        pack_in(folder)
    assert str(told.value).splitlines() == list(report.mistakes)
    with pytest.raises(NotReadable):
        check_pack(tmp_path / "nowhere")


def test_the_course_that_comes_along_has_an_id_of_its_own() -> None:
    assert shipped_pack().id == SHIPPED
    assert shipped_pack() is shipped_pack()
