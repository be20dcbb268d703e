"""What is the program's own, or anybody's vault, is never written over: by name, through links, forced or not."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from companion.errors import AlreadyThere, NotWritten, OwnFile
from companion.services.access.recovery_code import write_sheet
from companion.services.files import write_page
from companion.services.learn.courses import write_example
from companion.services.own_files import NO_FILES, OwnFiles, Place

posix = pytest.mark.skipif(sys.platform == "win32", reason="asks the system for links")

NAMES = (
    "my.box",
    "my.box.new",
    "MY.box.New",
    "my.box.lock",
    "my.box.backups",
    "my.box.backups/any.txt",
    "my.box.backups/deep/any.txt",
    "other/../my.box.new",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file of the program's and a copy of it."""
    folder = tmp_path / "folder"
    (folder / "my.box.backups").mkdir(parents=True)
    (folder / "other").mkdir()
    (folder / "my.box").write_bytes(b"words of the person's")
    (folder / "my.box.backups" / "one").write_bytes(b"words of yesterday's")
    return folder


@pytest.fixture
def own(folder: Path) -> OwnFiles:
    """What is the program's own in `folder`; files that begin with "box" are vaults."""
    names = re.compile(r"my\.box(\.(new|lock|backups))?")
    return OwnFiles(
        places=(Place(folder=folder, names=names),), is_vault=lambda start: b"box".startswith(start[:3])
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_its_own_is_refused_whether_or_not_it_is_there(
    folder: Path, own: OwnFiles, name: str
) -> None:
    before = contents(folder)
    for force in (False, True):
        with pytest.raises(OwnFile, match="for itself"):
            write_page(folder / name, b"a page", own=own, force=force)
    with pytest.raises(OwnFile):
        write_sheet(folder / name, "a code", own=own)
    with pytest.raises(OwnFile):
        write_example(folder / name, own=own)
    assert contents(folder) == before


@posix
@pytest.mark.parametrize("target", ["my.box", "my.box.new", "my.box.backups/one", "my.box.backups/new"])
def test_a_link_that_leads_to_it_is_refused(folder: Path, own: OwnFiles, target: str) -> None:
    (folder / "page.txt").symlink_to(folder / target)
    with pytest.raises(OwnFile):
        write_page(folder / "page.txt", b"a page", own=own, force=True)
    assert (folder / "my.box").read_bytes() == b"words of the person's"


@posix
def test_a_folder_that_is_a_link_is_seen_through(folder: Path, own: OwnFiles, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    with pytest.raises(OwnFile):
        write_page(tmp_path / "link" / "my.box.new", b"a page", own=own, force=True)


@posix
@pytest.mark.parametrize("target", ["my.box", "my.box.backups/one"])
def test_a_second_name_of_the_same_file_is_refused(
    folder: Path, own: OwnFiles, tmp_path: Path, target: str
) -> None:
    os.link(folder / target, tmp_path / "page.txt")
    with pytest.raises(OwnFile):
        write_page(tmp_path / "page.txt", b"a page", own=own, force=True)
    assert (tmp_path / "page.txt").read_bytes() == (folder / target).read_bytes()


def test_anybodys_vault_is_refused_and_other_files_are_not(tmp_path: Path, own: OwnFiles) -> None:
    there = tmp_path / "there"
    for start in (b"box and more", b"bo"):
        there.write_bytes(start)
        with pytest.raises(OwnFile):
            write_page(there, b"a page", own=own, force=True)
        assert there.read_bytes() == start
    for start in (b"", b"a letter"):
        there.write_bytes(start)
        with pytest.raises(AlreadyThere):
            write_page(there, b"a page", own=own)
        assert write_page(there, b"a page", own=own, force=True).read_bytes() == b"a page"


@pytest.mark.parametrize("name", ["my.box.txt", "my.boxes", "page.txt", "other/my.box", "my.box.new.txt"])
def test_what_only_looks_like_it_is_written(folder: Path, own: OwnFiles, name: str) -> None:
    assert write_page(folder / name, b"a page", own=own).read_bytes() == b"a page"


def test_a_place_whose_folder_is_not_there_refuses_its_names_alone(folder: Path, own: OwnFiles) -> None:
    shutil.rmtree(folder)
    with pytest.raises(OwnFile):
        write_page(folder / "my.box", b"a page", own=own)
    with pytest.raises(NotWritten, match="There is no folder"):
        write_page(folder / "page.txt", b"a page", own=own)


def test_where_nothing_is_its_own_everything_is_written(folder: Path) -> None:
    assert write_page(folder / "my.box", b"a page", own=NO_FILES, force=True).read_bytes() == b"a page"
