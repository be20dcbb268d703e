"""What stands in the way of writing is named for what it is: the file, its lock, or the folder."""

import errno
import os
import sys
import tomllib
from pathlib import Path

import pytest

from companion.errors import NotSaved
from companion.vault.access import NO_LOCKS
from companion.vault.disk.lock import lock_path
from companion.vault.vault import Vault
from tests.vault.conftest import make, reopen
from tests.vault.faults.forks import forked
from tests.vault.test_vault import lines, put

NOBODY = 65534
WORDS = "the only copy of a poem"
FOR_READING = "so it is open for reading. Nothing can be changed."

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links, owners and locks")


@pytest.fixture
def made(path: Path) -> Path:
    """A closed vault with one line, whose lock file is gone, as in a copy."""
    vault, _ = make(path)
    put(vault, "first", text="x")
    vault.close()
    lock_path(path).unlink(missing_ok=True)
    return path


def for_reading(path: Path) -> str:
    """Open the vault, which is for reading alone, keeps its words and its bytes, and return why."""
    before = path.read_bytes()
    vault = reopen(path)
    assert vault.read_only and "first" in lines(vault)
    (why,) = vault.notices
    with pytest.raises(NotSaved, match=why):
        put(vault, "second", text="y")
    vault.close()
    assert path.read_bytes() == before
    return why


def test_a_read_only_file_is_not_written_over(made: Path) -> None:
    made.chmod(0o444)
    assert for_reading(made) == f"The file of your vault can be read and not written, {FOR_READING}"
    assert made.stat().st_mode & 0o777 == 0o444
    made.chmod(0o600)
    vault = reopen(made)
    put(vault, "second", text="y")
    vault.close()


@posix
def test_a_file_that_became_read_only_meanwhile_loses_no_answer(made: Path) -> None:
    def sits(say: object) -> None:
        if sys.platform != "win32" and os.getuid() == 0:
            for place in (made, made.parent):
                os.chown(place, NOBODY, NOBODY)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        vault = reopen(made)
        made.chmod(0o444)
        put(vault, "answer", text="y")
        vault.close()
        vault = reopen(made)
        assert "answer" in lines(vault)
        vault.close()

    for folder in (made.parent, *made.parent.parents[:4]):
        folder.chmod(0o755)
    made.parent.chmod(0o777)
    forked(sits)


@posix
@pytest.mark.parametrize("hard", [False, True], ids=["a link", "the same file"])
def test_words_that_a_planted_lock_leads_to_are_kept(made: Path, tmp_path: Path, *, hard: bool) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text(WORDS, "utf-8")
    if hard:
        lock_path(made).hardlink_to(poem)
    else:
        lock_path(made).symlink_to(poem)
    assert for_reading(made) == f"companion.vault.lock beside your vault leads to another file, {FOR_READING}"
    assert poem.read_text("utf-8") == WORDS


@posix
def test_no_vault_is_made_beside_a_planted_lock(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    poem = tmp_path / "poem.txt"
    poem.write_text(WORDS, "utf-8")
    lock_path(path).symlink_to(poem)
    with pytest.raises(NotSaved, match=r"leads to another file, so no vault was made\."):
        make(path)
    assert not path.exists() and lock_path(path).is_symlink()
    assert poem.read_text("utf-8") == WORDS


@posix
def test_a_folder_in_the_place_of_the_lock(made: Path) -> None:
    lock_path(made).mkdir()
    assert for_reading(made) == f"companion.vault.lock beside your vault is no file, {FOR_READING}"


@posix
def test_the_lock_file_of_another_user_is_named(made: Path) -> None:
    def sits(say: object) -> None:
        if sys.platform != "win32":
            if os.getuid() != 0:
                return
            for place in (made, made.parent):
                os.chown(place, NOBODY, NOBODY)
            lock_path(made).touch(0o600)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        said = "companion.vault.lock beside your vault belongs to another user of this computer, "
        assert for_reading(made) == f"{said}{FOR_READING}"

    for folder in (made.parent, *made.parent.parents[:4]):
        folder.chmod(0o755)
    forked(sits)


@posix
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.EINVAL, "Locks do not work right in this folder"),
        (errno.EIO, "The disk could not lock your vault"),
    ],
)
def test_what_a_lock_says_is_said(made: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", refuse)
    assert for_reading(made) == f"{why}, {FOR_READING}"
    fresh = made.with_name("other.vault")
    with pytest.raises(NotSaved, match=f"{why}, so no vault was made"):
        make(fresh)
    assert not fresh.exists()


@posix
def test_where_there_are_no_locks_it_is_written_all_the_same(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    vault: Vault = reopen(made)
    assert vault.notices == (NO_LOCKS,)
    put(vault, "second", text="y")
    vault.close()


def test_no_filelock_is_allowed_that_opens_a_link_or_takes_a_fault_for_a_writer() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text("utf-8"))["project"]
    (bound,) = [each for each in project["dependencies"] if each.startswith("filelock")]
    # Up to 3.20.0 a link is opened and emptied; up to 3.20.3 whatever a lock says is a writer elsewhere; then, up to
    # 4.0, a folder without locks gets a file in its place that outlives a killed program.
    assert int(bound.removeprefix("filelock>=").split(".")[0]) >= 4
