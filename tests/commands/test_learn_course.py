"""A course as a tutor writes it: ``learn new``, ``check``, ``add``, ``remove``, and a sheet of it on paper."""

import shutil
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from tests.commands.conftest import Ask, Run
from tests.conftest import PASSPHRASE

FIRST = "01-a-good-hour.md"


@pytest.fixture
def course(run: Run, tmp_path: Path) -> Path:
    """The example course, as ``learn new`` writes it."""
    folder = tmp_path / "north shore"
    assert run("learn", "new", str(folder)).code == 0
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Change a word of a file, as with a text editor."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def versions(backend: LocalBackend) -> dict[str, str]:
    """Return the courses of the vault, with their versions."""
    session = backend.open(PASSPHRASE)
    found = {pack.id: pack.version for pack in session.services.packs.all()}
    session.close()
    return found


def test_new_writes_a_course_that_checks(run: Run, course: Path, home: Path) -> None:
    assert sorted(path.name for path in course.iterdir()) == [
        FIRST,
        "02-how-was-today.md",
        "README.txt",
        "pack.toml",
    ]
    ended = run("learn", "check", str(course))
    assert ended.code == 0
    assert [line.partition("”")[0] for line in ended.err.splitlines()] == [
        "pack.toml, line 11: “title",
        "pack.toml, line 12: “author",
        "pack.toml, line 13: “licence",
    ]
    last = ended.out.splitlines()[-1]
    assert last == "It can be added. 3 things to look at. Our first course, version 1: 2 exercises."
    assert "  1. How this file is made\n     To read; it asks for no answer.\n" in ended.out
    assert "  3. I felt rushed\n     It counts the other way round.\n" in ended.out
    assert list(home.iterdir()) == [], "neither needs a vault"


def test_new_replaces_nothing(run: Run, course: Path) -> None:
    (course / FIRST).write_text("mine", "utf-8")
    ended = run("learn", "new", str(course))
    assert (ended.code, ended.out) == (1, "")
    assert (course / FIRST).read_text("utf-8") == "mine"


@pytest.mark.parametrize("deed", ["new", "check", "add"])
def test_a_folder_without_a_name_is_a_usage_error(run: Run, deed: str) -> None:
    ended = run("learn", deed, "")
    assert (ended.code, ended.out) == (2, "")
    assert "FOLDER needs the name of a folder" in ended.err


def test_check_says_every_mistake_a_line_each(run: Run, course: Path) -> None:
    change(course / FIRST, "Minutes:", "Minuts:")
    change(course / "02-how-was-today.md", "Score: sum", "Score: some")
    ended = run("learn", "check", str(course))
    assert ended.code == 1
    assert "  2. When did you last have a good hour?" in ended.out
    first, second, *_, last = ended.err.splitlines()
    assert first == f"{FIRST}, line 2: I do not know the word “Minuts” at the top. Did you mean “Minutes”?"
    assert second.startswith("02-how-was-today.md, line 6: ")
    assert last == "It cannot be added yet. 2 things to mend, and 3 things to look at."


def test_notes_stop_nothing(run: Run, course: Path) -> None:
    change(course / FIRST, "Minutes:", "Room temperature: warm\nMinutes:")
    ended = run("learn", "check", str(course))
    assert ended.code == 0
    assert "Room temperature" in ended.err
    assert "It can be added. 4 things to look at." in ended.out


def test_a_zip_is_as_good_as_a_folder(
    ask: Ask, run: Run, course: Path, tmp_path: Path, backend: LocalBackend
) -> None:
    archive = shutil.make_archive(str(tmp_path / "course"), "zip", course)
    assert "It can be added." in run("learn", "check", archive).out
    assert ask("learn", "add", archive).code == 0
    assert "north-shore" in versions(backend)


@pytest.mark.parametrize("deed", ["check", "add"])
def test_what_is_not_there_is_said(run: Run, deed: str, tmp_path: Path) -> None:
    ended = run("learn", deed, str(tmp_path / "nowhere"))
    assert (ended.code, ended.out) == (1, "")
    assert "There is no folder" in ended.err


def test_add_puts_a_course_into_the_vault_and_a_new_version_in_its_place(
    ask: Ask, course: Path, backend: LocalBackend
) -> None:
    ended = ask("learn", "add", str(course))
    assert (ended.code, ended.out) == (0, "")
    *left, last = ended.err.splitlines()
    assert last == "Added to your vault, and goes where it goes. Our first course, version 1: 2 exercises."
    assert all("as an example does" in sentence for sentence in left)
    change(course / "pack.toml", 'version = "1"', 'version = "2"')
    ended = ask("learn", "add", str(course))
    assert ended.code == 0
    assert "version 2: 2 exercises." in ended.err
    assert "It took the place of version 1. What you wrote in that stays." in ended.err
    assert versions(backend)["north-shore"] == "2"
    assert "A good hour" in ask("learn", "list").out


def test_a_course_with_a_mistake_is_not_added_and_nobody_is_asked(
    run: Run, recovery_code: str, course: Path, backend: LocalBackend
) -> None:
    change(course / FIRST, "Answer: pick", "Answer: pik")
    change(course / FIRST, "Minutes:", "Minuts:")
    ended = run("learn", "add", str(course))
    assert (ended.code, ended.out) == (1, "")
    assert "“Minuts”" in ended.err and "“pik”" in ended.err and "Nothing was added." in ended.err
    assert "north-shore" not in versions(backend)


def test_a_course_with_the_id_of_another_one_is_refused(
    ask: Ask, course: Path, backend: LocalBackend
) -> None:
    assert ask("learn", "add", str(course)).code == 0
    change(course / "pack.toml", 'title = "Our first course"', 'title = "Something else"')
    change(course / "pack.toml", 'author = "Your college', 'author = "Somebody')
    change(course / "pack.toml", 'version = "1"', 'version = "9"')
    ended = ask("learn", "add", str(course))
    assert ended.code == 1
    assert "another course with the id" in ended.err
    assert versions(backend)["north-shore"] == "1"


def test_a_course_copied_from_another_with_its_id_is_named(ask: Ask, course: Path) -> None:
    change(course / "pack.toml", "Your college, and who wrote it with you", "North Shore College")
    assert ask("learn", "add", str(course)).code == 0
    change(course / "pack.toml", 'title = "Our first course"', 'title = "Something else"')
    ended = ask("learn", "add", str(course))
    assert ended.code == 0
    assert "The one before was called “Our first course”." in ended.err
    assert "give this one an id of its own in pack.toml" in ended.err


def test_remove_puts_a_course_away_and_adding_brings_it_back(
    ask: Ask, course: Path, backend: LocalBackend
) -> None:
    ask("learn", "add", str(course))
    ended = ask("learn", "remove", "our first")
    assert (ended.code, ended.out) == (0, "")
    assert "Put away: Our first course." in ended.err
    assert "north-shore" not in versions(backend)
    assert ask("learn", "remove", "north-shore").code == 2
    assert ask("learn", "add", str(course)).code == 0
    assert "north-shore" in versions(backend)


def test_the_course_of_the_program_stays(ask: Ask, backend: LocalBackend) -> None:
    ended = ask("learn", "remove", "companion")
    assert ended.code == 1
    assert "comes with the program, and stays" in ended.err
    assert "companion" in versions(backend)


def test_add_needs_a_vault(run: Run, course: Path) -> None:
    ended = run("learn", "add", str(course))
    assert ended.code == 1
    assert "There is no vault" in ended.err


def test_a_tutor_prints_their_own_without_a_vault(run: Run, course: Path, tmp_path: Path, home: Path) -> None:
    out = run("learn", "print", "A good hour", "--from", str(course)).out
    assert "When did you last have a good hour?" in out
    page = tmp_path / "sheet.html"
    assert run("learn", "print", "how was", "--from", str(course), "--out", str(page)).code == 0
    assert "I felt rushed" in page.read_text("utf-8")
    unknown = run("learn", "print", "getting ready", "--from", str(course))
    assert unknown.code == 2
    assert "A good hour" in unknown.err
    assert list(home.iterdir()) == []


def test_a_course_with_mistakes_is_not_printed_and_says_all_of_them(run: Run, course: Path) -> None:
    change(course / FIRST, "Answer: pick", "Answer: pik")
    change(course / FIRST, "Minutes:", "Minuts:")
    ended = run("learn", "print", "A good hour", "--from", str(course))
    assert (ended.code, ended.out) == (1, "")
    assert "“Minuts”" in ended.err and "“pik”" in ended.err


@pytest.mark.parametrize("deed", [(), ("check",), ("print",)])
def test_help_has_an_example_for_tutors(run: Run, deed: tuple[str, ...]) -> None:
    ended = run("learn", *deed, "--help")
    assert ended.code == 0
    if not deed:
        assert 'companion learn print "A good hour" --from north-shore' in ended.out


SEVEN = """Title: The week
Minutes: 3
Kind: questionnaire
Score: sum
Skip: 2
Choices: 0 no, 1 yes
A score is not: a measure of how well you are

# I slept
# I felt tense
Inverted: yes
# I **ate** well
"""


def test_check_lists_what_it_found_and_says_that_it_can_be_added(run: Run, course: Path) -> None:
    (course / "week.md").write_text(SEVEN, "utf-8")
    ended = run("learn", "check", str(course))
    assert ended.code == 0
    assert (
        "The week: questionnaire, 3 questions\n  1. I slept\n     One of: 0 no; 1 yes.\n  2. I felt tense\n"
        "     It counts the other way round.\n  3. I ate well\n  Score: the sum of the answers. 2 may be left out.\n"
        in ended.out
    )
    assert "It can be added. 4 things to look at." in ended.out
    assert "This is shown as “A score is not a measure of how well you are.”" in ended.err


def test_print_all_makes_one_file_of_every_exercise(run: Run, course: Path, tmp_path: Path) -> None:
    ended = run("learn", "print", "--all", "--from", str(course))
    assert ended.code == 0
    first, second = ended.out.split("\f")
    assert first.startswith("A good hour\n") and second.startswith("How was today")
    assert "“author” still says" in ended.err
    page = tmp_path / "all.html"
    assert run("learn", "print", "--all", "--from", str(course), "--out", str(page)).code == 0
    assert page.read_text("utf-8").count("<h1") == 2
    shipped = run("learn", "print", "--all")
    assert shipped.out.count("\f") == 12


def test_print_wants_one_exercise_or_all(run: Run, course: Path) -> None:
    for given in ((), ("--all", "A good hour")):
        ended = run("learn", "print", *given, "--from", str(course))
        assert (ended.code, ended.out) == (2, "")
        assert "--all for every one of them" in ended.err


def test_try_shows_a_course_without_a_vault(run: Run, course: Path, home: Path) -> None:
    ended = run("learn", "try", str(course))
    assert ended.code == 0
    assert ended.out.startswith("A good hour, about 5 minutes\n")
    assert "   One of: 1 In the morning; 2 In the afternoon; 3 In the evening.\n" in ended.out
    assert "nothing of that is kept" in ended.err
    assert list(home.iterdir()) == []
    change(course / FIRST, "Answer: lines", "Answer: linse")
    ended = run("learn", "try", str(course))
    assert (ended.code, ended.out) == (1, "")
    assert "Did you mean “lines”?" in ended.err
