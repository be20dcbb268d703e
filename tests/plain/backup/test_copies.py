"""Copies, line by line: the question after unlocking, the list, taking in, bringing back, choosing."""

import io
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.backend.local import LocalBackend
from companion.domain.conflict import Conflict, Version
from companion.paths import find_paths
from companion.plain.run import run
from tests.conftest import NOW, PASSPHRASE
from tests.hostile import HOSTILE, HOSTILE_IDS
from tests.memory_backend import MemoryBackend
from tests.plain.backup.test_rescue import type_at
from tests.plain.person import type_lines

COPIES = ("10", "14")
"""From Today to the copies."""


def edit(backend: LocalBackend, id: str, text: str) -> None:
    """Add a line to the plan, or change it."""
    session = backend.open(PASSPHRASE)
    plan = session.services.plan
    if id in {line.id for line in plan.lines("toolbox")}:
        plan.edit_line(id, text=text, now=backend.now())
    else:
        plan.add_line("toolbox", text, new_id=id, now=backend.now())
    session.close()


def texts(backend: LocalBackend) -> list[str]:
    """Return the words of the toolbox."""
    session = backend.open(PASSPHRASE, read_only=True)
    try:
        return sorted(line.text for line in session.services.plan.lines("toolbox"))
    finally:
        session.close()


@pytest.fixture
def vault(backend: LocalBackend) -> LocalBackend:
    """A vault that is set up, with one line."""
    backend.create(PASSPHRASE, setup_step=6)[0].close()
    edit(backend, "a", "The kettle")
    return backend


@pytest.fixture
def laptop(vault: LocalBackend, tmp_path: Path) -> LocalBackend:
    """Another computer with the same vault, and its own changes an hour later."""
    path = tmp_path / "laptop.vault"
    shutil.copy(vault.vault_path, path)
    paths = replace(vault.paths, vault=path, state=tmp_path / "laptop-state")
    backend = LocalBackend(paths, profile=vault.profile, clock=lambda: NOW + timedelta(hours=1))
    edit(backend, "a", "The red kettle")
    edit(backend, "b", "A walk")
    return backend


@pytest.fixture
def apart(vault: LocalBackend, laptop: LocalBackend, tmp_path: Path) -> LocalBackend:
    """The laptop's file lies where this computer's vault was, which is kept as `desk.vault`."""
    edit(vault, "a", "The blue kettle")
    edit(vault, "c", "A bath")
    shutil.copy(vault.vault_path, tmp_path / "desk.vault")
    shutil.copy(laptop.vault_path, vault.vault_path)
    return vault


@pytest.fixture
def older(vault: LocalBackend, tmp_path: Path) -> LocalBackend:
    """A copy from before the last change lies where the vault was."""
    shutil.copy(vault.vault_path, tmp_path / "before.vault")
    vault.clock = lambda: NOW + timedelta(days=2)
    edit(vault, "b", "A walk")
    shutil.copy(tmp_path / "before.vault", vault.vault_path)
    return vault


def test_nothing_is_asked_of_a_vault_that_went_on_as_it_may(vault: LocalBackend) -> None:
    assert "later" not in type_at(vault, PASSPHRASE, "q")[1]


def test_an_older_copy_is_asked_about_after_unlocking(older: LocalBackend) -> None:
    ended, said, _ = type_at(older, PASSPHRASE, "1", "q")
    assert ended == 0
    assert "older copy of your vault, saved on Sunday 22 November 2026 at 9.04 pm, 2 days ago" in said
    assert "last saw one saved on Tuesday 24 November 2026" in said
    assert (
        said.index("Use it, and go on") < said.index("You go on from this one.") < said.index("Good evening")
    )
    assert "older copy" not in type_at(older, PASSPHRASE, "q")[1]


@pytest.mark.parametrize("answer", ["", "back", "4"])
def test_it_can_be_left_for_later_and_is_asked_again(older: LocalBackend, answer: str) -> None:
    before = older.vault_path.read_bytes()
    _, said, _ = type_at(older, PASSPHRASE, answer, "q")
    assert "Left for later." in said and "Good evening" in said
    assert older.vault_path.read_bytes() == before
    assert "older copy" in type_at(older, PASSPHRASE, "", "q")[1]


def test_closing_at_the_question_changes_nothing(older: LocalBackend) -> None:
    assert type_at(older, PASSPHRASE, "q")[0] == 0
    assert "older copy" in type_at(older, PASSPHRASE, "", "q")[1]


def test_the_copies_can_be_looked_at_from_the_question(older: LocalBackend) -> None:
    _, said, _ = type_at(older, PASSPHRASE, "2", "", "q")
    assert said.index("Copies of my vault.") < said.index("Good evening")


def test_beside_a_writer_it_is_said_and_not_asked(older: LocalBackend, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "before.vault", older.vault_path)
    writer = older.open(PASSPHRASE)
    try:
        _, said, _ = type_at(older, PASSPHRASE, "1", "q")
    finally:
        writer.close()
    assert "older copy" in said
    assert "Use it, and go on" not in said


def test_a_vault_opened_with_a_file_is_asked_about_too(older: LocalBackend) -> None:
    out = io.StringIO()
    session = older.open(PASSPHRASE)
    run(older, session=session, stdin=io.StringIO("\nq\n"), stdout=out, stderr=io.StringIO())
    assert "older copy" in out.getvalue()


def test_after_locking_it_is_asked_again_where_it_was_left(older: LocalBackend) -> None:
    _, said, _ = type_at(older, PASSPHRASE, "", "12", PASSPHRASE, "1", "12", PASSPHRASE, "q")
    assert said.count("older copy") == 2


def test_two_that_went_on_apart_are_put_together_and_chosen_between(
    apart: LocalBackend, tmp_path: Path
) -> None:
    _, said, _ = type_at(apart, PASSPHRASE, "1", str(tmp_path / "desk.vault"), "1", "2", "q")
    assert "each went on by themselves" in said
    assert "Saved on Sunday 22 November 2026 at 9.04 pm" in said and "In it: 2 lines in the plan" in said
    assert "1 thing was changed in both copies. Both are kept; choose when you like." in said
    assert "A line of your plan, in “What helps me”." in said
    versions = said.index(
        "Version 1, the one that is shown now, changed Sunday 22 November 2026 at 10.04 pm:"
    )
    assert versions < said.index("The red kettle.", versions)
    assert said.index("Version 2, kept beside it") < said.index("The blue kettle.")
    assert "That was the last one." in said
    assert texts(apart) == ["A bath", "A walk", "The blue kettle"]
    assert "apart" not in type_at(apart, PASSPHRASE, "q")[1]


def test_choosing_can_wait_and_is_offered_among_the_copies(apart: LocalBackend, tmp_path: Path) -> None:
    _, said, _ = type_at(apart, PASSPHRASE, "1", str(tmp_path / "desk.vault"), "1", "", "q")
    assert said.count("1 thing was changed in both copies.") == 3
    assert texts(apart) == ["A bath", "A walk", "The red kettle"]
    _, said, _ = type_at(apart, PASSPHRASE, *COPIES, "3", "1", "3", "q")
    assert "choose when you like. Settings, Copies of my vault, is where you choose." in said
    assert "Choose between what was changed in both." in said and "Chosen." in said
    assert texts(apart) == ["A bath", "A walk", "The red kettle"]
    assert "Choose between" not in type_at(apart, PASSPHRASE, *COPIES, "q")[1]


def test_a_copy_is_made_and_its_place_said(vault: LocalBackend, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "1", "", "1", str(tmp_path / "stick"), "q")
    assert said.count("The copy is made, and it is whole.") == 2
    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".vault"]
    beside = vault.vault_path.with_name(vault.vault_path.name + ".backups")
    assert len(list(beside.iterdir())) == 1
    assert "Sunday 22 November 2026, today." in type_at(vault, PASSPHRASE, *COPIES, "q")[1]


def test_a_place_that_takes_no_copy_is_said(vault: LocalBackend, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "1", str(tmp_path / "file"), "q")
    assert "could not be written" in said


def test_a_copy_is_brought_back_after_a_yes_and_what_was_is_kept(vault: LocalBackend) -> None:
    type_at(vault, PASSPHRASE, *COPIES, "1", "", "q")
    vault.clock = lambda: NOW + timedelta(days=1)
    edit(vault, "a", "Something else")
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "3", "1", "", "q")
    assert "Nothing changed." in said
    assert texts(vault) == ["Something else"]
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "3", "1", "2", "q")
    assert "Everything is now as it was saved on Sunday 22 November 2026 at 9.04 pm." in said
    assert "That copy is:" in said
    assert texts(vault) == ["The kettle"]
    rows = type_at(vault, PASSPHRASE, *COPIES, "q")[1]
    newest = rows.index("Monday 23 November 2026, today.")
    assert newest < rows.index("Sunday 22 November 2026, yesterday.")


def test_looking_into_a_copy_changes_nothing(vault: LocalBackend) -> None:
    type_at(vault, PASSPHRASE, *COPIES, "1", "", "q")
    before = vault.vault_path.read_bytes()
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "3", "", "3", "back", "q")
    assert said.count("In it: 1 line in the plan") == 2
    assert vault.vault_path.read_bytes() == before


def test_a_file_put_beside_the_vault_is_in_the_list(vault: LocalBackend, laptop: LocalBackend) -> None:
    beside = vault.vault_path.with_name("companion.vault.conflict-20261122-220400.vault")
    shutil.copy(laptop.vault_path, beside)
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "3", "1", "q")
    assert "A file that went on by itself: Sunday 22 November 2026, today." in said
    assert "2 things came in. What was here before is kept as a copy, 2026-11-22-" in said
    (kept,) = vault.vault_path.with_name("companion.vault.backups").iterdir()
    assert f"Thatcopyis:{kept}" in said.replace(" ", "")  # a long path stands on lines of its own
    assert texts(replace(vault, paths=replace(vault.paths, vault=kept))) == ["The kettle"]
    assert texts(vault) == ["A walk", "The red kettle"]


def test_a_copy_with_a_passphrase_of_its_own_asks_for_it(vault: LocalBackend, laptop: LocalBackend) -> None:
    session = vault.open(PASSPHRASE)
    session.renew_keys("quite other words", now=NOW)
    session.close()
    ways = (*COPIES, "2", str(laptop.vault_path))
    _, said, _ = type_at(vault, "quite other words", *ways, "not those words", PASSPHRASE, "1", "q")
    assert "needs the passphrase it had then" in said
    assert "That did not open it." in said
    assert "2 things came in." in said
    _, said, _ = type_at(vault, "quite other words", *ways, "", "q")
    assert "Nothing changed." in said


@pytest.mark.parametrize("name", ["none.vault", "letter", "stranger.vault"])
def test_a_file_that_is_no_copy_is_said_kindly(vault: LocalBackend, tmp_path: Path, name: str) -> None:
    (tmp_path / "letter").write_text("Dear all")
    stranger = LocalBackend(replace(vault.paths, vault=tmp_path / "stranger.vault"), profile=vault.profile)
    stranger.create(PASSPHRASE)[0].close()
    ended, said, _ = type_at(vault, PASSPHRASE, *COPIES, "2", str(tmp_path / name), "q")
    assert ended == 0
    assert {"none.vault": "There is no", "letter": "not a Companion file"}.get(
        name, "vault of its own"
    ) in said
    assert texts(vault) == ["The kettle"]


def test_the_made_up_person_has_no_copies() -> None:
    out = io.StringIO()
    backend = LocalBackend(find_paths(), clock=lambda: NOW)
    run(backend, demo=True, stdin=io.StringIO("10\nq\n"), stdout=out, stderr=io.StringIO())
    assert "Settings." in out.getvalue()
    assert "Copies of my vault" not in out.getvalue()


@pytest.mark.parametrize("words", HOSTILE, ids=HOSTILE_IDS)
def test_versions_with_any_words_are_read_line_by_line(lived_in: MemoryBackend, words: str) -> None:
    line = lived_in.services.plan.line("kettle")
    other = replace(line, text=f"x {words}", what_helps=words * 20)
    versions = (
        Version(key="k0", record=line, shown=True),
        Version(key="k1", record=other, shown=False),
    )
    lived_in.store.waiting = [Conflict(table="lines", id="kettle", versions=versions)]
    heard = type_lines(lived_in, PASSPHRASE, *COPIES, "3", "2", "q")
    assert "Version 1, the one that is shown now" in heard.words
    assert lived_in.services.plan.line("kettle") == other


def test_back_at_a_choice_leaves_all_of_them(lived_in: MemoryBackend) -> None:
    lines = [lived_in.services.plan.line(id) for id in ("kettle", "walk")]
    lived_in.store.waiting = [
        Conflict(
            table="lines",
            id=line.id,
            versions=(
                Version(key="k0", record=line, shown=True),
                Version(key="k1", record=replace(line, text="Other"), shown=False),
            ),
        )
        for line in lines
    ]
    heard = type_lines(lived_in, PASSPHRASE, *COPIES, "3", "", "back", "q")
    assert "The first of 2 that wait." in heard.words
    assert len(lived_in.store.waiting) == 2
    heard = type_lines(lived_in, PASSPHRASE, *COPIES, "3", "2", "", "q")
    assert "Chosen." in heard.words and "1 thing was changed in both copies." in heard.words
    assert [c.id for c in lived_in.store.waiting] == ["walk"]


def test_a_choice_the_disk_refuses_is_offered_again(lived_in: MemoryBackend) -> None:
    line = lived_in.services.plan.line("kettle")
    versions = (
        Version(key="k0", record=line, shown=True),
        Version(key="k1", record=replace(line, text="Other"), shown=False),
    )
    lived_in.store.waiting = [Conflict(table="lines", id="kettle", versions=versions)]
    lived_in.store.disk_full = True
    heard = type_lines(lived_in, PASSPHRASE, *COPIES, "3", "2", "2", "q")
    assert "no room left on the disk" in heard.words
    assert heard.code == 5
    assert lived_in.services.plan.line("kettle").text == "The kettle"


def test_a_folder_that_is_not_there_is_asked_about_before_it_is_made(
    vault: LocalBackend, tmp_path: Path
) -> None:
    stick = tmp_path / "stikc"
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "1", str(stick), "", "q")
    assert "There is no folder" in said and not stick.exists()
    _, said, _ = type_at(vault, PASSPHRASE, *COPIES, "1", str(stick), "2", "q")
    assert "The copy is made, and it is whole." in said and len(list(stick.iterdir())) == 1
