"""Adding a course: what is in it, or everything to put right first; and an exercise on paper."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from companion.backend.local import LocalBackend
from companion.domain.text import clean_line
from companion.tui.app import CompanionApp
from companion.tui.base.dialog import Confirm
from companion.tui.learn.add_course import AddCourse, CourseFound, CourseMistakes
from companion.tui.learn.courses import LearnPage
from companion.tui.share.save import SavePage
from companion.tui.widgets.editors import LineEditor
from companion.tui.widgets.pick_list import PickList
from tests.conftest import PASSPHRASE
from tests.hostile import at_once
from tests.made_up_pack import TALK
from tests.memory_backend import MemoryBackend
from tests.tui.drawn_words import assert_whole
from tests.tui.full_disk import Disk
from tests.tui.learn.learning import GoingApp, learner
from tests.tui.screens import OpenApp, flat, press, settle

ABOUT = 'id = "north-shore"\nversion = "1"\ntitle = "Out and about"\nauthor = "North Shore College"\n'
WALK = "Title: A walk\nMinutes: 5\nWhy: Air helps.\n\n# Where to?\nAnswer: line\nGoes to: toolbox\n"
WRONG = "Title: The bus\nMinuts: 5\n\n# Which one?\nAnswer: lins\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "north shore"
    folder.mkdir()
    (folder / "pack.toml").write_text(ABOUT, "utf-8")
    (folder / "1-walk.md").write_text(WALK, "utf-8")
    return folder


async def look_at(pilot: Pilot[str], path: Path) -> None:
    """Ask for a course and name where it is."""
    await settle(pilot)
    await press(pilot, "a")
    pilot.app.screen.query_one(LineEditor).value = str(path)
    await press(pilot, "enter")


def added(backend: MemoryBackend) -> list[str]:
    return [pack.title for pack in backend.services.packs.all()[1:]]


async def test_what_is_in_it_is_shown_and_a_yes_adds_it(course: Path) -> None:
    backend = MemoryBackend()
    app = GoingApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a", *str(course), "enter")
        assert isinstance(app.screen, CourseFound)
        page = flat(app)
        for words in (
            "Out and about",
            "By North Shore College.",
            "Version 1.",
            "1 exercise",
            "A walk, 5 min",
        ):
            assert words in page
        assert added(backend) == []
        await press(pilot, "enter")
        assert isinstance(app.screen, LearnPage)
        assert added(backend) == ["Out and about"]
        said = "Added “Out and about”. It is kept in your vault, and goes where the vault goes."
        assert_whole(said, app.screen.query_one("#status-words"))
        await press(pilot, "enter")
        assert app.went == [("exercise", "north-shore/walk")]
        await press(pilot, "u")
        assert added(backend) == []


@pytest.mark.parametrize("keys", [("escape",), ("right", "enter"), ("tab", "enter")])
async def test_leaving_it_adds_nothing(course: Path, keys: tuple[str, ...]) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        before = backend.store.saves
        await press(pilot, *keys)
        assert isinstance(app.screen, AddCourse)
        assert app.screen.query_one(LineEditor).value == str(course)
        await press(pilot, "escape")
        assert isinstance(app.screen, LearnPage)
        assert (added(backend), backend.store.saves) == ([], before)


async def test_every_mistake_is_told_and_mended_without_typing_the_name_again(course: Path) -> None:
    bus = course / "2-bus.md"
    bus.write_text(WRONG, "utf-8")
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        assert isinstance(app.screen, CourseMistakes)
        page = flat(app)
        assert "things to put right first" in page
        assert "Nothing was added." in page
        assert "2-bus.md, line 2" in page
        assert "2-bus.md, line 5" in page
        await press(pilot, "enter")
        assert isinstance(app.screen, AddCourse)
        bus.write_text(WRONG.replace("Minuts", "Minutes").replace("lins", "lines"), "utf-8")
        await press(pilot, "enter", "enter")
        assert added(backend) == ["Out and about"]
        assert "The bus" in flat(app)


async def test_a_long_list_of_mistakes_is_read_to_its_end(course: Path) -> None:
    for n in range(30):
        (course / f"bus-{n:02}.md").write_text(WRONG, "utf-8")
    app = OpenApp(MemoryBackend(), "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        assert "bus-29.md" not in flat(app)
        for _ in range(20):
            await press(pilot, "pagedown")
        assert "bus-29.md, line 5" in flat(app)


async def test_a_zip_file_with_a_note(course: Path, tmp_path: Path) -> None:
    path = tmp_path / "course.zip"
    with zipfile.ZipFile(path, "w") as file:
        for each in sorted(course.iterdir()):
            file.write(each, each.name)
        file.writestr("photo.png", b"\x89PNG")
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, path)
        assert isinstance(app.screen, CourseFound)
        assert "Good to know" in flat(app)
        assert "photo.png" in flat(app)
        await press(pilot, "enter")
        assert added(backend) == ["Out and about"]


async def test_a_new_version_says_what_it_takes_the_place_of(course: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        await press(pilot, "enter")
        await look_at(pilot, course)
        assert "You have this version already." in flat(app)
        await press(pilot, "enter")
        anew = "“Out and about” was read in anew. What you wrote in it is still here."
        assert_whole(anew, app.screen.query_one("#status-words"))
        (course / "pack.toml").write_text(ABOUT.replace('"1"', '"2"'), "utf-8")
        await look_at(pilot, course)
        assert "You have version 1 of it." in flat(app)
        await press(pilot, "enter")
        newer = "“Out and about” is version 2 now. What you wrote in it is still here."
        assert_whole(newer, app.screen.query_one("#status-words"))
        assert [pack.version for pack in backend.services.packs.all()[1:]] == ["2"]


async def test_another_course_with_its_id_is_never_replaced(course: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        await press(pilot, "enter")
        other = ABOUT.replace("Out and about", "Sleep").replace("North Shore College", "Someone")
        (course / "pack.toml").write_text(other, "utf-8")
        await look_at(pilot, course)
        await press(pilot, "enter")
        assert isinstance(app.screen, AddCourse)
        assert "You have another course with the id" in flat(app)
        assert added(backend) == ["Out and about"]


@pytest.mark.parametrize("name", ["", "gone", "a\0b", "[/b]", "x" * 5000, "pack.toml"])
async def test_what_is_no_course_is_told_in_place(course: Path, name: str) -> None:
    app = OpenApp(MemoryBackend(), "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "a")
        app.screen.query_one(LineEditor).value = str(course / name) if name else ""
        await press(pilot, "enter")
        assert isinstance(app.screen, AddCourse | CourseMistakes)
        told = flat(app)
        if name:
            assert "! " in told or "put right first" in told
        else:
            assert "The name of a folder or file first." in told
        assert "Looking" not in told
        await press(pilot, "escape", "escape")
        assert app.is_running


@at_once
async def test_hostile_words_in_a_course_are_shown_as_they_are(words: str, course: Path) -> None:
    said = clean_line(words)[:200] or "x"
    (course / "2-more.md").write_text(f"Title: {said}\nMinutes: 5\n\n# One\n{said}\n", "utf-8")
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await look_at(pilot, course)
        assert isinstance(app.screen, CourseFound | CourseMistakes)
        if isinstance(app.screen, CourseFound):
            await press(pilot, "enter")
            titles = [e.title for e in backend.services.packs.pack("north-shore").exercises]
            shown = "".join(flat(app).split())
            assert "".join(titles[1].split())[:10] in shown
        assert app.is_running


@pytest.mark.parametrize("size", [(60, 20), (100, 30), (140, 40)])
async def test_it_works_at_other_sizes(size: tuple[int, int], course: Path) -> None:
    backend = MemoryBackend()
    app = OpenApp(backend, "learn")
    async with app.run_test(notifications=True, size=size) as pilot:
        await look_at(pilot, course)
        assert "Add this course" in flat(app)
        await press(pilot, "enter")
        assert added(backend) == ["Out and about"]


async def test_what_the_disk_refuses_is_said_and_asked_again(
    backend: LocalBackend, disk: Disk, course: Path
) -> None:
    app = CompanionApp(backend)
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await press(pilot, *PASSPHRASE, "enter")
        await press(pilot, "l")
        await look_at(pilot, course)
        disk.is_full = True
        await press(pilot, "enter")
        assert isinstance(app.screen, AddCourse)
        assert "The disk is full" in flat(app)
        disk.is_full = False
        await press(pilot, "enter", "enter")
        assert isinstance(app.screen, LearnPage)
        await press(pilot, "ctrl+q")
    session = backend.open(PASSPHRASE, read_only=True)
    assert session.services.packs.is_added("north-shore")
    session.close()


async def test_an_exercise_on_paper(tmp_path: Path) -> None:
    backend = learner(tmp_path)
    app = OpenApp(backend, "learn", "shore/before-a-talk")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "k")
        assert isinstance(app.screen, SavePage)
        page = flat(app)
        assert "On paper: Before a talk" in page
        assert "Nothing that you wrote is on it." in page
        assert "not locked" not in page
        await press(pilot, "tab", "tab", "tab", "enter")
        file = tmp_path / "before-a-talk.txt"
        assert f"Saved, to print: {file}".replace(" ", "") in flat(app).replace(" ", "")
        assert TALK.steps[1].heading in file.read_text("utf-8")
        await press(pilot, "k", "right", "tab", "tab", "tab", "enter")
        assert TALK.title in (tmp_path / "before-a-talk.html").read_text("utf-8")
        await press(pilot, "k")
        app.screen.query_one("#path", LineEditor).value = str(file)
        await press(pilot, "tab", "tab", "tab", "enter")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "escape", "escape", "left", "end", "k")
        assert "Go to an exercise first." in flat(app)


async def test_the_list_of_commands_leads_here(course: Path) -> None:
    app = GoingApp(MemoryBackend(), "today")
    async with app.run_test(notifications=True, size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p", *"learning plan")
        await press(pilot, "down", "enter")
        assert app.went == [("learning-plan", "")]
        await press(pilot, "ctrl+p", *"print a work")
        await press(pilot, "down", "enter")
        assert "Choose an exercise, then k saves it as a sheet to print." in flat(app)
        assert app.focused is app.screen.query_one("#exercises", PickList)
        await press(pilot, "ctrl+p", *"add a course")
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, AddCourse)
        await press(pilot, *str(course), "enter", "enter")
        assert "Added “Out and about”." in flat(app)
